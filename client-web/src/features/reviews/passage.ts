// SPDX-License-Identifier: Apache-2.0
/*
 * passage.ts - words inside a clause: from the selection, and back on screen.
 *
 * The words of a clause's HTML are exactly its text, so a place is a count of
 * code points from the start of the element. Marks are painted by the browser
 * (CSS.highlights) and never put into the text; a browser without them shows
 * the quoted words in the comment alone.
 */
import type { Clause } from '../../wire/rows';

export interface Passage {
	clause: number;
	start: number;
	end: number;
}

const CONTEXT = 32;

const points = (text: string): number => [...text].length;

/* What is selected, if it lies within one clause. */
export function passageIn(selection: Selection | null): Passage | null {
	if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
	const range = selection.getRangeAt(0).cloneRange();
	const box = boxOf(range.startContainer);
	if (!box) return null;
	if (!box.contains(range.endContainer)) {
		const rest = document.createRange();
		rest.setStartAfter(box);
		rest.setEnd(range.endContainer, range.endOffset);
		if (rest.toString().trim() !== '') return null;
		range.setEnd(box, box.childNodes.length);
	}
	const before = document.createRange();
	before.selectNodeContents(box);
	before.setEnd(range.startContainer, range.startOffset);
	return trimmed(Number(box.dataset.clause), before.toString(), range.toString());
}

/* Blanks at the edges belong to the hand that marked, not to the words. */
export function trimmed(clause: number, before: string, marked: string): Passage | null {
	const words = marked.trim();
	if (words === '') return null;
	const lead = marked.length - marked.trimStart().length;
	const start = points(before) + points(marked.slice(0, lead));
	return { clause, start, end: start + points(words) };
}

function boxOf(node: Node): HTMLElement | null {
	const element = node instanceof Element ? node : node.parentElement;
	return element?.closest<HTMLElement>('[data-clause]') ?? null;
}

/* The words themselves and a little of what stands around them. */
export function quoted(clause: Clause, { start, end }: Pick<Passage, 'start' | 'end'>) {
	const text = [...clause.text];
	return {
		exact: text.slice(start, end).join(''),
		prefix: text.slice(Math.max(0, start - CONTEXT), start).join(''),
		suffix: text.slice(end, end + CONTEXT).join(''),
	};
}

/* How a passage is kept beside the draft of a comment. */
export const written = ({ start, end }: Passage): string => `${start}-${end}`;

export function read(clause: Clause, text: string): Passage | null {
	const said = /^(\d+)-(\d+)$/.exec(text);
	if (!said) return null;
	const start = Number(said[1]);
	const end = Number(said[2]);
	if (end <= start || end > points(clause.text)) return null;
	return { clause: clause.id, start, end };
}

export function rangeOf(
	{ clause, start, end }: Passage,
	within: ParentNode = document,
): Range | null {
	const box = within.querySelector(`[data-clause="${clause}"]`);
	if (!box) return null;
	const range = document.createRange();
	const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
	let passed = 0;
	let begun = false;
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const text = node.nodeValue ?? '';
		const count = points(text);
		if (!begun && start < passed + count) {
			range.setStart(node, unitsOf(text, start - passed));
			begun = true;
		}
		if (begun && end <= passed + count) {
			range.setEnd(node, unitsOf(text, end - passed));
			return range;
		}
		passed += count;
	}
	return null;
}

const unitsOf = (text: string, n: number): number => [...text].slice(0, n).join('').length;

type Mark = 'passage' | 'passage-now';

/* Paints these and nothing else under that name. */
export function paint(name: Mark, passages: readonly Passage[]) {
	if (!('highlights' in CSS)) return;
	const ranges = passages.map((one) => rangeOf(one)).filter((range) => range !== null);
	if (ranges.length === 0) CSS.highlights.delete(name);
	else CSS.highlights.set(name, new Highlight(...ranges));
}

/* Paints these as well, all within one element; what is returned takes them away. */
export function light(name: Mark, passages: readonly Passage[], within: ParentNode | null) {
	if (!('highlights' in CSS) || !within || passages.length === 0) return;
	const ranges = passages.map((one) => rangeOf(one, within)).filter((range) => range !== null);
	const lit = CSS.highlights.get(name) ?? new Highlight();
	for (const range of ranges) lit.add(range);
	CSS.highlights.set(name, lit);
	return () => {
		for (const range of ranges) lit.delete(range);
	};
}
