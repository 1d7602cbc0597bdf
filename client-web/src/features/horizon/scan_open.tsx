// SPDX-License-Identifier: Apache-2.0
/*
 * scan_open.tsx - opening a scan; for coordinators.
 *
 * Two texts and the signals are what is needed; everything else has an answer
 * that is usual, so that the form can be sent as it stands. Title and purpose
 * are drafts.
 */
import { useSignal } from '@preact/signals';
import { navigate, to } from '../../router';
import { useLoad } from '../../store/load';
import { coordinates, draftAt, zone } from '../../store/session';
import { tables } from '../../store/tables';
import { ButtonLink } from '../../ui/button';
import { Choices, Select, TextArea, TextField } from '../../ui/field';
import { deliver, Form, type Problems, useForm } from '../../ui/form';
import { announce } from '../../ui/live';
import { OfCommunity, Page } from '../../ui/page';
import { Notice } from '../../ui/parts';
import type { Community, Scan } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import { scan } from '../../words/en/scan';
import './scan.css';
import { places } from './scan_places';

const t = scan.opening;
type Scale = keyof typeof t.choices;
const scales: Scale[] = ['impact', 'uncertainty', 'readiness'];
const axes = { impact: 'impact', uncertainty: 'uncertainty', readiness: 'other' } as const;

export default function OpenScan({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => (
				<Page title={t.title} kicker={<a href={to.horizon(slug)}>{horizon.title}</a>}>
					{coordinates(community.id) ? (
						<Opening community={community} />
					) : (
						<Notice look="warn">
							<p>{t.denied}</p>
							<ButtonLink href={to.newSignal(slug)}>{horizon.drop}</ButtonLink>
						</Notice>
					)}
				</Page>
			)}
		</OfCommunity>
	);
}

const criteriaOf = (chosen: readonly string[]) => [
	...scales
		.filter((name) => chosen.includes(name))
		.map((name) => ({ ...t.choices[name], kind: 'scale' as const, axis: axes[name] })),
	...(chosen.includes('when')
		? [{ name: t.when, kind: 'when' as const, axis: 'other' as const, steps: [...t.whenSteps] }]
		: []),
];

const choicesOf = <K extends string>(words: Record<K, string>) =>
	(Object.keys(words) as K[]).map((value) => ({ value, label: words[value] }));

const numbers = (from: number, upto: number) =>
	Array.from({ length: upto - from + 1 }, (_, i) => ({
		value: String(from + i),
		label: String(from + i),
	}));

function useAnswers() {
	return {
		panel: useSignal<Scan['panel']>('community'),
		members: useSignal<string[]>([]),
		signals: useSignal<string[] | null>(null),
		adding: useSignal<Scan['adding']>('gather'),
		criteria: useSignal<string[]>(['impact', 'uncertainty', 'when']),
		rule: useSignal<Scan['rule']>('in_out'),
		carry: useSignal<Scan['carry']>('undecided'),
		divide: useSignal<Scan['divide']>('none'),
		rounds: useSignal('2'),
		round_days: useSignal('14'),
		feedback_days: useSignal('3'),
		minimum: useSignal('5'),
		reminders: useSignal('2'),
	};
}

