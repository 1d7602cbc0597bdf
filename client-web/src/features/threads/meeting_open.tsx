// SPDX-License-Identifier: Apache-2.0
/* meeting_open.tsx - calling a meeting: a thread with a time and a place. The words
 * are the drafts of any thread that is begun here; the rest has drafts of its own. */
import { navigate, to } from '../../router';
import type { Draft } from '../../store/drafts';
import { Editor } from '../../ui/editor';
import { TextField } from '../../ui/field';
import { deliver, Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import type { Community } from '../../wire/rows';
import { words } from '../../words/en';
import { meetings } from '../../words/en/meetings';
import { threadList } from '../../words/en/thread_list';
import { type MeetingDrafts, MeetingFields, useMeeting } from './meeting_fields';

const t = threadList.open;

interface Props {
	community: Community;
	title: Draft | null;
	body: Draft | null;
	drafts: MeetingDrafts;
}

export function OpenMeeting({ community, title, body, drafts }: Props) {
	const meeting = useMeeting({ drafts });
	const form = useForm({
		fields: { title, body, ...meeting.fields },
		required: { title: t.nameMissing, body: meetings.bodyMissing },
		check: () => meeting.problems,
		send: async () => {
			const params = {
				community: community.id,
				title: form.text('title'),
				body: body?.value ?? '',
				...meeting.said,
			};
			const reply = await deliver(body, 'meeting.open', params, [title, ...Object.values(drafts)]);
			if (!reply) return;
			tell(meetings.called);
			navigate(to.thread(reply.thread.id), { replace: true });
		},
	});
	return (
		<Form form={form} action={meetings.call}>
			<TextField label={t.name} hint={t.nameHint} maxLength={200} {...form.field('title')} />
			<MeetingFields form={form} meeting={meeting} />
			<Editor
				label={meetings.body}
				hint={words.thread.patients}
				rows={8}
				{...form.editor('body')}
			/>
		</Form>
	);
}
