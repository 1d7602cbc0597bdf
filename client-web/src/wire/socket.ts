// SPDX-License-Identifier: Apache-2.0
/*
 * socket.ts - one WebSocket from opening to closing.
 *
 * It knows requests, answers and notifications, not what they mean; it never
 * reconnects (stream.ts does). A request that gets no answer in time closes
 * the socket: a half-dead connection looks exactly like a slow server.
 */
import { type Answer, type Envelope, Lost, opened } from './envelope';

const PATIENCE = 30_000;
const HELLO_PATIENCE = 10_000;

export interface Hello {
	seq: number;
	member: number;
	epoch: string;
}

export interface Notification {
	method: string;
	params: Record<string, unknown>;
}

interface Waiting {
	resolve(result: unknown): void;
	reject(error: unknown): void;
	timer: ReturnType<typeof setTimeout>;
}

export class Socket {
	readonly hello: Promise<Hello>;
	readonly closed: Promise<void>;
	heardAt = Date.now();
	#ws: WebSocket;
	#waiting = new Map<number, Waiting>();
	#open = false;
	#helloTimer: ReturnType<typeof setTimeout>;
	#greeted!: (hello: Hello) => void;
	#failed!: (error: Lost) => void;
	#ended!: () => void;

	constructor(
		url: string,
		private readonly notified: (note: Notification) => void,
	) {
		this.hello = new Promise((resolve, reject) => {
			this.#greeted = resolve;
			this.#failed = reject;
		});
		this.hello.catch(() => {}); /* somebody may only be interested in `closed` */
		this.closed = new Promise((resolve) => {
			this.#ended = resolve;
		});
		this.#helloTimer = setTimeout(() => this.close(), HELLO_PATIENCE);
		this.#ws = new WebSocket(url, 'soundings.1');
		this.#ws.onmessage = ({ data }) => this.#heard(JSON.parse(data));
		this.#ws.onclose = () => this.#end();
	}

	get open() {
		return this.#open;
	}

	request(envelope: Envelope, timeout = PATIENCE): Promise<unknown> {
		return new Promise((resolve, reject) => {
			if (!this.#open) {
				reject(new Lost('not open'));
				return;
			}
			const timer = setTimeout(() => this.close(), timeout);
			this.#waiting.set(envelope.id, { resolve, reject, timer });
			this.#ws.send(JSON.stringify(envelope));
		});
	}

	/* The requests under way are Lost at once, not when the peer agrees. */
	close() {
		this.#ws.close();
		this.#end();
	}

	#heard(message: Answer & Notification) {
		this.heardAt = Date.now();
		if (typeof message.id === 'number') this.#answered(message.id, message);
		else if (message.method === 'server.hello') {
			clearTimeout(this.#helloTimer);
			this.#open = true;
			this.#greeted(message.params as unknown as Hello);
		} else if (message.method && this.#open) this.notified(message);
	}

	#end() {
		clearTimeout(this.#helloTimer);
		this.#open = false;
		this.#failed(new Lost('closed before hello'));
		for (const id of [...this.#waiting.keys()]) this.#gone(id);
		this.#ended();
	}

	#answered(id: number, answer: Answer) {
		const waiting = this.#waiting.get(id);
		if (!waiting) return;
		this.#waiting.delete(id);
		clearTimeout(waiting.timer);
		try {
			waiting.resolve(opened(answer));
		} catch (error) {
			waiting.reject(error);
		}
	}

	#gone(id: number) {
		const waiting = this.#waiting.get(id);
		if (!waiting) return;
		this.#waiting.delete(id);
		clearTimeout(waiting.timer);
		waiting.reject(new Lost('connection closed'));
	}
}
