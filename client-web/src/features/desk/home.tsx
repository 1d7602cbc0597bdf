// SPDX-License-Identifier: Apache-2.0
/*
 * home.tsx - what waits for me, what became of what I said, what is new; over
 * all my communities.
 *
 * The server decides what waits: after every event that may have changed it,
 * the page asks again. The lists change in place and nothing takes the focus;
 * only what is new is said to screen readers.
 */
import { useEffect, useRef } from 'preact/hooks';
import { to } from '../../router';
import { current } from '../../store/community';
import { useLoad } from '../../store/load';
import { myCommunities } from '../../store/session';
import { tables, watch } from '../../store/tables';
import { ButtonLink } from '../../ui/button';
import { now } from '../../ui/clock';
import { announce } from '../../ui/live';
import { Page, PageWaiting } from '../../ui/page';
import { Empty, List, Notice, Tag } from '../../ui/parts';
import { Relative, Remaining, Time } from '../../ui/time';
import type { Event, Methods } from '../../wire/rows';
import { words } from '../../words/en';
import { desk } from '../../words/en/desk';
import { reviews } from '../../words/en/reviews';
import { threadList } from '../../words/en/thread_list';
import './desk.css';

type Reply = Methods['desk.home']['out'];
type Ask = Reply['asks'][number];
type Answer = Reply['answers'][number];
type Talk = Reply['threads'][number];

const concerns =
	/^(round|poll|ballot|scan|meeting|signal|thread|comment|mark|post|mail)\.(?!touched$)|^community\.entered|^member\.left/;

export default function Home() {
	const { reply, error, again } = useLoad('desk.home', {});

	useEvents(reply?.seq, again);
	useNews(reply);
	if (!reply) return <PageWaiting title={desk.title} error={error} again={again} />;
	if (myCommunities().length === 0) return <Nowhere />;
	const asks = reply.asks.filter(({ closes_at }) => closes_at > now.value);
	const minutes = asks.reduce((sum, ask) => sum + ask.minutes, 0);
	return (
		<Page
			title={desk.title}
			lead={asks.length > 0 ? desk.lead(asks.length, minutes) : desk.leadNothing}
		>
			<Missed seq={reply.seq} />
			<Asks asks={asks} />
			<Answers answers={reply.answers} />
			{reply.moved.length > 0 && <Moved moved={reply.moved} />}
			<Fresh talks={reply.threads.filter(({ unread }) => unread > 0)} />
		</Page>
	);
}

/* Whom mail does not reach: me, or members whom I can ask. */
function Missed({ seq }: { seq: number }) {
	const { reply, again } = useLoad('bounced.notice', {});
	useEvents(seq, again);
	if (!reply || (!reply.mine && reply.places.length === 0)) return null;
	return (
		<section class="desk-part" aria-label={desk.missed.title}>
			<Notice look="warn">
				{reply.mine && (
					<p>
						<a href={to.accountMail}>{desk.missed.mine}</a>
					</p>
				)}
				{reply.places.map(({ community, count }) => {
					const place = tables.community.get(community);
					return (
						place && (
							<p key={community}>
								<a href={to.communityMail(place.slug)}>{desk.missed.of(count, place.name)}</a>
							</p>
						)
					);
				})}
			</Notice>
		</section>
	);
}

/* Asks again after events; those of one moment together. */
function useEvents(seq: number | undefined, again: () => void) {
	const seen = useRef(0);
	seen.current = seq ?? 0;
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const stop = watch((event: Event) => {
			if (!concerns.test(event.method) || event.params.seq <= seen.current) return;
			clearTimeout(timer);
			timer = setTimeout(again, 250);
		});
		return () => {
			stop();
			clearTimeout(timer);
		};
	}, [again]);
}

/* Says what came since the page was opened. */
function useNews(reply: Reply | null) {
	const before = useRef<Reply | null>(null);
	useEffect(() => {
		const old = before.current;
		before.current = reply;
		if (!old || !reply) return;
		const asked = new Set(old.asks.map(named));
		if (reply.asks.some((ask) => !asked.has(named(ask)))) announce(desk.asks.arrived);
		const answered = new Set(old.answers.map(({ comment }) => comment));
		if (reply.answers.some(({ comment }) => !answered.has(comment))) announce(desk.answers.arrived);
	}, [reply]);
}

const named = ({ kind, id }: Ask) => `${kind} ${id}`;

function Nowhere() {
	return (
		<Page title={desk.title}>
			<Empty title={desk.nowhere.title}>
				<p>{desk.nowhere.more}</p>
				<ButtonLink href="/communities">{desk.nowhere.act}</ButtonLink>
			</Empty>
		</Page>
	);
}

/* The name of a thing's community, where there is more than one. */
function In({ community }: { community: number }) {
	if (myCommunities().length < 2) return null;
	return <span>{tables.community.get(community)?.name}</span>;
}

function Asks({ asks }: { asks: Ask[] }) {
	const slug = current()?.slug ?? '';
	return (
		<section class="desk-part" id="asks" aria-labelledby="asks-title">
			<h2 id="asks-title">{desk.asks.title}</h2>
			{asks.length === 0 ? (
				<Empty title={desk.asks.empty}>
					<p>{desk.asks.emptyMore}</p>
					<ButtonLink href={to.threads(slug)}>{desk.asks.emptyAct}</ButtonLink>
				</Empty>
			) : (
				<List label={desk.asks.title}>
					{asks.map((ask) => (
						<AskRow key={named(ask)} ask={ask} />
					))}
				</List>
			)}
		</section>
	);
}

