// SPDX-License-Identifier: Apache-2.0
/* document.tsx - a draft to read, with the rounds in which it was reviewed. */
import { to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { ButtonLink } from '../../ui/button';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Relative, Time } from '../../ui/time';
import type { Document } from '../../wire/rows';
import { plans as planned } from '../../words/en/plans';
import { reviews } from '../../words/en/reviews';
import { versions } from '../../words/en/versions';
import { ClauseNumber, ClauseWords } from './clause';
import { Imported } from './imported';
import { HistoryBar } from './passage_bar';
import { olderPlan, PlanCard, planOf, usePlans } from './plan';
import {
	clausesOf,
	closing,
	compareOf,
	idFrom,
	isOpen,
	ledgerOf,
	nameOf,
	newestOf,
	traceOf,
	versionsOf,
} from './room';
import './reviews.css';
import './ledger.css';

const t = reviews.document;

export default function DocumentPage({ id }: { id: string }) {
	const document = idFrom(id);
	const { reply, error, again } = useLoad('document.get', document ? { document } : null);
	const row = tables.document.get(document);
	useCommunity(row?.community ?? 0);
	if (!document) return <PageLost />;
	if (!row || !reply)
		return <PageWaiting title={row?.title ?? t.waiting} error={error} again={again} />;
	return <Shown document={row} />;
}

function Shown({ document }: { document: Document }) {
	const community = tables.community.get(document.community);
	const rounds = tables.round.where((row) => row.document === document.id);
	const plans = usePlans(document.community);
	const plan = planOf(plans, document);
	const older = olderPlan(plans, document);
	return (
		<Page
			title={document.title}
			kicker={
				<>
					{community && <a href={to.reviews(community.slug)}>{community.name}</a>} ·{' '}
					{reviews.number(document.number)}
				</>
			}
			actions={
				plans && <Steps document={document} open={rounds.some(isOpen) || plan !== undefined} />
			}
		>
			<p class="meta">
				<span>{reviews.list.version(document.version)}</span>
				<span>{t.by(nameOf(document.added_by))}</span>
				<Relative at={document.added_at} />
				<span>{reviews.minutes(document.minutes)}</span>
				<a href={`/files/${document.file}`} download={document.file_name}>
					{t.file}
				</a>
			</p>
			{document.audience === 'people' && <p class="quiet">{t.closed}</p>}
			{plan && <PlanCard plan={plan} />}
			{older && (
				<p>
					<a href={to.document(older.document)}>{planned.older}</a>
				</p>
			)}
			<Versions document={document} />
			{rounds.length > 0 && (
				<>
					<h2>{t.rounds}</h2>
					<ul>
						{rounds.map((round) => (
							<li key={round.id}>
								<a href={to.round(round.id)}>{round.title}</a>,{' '}
								{(isOpen(round) ? reviews.list.closes : reviews.list.closedAt).toLowerCase()}{' '}
								<Time at={closing(round)} zone={round.zone} />
							</li>
						))}
					</ul>
				</>
			)}
			{coordinates(document.community) && (
				<Imported document={document} round={rounds.find(isOpen)} />
			)}
			<h2>{t.text}</h2>
			{clausesOf(document.id).map((clause) => (
				<div key={clause.id} class={`clause is-${clause.kind}`} id={`clause-${clause.id}`}>
					<ClauseNumber clause={clause} />
					<ClauseWords clause={clause} />
					<div class="clause-side">
						<span class="clause-actions">
							<a class="small" href={traceOf(clause.id)}>
								{versions.trace.link}
								<span class="hidden"> {clause.number}</span>
							</a>
						</span>
					</div>
				</div>
			))}
			<HistoryBar />
		</Page>
	);
}

/* What a coordinator may do with a draft next; `open`: its round is, or will be. */
function Steps({ document, open }: { document: Document; open: boolean }) {
	return (
		<>
			{!open && (
				<ButtonLink look="main" href={to.newRound(document.id)}>
					{reviews.list.openRound}
				</ButtonLink>
			)}
			{newestOf(document).id === document.id && (
				<ButtonLink href={`${to.document(document.id)}/next`}>{versions.next.act}</ButtonLink>
			)}
		</>
	);
}

function Versions({ document }: { document: Document }) {
	const all = versionsOf(document);
	if (all.length < 2) return null;
	const runs = coordinates(document.community);
	return (
		<>
			<h2>{versions.list}</h2>
			<ul class="versions">
				{all.map((row, i) => (
					<li key={row.id}>
						{row.id === document.id ? (
							<span>
								<strong>{versions.name(row.version)}</strong> ({versions.this})
							</span>
						) : (
							<a href={to.document(row.id)}>{versions.name(row.version)}</a>
						)}
						<span class="quiet">
							<Relative at={row.added_at} />
						</span>
						{all[i + 1] && (
							<a href={compareOf(row.id, all[i + 1]?.id ?? 0)}>
								{versions.compare(all[i + 1]?.version ?? 0)}
							</a>
						)}
						{runs && row.version > 1 && <a href={ledgerOf(row.id)}>{versions.ledger}</a>}
					</li>
				))}
			</ul>
		</>
	);
}
