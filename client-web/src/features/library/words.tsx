// SPDX-License-Identifier: Apache-2.0
/*
 * words.tsx - the lists of words by which a community sorts what it has.
 *
 * Coordinators add one, and change it afterwards: a list is written anew as a
 * whole. What is sorted by a word keeps it as text, so none becomes unreadable
 * when it leaves the list.
 */
import { useSignal } from '@preact/signals';
import { draftAt } from '../../store/session';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea, TextField } from '../../ui/field';
import { Foreign, useSeenRevision } from '../../ui/foreign';
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
	/* May one change them, and add another? */
	runs: boolean;
}

export function Words({ community, list, runs }: WordsProps) {
	const adding = useSignal(false);
	return (
		<section aria-labelledby="words">
			<h2 id="words" tabIndex={-1}>
				{t.title}
			</h2>
			<p class="quiet">{t.lead}</p>
			<ul class="cards">
				{list.map((vocabulary) => (
					<OneList key={vocabulary.id} vocabulary={vocabulary} runs={runs} />
				))}
			</ul>
			{runs && <Button onClick={() => (adding.value = true)}>{t.add}</Button>}
			{adding.value && <Writing community={community} onClose={() => (adding.value = false)} />}
		</section>
	);
}

function OneList({ vocabulary, runs }: { vocabulary: Vocabulary; runs: boolean }) {
	const changing = useSignal(false);
	return (
		<li class="card">
			<h3>{vocabulary.name}</h3>
			<p class="meta">
				<span>{t.count(vocabulary.terms.length)}</span>
				{vocabulary.demonstration && <Tag look="warn">{t.demonstration}</Tag>}
			</p>
			<Terms of={vocabulary} />
			{runs && (
				<Button small onClick={() => (changing.value = true)}>
					{t.change}
					<span class="hidden">: {vocabulary.name}</span>
				</Button>
			)}
			{changing.value && (
				<Writing
					community={vocabulary.community}
					was={vocabulary}
					onClose={() => (changing.value = false)}
				/>
			)}
		</li>
	);
}

function Terms({ of }: { of: Vocabulary }) {
	return (
		<>
			{of.note && <p class="small quiet">{of.note}</p>}
			<ol>
				{of.terms.map((term) => (
					<li key={term}>{term}</li>
				))}
			</ol>
		</>
	);
}

/* One word a line; empty lines are none. */
export const wordsIn = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

interface WritingProps {
	community: number;
	/* The list that is changed; without it, another is added. */
	was?: Vocabulary;
	onClose(): void;
}

function useWords(community: number, was: Vocabulary | undefined) {
	const at = was ? `vocabulary:list:${was.id}` : `vocabulary:${community}`;
	const drafts = { name: draftAt(at), terms: draftAt(`${at}:terms`), note: draftAt(`${at}:note`) };
	const there = {
		name: was?.name ?? '',
		terms: was?.terms.join('\n') ?? '',
		note: was?.note ?? '',
	};
	const fields = {
		name: useRevision(drafts.name, there.name),
		terms: useRevision(drafts.terms, there.terms),
		note: useRevision(drafts.note, there.note),
	};
	const names = ['name', 'terms', 'note'] as const;
	return {
		drafts,
		fields,
		changed: names.some((name) => fields[name].value !== there[name]),
		forget() {
			for (const name of names) {
				fields[name].forget();
				drafts[name]?.discard();
			}
		},
	};
}

function Writing({ community, was, onClose }: WritingProps) {
	const { drafts, fields, changed, forget } = useWords(community, was);
	const seen = useSeenRevision(was?.revision ?? 0, changed);
	const form = useForm({
		fields,
		required: { name: t.nameMissing, terms: t.termsMissing },
		send: async () => {
			const words = {
				name: form.text('name'),
				terms: wordsIn(form.text('terms')),
				note: form.text('note') || undefined,
				demonstration: was?.demonstration ?? false,
			};
			const also = [drafts.terms, drafts.note];
			const sent = was
				? await deliver(
						drafts.name,
						'vocabulary.change',
						{ id: was.id, revision: seen.value, ...words },
						also,
					)
				: await deliver(drafts.name, 'vocabulary.add', { community, ...words }, also);
			if (!sent) return;
			tell(was ? t.changed : t.added);
			onClose();
		},
		suffix: '-words',
		inline: true,
	});
	return (
		<Dialog title={was ? t.change : t.add} onClose={onClose}>
			{was && (
				<Foreign seen={seen} form={form} forget={forget}>
					<p>{was.name}</p>
					<Terms of={was} />
				</Foreign>
			)}
			<Form form={form} action={was ? t.save : t.act} onCancel={onClose}>
				<TextField label={t.name} hint={t.nameHint} maxLength={200} {...form.field('name')} />
				<TextArea
					label={t.terms}
					hint={was ? t.termsHintAgain : t.termsHint}
					rows={was ? 10 : 6}
					{...form.field('terms')}
				/>
				<TextArea label={t.note} hint={t.noteHint} optional rows={2} {...form.field('note')} />
			</Form>
		</Dialog>
	);
}
