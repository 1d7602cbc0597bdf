// SPDX-License-Identifier: Apache-2.0
/* ending.tsx - closing a round before its time, and what came of it. */
import { useSignal } from '@preact/signals';
import { asCallError } from '../../store/load';
import { draftAt } from '../../store/session';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Editor } from '../../ui/editor';
import { Form, missing, useSending } from '../../ui/form';
import { Html } from '../../ui/html';
import { announce } from '../../ui/live';
import { Notice } from '../../ui/parts';
import { call } from '../../wire/calls';
import type { Round } from '../../wire/rows';
import { sentence, words } from '../../words/en';
import { reviews } from '../../words/en/reviews';

const t = reviews.answers;

export function Ending({ round }: { round: Round }) {
	const writing = useSignal(false);
	if (round.closed_at === null) return <CloseNow round={round} />;
	if (writing.value) return <Outcome round={round} onDone={() => (writing.value = false)} />;
	return (
		<div class="ending">
			{round.outcome_html && (
				<Notice look="good">
					<h2>{t.outcome}</h2>
					<Html html={round.outcome_html} />
				</Notice>
			)}
			<Button look={round.outcome ? 'plain' : 'main'} onClick={() => (writing.value = true)}>
				{round.outcome ? t.outcomeChange : t.outcomeWrite}
			</Button>
		</div>
	);
}

function CloseNow({ round }: { round: Round }) {
	const asking = useSignal(false);
	const busy = useSignal(false);
	const problem = useSignal('');
	const act = async () => {
		busy.value = true;
		try {
			await call('round.close', { round: round.id });
			asking.value = false;
			announce(t.closed);
		} catch (failure) {
			problem.value = sentence(asCallError(failure));
		} finally {
			busy.value = false;
		}
	};
	return (
		<div class="ending">
			<Button onClick={() => (asking.value = true)}>{t.close}</Button>
			{asking.value && (
				<Confirm
					title={t.closeTitle}
					action={t.close}
					danger
					busy={busy.value}
					onYes={() => void act()}
					onNo={() => (asking.value = false)}
				>
					<p>{t.closeBody}</p>
					{problem.value && <p class="error">{problem.value}</p>}
				</Confirm>
			)}
		</div>
	);
}

function Outcome({ round, onDone }: { round: Round; onDone(): void }) {
	const draft = draftAt(`outcome:round:${round.id}`);
	const typed = useSignal<string | null>(null);
	const sending = useSending();
	const kept = draft?.text.value || null;
	const text = typed.value ?? kept ?? round.outcome ?? '';

	const send = async () => {
		const sent = await draft?.send('round.outcome', { round: round.id, outcome: text });
		if (sent?.kind === 'refused') throw sent.error;
		if (sent?.kind !== 'sent') return;
		announce(t.outcomeDone);
		onDone();
	};
	return (
		<div class="ending">
			<Form
				sending={sending}
				action={t.outcomeAct}
				check={() => missing({ outcome: [text, t.outcomeMissing] })}
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
					value={text}
					onValue={(value) => {
						typed.value = value;
						draft?.type(value);
					}}
					state={draft?.state.value}
				/>
			</Form>
		</div>
	);
}
