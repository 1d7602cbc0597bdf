// SPDX-License-Identifier: Apache-2.0
/*
 * scan_study.ts - the figures of a report, looked up: of which item, by which
 * criterion, in which round; and as rows of tables and files.
 */
import type { Criterion, Methods, Scan, ScanItem } from '../../wire/rows';
import { scan as all } from '../../words/en/scan';
import { scaleOf } from './scan_state';

const t = all.report;

type Results = Methods['scan.results']['out'];
export type Figure = Results['figures'][number];

export interface Study {
	scan: Scan;
	results: Results;
	criteria: Criterion[];
	items: ScanItem[];
}

export const plain = (n: number | null): string => (n === null ? '–' : t.plain(n));
export const spread = (a: number | null, b: number | null): string =>
	a === null || b === null ? '–' : t.spread(a, b);
export const percent = (n: number | null): string => (n === null ? '–' : t.percent(n));

/* Of all rounds, the first first. */
export const figuresOf = ({ results }: Study, item: number, criterion: number): Figure[] =>
	results.figures.filter((one) => one.item === item && one.criterion === criterion);

export const lastOf = (study: Study, item: number, criterion: number): Figure | undefined =>
	figuresOf(study, item, criterion).at(-1);

export interface Result {
	item: ScanItem;
	figure: Figure;
}

const order = ['in', 'between', 'open', 'few', 'out'];

/* Each item by the first criterion in its last round: kept ones first, then by median. */
export function latest(study: Study): Result[] {
	const [first] = study.criteria;
	if (!first) return [];
	return study.items
		.flatMap((item) => {
			const figure = lastOf(study, item.id, first.id);
			return figure ? [{ item, figure }] : [];
		})
		.sort(
			(a, b) =>
				order.indexOf(a.item.verdict ?? 'few') - order.indexOf(b.item.verdict ?? 'few') ||
				(b.figure.median ?? 0) - (a.figure.median ?? 0) ||
				a.item.position - b.item.position,
		);
}

/* Every figure of every round, as a file has it: plain numbers. */
export function figureRows({ results, criteria, items }: Study): (string | number | null)[][] {
	const head = [
		'item',
		'title',
		'criterion',
		'round',
		'n',
		'cannot_judge',
		'median',
		'q1',
		'q3',
		'p30',
		'p70',
		'ipr',
		'ipras',
		'di',
		'disagreement',
		'classification',
		'top_percent',
		'bottom_percent',
		'in_out',
		'verdict',
		...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((point) => `rated_${point}`),
	];
	const rows = results.figures.map((f) => {
		const item = items.find(({ id }) => id === f.item);
		const criterion = criteria.find(({ id }) => id === f.criterion);
		return [
			item?.position ?? null,
			item?.title ?? null,
			criterion?.name ?? null,
			f.round,
			f.count,
			f.unable,
			f.median,
			f.q1,
			f.q3,
			f.p30,
			f.p70,
			f.ipr,
			f.ipras,
			f.di,
			criterion?.kind === 'scale' ? (f.disagreement ? t.yes : t.no) : null,
			f.classification,
			f.top,
			f.bottom,
			f.result,
			f.verdict,
			...f.counts,
		];
	});
	return [head, ...rows];
}

/* A median in the words of the criterion: "7", "In 1–3 years". */
export function inWords(criterion: Criterion, median: number | null): string {
	if (median === null) return '–';
	if (criterion.kind === 'scale') return plain(median);
	const steps = scaleOf(criterion);
	const low = `“${steps[Math.floor(median) - 1] ?? ''}”`;
	return Number.isInteger(median) ? low : `${low} / “${steps[Math.ceil(median) - 1] ?? ''}”`;
}
