// SPDX-License-Identifier: Apache-2.0
/*
 * matrix_bulk.tsx - what is done with all rows that are picked, and the way
 * back.
 *
 * Answers go in parts of two hundred, which is what one call takes; each part
 * is a set that can be undone, and undoing takes all of them back. Where
 * somebody has answered otherwise since, that answer stays, and it is said.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { asCallError } from '../../store/load';
import { myId } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Form, useForm } from '../../ui/form';
import { announce } from '../../ui/live';
import { call } from '../../wire/calls';
import type { Handling, Round } from '../../wire/rows';
import { sentence } from '../../words/en';
import { reviews } from '../../words/en/reviews';
import { AnswerFields, useAnswer } from './answer_fields';
import { nameOf } from './room';

const t = reviews.matrix;
const AT_ONCE = 200;

interface BulkProps {
	round: Round;
	chosen: readonly number[];
	onDone(): void;
}

const parts = (ids: readonly number[]): number[][] =>
	Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, i) =>
		ids.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
	);

export function Bulk({ round, chosen, onDone }: BulkProps) {
	const asking = useSignal<'answer' | 'theme' | null>(null);
	const undo = useSignal<number[]>([]);
	const said = useSignal('');
	const say = (text: string) => {
		said.value = text;
		announce(text);
	};
	const attempt = async (act: () => Promise<string>) => {
		try {
			say(await act());
		} catch (error) {
			say(sentence(asCallError(error)));
		}
	};
	const seen = useSeen(chosen);
	const assign = (responder: number) =>
		attempt(async () => {
			for (const comments of parts(chosen))
				await call('comment.assign', {
					comments,
					responder: responder || undefined,
					seen: seen(comments, 'responder'),
				});
			return responder ? t.assigned(chosen.length, nameOf(responder)) : t.unassigned(chosen.length);
		});
	const group = (id: number) =>
		attempt(async () => {
			for (const comments of parts(chosen))
				await call('comment.group', {
					comments,
					theme: id || undefined,
					seen: seen(comments, 'theme'),
				});
			return t.grouped(chosen.length);
		});
	const takeBack = () =>
		attempt(async () => {
			let kept = 0;
			for (const batch of undo.peek()) kept += (await call('comment.undo', { batch })).kept.length;
			undo.value = [];
			return kept > 0 ? t.undoneBut(kept) : t.undone;
		});
	const shut = () => (asking.value = null);
	if (chosen.length === 0 && said.value === '') return null;
	return (
		<section class="bulk" aria-label={t.bulk}>
			{said.value && (
				<p class="bulk-said">
					{said.value}
					{undo.value.length > 0 && (
						<Button small onClick={takeBack}>
							{t.undo}
						</Button>
					)}
					{chosen.length === 0 && (
						<Button small look="quiet" onClick={() => (said.value = '')}>
							{t.hide}
						</Button>
					)}
				</p>
			)}
			{chosen.length > 0 && (
				<div class="row">
					<strong>{t.chosen(chosen.length)}</strong>
					<Button small look="main" onClick={() => (asking.value = 'answer')}>
						{t.answerAll}
					</Button>
					<Pick label={t.assign} onPick={assign} some={coordinatorsOf(round)} none={t.nobody} />
					<Pick
						label={t.theme}
						onPick={group}
						some={tables.theme
							.where((row) => row.round === round.id)
							.map(({ id, title }) => ({ id, name: title }))}
						none={t.noTheme}
					/>
					<Button small onClick={() => (asking.value = 'theme')}>
						{t.themeNew}
					</Button>
					<Button small look="quiet" onClick={onDone}>
						{t.chooseNone}
					</Button>
				</div>
			)}
			{asking.value === 'answer' && (
				<AnswerMany
					chosen={chosen}
					onClose={shut}
					onAnswered={(batches) => {
						undo.value = batches;
						say(t.answered(chosen.length));
						onDone();
					}}
				/>
			)}
			{asking.value === 'theme' && <NewTheme round={round} onClose={shut} onMade={group} />}
		</section>
	);
}

/* How the chosen comments were shared out when they were chosen, or when a
 * choice was last refused: on from there nobody's is changed unseen. */
