// SPDX-License-Identifier: Apache-2.0
/*
 * list.tsx - the threads of a community, latest talk first.
 *
 * The order is that of the moment of loading: a row that jumps to the top while
 * somebody aims at it is worse than one that is a minute late. New threads
 * wait behind a bar; counts change in place.
 */
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { to } from '../../router';
import { asCallError, load } from '../../store/load';
import { memberOf } from '../../store/names';
import { generation, tables } from '../../store/tables';
import { Button, ButtonLink } from '../../ui/button';
import { announce } from '../../ui/live';
import { OfCommunity, Page, PageWaiting } from '../../ui/page';
import { Empty, List, Tag } from '../../ui/parts';
import { Relative } from '../../ui/time';
import type { CallError } from '../../wire/envelope';
import type { Community, Thread } from '../../wire/rows';
import { words } from '../../words/en';
import { threadList } from '../../words/en/thread_list';
import './threads.css';
import { counted, unreadIn } from './unread';

const t = threadList.list;

export default function ThreadList({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => <Threads community={community} />}
		</OfCommunity>
	);
}

/* The ids on screen, in the order in which they stay. */
function useOrder(community: number) {
	const order = useSignal<number[] | null>(null);
	const more = useSignal(false);
	const error = useSignal<CallError | null>(null);

	const fetch = async (before?: number) => {
		try {
			const reply = await load('thread.list', { community, before });
			counted(reply.unread, reply.threads);
			const ids = reply.threads.map(({ id }) => id);
			order.value = before === undefined ? ids : [...(order.peek() ?? []), ...ids];
			more.value = reply.more;
			error.value = null;
		} catch (failure) {
			error.value = asCallError(failure);
		}
	};
	useEffect(() => {
		order.value = null;
		void fetch();
	}, [community]);
	useSignalEffect(() => {
		if (generation.value > 0 && order.peek()) void fetch();
	});
	return { order, more, error, fetch };
}

function Threads({ community }: { community: Community }) {
	const { order, more, error, fetch } = useOrder(community.id);
	const shown = order.value;
	const arrived = useComputed(() => {
		const newest = Math.max(0, ...(order.value ?? []));
		return tables.thread.where((row) => row.community === community.id && row.id > newest).length;
	});
	useSignalEffect(() => {
		if (order.peek() && arrived.value > 0) announce(t.arrived(arrived.value));
	});

	if (!shown) return <PageWaiting title={t.title} error={error.value} again={() => void fetch()} />;
	const rows = shown.map((id) => tables.thread.get(id)).filter((row) => row !== undefined);
	const last = rows.at(-1);
	return (
		<Page
			title={t.title}
			kicker={community.name}
			actions={
				<ButtonLink look="main" href={to.newThread(community.slug)}>
					{t.open}
				</ButtonLink>
			}
		>
			<div class="arrived-slot">
				{arrived.value > 0 && (
					<p class="arrived">
						<Button small onClick={() => void fetch()}>
							{t.arrived(arrived.value)} · {t.showArrived}
						</Button>
					</p>
				)}
			</div>
			{rows.length === 0 ? (
				<Empty title={t.empty}>
					<p>{t.emptyMore}</p>
				</Empty>
			) : (
				<List label={t.label}>
					{rows.map((thread) => (
						<Row key={thread.id} thread={thread} />
					))}
				</List>
			)}
			{more.value && last && (
				<p class="after-list">
					<Button onClick={() => void fetch(last.last_post)}>{t.more}</Button>
				</p>
			)}
		</Page>
	);
}

function Row({ thread }: { thread: Thread }) {
	const unread = unreadIn(thread.id);
	const opener = memberOf(thread.opened_by)?.display_name ?? words.formerMember;
	return (
		<li class={unread > 0 ? 'thread-row fresh' : 'thread-row'}>
			<div class="thread-main">
				<h2 class="item-title">
					<a class="plain" href={to.thread(thread.id)}>
						{thread.title}
					</a>
				</h2>
				<p class="meta">
					<span>{words.thread.number(thread.number)}</span>
					<span>{t.by(opener)}</span>
					<span>{words.thread.posts(thread.post_count)}</span>
					<span>
						{t.last} <Relative at={thread.last_post_at} />
					</span>
					{thread.kind === 'announcement' && <Tag look="accent">{t.announcement}</Tag>}
					{thread.kind === 'meeting' && <Tag look="accent">{t.meeting}</Tag>}
					{thread.closed_at && <Tag>{t.closed}</Tag>}
					{thread.outcome && <Tag look="good">{t.outcome}</Tag>}
				</p>
			</div>
			{unread > 0 && (
				<a
					class="unread"
					href={`${to.thread(thread.id)}#unread`}
					aria-label={t.unreadIn(unread, thread.title)}
				>
					{t.unread(unread)}
				</a>
			)}
		</li>
	);
}
