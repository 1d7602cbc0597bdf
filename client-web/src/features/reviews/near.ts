// SPDX-License-Identifier: Apache-2.0
/*
 * near.ts - which leaves of a draft are on the screen, or two screens away.
 *
 * A leaf is a stretch of clauses (leaf.tsx). Of a long draft all words are in
 * the page, so that the browser finds them; it lays out, and we draw comments
 * for, the leaves that are near. Comments stand in the margin and
 * take no room in the text: drawing them later moves no line. A stack of them
 * that reaches far down keeps its leaf near; so does somebody who writes there.
 */
import { batch, type ReadonlySignal, type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';

interface Watched {
	leaf: HTMLElement;
	/* Of the leaf and its stacks, what is in sight. */
	seen: Set<Element>;
	near: Signal<boolean>;
}

const watched = new WeakMap<Element, Watched>();

const inUse = (leaf: HTMLElement): boolean =>
	leaf.querySelector('.clause form, .clause :focus') !== null;

const observer = new IntersectionObserver(
	(entries) =>
		batch(() => {
			for (const { target, isIntersecting } of entries) {
				const one = watched.get(target);
				if (!one) continue;
				if (isIntersecting) one.seen.add(target);
				else one.seen.delete(target);
				one.near.value = one.seen.size > 0 || (one.near.peek() && inUse(one.leaf));
			}
		}),
	{ rootMargin: '200% 0px' },
);

function watch(element: Element, one: Watched): () => void {
	watched.set(element, one);
	observer.observe(element);
	return () => {
		observer.unobserve(element);
		one.seen.delete(element);
	};
}

export interface Near {
	is: ReadonlySignal<boolean>;
	/* This stands beside it and counts too, until the returned is called. */
	also(stack: HTMLElement): () => void;
}

export function useNear(leaf: RefObject<HTMLElement | null>): Near {
	const near = useSignal(false);
	const all = useMemo(() => new Set<Element>(), []);
	const one = () => ({ leaf: leaf.current as HTMLElement, seen: all, near });
	useEffect(() => watch(leaf.current as HTMLElement, one()), []);
	return useMemo(() => ({ is: near, also: (stack) => watch(stack, one()) }), []);
}

/* The first clause that reaches below this height of the screen. Leaves are
 * asked first: of one that is not laid out the browser knows only the outside. */
export function clauseAt(height: number): HTMLElement | undefined {
	const below = (element: Element) => element.getBoundingClientRect().bottom > height;
	const leaf = [...document.querySelectorAll('.leaf')].find(below);
	return [...(leaf?.querySelectorAll<HTMLElement>('.clause') ?? [])].find(below);
}

export const clauseOf = (box: Element): number => Number(box.id.slice('clause-'.length));

const FRAMES = 10;

/* Onto the screen, also while what is around it is still being laid out. */
export function bring(element: HTMLElement, frames = FRAMES) {
	element.scrollIntoView({ block: 'nearest' });
	if (frames > 0) requestAnimationFrame(() => bring(element, frames - 1));
}
