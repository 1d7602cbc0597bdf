// SPDX-License-Identifier: Apache-2.0
/* moved.ts - what moved about a signal since a cycle was closed, in words. */
import type { Methods, Signal } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';

const t = horizon.watch;

export type Stood = Methods['signal.watch']['out']['stood'][number];

const soon = ['now', '1-3', '3-10'];
const sure = ['guess', 'likely', 'certain'];

/* Below zero: it went down the list of steps; 0: it did not, or nobody knows. */
function shift(steps: string[], then: string, now: string): number {
	const from = steps.indexOf(then);
	const to = steps.indexOf(now);
	return from < 0 || to < 0 ? 0 : to - from;
}

/* Then undefined: it was not there yet. */
export function movedSince(then: Stood | undefined, now: Signal): string[] {
	const said: string[] = [];
	const watched = then?.state === 'watch';
	if (now.state === 'watch' && !watched) said.push(t.isNew);
	if (now.state !== 'watch' && watched) said.push(t.left);
	if (!then) return said;
	const nearer = shift(soon, then.horizon, now.horizon);
	const surer = shift(sure, then.sure, now.sure);
	if (nearer !== 0) said.push(nearer < 0 ? t.nearer : t.farther);
	if (surer !== 0) said.push(surer > 0 ? t.surer : t.lessSure);
	if (then.note !== now.note) said.push(t.reworded);
	return said;
}
