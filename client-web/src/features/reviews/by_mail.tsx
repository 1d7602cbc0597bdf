// SPDX-License-Identifier: Apache-2.0
/*
 * by_mail.tsx - a draft read and commented on from a mail, without signing in.
 *
 * Only the draft is here, nothing that others said. A comment is sent at once and
 * kept by the server; what is being written is kept in this browser until then.
 */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useKept } from '../../store/kept';
import { useLoad } from '../../store/load';
import { Button } from '../../ui/button';
import { Select, TextArea } from '../../ui/field';
import { Form, useForm } from '../../ui/form';
import { Html } from '../../ui/html';
import { announce } from '../../ui/live';
import { Page, PageWaiting } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { Remaining } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Clause, Round } from '../../wire/rows';
import { people } from '../../words/en/people';
import { reviews } from '../../words/en/reviews';
import { ClauseWords } from './clause';
import { hintOf, kinds } from './room';
import './reviews.css';

const t = reviews.write;

export function ReadByMail({ token }: { token: string }) {
	const { reply, error, again } = useLoad('round.by_mail', { token });
	if (!reply) return <PageWaiting title={people.act.reading} error={error} again={again} />;
	const { round, clauses, name } = reply;
	return (
		<Page title={round.title} lead={<Remaining until={round.closes_at} />}>
			<p class="quiet read">{people.act.as(name)}</p>
			<Html html={round.instructions_html} />
			<h2>{reviews.document.text}</h2>
			{clauses.map((clause) => (
				<div key={clause.id} class={`clause is-${clause.kind}`} id={`clause-${clause.id}`}>
					<span class="clause-number">{clause.number}</span>
					<ClauseWords clause={clause} />
					<div class="clause-side">
						<Remark token={token} round={round} clause={clause} />
					</div>
				</div>
			))}
			<h2>{reviews.reader.whole}</h2>
			<Remark token={token} round={round} clause={null} />
		</Page>
	);
}

interface RemarkProps {
	token: string;
	round: Round;
	clause: Clause | null;
}

/* A button, then the form of one comment; then it says that it is sent. */
function Remark({ token, round, clause }: RemarkProps) {
	const writing = useSignal(false);
	const sent = useSignal(0);
	const kind = useSignal('');
	/* What was found again takes no focus. */
	const pressed = useRef(false);
	const body = useKept(`${token}:${clause?.id ?? ''}`, () => {
		writing.value = true;
	});
	const structured = round.form === 'structured';
	const form = useForm({
		fields: { kind, body },
		required: { ...(structured && { kind: t.kindMissing }), body: t.bodyMissing },
		suffix: `-${clause?.id ?? 'whole'}`,
		inline: true,
		send: async () => {
			await call('act.comment', {
				token,
				clause: clause?.id,
				kind: form.text('kind') || undefined,
				body: form.text('body'),
			});
			body.value = '';
			sent.value += 1;
			writing.value = false;
			announce(t.added);
		},
	});
	useLayoutEffect(() => {
		if (!pressed.current || !writing.value) return;
		document.getElementById(form.idOf(structured ? 'kind' : 'body'))?.focus();
	}, [writing.value]);
	return (
		<>
			{sent.value > 0 && (
				<Notice look="good">
					<p>{t.added}</p>
				</Notice>
			)}
			{writing.value ? (
				<Form form={form} action={t.send}>
					{structured && <Select label={t.kind} choices={kinds} {...form.field('kind')} />}
					<TextArea
						label={t.body}
						hint={hintOf(round)}
						rows={4}
						maxLength={20000}
						{...form.field('body')}
					/>
				</Form>
			) : (
				<Button
					small
					look="quiet"
					onClick={() => {
						pressed.current = true;
						writing.value = true;
					}}
				>
					{clause ? t.actShort : reviews.reader.wholeAct}
					{clause && (
						<span class="hidden">
							{' '}
							{t.onPlace} {clause.number}
						</span>
					)}
				</Button>
			)}
		</>
	);
}
