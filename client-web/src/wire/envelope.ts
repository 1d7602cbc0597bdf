// SPDX-License-Identifier: Apache-2.0
/*
 * envelope.ts - JSON-RPC as it travels, and what can go wrong with it.
 *
 * Two kinds of failure are kept apart everywhere above: a CallError is the
 * server's answer and final; Lost means that no answer came, so that the same
 * request with the same key may be sent again.
 */
export interface Envelope {
	jsonrpc: '2.0';
	id: number;
	method: string;
	params: object;
	key?: string;
}

export type Kind =
	| 'invalid'
	| 'denied'
	| 'not_found'
	| 'conflict'
	| 'busy'
	| 'broken'
	| 'offline'; /* made here: no answer came in time */

export class CallError extends Error {
	constructor(
		readonly kind: Kind,
		message: string,
		readonly field: string | null = null,
		readonly reason: string | null = null,
	) {
		super(message);
		this.name = 'CallError';
	}
}

/* No answer came: the request may or may not have been carried out. */
export class Lost extends Error {
	constructor(why: string) {
		super(why);
		this.name = 'Lost';
	}
}

export interface Answer {
	id?: number | null;
	result?: unknown;
	error?: {
		code: number;
		message: string;
		data?: { kind?: Kind; field?: string; reason?: string };
	};
}

/* The result of an answer, or the server's refusal as a CallError. */
export function opened(answer: Answer): unknown {
	const { error } = answer;
	if (!error) return answer.result;
	const { kind = 'broken', field = null, reason = null } = error.data ?? {};
	throw new CallError(kind, error.message, field, reason);
}
