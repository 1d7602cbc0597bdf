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
import { tell } from '../../ui/live';
import { OfCommunity, Page } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { instantOf } from '../../ui/when';
import type { Community, Scan } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import { scan } from '../../words/en/scan';
import './horizon.css';
import './scan.css';
import { type Chosen, Criteria, criteriaProblem, criteriaSent, type Own } from './scan_criteria';
import { places } from './scan_places';
import { signalsToRate } from './scan_state';
import { Rules, thresholdsSent, thresholdsWrong, useThresholds } from './scan_thresholds';

const t = scan.opening;

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
		ends_at: useSignal(''),
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
	const thresholds = useThresholds();
	const criteria = {
		ticked: useSignal(['impact', 'uncertainty', 'when']),
		own: useSignal<Own[]>([]),
		decides: useSignal(''),
	};
	useLoad('signal.list', { community: community.id });
	useLoad('member.list', { community: community.id });
	const signals = signalsToRate(community.id);
	const chosen =
		a.signals.value ?? signals.filter(({ state }) => state !== 'aside').map(({ id }) => String(id));

	const endsAt = () => (a.ends_at.value === '' ? undefined : instantOf(a.ends_at.value, zone()));
	const check = (): Problems => ({
		...wrongCriteria(criteria),
		...thresholdsWrong(thresholds),
		...(endsAt() === null && { ends_at: t.endsAtWrong }),
		...(a.panel.value === 'named' &&
			a.members.value.length < Number(a.minimum.value) && { members: t.membersMissing }),
	});
	const form = useForm({
		fields: {
			title,
			purpose,
			panel: a.panel,
			adding: a.adding,
			ends_at: a.ends_at,
			...thresholds.fields,
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
				criteria: criteriaSent(criteria),
				divide: a.divide.peek(),
				adding: a.adding.peek(),
				...thresholdsSent(thresholds, a.minimum),
				carry: a.carry.peek(),
				rounds: Number(a.rounds.peek()),
				round_days: Number(a.round_days.peek()),
				feedback_days: Number(a.feedback_days.peek()),
				reminders: Number(a.reminders.peek()),
				ends_at: endsAt() ?? undefined,
				zone: zone(),
			};
			const reply = await deliver(purpose, 'scan.open', params, [title]);
			if (!reply) return;
			tell(t.done);
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
			<TextField
				label={t.endsAt}
				hint={t.endsAtHint(zone())}
				optional
				type="datetime-local"
				class="short"
				{...form.field('ends_at')}
			/>
			<Criteria chosen={criteria} error={problems.value.criteria} />
			<Rules form={form} thresholds={thresholds} divided={a.divide.value !== 'none'} />
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

const wrongCriteria = (chosen: Chosen): Problems => {
	const problem = criteriaProblem(chosen);
	return problem === undefined ? {} : { criteria: problem };
};

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
