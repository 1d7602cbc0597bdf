// SPDX-License-Identifier: Apache-2.0
/* ask.tsx - asking the community one question; for coordinators. */
import { useSignal } from '@preact/signals';
import { navigate, to } from '../../router';
import { coordinates, draftAt } from '../../store/session';
import { ButtonLink } from '../../ui/button';
import { ClosingFields, useClosing } from '../../ui/closing';
import { Choices, TextArea, TextField } from '../../ui/field';
import { deliver, Form, type Problems, useForm } from '../../ui/form';
import { announce } from '../../ui/live';
import { OfCommunity, Page } from '../../ui/page';
import { Notice } from '../../ui/parts';
import type { Community, Poll } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import './horizon.css';
import { Options, optionsIn, optionsProblem } from './options';

const t = horizon.asking;

export default function AskPoll({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => (
				<Page title={t.title} kicker={<a href={to.horizon(slug)}>{horizon.title}</a>}>
					{coordinates(community.id) ? (
						<Asking community={community} />
					) : (
						<Notice look="warn">
							<p>{t.denied}</p>
							<ButtonLink href={to.newThread(slug)}>{t.toThreads}</ButtonLink>
						</Notice>
					)}
				</Page>
			)}
		</OfCommunity>
	);
}

/* All of it but the choices is a draft. */
function Asking({ community }: { community: Community }) {
	const place = `poll:new:${community.id}`;
	const question = draftAt(place);
	const explanation = draftAt(`${place}:explanation`);
	const options = draftAt(`${place}:options`);
	const count = useSignal<'one' | 'several'>('one');
	const results = useSignal<Poll['results']>('after_close');
	const closing = useClosing();

	const check = (): Problems => {
		const wrong = optionsProblem(options?.value ?? '');
		return { ...(wrong && { options: wrong }), ...closing.problems };
	};
	const form = useForm({
		fields: { question, explanation, options, count, results, ...closing.fields },
		required: { question: t.questionMissing },
		check,
		send: async () => {
			const params = {
				community: community.id,
				question: form.text('question'),
				explanation: form.text('explanation') || undefined,
				options: optionsIn(form.text('options')),
				multiple: count.peek() === 'several',
				results: results.peek(),
				closes_at: closing.at ?? 0,
				zone: form.text('zone'),
			};
			const reply = await deliver(question, 'poll.open', params, [explanation, options]);
			if (!reply) return;
			announce(t.done);
			navigate(to.poll(reply.poll.id), { replace: true });
		},
	});
	const { value: text, error, onValue: onText } = form.field('options');
	return (
		<Form form={form} action={t.act}>
			<TextField
				label={t.question}
				hint={t.questionHint}
				maxLength={200}
				{...form.field('question')}
			/>
			<TextArea
				label={t.explanation}
				hint={t.explanationHint}
				optional
				maxLength={4000}
				{...form.field('explanation')}
			/>
			<Options text={text} error={error} onText={onText} />
			<Choices
				label={t.choices}
				choices={[
					{ value: 'one', label: t.one },
					{ value: 'several', label: t.several },
				]}
				{...form.choice('count')}
			/>
			<Choices
				label={t.results}
				choices={[
					{ value: 'after_close', label: t.afterClose, hint: t.afterCloseHint },
					{ value: 'always', label: t.always, hint: t.alwaysHint },
				]}
				{...form.choice('results')}
			/>
			<ClosingFields form={form} closing={closing} hint={t.closesHint} />
			<p class="quiet">{t.named}</p>
		</Form>
	);
}
