// SPDX-License-Identifier: Apache-2.0
/*
 * state.ts - what follows from the rows of a poll: is it open, what are its
 * options, what is an answer to it and what is wrong with one.
 *
 * A poll is over when the clock says so, even in the seconds before the server
 * tells everybody.
 */
import { tables } from '../../store/tables';
import { clock, day, full, now } from '../../ui/clock';
import type { Ballot, Methods, Option, Poll } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';

const t = horizon.poll;

export type Results = Methods['poll.results']['out'];
export type Standing = Results['options'][number];

export const isOpen = (poll: Poll): boolean =>
	poll.closed_at === null && poll.closes_at > now.value;

export const closedAt = (poll: Poll): number => poll.closed_at ?? poll.closes_at;

export const optionsOf = (poll: number): Option[] =>
	tables.option.where((row) => row.poll === poll).sort((a, b) => a.position - b.position);

/* What somebody is about to answer. Choices of a ranking: the first is the best. */
export interface Answer {
	choices: number[];
	marks: Map<number, number>;
}

export const hasMarks = ({ kind }: Poll): boolean =>
	kind === 'likert' || kind === 'score' || kind === 'points' || kind === 'time';

export function answerOf(ballot: Ballot | undefined): Answer {
	const choices = ballot?.choices ?? [];
	const marks = ballot?.marks ?? [];
	return { choices, marks: new Map(marks.map((mark, i) => [choices[i] ?? 0, mark])) };
}

export const given = ({ marks }: Answer): number =>
	[...marks.values()].reduce((sum, mark) => sum + mark, 0);

/* As it is sent; the order of the options, not of the clicks, says nothing. */
export function sent(poll: Poll, options: Option[], answer: Answer) {
	if (!hasMarks(poll)) return { choices: answer.choices, marks: [] };
	const marked = options.filter(({ id }) => (answer.marks.get(id) ?? 0) > 0);
	return {
		choices: marked.map(({ id }) => id),
		marks: marked.map(({ id }) => answer.marks.get(id) ?? 0),
	};
}

/* In words; undefined: nothing. */
export function problemOf(poll: Poll, options: Option[], answer: Answer): string | undefined {
	if (poll.kind === 'points' && given(answer) !== poll.points)
		return t.pointsWrong(poll.points, given(answer));
	if (poll.kind === 'time' && answer.marks.size < options.length) return t.timesMissing;
	if (sent(poll, options, answer).choices.length === 0) return t.missing[poll.kind];
	return undefined;
}

/* What an option is called; a time is said in a zone. */
export function nameOf(option: Option, zone: string): string {
	const { starts_at, ends_at, label } = option;
	if (!starts_at || !ends_at) return label;
	const sameDay = day(starts_at, zone) === day(ends_at, zone);
	return t.slot(full(starts_at, zone), sameDay ? clock(ends_at, zone) : full(ends_at, zone));
}
