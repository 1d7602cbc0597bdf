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
import { Button } from '../../ui/button';
import { Select, TextArea } from '../../ui/field';
import { type Problems, useSending } from '../../ui/form';
import { announce } from '../../ui/live';
import { Tag } from '../../ui/parts';
import { Relative } from '../../ui/time';
import type { Comment, Disposition } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { RemarkWords } from './remark';
import { looks, nameOf, needsReason, placeWords } from './room';

const t = reviews.answers;

export function AnswerRow({ comment }: { comment: Comment }) {
	const clause = comment.clause === null ? undefined : tables.clause.get(comment.clause);
	const name = nameOf(comment.author);
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
	const typed = useSignal<string | null>(null);
	const sending = useSending();
	const disposition = chosen.value ?? comment.disposition ?? '';
	const kept = draft?.text.value || null;
	const reason = typed.value ?? kept ?? comment.reason ?? '';
	const changed = disposition !== (comment.disposition ?? '') || reason !== (comment.reason ?? '');
	const names = { disposition: `disposition-${comment.id}`, reason: `reason-${comment.id}` };
	const { problems } = sending;

	const check = (): Problems => {
		const found: Problems = {};
		if (disposition === '') found.disposition = t.chooseMissing;
		else if (needsReason(disposition) && reason.trim() === '') found.reason = t.reasonMissing;
		const first = found.disposition ? names.disposition : found.reason && names.reason;
		if (first) document.getElementById(`field-${first}`)?.focus();
		return found;
	};
	const send = async () => {
		if (disposition === '') return;
		const sent = await draft?.send('comment.dispose', {
			comment: comment.id,
			disposition,
			reason: reason.trim() || undefined,
		});
		if (sent?.kind === 'refused') throw sent.error;
		if (sent?.kind !== 'sent') return;
		chosen.value = null;
		typed.value = null;
		announce(t.saved);
	};
	const place = placeWords(comment.clause);
	return (
		<form
			class="answering-form"
			noValidate
			aria-label={t.dispositionOf(nameOf(comment.author), place)}
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
			<Select
				name={names.disposition}
				label={t.disposition}
				error={problems.value.disposition}
				value={disposition}
				onValue={(value) => {
					chosen.value = value as Disposition | '';
				}}
				choices={choices}
			/>
			<TextArea
				name={names.reason}
				label={t.reason}
				optional={disposition === 'accepted' || disposition === 'duplicate'}
				rows={2}
				error={problems.value.reason}
				value={reason}
				onValue={(value) => {
					typed.value = value;
					draft?.type(value);
				}}
			/>
			<div class="row">
				<Button
					small
					type="submit"
					busy={sending.busy.value}
					aria-label={t.saveOf(nameOf(comment.author), place)}
				>
					{t.save}
				</Button>
				{changed && disposition !== '' && <span class="small quiet">{t.unsaved}</span>}
				{!changed && comment.disposition && (
					<>
						<Tag look={looks[comment.disposition]}>{reviews.dispositions[comment.disposition]}</Tag>
						{comment.disposed_by && (
							<span class="small quiet">{t.savedBy(nameOf(comment.disposed_by))}</span>
						)}
					</>
				)}
			</div>
		</form>
	);
}
