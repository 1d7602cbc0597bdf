// SPDX-License-Identifier: Apache-2.0
/*
 * stream.ts - the events of the server, without gap and without end.
 *
 * One loop: connect, catch up from the last event seen, listen, and when the
 * connection ends wait a jittered while and start again. When the server can
 * be reached but a WebSocket cannot (twice), it goes over to the long poll.
 * The cursor moves only when everything before it has been folded; while it
 * catches up, live events are folded too, because the newest seq wins per row.
 */
import { signal } from '@preact/signals';
import { CallError, type Envelope, Lost } from './envelope';
import { type Listener, poll } from './poll';
import { post } from './post';
import type { Event, Methods } from './rows';
import { type Notification, Socket } from './socket';

export type Link = 'off' | 'connecting' | 'live' | 'polling' | 'lost';

/* How the page hears of changes; 'lost' only after a connection was missed for a while. */
export const link = signal<Link>('off');

export interface Owner extends Listener {
	/* The session is over or another person's: stop and look again. */
	sessionGone(): void;
	/* Connected again after an interruption. */
	back(): void;
}

const QUIET = 120_000; /* nothing heard for so long: ask whether anybody is there */
const PROBE_PATIENCE = 10_000;
const LOST_AFTER = 2_000; /* a blink of the network is not worth a banner */
const WAIT_PATIENCE = 40_000;

let nextId = 1;

export function envelope(method: string, params: object, key?: string): Envelope {
	const request: Envelope = { jsonrpc: '2.0', id: nextId++, method, params };
	if (key) request.key = key;
	return request;
}

/* 0.5 to 1.5 times 0.5, 1, 2 ... 30 s, so that 10,000 clients do not come back at once. */
export function backoff(attempt: number, random = Math.random): number {
	return Math.min(30_000, 500 * 2 ** attempt) * (0.5 + random());
}

export class Stream {
	cursor = 0;
	#socket: Socket | null = null;
	#running = false;
	#failures = 0;
	#attempt = 0;
	#interrupted = false;
	#lostTimer: ReturnType<typeof setTimeout> | undefined;
	#quietTimer: ReturnType<typeof setInterval> | undefined;
	#wake: () => void = () => {};

	constructor(
		readonly member: number,
		private epoch: string,
		private readonly owner: Owner,
		private readonly pollOnly = false,
	) {}

	/* The open socket, for calls; null while there is none. */
	get socket(): Socket | null {
		return this.#socket?.open ? this.#socket : null;
	}

