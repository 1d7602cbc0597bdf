// SPDX-License-Identifier: Apache-2.0
/*
 * export.ts - the result of a poll as a file, with nothing in it that the page
 * does not show.
 *
 * CSV as in RFC 4180. A cell that a spreadsheet would take for a formula gets
 * an apostrophe in front.
 */
import { saveAs } from '../../ui/save';
import type { Option, Poll } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import { nameOf, type Results, type Standing } from './state';

const t = horizon.poll;

type Cell = string | number | null;

function cell(value: Cell): string {
	if (typeof value !== 'string') return value === null ? '' : String(value);
	const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csv = (rows: Cell[][]): string =>
	rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

export function rowsOf(poll: Poll, options: Option[], results: Results): Cell[][] {
	const marks = results.options[0]?.counts.length ?? 0;
	const head = [t.group, t.option, t.answersColumn, t.mean, t.q1, t.median, t.q3];
	const counts = Array.from({ length: marks }, (_, i) => t.count(i + 1));
	const ofPart = (part: string, all: Standing[]) =>
		all.map((s): Cell[] => {
			const option = options.find(({ id }) => id === s.option);
			const figures = s.rated > 0 ? [s.mean, s.q1, s.median, s.q3] : [null, null, null, null];
			return [
				part,
				option ? nameOf(option, poll.zone) : null,
				s.rated,
				...figures,
				s.points,
				s.place || null,
				s.borda || null,
				...s.counts,
			];
		});
	return [
		[...head, t.pointsColumn, t.placeColumn, t.bordaColumn, ...counts],
		...ofPart(t.everybody, results.options),
		...results.parts.flatMap(({ name, options: all }) =>
			ofPart(name === null ? t.otherParts : name || t.noPart, all),
		),
		...results.reasons.map(({ body, author }): Cell[] => [t.reason, body, author]),
	];
}

const pairs = (poll: Poll, options: Option[], results: Results) => ({
	poll: {
		number: poll.number,
		question: poll.question,
		kind: poll.kind,
		anonymous: poll.anonymous,
		closes_at: new Date(poll.closes_at).toISOString(),
		closed_at: poll.closed_at === null ? null : new Date(poll.closed_at).toISOString(),
		outcome: poll.outcome,
	},
	options: options.map((option) => ({ id: option.id, label: nameOf(option, poll.zone) })),
	results,
});

export function save(poll: Poll, options: Option[], results: Results, type: 'csv' | 'json') {
	const text =
		type === 'csv'
			? `\ufeff${csv(rowsOf(poll, options, results))}`
			: `${JSON.stringify(pairs(poll, options, results), null, 2)}\n`;
	const mime = type === 'csv' ? 'text/csv' : 'application/json';
	saveAs(`poll-${poll.number}.${type}`, new Blob([text], { type: mime }));
}
