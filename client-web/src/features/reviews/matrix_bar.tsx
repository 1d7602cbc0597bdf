// SPDX-License-Identifier: Apache-2.0
/*
 * matrix_bar.tsx - how far the answers are, and what of them is shown.
 *
 * Three counters are the filter that is used most; the rest folds away. Every
 * choice arranges the table anew.
 */
import type { Signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Select, TextField } from '../../ui/field';
import type { Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { anything, type Counters, type Line, type Sort, sorts, type View } from './matrix_view';
import { clausesOf, nameOf } from './room';

const t = reviews.matrix;

interface BarProps {
	round: Round;
	view: Signal<View>;
	counters: Counters;
	lines: readonly Line[];
	shown: number;
}

export function MatrixBar({ round, view, counters, lines, shown }: BarProps) {
	const set = (some: Partial<View>) => (view.value = { ...view.peek(), ...some });
	const narrowed = Object.entries(view.value).filter(
		([name, value]) => name !== 'state' && name !== 'sort' && value !== '',
	).length;
	return (
		<div class="matrix-bar">
			<div class="row answers-bar">
				<strong>{reviews.answers.counted(counters.answered, counters.all)}</strong>
				<progress
					max={counters.all}
					value={counters.answered}
					aria-label={reviews.answers.counted(counters.answered, counters.all)}
				/>
				<fieldset class="filter">
					<legend class="hidden">{t.show}</legend>
					{(['unanswered', 'mine', 'all'] as const).map((state) => (
						<label key={state}>
							<input
								type="radio"
								name="state"
								checked={view.value.state === state}
								onChange={() => set({ state })}
							/>
							{t.state[state](counters[state])}
						</label>
					))}
				</fieldset>
			</div>
			<details class="matrix-filters">
				<summary>{narrowed > 0 ? t.narrowed(narrowed, shown) : t.filters}</summary>
				<Filters round={round} view={view.value} set={set} lines={lines} />
				{narrowed > 0 && (
					<Button small onClick={() => set({ ...anything, state: view.value.state })}>
						{t.clear}
					</Button>
				)}
			</details>
		</div>
	);
}

interface FiltersProps {
	round: Round;
	view: View;
	set(some: Partial<View>): void;
	lines: readonly Line[];
}

type Choice = { value: string; label: string };

const any: Choice = { value: '', label: t.any };

const texts = (values: readonly string[]): Choice[] =>
	[...new Set(values)]
		.filter((value) => value !== '')
		.sort()
		.map((value) => ({ value, label: value }));

function Filters({ round, view, set, lines }: FiltersProps) {
	const sections = useMemo(
		() =>
			clausesOf(round.document)
				.filter(({ kind }) => kind === 'heading')
				.map(({ id, number, text }) => ({ value: String(id), label: `${number} ${text}` }))
				.concat(
					round.questions.map((_, i) => ({ value: String(-1 - i), label: t.question(i + 1) })),
				),
		[round.document, round.questions],
	);
	const themes = tables.theme
		.where((row) => row.round === round.id)
		.map(({ id, title }) => ({ value: String(id), label: title }));
	const responders = [...new Set(lines.map(({ responder }) => responder))]
		.filter((id) => id !== 0)
		.map((id) => ({ value: String(id), label: nameOf(id) }));
	const groups = [...new Set(lines.flatMap(({ groups }) => groups))]
		.flatMap((id) => tables.group.get(id) ?? [])
		.map(({ id, name }) => ({ value: String(id), label: name }))
		.sort((a, b) => a.label.localeCompare(b.label));
	const choices: Partial<Record<keyof View, Choice[]>> = {
		section: sections,
		...(round.form === 'structured' && {
			kind: Object.entries(reviews.kinds).map(([value, label]) => ({ value, label })),
		}),
		theme: [{ value: '0', label: t.noTheme }, ...themes],
		writer: texts(lines.map(({ writer }) => writer)),
		profession: texts(lines.map(({ profession }) => profession)),
		region: texts(lines.map(({ region }) => region)),
		...(groups.length > 0 && { group: groups }),
		responder: [{ value: '0', label: t.nobody }, ...responders],
		disposition: Object.entries(reviews.dispositions).map(([value, label]) => ({ value, label })),
	};
	return (
		<div class="matrix-choices">
			<TextField
				name="words"
				label={t.words}
				type="search"
				value={view.words}
				onValue={(words) => set({ words })}
			/>
			{Object.entries(choices).map(([name, some]) => (
				<Select
					key={name}
					name={name}
					label={t.by[name] ?? name}
					value={String(view[name as keyof View])}
					onValue={(value) =>
						set({
							[name]: value,
							...(name === 'disposition' && value !== '' && { state: 'all' as const }),
						})
					}
					choices={[any, ...some]}
				/>
			))}
			<Select
				name="sort"
				label={t.sort}
				value={view.sort}
				onValue={(sort) => set({ sort: sort as Sort })}
				choices={sorts.map((value) => ({ value, label: t.sorts[value] }))}
			/>
		</div>
	);
}
