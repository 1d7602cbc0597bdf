// SPDX-License-Identifier: Apache-2.0
/* narrow.ts - is there no margin beside the text in which comments could stand? */
import { signal } from '@preact/signals';

const query = matchMedia('(max-width: 64rem)');

export const narrow = signal(query.matches);

query.addEventListener('change', () => {
	narrow.value = query.matches;
});
