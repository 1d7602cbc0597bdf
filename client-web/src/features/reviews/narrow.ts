// SPDX-License-Identifier: Apache-2.0
/* narrow.ts - is there no room for comments beside or between the text? */
import { signal } from '@preact/signals';

const query = matchMedia('(max-width: 44rem)');

export const narrow = signal(query.matches);

query.addEventListener('change', () => {
	narrow.value = query.matches;
});
