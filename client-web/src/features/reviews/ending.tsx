// SPDX-License-Identifier: Apache-2.0
/*
 * ending.tsx - closing a round before its time, and what came of it.
 *
 * One button for both: it keeps the focus when closing turns it into the next
 * step.
 */
import { useSignal } from '@preact/signals';
import { draftAt } from '../../store/session';
import { Button } from '../../ui/button';
import { AskText, Confirm } from '../../ui/dialog';
import { deliver, useRevision } from '../../ui/form';
import { Html } from '../../ui/html';
import { announce } from '../../ui/live';
import { Notice } from '../../ui/parts';
import { call } from '../../wire/calls';
import type { Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';

const t = reviews.answers;

export function Ending({ round }: { round: Round }) {
	const asking = useSignal<'close' | 'outcome' | null>(null);
	const done = () => {
		asking.value = null;
	};
	const closed = round.closed_at !== null;
	const close = async () => {
		await call('round.close', { round: round.id });
		announce(t.closed);
	};
	return (
		<div class="ending">
			{round.outcome_html && (
				<Notice look="good">
					<h2>{t.outcome}</h2>
					<Html html={round.outcome_html} />
				</Notice>
			)}
			<Button
				look={closed && !round.outcome ? 'main' : 'plain'}
				onClick={() => (asking.value = closed ? 'outcome' : 'close')}
			>
				{!closed ? t.close : round.outcome ? t.outcomeChange : t.outcomeWrite}
			</Button>
			{asking.value === 'close' && (
				<Confirm title={t.closeTitle} action={t.close} danger onYes={close} onClose={done}>
					<p>{t.closeBody}</p>
				</Confirm>
			)}
			{asking.value === 'outcome' && <Outcome round={round} onClose={done} />}
		</div>
	);
}

function Outcome({ round, onClose }: { round: Round; onClose(): void }) {
	const draft = draftAt(`outcome:round:${round.id}`);
	const send = async (outcome: string) => {
		if (!(await deliver(draft, 'round.outcome', { round: round.id, outcome }))) return false;
		announce(t.outcomeDone);
		return true;
	};
	return (
		<AskText
			title={round.outcome ? t.outcomeChange : t.outcomeWrite}
			label={t.outcome}
			hint={t.outcomeHint}
			note={reviews.reader.outcomeRole}
			action={t.outcomeAct}
			missing={t.outcomeMissing}
			text={useRevision(draft, round.outcome ?? '')}
			onSend={send}
			onClose={onClose}
		/>
	);
}
