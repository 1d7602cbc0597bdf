// SPDX-License-Identifier: Apache-2.0
/* drop.tsx - dropping a signal: one sign of change, in a few sentences. */
import { useSignal } from '@preact/signals';
import { navigate, to } from '../../router';
import { useSlug } from '../../store/community';
import { draftAt } from '../../store/session';
import { Choices, TextArea, TextField } from '../../ui/field';
import { Form, missing, useSending } from '../../ui/form';
import { announce } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import type { Community, Signal } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';

const t = horizon.dropping;
const soon = Object.keys(horizon.horizons) as Signal['horizon'][];

export default function DropSignal({ slug }: { slug: string }) {
	const { community, missing: lost, error, again } = useSlug(slug);
	if (lost) return <PageLost />;
	if (!community) return <PageWaiting title={t.title} error={error} again={again} />;
	return (
		<Page title={t.title} kicker={<a href={to.horizon(slug)}>{horizon.title}</a>} lead={t.lead}>
			<Dropping community={community} />
		</Page>
	);
}

function Dropping({ community }: { community: Community }) {
	const place = `signal:new:${community.id}`;
	const changing = draftAt(place);
	const title = draftAt(`${place}:title`);
	const source = draftAt(`${place}:source`);
	const affected = draftAt(`${place}:affected`);
	const when = useSignal<Signal['horizon']>('now');
	const sending = useSending();
	const problems = sending.problems.value;

	const check = () =>
		missing({
			title: [title?.text.peek() ?? '', t.nameMissing],
			changing: [changing?.text.peek() ?? '', t.changingMissing],
		});
	const send = async () => {
		const also = [title, source, affected].flatMap((draft) => (draft ? [draft.place] : []));
		const sent = await changing?.send(
			'signal.add',
			{
				community: community.id,
				title: title?.text.peek().trim() ?? '',
				changing: changing.text.peek().trim(),
				source: source?.text.peek().trim() || undefined,
				affected: affected?.text.peek().trim() || undefined,
				horizon: when.peek(),
			},
			also,
		);
		if (sent?.kind === 'refused') throw sent.error;
		if (sent?.kind === 'waiting') announce(t.waiting);
		if (sent?.kind !== 'sent') return;
		announce(t.done);
		navigate(to.horizon(community.slug), { replace: true });
	};
	return (
		<Form sending={sending} action={t.act} check={check} onSend={send}>
			<TextField
				name="title"
				label={t.name}
				hint={t.nameHint}
				error={problems.title}
				maxLength={200}
				value={title?.text.value ?? ''}
				onValue={(value) => title?.type(value)}
			/>
			<TextArea
				name="changing"
				label={t.changing}
				hint={t.changingHint}
				error={problems.changing}
				maxLength={4000}
				value={changing?.text.value ?? ''}
				onValue={(value) => changing?.type(value)}
			/>
			<Choices
				name="horizon"
				label={t.horizon}
				error={problems.horizon}
				values={[when.value]}
				onValues={([value]) => {
					when.value = value as Signal['horizon'];
				}}
				choices={soon.map((value) => ({
					value,
					label: horizon.horizons[value],
					hint: t.horizonHints[value],
				}))}
			/>
			<TextField
				name="affected"
				label={t.affected}
				hint={t.affectedHint}
				error={problems.affected}
				optional
				maxLength={1000}
				value={affected?.text.value ?? ''}
				onValue={(value) => affected?.type(value)}
			/>
			<TextField
				name="source"
				label={t.source}
				hint={t.sourceHint}
				error={problems.source}
				optional
				maxLength={1000}
				value={source?.text.value ?? ''}
				onValue={(value) => source?.type(value)}
			/>
		</Form>
	);
}
