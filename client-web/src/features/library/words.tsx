// SPDX-License-Identifier: Apache-2.0
/*
 * words.tsx - the lists of words by which a community sorts what it has, and
 * one more of them; coordinators add it. What sorts by a list relies on it, so
 * it is not changed afterwards.
 */
import { useSignal } from '@preact/signals';
import { draftAt } from '../../store/session';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea, TextField } from '../../ui/field';
import { deliver, Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { Tag } from '../../ui/parts';
import { useRevision } from '../../ui/revision';
import type { Vocabulary } from '../../wire/rows';
import { library } from '../../words/en/library';

const t = library.vocabularies;

interface WordsProps {
	community: number;
	list: Vocabulary[];
	/* May one add another? */
	adds: boolean;
}

export function Words({ community, list, adds }: WordsProps) {
	const adding = useSignal(false);
	return (
		<section aria-labelledby="words">
			<h2 id="words" tabIndex={-1}>
				{t.title}
			</h2>
			<p class="quiet">{t.lead}</p>
			<ul class="cards">
				{list.map((vocabulary) => (
					<OneList key={vocabulary.id} vocabulary={vocabulary} />
				))}
			</ul>
			{adds && <Button onClick={() => (adding.value = true)}>{t.add}</Button>}
			{adding.value && <Adding community={community} onClose={() => (adding.value = false)} />}
		</section>
	);
}

function OneList({ vocabulary }: { vocabulary: Vocabulary }) {
	return (
		<li class="card">
			<h3>{vocabulary.name}</h3>
			<p class="meta">
				<span>{t.count(vocabulary.terms.length)}</span>
				{vocabulary.demonstration && <Tag look="warn">{t.demonstration}</Tag>}
			</p>
			{vocabulary.note && <p class="small quiet">{vocabulary.note}</p>}
			<ol>
				{vocabulary.terms.map((term) => (
					<li key={term}>{term}</li>
				))}
			</ol>
		</li>
	);
}

/* One word a line; empty lines are none. */
export const wordsIn = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

function Adding({ community, onClose }: { community: number; onClose(): void }) {
	const at = `vocabulary:${community}`;
	const drafts = { name: draftAt(at), terms: draftAt(`${at}:terms`), note: draftAt(`${at}:note`) };
	const form = useForm({
		fields: {
			name: useRevision(drafts.name, ''),
			terms: useRevision(drafts.terms, ''),
			note: useRevision(drafts.note, ''),
		},
		required: { name: t.nameMissing, terms: t.termsMissing },
		send: async () => {
			const params = {
				community,
				name: form.text('name'),
				terms: wordsIn(form.text('terms')),
				note: form.text('note') || undefined,
				demonstration: false,
			};
			const also = [drafts.terms, drafts.note];
			if (!(await deliver(drafts.name, 'vocabulary.add', params, also))) return;
			tell(t.added);
			onClose();
		},
		suffix: '-words',
		inline: true,
	});
	return (
		<Dialog title={t.add} onClose={onClose}>
			<Form form={form} action={t.act} onCancel={onClose}>
				<TextField label={t.name} hint={t.nameHint} maxLength={200} {...form.field('name')} />
				<TextArea label={t.terms} hint={t.termsHint} rows={6} {...form.field('terms')} />
				<TextArea label={t.note} hint={t.noteHint} optional rows={2} {...form.field('note')} />
			</Form>
		</Dialog>
	);
}
