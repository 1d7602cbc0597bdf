// SPDX-License-Identifier: Apache-2.0
/*
 * live.tsx - says changes to screen readers, politely, in one place.
 *
 * The region stands in the page from the start: one that appears together with
 * its text is often not read. Several messages within a moment are joined, so
 * that a busy thread is not read as a stutter; it is emptied afterwards, because
 * the same words twice are not a change.
 */
import { signal } from '@preact/signals';

const said = signal('');
let waiting: string[] = [];
let emptying: ReturnType<typeof setTimeout> | undefined;

export function announce(text: string) {
	waiting.push(text);
	if (waiting.length > 1) return;
	setTimeout(() => {
		said.value = waiting.join(' ');
		waiting = [];
		clearTimeout(emptying);
		emptying = setTimeout(() => {
			said.value = '';
		}, 5000);
	}, 400);
}

export function Live() {
	return (
		<div class="hidden" role="status" aria-live="polite">
			{said.value}
		</div>
	);
}
