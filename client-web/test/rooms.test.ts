// @vitest-environment happy-dom
// SPDX-License-Identifier: Apache-2.0
/* rooms.test.ts - the small functions of home, horizon and library. */
import { describe, expect, test } from 'vitest';
import { linkIn } from '../src/features/horizon/list';
import { fieldsOf, optionsIn, optionsProblem } from '../src/features/horizon/options';
import { isOpen, totals } from '../src/features/horizon/state';
import { match } from '../src/router';
import { routes } from '../src/routes';
import { now } from '../src/ui/clock';
import { proposal } from '../src/ui/closing';
import { instantOf } from '../src/ui/when';
import type { Option, Poll } from '../src/wire/rows';
import { desk } from '../src/words/en/desk';
import { horizon } from '../src/words/en/horizon';
import { library } from '../src/words/en/library';

describe('the time at which a poll closes', () => {
	test('two weeks from now at five, on the clocks of the zone', () => {
		const eve = Date.UTC(2026, 11, 24, 23, 30);
		expect(proposal(eve, 'Europe/London')).toBe('2027-01-07T17:00');
		expect(proposal(eve, 'Europe/Paris')).toBe('2027-01-08T17:00');
	});

	test.each([
		['2026-12-04T17:00', 'Europe/London', Date.UTC(2026, 11, 4, 17, 0)],
		['2026-07-04T17:00', 'Europe/London', Date.UTC(2026, 6, 4, 16, 0)],
		['2026-12-04T22:45', 'Asia/Kathmandu', Date.UTC(2026, 11, 4, 17, 0)],
		['2026-10-25T03:00', 'Europe/London', Date.UTC(2026, 9, 25, 3, 0)],
		['', 'Europe/London', null],
	])('%s in %s', (local, zone, expected) => {
		expect(instantOf(local, zone)).toBe(expected);
	});
});

describe('the options of a poll', () => {
	test('there are always two fields; empty ones do not count', () => {
		expect(fieldsOf('')).toEqual(['', '']);
		expect(optionsIn('Monday\n\n Tuesday \n')).toEqual(['Monday', 'Tuesday']);
	});

	test.each([
		['Monday', horizon.asking.tooFew],
		['Monday\n ', horizon.asking.tooFew],
		['Monday\nTuesday\n\n Monday', horizon.asking.same(4)],
		['Monday\n\n\nTuesday', undefined],
	])('%j', (text, problem) => {
		expect(optionsProblem(text)).toBe(problem);
	});
});

describe('a poll', () => {
	const option = (position: number, votes: number | null): Option => ({
		id: 900 + position,
		poll: 9,
		position,
		label: `Option ${position}`,
		votes,
	});
	const poll = { closes_at: now.peek() + 1000, closed_at: null } as Poll;

	test('shares are of those who answered', () => {
		const shares = totals([option(1, 2), option(2, 3), option(3, 0)], 3);
		expect(shares?.map(({ share }) => share)).toEqual([67, 100, 0]);
	});

	test('hidden totals are hidden, even if some were known', () => {
		expect(totals([option(1, 2), option(2, null)], 3)).toBe(null);
	});

	test('nobody answered: nothing is divided', () => {
		expect(totals([option(1, 0)], 0)?.[0]?.share).toBe(0);
	});

	test('is over when the clock or the server says so', () => {
		expect(isOpen(poll)).toBe(true);
		expect(isOpen({ ...poll, closes_at: now.peek() })).toBe(false);
		expect(isOpen({ ...poll, closed_at: 1 })).toBe(false);
	});
});

describe('words', () => {
	test.each([
		[4, 20, 30, '4 parts, 20–30 minutes each'],
		[1, 20, 20, '20 minutes'],
		[null, null, 45, '45 minutes'],
		[7, null, null, '7 parts'],
		[null, 120, 240, '2–4 hours'],
		[null, null, null, null],
	])('%s parts of %s to %s minutes', (parts, min, max, expected) => {
		expect(library.extent(parts, min, max)).toBe(expected);
	});

	test('what waits, and how long it takes', () => {
		expect(desk.lead(1, 1)).toBe('One thing waits for you; it takes about 1 minute.');
		expect(desk.lead(3, 125)).toBe('3 things wait for you; together they take about 2 hours.');
	});

	test('a source is a link only if it is one', () => {
		expect(linkIn(' https://example.org/a ')?.host).toBe('example.org');
		expect(linkIn('javascript:alert(1)')).toBe(null);
		expect(linkIn('a colleague, see https://example.org')).toBe(null);
	});
});

test('members have their own home; the front page is for guests', () => {
	const home = match(routes, '/', true)?.route;
	expect(home?.who).toBe('member');
	expect(match(routes, '/', false)?.route).not.toBe(home);
});
