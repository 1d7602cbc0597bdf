// SPDX-License-Identifier: Apache-2.0
/* answer_template.tsx - keeping an answer to be given again, and dropping it. */
import { useSignal } from '@preact/signals';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { attempt, Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { call } from '../../wire/calls';
import { reviews } from '../../words/en/reviews';
import type { Answering } from './answer_fields';

const t = reviews.answers;

export function KeepTemplate({ round, answer }: { round: number; answer: Answering }) {
	const asking = useSignal(false);
	return (
		<p class="answer-keep">
			<Button small look="quiet" onClick={() => (asking.value = true)}>
				{t.templates}
			</Button>
			{asking.value && (
				<Templates round={round} answer={answer} onClose={() => (asking.value = false)} />
			)}
		</p>
	);
}

function Templates({
	round,
	answer,
	onClose,
}: {
	round: number;
	answer: Answering;
	onClose(): void;
}) {
	const title = useSignal('');
	const form = useForm({
		fields: { title },
		required: { title: t.templateMissing },
		check: () => answer.reasoned(),
		send: async () => {
			const community = tables.round.get(round)?.community ?? 0;
			await call('template.add', { community, title: form.text('title'), ...answer.kept() });
			tell(t.templateKept);
			onClose();
		},
		suffix: '-template',
		inline: true,
	});
	const remove = (template: number) =>
		attempt(async () => {
			await call('template.remove', { template });
			return t.templateGone;
		});
	const { disposition } = answer.kept();
	return (
		<Dialog title={t.templates} onClose={onClose}>
			{disposition ? (
				<Form form={form} action={t.templateKeep} onCancel={onClose}>
					<TextField
						label={t.templateName}
						hint={t.templateHint}
						maxLength={120}
						{...form.field('title')}
					/>
				</Form>
			) : (
				<p>{t.templateFirst}</p>
			)}
			<ul class="templates">
				{answer.templates.map((row) => (
					<li key={row.id}>
						<span>
							<strong>{row.title}</strong> · {reviews.dispositions[row.disposition]}
							{row.reason && `: ${row.reason}`}
						</span>
						<Button
							small
							look="quiet"
							aria-label={t.templateRemove(row.title)}
							onClick={() => remove(row.id)}
						>
							{t.remove}
						</Button>
					</li>
				))}
			</ul>
		</Dialog>
	);
}
