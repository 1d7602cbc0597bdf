// SPDX-License-Identifier: Apache-2.0
/*
 * matrix_view.ts - which comments the matrix shows, and in which order.
 *
 * Pure: rows in, ids out, so that two thousand are gone through in one place
 * that can be measured. What a choice says is a text; '' means any.
 */
export interface Line {
	id: number;
	/* In the draft; the whole document and questions come first. */
	position: number;
	start: number;
	section: number;
	kind: string;
	theme: number;
	responder: number;
	writer: string;
	profession: string;
	region: string;
	/* Those that the writer is in. */
	groups: readonly number[];
	disposition: string;
	supports: number;
	words: string;
}

export interface View {
	state: 'unanswered' | 'mine' | 'all';
	section: string;
	kind: string;
	theme: string;
	responder: string;
	writer: string;
	profession: string;
	region: string;
	group: string;
	disposition: string;
	words: string;
	sort: Sort;
}

export const sorts = [
	'place',
	'newest',
	'writer',
	'kind',
	'theme',
	'responder',
	'support',
] as const;
export type Sort = (typeof sorts)[number];

export const anything: View = {
	state: 'unanswered',
	section: '',
	kind: '',
	theme: '',
	responder: '',
	writer: '',
	profession: '',
	region: '',
	group: '',
	disposition: '',
	words: '',
	sort: 'place',
};

const fits = (wanted: string, has: string | number): boolean =>
	wanted === '' || wanted === String(has);

export function shows(view: View, line: Line, me: number): boolean {
	if (view.state !== 'all' && line.disposition !== '') return false;
	if (view.state === 'mine' && line.responder !== me) return false;
	return (
		fits(view.section, line.section) &&
		fits(view.kind, line.kind) &&
		fits(view.theme, line.theme) &&
		fits(view.responder, line.responder) &&
		fits(view.writer, line.writer) &&
		fits(view.profession, line.profession) &&
		fits(view.region, line.region) &&
		(view.group === '' || line.groups.includes(Number(view.group))) &&
		fits(view.disposition, line.disposition) &&
		(view.words === '' || line.words.includes(view.words.toLowerCase()))
	);
}

const byText = new Intl.Collator('en-GB', { numeric: true }).compare;

const byPlace = (a: Line, b: Line): number =>
	a.position - b.position || a.start - b.start || a.id - b.id;

const orders: Record<Sort, (a: Line, b: Line) => number> = {
	place: byPlace,
	newest: (a, b) => b.id - a.id,
	writer: (a, b) => byText(a.writer, b.writer) || byPlace(a, b),
	kind: (a, b) => byText(a.kind, b.kind) || byPlace(a, b),
	theme: (a, b) => b.theme - a.theme || byPlace(a, b),
	responder: (a, b) => b.responder - a.responder || byPlace(a, b),
	support: (a, b) => b.supports - a.supports || byPlace(a, b),
};

export const arranged = (view: View, lines: readonly Line[], me: number): number[] =>
	lines
		.filter((line) => shows(view, line, me))
		.sort(orders[view.sort])
		.map(({ id }) => id);

/* What stands is left where it is; what came since and fits is put behind it. */
export function followed(
	shown: readonly number[],
	known: ReadonlySet<number>,
	view: View,
	lines: readonly Line[],
	me: number,
): number[] {
	const there = new Set(lines.map(({ id }) => id));
	const fresh = lines.filter((line) => !known.has(line.id) && shows(view, line, me));
	return [...shown.filter((id) => there.has(id)), ...fresh.map(({ id }) => id)];
}

export interface Counters {
	all: number;
	answered: number;
	unanswered: number;
	mine: number;
}

export function counted(lines: readonly Line[], me: number): Counters {
	const open = lines.filter(({ disposition }) => disposition === '');
	return {
		all: lines.length,
		answered: lines.length - open.length,
		unanswered: open.length,
		mine: open.filter(({ responder }) => responder === me).length,
	};
}
