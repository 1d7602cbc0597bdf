// SPDX-License-Identifier: Apache-2.0
/*
 * list.tsx - the horizon of a community: open polls, signals, closed polls.
 *
 * Signals stay where they are while somebody reads; those that come meanwhile
 * wait behind a bar. Ids grow, so that the one last shown is enough to know.
 */
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { to } from '../../router';
import { useLoad } from '../../store/load';
import { memberOf } from '../../store/names';
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { Button, ButtonLink } from '../../ui/button';
import { Html } from '../../ui/html';
import { announce } from '../../ui/live';
import { OfCommunity, Page, PageWaiting } from '../../ui/page';
import { Empty, List, Tag } from '../../ui/parts';
import { Relative, Remaining, Time } from '../../ui/time';
import type { Community, Poll, Signal } from '../../wire/rows';
import { words } from '../../words/en';
import { horizon } from '../../words/en/horizon';
import './horizon.css';
import { Scans } from './scan_cards';
import { closedAt, isOpen } from './state';

const t = horizon;

export default function Horizon({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => <Register community={community} />}
		</OfCommunity>
	);
}

function Register({ community }: { community: Community }) {
	const { id, slug, name } = community;
	const signals = useLoad('signal.list', { community: id });
	const polls = useLoad('poll.list', { community: id });
	const error = signals.error ?? polls.error;
	const again = () => {
		signals.again();
		polls.again();
	};
	if (!signals.reply || !polls.reply)
		return <PageWaiting title={t.title} error={error} again={again} />;
	const all = tables.poll.where((row) => row.community === id);
	const open = all.filter(isOpen).sort((a, b) => a.closes_at - b.closes_at);
	const closed = all.filter((poll) => !isOpen(poll)).sort((a, b) => closedAt(b) - closedAt(a));
	return (
		<Page
			title={t.title}
			kicker={name}
			lead={t.lead}
			actions={
				<>
					<ButtonLink look="main" href={to.newSignal(slug)}>
						{t.drop}
					</ButtonLink>
					{coordinates(id) && <ButtonLink href={to.newPoll(slug)}>{t.ask}</ButtonLink>}
				</>
			}
		>
			<OpenPolls polls={open} />
			<Scans community={community} />
			<Signals community={id} slug={slug} loaded={signals.reply.seq} />
			{closed.length > 0 && <ClosedPolls polls={closed} />}
		</Page>
	);
}

function OpenPolls({ polls }: { polls: Poll[] }) {
	return (
		<section aria-labelledby="open-polls">
			<h2 id="open-polls">{t.openPolls}</h2>
			{polls.length === 0 ? (
				<Empty title={t.noPolls}>
					<p>{t.noPollsMore}</p>
				</Empty>
			) : (
				<List label={t.openPollsLabel}>
					{polls.map((poll) => (
						<OpenPoll key={poll.id} poll={poll} />
					))}
				</List>
			)}
		</section>
	);
}

function OpenPoll({ poll }: { poll: Poll }) {
	const voted = tables.ballot.get(poll.id) !== undefined;
	return (
		<li>
			<h3 class="item-title">
				<a href={to.poll(poll.id)}>{poll.question}</a>
			</h3>
			<p class="meta">
				{voted ? <Tag look="good">{t.voted}</Tag> : <Tag look="accent">{t.notVoted}</Tag>}
				<span>{t.answered(poll.voter_count)}</span>
				<span>
					<Remaining until={poll.closes_at} />
				</span>
				<span>
					{t.closes} <Time at={poll.closes_at} zone={poll.zone} />
				</span>
			</p>
		</li>
	);
}