	start(after: number) {
		this.cursor = after;
		this.#running = true;
		link.value = 'connecting';
		addEventListener('online', this.#nudge);
		document.addEventListener('visibilitychange', this.#nudge);
		this.#quietTimer = setInterval(() => this.#listen(), QUIET / 4);
		void this.#run();
	}

	stop() {
		this.#running = false;
		removeEventListener('online', this.#nudge);
		document.removeEventListener('visibilitychange', this.#nudge);
		clearInterval(this.#quietTimer);
		clearTimeout(this.#lostTimer);
		this.#socket?.close();
		this.#wake();
		link.value = 'off';
	}

	async #run() {
		while (this.#running) {
			try {
				if (this.pollOnly || this.#failures >= 2) await this.#poll();
				else await this.#listenTo(this.#connect());
			} catch (error) {
				if (!this.#running) return;
				if (error instanceof CallError && error.kind === 'denied') return this.#gone();
				if (!(error instanceof Lost) && !(error instanceof CallError)) throw error;
			}
			if (!this.#running) return;
			this.#interrupt();
			if (!(await this.#stillMe())) return;
			await this.#pause(backoff(this.#attempt++));
		}
	}

	#connect() {
		const url = new URL('/ws', globalThis.location.href);
		url.protocol = url.protocol.replace('http', 'ws');
		return new Socket(url.href, (note) => this.#notified(note));
	}

	/* One WebSocket from hello to close. Throws when there was no hello. */
	async #listenTo(socket: Socket) {
		this.#socket = socket;
		this.#liveMax = 0;
		this.#catching = true;
		try {
			const hello = await socket.hello;
			if (hello.member !== this.member) return this.#gone();
			this.#failures = 0;
			if (hello.epoch !== this.epoch) {
				this.epoch = hello.epoch;
				this.#resetTo(hello.seq);
			} else if (hello.seq > this.cursor) await this.#catchUp(socket);
		} catch (error) {
			socket.close();
			if (error instanceof Lost && !this.#socketWorked) this.#failures += 1;
			throw error;
		}
		this.#socketWorked = true;
		this.#catching = false;
		this.cursor = Math.max(this.cursor, this.#liveMax);
		this.#connected('live');
		await socket.closed;
	}
	#liveMax = 0;
	#catching = false;
	#socketWorked = false; /* once it has worked, a failure is an outage, not a blocking network */

	async #catchUp(socket: Socket) {
		for (let more = true; more; ) {
			const request = envelope('event.since', { after: this.cursor });
			const page = (await socket.request(request)) as Methods['event.since']['out'];
			if (page.reset) return this.#resetTo(page.seq);
			this.owner.events(page.events, page.seq);
			this.cursor = page.seq;
			more = page.more;
		}
	}

	async #poll() {
		const wait = (params: { after: number }) =>
			post(envelope('event.wait', params), WAIT_PATIENCE) as Promise<Methods['event.wait']['out']>;
		const listener: Listener = {
			events: (events, seq) => {
				this.#connected('polling');
				this.cursor = seq;
				this.owner.events(events, seq);
			},
			reset: (seq) => {
				this.#connected('polling');
				this.#resetTo(seq);
			},
		};
		if (!this.#interrupted) this.#connected('polling');
		await poll(wait, this.cursor, listener, () => this.#running);
	}

	#notified(note: Notification) {
		if (note.method === 'server.leaving') {
			this.#socket?.close();
			return;
		}
		const event = note as unknown as Event;
		const { seq } = event.params;
		if (typeof seq !== 'number') return;
		if (this.#catching) this.#liveMax = Math.max(this.#liveMax, seq);
		else this.cursor = Math.max(this.cursor, seq);
		this.owner.events([event], seq);
	}

	#resetTo(seq: number) {
		this.cursor = seq;
		this.owner.reset(seq);
	}

	/* Is this still the same person's session, and the same history? */
	async #stillMe(): Promise<boolean> {
		try {
			const me = (await post(envelope('session.me', {}))) as Methods['session.me']['out'];
			if (!this.#running) return false;
			if (me.member?.id !== this.member) {
				this.#gone();
				return false;
			}
			if (me.epoch !== this.epoch) {
				this.epoch = me.epoch;
				this.#resetTo(me.seq);
			}
		} catch (error) {
			if (!(error instanceof Lost) && !(error instanceof CallError)) throw error;
			/* The server is away: that says nothing against WebSockets. */
			if (!this.#socketWorked && !this.#polled) this.#failures = 0;
		}
		return this.#running;
	}
	#polled = false;

	#gone() {
		this.stop();
		this.owner.sessionGone();
	}

	#connected(how: 'live' | 'polling') {
		clearTimeout(this.#lostTimer);
		this.#attempt = 0;
		if (how === 'polling') this.#polled = true;
		link.value = how;
		if (!this.#interrupted) return;
		this.#interrupted = false;
		this.owner.back();
	}

	#interrupt() {
		if (this.#interrupted || link.value === 'connecting') return;
		this.#interrupted = true;
		link.value = 'connecting';
		this.#lostTimer = setTimeout(() => {
			if (this.#interrupted) link.value = 'lost';
		}, LOST_AFTER);
	}

	#pause(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, ms);
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}

	/* The network or the person came back: do not wait for a timer. */
	#nudge = () => {
		if (document.visibilityState === 'hidden') return;
		this.#wake();
		this.#listen();
	};

	/* A connection that died in silence shows only when one speaks. */
	#listen() {
		const { socket } = this;
		if (!socket || Date.now() - socket.heardAt < QUIET) return;
		socket.request(envelope('event.since', { after: this.cursor }), PROBE_PATIENCE).catch(() => {});
	}
}
