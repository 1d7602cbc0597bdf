// SPDX-License-Identifier: Apache-2.0
/*
 * table.ts - the rows of one kind, each with the seq that brought it.
 *
 * Snapshots and events arrive in any order; the newest seq wins, so folding
 * is idempotent and needs no order. Reading inside a component or computed
 * subscribes: to one row by get(), to the whole table by where().
 */
import { type Signal, signal } from '@preact/signals';

interface Kept<R> {
	seq: number;
	row: Signal<R | undefined>;
}

export class Table<R extends { id: number }> {
	#kept = new Map<number, Kept<R>>();
	#turn = signal(0);

	get(id: number): R | undefined {
		const kept = this.#kept.get(id);
		if (kept) return kept.row.value;
		this.#turn.value;
		return undefined;
	}

	where(test: (row: R) => boolean = () => true): R[] {
		this.#turn.value;
		const found: R[] = [];
		for (const { row } of this.#kept.values()) {
			const value = row.peek();
			if (value && test(value)) found.push(value);
		}
		return found;
	}

	has(id: number): boolean {
		return this.#kept.get(id)?.row.peek() !== undefined;
	}

	put(row: R, seq: number) {
		const kept = this.#kept.get(row.id);
		if (!kept) this.#kept.set(row.id, { seq, row: signal<R | undefined>(row) });
		else {
			if (seq < kept.seq) return;
			kept.seq = seq;
			kept.row.value = row;
		}
		this.#turn.value += 1;
	}

	/* A promise of forgetting: rows read before say undefined until they come again. */
	clear() {
		for (const kept of this.#kept.values()) {
			kept.seq = 0;
			kept.row.value = undefined;
		}
		this.#turn.value += 1;
	}
}
