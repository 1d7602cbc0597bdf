// SPDX-License-Identifier: Apache-2.0
/*
 * matrix_bulk.tsx - what is done with all rows that are picked, and the way
 * back, also from the answer to one.
 *
 * Answers go in parts of two hundred, which is what one call takes; each part
 * is a set that can be undone, and undoing takes all of them back. Where
 * somebody has answered otherwise since, that answer stays, and it is said.
 */
import { type Signal, useSignal } from '@preact/signals';
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

/* What was done last: how it is said, and how it is taken back. */
export interface Deed {
	said: string;
	undo?: () => Promise<string>;
}

interface BulkProps {
	round: Round;
	chosen: readonly number[];
	deed: Signal<Deed | null>;
	onDone(): void;
}

/* Takes sets of answers back. */
export const undoOf = (batches: readonly number[]) => async () => {
	let kept = 0;
	for (const batch of batches) kept += (await call('comment.undo', { batch })).kept.length;
	return kept > 0 ? t.undoneBut(kept) : t.undone;
};

/* How a set of comments was shared out, so that it can be so again. */
type Sharing = 'responder' | 'theme';

async function share(comments: readonly number[], what: Sharing, to: number, was: Was) {
	for (const part of parts(comments)) {
		const seen = part.map((comment) => ({ comment, was: was(comment) }));
		if (what === 'responder')
			await call('comment.assign', { comments: part, responder: to || undefined, seen });
		else await call('comment.group', { comments: part, theme: to || undefined, seen });
	}
}

type Was = (comment: number) => number | undefined;

const parts = (ids: readonly number[]): number[][] =>
	Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, i) =>
		ids.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
	);

export function Bulk({ round, chosen, deed, onDone }: BulkProps) {
	const asking = useSignal<'answer' | 'theme' | null>(null);
	const say = (done: Deed) => {
		deed.value = done;
		announce(done.said);
	};
	const attempt = async (act: () => Promise<Deed>) => {
		try {
			say(await act());
		} catch (error) {
			say({ said: sentence(asCallError(error)) });
		}
	};
	const seen = useSeen(chosen);
	const shareOut = (what: Sharing, to: number, said: string) =>
		attempt(async () => {
			const was = new Map(chosen.map((id) => [id, seen.was(id, what)]));
			await share(chosen, what, to, (id) => was.get(id));
			seen.shared(chosen, what, to);
			const undo = async () => {
				for (const before of new Set(was.values())) {
					const some = chosen.filter((id) => was.get(id) === before);
					await share(some, what, before ?? 0, () => to || undefined);
					seen.shared(some, what, before ?? 0);
				}
				return t.undone;
			};
			return { said, undo };
		});
	const assign = (to: number) =>
		shareOut(
			'responder',
			to,
			to ? t.assigned(chosen.length, nameOf(to)) : t.unassigned(chosen.length),
		);
	const group = (id: number) => shareOut('theme', id, t.grouped(chosen.length));
	const takeBack = (undo: () => Promise<string>) => attempt(async () => ({ said: await undo() }));
	const shut = () => (asking.value = null);
	const last = deed.value;
	if (chosen.length === 0 && !last) return null;
	return (
		<section class="bulk" aria-label={t.bulk}>
			{last && (
				<p class="bulk-said">
					{last.said}
					{last.undo && (
						<Button small onClick={() => last.undo && takeBack(last.undo)}>
							{t.undo}
						</Button>
					)}
					{chosen.length === 0 && (
						<Button small look="quiet" onClick={() => (deed.value = null)}>
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
						say({ said: t.answered(chosen.length), undo: undoOf(batches) });
						onDone();
					}}
				/>
			)}
			{asking.value === 'theme' && <NewTheme round={round} onClose={shut} onMade={group} />}
		</section>
	);
}

type Shared = Partial<Pick<Handling, Sharing>>;

/* How the chosen comments were shared out when they were chosen, by me since,
 * or when a choice was last refused: on from there nobody's is changed unseen. */
function useSeen(chosen: readonly number[]) {
	const kept = useRef(new Map<number, Shared | undefined>()).current;
	const now = (id: number): Shared | undefined => tables.handling.get(id);
	for (const id of kept.keys()) if (!chosen.includes(id)) kept.delete(id);
	for (const id of chosen) if (!kept.has(id)) kept.set(id, now(id));
	return {
		was(comment: number, what: Sharing) {
			const was = kept.get(comment)?.[what] ?? undefined;
			kept.set(comment, now(comment));
			return was;
		},
		shared(comments: readonly number[], what: Sharing, to: number) {
			for (const id of comments) kept.set(id, { ...kept.get(id), [what]: to || null });
		},
	};
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
				<AnswerFields form={form} answer={answer} comments={chosen} />
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
