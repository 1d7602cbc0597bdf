// SPDX-License-Identifier: Apache-2.0
/*
 * remark.tsx - one comment: who, on which words, what, and what was answered.
 *
 * Its marked words light up in the text while it is pointed at or has the
 * focus. A comment that was withdrawn keeps its place.
 */
import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { memberOf } from '../../store/names';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Html } from '../../ui/html';
import { Tag } from '../../ui/parts';
import { Relative } from '../../ui/time';
import type { Comment } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import type { Reader } from './clause';
import { Difference } from './difference';
import { bring } from './near';
import { isNew } from './news';
import { type Passage, paint } from './passage';
import { RemarkTalk } from './remark_talk';
import { keyOf, looks, placeWords, writerOf } from './room';
import './remarks.css';

const t = reviews.comment;
const FIRST = 3;

/* All comments of one place; the first few until more are asked for. */
export function Remarks({
	ids,
	place: where,
	all: whole = false,
	sought,
}: {
	ids: readonly number[];
	place: string;
	all?: boolean;
	sought?: Reader['sought'];
}) {
	const all = useSignal(whole);
	const wanted = sought?.value ?? null;
	const here = wanted !== null && ids.includes(wanted.comment);
	useLayoutEffect(() => {
		if (!here) return;
		all.value = true;
		const remark = document.getElementById(`comment-${wanted.comment}`);
		remark?.focus({ preventScroll: true });
		if (remark) bring(remark);
	}, [here, wanted]);
	if (ids.length === 0) return null;
	const shown = all.value || here || ids.length <= FIRST + 1 ? ids : ids.slice(0, FIRST);
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as part of a form
		<div class="remarks" role="group" aria-label={t.list(where)}>
			{shown.map((id) => (
				<Remark key={id} id={id} />
			))}
			{shown.length < ids.length && (
				<Button small look="quiet" onClick={() => (all.value = true)}>
					{t.more(ids.length - shown.length)}
				</Button>
			)}
		</div>
	);
}

export const passageOf = (comment: Comment): Passage | null =>
	comment.clause !== null && comment.start !== null && comment.end !== null
		? { clause: comment.clause, start: comment.start, end: comment.end }
		: null;

function Remark({ id }: { id: number }) {
	const comment = tables.comment.get(id);
	if (!comment) return null;
	const { id: author, name, mine, interests } = writerOf(comment);
	const work = author ? memberOf(author)?.profession : null;
	const passage = passageOf(comment);
	const light = (on: boolean) => paint('passage-now', on && passage ? [passage] : []);
	return (
		<article
			class={comment.withdrawn_at ? 'remark gone' : 'remark'}
			id={`comment-${id}`}
			tabIndex={-1}
			aria-label={t.label(name, placeWords(keyOf(comment)))}
			onMouseEnter={() => light(true)}
			onMouseLeave={() => light(false)}
			onFocusIn={() => light(true)}
			onFocusOut={() => light(false)}
		>
			{comment.withdrawn_at ? (
				<p class="quiet">
					{t.withdrawn(name)}, <Relative at={comment.withdrawn_at} />
				</p>
			) : (
				<>
					<header class="remark-head">
						<span class="remark-author">{name}</span>
						{mine && <span class="quiet">({t.you})</span>}
						<span class="quiet">
							<Relative at={comment.made_at} />
						</span>
						{isNew(comment) && <Tag look="accent">{t.new}</Tag>}
						{comment.kind && <Tag>{reviews.kinds[comment.kind]}</Tag>}
						{work && <span class="quiet remark-work">{work}</span>}
						{interests && (
							<span class="quiet remark-work">
								{t.declares} {interests}
							</span>
						)}
					</header>
					<RemarkWords comment={comment} />
					<Answer comment={comment} />
					<RemarkTalk comment={comment} mine={mine} />
				</>
			)}
		</article>
	);
}

/* Kept as history: it was on words that this version does not have. */
const isGone = ({ clause, question, exact }: Comment): boolean =>
	clause === null && question === null && exact !== null;

export function RemarkWords({ comment }: { comment: Comment }) {
	const clause = comment.clause === null ? undefined : tables.clause.get(comment.clause);
	return (
		<>
			{isGone(comment) && <p class="quiet small">{t.wordsGone}</p>}
			{comment.exact && (
				<blockquote class="remark-exact">
					<span class="hidden">{t.words}: </span>
					{comment.exact}
				</blockquote>
			)}
			<Html html={comment.body_html} />
			{comment.proposed !== null && (
				<div class="proposed">
					<span class="proposed-label">{comment.proposed === '' ? t.takenOut : t.proposed}</span>
					<Difference before={comment.exact ?? clause?.text ?? ''} after={comment.proposed} />
				</div>
			)}
			{comment.justification && (
				<p class="small">
					<span class="quiet">{t.because}</span> {comment.justification}
				</p>
			)}
		</>
	);
}

export function Answer({ comment }: { comment: Comment }) {
	if (!comment.disposition) return null;
	return (
		<div class="remark-answer">
			<Tag look={looks[comment.disposition]}>{reviews.dispositions[comment.disposition]}</Tag>{' '}
			{comment.duplicate_of && <Repeated id={comment.duplicate_of} />}
			{comment.reason && <p>{comment.reason}</p>}
		</div>
	);
}

/* The comment that says the same, and its answer, as far as I may read them. */
function Repeated({ id }: { id: number }) {
	const original = tables.comment.get(id);
	if (!original) return <span class="small">{t.duplicate}</span>;
	return (
		<>
			<a class="small" href={`#comment-${id}`}>
				{t.duplicateOf}
			</a>
			{original.disposition && (
				<p>
					{t.duplicateAnswer} <strong>{reviews.dispositions[original.disposition]}</strong>
					{original.reason && `. ${original.reason}`}
				</p>
			)}
		</>
	);
}
