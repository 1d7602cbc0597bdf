// SPDX-License-Identifier: Apache-2.0
/*
 * news.ts - what is new to me in a round: comments since I last looked, and
 * paragraphs that were never on my screen.
 *
 * New stays new while I am here; the next visit begins where this one ended.
 * On a first visit everything would be new, which tells nobody anything.
 */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { tables } from '../../store/tables';
import { call } from '../../wire/calls';
import type { Comment, Methods } from '../../wire/rows';
import { commentsOf, writerOf } from './room';

const LOOKED_MS = 10_000;

/* Comments behind this one are new. */
const since = signal(Number.POSITIVE_INFINITY);

/* Clauses that were on my screen; null: not known yet. */
export const read = signal<ReadonlySet<number> | null>(null);

export const isNew = (comment: Comment): boolean =>
	comment.id > since.value && !comment.withdrawn_at && !writerOf(comment).mine;

export function haveRead(clauses: readonly number[]) {
	if (read.peek()) read.value = new Set([...(read.peek() ?? []), ...clauses]);
}

type Page = Pick<Methods['round.page']['out'], 'looked' | 'read'>;

export function useNews(round: number, { looked, read: seen }: Page) {
	useEffect(() => {
		since.value = looked || Number.POSITIVE_INFINITY;
		read.value = new Set(seen);
		let told = looked;
		const tell = () => {
			const upto = commentsOf(round).at(-1)?.id ?? 0;
			if (upto <= told || document.visibilityState !== 'visible') return;
			told = upto;
			call('round.look', { round, upto }).catch(() => {
				told = looked; /* it is said again later, or not: no harm */
			});
		};
		const timer = setInterval(tell, LOOKED_MS);
		return () => {
			clearInterval(timer);
			tell();
			since.value = Number.POSITIVE_INFINITY;
			read.value = null;
		};
	}, [round]);
}

export const showings = ['all', 'new', 'mine', 'open'] as const;
export type Showing = (typeof showings)[number];

/* What I say now is beside the text, whatever else is shown. */
const fits: Record<Showing, (comment: Comment) => boolean> = {
	all: () => true,
	new: (comment) => isNew(comment) || (comment.id > since.value && writerOf(comment).mine),
	mine: (comment) => writerOf(comment).mine,
	open: (comment) => !comment.disposition && !comment.withdrawn_at,
};

/* Of these comments, those that are asked for. */
export const shown = (rows: readonly Comment[], showing: Showing): readonly Comment[] =>
	rows.filter(fits[showing]);

export function countsBy(round: number): Record<Showing, number> {
	const rows = tables.comment.where((row) => row.round === round && !row.withdrawn_at);
	return {
		all: rows.length,
		new: rows.filter(isNew).length,
		mine: shown(rows, 'mine').length,
		open: shown(rows, 'open').length,
	};
}
