// SPDX-License-Identifier: Apache-2.0
/*
 * answers.tsx - every comment of a round and its answer, for coordinators.
 *
 * A row stays where it is when it is answered, even among the unanswered:
 * it goes when the filter is chosen anew. Nothing moves under a hand.
 */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { ButtonLink } from '../../ui/button';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Empty, Notice } from '../../ui/parts';
import { Time } from '../../ui/time';
import type { Comment, Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { AnswerRow } from './answer_row';
import { Ending } from './ending';
import { closing, commentsOf, idFrom, isOpen } from './room';
import './answers.css';

const t = reviews.answers;

export default function AnswersPage({ id }: { id: string }) {
	const round = idFrom(id);
	const { reply, error, again } = useLoad('round.page', round ? { round } : null);
	const row = tables.round.get(round);
	useCommunity(row?.community ?? 0);
	if (!round) return <PageLost />;
	if (!row || !reply) return <PageWaiting title={t.waiting} error={error} again={again} />;
	return (
		<Page
			title={t.title(row.title)}
			kicker={<a href={to.round(row.id)}>{t.read}</a>}
			lead={
				<p>
					{isOpen(row) ? reviews.list.closes : reviews.list.closedAt}{' '}
					<Time at={closing(row)} zone={row.zone} />
				</p>
			}
		>
			{coordinates(row.community) ? (
				<>
					<Ending round={row} />
					<Answers round={row} />
				</>
			) : (
				<Notice>
					<p>{t.denied}</p>
					<ButtonLink href={to.round(row.id)}>{t.read}</ButtonLink>
				</Notice>
			)}
		</Page>
	);
}

type Filter = 'unanswered' | 'all';

const positionOf = (comment: Comment): number =>
	comment.clause === null ? 0 : (tables.clause.get(comment.clause)?.position ?? 0);

const inOrder = (a: Comment, b: Comment): number =>
	positionOf(a) - positionOf(b) || (a.start ?? 0) - (b.start ?? 0) || a.id - b.id;

function Answers({ round }: { round: Round }) {
	const filter = useSignal<Filter>('unanswered');
	const turn = useSignal(0);
	const rows = commentsOf(round.id)
		.filter((row) => !row.withdrawn_at)
		.sort(inOrder);
	const answered = rows.filter((row) => row.disposition !== null);
	/* What was answered before this filter was chosen. */
	const before = useMemo(
		() => new Set(filter.peek() === 'all' ? [] : answered.map(({ id }) => id)),
		[turn.value],
	);
	const shown = rows.filter((row) => !before.has(row.id));
	const choose = (chosen: Filter) => {
		filter.value = chosen;
		turn.value += 1;
	};
	if (rows.length === 0) return <Empty title={t.none} />;
	return (
		<>
			<div class="row answers-bar">
				<strong>{t.counted(answered.length, rows.length)}</strong>
				<progress
					max={rows.length}
					value={answered.length}
					aria-label={t.counted(answered.length, rows.length)}
				/>
				<fieldset class="filter">
					<legend class="hidden">{t.filter}</legend>
					{(['unanswered', 'all'] as const).map((value) => (
						<label key={value}>
							<input
								type="radio"
								name="filter"
								checked={filter.value === value}
								onChange={() => choose(value)}
							/>
							{t[value]}
						</label>
					))}
				</fieldset>
			</div>
			{shown.length === 0 ? (
				<p class="quiet">{t.noneLeft}</p>
			) : (
				<table class="answers cards-when-narrow">
					<caption class="hidden">{t.caption}</caption>
					<thead>
						<tr>
							<th scope="col">{t.where}</th>
							<th scope="col">{t.comment}</th>
							<th scope="col">{t.answer}</th>
						</tr>
					</thead>
					<tbody>
						{shown.map((comment) => (
							<AnswerRow key={comment.id} comment={comment} />
						))}
					</tbody>
				</table>
			)}
		</>
	);
}
