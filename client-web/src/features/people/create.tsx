// SPDX-License-Identifier: Apache-2.0
/* create.tsx - a new community: its name, its remit, what it expects. */
import { useSignal } from '@preact/signals';
import { mayCreate } from '../../frame';
import { navigate, to } from '../../router';
import { begin, draftAt, myId } from '../../store/session';
import { TextArea, TextField } from '../../ui/field';
import { deliver, Form, useForm } from '../../ui/form';
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
	const form = useForm({
		fields: { name, summary, remit, expectations },
		required: {
			name: t.nameMissing,
			summary: t.summaryMissing,
			remit: t.remitMissing,
			expectations: t.expectationsMissing,
		},
		send: async () => {
			const params = {
				name: form.text('name'),
				summary: form.text('summary'),
				remit: form.text('remit'),
				expectations: lines(form.text('expectations')),
			};
			const made = await deliver(remit, 'community.create', params, [expectations]);
			if (!made) return;
			await begin();
			navigate(to.invitations(made.slug), { replace: true });
		},
	});
	return (
		<Form form={form} action={t.act}>
			<TextField label={t.name} hint={t.nameHint} maxLength={100} {...form.field('name')} />
			<TextField
				label={t.summary}
				hint={t.summaryHint}
				maxLength={300}
				{...form.field('summary')}
			/>
			<TextArea label={t.remit} hint={t.remitHint} {...form.field('remit')} />
			<TextArea label={t.expectations} hint={t.expectationsHint} {...form.field('expectations')} />
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
