// SPDX-License-Identifier: Apache-2.0
/*
 * replay.ts - the client's replay law, on what the talks recorded.
 *
 * For every speaker and community: the snapshot from before, folded with the
 * events that were heard, is the snapshot from after. tests/talk proves it of
 * the server with a fold of its own; this proves it of the store that people
 * look at. No *.test.ts, because it needs the streams of a run: tests/replay
 * names their folder in STREAMS.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeEach, expect, test } from 'vitest';
import { absorb, fold, forget, tables } from '../src/store/tables';
import { type Event, events as kinds, tables as names } from '../src/wire/rows';

type Row = { id: number };
type Some = Record<string, Row[]>;

interface Snapshot {
	seq: number;
	rows: Some;
}

interface Speaker {
	speaker: string;
	communities: { community: number; before: Snapshot; after: Snapshot }[];
	events: Event[];
}

const folder = process.env.STREAMS ?? '';
const talks = readdirSync(folder)
	.filter((name) => name.endsWith('.json'))
	.map((name) => name.replace('.json', ''))
	.sort();

const speakersOf = (talk: string): Speaker[] =>
	JSON.parse(readFileSync(join(folder, `${talk}.json`), 'utf8')).speakers;

beforeEach(forget);

const plural = (name: string) => (name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`);

/* As the replies of the server carry rows: in lists, by the name of their table. */
function take({ seq, rows }: Snapshot) {
	const lists = Object.entries(rows).map(([name, list]) => [plural(name), list]);
	absorb({ seq, ...Object.fromEntries(lists) });
}

const sorted = (rows: Row[]) => [...rows].sort((a, b) => a.id - b.id);

/* What the store holds, without tables that hold nothing. */
const held = (): Some =>
	filled(Object.fromEntries(names.map((name) => [name, tables[name].where() as Row[]])));

const filled = (rows: Some): Some =>
	Object.fromEntries(
		Object.entries(rows)
			.filter(([, list]) => list.length > 0)
			.map(([name, list]) => [name, sorted(list)]),
	);

/* A talker hears of all their communities; a snapshot is of one. */
function heardOf({ events }: Speaker, community: number, upto: number) {
	return events.filter(({ params }) => {
		const place = params.community ?? community;
		return place === community && params.seq <= upto;
	});
}

test.each(talks)('%s', (talk) => {
	for (const one of speakersOf(talk)) {
		for (const { community, before, after } of one.communities) {
			const heard = heardOf(one, community, after.seq);
			const who = `${one.speaker} in community ${community}`;
			const wanted = filled(after.rows);

			forget();
			take(before);
			fold(heard);
			expect(held(), who).toEqual(wanted);

			/* Events overtake the snapshot, arrive twice and in any order. */
			forget();
			fold(heard.filter(({ params }) => params.seq > before.seq).reverse());
			take(before);
			fold(heard);
			expect(held(), `${who}, in disorder`).toEqual(wanted);

			/* Loading the page afresh shows nothing new. */
			take(after);
			expect(held(), `${who}, loaded again`).toEqual(wanted);
		}
	}
});

/* The newest event of each row, which nothing later makes up for. */
function newest(heard: Event[], after: number): Event[] {
	const last = new Map<string, Event>();
	for (const event of heard) {
		const { row, seq } = event.params;
		if (row && seq > after) last.set(`${kinds[event.method]} ${row.id}`, event);
	}
	return [...last.values()];
}

/* Whether the store notices that it never heard of this. */
function missed(event: Event, heard: Event[], before: Snapshot, after: Snapshot): boolean {
	forget();
	take(before);
	fold(heard.filter((other) => other !== event));
	const name = kinds[event.method];
	const row = name && tables[name].get(event.params.row?.id ?? 0);
	if (isDeepStrictEqual(row, event.params.row)) return true; /* it told nothing new */
	return !isDeepStrictEqual(held(), filled(after.rows));
}

test('an event that is left out is noticed', () => {
	let tried = 0;
	for (const talk of talks) {
		for (const one of speakersOf(talk)) {
			for (const { community, before, after } of one.communities) {
				const heard = heardOf(one, community, after.seq);
				for (const event of newest(heard, before.seq)) {
					tried += 1;
					expect(missed(event, heard, before, after), `${talk}: ${event.method}`).toBe(true);
				}
			}
		}
	}
	expect(tried).toBeGreaterThan(0);
});
