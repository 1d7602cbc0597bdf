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
import { missing, type Problems, useSending } from '../../ui/form';
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
	const sending = useSending();
	const { problems } = sending;
	const passage = clause ? read(clause, marks?.text.value ?? '') : null;

	useEffect(() => document.getElementById(idOf('body'))?.focus(), []);

	/* The form is small and stands in a text: what is wrong is said at the field. */
	const check = (): Problems => {
		const found = missing({ body: [body?.text.peek() ?? '', t.bodyMissing] });
		if (found.body) document.getElementById(idOf('body'))?.focus();
		return found;
	};
	const send = async () => {
		const words = proposed?.text.peek().trim();
		const sent = await body?.send(
			'comment.add',
			{
				round,
				clause: clause?.id,
				body: body.text.peek(),
				proposed: words || undefined,
				...(clause &&
					passage && { start: passage.start, end: passage.end, ...quoted(clause, passage) }),
			},
			[proposed?.place, marks?.place].filter((place) => place !== undefined),
		);
		if (sent?.kind === 'refused') throw sent.error;
		if (sent?.kind === 'waiting') announce(t.waiting);
		if (sent?.kind !== 'sent') return;
		announce(t.added);
		onDone();
	};
	return (
		<section class="write" aria-label={t.on(placeWords(clause?.id ?? null))}>
			<form
				class="form"
				noValidate
				onSubmit={(event) => {
					event.preventDefault();
					void sending.submit(check, send);
				}}
			>
				{problems.value[''] && (
					<p class="error" role="alert">
						{problems.value['']}
					</p>
				)}
				{clause && passage && (
					<div class="write-marked">
						<p class="small quiet">{t.marked}</p>
						<blockquote class="remark-exact">{quoted(clause, passage).exact}</blockquote>
						<Button small look="quiet" onClick={() => marks?.discard()}>
							{t.unmark}
						</Button>
					</div>
				)}
				<Editor
					name="body"
					label={t.body}
					hint={t.hint}
					error={problems.value.body}
					value={body?.text.value ?? ''}
					onValue={(value) => body?.type(value)}
					state={body?.state.value}
					onSend={() => void sending.submit(check, send)}
				/>
				{clause && (
					<TextArea
						name="proposed"
						label={t.proposed}
						hint={t.proposedHint}
						optional
						rows={2}
						error={problems.value.proposed}
						value={proposed?.text.value ?? ''}
						onValue={(value) => proposed?.type(value)}
					/>
				)}
				<div class="row">
					<Button look="main" type="submit" busy={sending.busy.value}>
						{t.send}
					</Button>
					<Button look="quiet" onClick={onDone}>
						{t.later}
					</Button>
				</div>
			</form>
		</section>
	);
}
