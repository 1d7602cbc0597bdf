// SPDX-License-Identifier: Apache-2.0
/*
 * list.tsx - what is in review, what was, and the drafts that wait.
 *
 * Whether I have taken part the server says by not asking me any more; what I
 * do on this device meanwhile shows at once.
 */
import { useEffect } from 'preact/hooks';
import { to } from '../../router';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables, watch } from '../../store/tables';
import { ButtonLink } from '../../ui/button';
import { OfCommunity, Page, PageWaiting } from '../../ui/page';
import { Empty, List, Tag } from '../../ui/parts';
import { Remaining, Time } from '../../ui/time';
import type { Community, Document, Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { PlanList, usePlans } from './plan';
import { answersOf, closing, countsOf, haveTakenPart, isOpen, newestOf, openTo } from './room';
import './reviews.css';

const t = reviews.list;

export default function ReviewList({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => <Reviews community={community} />}
		</OfCommunity>
	);
}

function Reviews({ community }: { community: Community }) {
	const { reply, error, again } = useLoad('document.list', { community: community.id });
	const plans = usePlans(community.id) ?? [];
	/* One that is open asks me as well: what there is of it, nobody tells again. */
	useEffect(() => watch(({ method }) => method === 'round.asked_too' && again()), [again]);
	const asked = useLoad('desk.home', {}).reply?.asks.filter(({ kind }) => kind === 'review');
	if (!reply) return <PageWaiting title={t.title} error={error} again={again} />;

	const runs = coordinates(community.id);
	const rounds = tables.round.where((row) => row.community === community.id);
	const open = rounds.filter(isOpen).sort((a, b) => a.closes_at - b.closes_at);
	const closed = rounds.filter((row) => !isOpen(row)).sort((a, b) => closing(b) - closing(a));
	const inReview = new Set([...open, ...plans].map((row) => row.document));
	const drafts = tables.document
		.where((row) => row.community === community.id && !inReview.has(row.id))
		.filter((row) => newestOf(row).id === row.id)
		.sort((a, b) => b.id - a.id);
	return (
		<Page
			title={t.title}
			kicker={community.name}
			actions={
				runs && (
					<ButtonLink look="main" href={to.newDocument(community.slug)}>
						{t.add}
					</ButtonLink>
				)
			}
		>
			{rounds.length + drafts.length === 0 ? (
				<Empty title={t.empty}>
					<p>{t.emptyMore}</p>
				</Empty>
			) : (
				<>
					<h2 class="first">{t.open}</h2>
					{open.length === 0 && <p class="quiet">{t.openNone}</p>}
					{open.length > 0 && (
						<List label={t.open}>
							{open.map((round) => (
								<OpenRow
									key={round.id}
									round={round}
									runs={runs}
									waits={asked?.some(({ id }) => id === round.id)}
								/>
							))}
						</List>
					)}
					{plans.length > 0 && <PlanList plans={plans} />}
					{drafts.length > 0 && <Drafts drafts={drafts} runs={runs} />}
					{closed.length > 0 && <Closed rounds={closed} runs={runs} />}
				</>
			)}
		</Page>
	);
}

interface OpenRowProps {
	round: Round;
	runs: boolean;
	/* Undefined: not known yet. */
	waits: boolean | undefined;
}

function OpenRow({ round, runs, waits }: OpenRowProps) {
	const document = tables.document.get(round.document);
	const asked = openTo(round.id);
	const acted = haveTakenPart(round.id);
	return (
		<li>
			<h3 class="item-title">
				<a href={to.round(round.id)}>{round.title}</a>
			</h3>
			<p class="closes">
				{t.closes} <Time at={round.closes_at} zone={round.zone} />{' '}
				<span class="quiet">
					(<Remaining until={round.closes_at} />)
				</span>
			</p>
			<p class="meta">
				{(acted || waits === false) && <Tag look="good">{t.done}</Tag>}
				{!acted && waits && <Tag look="accent">{t.notYet}</Tag>}
				{round.paused_at !== null && <Tag look="warn">{reviews.paused}</Tag>}
				{asked && <span>{asked}</span>}
				{document && <span>{reviews.minutes(document.minutes)}</span>}
				<Said round={round} />
				{runs && <Answered round={round} />}
			</p>
		</li>
	);
}

function Answered({ round }: { round: Round }) {
	const counts = countsOf(round);
	if (!counts || counts.comments === 0) return null;
	return <a href={answersOf(round.id)}>{t.answered(counts.answered, counts.comments)}</a>;
}

function Said({ round }: { round: Round }) {
	const counts = countsOf(round);
	return counts && <span>{reviews.comments(counts.comments)}</span>;
}

function Drafts({ drafts, runs }: { drafts: Document[]; runs: boolean }) {
	return (
		<>
			<h2>{t.drafts}</h2>
			<List label={t.drafts}>
				{drafts.map((row) => (
					<li key={row.id} class="draft-row">
						<div>
							<h3 class="item-title">
								<a href={to.document(row.id)}>{row.title}</a>
							</h3>
							<p class="meta">
								<span>{reviews.number(row.number)}</span>
								<span>{t.version(row.version)}</span>
								<span>{reviews.minutes(row.minutes)}</span>
							</p>
						</div>
						{runs && (
							<ButtonLink small href={to.newRound(row.id)} aria-label={t.openRoundOf(row.title)}>
								{t.openRound}
							</ButtonLink>
						)}
					</li>
				))}
			</List>
		</>
	);
}

function Closed({ rounds, runs }: { rounds: Round[]; runs: boolean }) {
	return (
		<>
			<h2>{t.closed}</h2>
			<List label={t.closed}>
				{rounds.map((round) => (
					<li key={round.id}>
						<h3 class="item-title">
							<a href={to.round(round.id)}>{round.title}</a>
						</h3>
						<p class="meta">
							<Tag look={round.outcome ? 'good' : 'plain'}>
								{round.outcome ? t.outcome : t.noOutcome}
							</Tag>
							<span>
								{t.closedAt} <Time at={closing(round)} zone={round.zone} />
							</span>
							<Said round={round} />
							{runs && <Answered round={round} />}
						</p>
					</li>
				))}
			</List>
		</>
	);
}
