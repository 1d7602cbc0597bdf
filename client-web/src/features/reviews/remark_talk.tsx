// SPDX-License-Identifier: Apache-2.0
/*
 * remark_talk.tsx - what one does with a comment: support it or not, reply,
 * take the own one back.
 *
 * To say the same again is a press, not a comment. A reply is talk: it stands
 * under the comment and gets no answer of its own from the coordinators.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { coordinates, draftAt } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { attempt, deliver, Form, useForm } from '../../ui/form';
import { Html } from '../../ui/html';
import { tell } from '../../ui/live';
import { Relative } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Comment, Reply, Stance } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { keyOf, placeWords, takesComments, writerOf } from './room';
import { tooLong, WORDS_MAX } from './too_long';

const t = reviews.comment;

export function RemarkTalk({ comment, mine }: { comment: Comment; mine: boolean }) {
	const replying = useSignal(false);
	const button = useRef<HTMLDivElement>(null);
	const round = tables.round.get(comment.round);
	if (!round) return null;
	const open = takesComments(round);
	const mayReply = open || coordinates(round.community);
	const done = () => {
		replying.value = false;
		button.current?.querySelector('button')?.focus();
	};
	return (
		<>
			<Replies comment={comment.id} />
			{replying.value && <Replying comment={comment} onDone={done} />}
			<div class="remark-actions" ref={button}>
				<Weigh comment={comment} may={open && !mine} />
				{mayReply && !replying.value && (
					<Button
						small
						look="quiet"
						aria-label={t.replyTo(writerOf(comment).name, placeWords(keyOf(comment)))}
						onClick={() => (replying.value = true)}
					>
						{t.reply}
					</Button>
				)}
				{mine && !comment.disposition && <Withdraw comment={comment} />}
			</div>
		</>
	);
}

function Weigh({ comment, may }: { comment: Comment; may: boolean }) {
	const mine = tables.stance.get(comment.id)?.stance ?? 'none';
	const { name } = writerOf(comment);
	const weigh = (stance: Stance['stance']) =>
		attempt(async () => {
			const chosen = stance === mine ? 'none' : stance;
			await call('comment.weigh', { comment: comment.id, stance: chosen });
			return t.weighed[chosen];
		});
	const both = [
		{ stance: 'support', n: comment.supports },
		{ stance: 'oppose', n: comment.opposes },
	] as const;
	if (!may)
		return (
			<span class="quiet small remark-counts">
				{both.flatMap(({ stance, n }) => (n > 0 ? [t.counted[stance](n)] : [])).join(' · ')}
			</span>
		);
	return (
		<>
			{both.map(({ stance, n }) => (
				<Button
					key={stance}
					small
					look="quiet"
					aria-pressed={mine === stance}
					aria-label={`${t.weigh[stance]}: ${name}. ${t.counted[stance](n)}`}
					onClick={() => weigh(stance)}
				>
					{t.weigh[stance]}
					{n > 0 && <span class="remark-n">{n}</span>}
				</Button>
			))}
		</>
	);
}

function Replies({ comment }: { comment: number }) {
	const rows = tables.reply
		.where((row) => row.comment === comment && !row.withdrawn_at)
		.sort((a, b) => a.id - b.id);
	if (rows.length === 0) return null;
	return (
		<ul class="replies" aria-label={t.replies}>
			{rows.map((row) => (
				<OneReply key={row.id} reply={row} />
			))}
		</ul>
	);
}

function OneReply({ reply }: { reply: Reply }) {
	const { name, mine } = writerOf(reply);
	const withdraw = () =>
		attempt(async () => {
			await call('reply.withdraw', { reply: reply.id });
			return t.replyWithdrawn;
		});
	return (
		<li>
			<p class="remark-head">
				<span class="remark-author">{name}</span>
				{reply.reviewer === null && <span class="quiet">{t.coordinator}</span>}
				<span class="quiet">
					<Relative at={reply.made_at} />
				</span>
			</p>
			<Html html={reply.body_html} />
			{mine && (
				<Button small look="quiet" aria-label={t.replyWithdraw} onClick={withdraw}>
					{t.withdraw}
				</Button>
			)}
		</li>
	);
}

function Replying({ comment, onDone }: { comment: Comment; onDone(): void }) {
	const body = draftAt(`reply:${comment.id}`);
	const form = useForm({
		fields: { body },
		required: { body: t.replyMissing },
		check: () => tooLong({ body }, WORDS_MAX),
		send: async () => {
			const params = { comment: comment.id, body: body?.value ?? '' };
			if (!(await deliver(body, 'reply.add', params))) return;
			tell(t.replied);
			onDone();
		},
		suffix: `-reply-${comment.id}`,
		inline: true,
	});
	return (
		<Form form={form} action={t.replySend} small onCancel={onDone}>
			<TextArea
				label={t.replyTo(writerOf(comment).name, placeWords(keyOf(comment)))}
				rows={2}
				{...form.field('body')}
			/>
		</Form>
	);
}

function Withdraw({ comment }: { comment: Comment }) {
	const asking = useSignal(false);
	const withdraw = async () => {
		await call('comment.withdraw', { comment: comment.id });
		tell(t.withdrawnNow);
	};
	return (
		<>
			<Button
				small
				look="quiet"
				aria-label={t.withdrawOn(placeWords(keyOf(comment)))}
				onClick={() => (asking.value = true)}
			>
				{t.withdraw}
			</Button>
			{asking.value && (
				<Confirm
					title={t.withdrawTitle}
					action={t.withdraw}
					danger
					onYes={withdraw}
					onClose={() => (asking.value = false)}
				>
					<p>{t.withdrawBody}</p>
				</Confirm>
			)}
		</>
	);
}
