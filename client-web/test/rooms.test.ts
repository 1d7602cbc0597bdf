// @vitest-environment happy-dom
// SPDX-License-Identifier: Apache-2.0
/* rooms.test.ts - the small functions of home, horizon and library. */
import { describe, expect, test } from 'vitest';
import { linkIn } from '../src/features/horizon/card';
import { csv } from '../src/features/horizon/export';
import { fieldsOf, optionsIn, optionsProblem } from '../src/features/horizon/options';
import { slotsIn } from '../src/features/horizon/slots';
import { answerOf, isOpen, nameOf, problemOf, sent } from '../src/features/horizon/state';
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
	const option = (position: number): Option => ({
		id: 900 + position,
		poll: 9,
		position,
		label: `Option ${position}`,
		starts_at: null,
		ends_at: null,
	});
	const options = [option(1), option(2), option(3)];
	const poll = { closes_at: now.peek() + 1000, closed_at: null } as Poll;
	const marked = (...marks: [number, number][]) => ({ choices: [], marks: new Map(marks) });

	test('marks are sent in the order of the options, whatever was clicked first', () => {
		expect(sent({ ...poll, kind: 'score' }, options, marked([903, 4], [901, 7]))).toEqual({
			choices: [901, 903],
			marks: [7, 4],
		});
	});

	test('a ranking is sent in its own order, without marks', () => {
		const answer = { choices: [903, 901], marks: new Map() };
		expect(sent({ ...poll, kind: 'ranking' }, options, answer)).toEqual({
			choices: [903, 901],
			marks: [],
		});
	});

	test('a ballot comes back as the answer it was', () => {
		const ballot = { id: 9, choices: [901, 903], marks: [7, 4], reason: null, cast_at: null };
		expect(sent({ ...poll, kind: 'score' }, options, answerOf(ballot))).toEqual({
			choices: [901, 903],
			marks: [7, 4],
		});
	});

	test.each([
		['single', { choices: [], marks: new Map() }, horizon.poll.missing.single],
		['single', { choices: [901], marks: new Map() }, undefined],
		['likert', marked(), horizon.poll.missing.likert],
		['likert', marked([902, 5]), undefined],
		['points', marked([901, 4], [902, 5]), horizon.poll.pointsWrong(10, 9)],
		['points', marked([901, 4], [902, 6]), undefined],
		['time', marked([901, 3], [902, 1]), horizon.poll.timesMissing],
		['time', marked([901, 3], [902, 1], [903, 1]), undefined],
	] as const)('%s: what is wrong with an answer', (kind, answer, problem) => {
		expect(
			problemOf({ ...poll, kind, points: 10 } as Poll, options, {
				choices: [...answer.choices],
				marks: answer.marks as Map<number, number>,
			}),
		).toBe(problem);
	});

	test('a time is said on the clocks of the reader', () => {
		const at = Date.UTC(2026, 6, 4, 16, 0);
		const time = { ...option(1), starts_at: at, ends_at: at + 5400000 };
		expect(nameOf(time, 'Europe/London')).toMatch(/^Saturday 4 July 2026, 17:00 .* – 18:30$/);
		expect(nameOf(time, 'Asia/Kathmandu')).toMatch(/^Saturday 4 July 2026, 21:45 .* – 23:15$/);
	});

	test('proposed times are read in the zone, each once', () => {
		const at = Date.UTC(2026, 6, 4, 16, 0);
		expect(slotsIn('2026-07-04T17:00\n\n2026-07-04T17:00', 'Europe/London', 60)).toEqual([
			{ starts_at: at, ends_at: at + 3600000 },
		]);
	});

	test('a cell is quoted, and no spreadsheet takes it for a formula', () => {
		expect(csv([['a "b", c', '=1+1', 2, null]])).toBe('"a ""b"", c",\'=1+1,2,\r\n');
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
