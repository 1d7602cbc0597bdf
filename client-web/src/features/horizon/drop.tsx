// SPDX-License-Identifier: Apache-2.0
/*
 * drop.tsx - dropping a signal: one sentence is enough; on a page of its own, or
 * in a dialog from wherever one is.
 *
 * While the title is typed, signals like it are looked up: half a second after
 * the last key, and only the latest answer counts.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { navigate, place, to } from '../../router';
import { asCallError, useLoad } from '../../store/load';
import { draftAt } from '../../store/session';
import { Dialog } from '../../ui/dialog';
import { Choices, Select, TextArea, TextField } from '../../ui/field';
import { deliver, Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { OfCommunity, Page } from '../../ui/page';
import { call } from '../../wire/calls';
import type { Community, Methods, Signal } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import './horizon.css';

const t = horizon.dropping;
const soon = Object.keys(horizon.horizons) as Signal['horizon'][];
const sures = Object.keys(horizon.sures) as Signal['sure'][];
const TYPED = 500;

export default function DropSignal({ slug }: { slug: string }) {
	const post = Number(place.value.query.get('post')) || undefined;
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => (
				<Page title={t.title} kicker={<a href={to.horizon(slug)}>{horizon.title}</a>} lead={t.lead}>
					<Dropping
						community={community}
						post={post}
						open
						onDone={(id) => navigate(to.signal(id), { replace: true })}
					/>
					<ByMail community={community.id} />
				</Page>
			)}
		</OfCommunity>
	);
}

function ByMail({ community }: { community: number }) {
	const { reply } = useLoad('signal.address', { community });
	if (!reply?.address) return null;
	return (
		<aside class="notice plain">
			<p>
				{t.byMail} <a href={`mailto:${reply.address}`}>{reply.address}</a>
			</p>
			<p class="small quiet">{t.byMailMore(reply.days)}</p>
		</aside>
	);
}

/* From the header: the page behind stays as it is. */
export function Quick({ community, onClose }: { community: Community; onClose(): void }) {
	return (
		<Dialog title={t.title} onClose={onClose}>
			<p class="quiet">{t.lead}</p>
			<Dropping community={community} onDone={onClose} />
		</Dialog>
	);
}

export const tagsIn = (ticked: string[], typed: string): string[] => [
	...new Set([
		...ticked,
		...typed
			.split(',')
			.map((tag) => tag.trim())
			.filter((tag) => tag !== ''),
	]),
];

interface DroppingProps {
	community: Community;
	post?: number | undefined;
	/* All fields are in sight. */
	open?: boolean;
	onDone(signal: number): void;
}

function Dropping({ community, post, open, onDone }: DroppingProps) {
	const at = `signal:new:${community.id}`;
	const title = draftAt(at);
	const changing = draftAt(`${at}:changing`);
	const source = draftAt(`${at}:source`);
	const affected = draftAt(`${at}:affected`);
	const when = useSignal<Signal['horizon']>('unknown');
	const sure = useSignal<Signal['sure']>('unknown');
	const ticked = useSignal<string[]>([]);
	const own = useSignal('');
	const form = useForm({
		fields: { title, changing, horizon: when, sure, affected, source, tags: own },
		required: { title: t.nameMissing },
		send: async () => {
			const params = {
				community: community.id,
				title: form.text('title'),
				changing: form.text('changing') || undefined,
				source: form.text('source') || undefined,
				affected: form.text('affected') || undefined,
				horizon: when.peek(),
				sure: sure.peek(),
				tags: tagsIn(ticked.peek(), own.peek()),
				post,
			};
			const reply = await deliver(title, 'signal.add', params, [changing, source, affected]);
			if (!reply) return;
			tell(t.done);
			onDone(reply.id);
		},
	});
	return (
		<Form form={form} action={t.act}>
			<TextField label={t.name} hint={t.nameHint} maxLength={200} {...form.field('title')} />
			<Alike community={community.id} title={title?.value ?? ''} />
			<details class="more" open={open}>
				<summary>{t.more}</summary>
				<TextArea
					label={t.changing}
					hint={t.changingHint}
					optional
					maxLength={4000}
					{...form.field('changing')}
				/>
				<TextField
					label={t.source}
					hint={t.sourceHint}
					optional
					maxLength={1000}
					{...form.field('source')}
				/>
				<TextField
					label={t.affected}
					hint={t.affectedHint}
					optional
					maxLength={1000}
					{...form.field('affected')}
				/>
				<Select
					label={t.horizon}
					hint={t.horizonHints[when.value]}
					choices={soon.map((value) => ({ value, label: horizon.horizons[value] }))}
					{...form.field('horizon')}
				/>
				<Select
					label={t.sure}
					choices={sures.map((value) => ({ value, label: horizon.sures[value] }))}
					{...form.field('sure')}
				/>
				<Choices
					name="steep"
					label={t.tags}
					hint={t.tagsHint}
					several
					values={ticked.value}
					onValues={(values) => {
						ticked.value = values;
					}}
					choices={horizon.steep.map((value) => ({ value, label: value }))}
				/>
				<TextField label={t.ownTags} hint={t.ownTagsHint} optional {...form.field('tags')} />
			</details>
		</Form>
	);
}

/* It appears below what is typed, so that nothing moves under the hands. */
function Alike({ community, title }: { community: number; title: string }) {
	const alike = useSignal<Methods['signal.similar']['out']['alike']>([]);
	const typed = title.trim().slice(0, 200);
	useEffect(() => {
		let latest = true;
		if (typed.length < 4) {
			alike.value = [];
			return;
		}
		const look = async () => {
			try {
				const reply = await call('signal.similar', { community, title: typed });
				if (latest) alike.value = reply.alike;
			} catch (failure) {
				asCallError(failure); /* it is only a hint */
			}
		};
		const timer = setTimeout(() => void look(), TYPED);
		return () => {
			latest = false;
			clearTimeout(timer);
		};
	}, [typed, community]);
	return (
		<div role="status">
			{alike.value.length > 0 && (
				<div class="notice plain alike">
					<p>
						<strong>{t.like}</strong> {t.likeMore}
					</p>
					<ul>
						{alike.value.map(({ id, title: name }) => (
							<li key={id}>
								<a href={to.signal(id)}>{name}</a>
							</li>
						))}
					</ul>
				</div>
			)}
		</div>
	);
}
