// SPDX-License-Identifier: Apache-2.0
/* create.tsx - a new community: its name, its remit, what it expects. */
import { useSignal } from '@preact/signals';
import { mayCreate } from '../../frame';
import { navigate, to } from '../../router';
import { begin, draftAt, myId } from '../../store/session';
import { TextArea, TextField } from '../../ui/field';
import { Form, missing, useSending } from '../../ui/form';
import { Page } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { people } from '../../words/en/people';

const t = people.create;

export default function Create() {
	return (
		<Page title={t.title} lead={t.lead}>
			{mayCreate() ? (
				<Creation />
			) : (
				<Notice look="warn">
					<p>{t.denied}</p>
				</Notice>
			)}
		</Page>
	);
}

/* The long texts are drafts: a remit is not written in one go. */
function Creation() {
	const name = useSignal('');
	const summary = useSignal('');
	const remit = draftAt(`community:new:${myId()}:remit`);
	const expectations = draftAt(`community:new:${myId()}:expectations`);
	const sending = useSending();
	const problems = sending.problems.value;

	const check = () =>
		missing({
			name: [name.peek(), t.nameMissing],
			summary: [summary.peek(), t.summaryMissing],
			remit: [remit?.text.peek() ?? '', t.remitMissing],
			expectations: [expectations?.text.peek() ?? '', t.expectationsMissing],
		});
	const send = async () => {
		const sent = await remit?.send(
			'community.create',
			{
				name: name.peek().trim(),
				summary: summary.peek().trim(),
				remit: remit.text.peek().trim(),
				expectations: lines(expectations?.text.peek() ?? ''),
			},
			expectations ? [expectations.place] : [],
		);
		if (sent?.kind === 'refused') throw sent.error;
		if (sent?.kind !== 'sent') return;
		await begin();
		navigate(to.invitations(sent.reply.slug), { replace: true });
	};
	return (
		<Form sending={sending} action={t.act} check={check} onSend={send}>
			<TextField
				name="name"
				label={t.name}
				hint={t.nameHint}
				error={problems.name}
				maxLength={100}
				value={name.value}
				onValue={(value) => (name.value = value)}
			/>
			<TextField
				name="summary"
				label={t.summary}
				hint={t.summaryHint}
				error={problems.summary}
				maxLength={300}
				value={summary.value}
				onValue={(value) => (summary.value = value)}
			/>
			<TextArea
				name="remit"
				label={t.remit}
				hint={t.remitHint}
				error={problems.remit}
				value={remit?.text.value ?? ''}
				onValue={(value) => remit?.type(value)}
			/>
			<TextArea
				name="expectations"
				label={t.expectations}
				hint={t.expectationsHint}
				error={problems.expectations}
				value={expectations?.text.value ?? ''}
				onValue={(value) => expectations?.type(value)}
			/>
			<Notice>
				<p>{t.role}</p>
			</Notice>
		</Form>
	);
}

export function lines(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
		.filter((line) => line !== '');
}
