// SPDX-License-Identifier: Apache-2.0
/* tables.test.ts - snapshots and events fold to the same, in any order. */
import { effect } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import { Table } from '../src/store/table';
import { absorb, fold, forget, generation, tables, watch } from '../src/store/tables';
import type { Event, Post, Thread } from '../src/wire/rows';
import recorded from './recorded.json';

const stream = recorded.events as unknown as Event[];

beforeEach(forget);

const rows = () => ({
	threads: tables.thread.where(),
	posts: tables.post.where().sort((a, b) => a.id - b.id),
});

test('the newest seq wins, whatever comes first', () => {
	const table = new Table<{ id: number; title: string }>();
	table.put({ id: 1, title: 'new' }, 9);
	table.put({ id: 1, title: 'old' }, 4);
	expect(table.get(1)).toEqual({ id: 1, title: 'new' });
	table.put({ id: 1, title: 'newer' }, 10);
	expect(table.get(1)?.title).toBe('newer');
});

test('a recorded stream folds to the snapshot that the server gave after it', () => {
	fold(stream);
	expect(rows().threads).toEqual(recorded.after.threads);
	expect(rows().posts).toEqual(recorded.after.posts);
});

test('replay law: snapshot before + events = snapshot after', () => {
	absorb(recorded.before as { seq: number });
	fold(stream);
	expect(rows().threads).toEqual(recorded.after.threads);
	expect(rows().posts).toEqual(recorded.after.posts);
});

test('folding backwards, twice or over the later snapshot changes nothing', () => {
	fold([...stream].reverse());
	expect(rows().posts).toEqual(recorded.after.posts);
	fold(stream);
	expect(rows().posts).toEqual(recorded.after.posts);
	forget();
	absorb(recorded.after as { seq: number });
	fold(stream);
	expect(rows().threads).toEqual(recorded.after.threads);
	expect(rows().posts).toEqual(recorded.after.posts);
});

test('who reads one row is told of that row only', () => {
	absorb(recorded.after as { seq: number });
	const [first, second] = recorded.after.posts as unknown as [Post, Post];
	let told = 0;
	const stop = effect(() => {
		tables.post.get(first.id);
		told += 1;
	});
	const event = (row: Post, seq: number): Event => ({
		jsonrpc: '2.0',
		method: 'post.edited',
		params: { seq, at: 0, row },
	});
	fold([event({ ...second, body: 'other' }, 1000)]);
	expect(told).toBe(1);
	fold([event({ ...first, body: 'mine' }, 1001)]);
	expect(told).toBe(2);
	stop();
});

test('forgetting empties every table and counts', () => {
	absorb(recorded.after as { seq: number });
	const before = generation.value;
	forget();
	expect(rows()).toEqual({ threads: [], posts: [] });
	expect(generation.value).toBe(before + 1);
	/* After a reset the other history may have smaller numbers. */
	absorb({ seq: 1, threads: [{ id: recorded.after.threads[0]?.id } as Thread] } as never);
	expect(tables.thread.where()).toHaveLength(1);
});

test('a reply to a change has no seq and is not absorbed; unknown events pass', () => {
	absorb({ thread: { id: 1 } } as never);
	expect(tables.thread.where()).toEqual([]);
	const kinds: string[] = [];
	const stop = watch((event) => kinds.push(event.method));
	fold([{ jsonrpc: '2.0', method: 'moon.risen', params: { seq: 5, at: 0, subject: 3 } }]);
	expect(kinds).toEqual(['moon.risen']);
	stop();
});
