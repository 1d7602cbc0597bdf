// SPDX-License-Identifier: Apache-2.0
/*
 * similar.tsx - how comments like this one were answered before.
 *
 * Asked for when the panel opens, over all rounds that the coordinator may
 * read; one press takes an earlier answer into the form.
 */
import { useLoad } from '../../store/load';
import { Button } from '../../ui/button';
import { Tag } from '../../ui/parts';
import type { Comment, Disposition } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { looks } from './room';

const t = reviews.similar;

interface Given {
	disposition: Disposition;
	reason: string | null;
}

export function Similar({ comment, onTake }: { comment: Comment; onTake(given: Given): void }) {
	const { reply } = useLoad('comment.similar', { comment: comment.id });
	if (!reply || reply.similar.length === 0) return null;
	return (
		<section aria-labelledby="similar">
			<h3 id="similar">{t.title}</h3>
			<ul class="similar">
				{reply.similar.map((row) => (
					<li key={row.id}>
						<p class="quiet small">
							{row.title} · “{row.words}”
						</p>
						<p>
							<Tag look={looks[row.disposition]}>{reviews.dispositions[row.disposition]}</Tag>{' '}
							{row.reason}
						</p>
						<Button small onClick={() => onTake(row)}>
							{t.take}
						</Button>
					</li>
				))}
			</ul>
		</section>
	);
}
