// SPDX-License-Identifier: Apache-2.0
/*
 * slots.tsx - the times that a poll proposes, one field each.
 *
 * They are typed on the clocks of the poll's zone and kept as lines of one
 * text, like options; each takes as long as the others.
 */
import { Button } from '../../ui/button';
import { MINUTE } from '../../ui/clock';
import { Cross } from '../../ui/icons';
import { instantOf } from '../../ui/when';
import { horizon } from '../../words/en/horizon';
import { Group } from './answer';
import { fieldsOf } from './options';

const t = horizon.asking;
const MOST = 20;

export interface Slot {
	starts_at: number;
	ends_at: number;
}

/* Each once; those that are no time are left out. */
export function slotsIn(text: string, zone: string, minutes: number): Slot[] {
	const starts = text.split('\n').map((line) => instantOf(line, zone));
	return [...new Set(starts)]
		.filter((at) => at !== null)
		.map((at) => ({ starts_at: at, ends_at: at + minutes * MINUTE }));
}

export function Slots({
	text,
	onText,
	error,
}: {
	text: string;
	onText(text: string): void;
	error?: string | undefined;
}) {
	const fields = fieldsOf(text);
	return (
		<Group name="options" label={t.slots} hint={t.slotsHint} error={error}>
			<ol class="option-fields">
				{fields.map((value, i) => (
					<li key={i}>
						<input
							type="datetime-local"
							name={`slot-${i + 1}`}
							aria-label={t.slot(i + 1)}
							value={value}
							onInput={({ currentTarget }) =>
								onText(fields.with(i, currentTarget.value).join('\n'))
							}
						/>
						{fields.length > 2 && (
							<Button
								look="quiet"
								aria-label={t.removeSlot(i + 1)}
								onClick={() => onText(fields.toSpliced(i, 1).join('\n'))}
							>
								<Cross />
							</Button>
						)}
					</li>
				))}
			</ol>
			{fields.length < MOST && (
				<Button small onClick={() => onText([...fields, fields.at(-1) ?? ''].join('\n'))}>
					{t.addSlot}
				</Button>
			)}
		</Group>
	);
}
