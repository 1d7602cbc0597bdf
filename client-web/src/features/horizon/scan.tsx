// SPDX-License-Identifier: Apache-2.0
/*
 * scan.tsx - one scan: where it stands, what waits for me, its items, its
 * rules, and all that was done to it.
 */
import { to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { memberOf } from '../../store/names';
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { ButtonLink } from '../../ui/button';
import { Html } from '../../ui/html';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Notice, Tag } from '../../ui/parts';
import { Remaining, Time } from '../../ui/time';
import type { Scan, ScanChange } from '../../wire/rows';
import { words } from '../../words/en';
import { horizon } from '../../words/en/horizon';
import { scan as t } from '../../words/en/scan';
import './scan.css';
import { Items } from './scan_items';
import { places } from './scan_places';
import { Coordinating } from './scan_running';
import { criteriaOf, isRating, itemsOf, minutesFor } from './scan_state';

export default function ScanPage({ id }: { id: string }) {
	const number = Number(id);
	if (!Number.isSafeInteger(number) || number <= 0) return <PageLost />;
	return <Loaded id={number} />;
}

function Loaded({ id }: { id: number }) {
	const { reply, error, again } = useLoad('scan.page', { scan: id });
	const scan = tables.scan.get(id);
	useCommunity(scan?.community ?? 0);
	if (!scan || !reply)
		return <PageWaiting title={scan?.title ?? t.title} error={error} again={again} />;
	return <Shown scan={scan} asked={reply.asked} rules={reply.rules} />;
}

function Shown({ scan, asked, rules }: { scan: Scan; asked: boolean; rules: string }) {
	const community = tables.community.get(scan.community);
	return (
		<Page
			title={scan.title}
			kicker={community && <a href={to.horizon(community.slug)}>{horizon.title}</a>}
		>
			<Meta scan={scan} />
			<Waiting scan={scan} asked={asked} />
			<Html class="read" html={scan.purpose_html} />
			{coordinates(scan.community) && scan.phase !== 'report' && <Coordinating scan={scan} />}
			<Items scan={scan} asked={asked} />
			<Rules scan={scan} rules={rules} />
			<section aria-labelledby="changes">
				<h2 id="changes">{t.page.changes}</h2>
				<Changes scan={scan} />
			</section>
		</Page>
	);
}

export function Meta({ scan }: { scan: Scan }) {
	return (
		<p class="meta scan-meta">
			<span>{t.number(scan.number)}</span>
			<Tag look={scan.phase === 'rate' ? 'accent' : 'plain'}>{t.phases[scan.phase]}</Tag>
			{scan.round > 0 && <span>{t.round(scan.round, scan.rounds)}</span>}
			{scan.ends_at !== null ? (
				<>
					<span>
						{t.ends} <Time at={scan.ends_at} zone={scan.zone} />
					</span>
					<Remaining until={scan.ends_at} />
				</>
			) : (
				scan.phase === 'gather' && <span>{t.byHand}</span>
			)}
			{scan.phase === 'rate' && (
				<span>
					{scan.answered > 0 ? t.answered(scan.answered, scan.panel_count) : t.tooFew(scan.minimum)}
				</span>
			)}
		</p>
	);
}

/* The one thing to do now, if there is one. */
function Waiting({ scan, asked }: { scan: Scan; asked: boolean }) {
	const open = itemsOf(scan.id).filter(
		(item) => item.withdrawn_at === null && item.settled === null && item.round <= scan.round,
	);
	const minutes = minutesFor(open.length, criteriaOf(scan.id).length);
	const closed = scan.round > 1 || scan.phase === 'feedback' || scan.phase === 'report';
	return (
		<>
			{!asked && scan.phase !== 'report' && <p class="quiet">{t.page.notAsked}</p>}
			{scan.phase === 'rate' && !isRating(scan) && <p class="quiet">{t.page.reckoned}</p>}
			{asked && isRating(scan) && (
				<Notice>
					<h2>{t.page.waitsForYou}</h2>
					<p>
						{t.items(open.length)}, {t.page.minutes(minutes)}
					</p>
					<ButtonLink look="main" href={to.scanRate(scan.id)}>
						{t.page.rate(scan.round)}
					</ButtonLink>
				</Notice>
			)}
			{closed && (
				<p>
					<ButtonLink
						look={scan.phase === 'report' ? 'main' : 'plain'}
						href={places.scanReport(scan.id)}
					>
						{scan.phase === 'report' ? t.page.report : t.page.read}
					</ButtonLink>
				</p>
			)}
		</>
	);
}

function Rules({ scan, rules }: { scan: Scan; rules: string }) {
	return (
		<section aria-labelledby="rules">
			<h2 id="rules">{t.page.rules}</h2>
			<FrozenRules
				scan={scan}
				empty={
					<>
						<p class="quiet">{t.page.rulesOpen}</p>
						<pre class="scan-rules">{rules}</pre>
					</>
				}
			/>
		</section>
	);
}

export function FrozenRules({ scan, empty }: { scan: Scan; empty: preact.ComponentChildren }) {
	if (scan.rules === null || scan.frozen_at === null) return <>{empty}</>;
	return (
		<>
			<pre class="scan-rules">{scan.rules}</pre>
			<p class="small quiet">
				{t.page.rulesFrozen} <Time at={scan.frozen_at} zone={scan.zone} />. {t.page.hash}:{' '}
				<code class="scan-hash">{scan.rules_hash}</code>
			</p>
		</>
	);
}

export function Changes({ scan, from = 0 }: { scan: Scan; from?: number }) {
	const changes = tables.scan_change
		.where((row) => row.scan === scan.id && row.at > from)
		.sort((a, b) => a.id - b.id);
	return (
		<ol class="scan-changes">
			{changes.map((change) => (
				<li key={change.id}>
					<p>
						<Time at={change.at} zone={scan.zone} />
						{': '}
						{said(change)}
						<span class="quiet">
							{' '}
							(
							{change.made_by === null
								? t.changes.server
								: t.changes.by(memberOf(change.made_by)?.display_name ?? words.formerMember)}
							)
						</span>
						<Dates change={change} zone={scan.zone} />
					</p>
					{change.why && <p class="as-written scan-why">{change.why}</p>}
				</li>
			))}
		</ol>
	);
}

function said({ kind, round, item }: ScanChange): string {
	const title = item === null ? '' : (tables.scan_item.get(item)?.title ?? '');
	switch (kind) {
		case 'round_opened':
		case 'round_closed':
			return t.changes[kind](round);
		case 'item_added':
		case 'item_withdrawn':
			return t.changes[kind](title);
		default:
			return t.changes[kind];
	}
}

function Dates({ change: { kind, was, became }, zone }: { change: ScanChange; zone: string }) {
	if (kind !== 'rescheduled' || became === null) return null;
	return (
		<>
			{' '}
			{was !== null && (
				<>
					{t.changes.from} <Time at={was} zone={zone} />{' '}
				</>
			)}
			{t.changes.to} <Time at={became} zone={zone} />
		</>
	);
}
