// SPDX-License-Identifier: Apache-2.0
/* drafts.test.ts - nothing typed is lost: not by reload, cut, sign-out or refusal. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Caller, Drafts, joined } from '../src/store/drafts';
import { openVault, type Vault } from '../src/store/vault';
import { CallError } from '../src/wire/envelope';
import type { Draft as DraftRow, Event } from '../src/wire/rows';

const ME = 7;
const PLACE = 'thread:12';

let vault: Vault;
let drafts: Drafts;
let saved: Map<string, DraftRow>;
let posts: string[];
let keys: (string | undefined)[];
let failure: CallError | null;
let swallow: boolean;
let clock: number;

const offline = () => new CallError('offline', '');

/* The server's side of drafts and posts, by the contract. */
const call = (async (method: string, params: Record<string, string>, options = {}) => {
	const { key } = options as { key?: string };
	if (failure) throw failure;
	switch (method) {
		case 'draft.list':
			return { drafts: [...saved.values()] };
		case 'draft.save':
			return save(params.place as string, params.body as string);
		case 'thread.post':
			if (!keys.includes(key)) posts.push(params.body as string);
			keys.push(key);
			if (swallow) throw offline();
			return { id: 1 };
	}
	throw new Error(method);
}) as unknown as Caller;

function save(place: string, body: string): DraftRow {
	const row = { id: 1, place, body, saved_at: ++clock };
	if (body === '') saved.delete(place);
	else saved.set(place, row);
	return row;
}

function open(member = ME) {
	drafts?.stop();
	drafts = new Drafts(member, vault, call);
	return drafts.start();
}

const draft = () => drafts.at(PLACE);
const sendDraft = () => draft().send('thread.post', { thread: 12, body: draft().text.value });

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_000_000 });
	vault = await openVault();
	await vault.empty(ME);
	saved = new Map();
	posts = [];
	keys = [];
	failure = null;
	swallow = false;
	clock = 1_000_000;
	await open();
});

afterEach(() => {
	drafts.stop();
	vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('every keystroke is kept at once; the server has it two seconds later', async () => {
	draft().type('Tid');
	draft().type('Tides');
	expect(draft().state.value.kind).toBe('kept');
	expect((await vault.drafts(ME)).map(({ body }) => body)).toEqual(['Tides']);
	expect(saved.size).toBe(0);
	await pass(2_000);
	expect(saved.get(PLACE)?.body).toBe('Tides');
	expect(draft().state.value).toEqual({ kind: 'saved', at: clock });
});

test('who never stops typing is saved every five seconds all the same', async () => {
	for (let i = 0; i < 6; i++) {
		draft().type('x'.repeat(i + 1));
		await pass(1_000);
	}
	expect(saved.get(PLACE)?.body).toMatch(/^x{5,6}$/);
});

test('a database closed by the browser is opened anew', async () => {
	const opening = vi.spyOn(indexedDB, 'open');
	vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
		throw new DOMException('closing', 'InvalidStateError');
	});
	await vault.keep({
		member: ME,
		place: PLACE,
		body: 'kept',
		typed_at: 1,
		saved_at: null,
		base_at: 0,
	});
	expect((await vault.drafts(ME)).map(({ body }) => body)).toEqual(['kept']);
	expect(opening).toHaveBeenCalledTimes(1);
	vi.restoreAllMocks();
});

test('a reload brings the text back, saved or not', async () => {
	failure = offline();
	draft().type('before the crash');
	await pass(10_000);
	failure = null;
	await open();
	expect(draft().text.value).toBe('before the crash');
	expect(saved.get(PLACE)?.body).toBe('before the crash');
});

test('a text saved on another device appears here', async () => {
	save(PLACE, 'from the phone');
	await open();
	expect(draft().text.value).toBe('from the phone');
	drafts.heard(draftSaved('and more'));
	expect(draft().text.value).toBe('and more');
});

test('an echo of an older save does not undo what was typed since', async () => {
	draft().type('one');
	await pass(2_000);
	const echo = draftSaved('one', saved.get(PLACE)?.saved_at);
	draft().type('one two');
	await pass(2_000);
	drafts.heard(echo);
	expect(draft().text.value).toBe('one two');
});

test('changed here and there: both texts are kept', async () => {
	draft().type('mine');
	failure = offline();
	await pass(3_000);
	failure = null;
	save(PLACE, 'theirs');
	await open();
	expect(draft().text.value).toBe('mine\n\ntheirs');
	expect(joined('long and short', 'short')).toBe('long and short');
	expect(joined('short', 'long and short')).toBe('long and short');
});

test('the text goes only when the server has acknowledged the post', async () => {
	draft().type('hello');
	const sending = sendDraft();
	expect(draft().text.value).toBe('hello');
	expect(await sending).toMatchObject({ kind: 'sent' });
	expect(posts).toEqual(['hello']);
	expect(draft().text.value).toBe('');
	expect(draft().state.value.kind).toBe('empty');
	await pass(10);
	expect(saved.size).toBe(0);
	expect(await vault.drafts(ME)).toEqual([]);
	expect(await vault.intents(ME)).toEqual([]);
});

test('without a connection it waits, and goes out by itself, once', async () => {
	draft().type('hello');
	swallow = true; /* the server acts; the answer is lost */
	expect((await sendDraft()).kind).toBe('waiting');
	expect(draft().text.value).toBe('hello');
	expect(draft().state.value.kind).toBe('waiting');
	swallow = false;
	await drafts.resume();
	expect(posts).toEqual(['hello']);
	expect(new Set(keys).size).toBe(1);
	expect(draft().text.value).toBe('');
});

test('what waited goes out after a reload', async () => {
	failure = offline();
	draft().type('hello');
	await sendDraft();
	failure = null;
	await open();
	expect(posts).toEqual(['hello']);
	expect(draft().text.value).toBe('');
});

test('a lost session keeps the text and the intent; the same person signing in sends it', async () => {
	failure = new CallError('denied', 'sign in', null, 'signed_out');
	draft().type('hello');
	expect((await sendDraft()).kind).toBe('waiting');
	await open(8); /* somebody else signs in on this device */
	expect(drafts.at(PLACE).text.value).toBe('');
	expect(posts).toEqual([]);
	failure = null;
	await open();
	expect(posts).toEqual(['hello']);
});

test('a refusal keeps the text and says why', async () => {
	draft().type('too late');
	failure = new CallError('conflict', 'the thread is closed');
	const outcome = await sendDraft();
	expect(outcome).toMatchObject({ kind: 'refused', error: { message: 'the thread is closed' } });
	expect(draft().text.value).toBe('too late');
	expect(await vault.intents(ME)).toEqual([]);
	failure = null;
	draft().type('too late, noted');
	expect(draft().state.value.kind).toBe('kept');
});

test('flush says whether everything reached the server', async () => {
	draft().type('hello');
	failure = offline();
	expect(await drafts.flush()).toBe(false);
	failure = null;
	expect(await drafts.flush()).toBe(true);
	expect(saved.get(PLACE)?.body).toBe('hello');
});

test('thrown away is gone, here and there', async () => {
	draft().type('hello');
	await pass(2_000);
	draft().discard();
	await pass(10);
	expect(draft().text.value).toBe('');
	expect(saved.size).toBe(0);
	expect(await vault.drafts(ME)).toEqual([]);
});

function draftSaved(body: string, saved_at = ++clock): Event {
	const row: DraftRow = { id: 1, place: PLACE, body, saved_at };
	return { jsonrpc: '2.0', method: 'draft.saved', params: { seq: 1, at: 0, row } };
}
