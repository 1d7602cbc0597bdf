// SPDX-License-Identifier: Apache-2.0
/*
 * scan_saving.ts - my ratings of a round, each kept by the server at once.
 *
 * What I press is shown at once and marked until the server has it on disk.
 * Ratings of one item are sent one after the other, the latest last, so that
 * two quick presses cannot overtake each other. Nothing of it is a draft on the
 * server or in this browser: ratings are nobody else's.
 */
import { type Signal, signal } from '@preact/signals';
import { asCallError } from '../../store/load';
export type Saving = 'no' | 'saving' | 'saved' | 'failed';

export interface Rated {
	marks: string;
	reason: string;
	saving: Saving;
	why: string;
}

export interface Said {
	item: number;
	marks: string;
	reason: string | null;
}

/* What keeps them: the page's own call, or that of a mail's link. */
export type Send = (item: number, marks: string, reason?: string) => Promise<unknown>;

export class Ratings {
	#rated = new Map<number, Signal<Rated>>();
	#busy = new Set<number>();

	constructor(
		private readonly send: Send,
		readonly criteria: number,
		mine: readonly Said[],
	) {
		for (const { item, marks, reason } of mine)
			this.#rated.set(item, signal({ marks, reason: reason ?? '', saving: 'saved', why: '' }));
	}

	of(item: number): Signal<Rated> {
		const known = this.#rated.get(item);
		if (known) return known;
		const none = signal<Rated>({
			marks: '-'.repeat(this.criteria),
			reason: '',
			saving: 'no',
			why: '',
		});
		this.#rated.set(item, none);
		return none;
	}

	/* Every criterion has an answer. */
	whole(item: number): boolean {
		return !this.of(item).value.marks.includes('-');
	}

	mark(item: number, criterion: number, mark: string) {
		const { marks } = this.of(item).peek();
		this.#change(item, { marks: marks.slice(0, criterion) + mark + marks.slice(criterion + 1) });
	}

	all(item: number, marks: string) {
		this.#change(item, { marks });
	}

	reason(item: number, reason: string) {
		this.#change(item, { reason });
	}

	again(item: number) {
		this.#change(item, {});
	}

	#change(item: number, change: Partial<Rated>) {
		const rated = this.of(item);
		rated.value = { ...rated.peek(), ...change, saving: 'saving' };
		if (!this.#busy.has(item)) void this.#send(item, rated);
	}

	async #send(item: number, rated: Signal<Rated>) {
		this.#busy.add(item);
		for (;;) {
			const { marks, reason } = rated.peek();
			let failure = '';
			try {
				await this.send(item, marks, reason === '' ? undefined : reason);
			} catch (error) {
				failure = asCallError(error).message || ' ';
			}
			const now = rated.peek();
			if (!failure && (now.marks !== marks || now.reason !== reason)) continue;
			rated.value = { ...now, saving: failure ? 'failed' : 'saved', why: failure.trim() };
			break;
		}
		this.#busy.delete(item);
	}
}
