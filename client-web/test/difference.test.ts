// SPDX-License-Identifier: Apache-2.0
/* difference.test.ts - what a suggested edit changes. */
import { describe, expect, test } from 'vitest';
import { difference } from '../src/features/reviews/difference';

const shown = (before: string, after: string) =>
	difference(before, after)
		.map(({ kind, text }) => ({ same: text, gone: `[-${text}-]`, new: `[+${text}+]` })[kind])
		.join('');

describe('a suggested edit', () => {
	test.each([
		['Ask the mother.', 'Ask the mother.', 'Ask the mother.'],
		['Ask the mother.', 'Ask both parents.', 'Ask [-the mother.-][+both parents.+]'],
		['Ask her how she sleeps', 'Ask how she sleeps', 'Ask [-her -]how she sleeps'],
		['One two', 'One and two', 'One [+and +]two'],
		['', 'All new', '[+All new+]'],
		['All gone', '', '[-All gone-]'],
		['a  b', 'a b', 'a b'],
	])('from %j to %j', (before, after, said) => expect(shown(before, after)).toBe(said));

	test('keeps every word of both texts', () => {
		const before = 'the cat sat on the mat and the dog sat on the log';
		const after = 'the dog sat on the mat while a cat lay on the log';
		const pieces = difference(before, after);
		const without = (kind: string) =>
			pieces
				.filter((piece) => piece.kind !== kind)
				.map(({ text }) => text)
				.join('')
				.replace(/\s+/g, ' ')
				.trim();
		expect(without('new')).toBe(before);
		expect(without('gone')).toBe(after);
	});

	test('of very long texts is old above new, at once', () => {
		const long = (word: string) => Array.from({ length: 3000 }, (_, i) => `${word}${i}`).join(' ');
		expect(difference(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['gone', 'new']);
	});
});
