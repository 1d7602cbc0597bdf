// SPDX-License-Identifier: Apache-2.0
/* ask.tsx - asking the community one question; for coordinators. */
import { useSignal } from '@preact/signals';
import { navigate, place, to } from '../../router';
import { coordinates, draftAt } from '../../store/session';
import { ButtonLink } from '../../ui/button';
import { ClosingFields, useClosing } from '../../ui/closing';
import { Checkbox, Choices, Select, TextArea, TextField } from '../../ui/field';
import { deliver, Form, type FormOf, type Problems, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { OfCommunity, Page } from '../../ui/page';
import { Notice } from '../../ui/parts';
import type { Community, Poll } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import './horizon.css';
import { Options, optionsIn, optionsProblem } from './options';
import './polls.css';
import { Slots, slotsIn } from './slots';

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

const kinds = Object.keys(t.kinds) as Poll['kind'][];
const lengths = Object.keys(t.lengths) as (keyof typeof t.lengths)[];

/* ?thread=12&post=34: where the poll will stand, and of what it is made. */
function standing() {
	const { query } = place.value;
	const number = (name: string) => Number(query.get(name)) || undefined;
	return { thread: number('thread'), post: number('post') };
}

/* What is chosen beside the words, and what follows from it. */
function useRules() {
	const kind = useSignal<Poll['kind']>('single');
	const who = useSignal<'named' | 'anonymous'>('named');
	const results = useSignal<Poll['results']>('after_close');
	const least = useSignal('5');
	const points = useSignal('10');
	const length = useSignal<keyof typeof t.lengths>('60');
	const split = useSignal('');
	const reasons = useSignal(false);
	return { kind, who, results, least, points, length, split, reasons };
}

type Rules = ReturnType<typeof useRules>;

const between = (text: string, least: number, most: number) => {
	const n = Number(text);
	return Number.isInteger(n) && n >= least && n <= most;
};

function rulesWrong({ kind, who, least, points }: Rules): Problems {
	const wrong: Problems = {};
	if (who.value === 'anonymous' && !between(least.value, 5, 20)) wrong.least = t.leastWrong;
	if (kind.value === 'points' && !between(points.value, 1, 1000)) wrong.points = t.pointsWrong;
	return wrong;
}

function rulesSent({ kind, who, results, least, points, split, reasons }: Rules) {
	const anonymous = who.value === 'anonymous';
	return {
		kind: kind.value,
		anonymous,
		least: anonymous ? Number(least.value) : undefined,
		points: kind.value === 'points' ? Number(points.value) : undefined,
		results: results.value,
		split:
			split.value !== '' && results.value === 'after_close'
				? (split.value as NonNullable<Poll['split']>)
				: undefined,
		reasons: reasons.value,
	};
}

/* The words are drafts; what is chosen is not. */
function Asking({ community }: { community: Community }) {
	const at = `poll:new:${community.id}`;
	const question = draftAt(at);
	const explanation = draftAt(`${at}:explanation`);
	const options = draftAt(`${at}:options`);
	const slots = useSignal('');
	const rules = useRules();
	const closing = useClosing();
	const where = standing();
	const times = () => slotsIn(slots.value, closing.fields.zone.value, Number(rules.length.value));

	const check = (): Problems => {
		const kind = rules.kind.value;
		const wrong =
			kind === 'time'
				? times().length < 2 && t.slotsMissing
				: optionsProblem(options?.value ?? '', kind === 'likert' ? 1 : 2);
		return { ...(wrong && { options: wrong }), ...rulesWrong(rules), ...closing.problems };
	};
	const form = useForm({
		fields: { question, explanation, options, slots, ...rulesFields(rules), ...closing.fields },
		required: { question: t.questionMissing },
		check,
		send: async () => {
			const params = {
				community: community.id,
				question: form.text('question'),
				explanation: form.text('explanation') || undefined,
				...(rules.kind.value === 'time'
					? { slots: times() }
					: { options: optionsIn(form.text('options')) }),
				...rulesSent(rules),
				...where,
				closes_at: closing.at ?? 0,
				zone: form.text('zone'),
			};
			const reply = await deliver(question, 'poll.open', params, [explanation, options]);
			if (!reply) return;
			tell(t.done);
			navigate(to.poll(reply.poll.id), { replace: true });
		},
	});
	const { value: text, error, onValue: onText } = form.field('options');
	const kind = rules.kind.value;
	return (
		<Form form={form} action={t.act}>
			{where.thread && <p class="quiet">{t.inThread}</p>}
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
			<Select
				label={t.kind}
				hint={t.kindHints[kind]}
				choices={kinds.map((value) => ({ value, label: t.kinds[value] }))}
				{...form.field('kind')}
			/>
			{kind === 'time' ? (
				<>
					<Slots
						text={slots.value}
						error={error}
						onText={(next) => {
							slots.value = next;
						}}
					/>
					<Select
						label={t.length}
						choices={lengths.map((value) => ({ value, label: t.lengths[value] }))}
						{...form.field('length')}
					/>
				</>
			) : (
				<Options text={text} error={error} onText={onText} statements={kind === 'likert'} />
			)}
			{kind === 'points' && (
				<TextField
					label={t.pointsToGive}
					type="number"
					min="1"
					max="1000"
					class="short"
					{...form.field('points')}
				/>
			)}
			<Showing form={form} rules={rules} />
			<ClosingFields form={form} closing={closing} hint={t.closesHint} />
		</Form>
	);
}

const rulesFields = ({ kind, who, results, least, points, length, split }: Rules) => ({
	kind,
	who,
	results,
	least,
	points,
	length,
	split,
});

/* Who is named, and what is shown when. */
function Showing({
	form,
	rules,
}: {
	form: Pick<FormOf<'who' | 'results' | 'least' | 'split'>, 'field' | 'choice'>;
	rules: Rules;
}) {
	const { who, results, least, reasons } = rules;
	const anonymous = who.value === 'anonymous';
	const asked = form.choice('who');
	const choose = (values: string[]) => {
		asked.onValues(values);
		results.value = 'after_close';
	};
	return (
		<>
			<Choices
				label={t.who}
				choices={[
					{ value: 'named', label: t.namedChoice, hint: t.namedHint },
					{ value: 'anonymous', label: t.anonymousChoice, hint: t.anonymousHint },
				]}
				{...asked}
				onValues={choose}
			/>
			{anonymous && (
				<TextField
					label={t.least}
					hint={t.leastHint}
					type="number"
					min="5"
					max="20"
					class="short"
					{...form.field('least')}
				/>
			)}
			<Choices
				label={t.results}
				choices={[
					{ value: 'after_close', label: t.afterClose, hint: t.afterCloseHint },
					...(anonymous
						? [{ value: 'steps', label: t.steps, hint: t.stepsHint(Number(least.value) || 5) }]
						: [
								{ value: 'after_vote', label: t.afterVote, hint: t.afterVoteHint },
								{ value: 'always', label: t.always, hint: t.alwaysHint },
							]),
				]}
				{...form.choice('results')}
			/>
			{results.value === 'after_close' && (
				<Select
					label={t.split}
					hint={t.splitHint}
					choices={Object.entries(t.splits).map(([value, label]) => ({ value, label }))}
					{...form.field('split')}
				/>
			)}
			<Checkbox
				name="reasons"
				label={t.reasons}
				checked={reasons.value}
				onChecked={(on) => {
					reasons.value = on;
				}}
			/>
		</>
	);
}
