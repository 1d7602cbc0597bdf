// SPDX-License-Identifier: Apache-2.0
/*
 * unread.ts - how many posts of others wait in each thread, kept live.
 *
 * The server counts once, with the list; from there on every post of somebody
 * else adds one, and a read mark at the end of the thread takes all away. A
 * mark in the middle is counted from the posts that this page has.
 */
import { signal } from '@preact/signals';
import { myId } from '../../store/session';
import { generation, tables, watch } from '../../store/tables';
import type { Event, Mark, Post } from '../../wire/rows';

const counts = signal<ReadonlyMap<number, number>>(new Map());

export const unreadIn = (thread: number): number => counts.value.get(thread) ?? 0;

function set(thread: number, count: number) {
	counts.value = new Map(counts.peek()).set(thread, count);
}

/* What the server counted. */
export function counted(list: { thread: number; count: number }[], threads: { id: number }[]) {
	const next = new Map(counts.peek());
	for (const { id } of threads) next.set(id, 0);
	for (const { thread, count } of list) next.set(thread, count);
	counts.value = next;
}

/* Posts of others after the mark, among those that are here. */
export function countAfter(thread: number, mark: number): number {
	const mine = myId();
	return tables.post.where(
		(post) => post.thread === thread && post.id > mark && post.author !== mine,
	).length;
}

watch((event: Event) => {
	const { row } = event.params;
	if (event.method === 'thread.posted') {
		const post = row as Post;
		const read = tables.mark.get(post.thread)?.post ?? 0;
		if (post.author !== myId() && post.id > read) set(post.thread, unreadIn(post.thread) + 1);
	} else if (event.method === 'mark.moved') {
		const mark = row as Mark;
		const thread = tables.thread.get(mark.id);
		if (!thread || mark.post >= thread.last_post) set(mark.id, 0);
		else set(mark.id, Math.min(unreadIn(mark.id), countAfter(mark.id, mark.post)));
	}
});

generation.subscribe(() => {
	counts.value = new Map();
});
