// SPDX-License-Identifier: Apache-2.0
/*
 * markup.ts - what the editor's buttons do to a text, as pure functions.
 *
 * Each takes the text and the selection and gives back both. Pressing a button
 * twice undoes it.
 */
export interface Selected {
	text: string;
	start: number;
	end: number;
}

/* **bold**, *italic*: marks around the selection. */
export function wrap({ text, start, end }: Selected, mark: string): Selected {
	const n = mark.length;
	const inside = text.slice(start, end);
	if (text.slice(start - n, start) === mark && text.slice(end, end + n) === mark)
		return {
			text: text.slice(0, start - n) + inside + text.slice(end + n),
			start: start - n,
			end: end - n,
		};
	return {
		text: text.slice(0, start) + mark + inside + mark + text.slice(end),
		start: start + n,
		end: end + n,
	};
}

/* Lists and quotes: something before every line that the selection touches. */
export function prefix(
	{ text, start, end }: Selected,
	before: string | ((line: number) => string),
): Selected {
	const from = text.lastIndexOf('\n', start - 1) + 1;
	const next = text.indexOf('\n', end);
	const to = next < 0 ? text.length : next;
	const lines = text.slice(from, to).split('\n');
	const mark = (i: number) => (typeof before === 'string' ? before : before(i));
	const marked = lines.every((line, i) => line.startsWith(mark(i)));
	const changed = lines
		.map((line, i) => (marked ? line.slice(mark(i).length) : mark(i) + line))
		.join('\n');
	const grown = changed.length - (to - from);
	const first = marked ? -mark(0).length : mark(0).length;
	return {
		text: text.slice(0, from) + changed + text.slice(to),
		start: Math.max(from, start + first),
		end: end + grown,
	};
}

/* [words](address), with the address selected for typing over. */
export function link({ text, start, end }: Selected): Selected {
	const inside = text.slice(start, end);
	const address = 'https://';
	const at = start + inside.length + 3;
	return {
		text: `${text.slice(0, start)}[${inside}](${address})${text.slice(end)}`,
		start: inside ? at : start + 1,
		end: inside ? at + address.length : start + 1,
	};
}
