// SPDX-License-Identifier: Apache-2.0
/*
 * leaf.tsx - a stretch of clauses, the unit in which a long draft is laid out.
 *
 * Far from the screen the browser passes it over (reviews.css) and takes the
 * height that is said here; it need not be right, only near enough for the
 * scroll bar.
 */
import { type ReadonlySignal, useComputed } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Clause } from '../../wire/rows';
import { ClauseView, type Reader } from './clause';
import { useNear } from './near';
import { useLooked } from './reading';

const CLAUSES = 10;
const LINE = 66; /* characters of a line of text */

export function leavesOf(clauses: readonly Clause[]): Clause[][] {
	const leaves: Clause[][] = [];
	for (let i = 0; i < clauses.length; i += CLAUSES) leaves.push(clauses.slice(i, i + CLAUSES));
	return leaves;
}

/* In lines; what stands between clauses is half a line, a heading three. */
const heightOf = (clauses: readonly Clause[]): number =>
	clauses.reduce(
		(sum, { kind, text }) =>
			sum + (kind === 'heading' ? 3 : 0.5 + Math.max(1, Math.ceil(text.length / LINE))),
		0,
	);

interface LeafProps {
	clauses: readonly Clause[];
	reader: Reader;
	/* Which leaf it is, and how many are filled. */
	index: number;
	filled: ReadonlySignal<number>;
}

export function Leaf({ clauses, reader, index, filled }: LeafProps) {
	const box = useRef<HTMLDivElement>(null);
	const near = useNear(box);
	const sought = clauses.some(({ id }) => id === reader.soughtIn.value);
	const drawn = near.is.value || sought;
	const turn = useComputed(() => index < filled.value).value;
	const there = useRef(false);
	there.current ||= turn || drawn;
	useLooked(box, drawn);
	useLayoutEffect(
		() => box.current?.style.setProperty('--lines', `${heightOf(clauses)}`),
		[clauses],
	);
	return (
		<div class={drawn ? 'leaf near' : 'leaf'} ref={box}>
			{there.current &&
				clauses.map((clause) => (
					<ClauseView key={clause.id} clause={clause} reader={reader} near={near} drawn={drawn} />
				))}
		</div>
	);
}
