// SPDX-License-Identifier: Apache-2.0
/*
 * write.tsx - adding a resource, or putting its facts right; for coordinators.
 *
 * Which revision was seen goes along. When somebody else was quicker the server
 * refuses, how it stands now is shown above, and mine stays in the form.
 */
import { useSignal } from '@preact/signals';
import { navigate, to } from '../../router';
import { asCallError, useLoad } from '../../store/load';
import { coordinates, draftAt } from '../../store/session';
import { tables } from '../../store/tables';
import { ButtonLink } from '../../ui/button';
import { Select, TextArea, TextField } from '../../ui/field';
import { deliver, Form, type Problems, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { OfCommunity, Page, PageLost, PageWaiting } from '../../ui/page';
import { List, Notice } from '../../ui/parts';
import { useChoice, useRevision } from '../../ui/revision';
import type { Community, Resource } from '../../wire/rows';
import { library } from '../../words/en/library';
import { Entry } from './entry';
import './library.css';

const t = library.writing;
const formats = Object.keys(library.formats) as Resource['format'][];
const lifecycles = Object.keys(library.lifecycles) as Resource['lifecycle'][];

export default function WriteResource({ slug, id }: { slug: string; id?: string }) {
	return (
		<OfCommunity slug={slug} title={id ? t.change : t.add}>
			{(community) =>
				coordinates(community.id) ? (
					<Loaded community={community} id={Number(id) || 0} />
				) : (
					<Page title={id ? t.change : t.add}>
						<Notice look="warn">
							<p>{t.denied}</p>
							<ButtonLink href={to.library(slug)}>{library.title}</ButtonLink>
						</Notice>
					</Page>
				)
			}
		</OfCommunity>
	);
}

function Loaded({ community, id }: { community: Community; id: number }) {
	const { reply, error, again } = useLoad('resource.list', { community: community.id });
	const resource = tables.resource.get(id);
	const title = id ? t.change : t.add;
	if (!reply) return <PageWaiting title={title} error={error} again={again} />;
	if (id && resource?.community !== community.id) return <PageLost />;
	return (
		<Page
			title={title}
			kicker={<a href={to.library(community.slug)}>{library.title}</a>}
			lead={t.lead}
		>
			<Writing key={id} community={community} resource={resource} />
		</Page>
	);
}

/* A number of minutes or parts; nothing where nothing is said. */
const numberIn = (text: string) => (text.trim() === '' ? undefined : Number(text));
const isNumber = (text: string) => /^\s*([1-9]\d{0,5})?\s*$/.test(text);

/* What was not touched follows what somebody else makes of it. */
function useFields(at: string, was: Resource | undefined) {
	const text = (name: keyof Resource) =>
		useRevision(draftAt(`${at}:${name}`), String(was?.[name] ?? ''));
	return {
		title: useRevision(draftAt(at), was?.title ?? ''),
		provider: text('provider'),
		url: text('url'),
		minutes_min: text('minutes_min'),
		minutes_max: text('minutes_max'),
		item_count: text('item_count'),
		level: text('level'),
		audience: text('audience'),
		note: text('note'),
		format: useChoice<Resource['format']>(was?.format ?? 'e-learning'),
		lifecycle: useChoice<Resource['lifecycle']>(was?.lifecycle ?? 'open'),
	};
}

const typed = [
	'provider',
	'url',
	'minutes_min',
	'minutes_max',
	'item_count',
	'level',
	'audience',
	'note',
] as const;

function Writing({ community, resource }: { community: Community; resource?: Resource }) {
	const at = resource ? `resource:${resource.id}` : `resource:new:${community.id}`;
	const first = useSignal(resource?.revision).peek();
	const seen = useSignal(resource?.revision ?? 0);
	const fields = useFields(at, resource);
	const form = useForm({
		fields,
		required: { title: t.titleMissing, provider: t.providerMissing },
		check: () => {
			const wrong: Problems = {};
			for (const name of ['minutes_min', 'minutes_max', 'item_count'] as const)
				if (!isNumber(fields[name].value)) wrong[name] = t.numberWrong;
			return wrong;
		},
		send: async () => {
			const facts = {
				title: form.text('title'),
				provider: form.text('provider'),
				url: form.text('url') || undefined,
				format: fields.format.value as Resource['format'],
				minutes_min: numberIn(form.text('minutes_min')),
				minutes_max: numberIn(form.text('minutes_max')),
				item_count: numberIn(form.text('item_count')),
				level: form.text('level') || undefined,
				audience: form.text('audience') || undefined,
				note: form.text('note') || undefined,
				lifecycle: fields.lifecycle.value as Resource['lifecycle'],
			};
			const draft = draftAt(at);
			const also = typed.map((name) => draftAt(`${at}:${name}`));
			try {
				const sent = resource
					? await deliver(
							draft,
							'resource.change',
							{ id: resource.id, revision: seen.peek(), ...facts },
							also,
						)
					: await deliver(draft, 'resource.add', { community: community.id, ...facts }, also);
				if (!sent) return;
			} catch (failure) {
				/* It is shown above now, so the next save is a decision. */
				if (asCallError(failure).reason === 'changed')
					seen.value = tables.resource.get(resource?.id ?? 0)?.revision ?? 0;
				throw failure;
			}
			tell(resource ? t.changed : t.added);
			navigate(to.library(community.slug));
		},
	});
	return (
		<>
			{resource && resource.revision !== first && (
				<Notice look="warn">
					<h2>{t.foreign}</h2>
					<List>
						<Entry resource={resource} />
					</List>
				</Notice>
			)}
			<Form form={form} action={resource ? t.save : t.act}>
				<TextField label={t.name} maxLength={200} {...form.field('title')} />
				<TextField
					label={t.provider}
					hint={t.providerHint}
					maxLength={200}
					{...form.field('provider')}
				/>
				<TextField
					label={t.url}
					hint={t.urlHint}
					optional
					type="url"
					maxLength={2000}
					{...form.field('url')}
				/>
				<Select
					label={t.format}
					choices={formats.map((value) => ({ value, label: library.formats[value] }))}
					{...form.field('format')}
				/>
				<Select
					label={t.lifecycle}
					choices={lifecycles.map((value) => ({ value, label: library.lifecycles[value] }))}
					{...form.field('lifecycle')}
				/>
				<TextField
					label={t.audience}
					hint={t.audienceHint}
					optional
					maxLength={200}
					{...form.field('audience')}
				/>
				<TextField
					label={t.level}
					hint={t.levelHint}
					optional
					maxLength={200}
					{...form.field('level')}
				/>
				<TextField
					label={t.parts}
					hint={t.partsHint}
					optional
					type="number"
					min="1"
					{...form.field('item_count')}
				/>
				<TextField
					label={t.from}
					hint={t.fromHint}
					optional
					type="number"
					min="1"
					{...form.field('minutes_min')}
				/>
				<TextField label={t.until} optional type="number" min="1" {...form.field('minutes_max')} />
				<TextArea
					label={t.note}
					hint={t.noteHint}
					optional
					maxLength={4000}
					{...form.field('note')}
				/>
			</Form>
		</>
	);
}
