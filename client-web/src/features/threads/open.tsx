// SPDX-License-Identifier: Apache-2.0
/* open.tsx - starting a thread: its kind, its title and its first post. */
import { useSignal } from '@preact/signals';
import { navigate, to } from '../../router';
import { useSlug } from '../../store/community';
import { coordinates, draftAt } from '../../store/session';
import { Editor } from '../../ui/editor';
import { Choices, TextField } from '../../ui/field';
import { Form, missing, useSending } from '../../ui/form';
import { announce } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import type { Community, Thread } from '../../wire/rows';
import { threads } from '../../words/en/threads';

const t = threads.open;

export default function OpenThread({ slug }: { slug: string }) {
	const { community, missing: lost, error, again } = useSlug(slug);
	if (lost) return <PageLost />;
	if (!community) return <PageWaiting title={t.title} error={error} again={again} />;
	return (
		<Page title={t.title} kicker={<a href={to.threads(slug)}>{community.name}</a>}>
			<Opening community={community} />
		</Page>
	);
}

function Opening({ community }: { community: Community }) {
	const body = draftAt(`thread:new:${community.id}`);
	const title = draftAt(`thread:new:${community.id}:title`);
	const kind = useSignal<Thread['kind']>('discussion');
	const sending = useSending();
	const { problems } = sending;

	const check = () =>
		missing({
			title: [title?.text.peek() ?? '', t.nameMissing],
			body: [body?.text.peek() ?? '', t.bodyMissing],
		});
	const send = async () => {
		const sent = await body?.send(
			'thread.open',
			{
				community: community.id,
				kind: kind.peek(),
				title: title?.text.peek().trim() ?? '',
				body: body.text.peek(),
			},
			title ? [title.place] : [],
		);
		if (sent?.kind === 'refused') throw sent.error;
		if (sent?.kind === 'waiting') announce(t.waiting);
		if (sent?.kind !== 'sent') return;
		announce(t.opened);
		navigate(to.thread(sent.reply.thread.id), { replace: true });
	};
	return (
		<Form sending={sending} action={t.act} check={check} onSend={send}>
			{coordinates(community.id) && (
				<Choices
					name="kind"
					label={t.kind}
					values={[kind.value]}
					onValues={([value]) => {
						kind.value = value as Thread['kind'];
					}}
					choices={[
						{ value: 'discussion', label: t.discussion, hint: t.discussionHint },
						{ value: 'announcement', label: t.announcement, hint: t.announcementHint },
					]}
				/>
			)}
			<TextField
				name="title"
				label={t.name}
				hint={t.nameHint}
				error={problems.value.title}
				maxLength={200}
				value={title?.text.value ?? ''}
				onValue={(value) => title?.type(value)}
			/>
			<Editor
				name="body"
				label={t.body}
				hint={t.patients}
				error={problems.value.body}
				rows={8}
				value={body?.text.value ?? ''}
				onValue={(value) => body?.type(value)}
				state={body?.state.value}
				onSend={() => void sending.submit(check, send)}
			/>
		</Form>
	);
}
