// SPDX-License-Identifier: Apache-2.0
/* open.tsx - starting a thread: its kind, its title and its first post. */
import { useSignal } from '@preact/signals';
import { navigate, to } from '../../router';
import type { Draft } from '../../store/drafts';
import { coordinates, draftAt } from '../../store/session';
import { Editor } from '../../ui/editor';
import { Choices, TextField } from '../../ui/field';
import { deliver, Form, useForm } from '../../ui/form';
import { later } from '../../ui/later';
import { tell } from '../../ui/live';
import { OfCommunity, Page } from '../../ui/page';
import type { Community, Thread } from '../../wire/rows';
import { words } from '../../words/en';
import { threadList } from '../../words/en/thread_list';
import type { MeetingDrafts } from './meeting_fields';

const t = threadList.open;
const OpenMeeting = later(() => import('./meeting_open').then((part) => part.OpenMeeting));

export default function OpenThread({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => (
				<Page title={t.title} kicker={<a href={to.threads(slug)}>{community.name}</a>}>
					<Opening community={community} />
				</Page>
			)}
		</OfCommunity>
	);
}

type Kind = Thread['kind'];

function meetingDrafts(community: number): MeetingDrafts {
	const at = (name: keyof MeetingDrafts) => draftAt(`meeting:new:${community}:${name}`);
	return {
		starts_at: at('starts_at'),
		minutes: at('minutes'),
		zone: at('zone'),
		place: at('place'),
		link: at('link'),
		seats: at('seats'),
	};
}

/* The choice of the kind stands above the form, which is another for a meeting:
 * and begins as one where something of a meeting was typed. */
function Opening({ community }: { community: Community }) {
	const body = draftAt(`thread:new:${community.id}`);
	const title = draftAt(`thread:new:${community.id}:title`);
	const drafts = meetingDrafts(community.id);
	const called = Object.values(drafts).some((draft) => draft?.text.value);
	const chosen = useSignal<Kind | null>(null);
	const kind = chosen.value ?? (called && coordinates(community.id) ? 'meeting' : 'discussion');
	return (
		<>
			{coordinates(community.id) && (
				<Choices
					name="kind"
					label={t.kind}
					choices={[
						{ value: 'discussion', label: t.discussion, hint: t.discussionHint },
						{ value: 'announcement', label: t.announcement, hint: t.announcementHint },
						{ value: 'meeting', label: t.meeting, hint: t.meetingHint },
					]}
					values={[kind]}
					onValues={([value]) => (chosen.value = value as Kind)}
				/>
			)}
			{kind === 'meeting' ? (
				<OpenMeeting community={community} title={title} body={body} drafts={drafts} />
			) : (
				<Plain community={community} kind={kind} title={title} body={body} />
			)}
		</>
	);
}

interface PlainProps {
	community: Community;
	kind: Exclude<Kind, 'meeting'>;
	title: Draft | null;
	body: Draft | null;
}

function Plain({ community, kind, title, body }: PlainProps) {
	const form = useForm({
		fields: { title, body },
		required: { title: t.nameMissing, body: t.bodyMissing },
		send: async () => {
			const params = {
				community: community.id,
				kind,
				title: form.text('title'),
				body: body?.value ?? '',
			};
			const reply = await deliver(body, 'thread.open', params, [title]);
			if (!reply) return;
			tell(t.opened);
			navigate(to.thread(reply.thread.id), { replace: true });
		},
	});
	return (
		<Form form={form} action={t.act}>
			<TextField label={t.name} hint={t.nameHint} maxLength={200} {...form.field('title')} />
			<Editor label={t.body} hint={words.thread.patients} rows={8} {...form.editor('body')} />
		</Form>
	);
}
