// SPDX-License-Identifier: Apache-2.0
/* drop.tsx - dropping a signal: one sign of change, in a few sentences. */
import { useSignal } from '@preact/signals';
import { navigate, to } from '../../router';
import { draftAt } from '../../store/session';
import { Choices, TextArea, TextField } from '../../ui/field';
import { deliver, Form, useForm } from '../../ui/form';
import { announce } from '../../ui/live';
import { OfCommunity, Page } from '../../ui/page';
import type { Community, Signal } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';

const t = horizon.dropping;
const soon = Object.keys(horizon.horizons) as Signal['horizon'][];

export default function DropSignal({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => (
				<Page title={t.title} kicker={<a href={to.horizon(slug)}>{horizon.title}</a>} lead={t.lead}>
					<Dropping community={community} />
				</Page>
			)}
		</OfCommunity>
	);
}

function Dropping({ community }: { community: Community }) {
	const place = `signal:new:${community.id}`;
	const changing = draftAt(place);
	const title = draftAt(`${place}:title`);
	const source = draftAt(`${place}:source`);
	const affected = draftAt(`${place}:affected`);
	const when = useSignal<Signal['horizon']>('now');
	const form = useForm({
		fields: { title, changing, horizon: when, affected, source },
		required: { title: t.nameMissing, changing: t.changingMissing },
		send: async () => {
			const params = {
				community: community.id,
				title: form.text('title'),
				changing: form.text('changing'),
				source: form.text('source') || undefined,
				affected: form.text('affected') || undefined,
				horizon: when.peek(),
			};
			if (!(await deliver(changing, 'signal.add', params, [title, source, affected]))) return;
			announce(t.done);
			navigate(to.horizon(community.slug), { replace: true });
		},
	});
	return (
		<Form form={form} action={t.act}>
			<TextField label={t.name} hint={t.nameHint} maxLength={200} {...form.field('title')} />
			<TextArea
				label={t.changing}
				hint={t.changingHint}
				maxLength={4000}
				{...form.field('changing')}
			/>
			<Choices
				label={t.horizon}
				choices={soon.map((value) => ({
					value,
					label: horizon.horizons[value],
					hint: t.horizonHints[value],
				}))}
				{...form.choice('horizon')}
			/>
			<TextField
				label={t.affected}
				hint={t.affectedHint}
				optional
				maxLength={1000}
				{...form.field('affected')}
			/>
			<TextField
				label={t.source}
				hint={t.sourceHint}
				optional
				maxLength={1000}
				{...form.field('source')}
			/>
		</Form>
	);
}
