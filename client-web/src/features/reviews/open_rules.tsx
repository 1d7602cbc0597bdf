// SPDX-License-Identifier: Apache-2.0
/*
 * open_rules.tsx - choosing the rules of a round: whom it asks, who reads what,
 * under which names, in which form, with which questions.
 *
 * They cannot be changed once the round is open, so each choice says what it
 * means for those who are asked, in the words that they will read themselves.
 */
import { type Signal, useSignal } from '@preact/signals';
import { myId } from '../../store/session';
import { Button } from '../../ui/button';
import { ChoosePeople } from '../../ui/choose_people';
import { Choices, TextField } from '../../ui/field';
import { Notice } from '../../ui/parts';
import type { Document, Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import type { Plan } from './plan';
import { rulesOf } from './rules';

const t = reviews.open;
const ASKED_MAX = 200;
const QUESTIONS_MAX = 20;

type Rule = 'audience' | 'visibility' | 'names' | 'form';

export interface Ruling {
	chosen: Record<Rule, Signal<string>>;
	asked: Signal<number[]>;
	questions: Signal<string[]>;
}

/* `was`: as they were chosen before. */
export function useRules(document: Document, was?: Plan['opening']): Ruling {
	const audience = was && (was.asked.length > 0 ? 'people' : 'community');
	return {
		chosen: {
			audience: useSignal<string>(audience ?? document.audience),
			visibility: useSignal<string>(was?.visibility ?? 'all'),
			names: useSignal<string>(was?.names ?? 'named'),
			form: useSignal<string>(was?.form ?? 'free'),
		},
		asked: useSignal<number[]>(was?.asked ?? []),
		questions: useSignal<string[]>(was?.questions ?? []),
	};
}

export const questionsOf = ({ questions }: Ruling): string[] =>
	questions.value.map((text) => text.trim()).filter((text) => text !== '');

export function problemsOf({ chosen, asked }: Ruling, document: Document): Record<string, string> {
	if (chosen.audience.value !== 'people') return {};
	if (document.audience === 'community') return { audience: t.askedOpen };
	if (asked.value.length === 0) return { asked: t.askedMissing };
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
				<ChoosePeople
					name="asked"
					label={t.asked(ruling.asked.value.length)}
					error={problems.asked}
					community={document.community}
					without={myId()}
					chosen={ruling.asked}
				/>
			)}
			<Rule rule="visibility" ruling={ruling} />
			<Rule rule="names" ruling={ruling} />
			<Rule rule="form" ruling={ruling} />
			<Questions ruling={ruling} />
		</>
	);
}

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
export function RulesAgreed({ ruling: { chosen } }: { ruling: Ruling }) {
	const rules = Object.fromEntries(
		Object.entries(chosen).map(([rule, signal]) => [rule, signal.value]),
	) as Pick<Round, Rule>;
	return (
		<section aria-labelledby="agreed" class="agreed">
			<h2 id="agreed">{t.agreed}</h2>
			<ul>
				{rulesOf(rules).map((rule) => (
					<li key={rule}>{rule}</li>
				))}
			</ul>
		</section>
	);
}
