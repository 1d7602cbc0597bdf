// SPDX-License-Identifier: Apache-2.0
/* open.tsx - opening a review round of a draft. */
import { useSignal } from '@preact/signals';
import { navigate, to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { draftAt } from '../../store/session';
import { tables } from '../../store/tables';
import { ClosingFields, useClosing } from '../../ui/closing';
import { Editor } from '../../ui/editor';
import { TextField } from '../../ui/field';
import { deliver, Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import type { Document, Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { problemsOf, questionsOf, RuleFields, RulesAgreed, useRules } from './open_rules';
import { idFrom } from './room';

const t = reviews.open;

export default function OpenRound({ id }: { id: string }) {
	const document = idFrom(id);
	const { error, again } = useLoad('document.get', document ? { document } : null);
	const row = tables.document.get(document);
	useCommunity(row?.community ?? 0);
	if (!document) return <PageLost />;
	if (!row) return <PageWaiting title={t.title} error={error} again={again} />;
	return (
		<Page title={t.title} kicker={<a href={to.document(row.id)}>{row.title}</a>}>
			<Opening document={row} />
		</Page>
	);
}

function Opening({ document }: { document: Document }) {
	const instructions = draftAt(`round:new:${document.id}`);
	const title = useSignal('');
	const closing = useClosing();
	const ruling = useRules(document);
	const form = useForm({
		fields: { title, instructions, ...closing.fields },
		required: { instructions: t.instructionsMissing },
		check: () => ({ ...closing.problems, ...problemsOf(ruling, document) }),
		send: async () => {
			const round = await deliver(instructions, 'round.open', {
				document: document.id,
				title: form.text('title') || undefined,
				instructions: instructions?.value ?? '',
				closes_at: closing.at ?? 0,
				zone: form.text('zone'),
				asked: ruling.chosen.audience.value === 'people' ? ruling.asked.value : [],
				questions: questionsOf(ruling),
				form: ruling.chosen.form.value as Round['form'],
				visibility: ruling.chosen.visibility.value as Round['visibility'],
				names: ruling.chosen.names.value as Round['names'],
			});
			if (!round) return;
			tell(t.opened);
			navigate(to.round(round.id), { replace: true });
		},
	});
	return (
		<Form form={form} action={t.act}>
			<TextField
				label={t.name}
				hint={t.nameHint}
				optional
				maxLength={200}
				{...form.field('title')}
			/>
			<Editor label={t.instructions} hint={t.instructionsHint} {...form.editor('instructions')} />
			<ClosingFields form={form} closing={closing} hint={t.closesHint} />
			<RuleFields ruling={ruling} document={document} problems={form.problems.value} />
			<RulesAgreed ruling={ruling} />
		</Form>
	);
}
