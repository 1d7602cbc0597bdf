// SPDX-License-Identifier: Apache-2.0
/* edit.tsx - changing what a post says; what it said before stays readable. */
import { draftAt } from '../../store/session';
import { Editor } from '../../ui/editor';
import { deliver, Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { useRevision } from '../../ui/revision';
import type { Post } from '../../wire/rows';
import { threads } from '../../words/en/threads';

const t = threads.post;

export function Edit({ post, onDone }: { post: Post; onDone(): void }) {
	const draft = draftAt(`post:${post.id}`);
	const body = useRevision(draft, post.body);
	const form = useForm({
		fields: { body },
		required: { body: t.editMissing },
		send: async () => {
			if (!(await deliver(draft, 'post.edit', { post: post.id, body: body.value }))) return;
			tell(t.edited_now);
			onDone();
		},
		suffix: `-${post.id}`,
	});
	const stop = () => {
		draft?.discard();
		onDone();
	};
	return (
		<Form form={form} action={t.saveEdit} onCancel={stop}>
			<Editor label={t.editLabel} {...form.editor('body')} />
		</Form>
	);
}
