// SPDX-License-Identifier: Apache-2.0
/*
 * themes.tsx - the themes of a round: what is in each, and its one answer.
 *
 * Answering a theme answers every comment in it that has no answer of its own;
 * the step can be taken back as one.
 */
import { useSignal } from '@preact/signals';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Foreign, useSeenRevision } from '../../ui/foreign';
import { attempt, Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { useChoice } from '../../ui/revision';
import { call } from '../../wire/calls';
import type { Round, Theme } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { AnswerFields, Given, useAnswer } from './answer_fields';

const t = reviews.themes;

export function Themes({ round }: { round: Round }) {
	const rows = tables.theme.where((row) => row.round === round.id).sort((a, b) => a.id - b.id);
	if (rows.length === 0) return null;
	return (
		<details class="themes">
			<summary>{t.title(rows.length)}</summary>
			<ul>
				{rows.map((row) => (
					<OneTheme key={row.id} theme={row} />
				))}
			</ul>
		</details>
	);
}

function OneTheme({ theme }: { theme: Theme }) {
	const asking = useSignal<'answer' | 'rename' | null>(null);
	const batch = useSignal(0);
	const n = tables.handling.where((row) => row.theme === theme.id).length;
	const undo = () =>
		attempt(async () => {
			const { kept } = await call('comment.undo', { batch: batch.peek() });
			batch.value = 0;
			return kept.length > 0 ? reviews.matrix.undoneBut(kept.length) : reviews.matrix.undone;
		});
	const shut = () => (asking.value = null);
	return (
		<li>
			<div>
				<strong>{theme.title}</strong> <span class="quiet">{reviews.comments(n)}</span>
				<Given {...theme} />
			</div>
			<div class="row">
				<Button small onClick={() => (asking.value = 'answer')}>
					{t.answer}
					<span class="hidden">: {theme.title}</span>
				</Button>
				<Button small look="quiet" onClick={() => (asking.value = 'rename')}>
					{t.rename}
					<span class="hidden">: {theme.title}</span>
				</Button>
				{batch.value > 0 && (
					<Button small onClick={undo}>
						{reviews.matrix.undo}
					</Button>
				)}
			</div>
			{asking.value === 'answer' && (
				<AnswerTheme theme={theme} onClose={shut} onAnswered={(made) => (batch.value = made)} />
			)}
			{asking.value === 'rename' && <Rename theme={theme} onClose={shut} />}
		</li>
	);
}

function AnswerTheme({
	theme,
	onClose,
	onAnswered,
}: {
	theme: Theme;
	onClose(): void;
	onAnswered(batch: number): void;
}) {
	const answer = useAnswer(theme.round, `answer:theme:${theme.id}`, theme);
	const seen = useSeenRevision(theme.revision, answer.changed);
	const form = useForm({
		...answer.plan,
		send: async () => {
			const params = { theme: theme.id, revision: seen.value, ...answer.given() };
			const made = await call('theme.answer', params);
			answer.clear();
			onAnswered(made.batch);
			tell(t.answered(made.answered));
			onClose();
		},
		suffix: '-theme',
		inline: true,
	});
	return (
		<Dialog title={t.answerTitle(theme.title)} onClose={onClose}>
			<p class="quiet">{t.answerMore}</p>
			<Foreign seen={seen} form={form} by={theme.changed_by} forget={answer.clear}>
				<p>{theme.title}</p>
				<Given {...theme} />
			</Foreign>
			<Form form={form} action={t.answer} onCancel={onClose}>
				<AnswerFields form={form} answer={answer} comments={[]} />
			</Form>
		</Dialog>
	);
}

function Rename({ theme, onClose }: { theme: Theme; onClose(): void }) {
	const title = useChoice<string>(theme.title);
	const seen = useSeenRevision(theme.revision, title.value !== theme.title);
	const form = useForm({
		fields: { title },
		required: { title: reviews.matrix.themeMissing },
		send: async () => {
			const params = { theme: theme.id, revision: seen.value, title: form.text('title') };
			await call('theme.rename', params);
			onClose();
		},
		inline: true,
	});
	return (
		<Dialog title={t.rename} onClose={onClose}>
			<Foreign seen={seen} form={form} by={theme.changed_by} forget={title.forget}>
				<p>{theme.title}</p>
				<Given {...theme} />
			</Foreign>
			<Form form={form} action={t.rename} onCancel={onClose}>
				<TextField label={reviews.matrix.themeName} maxLength={120} {...form.field('title')} />
			</Form>
		</Dialog>
	);
}
