// SPDX-License-Identifier: Apache-2.0
/*
 * margin.ts - comments beside their clause, without tearing the text apart.
 *
 * Where there is a margin, comments stand in it and take no room in the text,
 * so that a comment that comes in moves no line under a reader's eyes. Who has
 * much to say reaches down beside the next clauses; comments on those begin
 * below. How far down is all that is computed here, of the stacks that are
 * drawn; reader.css does the rest.
 */
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Near } from './near';

const GAP = 8;

const stacks = new Set<HTMLElement>();
const frame = { due: 0 };

const later = () => {
	frame.due ||= requestAnimationFrame(settle);
};
const sizes = new ResizeObserver(later);

/* This stack of comments has its place in the margin while it is drawn. */
export function useStack(stack: RefObject<HTMLElement | null>, drawn: boolean, near: Near) {
	useEffect(() => {
		const element = stack.current;
		if (!drawn || !element) return;
		const leave = near.also(element);
		stacks.add(element);
		sizes.observe(element);
		return () => {
			leave();
			stacks.delete(element);
			sizes.unobserve(element);
			element.style.removeProperty('--down');
			later();
		};
	}, [drawn]);
}

/* When the text itself grows, stacks move with their clauses. */
export function useMargin(text: RefObject<HTMLElement | null>) {
	useEffect(() => {
		const element = text.current;
		if (!element) return;
		sizes.observe(element);
		return () => sizes.unobserve(element);
	}, []);
}

const inOrder = (a: HTMLElement, b: HTMLElement): number =>
	a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;

/* First all is measured, then all is set: nothing set here moves a clause. */
function settle() {
	frame.due = 0;
	let free = 0;
	const sides = [...stacks].sort(inOrder);
	const downs = sides.map((side) => {
		const { top } = (side.parentElement as HTMLElement).getBoundingClientRect();
		const down = Math.max(0, free - top - scrollY);
		free = top + scrollY + down + side.offsetHeight + GAP;
		return down;
	});
	const text = document.querySelector<HTMLElement>('.reader-text');
	const last = [...(text?.querySelectorAll('.leaf') ?? [])].at(-1);
	const end = (last?.getBoundingClientRect().bottom ?? 0) + scrollY;
	for (const [i, side] of sides.entries()) side.style.setProperty('--down', `${downs[i]}px`);
	text?.style.setProperty('--below', `${Math.max(0, free - end)}px`);
}
