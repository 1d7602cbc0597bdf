// @vitest-environment happy-dom
// SPDX-License-Identifier: Apache-2.0
/* reviews.test.ts - times in a zone, passages counted in code points, sections. */
import { describe, expect, test } from 'vitest';
import { titleFrom } from '../src/features/reviews/add';
import { sectionsOf } from '../src/features/reviews/outline';
import { quoted, read, trimmed, written } from '../src/features/reviews/passage';
import { instantOf, localOf } from '../src/ui/when';
import type { Clause } from '../src/wire/rows';

describe('a typed date and time in a zone', () => {
	test.each([
		['2026-01-15T17:00', 'Europe/London', '2026-01-15T17:00:00Z'],
		['2026-07-15T17:00', 'Europe/London', '2026-07-15T16:00:00Z'],
		['2026-07-15T17:00', 'America/New_York', '2026-07-15T21:00:00Z'],
		['2026-11-21T00:15', 'Asia/Kolkata', '2026-11-20T18:45:00Z'],
		['2026-03-29T00:30', 'Europe/London', '2026-03-29T00:30:00Z'],
		['2026-03-29T02:30', 'Europe/London', '2026-03-29T01:30:00Z'],
		['2026-10-25T03:30', 'Europe/London', '2026-10-25T03:30:00Z'],
	])('%s in %s', (local, zone, instant) => {
		expect(instantOf(local, zone)).toBe(Date.parse(instant));
		expect(localOf(Date.parse(instant), zone)).toBe(local);
	});

	test('what is no date is none', () => {
		expect(instantOf('', 'UTC')).toBeNull();
		expect(instantOf('tomorrow', 'UTC')).toBeNull();
	});
});

describe('a passage', () => {
	const clause = { id: 5, text: 'Say 👩🏽‍⚕️ “nurse” – not 𝒳.' } as Clause;

	test('counts code points, not units, and leaves blanks at the edges out', () => {
		const before = 'Say 👩🏽‍⚕️';
		const passage = trimmed(5, before, ' “nurse” ');
		expect(passage).toEqual({
			clause: 5,
			start: [...before].length + 1,
			end: [...before].length + 8,
		});
		if (!passage) return;
		expect(quoted(clause, passage)).toEqual({
			exact: '“nurse”',
			prefix: 'Say 👩🏽‍⚕️ ',
			suffix: ' – not 𝒳.',
		});
		expect(read(clause, written(passage))).toEqual(passage);
	});

	test('blanks alone are none', () => expect(trimmed(5, 'Say', '  ')).toBeNull());

	test.each(['', '4', '9-4', '-1-4', '0-999', 'a-b'])('%j is no place in it', (text) =>
		expect(read(clause, text)).toBeNull(),
	);
});

test.each([
	['one title above all', [1, 2, 3, 2], [2, 2]],
	['several at the top', [1, 2, 1], [1, 1]],
	['one heading alone', [1], []],
	['a gap in the levels', [1, 3, 3], [3, 3]],
])('the sections that one counts: %s', (_, levels, counted) => {
	const headings = levels.map((level, i) => ({ id: i, level }) as Clause);
	expect(sectionsOf(headings).map(({ level }) => level)).toEqual(counted);
});

test('the title of a draft comes from the name of its file', () => {
	expect(titleFrom('training_needs-guide.md')).toBe('Training needs guide');
	expect(titleFrom('Leaflet')).toBe('Leaflet');
});
