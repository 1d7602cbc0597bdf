// SPDX-License-Identifier: Apache-2.0
/*
 * margin.ts - comments beside their clause, without tearing the text apart.
 *
 * Where there is a margin, comments stand in it and take no room in the text,
 * so that a comment that comes in moves no line under a reader's eyes. Who has
 * much to say reaches down beside the next clauses; comments on those begin
 * below. How far down is all that is computed here; reader.css does the rest.
 */
import type { ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { narrow } from './narrow';

const GAP = 8;

export function useMargin(
	comments: ReadonlySignal<ReadonlyMap<number, readonly number[]>>,
	open: boolean,
) {
	const said = comments.value;
	const none = narrow.value;
	useEffect(() => {
		const text = document.querySelector<HTMLElement>('.reader-text');
		if (!text || none) return;
		const sides = [...text.querySelectorAll<HTMLElement>('.clause-side:has(.remarks)')];
		const observer = new ResizeObserver(() => settle(text, sides));
		for (const element of [text, ...sides]) observer.observe(element);
		return () => observer.disconnect();
	}, [said, open, none]);
}

/* First all is measured, then all is set: nothing set here moves a clause. */
function settle(text: HTMLElement, sides: HTMLElement[]) {
	let free = 0;
	const downs = sides.map((side) => {
		const { top } = (side.parentElement as HTMLElement).getBoundingClientRect();
		const down = Math.max(0, free - top - scrollY);
		free = top + scrollY + down + side.offsetHeight + GAP;
		return down;
	});
	const last = [...text.querySelectorAll('.clause')].at(-1);
	const end = (last?.getBoundingClientRect().bottom ?? 0) + scrollY;
	for (const [i, side] of sides.entries()) side.style.setProperty('--down', `${downs[i]}px`);
	text.style.setProperty('--below', `${Math.max(0, free - end)}px`);
}
