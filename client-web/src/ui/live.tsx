// SPDX-License-Identifier: Apache-2.0
/*
 * live.tsx - says changes to screen readers, politely, in one place; and to eyes
 * as well what has become of something that one did oneself.
 *
 * The region stands in the page from the start: one that appears together with
 * its text is often not read. Several messages within a moment are joined, so
 * that a busy thread is not read as a stutter; it is emptied afterwards, because
 * the same words twice are not a change.
 */
import { signal } from '@preact/signals';

const said = signal('');
const shown = signal(false);
let waiting: string[] = [];
let emptying: ReturnType<typeof setTimeout> | undefined;

/* It is done, or why it is not: shown for as long as it takes to read. */
export function tell(text: string) {
	shown.value = true;
	announce(text);
}

export function announce(text: string) {
	waiting.push(text);
	if (waiting.length > 1) return;
	setTimeout(() => {
		said.value = waiting.join(' ');
		waiting = [];
		clearTimeout(emptying);
		emptying = setTimeout(
			() => {
				said.value = '';
				shown.value = false;
			},
			Math.max(5000, 80 * said.value.length),
		);
	}, 400);
}

export function Live() {
	return (
		<div class={said.value && shown.value ? 'bar said' : 'hidden'} role="status" aria-live="polite">
			{said.value}
		</div>
	);
}
