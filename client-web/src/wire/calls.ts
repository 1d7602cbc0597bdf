// SPDX-License-Identifier: Apache-2.0
/*
 * calls.ts - typed calls: call('thread.post', {...}).
 *
 * A call goes over the open WebSocket, else by POST, and carries a key made
 * here; when no answer comes it is sent again with the same key, so that a lost
 * answer never becomes a double post. (Who only reads needs none, and the
 * server takes no notice of it.) What a call returns is a receipt: the rows on
 * screen change by events.
 */

import { CallError, type Envelope, Lost } from './envelope';
import { post } from './post';
import type { Method, Methods } from './rows';
import type { Socket } from './socket';
import { backoff, envelope } from './stream';

/* These give or take the cookie, which only an HTTP answer can do. */
const byPost: ReadonlySet<Method> = new Set<Method>([
	'session.me',
	'session.sign_in',
	'session.open_link',
	'session.sign_out',
	'invitation.accept',
	'member.set_password',
	'event.wait',
]);

/* Changes asked for by people who may be nobody yet: keys belong to members, so
 * these are sent once. (act.comment knows the same words again.) */
const keyless = /^session\.(?!me$|list$)|^invitation\.accept|^notice\.unsubscribe|^act\.do/;

export interface Options {
	key?: string;
	/* How often to send again when no answer comes. */
	retries?: number;
}

export interface Carriers {
	socket(): Socket | null;
	post(request: Envelope): Promise<unknown>;
	/* The server no longer knows who we are. */
	signedOut(): void;
	pause(ms: number): Promise<void>;
}

const carriers: Carriers = {
	socket: () => null,
	post,
	signedOut: () => {},
	pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/* Says where the socket is to be had; tests put their own carriers here. */
export function carryBy(some: Partial<Carriers>) {
	Object.assign(carriers, some);
}

/* 128 bits of chance as 32 characters. */
export function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function call<M extends Method>(
	method: M,
	params: Methods[M]['in'],
	{ key, retries = 3 }: Options = {},
): Promise<Methods[M]['out']> {
	const repeatable = !keyless.test(method);
	const request = envelope(method, params, repeatable ? (key ?? newKey()) : undefined);

	for (let attempt = 0; ; attempt++) {
		try {
			return (await carry(method, request)) as Methods[M]['out'];
		} catch (error) {
			if (error instanceof CallError && error.reason === 'signed_out') carriers.signedOut();
			const again = repeatable && attempt < retries && worthRepeating(error);
			if (!again) throw error instanceof Lost ? new CallError('offline', '') : error;
			await carriers.pause(backoff(attempt));
		}
	}
}

function carry(method: Method, request: Envelope): Promise<unknown> {
	const socket = byPost.has(method) ? null : carriers.socket();
	return socket ? socket.request(request) : carriers.post(request);
}

/* A full disk or too many tries are not over in a second: those have a reason. */
function worthRepeating(error: unknown): boolean {
	if (error instanceof CallError) return error.kind === 'busy' && error.reason === null;
	return error instanceof Lost;
}
