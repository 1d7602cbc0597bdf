// SPDX-License-Identifier: Apache-2.0
/*
 * tables.ts - all that this page knows of the server, one table a kind of row.
 *
 * fold() takes events, absorb() takes snapshots: a reply with `seq`, whose
 * fields are rows or lists of rows under the name of their table. Nothing else
 * writes here; a reply to a change is a receipt and is not absorbed.
 */
import { batch, signal } from '@preact/signals';
import {
	type Event,
	events as kinds,
	type Table as Name,
	tables as names,
	type Rows,
} from '../wire/rows';
import { Table } from './table';

type Tables = { readonly [N in Name]: Table<Rows[N]> };

export const tables = Object.fromEntries(
	names.map((name) => [name, new Table()]),
) as unknown as Tables;

/* Counts the times that everything was forgotten; pages load again when it moves. */
export const generation = signal(0);

type Watcher = (event: Event) => void;
const watchers = new Set<Watcher>();

/* Calls `watcher` for every event after it was folded; returns how to stop. */
export function watch(watcher: Watcher): () => void {
	watchers.add(watcher);
	return () => watchers.delete(watcher);
}

export function fold(events: readonly Event[]) {
	batch(() => {
		for (const event of events) {
			const name = kinds[event.method];
			const { row, seq } = event.params;
			if (name && row) (tables[name] as Table<{ id: number }>).put(row, seq);
		}
	});
	for (const event of events) for (const watcher of watchers) watcher(event);
}

const plural: Record<string, Name> = Object.fromEntries(
	names.map((name) => [name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`, name]),
);

/* A snapshot's rows; anything in the reply that is not rows is passed over. */
export function absorb(reply: { seq?: number }) {
	const { seq } = reply;
	if (typeof seq !== 'number') return;
	batch(() => {
		for (const [field, value] of Object.entries(reply)) {
			const many = plural[field];
			if (many && Array.isArray(value)) for (const row of value) take(many, row, seq);
			else if (field in tables) take(field as Name, value, seq);
		}
	});
}

function take(name: Name, row: unknown, seq: number) {
	if (row && typeof row === 'object' && 'id' in row)
		(tables[name] as Table<{ id: number }>).put(row as { id: number }, seq);
}

export function forget() {
	batch(() => {
		for (const name of names) tables[name].clear();
		generation.value += 1;
	});
}
