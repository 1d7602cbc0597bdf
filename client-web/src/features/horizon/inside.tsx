// SPDX-License-Identifier: Apache-2.0
/*
 * inside.tsx - the polls that stand in a thread: each can be answered there.
 *
 * They are closed boxes until somebody opens them, so that a long thread stays
 * one; only then is the poll's page asked for.
 */
import { useSignal } from '@preact/signals';
import { to } from '../../router';
import { useLoad } from '../../store/load';
import { tables } from '../../store/tables';
import { Tag } from '../../ui/parts';
import { Remaining } from '../../ui/time';
import type { Poll } from '../../wire/rows';
import { sentence } from '../../words/en';
import { horizon } from '../../words/en/horizon';
import './horizon.css';
import { Voting } from './poll';
import './polls.css';
import { Results } from './results';
import { isOpen, optionsOf } from './state';

const t = horizon.poll;

export function Inside({ thread }: { thread: number }) {
	const polls = tables.poll.where((poll) => poll.thread === thread).sort((a, b) => a.id - b.id);
	return (
		<section aria-label={t.thread} class="inside">
			{polls.map((poll) => (
				<Box key={poll.id} poll={poll} />
			))}
		</section>
	);
}

function Box({ poll }: { poll: Poll }) {
	const opened = useSignal(false);
	const open = isOpen(poll);
	return (
		<details
			class="card"
			onToggle={({ currentTarget }) => {
				opened.value = currentTarget.open;
			}}
		>
			<summary>
				<span class="inside-kind">{open ? t.answerHere : t.seeResult}:</span> {poll.question}{' '}
				<Tag look={open ? 'accent' : 'plain'}>
					{open ? <Remaining until={poll.closes_at} /> : t.closed}
				</Tag>
			</summary>
			{opened.value && <Opened poll={poll} open={open} />}
		</details>
	);
}

function Opened({ poll, open }: { poll: Poll; open: boolean }) {
	const { reply, error, again } = useLoad('poll.page', { poll: poll.id });
	const options = optionsOf(poll.id);
	const ballot = tables.ballot.get(poll.id);
	if (!reply) return error && <p>{sentence(error)}</p>;
	return (
		<>
			{open && <Voting poll={poll} options={options} ballot={ballot} onVoted={again} />}
			<Results poll={poll} options={options} ballot={ballot} />
			<p>
				<a href={to.poll(poll.id)}>{t.number(poll.number)}</a>
			</p>
		</>
	);
}
