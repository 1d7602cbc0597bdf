// SPDX-License-Identifier: Apache-2.0
/*
 * poll.ts - the same events for networks that block WebSockets.
 *
 * One parked POST at a time; the server answers when something comes or after
 * 25 seconds. It ends by throwing: Lost when the server cannot be reached, a
 * CallError when it refuses (the session is over).
 */
import type { Event, Methods } from './rows';

type Wait = (params: { after: number }) => Promise<Methods['event.wait']['out']>;

export interface Listener {
	/* These happened, in order, up to and including `seq`. */
	events(events: Event[], seq: number): void;
	/* Too much happened to be told: forget everything, go on after `seq`. */
	reset(seq: number): void;
}

export async function poll(
	wait: Wait,
	after: number,
	listener: Listener,
	running: () => boolean,
): Promise<void> {
	let cursor = after;
	while (running()) {
		const { seq, events, reset } = await wait({ after: cursor });
		if (!running()) return;
		cursor = seq;
		if (reset) listener.reset(seq);
		else listener.events(events, seq);
	}
}
