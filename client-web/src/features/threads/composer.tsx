// SPDX-License-Identifier: Apache-2.0
/*
 * composer.tsx - where one answers a thread.
 *
 * Text and the post that it answers are two drafts of the same place, so both
 * come back after a reload. While it is being sent the text stays and cannot
 * be changed; it goes when the server has it.
 */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { memberOf } from '../../store/names';
import { draftAt } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Editor } from '../../ui/editor';
import { deliver, Form, useForm } from '../../ui/form';
import { idOf } from '../../ui/label';
import { tell } from '../../ui/live';
import type { Post, Thread } from '../../wire/rows';
import { words } from '../../words/en';
import { threads } from '../../words/en/threads';
import { excerpt } from './post';

const t = threads.composer;

interface ComposerProps {
	thread: Thread;
	replyTo: Signal<Post | null>;
	onWriting(now: boolean): void;
	onPosted(): void;
}

export function Composer({ thread, replyTo, onWriting, onPosted }: ComposerProps) {
	const draft = draftAt(`thread:${thread.id}`);
	const target = draftAt(`thread:${thread.id}:to`);
	const inside = useSignal(false);
	const text = draft?.text.value ?? '';
	const answered = tables.post.get(Number(target?.text.value ?? 0));

	/* "Reply" was pressed: that is a wish to write, so the focus goes there. */
	useLayoutEffect(() => {
		if (!replyTo.value) return;
		target?.type(String(replyTo.value.id));
		replyTo.value = null;
		document.getElementById(idOf('body'))?.focus();
	}, [replyTo.value]);

	useEffect(() => onWriting(inside.value && text !== ''), [inside.value, text !== '']);

	const form = useForm({
		fields: { body: draft },
		required: { body: t.missing },
		send: async () => {
			const reply_to = Number(target?.text.peek()) || undefined;
			const params = { thread: thread.id, body: draft?.value ?? '', reply_to };
			if (!(await deliver(draft, 'thread.post', params, [target]))) return;
			tell(t.posted);
			onPosted();
		},
	});

	return (
		<section
			class="composer"
			id="composer"
			aria-labelledby="composer-title"
			onFocusIn={() => {
				inside.value = true;
			}}
			onFocusOut={() => {
				inside.value = false;
			}}
		>
			<h2 id="composer-title">{t.title}</h2>
			{answered && (
				<div class="answering">
					<p>
						{t.answering(memberOf(answered.author)?.display_name ?? words.formerMember)}{' '}
						<span class="excerpt">{excerpt(answered.body)}</span>
					</p>
					<Button look="quiet" small onClick={() => target?.discard()}>
						{t.notAnswering}
					</Button>
				</div>
			)}
			<Form form={form} action={t.act}>
				<Editor label={t.label} hint={words.thread.patients} {...form.editor('body')} />
			</Form>
		</section>
	);
}
