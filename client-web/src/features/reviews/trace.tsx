// SPDX-License-Identifier: Apache-2.0
/*
 * trace.tsx - where a paragraph comes from: its versions, the newest first, and
 * what was said to each and decided.
 */
import { to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { tables } from '../../store/tables';
import { Html } from '../../ui/html';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Tag } from '../../ui/parts';
import { Relative } from '../../ui/time';
import type { Methods } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { versions } from '../../words/en/versions';
import { idFrom, looks } from './room';
import './reviews.css';
import './compare.css';
import './finish.css';

const t = versions.trace;

type Step = Methods['version.trace']['out']['steps'][number];

export default function TracePage({ id }: { id: string }) {
	const clause = idFrom(id);
	const { reply, error, again } = useLoad('version.trace', clause ? { clause } : null);
	const row = reply && tables.document.get(reply.document.id);
	useCommunity(row?.community ?? 0);
	if (!clause) return <PageLost />;
	if (!reply || !row) return <PageWaiting title={t.waiting} error={error} again={again} />;
	const steps = once(reply.steps);
	return (
		<Page
			title={t.title(steps[0]?.number ?? '')}
			kicker={<a href={`${to.document(row.id)}#clause-${clause}`}>{row.title}</a>}
			lead={<p>{t.lead}</p>}
		>
			<ol class="trace compare" reversed>
				{steps.map((step, i) => (
					<li key={step.document}>
						<Shown step={step} last={i === steps.length - 1} />
					</li>
				))}
			</ol>
		</Page>
	);
}

/* A comment goes along with its words; it is shown where it was made. */
function once(steps: readonly Step[]): Step[] {
	const older = new Set<number>();
	return [...steps]
		.reverse()
		.map((step) => {
			const comments = step.comments.filter(({ id }) => !older.has(id));
			for (const { id } of comments) older.add(id);
			return { ...step, comments };
		})
		.reverse();
}

function Shown({ step, last }: { step: Step; last: boolean }) {
	return (
		<>
			<h2>
				<a href={`${to.document(step.document)}#clause-${step.clause}`}>
					{versions.name(step.version)}, {step.number}
				</a>
			</h2>
			<p class="meta">
				<Relative at={step.added_at} />
				{last && <span>{step.version > 1 ? t.fresh(step.version) : t.first}</span>}
			</p>
			<Html html={step.html} />
			{step.comments.length > 0 && (
				<ul class="remarks" aria-label={t.comments(step.version)}>
					{step.comments.map((comment) => (
						<li key={comment.id}>
							<a href={`${to.round(comment.round)}#comment-${comment.id}`}>
								<Relative at={comment.made_at} />
							</a>
							{comment.exact && <blockquote class="remark-exact">{comment.exact}</blockquote>}
							<Html html={comment.body_html} />
							{comment.disposition && (
								<p>
									<Tag look={looks[comment.disposition]}>
										{reviews.dispositions[comment.disposition]}
									</Tag>{' '}
									{comment.reason}
								</p>
							)}
						</li>
					))}
				</ul>
			)}
		</>
	);
}
