// SPDX-License-Identifier: Apache-2.0
/*
 * open_rules.tsx - choosing the rules of a round: whom it asks, who reads what,
 * under which names, in which form, with which questions.
 *
 * They cannot be changed once the round is open, so each choice says what it
 * means for those who are asked, in the words that they will read themselves.
 */
import { type Signal, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { useLoad } from '../../store/load';
import { myId } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { ChoosePeople } from '../../ui/choose_people';
import { Choices, Select, TextField } from '../../ui/field';
import { Notice } from '../../ui/parts';
import type { Document, Group, Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import type { Plan } from './plan';
import { rulesOf } from './rules';

const t = reviews.open;
const ASKED_MAX = 200;
const QUESTIONS_MAX = 20;

type Rule = 'audience' | 'visibility' | 'names' | 'form';

export interface Ruling {
	chosen: Record<Rule, Signal<string>>;
	/* Its id; '': none. */
	group: Signal<string>;
	asked: Signal<number[]>;
	questions: Signal<string[]>;
}

/* `was`: as they were chosen before. */
export function useRules(document: Document, was?: Plan['opening']): Ruling {
	const rules = was ? rulesIn(was) : { ...usual, audience: document.audience };
	return {
		chosen: {
			audience: useSignal<string>(rules.audience),
			visibility: useSignal<string>(rules.visibility),
			names: useSignal<string>(rules.names),
			form: useSignal<string>(rules.form),
		},
		group: useSignal(String(was?.group ?? '')),
		asked: useSignal<number[]>(was?.asked ?? []),
		questions: useSignal<string[]>(was?.questions ?? []),
	};
}

const usual = { visibility: 'all', names: 'named', form: 'free' } as const;

/* The rules that were chosen before. */
export const rulesIn = (was: Plan['opening']): Pick<Round, Rule> => ({
	audience: was.asked.length > 0 || was.group !== null ? 'people' : 'community',
	visibility: was.visibility ?? usual.visibility,
	names: was.names ?? usual.names,
	form: was.form ?? usual.form,
});

export const questionsOf = ({ questions }: Ruling): string[] =>
	questions.value.map((text) => text.trim()).filter((text) => text !== '');

/* Whom the round asks, if not everybody. */
export function circleOf({ chosen, group, asked }: Ruling) {
	if (chosen.audience.value !== 'people') return { asked: [] };
	return { group: Number(group.value) || undefined, asked: asked.value };
}

export function problemsOf(ruling: Ruling, document: Document): Record<string, string> {
	const { chosen, group, asked } = ruling;
	if (chosen.audience.value !== 'people') return {};
	if (document.audience === 'community') return { audience: t.askedOpen };
	const removed = removedOf(ruling);
	if (removed) return { group: t.groupRemoved(removed.name) };
	if (asked.value.length === 0 && group.value === '') return { asked: t.askedMissing };
	return asked.value.length > ASKED_MAX ? { asked: t.askedMany(ASKED_MAX) } : {};
}

export function RuleFields({
	ruling,
	document,
	problems,
}: {
	ruling: Ruling;
	document: Document;
	problems: Partial<Record<string, string>>;
}) {
	const { chosen } = ruling;
	const named = chosen.audience.value === 'people';
	return (
		<>
			<Rule rule="audience" ruling={ruling} error={problems.audience} />
			{!named && document.audience === 'people' && (
				<Notice look="warn">
					<p>{t.audienceOpens}</p>
				</Notice>
			)}
			{named && document.audience === 'people' && (
				<>
					<ChooseGroup ruling={ruling} community={document.community} error={problems.group} />
					<ChoosePeople
						name="asked"
						label={(ruling.group.value === '' ? t.asked : t.askedBeside)(ruling.asked.value.length)}
						error={problems.asked}
						community={document.community}
						without={myId()}
						chosen={ruling.asked}
					/>
				</>
			)}
			<Rule rule="visibility" ruling={ruling} />
			<Rule rule="names" ruling={ruling} />
			<Rule rule="form" ruling={ruling} />
			<Questions ruling={ruling} />
		</>
	);
}

interface ChooseGroupProps {
	ruling: Ruling;
	community: number;
	error?: string | undefined;
}

/* The group that was chosen, if it was removed since. */
const removedOf = ({ group }: Ruling): Group | undefined => {
	const row = tables.group.get(Number(group.value));
	return row?.removed_at ? row : undefined;
};

/* A group in which somebody is; or none. */
function ChooseGroup({ ruling, community, error }: ChooseGroupProps) {
	const { group } = ruling;
	const offered = useMemo(() => group.peek() !== '', []);
	const removed = removedOf(ruling);
	useLoad('group.list', { community });
	const choices = tables.group
		.where((row) => row.community === community && !row.removed_at)
		.sort((a, b) => a.name.localeCompare(b.name))
		.map(({ id, name }) => ({ value: String(id), label: t.groupOf(name, sizeOf(id)), id }))
		.filter(({ id, value }) => sizeOf(id) > 0 || value === group.value);
	if (choices.length === 0 && !offered && group.value === '') return null;
	return (
		<Select
			name="group"
			label={t.group}
			hint={t.groupHint}
			error={removed ? t.groupRemoved(removed.name) : error}
			choices={[
				{ value: '', label: t.groupNone },
				...(removed ? [{ value: group.value, label: t.groupGone(removed.name) }] : []),
				...choices,
			]}
			value={group.value}
			onValue={(value) => (group.value = value)}
		/>
	);
}

const sizeOf = (group: number): number =>
	tables.group_member.where((row) => row.group === group && !row.left_at).length;

/* One rule, each choice with the sentence that those who are asked will read. */
function Rule({ rule, ruling, error }: { rule: Rule; ruling: Ruling; error?: string | undefined }) {
	const signal = ruling.chosen[rule];
	const sentences: Record<string, string> = reviews.rules[rule];
	const labels: Record<string, string> = t[rule];
	return (
		<Choices
			name={rule}
			label={t.rule[rule]}
			error={error}
			values={[signal.value]}
			onValues={([value = '']) => (signal.value = value)}
			choices={Object.entries(labels).map(([value, label]) => ({
				value,
				label,
				hint: sentences[value],
			}))}
		/>
	);
}

function Questions({ ruling: { questions } }: { ruling: Ruling }) {
	const change = (at: number, text: string) =>
		(questions.value = questions.value.map((old, i) => (i === at ? text : old)));
	return (
		<fieldset class="field">
			<legend>{t.questions}</legend>
			<span class="hint">{t.questionsHint}</span>
			{questions.value.map((text, i) => (
				<TextField
					key={i}
					name={`question-${i + 1}`}
					label={t.question(i + 1)}
					value={text}
					maxLength={500}
					onValue={(value) => change(i, value)}
				/>
			))}
			{questions.value.length < QUESTIONS_MAX && (
				<Button small onClick={() => (questions.value = [...questions.value, ''])}>
					{t.questionAdd}
				</Button>
			)}
		</fieldset>
	);
}

/* What is agreed to by opening, once more and together. */
export function RulesAgreed({ ruling: { chosen, group } }: { ruling: Ruling }) {
	const rules = Object.fromEntries(
		Object.entries(chosen).map(([rule, signal]) => [rule, signal.value]),
	) as Pick<Round, Rule>;
	return (
		<section aria-labelledby="agreed" class="agreed">
			<h2 id="agreed">{t.agreed}</h2>
			<ul>
				{rulesOf(rules, group.value !== '').map((rule) => (
					<li key={rule}>{rule}</li>
				))}
			</ul>
		</section>
	);
}
