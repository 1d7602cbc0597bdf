// SPDX-License-Identifier: Apache-2.0
/* meeting_change.tsx - putting a meeting at another time or place, or off; the
 * reason goes to all who did not decline. */
import { useRef } from 'preact/hooks';
import { draftAt } from '../../store/session';
import { AskText } from '../../ui/asking';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { Foreign, useSeenRevision } from '../../ui/foreign';
import { deliver, Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { meetings as t } from '../../words/en/meetings';
import { Facts, type Meeting } from './meeting_facts';
import { MeetingFields, useMeeting } from './meeting_fields';

interface Props {
	meeting: Meeting;
	onClose(): void;
}

export function ChangeMeeting({ meeting, onClose }: Props) {
	const reason = draftAt(`meeting:${meeting.id}:change`);
	const facts = useMeeting({ was: meeting });
	const seen = useSeenRevision(meeting.revision, facts.touched);
	const form = useForm({
		fields: { ...facts.fields, reason },
		required: { reason: t.reasonMissing },
		check: () => facts.problems,
		send: async () => {
			const params = {
				thread: meeting.id,
				revision: seen.value,
				reason: form.text('reason'),
				...facts.said,
			};
			if (!(await deliver(reason, 'meeting.change', params))) return;
			tell(t.changedNow);
			onClose();
		},
		suffix: '-meeting',
		inline: true,
	});
	return (
		<Dialog title={t.change} onClose={onClose}>
			<Foreign seen={seen} form={form} by={meeting.changed_by} forget={facts.forget}>
				<Facts meeting={meeting} />
			</Foreign>
			<Form form={form} action={t.changeAct} onCancel={onClose}>
				<MeetingFields form={form} meeting={facts} />
				<TextArea
					label={t.reason}
					hint={t.reasonHint}
					rows={2}
					maxLength={2000}
					{...form.field('reason')}
				/>
			</Form>
		</Dialog>
	);
}

export function CancelMeeting({ meeting, onClose }: Props) {
	const reason = draftAt(`meeting:${meeting.id}:cancel`);
	/* As it stood when the question was read: no change of somebody else is overrun. */
	const { current: revision } = useRef(meeting.revision);
	const send = async (text: string) => {
		const params = { thread: meeting.id, revision, reason: text };
		if (!(await deliver(reason, 'meeting.cancel', params))) return false;
		tell(t.cancelledNow);
		return true;
	};
	return (
		<AskText
			title={t.cancelTitle}
			label={t.reason}
			hint={t.reasonHint}
			note={t.cancelNote}
			action={t.cancelAct}
			missing={t.reasonMissing}
			text={reason}
			onSend={send}
			onClose={onClose}
		/>
	);
}
