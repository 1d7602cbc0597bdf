// SPDX-License-Identifier: Apache-2.0
/*
 * results.tsx - how the votes stand: one table, in which each row has a bar.
 *
 * The numbers are the result; the bar repeats the share for the eye and is
 * hidden from readers. It is drawn, because the content policy knows no styles
 * in elements.
 */

import { Tag } from '../../ui/parts';
import type { Ballot, Poll } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import type { Total } from './state';

const t = horizon.poll;

export function Results({
	poll,
	totals,
	ballot,
}: {
	poll: Poll;
	totals: Total[] | null;
	ballot: Ballot | undefined;
}) {
	return (
		<section class="results" aria-labelledby="results-title">
			<h2 id="results-title">{t.results}</h2>
			{totals === null ? (
				<p>{t.hidden}</p>
			) : poll.voter_count === 0 ? (
				<p>{t.noVotes}</p>
			) : (
				<Table totals={totals} poll={poll} ballot={ballot} />
			)}
		</section>
	);
}

function Table({
	poll,
	totals,
	ballot,
}: {
	poll: Poll;
	totals: Total[];
	ballot: Ballot | undefined;
}) {
	return (
		<>
			<table>
				<caption>{horizon.answered(poll.voter_count)}</caption>
				<thead>
					<tr>
						<th scope="col">{t.option}</th>
						<th scope="col" class="number">
							{t.votes}
						</th>
						<th scope="col" class="number">
							{t.share}
						</th>
					</tr>
				</thead>
				<tbody>
					{totals.map((total) => (
						<Row
							key={total.option.id}
							total={total}
							mine={ballot?.choices.includes(total.option.id) ?? false}
						/>
					))}
				</tbody>
			</table>
			{poll.multiple && <p class="quiet small">{t.severalNote}</p>}
		</>
	);
}

function Row({ total: { option, votes, share }, mine }: { total: Total; mine: boolean }) {
	return (
		<tr>
			<th scope="row">
				{option.label} {mine && <Tag look="accent">{t.yours}</Tag>}
				<svg class="share" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
					<rect class="share-all" width="100" height="1" />
					<rect class="share-part" width={share} height="1" />
				</svg>
			</th>
			<td class="number">{votes}</td>
			<td class="number">{t.percent(share)}</td>
		</tr>
	);
}
