// SPDX-License-Identifier: Apache-2.0
/*
 * thread.tsx - one conversation: outcome on top, posts in order, a composer.
 *
 * Text does not jump under a reader. What arrives is shown at once only to
 * somebody who looks at the end and is not in the middle of writing; to all
 * others a bar says how many wait. What has been on screen for a second is marked as read.
 */
import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { place, to } from '../../router';
import { useCommunity } from '../../store/community';
import { asCallError } from '../../store/load';
import { memberOf } from '../../store/names';
import { coordinates, myId } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Html } from '../../ui/html';
import { later } from '../../ui/later';
import { announce } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Notice, Tag } from '../../ui/parts';
import { Relative, Time } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Post, Thread } from '../../wire/rows';
import { words } from '../../words/en';
import { threads } from '../../words/en/threads';
import { Composer } from './composer';
import { PostView } from './post';
import { type Stretch, useStretch } from './stretch';
import './threads.css';

const t = threads.thread;
const CloseThread = later(() => import('./close').then((part) => part.CloseThread));
const ReopenThread = later(() => import('./close').then((part) => part.ReopenThread));
const Meeting = later(() => import('./meeting').then((part) => part.MeetingOf));
const Polls = later(() => import('../horizon/inside').then((part) => part.Inside));

export default function ThreadPage({ id }: { id: string }) {
	const number = Number(id);
	if (!Number.isSafeInteger(number) || number <= 0) return <PageLost />;
	return <Conversation id={number} />;
}

const nameOf = (id: number) => memberOf(id)?.display_name ?? words.formerMember;

function Conversation({ id }: { id: number }) {
	const stretch = useStretch(id);
	const thread = tables.thread.get(id);
	const ends = stretch.ends.value;
	useCommunity(thread?.community ?? 0);

	if (!thread || !ends)
		return (
			<PageWaiting
				title={thread?.title ?? t.waiting}
				error={stretch.error.value}
				again={stretch.again}
			/>
		);
	return <Shown thread={thread} stretch={stretch} />;
}

function Shown({ thread, stretch }: { thread: Thread; stretch: Stretch }) {
	const community = tables.community.get(thread.community);
	const replyTo = useSignal<Post | null>(null);
	const writing = useSignal(false);
	const end = useRef<HTMLDivElement>(null);
	const posts = stretch.posts.value;
	const ends = stretch.ends.value;
	const atEnd = useAtEnd(end);

	useAddress(thread, stretch);
	useReading(thread, posts);
	useArrivals(stretch, () => atEnd.current && !writing.peek());
	useStillComposer(posts.length);

	const mark = stretch.mark.value;
	const firstNew = posts.find((post) => post.id > mark && post.author !== myId())?.id;
	const unread = stretch.unread.value;
	return (
		<Page
			title={thread.title}
			kicker={
				<>
					{community && <a href={to.threads(community.slug)}>{community.name}</a>} ·{' '}
					{words.thread.number(thread.number)}
				</>
			}
		>
			<Head thread={thread} />
			{unread !== 0 && mark > 0 && (
				<p>
					<a href={`${to.thread(thread.id)}#unread`}>{t.firstUnread(unread)}</a>
				</p>
			)}
			{ends?.before && (
				<p>
					<Button small onClick={() => void stretch.earlier()}>
						{t.earlier}
					</Button>
				</p>
			)}
			{thread.kind === 'meeting' && <Meeting thread={thread.id} />}
			{tables.poll.where((poll) => poll.thread === thread.id).length > 0 && (
				<Polls thread={thread.id} />
			)}
			<h2 class="hidden">{t.posts}</h2>
			<div class="posts">
				{posts.map((post, i) => (
					<div key={post.id}>
						{post.id === firstNew && mark > 0 && i > 0 && (
							<p class="new-line">
								<span>{t.unreadHere}</span>
							</p>
						)}
						<PostView
							post={post}
							number={ends?.first ? ends.first + i : null}
							thread={thread}
							byMail={stretch.byMail.value.has(post.id)}
							onReply={() => {
								replyTo.value = post;
							}}
						/>
					</div>
				))}
			</div>
			{ends?.after && (
				<p>
					<Button small onClick={() => void stretch.later()}>
						{t.later}
					</Button>
				</p>
			)}
			<div ref={end} />
			<Arrived stretch={stretch} />
			{thread.closed_at ? (
				<p class="quiet">{t.closedNote}</p>
			) : (
				<Composer
					thread={thread}
					replyTo={replyTo}
					onWriting={(now) => {
						writing.value = now;
					}}
					onPosted={() => stretch.reveal()}
				/>
			)}
		</Page>
	);
}

