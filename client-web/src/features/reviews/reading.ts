// SPDX-License-Identifier: Apache-2.0
/*
 * reading.ts - notes which paragraphs were on the screen for a few seconds.
 *
 * It is told to the server now and then, and when the page is left; a note that
 * does not arrive is no harm. What a hidden tab shows nobody reads.
 */
import { useEffect } from 'preact/hooks';
import { call } from '../../wire/calls';
import type { Clause } from '../../wire/rows';

const LOOK_MS = 3000;
const TELL_MS = 10_000;
const AT_ONCE = 500;

const told = new Set<number>();

export function useReading(document: number, clauses: readonly Clause[]) {
	useEffect(() => {
		const since = new Map<Element, number>();
		const seen = new Set<number>();
		const look = () => {
			if (window.document.visibilityState !== 'visible') return since.clear();
			const now = Date.now();
			for (const [element, at] of since) {
				const id = Number(element.id.slice('clause-'.length));
				if (now - at >= LOOK_MS && !told.has(id)) seen.add(id);
			}
		};
		const tell = () => {
			look();
			const ids = [...seen].slice(0, AT_ONCE);
			if (ids.length === 0) return;
			for (const id of ids) {
				seen.delete(id);
				told.add(id);
			}
			call('coverage.mark', { document, clauses: ids }).catch(() => {
				for (const id of ids) told.delete(id);
			});
		};
		const observer = new IntersectionObserver(
			(entries) => {
				look();
				for (const { target, isIntersecting } of entries)
					if (isIntersecting) since.set(target, since.get(target) ?? Date.now());
					else since.delete(target);
			},
			{ threshold: 0.5 },
		);
		for (const clause of clauses) {
			const element = window.document.getElementById(`clause-${clause.id}`);
			if (element) observer.observe(element);
		}
		const timer = setInterval(tell, TELL_MS);
		return () => {
			clearInterval(timer);
			observer.disconnect();
			tell();
		};
	}, [document, clauses]);
}
