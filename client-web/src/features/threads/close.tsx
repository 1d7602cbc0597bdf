// SPDX-License-Identifier: Apache-2.0
/* close.tsx - closing a thread, with an outcome if there is one; opening it again. */
import { draftAt } from '../../store/session';
import { AskText } from '../../ui/asking';
import { Confirm } from '../../ui/dialog';
import { deliver } from '../../ui/form';
import { tell } from '../../ui/live';
import { call } from '../../wire/calls';
import type { Thread } from '../../wire/rows';
import { threads } from '../../words/en/threads';

const t = threads.close;

export function CloseThread({ thread, onDone }: { thread: Thread; onDone(): void }) {
	const draft = draftAt(`outcome:thread:${thread.id}`);
	const send = async (text: string) => {
		const params = { thread: thread.id, outcome: text || undefined };
		if (!(await deliver(draft, 'thread.close', params))) return false;
		tell(t.done);
		return true;
	};
	return (
		<AskText
			title={t.title}
			label={t.outcome}
			hint={t.hint}
			note={t.role}
			action={t.act}
			text={draft}
			onSend={send}
			onClose={onDone}
		/>
	);
}

export function ReopenThread({ thread, onDone }: { thread: Thread; onDone(): void }) {
	const reopen = async () => {
		await call('thread.reopen', { thread: thread.id });
		tell(t.reopened);
	};
	return (
		<Confirm title={t.reopen} action={t.reopen} onYes={reopen} onClose={onDone}>
			<p>{t.reopenBody}</p>
		</Confirm>
	);
}