function Head({ thread }: { thread: Thread }) {
	const asking = useSignal<typeof CloseThread | null>(null);
	const Asking = asking.value;
	const mine = thread.opened_by === myId();
	const runs = coordinates(thread.community);
	const community = tables.community.get(thread.community);
	return (
		<div class="thread-head">
			<p class="meta">
				<span>{t.by(nameOf(thread.opened_by))}</span>
				<Relative at={thread.opened_at} />
				<span>{words.thread.posts(thread.post_count)}</span>
				{thread.kind === 'announcement' && <Tag look="accent">{t.announcement}</Tag>}
				{thread.closed_at && <Tag>{t.closed}</Tag>}
				{!thread.closed_at && (mine || runs) && (
					<Button look="quiet" small onClick={() => (asking.value = CloseThread)}>
						{t.close}
					</Button>
				)}
				{thread.closed_at && runs && (
					<Button look="quiet" small onClick={() => (asking.value = ReopenThread)}>
						{t.reopen}
					</Button>
				)}
				{!thread.closed_at && runs && community && (
					<a href={to.newPoll(community.slug, thread.id)}>{t.askPoll}</a>
				)}
			</p>
			{(thread.outcome_html || thread.closed_at) && <Outcome thread={thread} />}
			{Asking && <Asking thread={thread} onDone={() => (asking.value = null)} />}
		</div>
	);
}

function Outcome({ thread }: { thread: Thread }) {
	return (
		<Notice look={thread.outcome_html ? 'good' : 'plain'}>
			{thread.outcome_html && (
				<>
					<h2>{t.outcome}</h2>
					<Html html={thread.outcome_html} />
					<p class="quiet small">{t.outcomeRole}</p>
				</>
			)}
			{thread.closed_at && (
				<p class="small">
					{thread.closed_by ? t.closedBy(nameOf(thread.closed_by)) : t.closed},{' '}
					<Time at={thread.closed_at} />
				</p>
			)}
		</Notice>
	);
}

/* Sticks to the lower edge and takes no room: the text does not move. */
function Arrived({ stretch }: { stretch: Stretch }) {
	const n = stretch.waiting.value.length;
	const show = () => {
		const first = stretch.waiting.peek()[0];
		stretch.reveal();
		if (first) requestAnimationFrame(() => scrollToPost(first.id, false));
	};
	return (
		<div class="arrived-bar">
			{n > 0 && (
				<Button look="main" small onClick={show}>
					{t.showArrived(n)}
				</Button>
			)}
		</div>
	);
}

function useAtEnd(end: { current: HTMLElement | null }) {
	const atEnd = useRef(true);
	useEffect(() => {
		if (!end.current) return;
		const observer = new IntersectionObserver(([entry]) => {
			atEnd.current = entry?.isIntersecting ?? false;
		});
		observer.observe(end.current);
		return () => observer.disconnect();
	}, []);
	return atEnd;
}

/* Own posts are shown at once, others' when `may` says so. All are announced. */
function useArrivals(stretch: Stretch, may: () => boolean) {
	const told = useRef(0);
	useSignalEffect(() => {
		const waiting = stretch.waiting.value;
		if (waiting.length === 0) return;
		for (const post of waiting) {
			if (post.id <= told.current || post.author === myId()) continue;
			announce(t.said(nameOf(post.author)));
		}
		told.current = waiting.at(-1)?.id ?? 0;
		if (may() || waiting.every((post) => post.author === myId()))
			queueMicrotask(() => stretch.reveal());
	});
}

/* Who sits in the composer sees the talk move up, not the composer down. */
function useStillComposer(count: number) {
	const top = useRef<number | null>(null);
	const composer = document.getElementById('composer');
	top.current = composer?.contains(document.activeElement)
		? composer.getBoundingClientRect().top
		: null;
	useLayoutEffect(() => {
		const now = document.getElementById('composer')?.getBoundingClientRect().top;
		if (top.current !== null && now !== undefined) scrollBy(0, now - top.current);
	}, [count]);
}

/* #post-12 and #unread: shows the post, wherever in the thread it is. */
function useAddress(thread: Thread, stretch: Stretch) {
	const { hash } = place.value;
	useEffect(() => {
		const wanted = /^post-(\d+)$/.exec(hash)?.[1];
		const go = async () => {
			if (wanted) await stretch.goTo(Number(wanted));
			const post = wanted ? Number(wanted) : hash === 'unread' ? await stretch.firstUnread() : 0;
			if (post) requestAnimationFrame(() => scrollToPost(post, true));
		};
		void go();
	}, [thread.id, hash]);
}

function scrollToPost(id: number, focus: boolean) {
	const post = document.getElementById(`post-${id}`);
	post?.scrollIntoView({ block: 'start' });
	if (focus) post?.focus({ preventScroll: true });
}

/* Moves the read mark to the last post whose end was on screen for a second. */
function useReading(thread: Thread, posts: Post[]) {
	const seen = useRef(0);
	const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
	const last = posts.at(-1)?.id;

	useEffect(() => {
		const observer = new IntersectionObserver((entries) => {
			for (const { isIntersecting, target } of entries) {
				const id = Number((target as HTMLElement).dataset.post);
				if (isIntersecting && id > seen.current) seen.current = id;
			}
			clearTimeout(timer.current);
			timer.current = setTimeout(() => void markRead(thread.id, seen.current), 1000);
		});
		for (const end of document.querySelectorAll('.post-end')) observer.observe(end);
		return () => {
			observer.disconnect();
			clearTimeout(timer.current);
		};
	}, [thread.id, last, posts.length]);
}

async function markRead(thread: number, post: number) {
	const marked = tables.mark.get(thread)?.post ?? 0;
	if (post <= marked || document.visibilityState === 'hidden') return;
	try {
		await call('thread.mark_read', { thread, post });
	} catch (failure) {
		asCallError(failure); /* the next look at the thread marks it */
	}
}
