// SPDX-License-Identifier: Apache-2.0
/*
 * poll.tsx - one poll: the question, my answer, how it stands, what came of it.
 *
 * A named ballot comes back as an event; of an anonymous one nothing is told, so
 * the page asks for it again. Results change in place as votes come. When the poll closes while somebody
 * looks at it, the form gives way to their vote and the result, and that is
 * said.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { Form, useForm } from '../../ui/form';
import { Html } from '../../ui/html';
import { tell } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Notice, Tag } from '../../ui/parts';
import { Remaining, Time } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Ballot, Option, Poll } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import { BallotFields } from './answer';
import './horizon.css';
import './polls.css';
import { Results } from './results';
import { Running } from './running';
import { said } from './said';
import { Sight } from './sight';
import { type Answer, answerOf, closedAt, isOpen, optionsOf, problemOf, sent } from './state';

const t = horizon.poll;

export default function PollPage({ id }: { id: string }) {
	const number = Number(id);
	if (!Number.isSafeInteger(number) || number <= 0) return <PageLost />;
	return <Asked id={number} />;
}

function Asked({ id }: { id: number }) {
	const { reply, error, again } = useLoad('poll.page', { poll: id });
	const poll = tables.poll.get(id);
	useCommunity(poll?.community ?? 0);
	if (!poll || !reply)
		return <PageWaiting title={poll?.question ?? t.waiting} error={error} again={again} />;
	return <Shown poll={poll} again={again} />;
}

function Shown({ poll, again }: { poll: Poll; again(): void }) {
	const open = isOpen(poll);
	const options = optionsOf(poll.id);
	const ballot = tables.ballot.get(poll.id);
	const community = tables.community.get(poll.community);
	useCloseSaid(open);
	return (
		<Page
			title={poll.question}
			kicker={
				<>
					{community && <a href={to.horizon(community.slug)}>{t.horizon}</a>}
					{poll.thread && (
						<>
							{' '}
							·{' '}
							<a href={poll.post ? to.post(poll.thread, poll.post) : to.thread(poll.thread)}>
								{t.inThread}
							</a>
						</>
					)}
				</>
			}
		>
			<Meta poll={poll} open={open} />
			{poll.outcome_html && <Outcome html={poll.outcome_html} />}
			{poll.explanation && <p class="as-written read">{poll.explanation}</p>}
			{open ? (
				<Voting poll={poll} options={options} ballot={ballot} onVoted={again} />
			) : (
				<Voted poll={poll} options={options} ballot={ballot} />
			)}
			<Results poll={poll} options={options} ballot={ballot} />
			{!open && !poll.outcome && <p class="quiet">{t.noOutcome}</p>}
			{coordinates(poll.community) && <Running poll={poll} open={open} />}
		</Page>
	);
}

function useCloseSaid(open: boolean) {
	const was = useRef(open);
	useEffect(() => {
		if (was.current && !open) tell(t.closeDone);
		was.current = open;
	}, [open]);
}

function Meta({ poll, open }: { poll: Poll; open: boolean }) {
	return (
		<p class="meta">
			<span>{t.number(poll.number)}</span>
			<Tag look={open ? 'accent' : 'plain'}>{open ? t.open : t.closed}</Tag>
			<span>
				{open ? t.closes : t.closedOn}{' '}
				<Time at={open ? poll.closes_at : closedAt(poll)} zone={poll.zone} />
			</span>
			{open && <Remaining until={poll.closes_at} />}
			<Tag>{poll.anonymous ? t.anonymousTag : t.namedTag}</Tag>
			<span>{answeredWords(poll, open)}</span>
		</p>
	);
}

function Outcome({ html }: { html: string }) {
	return (
		<Notice look="good">
			<h2>{t.outcome}</h2>
			<Html html={html} />
			<p class="small">{t.outcomeRole}</p>
		</Notice>
	);
}

/* Anonymous answers are counted several at once. */
const answeredWords = (poll: Poll, open: boolean) =>
	poll.anonymous && open ? t.atLeast(poll.voter_count) : horizon.answered(poll.voter_count);

interface VotingProps {
	poll: Poll;
	options: Option[];
	ballot: Ballot | undefined;
	onVoted?(): void;
}

export function Voting({ poll, options, ballot, onVoted }: VotingProps) {
	/* Null: as it was cast. */
	const picked = useSignal<Answer | null>(null);
	const typed = useSignal<string | null>(null);
	const answer = picked.value ?? answerOf(ballot);
	const reason = typed.value ?? ballot?.reason ?? '';
	const form = useForm({
		check: (): Record<string, string> => {
			const problem = problemOf(poll, options, answer);
			return problem ? { choices: problem } : {};
		},
		send: async () => {
			const answered = sent(poll, options, answer);
			await call('poll.vote', { poll: poll.id, ...answered, reason: reason.trim() || null });
			tell(t.voted);
			picked.value = typed.value = null;
			if (poll.anonymous) onVoted?.();
		},
	});
	return (
		<Form form={form} action={ballot ? t.change : t.vote}>
			<BallotFields
				poll={poll}
				options={options}
				answer={answer}
				onAnswer={(next) => {
					picked.value = next;
				}}
				reason={reason}
				onReason={(text) => {
					typed.value = text;
				}}
				problems={form.problems.value}
			/>
			{ballot && (
				<p>
					{said(poll, options, ballot)} {t.untilClose}
				</p>
			)}
			<Sight poll={poll} />
		</Form>
	);
}

function Voted({ poll, options, ballot }: VotingProps) {
	if (!ballot) return <p>{poll.anonymous ? t.youMayNot : t.youDidNot}</p>;
	return <p>{said(poll, options, ballot)}</p>;
}
