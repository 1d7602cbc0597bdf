// SPDX-License-Identifier: Apache-2.0
/*
 * write.tsx - writing a comment where it belongs.
 *
 * Comment, suggested words and marked passage are three drafts of one place:
 * all come back after a reload and go together when the server has them. Only
 * one such form is open at a time, so the names of its fields are its own.
 */
import { useEffect } from 'preact/hooks';
import { draftAt } from '../../store/session';
import { Button } from '../../ui/button';
import { Editor } from '../../ui/editor';
import { idOf, TextArea } from '../../ui/field';
import { deliver, Form, useForm } from '../../ui/form';
import { announce } from '../../ui/live';
import type { Clause } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { quoted, read } from './passage';
import { commentPlace, placeWords, WHOLE } from './room';

const t = reviews.write;

export function draftsOf(round: number, clause: number) {
	const place = commentPlace(round, clause);
	return {
		body: draftAt(place),
		proposed: draftAt(`${place}:proposed`),
		marks: draftAt(`${place}:marks`),
	};
}

interface WriteProps {
	round: number;
	/* Undefined: on the whole document. */
	clause?: Clause;
	onDone(): void;
}

export function Write({ round, clause, onDone }: WriteProps) {
	const { body, proposed, marks } = draftsOf(round, clause?.id ?? WHOLE);
	const passage = clause ? read(clause, marks?.text.value ?? '') : null;

	useEffect(() => document.getElementById(idOf('body'))?.focus(), []);

	const form = useForm({
		fields: { body, proposed },
		required: { body: t.bodyMissing },
		send: async () => {
			const params = {
				round,
				clause: clause?.id,
				body: body?.value ?? '',
				proposed: form.text('proposed') || undefined,
				...(clause &&
					passage && { start: passage.start, end: passage.end, ...quoted(clause, passage) }),
			};
			if (!(await deliver(body, 'comment.add', params, [proposed, marks]))) return;
			announce(t.added);
			onDone();
		},
		inline: true,
	});
	return (
		<section class="write" aria-label={t.on(placeWords(clause?.id ?? null))}>
			<Form form={form} action={t.send} onCancel={onDone} cancel={t.later}>
				{clause && passage && (
					<div class="write-marked">
						<p class="small quiet">{t.marked}</p>
						<blockquote class="remark-exact">{quoted(clause, passage).exact}</blockquote>
						<Button small look="quiet" onClick={() => marks?.discard()}>
							{t.unmark}
						</Button>
					</div>
				)}
				<Editor label={t.body} hint={t.hint} {...form.editor('body')} />
				{clause && (
					<TextArea
						label={t.proposed}
						hint={t.proposedHint}
						optional
						rows={2}
						{...form.field('proposed')}
					/>
				)}
			</Form>
		</section>
	);
}
