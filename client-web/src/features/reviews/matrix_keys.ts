// SPDX-License-Identifier: Apache-2.0
/*
 * matrix_keys.ts - the table by keyboard, as in a spreadsheet.
 *
 * Arrows and j, k go from row to row, Page Up and Down ten at a time, Home and
 * End to the ends; x or Space picks a row, Enter opens it.
 */
import type { Signal } from '@preact/signals';

interface Keys {
	ids: { current: readonly number[] };
	current: Signal<number | null>;
	chosen: Signal<ReadonlySet<number>>;
	open: Signal<boolean>;
	go(id: number): void;
	choose(id: number): void;
	look(id: number): void;
}

const steps: Record<string, number> = {
	ArrowDown: 1,
	j: 1,
	ArrowUp: -1,
	k: -1,
	PageDown: 10,
	PageUp: -10,
	Home: Number.NEGATIVE_INFINITY,
	End: Number.POSITIVE_INFINITY,
};

export function keysOf({ ids, current, go, choose, look }: Keys) {
	return (event: KeyboardEvent) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if ((event.target as Element).closest('select, textarea, button, a, input')) return;
		const here = ids.current.indexOf(current.peek() ?? 0);
		const step = steps[event.key];
		const id = ids.current[Math.max(0, here)];
		if (id === undefined) return;
		if (step !== undefined) {
			const at = Math.max(0, Math.min(ids.current.length - 1, Math.max(0, here) + step));
			go(ids.current[at] as number);
		} else if (event.key === 'x' || event.key === ' ') choose(id);
		else if (event.key === 'Enter') look(id);
		else return;
		event.preventDefault();
	};
}
