// SPDX-License-Identifier: Apache-2.0
/*
 * by_mail.tsx - a draft read and commented on from a mail, without signing in.
 *
 * Only the draft is here, nothing that others said. A comment is sent at once and
 * kept by the server; what is being written lives as long as the page.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLoad } from '../../store/load';
import { Button } from '../../ui/button';
import { idOf, TextArea } from '../../ui/field';
import { Form, useForm } from '../../ui/form';
import { Html } from '../../ui/html';
import { announce } from '../../ui/live';
import { Page, PageWaiting } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { Remaining } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Clause } from '../../wire/rows';
import { people } from '../../words/en/people';
import { reviews } from '../../words/en/reviews';
import { ClauseWords } from './clause';
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
						<Remark token={token} clause={clause} />
					</div>
				</div>
			))}
			<h2>{reviews.reader.whole}</h2>
			<Remark token={token} clause={null} />
		</Page>
	);
}

/* A button, then the form of one comment; then it says that it is sent. */
function Remark({ token, clause }: { token: string; clause: Clause | null }) {
	const name = `remark-${clause?.id ?? 'whole'}`;
	const writing = useSignal(false);
	const sent = useSignal(0);
	const body = useSignal('');
	const form = useForm({
		check: (): Record<string, string> => (body.peek().trim() ? {} : { [name]: t.bodyMissing }),
		send: async () => {
			await call('act.comment', { token, clause: clause?.id, body: body.peek().trim() });
			body.value = '';
			sent.value += 1;
			writing.value = false;
			announce(t.added);
		},
	});
	useEffect(() => {
		if (writing.value) document.getElementById(idOf(name))?.focus();
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
					<TextArea
						name={name}
						label={t.body}
						hint={t.hint}
						rows={4}
						maxLength={20000}
						error={form.problems.value[name]}
						value={body.value}
						onValue={(text) => {
							body.value = text;
						}}
					/>
				</Form>
			) : (
				<Button
					small
					look="quiet"
					onClick={() => {
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
