// SPDX-License-Identifier: Apache-2.0
/*
 * open.tsx - opening a review round of a draft.
 *
 * The closing time is typed in a zone that the form names, because the people
 * who are asked do not all live where the coordinator lives.
 */
import { useSignal } from '@preact/signals';
import { navigate, to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { draftAt, zone as mine } from '../../store/session';
import { tables } from '../../store/tables';
import { DAY } from '../../ui/clock';
import { Editor } from '../../ui/editor';
import { Select, TextField } from '../../ui/field';
import { Form, missing, type Problems, useSending } from '../../ui/form';
import { announce } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { instantOf, localOf } from '../../ui/when';
import type { Document } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { idFrom } from './room';

const t = reviews.open;

export default function OpenRound({ id }: { id: string }) {
	const document = idFrom(id);
	const { error, again } = useLoad('document.get', document ? { document } : null);
	const row = tables.document.get(document);
	useCommunity(row?.community ?? 0);
	if (!document) return <PageLost />;
	if (!row) return <PageWaiting title={t.title} error={error} again={again} />;
	return (
		<Page title={t.title} kicker={<a href={to.document(row.id)}>{row.title}</a>}>
			<Opening document={row} />
		</Page>
	);
}

/* In two weeks, at the full hour. */
const proposal = (zone: string): string =>
	localOf(Date.now() + 14 * DAY, zone).replace(/\d\d:\d\d$/, '17:00');

function zoneChoices(own: string) {
	const names = new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')]);
	return [...names].map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

function Opening({ document }: { document: Document }) {
	const instructions = draftAt(`round:new:${document.id}`);
	const title = useSignal('');
	const zone = useSignal(mine());
	const closes = useSignal(proposal(zone.peek()));
	const sending = useSending();
	const { problems } = sending;

	const check = (): Problems => {
		const found = missing({
			instructions: [instructions?.text.peek() ?? '', t.instructionsMissing],
			closes_at: [closes.peek(), t.closesMissing],
		});
		if (!found.closes_at && instantOf(closes.peek(), zone.peek()) === null)
			found.closes_at = t.closesUnclear;
		return found;
	};
	const send = async () => {
		const sent = await instructions?.send('round.open', {
			document: document.id,
			title: title.peek().trim() || undefined,
			instructions: instructions.text.peek(),
			closes_at: instantOf(closes.peek(), zone.peek()) ?? 0,
			zone: zone.peek(),
		});
		if (sent?.kind === 'refused') throw sent.error;
		if (sent?.kind !== 'sent') return;
		announce(t.opened);
		navigate(to.round(sent.reply.id), { replace: true });
	};
	return (
		<Form sending={sending} action={t.act} check={check} onSend={send}>
			<TextField
				name="title"
				label={t.name}
				hint={t.nameHint}
				optional
				error={problems.value.title}
				maxLength={200}
				value={title.value}
				onValue={(value) => {
					title.value = value;
				}}
			/>
			<Editor
				name="instructions"
				label={t.instructions}
				hint={t.instructionsHint}
				error={problems.value.instructions}
				value={instructions?.text.value ?? ''}
				onValue={(value) => instructions?.type(value)}
				state={instructions?.state.value}
				onSend={() => void sending.submit(check, send)}
			/>
			<TextField
				name="closes_at"
				type="datetime-local"
				class="short"
				label={t.closes}
				hint={t.closesHint}
				error={problems.value.closes_at}
				value={closes.value}
				onValue={(value) => {
					closes.value = value;
				}}
			/>
			<Select
				name="zone"
				label={t.zone}
				error={problems.value.zone}
				value={zone.value}
				onValue={(value) => {
					zone.value = value;
				}}
				choices={zoneChoices(mine())}
			/>
		</Form>
	);
}
