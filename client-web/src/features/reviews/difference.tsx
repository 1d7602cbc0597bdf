// SPDX-License-Identifier: Apache-2.0
/*
 * difference.tsx - what a suggested edit changes, word by word.
 *
 * Words that stay are plain, those that go are struck out, those that come are
 * underlined: not by colour alone, and as <del> and <ins> for screen readers.
 * Where so much is different that nobody would read it, old stands above new.
 */
const MOST = 160_000; /* pairs of words to compare */

export interface Piece {
	kind: 'same' | 'gone' | 'new';
	text: string;
}

/* Words with the blanks behind them, so that joined they are the text again. */
const wordsOf = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? [];

const alike = (a: string | undefined, b: string | undefined) => a?.trimEnd() === b?.trimEnd();

/* Lengths of the longest common runs of what is left, from each pair on. */
function lengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
	const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
	for (let i = a.length - 1; i >= 0; i--) {
		const row = rows[i] as Uint16Array;
		const below = rows[i + 1] as Uint16Array;
		for (let j = b.length - 1; j >= 0; j--)
			row[j] = alike(a[i], b[j])
				? (below[j + 1] ?? 0) + 1
				: Math.max(below[j] ?? 0, row[j + 1] ?? 0);
	}
	return rows;
}

export function difference(before: string, after: string): Piece[] {
	const a = wordsOf(before);
	const b = wordsOf(after);
	const pieces: Piece[] = [];
	const put = (kind: Piece['kind'], text: string | undefined) => {
		const last = pieces.at(-1);
		if (!text) return;
		if (last?.kind === kind) last.text += text;
		else pieces.push({ kind, text });
	};
	if (a.length * b.length > MOST) {
		put('gone', before);
		put('new', after);
		return pieces;
	}
	const common = lengths(a, b);
	let i = 0;
	let j = 0;
	while (i < a.length || j < b.length) {
		if (i < a.length && j < b.length && alike(a[i], b[j])) {
			put('same', b[j++]);
			i++;
		} else if (
			j === b.length ||
			(i < a.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))
		)
			put('gone', a[i++]);
		else put('new', b[j++]);
	}
	return pieces;
}

export function Difference({ before, after }: { before: string; after: string }) {
	return (
		<p class="difference">
			{difference(before, after).map(({ kind, text }, i) =>
				kind === 'same' ? (
					text
				) : kind === 'gone' ? (
					<del key={i}>{text}</del>
				) : (
					<ins key={i}>{text}</ins>
				),
			)}
		</p>
	);
}
