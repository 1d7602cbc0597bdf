// SPDX-License-Identifier: Apache-2.0
/*
 * write.tsx - writing a comment where it belongs.
 *
 * Comment, suggested words, marked passage, kind and justification are drafts
 * of one place: all come back after a reload and go together when the server
 * has them. Only one such form is open at a time, so the names of its fields
 * are its own. Under whose name it will stand is said before it is written.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { draftAt } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Editor } from '../../ui/editor';
import { idOf, Select, TextArea } from '../../ui/field';
import { deliver, Form, type FormOf, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import type { Clause } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { Difference } from './difference';
import { type Passage, quoted, read } from './passage';
import { commentPlace, hintOf, type Kind, kinds, placeWords, WHOLE } from './room';
import { tooLong, WORDS_MAX } from './too_long';

const t = reviews.write;

export function draftsOf(round: number, key: number) {
	const place = commentPlace(round, key);
	return {
		body: draftAt(place),
		kind: draftAt(`${place}:kind`),
		proposed: draftAt(`${place}:proposed`),
		justification: draftAt(`${place}:justification`),
		marks: draftAt(`${place}:marks`),
	};
}

interface WriteProps {
	round: number;
	/* Neither this nor a question: on the whole document. */
	clause?: Clause;
	/* Of the round, from 1. */
	question?: number;
	onDone(): void;
}

type Name = 'kind' | 'body' | 'proposed' | 'justification';

export function Write({ round: id, clause, question, onDone }: WriteProps) {
	const key = clause?.id ?? (question ? -question : WHOLE);
	const { body, kind, proposed, justification, marks } = draftsOf(id, key);
	const round = tables.round.get(id);
	const structured = round?.form === 'structured';
	const passage = clause ? read(clause, marks?.text.value ?? '') : null;
	const stands = clause && passage ? quoted(clause, passage).exact : (clause?.text ?? '');
	const first = structured ? 'kind' : 'body';

	useLayoutEffect(() => document.getElementById(idOf(first))?.focus(), []);

	const form: FormOf<Name> = useForm({
		fields: { kind, body, proposed, justification },
		required: { body: t.bodyMissing, ...(structured && { kind: t.kindMissing }) },
		check: () => tooLong({ body, proposed, justification }, WORDS_MAX),
		send: async () => {
			const edit = form.text('proposed');
			const edits = proposed?.value !== '' && edit !== stands;
			const params = {
				round: id,
				clause: clause?.id,
				question,
				body: body?.value ?? '',
				proposed: edits ? edit : undefined,
				...(structured && {
					kind: form.text('kind') as Kind,
					justification: form.text('justification') || undefined,
				}),
				...(clause &&
					passage && { start: passage.start, end: passage.end, ...quoted(clause, passage) }),
			};
			const also = [proposed, marks, kind, justification];
			if (!(await deliver(body, 'comment.add', params, also))) return;
			tell(t.added);
			onDone();
		},
		inline: true,
	});
	return (
		<section class="write" aria-label={t.on(placeWords(key))}>
			<Form form={form} action={t.send} onCancel={onDone} cancel={t.later}>
				{clause && passage && (
					<Marked clause={clause} passage={passage} onUnmark={() => marks?.discard()} />
				)}
				{structured && <Select label={t.kind} choices={kinds} {...form.field('kind')} />}
				<Editor label={t.body} hint={hintOf(round)} {...form.editor('body')} />
				{clause && <Suggest form={form} stands={stands} />}
				{structured && (
					<TextArea label={t.justification} optional rows={2} {...form.field('justification')} />
				)}
			</Form>
		</section>
	);
}

function Marked({
	clause,
	passage,
	onUnmark,
}: {
	clause: Clause;
	passage: Passage;
	onUnmark(): void;
}) {
	return (
		<div class="write-marked">
			<p class="small quiet">{t.marked}</p>
			<blockquote class="remark-exact">{quoted(clause, passage).exact}</blockquote>
			<Button small look="quiet" onClick={onUnmark}>
				{t.unmark}
			</Button>
		</div>
	);
}

/* A draft of the edit by which the words go: an empty one is no edit. */
const NOTHING = ' ';

/* The words as they stand, to be changed; what changes shows below. */
function Suggest({ form, stands }: { form: FormOf<Name>; stands: string }) {
	const { onValue, ...rest } = form.field('proposed');
	const field = { ...rest, onValue: (value: string) => onValue(value || NOTHING) };
	const box = useRef<HTMLDivElement>(null);
	const begin = () => {
		field.onValue(stands);
		setTimeout(() => document.getElementById(idOf('proposed'))?.focus());
	};
	const giveUp = () => {
		onValue('');
		setTimeout(() => box.current?.querySelector('button')?.focus());
	};
	const after = field.value.trim();
	return (
		<div ref={box} class="write-suggest">
			{field.value === '' ? (
				<Button small onClick={begin}>
					{t.suggest}
				</Button>
			) : (
				<>
					<TextArea label={t.proposed} hint={t.proposedHint} optional rows={3} {...field} />
					{after !== stands && (
						<div class="write-difference" aria-live="polite">
							<p class="small quiet">{after === '' ? t.takenOut : t.difference}</p>
							<Difference before={stands} after={after} />
						</div>
					)}
					<Button small look="quiet" onClick={giveUp}>
						{t.suggestNot}
					</Button>
				</>
			)}
		</div>
	);
}
