// SPDX-License-Identifier: Apache-2.0
/*
 * reading.ts - notes which paragraphs were on the screen for a few seconds.
 *
 * It is told to the server now and then, and when the page is left; a note that
 * does not arrive is no harm. What a hidden tab shows nobody reads.
 */
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { call } from '../../wire/calls';
import { clauseOf } from './near';
import { haveRead } from './news';

const LOOK_MS = 3000;
const TELL_MS = 10_000;
const AT_ONCE = 500;

const told = new Set<number>();
/* On the screen, since when. */
const since = new Map<Element, number>();
const seen = new Set<number>();

function look() {
	if (document.visibilityState !== 'visible') return since.clear();
	const now = Date.now();
	const looked = [...since]
		.filter(([element, at]) => now - at >= LOOK_MS && !told.has(clauseOf(element)))
		.map(([element]) => clauseOf(element));
	const more = looked.filter((id) => !seen.has(id));
	for (const id of more) seen.add(id);
	if (more.length > 0) haveRead(more);
}

const observer = new IntersectionObserver(
	(entries) => {
		look();
		for (const { target, isIntersecting } of entries)
			if (isIntersecting) since.set(target, since.get(target) ?? Date.now());
			else since.delete(target);
	},
	{ threshold: 0.5 },
);

/* The clauses of this leaf are looked at, while it is near the screen. */
export function useLooked(leaf: RefObject<HTMLElement | null>, near: boolean) {
	useEffect(() => {
		if (!near) return;
		const clauses = [...(leaf.current?.querySelectorAll('.clause') ?? [])];
		for (const clause of clauses) observer.observe(clause);
		return () => {
			look();
			for (const clause of clauses) {
				observer.unobserve(clause);
				since.delete(clause);
			}
		};
	}, [near]);
}

/* Tells which clauses of this draft were read. */
export function useReading(draft: number) {
	useEffect(() => {
		const tell = () => {
			look();
			const ids = [...seen].slice(0, AT_ONCE);
			if (ids.length === 0) return;
			for (const id of ids) {
				seen.delete(id);
				told.add(id);
			}
			call('coverage.mark', { document: draft, clauses: ids }).catch(() => {
				for (const id of ids) told.delete(id);
			});
		};
		const timer = setInterval(tell, TELL_MS);
		return () => {
			clearInterval(timer);
			tell();
			seen.clear();
		};
	}, [draft]);
}
