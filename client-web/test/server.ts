// SPDX-License-Identifier: Apache-2.0
/*
 * server.ts - a counterpart for the tests of wire and store: an event log, a
 * WebSocket and a fetch, both of which can be cut, blocked and answered by
 * hand. It keeps the rules of the wire (hello first, events after it, keys
 * remembered), so that a client that passes here speaks the contract.
 */
import { vi } from 'vitest';
import type { Answer, Envelope } from '../src/wire/envelope';
import type { Event } from '../src/wire/rows';

type Act = (params: Record<string, unknown>) => unknown;

export class Refusal extends Error {
	constructor(
		readonly kind: string,
		message: string,
		readonly extra: object = {},
	) {
		super(message);
	}
}

export class Server {
	epoch = 'e1';
	seq = 0;
	member: number | null = 7;
	log: Event[] = [];
	/* Whole network cut; only WebSockets refused; answers swallowed after acting. */
	away = false;
	blocksSockets = false;
	swallow = 0;
	oldest = 0; /* events up to this one are forgotten */
	sockets: FakeSocket[] = [];
	requests: Envelope[] = [];
	methods: Record<string, Act> = {};
	#answers = new Map<string, { content: string; result: unknown }>();
	#parked: (() => void)[] = [];

	install() {
		const server = this;
		vi.stubGlobal('location', new URL('http://soundings.test/'));
		vi.stubGlobal(
			'WebSocket',
			class extends FakeSocket {
				constructor(url: string, protocol: string) {
					super(url, protocol, server);
				}
			},
		);
		vi.stubGlobal('fetch', (path: string, init: RequestInit) => this.#fetch(path, init));
	}

	emit(method: string, row: object, at = 0): Event {
		const event = {
			jsonrpc: '2.0',
			method,
			params: { seq: ++this.seq, at, community: 1, row },
		} as Event;
		this.log.push(event);
		for (const socket of this.sockets) if (socket.greeted) socket.say(event);
		for (const wake of this.#parked.splice(0)) wake();
		return event;
	}

	cut() {
		this.away = true;
		for (const socket of [...this.sockets]) socket.die();
		for (const wake of this.#parked.splice(0)) wake();
	}

	answer(request: Envelope): Answer {
		this.requests.push(request);
		try {
			return { id: request.id, result: this.#once(request) };
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const data = { kind: error.kind, ...error.extra } as never;
			return { id: request.id, error: { code: -32001, message: error.message, data } };
		}
	}

	#once({ key, method, params }: Envelope): unknown {
		const content = JSON.stringify([method, params]);
		const known = key ? this.#answers.get(key) : undefined;
		if (known && known.content !== content)
			throw new Refusal('conflict', 'the key is used', { reason: 'key_reused' });
		if (known) return known.result;
		const result = this.#act(method, params as Record<string, unknown>);
		if (key) this.#answers.set(key, { content, result });
		return result;
	}

	#act(method: string, params: Record<string, unknown>): unknown {
		const own = this.methods[method];
		if (own) return own(params);
		if (method === 'session.me') {
			const member = this.member === null ? null : { id: this.member, display_name: 'Me' };
			return { seq: this.seq, epoch: this.epoch, member, memberships: [], communities: [] };
		}
		if (method === 'event.since') return this.since(params.after as number, 2);
		throw new Refusal('not_found', `no method ${method}`);
	}

	since(after: number, count: number) {
		if (after < this.oldest) return { seq: this.seq, events: [], more: false, reset: true };
		const events = this.log.filter((event) => event.params.seq > after).slice(0, count);
		const seq = events.at(-1)?.params.seq ?? this.seq;
		return { seq, events, more: seq < this.seq, reset: false };
	}

	async #fetch(path: string, init: RequestInit): Promise<Response> {
		if (this.away) throw new TypeError('network');
		if (path !== '/rpc') throw new TypeError(`unexpected ${path}`);
		const request = JSON.parse(init.body as string) as Envelope;
		if (request.method === 'event.wait') return this.#wait(request);
		const answer = this.answer(request);
		if (this.swallow > 0) {
			this.swallow -= 1;
			throw new TypeError('cut before the answer');
		}
		return Response.json(answer);
	}

	async #wait(request: Envelope): Promise<Response> {
		this.requests.push(request);
		const { after } = request.params as { after: number };
		if (this.seq <= after) await new Promise<void>((resolve) => this.#parked.push(resolve));
		if (this.away) throw new TypeError('network');
		const { seq, events, reset } = this.since(after, 100);
		return Response.json({ id: request.id, result: { seq, events, reset } });
	}
}

class FakeSocket {
	onmessage: ((event: { data: string }) => void) | null = null;
	onclose: (() => void) | null = null;
	greeted = false;
	#dead = false;

	constructor(
		readonly url: string,
		readonly protocol: string,
		private readonly server: Server,
	) {
		queueMicrotask(() => {
			if (server.away || server.blocksSockets || server.member === null) this.die();
			else {
				server.sockets.push(this);
				this.greeted = true;
				const { seq, member, epoch } = server;
				this.say({ method: 'server.hello', params: { seq, member, epoch } });
			}
		});
	}

	say(message: object) {
		if (!this.#dead) this.onmessage?.({ data: JSON.stringify({ jsonrpc: '2.0', ...message }) });
	}

	send(text: string) {
		const answer = this.server.answer(JSON.parse(text));
		if (this.server.swallow > 0) {
			this.server.swallow -= 1;
			this.die();
		} else queueMicrotask(() => this.say(answer));
	}

	close() {
		queueMicrotask(() => this.die());
	}

	die() {
		if (this.#dead) return;
		this.#dead = true;
		this.server.sockets = this.server.sockets.filter((socket) => socket !== this);
		this.onclose?.();
	}
}
