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
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { Button, ButtonLink } from '../../ui/button';
import { Select } from '../../ui/field';
import { Html } from '../../ui/html';
import { announce } from '../../ui/live';
import { OfCommunity, Page, PageWaiting } from '../../ui/page';
import { Empty, List, Tag } from '../../ui/parts';
import { Relative, Remaining, Time } from '../../ui/time';
import type { Community, Poll } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import { Card } from './card';
import './horizon.css';
import { Scans } from './scan_cards';
import { closedAt, isOpen } from './state';

const t = horizon;
type Sorted = keyof typeof t.sort.states;
const sorts = Object.keys(t.sort.states) as Sorted[];

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
	const state = useSignal<Sorted>('all');
	const tag = useSignal('');
	const here = tables.signal.where(
		(row) => row.community === community && row.id <= upTo.value && row.state !== 'merged',
	);
	const tags = [...new Set(here.flatMap((row) => row.tags))].sort();
	const shown = here
		.filter((row) => state.value === 'all' || row.state === state.value)
		.filter((row) => tag.value === '' || row.tags.includes(tag.value))
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
			{here.length > 0 && (
				<div class="signals-sort">
					<Select
						name="state"
						label={t.sort.state}
						value={state.value}
						onValue={(value) => {
							state.value = value as Sorted;
						}}
						choices={sorts.map((value) => ({ value, label: t.sort.states[value] }))}
					/>
					<Select
						name="tag"
						label={t.sort.tag}
						value={tag.value}
						onValue={(value) => {
							tag.value = value;
						}}
						choices={[
							{ value: '', label: t.sort.anyTag },
							...tags.map((value) => ({ value, label: value })),
						]}
					/>
					<p>
						<a href={to.watch(slug)}>{t.watch.title}</a>
					</p>
				</div>
			)}
			{here.length > 0 && shown.length === 0 ? (
				<p>{t.sort.none}</p>
			) : shown.length === 0 ? (
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
