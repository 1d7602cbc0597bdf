// SPDX-License-Identifier: Apache-2.0
/* calls.test.ts - a call is answered, refused or repeated, never doubled. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { call, carryBy, newKey } from '../src/wire/calls';
import { CallError } from '../src/wire/envelope';
import { Socket } from '../src/wire/socket';
import { Refusal, Server } from './server';

let server: Server;
let posts: string[];

beforeEach(() => {
	server = new Server();
	server.install();
	posts = [];
	server.methods['thread.post'] = ({ body }) => {
		posts.push(body as string);
		return { id: posts.length };
	};
	carryBy({ socket: () => null, pause: async () => {} });
});

afterEach(() => vi.unstubAllGlobals());

test('a change whose answer was lost is sent again with the same key and made once', async () => {
	server.swallow = 2;
	const reply = await call('thread.post', { thread: 1, body: 'once' });
	expect(reply).toEqual({ id: 1 });
	expect(posts).toEqual(['once']);
	const keys = server.requests.map(({ key }) => key);
	expect(keys).toHaveLength(3);
	expect(new Set(keys).size).toBe(1);
});

test('the same over a WebSocket that dies before the answer', async () => {
	const socket = new Socket('ws://soundings.test/ws', () => {});
	await socket.hello;
	carryBy({ socket: () => (socket.open ? socket : null) });
	server.swallow = 1;
	await call('thread.post', { thread: 1, body: 'once' });
	expect(posts).toEqual(['once']);
	expect(server.requests).toHaveLength(2);
});

test('two changes have two keys of 32 characters', async () => {
	await call('thread.post', { thread: 1, body: 'same' });
	await call('thread.post', { thread: 1, body: 'same' });
	expect(posts).toEqual(['same', 'same']);
	for (const { key } of server.requests) expect(key).toMatch(/^[0-9a-f]{32}$/);
	expect(newKey()).not.toBe(newKey());
});

test('signing in carries no key: keys belong to members', async () => {
	server.methods['session.sign_in'] = () => ({ member: 7 });
	await call('session.sign_in', { email: 'a@example.org', password: 'p' });
	expect(server.requests.map(({ key }) => key)).toEqual([undefined]);
});

test('signing in is not repeated by itself: a link works once', async () => {
	server.methods['session.open_link'] = () => ({ member: 7 });
	server.swallow = 1;
	await expect(call('session.open_link', { token: 't' })).rejects.toMatchObject({
		kind: 'offline',
	});
	expect(server.requests).toHaveLength(1);
});

test('a refusal keeps the server’s sentence, field and reason, and is final', async () => {
	server.methods['thread.post'] = () => {
		throw new Refusal('invalid', 'body is too long', { field: 'body', reason: 'too_long' });
	};
	const failure = await call('thread.post', { thread: 1, body: 'x' }).catch((error) => error);
	expect(failure).toBeInstanceOf(CallError);
	expect(failure).toMatchObject({
		kind: 'invalid',
		message: 'body is too long',
		field: 'body',
		reason: 'too_long',
	});
	expect(server.requests).toHaveLength(1);
});

test('a busy server is asked again', async () => {
	let asked = 0;
	server.methods['thread.post'] = () => {
		asked += 1;
		if (asked < 3) throw new Refusal('busy', 'too much at once');
		return { id: 1 };
	};
	await call('thread.post', { thread: 1, body: 'x' });
	expect(asked).toBe(3);
});

test('no answer at all is offline, after a few attempts', async () => {
	server.away = true;
	await expect(call('thread.post', { thread: 1, body: 'x' })).rejects.toMatchObject({
		kind: 'offline',
	});
});
