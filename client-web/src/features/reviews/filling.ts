// SPDX-License-Identifier: Apache-2.0
/*
 * filling.ts - the words of a long draft come into the page little by little.
 *
 * The first screens are there at once; the rest follows while the reader reads
 * them. A leaf that is not filled yet has its height, so that nothing moves,
 * and is filled when somebody comes near it.
 */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { place } from '../../router';

const FIRST = 3;
const MORE = 5; /* a picture: so many that a key is answered in between */

/* How many leaves are filled, from the first on. A link into the text needs all. */
export function useFilling(leaves: number): Signal<number> {
	const filled = useSignal(place.peek().hash ? leaves : FIRST);
	useEffect(() => {
		let frame = 0;
		const more = () => {
			if (filled.peek() >= leaves) return;
			filled.value += MORE;
			frame = requestAnimationFrame(more);
		};
		frame = requestAnimationFrame(more);
		return () => cancelAnimationFrame(frame);
	}, [leaves]);
	return filled;
}
