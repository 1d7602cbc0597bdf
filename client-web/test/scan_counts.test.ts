// SPDX-License-Identifier: Apache-2.0
/* The strip beside a rating says what the report will say: the scan's own convention. */
import { expect, test } from 'vitest';
import { quartilesOf } from '../src/features/horizon/scan_counts';

const camps = [1, 1, 1, 1, 0, 1, 1, 1, 1];

test('quartiles of counted ratings are those of the convention', () => {
	expect(quartilesOf(camps, 'type7')).toEqual({ count: 8, q1: 2.75, median: 5, q3: 7.25 });
	expect(quartilesOf(camps, 'type6')).toEqual({ count: 8, q1: 2.25, median: 5, q3: 7.75 });
});

test('two ratings have quartiles of either convention, and none has none', () => {
	const two = [0, 0, 1, 0, 0, 0, 0, 1, 0];
	expect(quartilesOf(two, 'type7')).toEqual({ count: 2, q1: 4.25, median: 5.5, q3: 6.75 });
	expect(quartilesOf(two, 'type6')).toEqual({ count: 2, q1: 3, median: 5.5, q3: 8 });
	expect(quartilesOf([0, 0], 'type7').median).toBeNaN();
});
