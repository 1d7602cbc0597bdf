// SPDX-License-Identifier: Apache-2.0
/*
 * remark.tsx - one comment: who, on which words, what, and what was answered.
 *
 * Its marked words light up in the text while it is pointed at or has the
 * focus. A comment that was withdrawn keeps its place.
 */
import { useSignal } from '@preact/signals';
import { place } from '../../router';
import { memberOf } from '../../store/names';
import { myId } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Html } from '../../ui/html';
import { announce } from '../../ui/live';
import { Tag } from '../../ui/parts';
import { Relative } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Comment } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { type Passage, paint } from './passage';
import { looks, nameOf, placeWords } from './room';
import './remarks.css';

const t = reviews.comment;
const FIRST = 3;

/* All comments of one place; the first few until more are asked for. */
export function Remarks({
	ids,
	place: where,
	all: whole = false,
}: {
	ids: readonly number[];
	place: string;
	all?: boolean;
}) {
	const sought = Number(/^comment-(\d+)$/.exec(place.value.hash)?.[1]);
	const all = useSignal(whole || ids.includes(sought));
	if (ids.length === 0) return null;
	const shown = all.value || ids.length <= FIRST + 1 ? ids : ids.slice(0, FIRST);
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
	const name = nameOf(comment.author);
	const work = memberOf(comment.author)?.profession;
	const passage = passageOf(comment);
	const light = (on: boolean) => paint('passage-now', on && passage ? [passage] : []);
	return (
		<article
			class={comment.withdrawn_at ? 'remark gone' : 'remark'}
			id={`comment-${id}`}
			tabIndex={-1}
			aria-label={t.label(name, placeWords(comment.clause))}
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
						{comment.author === myId() && <span class="quiet">({t.you})</span>}
						<span class="quiet">
							<Relative at={comment.made_at} />
						</span>
						{work && <span class="quiet remark-work">{work}</span>}
					</header>
					<RemarkWords comment={comment} />
					<Answer comment={comment} />
					{comment.author === myId() && !comment.disposition && <Withdraw comment={comment} />}
				</>
			)}
		</article>
	);
}

export function RemarkWords({ comment }: { comment: Comment }) {
	return (
		<>
			{comment.exact && (
				<blockquote class="remark-exact">
					<span class="hidden">{t.words}: </span>
					{comment.exact}
				</blockquote>
			)}
			<Html html={comment.body_html} />
			{comment.proposed && (
				<div class="proposed">
					<span class="proposed-label">{t.proposed}</span>
					<p>{comment.proposed}</p>
				</div>
			)}
		</>
	);
}

function Answer({ comment }: { comment: Comment }) {
	if (!comment.disposition) return null;
	return (
		<div class="remark-answer">
			<Tag look={looks[comment.disposition]}>{reviews.dispositions[comment.disposition]}</Tag>
			{comment.reason && <p>{comment.reason}</p>}
		</div>
	);
}

function Withdraw({ comment }: { comment: Comment }) {
	const asking = useSignal(false);
	const withdraw = async () => {
		await call('comment.withdraw', { comment: comment.id });
		announce(t.withdrawnNow);
	};
	return (
		<p class="remark-actions">
			<Button
				small
				look="quiet"
				aria-label={t.withdrawOn(placeWords(comment.clause))}
				onClick={() => (asking.value = true)}
			>
				{t.withdraw}
			</Button>
			{asking.value && (
				<Confirm
					title={t.withdrawTitle}
					action={t.withdraw}
					danger
					onYes={withdraw}
					onClose={() => (asking.value = false)}
				>
					<p>{t.withdrawBody}</p>
				</Confirm>
			)}
		</p>
	);
}
