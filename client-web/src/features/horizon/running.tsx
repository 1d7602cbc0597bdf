// SPDX-License-Identifier: Apache-2.0
/*
 * running.tsx - what coordinators do with a poll: close it, say what came of it.
 *
 * One button for both: it keeps the focus when closing turns it into the next
 * step. Between the time of the close and the server's word there is neither.
 */
import { useSignal } from '@preact/signals';
import { draftAt } from '../../store/session';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Rewrite } from '../../ui/foreign';
import { deliver } from '../../ui/form';
import { tell } from '../../ui/live';
import { call } from '../../wire/calls';
import type { Poll } from '../../wire/rows';
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
			{asking.value === 'close' && <CloseNow poll={poll} onClose={done} />}
			{asking.value === 'outcome' && <WriteOutcome poll={poll} onClose={done} />}
		</div>
	);
}

/* That it is closed is said by the page, which hears it like everybody. */
function CloseNow({ poll, onClose }: { poll: Poll; onClose(): void }) {
	const close = async () => {
		await call('poll.close', { poll: poll.id });
	};
	return (
		<Confirm title={t.closeTitle} action={t.close} danger onYes={close} onClose={onClose}>
			<p>{t.closeBody(poll.voter_count)}</p>
		</Confirm>
	);
}

function WriteOutcome({ poll, onClose }: { poll: Poll; onClose(): void }) {
	const draft = draftAt(`outcome:poll:${poll.id}`);
	const send = async (outcome: string, seen?: string) => {
		if (!(await deliver(draft, 'poll.outcome', { poll: poll.id, outcome, seen }))) return false;
		tell(t.outcomeDone);
		return true;
	};
	return (
		<Rewrite
			title={poll.outcome ? t.changeOutcome : t.writeOutcome}
			label={t.outcome}
			hint={t.outcomeHint}
			note={t.outcomeRole}
			action={t.saveOutcome}
			missing={t.outcomeMissing}
			draft={draft}
			there={poll.outcome}
			html={poll.outcome_html}
			by={poll.outcome_by}
			onSend={send}
			onClose={onClose}
		/>
	);
}