function AskRow({ ask }: { ask: Ask }) {
	const t = desk.asks;
	const { href, tag, act } = {
		review: { href: to.round(ask.id), tag: t.review, act: t.read },
		poll: { href: to.poll(ask.id), tag: t.poll, act: t.vote },
		scan: { href: to.scanRate(ask.id), tag: t.scan, act: t.rate },
		meeting: { href: to.thread(ask.id), tag: t.meeting, act: t.come },
	}[ask.kind];
	return (
		<li class="ask">
			<div class="ask-main">
				<h3 class="item-title">
					<a class="plain" href={href}>
						{ask.title}
					</a>
				</h3>
				<p class="meta">
					<Tag look="accent">{tag}</Tag>
					<strong>{t.minutes(ask.minutes)}</strong>
					<strong>
						<Remaining until={ask.closes_at} />
					</strong>
					<In community={ask.community} />
				</p>
				<p class="meta">
					<span>
						{ask.kind === 'meeting' ? t.begins : t.closes}{' '}
						<Time at={ask.closes_at} zone={ask.zone} />
					</span>
				</p>
			</div>
			<ButtonLink look="main" href={href} aria-label={t.actNamed(act, ask.title)}>
				{act}
			</ButtonLink>
		</li>
	);
}

function Answers({ answers }: { answers: Answer[] }) {
	const slug = current()?.slug ?? '';
	return (
		<section class="desk-part" id="answers" aria-labelledby="answers-title">
			<h2 id="answers-title">{desk.answers.title}</h2>
			{answers.length === 0 ? (
				<Empty title={desk.answers.empty}>
					<p>{desk.answers.emptyMore}</p>
					<ButtonLink href={to.reviews(slug)}>{desk.answers.emptyAct}</ButtonLink>
				</Empty>
			) : (
				<List label={desk.answers.title}>
					{answers.map((answer) => (
						<AnswerRow key={answer.comment} answer={answer} />
					))}
				</List>
			)}
		</section>
	);
}

/* What coordinators did with signals of mine. */
function Moved({ moved }: { moved: Reply['moved'] }) {
	return (
		<section class="desk-part" aria-labelledby="moved-title">
			<h2 id="moved-title">{desk.moved.title}</h2>
			<List label={desk.moved.title}>
				{moved.map(({ id, title, kind, other, at }, i) => (
					<li key={i}>
						<h3 class="item-title">
							<a class="plain" href={to.signal(id)}>
								{title}
							</a>
						</h3>
						<p class="meta">
							<span>
								{desk.moved[kind]}
								{other && (
									<>
										{' '}
										<a href={to.signal(other)}>{desk.moved.other}</a>
									</>
								)}
							</span>
							<Relative at={at} />
						</p>
					</li>
				))}
			</List>
		</section>
	);
}

/* The colour only repeats the word. */
const looks = {
	accepted: 'good',
	accepted_in_part: 'good',
	not_accepted: 'warn',
	noted: 'plain',
	out_of_scope: 'plain',
	duplicate: 'plain',
	later_version: 'accent',
} as const satisfies Record<Answer['disposition'], string>;

function AnswerRow({ answer }: { answer: Answer }) {
	const t = desk.answers;
	const what = answer.clause_number ? t.on(answer.clause_number) : t.onAll;
	return (
		<li class="answer">
			<h3 class="item-title">
				<a class="plain" href={`${to.round(answer.round)}#comment-${answer.comment}`}>
					{t.onIn(what, answer.title)}
				</a>
			</h3>
			<p class="meta">
				<Tag look={looks[answer.disposition]}>{reviews.dispositions[answer.disposition]}</Tag>
				{answer.disposed_at !== null && <Relative at={answer.disposed_at} />}
			</p>
			<blockquote>{answer.words}</blockquote>
			{answer.disposition === 'duplicate' && <p>{reviews.comment.duplicate}</p>}
			{answer.reason && (
				<p>
					<strong>{t.reason}</strong> {answer.reason}
				</p>
			)}
		</li>
	);
}

function Fresh({ talks }: { talks: Talk[] }) {
	const slug = current()?.slug ?? '';
	return (
		<section class="desk-part" id="new" aria-labelledby="new-title">
			<h2 id="new-title">{desk.fresh.title}</h2>
			{talks.length === 0 ? (
				<Empty title={desk.fresh.empty}>
					<p>{desk.fresh.emptyMore}</p>
					<ButtonLink href={to.newThread(slug)}>{desk.fresh.emptyAct}</ButtonLink>
				</Empty>
			) : (
				<List label={desk.fresh.label}>
					{talks.map((talk) => (
						<TalkRow key={talk.thread.id} talk={talk} />
					))}
				</List>
			)}
		</section>
	);
}

function TalkRow({ talk: { thread, unread } }: { talk: Talk }) {
	const t = threadList.list;
	return (
		<li class="talk">
			<div class="ask-main">
				<h3 class="item-title">
					<a class="plain" href={`${to.thread(thread.id)}#unread`}>
						{thread.title}
					</a>
				</h3>
				<p class="meta">
					<In community={thread.community} />
					<span>{words.thread.posts(thread.post_count)}</span>
					<span>
						{t.last} <Relative at={thread.last_post_at} />
					</span>
					{thread.kind === 'announcement' && <Tag look="accent">{t.announcement}</Tag>}
					{thread.closed_at && <Tag>{t.closed}</Tag>}
				</p>
			</div>
			<span class="talk-new">{t.unread(unread)}</span>
		</li>
	);
}
