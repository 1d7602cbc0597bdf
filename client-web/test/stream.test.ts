// @vitest-environment happy-dom
// SPDX-License-Identifier: Apache-2.0
/* stream.test.ts - events arrive without gap over every kind of bad network. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Event } from '../src/wire/rows';
import { backoff, link, type Owner, Stream } from '../src/wire/stream';
import { Server } from './server';

let server: Server;
let stream: Stream;
let heard: number[];
let resets: number[];
let gone: number;
let back: number;

const owner: Owner = {
	events: (events: Event[]) => heard.push(...events.map((event) => event.params.seq)),
	reset: (seq) => resets.push(seq),
	sessionGone: () => {
		gone += 1;
	},
	back: () => {
		back += 1;
	},
};

beforeEach(() => {
	vi.useFakeTimers();
	server = new Server();
	server.install();
	heard = [];
	resets = [];
	gone = 0;
	back = 0;
});

afterEach(() => {
	stream.stop();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

function start({ after = 0, pollOnly = false } = {}) {
	stream = new Stream(7, 'e1', owner, pollOnly);
	stream.start(after);
	return settle();
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const post = (id: number) => server.emit('thread.posted', { id });

describe('over a WebSocket', () => {
	test('it asks for the subprotocol and hears events after the hello', async () => {
		await start();
		expect(server.sockets.map((socket) => socket.protocol)).toEqual(['soundings.1']);
		post(1);
		post(2);
		expect(heard).toEqual([1, 2]);
		expect(stream.cursor).toBe(2);
		expect(link.value).toBe('live');
	});

	test('what happened between the snapshot and the hello is fetched, page by page', async () => {
		for (const id of [1, 2, 3, 4, 5]) post(id);
		await start({ after: 1 });
		expect(heard).toEqual([2, 3, 4, 5]);
		expect(stream.cursor).toBe(5);
	});

	test('after a cut it goes on from the last event, without loss or repetition', async () => {
		await start();
		post(1);
		server.cut();
		post(2);
		post(3);
		await later(100);
		server.away = false;
		await later(60_000);
		post(4);
		expect(heard).toEqual([1, 2, 3, 4]);
		expect(back).toBe(1);
	});

	test('a cut while catching up loses nothing', async () => {
		for (const id of [1, 2, 3, 4, 5]) post(id);
		let calls = 0;
		server.methods['event.since'] = ({ after }) => {
			calls += 1;
			if (calls === 2) server.sockets[0]?.die();
			return server.since(after as number, 2);
		};
		await start();
		await later(60_000);
		expect([...new Set(heard)]).toEqual([1, 2, 3, 4, 5]);
		expect(stream.cursor).toBe(5);
	});

	test('a live event during the catch-up does not hide what is still to be fetched', async () => {
		for (const id of [1, 2, 3, 4, 5]) post(id);
		let calls = 0;
		server.methods['event.since'] = ({ after }) => {
			calls += 1;
			if (calls === 2) {
				post(6);
				server.sockets[0]?.die();
			}
			return server.since(after as number, 2);
		};
		await start();
		await later(60_000);
		expect([...new Set(heard)].sort()).toEqual([1, 2, 3, 4, 5, 6]);
	});

	test('events too old to be told make a reset', async () => {
		post(1);
		post(2);
		server.oldest = 2;
		await start();
		expect(resets).toEqual([2]);
		post(3);
		expect(heard).toEqual([3]);
	});

	test('another history (a restored backup) makes a reset, even with a smaller seq', async () => {
		for (const id of [1, 2, 3]) post(id);
		await start({ after: 3 });
		server.cut();
		server.epoch = 'e2';
		server.log = [];
		server.seq = 1;
		await later(100); /* nobody can be asked meanwhile: the hello tells */
		server.away = false;
		await later(60_000);
		expect(resets).toEqual([1]);
		expect(stream.cursor).toBe(1);
	});

	test('the banner comes only when the connection stays away', async () => {
		await start();
		server.cut();
		await settle();
		expect(link.value).toBe('connecting');
		await later(2_500);
		expect(link.value).toBe('lost');
		server.away = false;
		await later(60_000);
		expect(link.value).toBe('live');
	});

	test('a server that says it leaves is left and found again', async () => {
		await start();
		server.sockets[0]?.say({ method: 'server.leaving', params: {} });
		await later(5_000);
		expect(link.value).toBe('live');
		post(1);
		expect(heard).toEqual([1]);
	});

	test('a session that ended elsewhere is noticed and not hammered', async () => {
		await start();
		server.member = null;
		server.sockets[0]?.die();
		await later(60_000);
		expect(gone).toBe(1);
		expect(server.requests.filter(({ method }) => method === 'session.me')).toHaveLength(1);
	});
});

describe('where WebSockets are blocked', () => {
	test('it goes over to the long poll after two attempts', async () => {
		server.blocksSockets = true;
		await start();
		await later(10_000);
		expect(link.value).toBe('polling');
		post(1);
		post(2);
		await settle();
		expect(heard).toEqual([1, 2]);
	});

	test('an outage alone does not make it give up WebSockets', async () => {
		server.away = true;
		await start();
		await later(20_000);
		server.away = false;
		await later(60_000);
		expect(link.value).toBe('live');
	});

	test('it can be told to poll, and resumes after a cut', async () => {
		await start({ pollOnly: true });
		expect(server.sockets).toHaveLength(0);
		post(1);
		await settle();
		server.cut();
		post(2);
		await later(100);
		server.away = false;
		await later(60_000);
		post(3);
		await settle();
		expect(heard).toEqual([1, 2, 3]);
		expect(back).toBe(1);
	});

	test('a reset by poll goes on after the new seq', async () => {
		post(1);
		post(2);
		server.oldest = 2;
		await start({ pollOnly: true });
		expect(resets).toEqual([2]);
		post(3);
		await settle();
		expect(heard).toEqual([3]);
	});
});

test('waiting grows to half a minute and is never the same for all', () => {
	const waits = [0, 1, 2, 3, 10].map((attempt) => backoff(attempt, () => 0.5));
	expect(waits).toEqual([500, 1000, 2000, 4000, 30_000]);
	expect(backoff(0, () => 0)).toBe(250);
	expect(backoff(10, () => 1)).toBe(45_000);
});
