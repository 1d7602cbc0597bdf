// SPDX-License-Identifier: Apache-2.0
/* said.ts - what somebody answered, in one sentence. */
import { zone } from '../../store/session';
import type { Ballot, Option, Poll } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import { listed } from '../../words/plural';
import { nameOf } from './state';

const t = horizon.poll;

export function said(poll: Poll, options: Option[], { choices, marks }: Ballot): string {
	const named = (id: number) => {
		const option = options.find((one) => one.id === id);
		return option ? `“${nameOf(option, zone())}”` : '';
	};
	const marked = choices.map((id, i) => {
		const mark = marks[i] ?? 0;
		if (poll.kind === 'likert' || poll.kind === 'time')
			return `${named(id)}: ${t.points[poll.kind][mark - 1]}`;
		return `${named(id)}: ${mark}`;
	});
	if (marks.length > 0) return t.youGave(marked.join('; '));
	if (poll.kind === 'ranking') return t.youRanked(choices.map(named).join(', '));
	return t.youVoted(
		listed(options.filter(({ id }) => choices.includes(id)).map(({ id }) => named(id))),
	);
}
