// SPDX-License-Identifier: Apache-2.0
/* scan_items.tsx - the items of a scan: what they are, adding one, taking one out. */
import { useSignal } from '@preact/signals';
import { to } from '../../router';
import { useLoad } from '../../store/load';
import { memberOf } from '../../store/names';
import { coordinates, draftAt } from '../../store/session';
import { AskText } from '../../ui/asking';
import { Button } from '../../ui/button';
import { Select, TextArea, TextField } from '../../ui/field';
import { deliver, Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { Empty, Tag } from '../../ui/parts';
import { useRevision } from '../../ui/revision';
import { call } from '../../wire/calls';
import type { Scan, ScanItem, Signal } from '../../wire/rows';
import { words } from '../../words/en';
import { scan as all } from '../../words/en/scan';
import { itemsOf, signalsToRate } from './scan_state';

const t = all.page;

export function Items({ scan, asked }: { scan: Scan; asked: boolean }) {
	const items = itemsOf(scan.id);
	const coordinator = coordinates(scan.community);
	const gathers = scan.phase === 'gather';
	const roundLeft = scan.phase !== 'report' && scan.round < scan.rounds;
	const mayAdd =
		roundLeft &&
		(coordinator || (asked && (scan.adding === 'rounds' || (scan.adding === 'gather' && gathers))));
	return (
		<section aria-labelledby="items">
			<h2 id="items">{t.items}</h2>
			{items.length === 0 ? (
				<Empty title={t.noItems}>
					<p>{t.noItemsMore}</p>
				</Empty>
			) : (
				<ol class="scan-items" aria-label={t.itemsLabel}>
					{items.map((item) => (
						<Item
							key={item.id}
							item={item}
							scan={scan}
							mayTakeOut={coordinator && scan.phase !== 'report'}
						/>
					))}
				</ol>
			)}
			{mayAdd && <Adding scan={scan} />}
		</section>
	);
}

const looks = { in: 'good', out: 'plain', between: 'plain', open: 'warn', few: 'plain' } as const;

function Item({ item, scan, mayTakeOut }: { item: ScanItem; scan: Scan; mayTakeOut: boolean }) {
	const asking = useSignal(false);
	const out = item.withdrawn_at !== null;
	const who = memberOf(item.added_by)?.display_name ?? words.formerMember;
	return (
		<li value={item.position} class={out ? 'scan-out' : undefined}>
			<h3 class="item-title">{item.title}</h3>
			{item.detail && <p class="as-written small">{item.detail}</p>}
			<p class="meta">
				{out && <Tag look="warn">{t.withdrawn}</Tag>}
				{item.verdict && <Tag look={looks[item.verdict]}>{all.verdicts[item.verdict]}</Tag>}
				{item.settled !== null && <span>{t.settled(item.settled)}</span>}
				<span>{t.addedBy(who)}</span>
				{item.signal !== null && <a href={to.signal(item.signal)}>{t.fromSignal}</a>}
				{item.round > scan.round && scan.round > 0 && <span>{t.fromRound(item.round)}</span>}
				{mayTakeOut && !out && (
					<Button
						look="quiet"
						small
						aria-label={t.takeOutOf(item.title)}
						onClick={() => {
							asking.value = true;
						}}
					>
						{t.takeOut}
					</Button>
				)}
			</p>
			{item.withdrawn_why && <p class="as-written small scan-why">{item.withdrawn_why}</p>}
			{asking.value && (
				<TakeOut
					item={item}
					onClose={() => {
						asking.value = false;
					}}
				/>
			)}
		</li>
	);
}

function TakeOut({ item, onClose }: { item: ScanItem; onClose(): void }) {
	const draft = draftAt(`scan_item:${item.id}`);
	return (
		<AskText
			title={t.takeOutTitle}
			label={t.why}
			hint={t.whyHint}
			note={item.title}
			action={t.takeOut}
			missing={t.whyMissing}
			text={useRevision(draft, '')}
			onSend={async (why) =>
				(await deliver(draft, 'scan_item.withdraw', { item: item.id, why })) !== null
			}
			onClose={onClose}
		/>
	);
}

/* What of the register is no item of the scan yet. */
const unused = (scan: Scan): Signal[] => {
	const items = itemsOf(scan.id).filter((item) => item.withdrawn_at === null);
	return signalsToRate(scan.community).filter(
		({ id }) => !items.some((item) => item.signal === id),
	);
};

function Adding({ scan }: { scan: Scan }) {
	const open = useSignal(false);
	const from = useSignal('');
	const title = useSignal('');
	const detail = useSignal('');
	useLoad('signal.list', open.value ? { community: scan.community } : null);
	const say = (signal: Signal | undefined) => {
		from.value = signal ? String(signal.id) : '';
		title.value = signal?.title ?? '';
		detail.value = signal?.changing ?? '';
	};
	const form = useForm({
		fields: { from, title, detail },
		required: { title: t.addTitleMissing },
		inline: true,
		send: async () => {
			await call('scan_item.add', {
				scan: scan.id,
				signal: Number(from.peek()) || undefined,
				title: form.text('title'),
				detail: form.text('detail') || undefined,
			});
			say(undefined);
			tell(t.added);
		},
	});
	const signals = open.value ? unused(scan) : [];
	if (!open.value)
		return (
			<Button
				onClick={() => {
					open.value = true;
				}}
			>
				{t.add}
			</Button>
		);
	return (
		<Form
			form={form}
			action={t.add}
			label={t.add}
			onCancel={() => {
				open.value = false;
			}}
		>
			{signals.length > 0 && (
				<Select
					label={t.addSignal}
					optional
					choices={[
						{ value: '', label: t.addStatement },
						...signals.map(({ id, title: label }) => ({ value: String(id), label })),
					]}
					{...form.field('from')}
					onValue={(id) => say(signals.find((one) => String(one.id) === id))}
				/>
			)}
			<TextField
				label={t.addTitle}
				hint={t.addTitleHint}
				maxLength={200}
				{...form.field('title')}
			/>
			<TextArea
				label={t.addDetail}
				hint={t.addDetailHint}
				optional
				maxLength={4000}
				{...form.field('detail')}
			/>
		</Form>
	);
}