function Opening({ community }: { community: Community }) {
	const place = `scan:new:${community.id}`;
	const purpose = draftAt(place);
	const title = draftAt(`${place}:title`);
	const a = useAnswers();
	useLoad('signal.list', { community: community.id });
	useLoad('member.list', { community: community.id });
	const signals = tables.signal
		.where((row) => row.community === community.id)
		.sort((x, y) => y.id - x.id);
	const chosen = a.signals.value ?? signals.map(({ id }) => String(id));

	const check = (): Problems => ({
		...(!scales.some((name) => a.criteria.value.includes(name)) && {
			criteria: t.criteriaMissing,
		}),
		...(a.panel.value === 'named' &&
			a.members.value.length < Number(a.minimum.value) && { members: t.membersMissing }),
	});
	const form = useForm({
		fields: {
			title,
			purpose,
			panel: a.panel,
			adding: a.adding,
			rule: a.rule,
			carry: a.carry,
			divide: a.divide,
			rounds: a.rounds,
			round_days: a.round_days,
			feedback_days: a.feedback_days,
			minimum: a.minimum,
			reminders: a.reminders,
		},
		required: { title: t.nameMissing, purpose: t.purposeMissing },
		check,
		send: async () => {
			const params = {
				community: community.id,
				title: form.text('title'),
				purpose: form.text('purpose'),
				panel: a.panel.peek(),
				members: a.panel.peek() === 'named' ? a.members.peek().map(Number) : [],
				signals: chosen.map(Number),
				criteria: criteriaOf(a.criteria.peek()),
				divide: a.divide.peek(),
				adding: a.adding.peek(),
				rule: a.rule.peek(),
				need: a.rule.peek() === 'top_band' ? 75 : 70,
				against: 15,
				spread: 2,
				carry: a.carry.peek(),
				quantile: 'type7' as const,
				minimum: Number(a.minimum.peek()),
				group_minimum: Math.max(8, Number(a.minimum.peek())),
				rounds: Number(a.rounds.peek()),
				round_days: Number(a.round_days.peek()),
				feedback_days: Number(a.feedback_days.peek()),
				reminders: Number(a.reminders.peek()),
				zone: zone(),
			};
			const reply = await deliver(purpose, 'scan.open', params, [title]);
			if (!reply) return;
			announce(t.done);
			navigate(places.scan(reply.id), { replace: true });
		},
	});
	const { problems } = form;
	return (
		<Form form={form} action={t.act}>
			<TextField label={t.name} hint={t.nameHint} maxLength={200} {...form.field('title')} />
			<TextArea
				label={t.purpose}
				hint={t.purposeHint}
				rows={5}
				maxLength={20000}
				{...form.field('purpose')}
			/>
			{signals.length === 0 ? (
				<p class="quiet">{t.noSignals}</p>
			) : (
				<Choices
					name="signals"
					label={t.signals}
					hint={t.signalsHint}
					several
					values={chosen}
					onValues={(values) => {
						a.signals.value = values;
					}}
					choices={signals.map(({ id, title: label }) => ({ value: String(id), label }))}
				/>
			)}
			<Choices
				label={t.panel}
				choices={[
					{ value: 'community', label: t.everybody },
					{ value: 'named', label: t.named },
				]}
				{...form.choice('panel')}
			/>
			{a.panel.value === 'named' && (
				<People
					community={community.id}
					values={a.members.value}
					error={problems.value.members}
					onValues={(values) => {
						a.members.value = values;
					}}
				/>
			)}
			<Choices label={t.adding} choices={choicesOf(t.addings)} {...form.choice('adding')} />
			<Choices
				name="criteria"
				label={t.criteria}
				hint={t.criteriaHint}
				error={problems.value.criteria}
				several
				values={a.criteria.value}
				onValues={(values) => {
					a.criteria.value = values;
				}}
				choices={[
					...scales.map((value) => ({
						value,
						label: t.choices[value].name,
						hint: t.scale(t.choices[value].low, t.choices[value].high),
					})),
					{ value: 'when', label: t.when, hint: t.whenSteps.join(' · ') },
				]}
			/>
			<Choices
				label={t.rule}
				choices={(Object.keys(t.ruleNames) as Scan['rule'][]).map((value) => ({
					value,
					label: t.ruleNames[value],
					hint: t.ruleHints[value],
				}))}
				{...form.choice('rule')}
			/>
			<Choices label={t.carry} choices={choicesOf(t.carries)} {...form.choice('carry')} />
			<Choices
				label={t.divide}
				hint={t.divideHint}
				choices={choicesOf(t.divides)}
				{...form.choice('divide')}
			/>
			<div class="scan-numbers">
				<Select label={t.rounds} choices={numbers(1, 6)} {...form.field('rounds')} />
				<Select label={t.roundDays} choices={numbers(1, 60)} {...form.field('round_days')} />
				<Select label={t.feedbackDays} choices={numbers(0, 30)} {...form.field('feedback_days')} />
			</div>
			<Select
				label={t.minimum}
				hint={t.minimumHint}
				choices={numbers(5, 20)}
				{...form.field('minimum')}
			/>
			<Select
				label={t.reminders}
				hint={t.remindersHint}
				choices={numbers(0, 2)}
				{...form.field('reminders')}
			/>
		</Form>
	);
}

function People({
	community,
	values,
	error,
	onValues,
}: {
	community: number;
	values: string[];
	error: string | undefined;
	onValues(values: string[]): void;
}) {
	const people = tables.membership
		.where((row) => row.community === community && row.left_at === null)
		.map(({ member }) => ({
			value: String(member),
			label: tables.member.get(member)?.display_name ?? '',
		}))
		.sort((a, b) => a.label.localeCompare(b.label));
	return (
		<Choices
			name="members"
			label={t.members}
			hint={t.membersHint}
			error={error}
			several
			values={values}
			onValues={onValues}
			choices={people}
		/>
	);
}
