// SPDX-License-Identifier: Apache-2.0
/*
 * scan_counts.ts - the quartiles of counted ratings, for the strip beside a
 * rating, by the convention of the scan's rules; the report's figures come from
 * the server.
 */
import type { Scan } from '../../wire/rows';

export interface Quartiles {
	count: number;
	q1: number;
	median: number;
	q3: number;
}

function at(counts: readonly number[], place: number): number {
	let below = 0;
	for (const [i, count] of counts.entries()) {
		below += count;
		if (place < below) return i + 1;
	}
	return counts.length;
}

type Rule = Scan['quantile'];

/* Type 7 at (n-1)p, counted from 0; type 6 at (n+1)p, counted from 1. */
function quantile(counts: readonly number[], n: number, p: number, rule: Rule): number {
	const place = rule === 'type6' ? Math.min(Math.max((n + 1) * p - 1, 0), n - 1) : (n - 1) * p;
	const low = at(counts, Math.floor(place));
	return low + (place - Math.floor(place)) * (at(counts, Math.ceil(place)) - low);
}

export function quartilesOf(counts: readonly number[], rule: Rule): Quartiles {
	const count = counts.reduce((sum, n) => sum + n, 0);
	if (count === 0) return { count, q1: Number.NaN, median: Number.NaN, q3: Number.NaN };
	return {
		count,
		q1: quantile(counts, count, 0.25, rule),
		median: quantile(counts, count, 0.5, rule),
		q3: quantile(counts, count, 0.75, rule),
	};
}
