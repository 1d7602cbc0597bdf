// SPDX-License-Identifier: Apache-2.0
/* close.tsx - closing a thread, with an outcome if there is one. */
import { draftAt } from '../../store/session';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Editor } from '../../ui/editor';
import { Form, useSending } from '../../ui/form';
import { announce } from '../../ui/live';
import type { Thread } from '../../wire/rows';
import { words } from '../../words/en';
import { threads } from '../../words/en/threads';

const t = threads.close;

export function CloseThread({ thread, onDone }: { thread: Thread; onDone(): void }) {
	const draft = draftAt(`outcome:thread:${thread.id}`);
	const sending = useSending();
	const text = draft?.text.value ?? '';

	const send = async () => {
		const outcome = draft?.text.peek().trim() || undefined;
		const sent = await draft?.send('thread.close', { thread: thread.id, outcome });
		if (sent?.kind === 'refused') throw sent.error;
		if (sent?.kind !== 'sent') return;
		announce(t.done);
		onDone();
	};
	return (
		<Dialog title={t.title} onClose={onDone}>
			<Form
				sending={sending}
				action={t.act}
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
					hint={t.hint}
					optional
					error={sending.problems.value.outcome}
					value={text}
					onValue={(value) => draft?.type(value)}
					state={draft?.state.value}
				/>
				<p class="quiet small">{t.role}</p>
			</Form>
		</Dialog>
	);
}