function useSeen(chosen: readonly number[]) {
	const kept = useRef(new Map<number, Handling | undefined>()).current;
	const now = (id: number) => tables.handling.get(id);
	for (const id of kept.keys()) if (!chosen.includes(id)) kept.delete(id);
	for (const id of chosen) if (!kept.has(id)) kept.set(id, now(id));
	return (comments: readonly number[], what: 'responder' | 'theme') =>
		comments.map((comment) => {
			const was = kept.get(comment)?.[what] ?? undefined;
			kept.set(comment, now(comment));
			return { comment, was };
		});
}

/* Those who may answer: me, and whoever is seen to coordinate here. */
function coordinatorsOf(round: Round) {
	return tables.membership
		.where((row) => row.community === round.community && row.role === 'coordinator' && !row.left_at)
		.map(({ member }) => ({
			id: member,
			name: member === myId() ? t.me : nameOf(member),
		}))
		.sort((a, b) => Number(b.id === myId()) - Number(a.id === myId()));
}

interface PickProps {
	label: string;
	some: readonly { id: number; name: string }[];
	none: string;
	onPick(id: number): void;
}

/* A choice that acts; it shows its own name again afterwards. */
function Pick({ label, some, none, onPick }: PickProps) {
	return (
		<select
			class="bulk-pick"
			aria-label={label}
			value=""
			onChange={(event) => {
				const { value } = event.currentTarget;
				event.currentTarget.value = '';
				if (value !== '') onPick(Number(value));
			}}
		>
			<option value="">{label}</option>
			{some.map(({ id, name }) => (
				<option key={id} value={id}>
					{name}
				</option>
			))}
			<option value="0">{none}</option>
		</select>
	);
}

function AnswerMany({
	chosen,
	onClose,
	onAnswered,
}: {
	chosen: readonly number[];
	onClose(): void;
	onAnswered(batches: number[]): void;
}) {
	const answer = useAnswer(tables.comment.get(chosen[0] ?? 0)?.round ?? 0, 'answer:many');
	const seen = useSignal(
		new Map(chosen.map((id) => [id, tables.comment.get(id)?.revision ?? 0])),
	).value;
	const form = useForm({
		...answer.plan,
		send: async () => {
			const batches: number[] = [];
			for (const part of parts(chosen)) {
				const comments = part.map((comment) => ({ comment, revision: seen.get(comment) ?? 0 }));
				const { batch } = await call('comment.dispose_many', { comments, ...answer.given() });
				batches.push(batch);
			}
			answer.clear();
			onAnswered(batches);
			onClose();
		},
		suffix: '-many',
		inline: true,
	});
	return (
		<Dialog title={t.answerTitle(chosen.length)} onClose={onClose}>
			<Form form={form} action={t.answerAct(chosen.length)} onCancel={onClose}>
				<AnswerFields form={form} answer={answer} />
			</Form>
		</Dialog>
	);
}

function NewTheme({
	round,
	onClose,
	onMade,
}: {
	round: Round;
	onClose(): void;
	onMade(id: number): Promise<void>;
}) {
	const title = useSignal('');
	const form = useForm({
		fields: { title },
		required: { title: t.themeMissing },
		send: async () => {
			const made = await call('theme.add', { round: round.id, title: form.text('title') });
			await onMade(made.id);
			onClose();
		},
		inline: true,
	});
	return (
		<Dialog title={t.themeNew} onClose={onClose}>
			<Form form={form} action={t.themeAct} onCancel={onClose}>
				<TextField
					label={t.themeName}
					hint={t.themeHint}
					maxLength={120}
					{...form.field('title')}
				/>
			</Form>
		</Dialog>
	);
}
