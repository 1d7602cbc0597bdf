// SPDX-License-Identifier: Apache-2.0
/*
 * matrix_window.ts - of two thousand rows only those on screen are drawn.
 *
 * All rows are equally high, which the sheet sees to; the page itself scrolls,
 * so that phones and the browser's own search for a place behave as ever.
 */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';

const BEYOND = 8; /* rows above and below the screen */

export interface Window {
	first: number;
	/* One behind the last. */
	end: number;
	height: number;
}

export function useWindow(count: number) {
	const body = useRef<HTMLTableSectionElement>(null);
	const shown = useSignal<Window>({ first: 0, end: Math.min(count, 30), height: 80 });

	useLayoutEffect(() => {
		let due = 0;
		const look = () => {
			due = 0;
			const box = body.current;
			const row = box?.querySelector<HTMLElement>('tr.matrix-row');
			if (!box) return;
			const height = row?.getBoundingClientRect().height || 80;
			const above = -box.getBoundingClientRect().top;
			const first = Math.max(0, Math.min(count, Math.floor(above / height) - BEYOND));
			const end = Math.max(
				first,
				Math.min(count, Math.ceil((above + innerHeight) / height) + BEYOND),
			);
			const was = shown.peek();
			if (first !== was.first || end !== was.end || height !== was.height)
				shown.value = { first, end, height };
		};
		const moved = () => {
			due ||= requestAnimationFrame(look);
		};
		look();
		addEventListener('scroll', moved, { passive: true });
		addEventListener('resize', moved);
		return () => {
			removeEventListener('scroll', moved);
			removeEventListener('resize', moved);
			cancelAnimationFrame(due);
		};
	}, [count]);

	/* Brings a row onto the screen. */
	const show = (index: number) => {
		const box = body.current;
		if (!box) return;
		const { height } = shown.peek();
		const top = box.getBoundingClientRect().top + index * height;
		const roof = 60; /* below what sticks to the upper edge */
		if (top < roof) scrollBy({ top: top - roof });
		else if (top + height > innerHeight - 80) scrollBy({ top: top + height - innerHeight + 80 });
	};
	/* The same; then it is drawn and takes the focus, unless a quick person is
	 * in the panel by then. */
	const reveal = (index: number, id: number) => {
		show(index);
		const take = () => {
			const at = document.activeElement;
			if (at === document.body || body.current?.contains(at))
				document.getElementById(`line-${id}`)?.focus({ preventScroll: true });
		};
		requestAnimationFrame(() => requestAnimationFrame(take));
	};
	return { body, shown: shown.value, show, reveal };
}
