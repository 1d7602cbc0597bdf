// SPDX-License-Identifier: Apache-2.0
/* ask.tsx - asking the community one question; for coordinators. */
import { useSignal } from '@preact/signals';
import { navigate, to } from '../../router';
import { useSlug } from '../../store/community';
import { coordinates, draftAt, zone } from '../../store/session';
import { ButtonLink } from '../../ui/button';
import { Choices, TextArea, TextField } from '../../ui/field';
import { Form, missing, type Problems, useSending } from '../../ui/form';
import { announce } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Notice } from '../../ui/parts';
import type { Community, Poll } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import { type Closing, ClosingFields, instant, proposal } from './closing';
import './horizon.css';
import { Options, optionsIn, optionsProblem } from './options';

const t = horizon.asking;

export default function AskPoll({ slug }: { slug: string }) {
	const { community, missing: lost, error, again } = useSlug(slug);
	if (lost) return <PageLost />;
	if (!community) return <PageWaiting title={t.title} error={error} again={again} />;
	return (
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
	);
}

/* All of it but the choices is a draft. */
function useAsking(community: number) {
	const place = `poll:new:${community}`;
	return {
		question: draftAt(place),
		explanation: draftAt(`${place}:explanation`),
		options: draftAt(`${place}:options`),
		several: useSignal(false),
		results: useSignal<Poll['results']>('after_close'),
		closing: useSignal<Closing>(proposal(Date.now(), zone())),
		sending: useSending(),
	};
}

type Draft = ReturnType<typeof useAsking>;

const textOf = (draft: Draft['question']) => draft?.text.value ?? '';

function check({ question, options, closing }: Draft): Problems {
	const problems = missing({ question: [textOf(question), t.questionMissing] });
	const wrong = optionsProblem(textOf(options));
	if (wrong) problems.options = wrong;
	if (instant(closing.peek()) === null) problems.closes_at = t.closesMissing;
	return problems;
}

async function send(community: number, draft: Draft) {
	const { question, explanation, options, closing, several, results } = draft;
	const also = [explanation, options].flatMap((part) => (part ? [part.place] : []));
	const sent = await question?.send(
		'poll.open',
		{
			community,
			question: textOf(question).trim(),
			explanation: textOf(explanation).trim() || undefined,
			options: optionsIn(textOf(options)),
			multiple: several.peek(),
			results: results.peek(),
			closes_at: instant(closing.peek()) ?? 0,
			zone: closing.peek().zone,
		},
		also,
	);
	if (sent?.kind === 'refused') throw sent.error;
	if (sent?.kind === 'waiting') announce(t.waiting);
	if (sent?.kind !== 'sent') return;
	announce(t.done);
	navigate(to.poll(sent.reply.poll.id), { replace: true });
}

function Asking({ community }: { community: Community }) {
	const draft = useAsking(community.id);
	const { question, explanation, options, closing, sending } = draft;
	const problems = sending.problems.value;
	return (
		<Form
			sending={sending}
			action={t.act}
			check={() => check(draft)}
			onSend={() => send(community.id, draft)}
		>
			<TextField
				name="question"
				label={t.question}
				hint={t.questionHint}
				error={problems.question}
				maxLength={200}
				value={textOf(question)}
				onValue={(value) => question?.type(value)}
			/>
			<TextArea
				name="explanation"
				label={t.explanation}
				hint={t.explanationHint}
				error={problems.explanation}
				optional
				maxLength={4000}
				value={textOf(explanation)}
				onValue={(value) => explanation?.type(value)}
			/>
			<Options
				text={textOf(options)}
				error={problems.options}
				onText={(value) => options?.type(value)}
			/>
			<Kinds draft={draft} />
			<ClosingFields
				value={closing.value}
				error={problems.closes_at}
				zoneError={problems.zone}
				onValue={(value) => {
					closing.value = value;
				}}
			/>
			<p class="quiet">{t.named}</p>
		</Form>
	);
}

function Kinds({ draft: { several, results } }: { draft: Draft }) {
	return (
		<>
			<Choices
				name="multiple"
				label={t.choices}
				values={[several.value ? 'several' : 'one']}
				onValues={([value]) => {
					several.value = value === 'several';
				}}
				choices={[
					{ value: 'one', label: t.one },
					{ value: 'several', label: t.several },
				]}
			/>
			<Choices
				name="results"
				label={t.results}
				values={[results.value]}
				onValues={([value]) => {
					results.value = value as Poll['results'];
				}}
				choices={[
					{ value: 'after_close', label: t.afterClose, hint: t.afterCloseHint },
					{ value: 'always', label: t.always, hint: t.alwaysHint },
				]}
			/>
		</>
	);
}