function ClosedPolls({ polls }: { polls: Poll[] }) {
	return (
		<section aria-labelledby="closed-polls">
			<h2 id="closed-polls">{t.closedPolls}</h2>
			<List label={t.closedPollsLabel}>
				{polls.map((poll) => (
					<li key={poll.id}>
						<h3 class="item-title">
							<a href={to.poll(poll.id)}>{poll.question}</a>
						</h3>
						<p class="meta">
							<Tag>{t.closed}</Tag>
							<span>{t.answered(poll.voter_count)}</span>
							<Relative at={closedAt(poll)} />
						</p>
						{poll.outcome_html ? (
							<Html class="poll-outcome read" html={poll.outcome_html} />
						) : (
							<p class="quiet small">{t.noOutcome}</p>
						)}
					</li>
				))}
			</List>
		</section>
	);
}

function Signals({ community, slug, loaded }: { community: number; slug: string; loaded: number }) {
	const upTo = useSignal(loaded);
	useEffect(() => {
		upTo.value = loaded;
	}, [loaded]);
	const arrived = useComputed(
		() => tables.signal.where((row) => row.community === community && row.id > upTo.value).length,
	);
	useSignalEffect(() => {
		if (arrived.value > 0) announce(t.arrived(arrived.value));
	});
	const showAll = () => {
		upTo.value = Math.max(...tables.signal.where().map(({ id }) => id));
	};
	const shown = tables.signal
		.where((row) => row.community === community && row.id <= upTo.value)
		.sort((a, b) => b.id - a.id);
	return (
		<section aria-labelledby="signals">
			<div class="row apart signals-head">
				<h2 id="signals">{t.signals}</h2>
				{arrived.value > 0 && (
					<Button small onClick={showAll}>
						{t.arrived(arrived.value)} · {t.showArrived}
					</Button>
				)}
			</div>
			{shown.length === 0 ? (
				<Empty title={t.noSignals}>
					<p>{t.noSignalsMore}</p>
					<ButtonLink href={to.newSignal(slug)}>{t.drop}</ButtonLink>
				</Empty>
			) : (
				// biome-ignore lint/a11y/noRedundantRoles: Safari drops list semantics of lists without bullets
				<ul class="cards" role="list" aria-label={t.signalsLabel}>
					{shown.map((signal) => (
						<Card key={signal.id} signal={signal} />
					))}
				</ul>
			)}
		</section>
	);
}

const looks = { now: 'accent', '1-3': 'plain', '3-10': 'plain' } as const;

function Card({ signal }: { signal: Signal }) {
	const who = memberOf(signal.added_by)?.display_name ?? words.formerMember;
	return (
		<li class="card signal" id={`signal-${signal.id}`}>
			<p class="signal-soon">
				<Tag look={looks[signal.horizon]}>{t.horizons[signal.horizon]}</Tag>
			</p>
			<h3>{signal.title}</h3>
			<p class="as-written">{signal.changing}</p>
			{(signal.affected || signal.source) && (
				<dl class="signal-facts small">
					{signal.affected && (
						<div>
							<dt>{t.signal.affected}</dt>
							<dd>{signal.affected}</dd>
						</div>
					)}
					{signal.source && (
						<div>
							<dt>{t.signal.source}</dt>
							<dd>
								<Source text={signal.source} />
							</dd>
						</div>
					)}
				</dl>
			)}
			<p class="meta">
				<span>{t.signal.number(signal.number)}</span>
				<span>{t.signal.by(who)}</span>
				<Relative at={signal.added_at} />
			</p>
		</li>
	);
}

/* A link if it is one; some sources are "a colleague in Leeds". */
function Source({ text }: { text: string }) {
	const url = linkIn(text);
	if (!url) return <>{text}</>;
	const path = url.pathname === '/' ? '' : url.pathname;
	return (
		<a href={url.href} target="_blank" rel="noopener noreferrer">
			{url.host.replace(/^www\./, '') + (path.length > 32 ? `${path.slice(0, 31)}…` : path)}
		</a>
	);
}

export function linkIn(text: string): URL | null {
	if (!/^https?:\/\/\S+$/.test(text.trim()) || !URL.canParse(text.trim())) return null;
	return new URL(text.trim());
}
