// SPDX-License-Identifier: Apache-2.0
/*
 * scan_criteria.tsx - by what the items of a new scan are rated: usual scales
 * to tick, and criteria of one's own.
 *
 * The first criterion decides what is kept and must be a scale; which one it
 * is, is asked only when there is a choice.
 */
import type { Signal } from '@preact/signals';
import { Button } from '../../ui/button';
import { Choices, Select, TextArea, TextField } from '../../ui/field';
import { tell } from '../../ui/live';
import type { Methods } from '../../wire/rows';
import { scan } from '../../words/en/scan';

const t = scan.opening;
const MOST = 6;

type Sent = Methods['scan.open']['in']['criteria'][number];
type Usual = keyof typeof t.choices;
const usual = Object.keys(t.choices) as Usual[];
/* The map of a scan has two axes. */
const axisOf = (name: Usual): Sent['axis'] => (name === 'readiness' ? 'other' : name);

export interface Own {
	name: string;
	kind: Sent['kind'];
	low: string;
	high: string;
	steps: string;
}

export interface Chosen {
	ticked: Signal<string[]>;
	own: Signal<Own[]>;
	/* The name of the one that decides; '': the first. */
	decides: Signal<string>;
}

const linesOf = (text: string) =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

const ownSent = ({ name, kind, low, high, steps }: Own): Sent =>
	kind === 'scale'
		? { name: name.trim(), kind, axis: 'other', low: low.trim(), high: high.trim() }
		: { name: name.trim(), kind, axis: 'other', steps: linesOf(steps) };

const complete = ({ name, kind, low, high, steps }: Own) => {
	const answers = linesOf(steps).length;
	return (
		name.trim() !== '' &&
		(kind === 'scale' ? low.trim() !== '' && high.trim() !== '' : answers > 1 && answers < 10)
	);
};

/* The one that decides comes first, the others in their order. */
export function criteriaSent({ ticked, own, decides }: Chosen): Sent[] {
	const all: Sent[] = [
		...usual
			.filter((name) => ticked.value.includes(name))
			.map((name) => ({ ...t.choices[name], kind: 'scale' as const, axis: axisOf(name) })),
		...own.value.filter(({ kind }) => kind === 'scale').map(ownSent),
		...(ticked.value.includes('when')
			? [{ name: t.when, kind: 'when' as const, axis: 'other' as const, steps: [...t.whenSteps] }]
			: []),
		...own.value.filter(({ kind }) => kind === 'when').map(ownSent),
	];
	const first = all.find(({ kind, name }) => kind === 'scale' && name === decides.value);
	return first ? [first, ...all.filter((one) => one !== first)] : all;
}

/* What is wrong with them, in words; undefined: nothing. */
export function criteriaProblem(chosen: Chosen): string | undefined {
	const wrong = chosen.own.value.findIndex((one) => !complete(one));
	if (wrong >= 0) return t.own.wrong(wrong + 1);
	const sent = criteriaSent(chosen);
	if (sent[0]?.kind !== 'scale') return t.criteriaMissing;
	return sent.length > MOST ? t.criteriaMany : undefined;
}

export function Criteria({ chosen, error }: { chosen: Chosen; error: string | undefined }) {
	const { ticked, own, decides } = chosen;
	const scales = criteriaSent({ ...chosen, decides: { value: '' } as Signal<string> })
		.filter(({ kind, name }) => kind === 'scale' && name !== '')
		.map(({ name }) => ({ value: name, label: name }));
	const add = () => {
		own.value = [...own.value, { name: '', kind: 'scale', low: '', high: '', steps: '' }];
		tell(t.own.added(own.value.length));
	};
	return (
		<>
			<Choices
				name="criteria"
				label={t.criteria}
				hint={t.criteriaHint}
				error={error}
				several
				values={ticked.value}
				onValues={(values) => {
					ticked.value = values;
				}}
				choices={[
					...usual.map((value) => ({
						value,
						label: t.choices[value].name,
						hint: t.scale(t.choices[value].low, t.choices[value].high),
					})),
					{ value: 'when', label: t.when, hint: t.whenSteps.join(' · ') },
				]}
			/>
			{own.value.map((one, i) => (
				<OwnFields
					key={i}
					n={i + 1}
					own={one}
					onOwn={(next) => {
						own.value = own.value.with(i, next);
					}}
					onRemove={() => {
						own.value = own.value.toSpliced(i, 1);
						tell(t.own.removed);
					}}
				/>
			))}
			{own.value.length < MOST && (
				<p>
					<Button small onClick={add}>
						{t.own.add}
					</Button>
				</p>
			)}
			{scales.length > 1 && (
				<Select
					name="decides"
					label={t.decides}
					value={scales.some(({ value }) => value === decides.value) ? decides.value : ''}
					onValue={(value) => {
						decides.value = value;
					}}
					choices={scales.map(({ value, label }, i) => ({ value: i === 0 ? '' : value, label }))}
				/>
			)}
		</>
	);
}

function OwnFields({
	n,
	own,
	onOwn,
	onRemove,
}: {
	n: number;
	own: Own;
	onOwn(own: Own): void;
	onRemove(): void;
}) {
	const field = (name: 'name' | 'low' | 'high' | 'steps') => ({
		name: `own-${name}-${n}`,
		value: own[name],
		onValue: (value: string) => onOwn({ ...own, [name]: value }),
	});
	return (
		<fieldset class="field card">
			<legend>{t.own.legend(n)}</legend>
			<TextField label={t.own.name} maxLength={200} {...field('name')} />
			<Select
				name={`own-kind-${n}`}
				label={t.own.kind}
				value={own.kind}
				onValue={(kind) => onOwn({ ...own, kind: kind === 'when' ? 'when' : 'scale' })}
				choices={(['scale', 'when'] as const).map((value) => ({
					value,
					label: t.own.kinds[value],
				}))}
			/>
			{own.kind === 'scale' ? (
				<div class="scan-numbers">
					<TextField label={t.own.low} maxLength={200} {...field('low')} />
					<TextField label={t.own.high} maxLength={200} {...field('high')} />
				</div>
			) : (
				<TextArea label={t.own.steps} hint={t.own.stepsHint} rows={4} {...field('steps')} />
			)}
			<Button small onClick={onRemove}>
				{t.own.remove(n)}
			</Button>
		</fieldset>
	);
}
