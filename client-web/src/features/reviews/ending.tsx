// SPDX-License-Identifier: Apache-2.0
/*
 * ending.tsx - running a round: more time, a pause, closing, what came of it.
 *
 * One button for closing and the outcome: it keeps the focus when closing
 * turns it into the next step.
 */
import { useSignal } from '@preact/signals';
import { draftAt } from '../../store/session';
import { Button, ButtonLink } from '../../ui/button';
import { ClosingFields, useClosing } from '../../ui/closing';
import { Confirm, Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { Rewrite } from '../../ui/foreign';
import { attempt, deliver, Form, useForm } from '../../ui/form';
import { Html } from '../../ui/html';
import { tell } from '../../ui/live';
import { Notice } from '../../ui/parts';
import { Time } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { versions } from '../../words/en/versions';
import { finishOf } from './room';

const t = reviews.answers;

export function Ending({ round }: { round: Round }) {
	const asking = useSignal<'close' | 'outcome' | 'extend' | 'pause' | null>(null);
	const done = () => {
		asking.value = null;
	};
	const closed = round.closed_at !== null;
	const close = async () => {
		await call('round.close', { round: round.id });
		tell(t.closed);
	};
	const resume = () =>
		attempt(async () => {
			await call('round.resume', { round: round.id });
			return t.resumed;
		});
	return (
		<div class="ending">
			{round.outcome_html && (
				<Notice look="good">
					<h2>{t.outcome}</h2>
					<Html html={round.outcome_html} />
				</Notice>
			)}
			{round.paused_at !== null && !closed && (
				<Notice look="warn">
					<p>
						{t.pausedSince} <Time at={round.paused_at} zone={round.zone} />: {round.pause_reason}
					</p>
				</Notice>
			)}
			<div class="row">
				<Button
					look={closed && !round.outcome ? 'main' : 'plain'}
					onClick={() => (asking.value = closed ? 'outcome' : 'close')}
				>
					{!closed ? t.close : round.outcome ? t.outcomeChange : t.outcomeWrite}
				</Button>
				{closed && <ButtonLink href={finishOf(round.id)}>{versions.finish.link}</ButtonLink>}
				{!closed && (
					<>
						<Button onClick={() => (asking.value = 'extend')}>{t.extend}</Button>
						{round.paused_at ? (
							<Button onClick={resume}>{t.resume}</Button>
						) : (
							<Button onClick={() => (asking.value = 'pause')}>{t.pause}</Button>
						)}
					</>
				)}
			</div>
			{asking.value === 'extend' && <Extend round={round} onClose={done} />}
			{asking.value === 'pause' && <Pause round={round} onClose={done} />}
			{asking.value === 'close' && (
				<Confirm title={t.closeTitle} action={t.close} danger onYes={close} onClose={done}>
					<p>{t.closeBody}</p>
				</Confirm>
			)}
			{asking.value === 'outcome' && <Outcome round={round} onClose={done} />}
		</div>
	);
}

function Extend({ round, onClose }: { round: Round; onClose(): void }) {
	const reason = draftAt(`extend:${round.id}`);
	const closing = useClosing(round);
	const form = useForm({
		fields: { ...closing.fields, reason },
		required: { reason: t.extendReasonMissing },
		check: () => closing.problems,
		send: async () => {
			const params = {
				round: round.id,
				closes_at: closing.at ?? 0,
				zone: form.text('zone'),
				reason: form.text('reason'),
			};
			if (!(await deliver(reason, 'round.extend', params))) return;
			tell(t.extended);
			onClose();
		},
		inline: true,
	});
	return (
		<Dialog title={t.extend} onClose={onClose}>
			<Form form={form} action={t.extend} onCancel={onClose}>
				<ClosingFields form={form} closing={closing} hint={t.extendHint} />
				<TextArea label={t.extendReason} rows={2} {...form.field('reason')} />
				<p class="quiet small">{t.extendTold}</p>
			</Form>
		</Dialog>
	);
}

function Pause({ round, onClose }: { round: Round; onClose(): void }) {
	const reason = draftAt(`pause:${round.id}`);
	const form = useForm({
		fields: { reason },
		required: { reason: t.pauseReasonMissing },
		send: async () => {
			const params = { round: round.id, reason: form.text('reason') };
			if (!(await deliver(reason, 'round.pause', params))) return;
			tell(t.paused);
			onClose();
		},
		inline: true,
	});
	return (
		<Dialog title={t.pause} onClose={onClose}>
			<Form form={form} action={t.pause} onCancel={onClose}>
				<TextArea label={t.pauseReason} hint={t.pauseHint} rows={2} {...form.field('reason')} />
			</Form>
		</Dialog>
	);
}

function Outcome({ round, onClose }: { round: Round; onClose(): void }) {
	const draft = draftAt(`outcome:round:${round.id}`);
	const send = async (outcome: string, seen?: string) => {
		if (!(await deliver(draft, 'round.outcome', { round: round.id, outcome, seen }))) return false;
		tell(t.outcomeDone);
		return true;
	};
	return (
		<Rewrite
			title={round.outcome ? t.outcomeChange : t.outcomeWrite}
			label={t.outcome}
			hint={t.outcomeHint}
			note={reviews.reader.outcomeRole}
			action={t.outcomeAct}
			missing={t.outcomeMissing}
			draft={draft}
			there={round.outcome}
			html={round.outcome_html}
			by={round.outcome_by}
			onSend={send}
			onClose={onClose}
		/>
	);
}
