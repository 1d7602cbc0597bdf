// SPDX-License-Identifier: Apache-2.0
/*
 * answer_fields.tsx - an answer: what is decided, and why.
 *
 * Used for one comment, for many, for a theme. The reason is a draft like every
 * text; an answer that was kept as a template fills both in, and can be changed
 * afterwards like any other. A duplicate is one of another comment, which is
 * chosen; a theme repeats none.
 */
import { useSignal } from '@preact/signals';
import { draftAt } from '../../store/session';
import { tables } from '../../store/tables';
import { Select, TextArea } from '../../ui/field';
import type { FormOf, Problems } from '../../ui/form';
import { Tag } from '../../ui/parts';
import { useChoice, useRevision } from '../../ui/revision';
import type { Disposition } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { originalsFor } from './originals';
import { looks, needsReason } from './room';
import { REASON_MAX, tooLong } from './too_long';

const t = reviews.answers;

export type AnswerName = 'disposition' | 'duplicate_of' | 'reason';

interface Was {
	disposition: Disposition | null;
	reason: string | null;
	duplicate_of?: number | null;
}

const unanswered: Was = { disposition: null, reason: null };

/* `place`: of the draft. */
export function useAnswer(round: number, place: string, was: Was = unanswered) {
	const draft = draftAt(place);
	const chosen = useSignal<string | null>(null);
	const original = useChoice<string>(String(was.duplicate_of ?? ''));
	const reason = useRevision(draft, was.reason ?? '');
	const disposition = {
		get value() {
			return chosen.value ?? was.disposition ?? '';
		},
		set value(value: string) {
			chosen.value = value;
		},
	};
	const repeats = () => disposition.value === 'duplicate';
	const reasoned = (): Problems =>
		disposition.value && needsReason(disposition.value as Disposition) && !reason.value.trim()
			? { reason: t.reasonMissing }
			: tooLong({ reason }, REASON_MAX);
	const check = (): Problems => ({
		...(repeats() && !original.value && { duplicate_of: t.originalMissing }),
		...reasoned(),
	});
	const community = tables.round.get(round)?.community;
	return {
		plan: {
			fields: { disposition, duplicate_of: original, reason },
			required: { disposition: t.chooseMissing },
			check,
		},
		/* Does it say something else than what is there? */
		get changed() {
			return (
				(chosen.value !== null && chosen.value !== (was.disposition ?? '')) ||
				(repeats() && original.value !== String(was.duplicate_of ?? '')) ||
				reason.value !== (was.reason ?? '')
			);
		},
		draft,
		templates: tables.template.where((row) => row.community === community && !row.removed_at),
		/* To be kept as a template: it repeats no comment yet. */
		reasoned,
		kept: () => ({
			disposition: disposition.value as Disposition,
			reason: reason.value.trim() || undefined,
		}),
		given: () => ({
			disposition: disposition.value as Disposition,
			reason: reason.value.trim() || undefined,
			...(repeats() && { duplicate_of: Number(original.value) }),
		}),
		fill(given: { disposition: Disposition; reason: string | null }) {
			disposition.value = given.disposition;
			reason.value = given.reason ?? '';
		},
		clear() {
			chosen.value = null;
			original.forget();
			reason.forget();
			draft?.discard();
		},
		/* What I typed is stored now, or mine no longer. */
		forget() {
			chosen.value = null;
			original.forget();
			reason.forget();
		},
	};
}

export type Answering = ReturnType<typeof useAnswer>;

const choices = [
	{ value: '', label: t.choose },
	...Object.entries(reviews.dispositions).map(([value, label]) => ({ value, label })),
];

interface AnswerFieldsProps {
	form: FormOf<AnswerName>;
	answer: Answering;
	/* The comments that are answered; none: a theme, which repeats no comment. */
	comments: readonly number[];
}

export function AnswerFields({ form, answer, comments }: AnswerFieldsProps) {
	const repeats = ({ disposition }: Pick<Was, 'disposition'>) => disposition === 'duplicate';
	const single = comments.length > 0;
	const templates = answer.templates.filter((row) => single || !repeats(row));
	const use = (id: string) => {
		const template = templates.find((row) => String(row.id) === id);
		if (template) answer.fill(template);
	};
	const disposition = form.field('disposition');
	return (
		<>
			{templates.length > 0 && (
				<Select
					name="template"
					label={t.template}
					optional
					value=""
					onValue={use}
					choices={[
						{ value: '', label: t.choose },
						...templates.map(({ id, title }) => ({ value: String(id), label: title })),
					]}
				/>
			)}
			<Select
				label={t.disposition}
				choices={single ? choices : choices.filter(({ value }) => value !== 'duplicate')}
				{...disposition}
			/>
			{disposition.value === 'duplicate' && single && (
				<Select
					label={t.original}
					hint={t.originalHint}
					choices={[{ value: '', label: t.choose }, ...originalsFor(comments)]}
					{...form.field('duplicate_of')}
				/>
			)}
			<TextArea
				label={t.reason}
				optional={!needsReason(disposition.value as Disposition)}
				rows={3}
				{...form.field('reason')}
			/>
		</>
	);
}

/* An answer as it was given. */
export function Given({ disposition, reason }: Was) {
	if (!disposition) return null;
	return (
		<p class="small">
			<Tag look={looks[disposition]}>{reviews.dispositions[disposition]}</Tag> {reason}
		</p>
	);
}
