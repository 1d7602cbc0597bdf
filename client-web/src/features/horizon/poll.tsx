// SPDX-License-Identifier: Apache-2.0
/*
 * poll.tsx - one poll: the question, my vote, how the votes stand, what came of
 * it.
 *
 * Totals change in place as votes come. When the poll closes while somebody
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
import { Choices } from '../../ui/field';
import { Form, useForm } from '../../ui/form';
import { Html } from '../../ui/html';
import { announce } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Notice, Tag } from '../../ui/parts';
import { Remaining, Time } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Ballot, Option, Poll } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import { listed } from '../../words/plural';
import './horizon.css';
import { Results } from './results';
import { Running } from './running';
import { closedAt, isOpen, optionsOf, totals } from './state';

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
	return <Shown poll={poll} />;
}

function Shown({ poll }: { poll: Poll }) {
	const open = isOpen(poll);
	const options = optionsOf(poll.id);
	const ballot = tables.ballot.get(poll.id);
	const community = tables.community.get(poll.community);
	useCloseSaid(open);
	return (
		<Page
			title={poll.question}
			kicker={community && <a href={to.horizon(community.slug)}>{t.horizon}</a>}
		>
			<Meta poll={poll} open={open} />
			{poll.outcome_html && <Outcome html={poll.outcome_html} />}
			{poll.explanation && <p class="as-written read">{poll.explanation}</p>}
			{open ? (
				<Voting poll={poll} options={options} ballot={ballot} />
			) : (
				<Voted options={options} ballot={ballot} />
			)}
			<Results poll={poll} totals={totals(options, poll.voter_count)} ballot={ballot} />
			{!open && !poll.outcome && <p class="quiet">{t.noOutcome}</p>}
			{coordinates(poll.community) && <Running poll={poll} open={open} />}
		</Page>
	);
}

function useCloseSaid(open: boolean) {
	const was = useRef(open);
	useEffect(() => {
		if (was.current && !open) announce(t.closeDone);
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
			<span>{horizon.answered(poll.voter_count)}</span>
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

const labels = (options: Option[], ballot: Ballot) =>
	listed(options.filter(({ id }) => ballot.choices.includes(id)).map(({ label }) => `“${label}”`));

function Voting({
	poll,
	options,
	ballot,
}: {
	poll: Poll;
	options: Option[];
	ballot: Ballot | undefined;
}) {
	/* Null: as it was cast. */
	const picked = useSignal<string[] | null>(null);
	const values = picked.value ?? (ballot?.choices ?? []).map(String);
	const form = useForm({
		check: (): Record<string, string> => (values.length === 0 ? { choices: t.missing } : {}),
		send: async () => {
			await call('poll.vote', { poll: poll.id, choices: values.map(Number) });
			announce(t.voted);
		},
	});
	return (
		<Form form={form} action={ballot ? t.change : t.vote}>
			<Choices
				name="choices"
				label={t.ballot}
				hint={poll.multiple ? t.several : t.one}
				error={form.problems.value.choices}
				several={poll.multiple}
				values={values}
				onValues={(next) => {
					picked.value = next;
				}}
				choices={options.map(({ id, label }) => ({ value: String(id), label }))}
			/>
			<p class="quiet small">
				{ballot && `${t.youVoted(labels(options, ballot))} ${t.untilClose} `}
				{t.named}
			</p>
		</Form>
	);
}

function Voted({ options, ballot }: { options: Option[]; ballot: Ballot | undefined }) {
	return <p>{ballot ? t.youVoted(labels(options, ballot)) : t.youDidNot}</p>;
}
