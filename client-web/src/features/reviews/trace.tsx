// SPDX-License-Identifier: Apache-2.0
/*
 * trace.tsx - where a paragraph, or a sentence of it, comes from: its versions,
 * the newest first, and what was said to each and decided.
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
import { idFrom, looks, traceOf } from './room';
import './reviews.css';
import './compare.css';
import './finish.css';

const t = versions.trace;

type Trace = Methods['version.trace']['out'];
type Step = Trace['steps'][number];
type Sentence = Trace['sentences'][number];

interface Asked {
	id: string;
	/* "12-80": code points of the clause */
	words?: string;
}

export default function TracePage({ id, words }: Asked) {
	const clause = idFrom(id);
	const passage = /^(\d+)-(\d+)$/.exec(words ?? '');
	const lost = !clause || (words !== undefined && !passage);
	const { reply, error, again } = useLoad(
		'version.trace',
		lost
			? null
			: { clause, ...(passage && { start: Number(passage[1]), end: Number(passage[2]) }) },
	);
	const row = reply && tables.document.get(reply.document.id);
	useCommunity(row?.community ?? 0);
	if (lost) return <PageLost />;
	if (!reply || !row) return <PageWaiting title={t.waiting} error={error} again={again} />;
	const steps = once(reply.steps);
	const number = steps[0]?.number ?? '';
	return (
		<Page
			title={passage ? t.titleWords(number) : t.title(number)}
			kicker={<a href={`${to.document(row.id)}#clause-${clause}`}>{row.title}</a>}
			lead={
				<p>
					{passage ? t.leadWords : t.lead} {passage && <a href={traceOf(clause)}>{t.whole}</a>}
				</p>
			}
		>
			<Sentences clause={clause} all={reply.sentences} chosen={words} />
			<h2>{t.versions}</h2>
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

/* Each sentence is a link to its own history, and says in short what it is. */
function Sentences({
	clause,
	all,
	chosen,
}: {
	clause: number;
	all: readonly Sentence[];
	chosen: string | undefined;
}) {
	return (
		<nav aria-label={t.sentences}>
			<h2>{t.sentences}</h2>
			<ol class="list">
				{all.map((sentence) => {
					const words = `${sentence.start}-${sentence.end}`;
					return (
						<li key={words}>
							{words === chosen ? (
								<strong aria-current="true">{sentence.words}</strong>
							) : (
								<a href={traceOf(clause, words)}>{sentence.words}</a>
							)}
							<p class="meta">
								<Tag look={sentence.how === 'began' ? 'plain' : 'accent'}>
									{t.how[sentence.how](sentence.since)}
								</Tag>
								<span>{t.said(sentence.comments.length)}</span>
							</p>
						</li>
					);
				})}
			</ol>
		</nav>
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
			<h3>
				<a href={`${to.document(step.document)}#clause-${step.clause}`}>
					{versions.name(step.version)}, {step.number}
				</a>
			</h3>
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
