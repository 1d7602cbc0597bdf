// SPDX-License-Identifier: Apache-2.0
/*
 * show_only.tsx - which comments stand beside the text: all, those that are new
 * to me, mine, those without an answer. The keys n and p go through these.
 */
import { type Signal, useComputed } from '@preact/signals';
import { announce } from '../../ui/live';
import { reviews } from '../../words/en/reviews';
import { countsBy, type Showing, showings } from './news';

const t = reviews.reader.show;

export function ShowOnly({ round, showing }: { round: number; showing: Signal<Showing> }) {
	const counts = useComputed(() => countsBy(round)).value;
	if (counts.all === 0) return null;
	return (
		<fieldset class="filter">
			<legend class="hidden">{t.label}</legend>
			{showings
				.filter((one) => one === 'all' || one === showing.value || counts[one] > 0)
				.map((one) => (
					<label key={one}>
						<input
							type="radio"
							name="showing"
							checked={showing.value === one}
							onChange={() => {
								showing.value = one;
								announce(t[one](counts[one]));
							}}
						/>
						{t[one](counts[one])}
					</label>
				))}
		</fieldset>
	);
}
