// SPDX-License-Identifier: Apache-2.0
/*
 * answer_panel.tsx - one comment of the matrix, whole, and its answer.
 *
 * Which revision was seen when the writing began goes with the answer. When
 * somebody else was quicker their answer is shown above mine, which stays in
 * the form until I decide: nothing is lost and nothing is overwritten unseen.
 */
import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { to } from '../../router';
import { myId } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { idOf } from '../../ui/field';
import { Foreign } from '../../ui/foreign';
import { deliver, Form, useForm } from '../../ui/form';
import { announce } from '../../ui/live';
import { Tag } from '../../ui/parts';
import { Relative } from '../../ui/time';
import type { Comment } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { AnswerFields, type Answering, Given, useAnswer } from './answer_fields';
import { KeepTemplate } from './answer_template';
import { narrow } from './narrow';
import { RemarkWords } from './remark';
import { RemarkTalk } from './remark_talk';
import { keyOf, nameOf, placeWords, writerOf } from './room';
import { Similar } from './similar';

const t = reviews.answers;

interface PanelProps {
	comment: number;
	onClose(): void;
	/* As a set of answers that can be taken back. */
	onSaved(batch: number): void;
}

export function AnswerPanel({ comment: id, onClose, onSaved }: PanelProps) {
	const comment = tables.comment.get(id);
	const was = comment ?? { disposition: null, reason: null, duplicate_of: null };
	const answer = useAnswer(comment?.round ?? 0, `answer:${id}`, was);
	const seen = useSignal(comment ? seenFirst(comment, answer) : 0);
	if (!comment) return null;
	const title = t.dispositionOf(writerOf(comment).name, placeWords(keyOf(comment)));
	/* Its state is up here: turning a phone must not lose what was seen. */
	const inside = <Inside comment={comment} answer={answer} seen={seen} onSaved={onSaved} />;
	if (narrow.value)
		return (
			<Dialog title={title} low onClose={onClose}>
				{inside}
			</Dialog>
		);
	return (
		<Pane title={title} first={idOf(`disposition-${id}`)} onClose={onClose}>
			{inside}
		</Pane>
	);
}

/* What was typed on another day knew nothing of an answer of somebody else. */
const seenFirst = (comment: Comment, answer: Answering): number =>
	answer.changed && comment.disposed_by !== null && comment.disposed_by !== myId()
		? comment.revision - 1
		: comment.revision;

function Pane({
	title,
	first,
	onClose,
	children,
}: {
	title: string;
	/* The field that one comes for. */
	first: string;
	onClose(): void;
	children: ComponentChildren;
}) {
	/* Before anybody can press Escape, which only what is inside hears. */
	useLayoutEffect(() => document.getElementById(first)?.focus({ preventScroll: true }), []);
	return (
		<aside
			class="answer-pane"
			aria-label={title}
			onKeyDown={(event) => {
				if (event.key === 'Escape') onClose();
			}}
		>
			<div class="dialog-head">
				<h2>{title}</h2>
				<Button look="quiet" small onClick={onClose}>
					{t.panelClose}
				</Button>
			</div>
			{children}
		</aside>
	);
}

interface InsideProps {
	comment: Comment;
	answer: Answering;
	/* Which revision the answer that is being written goes out from. */
	seen: Signal<number>;
	onSaved(batch: number): void;
}

function Inside({ comment, answer, seen, onSaved }: InsideProps) {
	const clause = comment.clause === null ? undefined : tables.clause.get(comment.clause);
	const { interests } = writerOf(comment);
	return (
		<>
			<p class="meta">
				<Relative at={comment.made_at} />
				{comment.kind && <Tag>{reviews.kinds[comment.kind]}</Tag>}
				<a href={`${to.round(comment.round)}#comment-${comment.id}`}>{t.inText}</a>
			</p>
			{interests && (
				<p class="small quiet">
					{reviews.comment.declares} {interests}
				</p>
			)}
			{clause && !comment.exact && <p class="answers-clause">{clause.text}</p>}
			<RemarkWords comment={comment} />
			<RemarkTalk comment={comment} mine={writerOf(comment).mine} />
			{tables.archive.get(comment.round) && !answer.changed ? (
				<Given {...comment} />
			) : (
				<Writing comment={comment} answer={answer} seen={seen} onSaved={onSaved} />
			)}
		</>
	);
}

function Writing({ comment, answer, seen, onSaved }: InsideProps) {
	useEffect(() => {
		if (!answer.changed) seen.value = comment.revision;
	});

	const form = useForm({
		...answer.plan,
		send: async () => {
			const comments = [{ comment: comment.id, revision: seen.peek() }];
			const params = { comments, ...answer.given() };
			const done = await deliver(answer.draft, 'comment.dispose_many', params);
			if (!done) return;
			answer.forget();
			seen.value = comment.revision + 1;
			announce(t.saved);
			onSaved(done.batch);
		},
		suffix: `-${comment.id}`,
		inline: true,
	});
	const other = {
		foreign: seen.value !== comment.revision && answer.changed,
		decide() {
			seen.value = comment.revision;
		},
	};
	return (
		<div class="answering-form">
			<Foreign
				seen={other}
				form={form}
				title={comment.disposed_by ? t.foreign(nameOf(comment.disposed_by)) : t.foreignGone}
				forget={answer.clear}
			>
				<Given {...comment} />
			</Foreign>
			<Form
				form={form}
				action={t.saveNext}
				actionName={t.saveOf(writerOf(comment).name, placeWords(keyOf(comment)))}
				also={<State comment={comment} changed={answer.changed} />}
			>
				<AnswerFields form={form} answer={answer} comments={[comment.id]} />
			</Form>
			<KeepTemplate round={comment.round} answer={answer} />
			<Similar comment={comment} onTake={(given) => answer.fill(given)} />
		</div>
	);
}

function State({ comment, changed }: { comment: Comment; changed: boolean }) {
	if (changed) return <span class="small quiet">{t.unsaved}</span>;
	if (!comment.disposed_by) return null;
	return <span class="small quiet">{t.savedBy(nameOf(comment.disposed_by))}</span>;
}
