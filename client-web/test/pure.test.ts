// @vitest-environment happy-dom
// SPDX-License-Identifier: Apache-2.0
/* pure.test.ts - small functions, as tables of cases. */
import { describe, expect, test } from 'vitest';
import { lines } from '../src/features/people/create';
import { deviceOf } from '../src/features/people/sessions';
import { excerpt } from '../src/features/threads/post';
import { roomOf } from '../src/frame';
import { match, type Route, route, to } from '../src/router';
import { routes } from '../src/routes';
import { DAY, full, HOUR, MINUTE, relative, span } from '../src/ui/clock';
import { link, prefix, type Selected, wrap } from '../src/ui/markup';
import { CallError } from '../src/wire/envelope';
import { sentence } from '../src/words/en';
import { counted } from '../src/words/plural';

/* "a[bc]d": the text abcd with bc selected. */
function at(marked: string): Selected {
	const start = marked.indexOf('[');
	const end = marked.indexOf(']') - 1;
	return { text: marked.replace('[', '').replace(']', ''), start, end };
}
const shown = ({ text, start, end }: Selected) =>
	`${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;

describe('the buttons of the editor', () => {
	test.each([
		['say [this] now', 'say **[this]** now'],
		['say **[this]** now', 'say [this] now'],
		['[]', '**[]**'],
	])('bold: %s', (before, after) => {
		expect(shown(wrap(at(before), '**'))).toBe(after);
	});

	test.each([
		['one\n[two\nthr]ee\nfour', 'one\n> two\n> three\nfour'],
		['one\n> [two\n> thr]ee\nfour', 'one\ntwo\nthree\nfour'],
		['[]', '> '],
	])('quote: %s', (before, after) => {
		expect(prefix(at(before), '> ').text).toBe(after);
	});

	test('numbers count', () => {
		expect(prefix(at('[a\nb\nc]'), (i) => `${i + 1}. `).text).toBe('1. a\n2. b\n3. c');
	});

	test('a link has its address selected for typing over', () => {
		expect(shown(link(at('see [here]')))).toBe('see [here]([https://])');
		expect(shown(link(at('see []')))).toBe('see [[]](https://)');
	});
});

describe('times', () => {
	const noon = Date.UTC(2026, 10, 21, 12, 0);
	const london = 'Europe/London';

	test('a deadline has weekday, date, time and zone', () => {
		expect(full(noon, london)).toBe('Saturday 21 November 2026, 12:00 (GMT)');
		expect(full(Date.UTC(2026, 5, 1, 23, 30), london)).toBe('Tuesday 2 June 2026, 00:30 (BST)');
	});

	test.each([
		[10_000, 'just now'],
		[12 * MINUTE, '12 minutes ago'],
		[3 * HOUR, '09:00'],
		[15 * HOUR, 'yesterday, 21:00'],
		[4 * DAY, 'Tue 17 Nov, 12:00'],
		[600 * DAY, '31 March 2025'],
	])('%d ms ago is said as %s', (ago, words) => {
		expect(relative(noon - ago, noon, london)).toBe(words);
	});

	test.each([
		[20_000, '1 minute'],
		[45 * MINUTE, '45 minutes'],
		[2 * HOUR, '2 hours'],
		[30 * HOUR, '30 hours'],
		[5.9 * DAY, '5 days'],
	])('a span of %d ms is %s', (ms, words) => {
		expect(span(ms)).toBe(words);
	});
});

describe('addresses', () => {
	const page = async () => ({ default: () => null });
	const some: Route[] = [
		route('/', 'guest', page),
		route('/', 'member', page),
		route('/c/:slug/threads/new', 'member', page),
		route('/c/:slug/threads', 'member', page),
	];

	test('the first that fits, with its parameters', () => {
		expect(match(some, '/c/peri/threads/', true)?.params).toEqual({ slug: 'peri' });
		expect(match(some, '/c/peri/threads/new', true)?.route.path).toBe('/c/:slug/threads/new');
		expect(match(some, '/c//threads', true)).toBeNull();
		expect(match(some, '/c/a%20b/threads', true)?.params.slug).toBe('a b');
		expect(match(some, '/c/%E0%A4%A/threads', true)?.params.slug).toBe('%E0%A4%A');
	});

	test('the start page is another for guests and for members', () => {
		expect(match(some, '/', false)?.route.who).toBe('guest');
		expect(match(some, '/', true)?.route.who).toBe('member');
	});

	test('guests are told to sign in where a page needs it, not that it is not there', () => {
		expect(match(some, '/c/peri/threads', false)?.route.who).toBe('member');
	});

	test('every address that mails may carry has a page', () => {
		for (const path of ['/enter', '/join', '/unsubscribe/abc', to.thread(1), to.account])
			expect(match(routes, path, true), path).not.toBeNull();
	});

	test.each([
		['/', 'home'],
		['/thread/12', 'threads'],
		['/c/peri/threads/new', 'threads'],
		['/c/peri/invitations', 'people'],
		['/round/3', 'reviews'],
		['/poll/3', 'horizon'],
		['/c/peri', null],
		['/account', null],
	])('%s belongs to the room %s', (path, room) => {
		expect(roomOf(path)).toBe(room);
	});
});

test('an excerpt has no marks and ends at a word', () => {
	expect(excerpt('# Head\n\n- **one** and [two](https://x.org)\n> three')).toBe(
		'Head one and two three',
	);
	const long = excerpt('word '.repeat(60));
	expect(long.length).toBeLessThanOrEqual(141);
	expect(long).toMatch(/word…$/);
});

test('pasted lists lose their bullets and empty lines', () => {
	expect(lines('- one\n\n2. two\n * three \nfour')).toEqual(['one', 'two', 'three', 'four']);
});

test.each([
	[
		'Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140 Safari/537.36',
		'Chrome, Windows',
	],
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1',
		'Safari, iPhone',
	],
	['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
	['curl/8.0', 'curl/8.0'],
	[null, 'Unknown device'],
])('%s is shown as %s', (agent, device) => {
	expect(deviceOf(agent)).toBe(device);
});

test('counts follow the rules of the language', () => {
	const posts = { one: '# post', other: '# posts' };
	expect(counted(1, posts)).toBe('1 post');
	expect(counted(0, posts)).toBe('0 posts');
	expect(counted(1234, posts)).toBe('1,234 posts');
});

test('a refusal is a sentence; without one the client has its own', () => {
	expect(sentence(new CallError('conflict', 'the thread is closed'))).toBe('The thread is closed.');
	expect(sentence(new CallError('invalid', '', null, 'too_large'))).toMatch(/too large/);
	expect(sentence(new CallError('offline', ''))).toMatch(/no connection/);
});
