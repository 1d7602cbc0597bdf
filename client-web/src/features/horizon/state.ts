// SPDX-License-Identifier: Apache-2.0
/*
 * state.ts - what follows from the rows of a poll: is it open, what are its
 * options, how do the votes stand.
 *
 * A poll is over when the clock says so, even in the seconds before the server
 * tells everybody.
 */
import { tables } from '../../store/tables';
import { now } from '../../ui/clock';
import type { Option, Poll } from '../../wire/rows';

export const isOpen = (poll: Poll): boolean =>
	poll.closed_at === null && poll.closes_at > now.value;

export const closedAt = (poll: Poll): number => poll.closed_at ?? poll.closes_at;

export const optionsOf = (poll: number): Option[] =>
	tables.option.where((row) => row.poll === poll).sort((a, b) => a.position - b.position);

export interface Total {
	option: Option;
	votes: number;
	/* Of those who answered, in whole percent. */
	share: number;
}

/* Null: the totals are hidden until the close. */
export function totals(options: Option[], voters: number): Total[] | null {
	if (options.some(({ votes }) => votes === null)) return null;
	return options.map((option) => {
		const votes = option.votes ?? 0;
		return { option, votes, share: voters > 0 ? Math.round((votes / voters) * 100) : 0 };
	});
}
