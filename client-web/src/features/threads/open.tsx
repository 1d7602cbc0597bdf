// SPDX-License-Identifier: Apache-2.0
/* open.tsx - starting a thread: its kind, its title and its first post. */
import { useSignal } from '@preact/signals';
import { navigate, to } from '../../router';
import { coordinates, draftAt } from '../../store/session';
import { Editor } from '../../ui/editor';
import { Choices, TextField } from '../../ui/field';
import { deliver, Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { OfCommunity, Page } from '../../ui/page';
import type { Community, Thread } from '../../wire/rows';
import { words } from '../../words/en';
import { threadList } from '../../words/en/thread_list';

const t = threadList.open;

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

function Opening({ community }: { community: Community }) {
	const body = draftAt(`thread:new:${community.id}`);
	const title = draftAt(`thread:new:${community.id}:title`);
	const kind = useSignal<Thread['kind']>('discussion');
	const form = useForm({
		fields: { kind, title, body },
		required: { title: t.nameMissing, body: t.bodyMissing },
		send: async () => {
			const params = {
				community: community.id,
				kind: kind.peek(),
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
			{coordinates(community.id) && (
				<Choices
					label={t.kind}
					choices={[
						{ value: 'discussion', label: t.discussion, hint: t.discussionHint },
						{ value: 'announcement', label: t.announcement, hint: t.announcementHint },
					]}
					{...form.choice('kind')}
				/>
			)}
			<TextField label={t.name} hint={t.nameHint} maxLength={200} {...form.field('title')} />
			<Editor label={t.body} hint={words.thread.patients} rows={8} {...form.editor('body')} />
		</Form>
	);
}
