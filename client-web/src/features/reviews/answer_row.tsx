// SPDX-License-Identifier: Apache-2.0
/*
 * answer_row.tsx - one comment and what is answered to it.
 *
 * What somebody else answers meanwhile shows at once, except in a row in which
 * I have begun to write; the reason is a draft like every text.
 */
import { useSignal } from '@preact/signals';
import { to } from '../../router';
import { draftAt } from '../../store/session';
import { tables } from '../../store/tables';
import { Select, TextArea } from '../../ui/field';
import { deliver, Form, type Problems, useForm, useRevision } from '../../ui/form';
import { announce } from '../../ui/live';
import { Tag } from '../../ui/parts';
import { Relative } from '../../ui/time';
import type { Comment, Disposition } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { RemarkWords } from './remark';
import { looks, nameOf, needsReason, placeWords, writerOf } from './room';

const t = reviews.answers;

export function AnswerRow({ comment }: { comment: Comment }) {
	const clause = comment.clause === null ? undefined : tables.clause.get(comment.clause);
	const { name } = writerOf(comment);
	return (
		<tr>
			<th scope="row">
				<a href={`${to.round(comment.round)}#comment-${comment.id}`}>
					{clause?.number ?? reviews.wholeShort}
				</a>
			</th>
			<td>
				<p class="remark-head">
					<span class="remark-author">{name}</span>
					<span class="quiet">
						<Relative at={comment.made_at} />
					</span>
				</p>
				{clause && !comment.exact && <p class="answers-clause">{clause.text}</p>}
				<RemarkWords comment={comment} />
			</td>
			<td>
				<Answering comment={comment} />
			</td>
		</tr>
	);
}

const choices = [
	{ value: '', label: t.choose },
	...Object.entries(reviews.dispositions).map(([value, label]) => ({ value, label })),
];

function Answering({ comment }: { comment: Comment }) {
	const draft = draftAt(`answer:${comment.id}`);
	const chosen = useSignal<Disposition | '' | null>(null);
	const reason = useRevision(draft, comment.reason ?? '');
	const disposition = {
		get value() {
			return chosen.value ?? comment.disposition ?? '';
		},
		set value(value: Disposition | '') {
			chosen.value = value;
		},
	};
	const changed =
		disposition.value !== (comment.disposition ?? '') || reason.value !== (comment.reason ?? '');

	const check = (): Problems =>
		disposition.value && needsReason(disposition.value) && reason.value.trim() === ''
			? { reason: t.reasonMissing }
			: {};
	const form = useForm({
		fields: { disposition, reason },
		required: { disposition: t.chooseMissing },
		check,
		send: async () => {
			const params = {
				comment: comment.id,
				disposition: disposition.value as Disposition,
				reason: form.text('reason') || undefined,
				revision: comment.revision,
			};
			if (!(await deliver(draft, 'comment.dispose', params))) return;
			chosen.value = null;
			reason.forget();
			announce(t.saved);
		},
		suffix: `-${comment.id}`,
		inline: true,
	});
	const place = placeWords(comment.clause);
	const { name } = writerOf(comment);
	return (
		<div class="answering-form">
			<Form
				form={form}
				action={t.save}
				actionName={t.saveOf(name, place)}
				small
				label={t.dispositionOf(name, place)}
				also={<State comment={comment} changed={changed && disposition.value !== ''} />}
			>
				<Select label={t.disposition} choices={choices} {...form.field('disposition')} />
				<TextArea
					label={t.reason}
					optional={!needsReason(disposition.value)}
					rows={2}
					{...form.field('reason')}
				/>
			</Form>
		</div>
	);
}

function State({ comment, changed }: { comment: Comment; changed: boolean }) {
	if (changed) return <span class="small quiet">{t.unsaved}</span>;
	if (!comment.disposition) return null;
	return (
		<>
			<Tag look={looks[comment.disposition]}>{reviews.dispositions[comment.disposition]}</Tag>
			{comment.disposed_by && (
				<span class="small quiet">{t.savedBy(nameOf(comment.disposed_by))}</span>
			)}
		</>
	);
}
