// SPDX-License-Identifier: Apache-2.0
/*
 * too_long.ts - what the server would refuse for its length, said before it is
 * sent: a paste can be larger than anybody meant.
 */
import type { Problems, Text } from '../../ui/form';
import { reviews } from '../../words/en/reviews';

/* Code points; as server/domain/reviews/reviews.h has them. */
export const WORDS_MAX = 20_000;
export const REASON_MAX = 4_000;

export function tooLong(fields: Record<string, Text>, most: number): Problems {
	const problems: Problems = {};
	for (const [name, text] of Object.entries(fields)) {
		const count = [...(text?.value ?? '')].length;
		if (count > most) problems[name] = reviews.tooLong(count, most);
	}
	return problems;
}
