// SPDX-License-Identifier: Apache-2.0
/*
 * scan_thresholds.tsx - when an item of a new scan is decided: four rules under
 * plain names, and their thresholds for who wants other ones.
 *
 * What stands under a rule says its thresholds as they are now. All of it goes
 * into the rules that are frozen before round 1.
 */
import { type Signal, useSignal } from '@preact/signals';
import { Choices, Select, TextField } from '../../ui/field';
import type { FormOf, Problems } from '../../ui/form';
import type { Scan } from '../../wire/rows';
import { scan } from '../../words/en/scan';

const t = scan.opening;
const rules = Object.keys(t.ruleNames) as Scan['rule'][];

/* Percent in the band: what is usual for each rule. */
const usualNeed = { in_out: '70', top_band: '75', spread: '70', ram: '70' };

export function useThresholds() {
	const rule = useSignal<Scan['rule']>('in_out');
	const needs = useSignal(usualNeed);
	const need = {
		get value() {
			return needs.value[rule.value];
		},
		set value(typed: string) {
			needs.value = { ...needs.peek(), [rule.peek()]: typed };
		},
	};
	const against = useSignal('15');
	const spread = useSignal('2');
	const quantile = useSignal<Scan['quantile']>('type7');
	const group_minimum = useSignal('8');
	return { needs, fields: { rule, need, against, spread, quantile, group_minimum } };
}

export type Thresholds = ReturnType<typeof useThresholds>;

const between = (text: string, least: number, most: number) =>
	/^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

export function thresholdsWrong({ fields: { need, against } }: Thresholds): Problems {
	return {
		...(!between(need.value, 51, 100) && { need: t.needWrong }),
		...(!between(against.value, 0, 50) && { against: t.againstWrong }),
	};
}

export const thresholdsSent = ({ fields }: Thresholds, minimum: Signal<string>) => ({
	rule: fields.rule.value,
	need: Number(fields.need.value),
	against: Number(fields.against.value),
	spread: Number(fields.spread.value),
	quantile: fields.quantile.value,
	minimum: Number(minimum.value),
	group_minimum: Math.max(Number(fields.group_minimum.value), Number(minimum.value)),
});

const numbers = (from: number, upto: number) =>
	Array.from({ length: upto - from + 1 }, (_, i) => String(from + i)).map((value) => ({
		value,
		label: value,
	}));

type Names = keyof Thresholds['fields'];

export function Rules({
	form,
	thresholds: { needs, fields },
	divided,
}: {
	form: Pick<FormOf<Names>, 'field' | 'choice' | 'problems'>;
	thresholds: Thresholds;
	divided: boolean;
}) {
	const hints = {
		in_out: t.ruleHints.in_out(needs.value.in_out, fields.against.value),
		top_band: t.ruleHints.top_band(needs.value.top_band),
		spread: t.ruleHints.spread(fields.spread.value),
		ram: t.ruleHints.ram,
	};
	const wrong = form.problems.value.need ?? form.problems.value.against;
	return (
		<>
			<Choices
				label={t.rule}
				choices={rules.map((value) => ({
					value,
					label: t.ruleNames[value],
					hint: hints[value],
				}))}
				{...form.choice('rule')}
			/>
			<details class="more" open={wrong !== undefined || undefined}>
				<summary>{t.more}</summary>
				<p class="hint">{t.moreHint}</p>
				<Numbers form={form} rule={fields.rule.value} />
				<Choices
					label={t.quantile}
					choices={(['type7', 'type6'] as const).map((value) => ({
						value,
						label: t.quantiles[value],
					}))}
					{...form.choice('quantile')}
				/>
				{divided && (
					<Select
						label={t.groupMinimum}
						choices={numbers(8, 20)}
						{...form.field('group_minimum')}
					/>
				)}
			</details>
		</>
	);
}

/* Only those by which the chosen rule decides. */
function Numbers({ form, rule }: { form: Pick<FormOf<Names>, 'field'>; rule: Scan['rule'] }) {
	const percent = (name: 'need' | 'against') => (
		<TextField
			label={t[name]}
			type="number"
			min={name === 'need' ? '51' : '0'}
			max={name === 'need' ? '100' : '50'}
			class="short"
			{...form.field(name)}
		/>
	);
	return (
		<div class="scan-numbers">
			{(rule === 'in_out' || rule === 'top_band') && percent('need')}
			{rule === 'in_out' && percent('against')}
			{rule === 'spread' && (
				<Select label={t.spread} choices={numbers(0, 4)} {...form.field('spread')} />
			)}
		</div>
	);
}
