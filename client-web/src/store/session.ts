// SPDX-License-Identifier: Apache-2.0
/*
 * session.ts - who sits here, and everything that begins and ends with it.
 *
 * A lost session does not tear the page down: `ended` goes up, what was typed
 * stays, and signing in again as the same person goes on where it stopped.
 */
import { signal } from '@preact/signals';
import { call, carryBy } from '../wire/calls';
import { CallError } from '../wire/envelope';
import type { Event, Methods } from '../wire/rows';
import { Stream } from '../wire/stream';
import { type Draft, Drafts } from './drafts';
import { forgetNames } from './names';
import { absorb, fold, forget, tables, watch } from './tables';
import { openVault } from './vault';

export type Me = Methods['session.me']['out'];

/* Null until the server has said who we are. */
export const me = signal<Me | null>(null);
/* The session was ended elsewhere or ran out; the page is still as it was. */
export const ended = signal(false);
/* Why we could not even ask who we are. */
export const startError = signal<CallError | null>(null);
/* Counts reconnections; version.ts looks for a new client after each. */
export const reconnections = signal(0);

let stream: Stream | null = null;
let drafts: Drafts | null = null;
export const vault = openVault();

carryBy({
	socket: () => stream?.socket ?? null,
	signedOut: () => {
		if (me.peek()?.member) ended.value = true;
	},
});
watch((event: Event) => {
	drafts?.heard(event);
});

const pollOnly = () => new URLSearchParams(location.search).get('transport') === 'poll';

/* At start, and after everything that changes who we are. */
export async function begin(): Promise<void> {
	let fresh: Me;
	try {
		fresh = await call('session.me', {});
	} catch (error) {
		if (!(error instanceof CallError)) throw error;
		startError.value = error;
		return;
	}
	startError.value = null;
	const before = me.peek()?.member?.id;
	const now = fresh.member?.id;
	if (stream && stream.member !== now) end();
	if (before !== undefined && before !== now) {
		forget();
		forgetNames();
	}
	absorb(fresh);
	me.value = fresh;
	ended.value = false;
	if (now !== undefined) await follow(now, fresh);
}

async function follow(member: number, { epoch, seq }: Me) {
	if (stream) return;
	stream = new Stream(
		member,
		epoch,
		{
			events: (events) => fold(events),
			reset: () => {
				forget();
				forgetNames();
				void begin();
			},
			sessionGone: () => {
				stream = null;
				ended.value = true;
			},
			back: () => {
				reconnections.value += 1;
				void drafts?.resume();
			},
		},
		pollOnly(),
	);
	stream.start(seq);
	if (drafts?.member === member) await drafts.resume();
	else {
		drafts?.stop();
		drafts = new Drafts(member, await vault, call);
		draftsTurn.value += 1;
		await drafts.start();
	}
}

const draftsTurn = signal(0);

function end() {
	stream?.stop();
	stream = null;
	drafts?.stop();
	drafts = null;
}

/* The draft of a place; null for guests and before the session is known. */
export function draftAt(place: string): Draft | null {
	draftsTurn.value;
	return drafts?.at(place) ?? null;
}

/*
 * Signs out. What is only on this device goes to the server first; when that
 * fails nothing happens and the answer is false, unless `anyway`.
 */
export async function signOut(anyway = false): Promise<boolean> {
	const kept = (await drafts?.flush()) ?? true;
	if (!kept && !anyway) return false;
	await call('session.sign_out', {});
	const member = me.peek()?.member?.id;
	end();
	if (member !== undefined) await (await vault).empty(member);
	await begin();
	return true;
}

/* My id; 0 for a guest. */
export const myId = (): number => me.value?.member?.id ?? 0;

export function myMemberships() {
	const id = myId();
	return tables.membership.where((row) => row.member === id && !row.left_at);
}

export function roleIn(community: number): 'member' | 'coordinator' | null {
	return myMemberships().find((row) => row.community === community)?.role ?? null;
}

export const coordinates = (community: number): boolean => roleIn(community) === 'coordinator';

/* The communities that I belong to, by name. */
export function myCommunities() {
	return myMemberships()
		.map(({ community }) => tables.community.get(community))
		.filter((community) => community !== undefined)
		.sort((a, b) => a.name.localeCompare(b.name));
}

/* In which zone times are told: the one the member chose, else the device's. */
export function zone(): string {
	return me.value?.time_zone || Intl.DateTimeFormat().resolvedOptions().timeZone;
}
