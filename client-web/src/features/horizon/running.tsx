// SPDX-License-Identifier: Apache-2.0
/*
 * running.tsx - what coordinators do with a poll: close it, say what came of it.
 *
 * One button for both: it keeps the focus when closing turns it into the next
 * step. Between the time of the close and the server's word there is neither.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { draftAt } from '../../store/session';
import { Button } from '../../ui/button';
import { Confirm, Dialog } from '../../ui/dialog';
import { Editor } from '../../ui/editor';
import { ErrorSummary, Form, missing, useSending } from '../../ui/form';
import { announce } from '../../ui/live';
import { call } from '../../wire/calls';
import type { Poll } from '../../wire/rows';
import { words } from '../../words/en';
import { horizon } from '../../words/en/horizon';

const t = horizon.poll;

export function Running({ poll, open }: { poll: Poll; open: boolean }) {
	const asking = useSignal<'close' | 'outcome' | null>(null);
	const done = () => {
		asking.value = null;
	};
	const closed = poll.closed_at !== null;
	if (!open && !closed) return null;
	return (
		<div class="row running">
			<Button onClick={() => (asking.value = closed ? 'outcome' : 'close')}>
				{!closed ? t.close : poll.outcome ? t.changeOutcome : t.writeOutcome}
			</Button>
			{asking.value === 'close' && <CloseNow poll={poll} onDone={done} />}
			{asking.value === 'outcome' && <WriteOutcome poll={poll} onDone={done} />}
		</div>
	);
}

/* That it is closed is said by the page, which hears it like everybody. */
function CloseNow({ poll, onDone }: { poll: Poll; onDone(): void }) {
	const sending = useSending();
	const close = () =>
		sending.submit(
			() => ({}),
			async () => {
				await call('poll.close', { poll: poll.id });
				onDone();
			},
		);
	return (
		<Confirm
			title={t.closeTitle}
			action={t.close}
			danger
			busy={sending.busy.value}
			onYes={() => void close()}
			onNo={onDone}
		>
			<ErrorSummary problems={sending.problems.value} />
			<p>{t.closeBody(poll.voter_count)}</p>
		</Confirm>
	);
}

function WriteOutcome({ poll, onDone }: { poll: Poll; onDone(): void }) {
	const draft = draftAt(`outcome:poll:${poll.id}`);
	const sending = useSending();

	useEffect(() => {
		if (draft?.text.peek() === '' && poll.outcome) draft.type(poll.outcome);
	}, []);
	const check = () => missing({ outcome: [draft?.text.peek() ?? '', t.outcomeMissing] });
	const send = async () => {
		const outcome = draft?.text.peek().trim() ?? '';
		const sent = await draft?.send('poll.outcome', { poll: poll.id, outcome });
		if (sent?.kind === 'refused') throw sent.error;
		if (sent?.kind !== 'sent') return;
		announce(t.outcomeDone);
		onDone();
	};
	return (
		<Dialog title={poll.outcome ? t.changeOutcome : t.writeOutcome} onClose={onDone}>
			<Form
				sending={sending}
				action={t.saveOutcome}
				check={check}
				onSend={send}
				also={
					<Button look="quiet" onClick={onDone}>
						{words.cancel}
					</Button>
				}
			>
				<Editor
					name="outcome"
					label={t.outcome}
					hint={t.outcomeHint}
					error={sending.problems.value.outcome}
					value={draft?.text.value ?? ''}
					onValue={(value) => draft?.type(value)}
					state={draft?.state.value}
				/>
				<p class="quiet small">{t.outcomeRole}</p>
			</Form>
		</Dialog>
	);
}
