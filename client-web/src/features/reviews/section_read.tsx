// SPDX-License-Identifier: Apache-2.0
/*
 * section_read.tsx - "I have read this section and have nothing to add".
 *
 * It counts as an answer to those who asked. Once said it stands there; who
 * changes their mind simply comments.
 */
import { useSignal } from '@preact/signals';
import { asCallError } from '../../store/load';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { tell } from '../../ui/live';
import { call } from '../../wire/calls';
import type { Clause } from '../../wire/rows';
import { sentence } from '../../words/en';
import { reviews } from '../../words/en/reviews';

const t = reviews.section;

export const readSections = (round: number): ReadonlySet<number> =>
	new Set(tables.section_sign_off.where((row) => row.round === round).map(({ clause }) => clause));

export function SectionRead({ clause, round }: { clause: Clause; round: number }) {
	const busy = useSignal(false);
	if (readSections(round).has(clause.id)) return <span class="section-read">{t.done}</span>;
	const say = async () => {
		busy.value = true;
		try {
			await call('round.read_section', { round, clause: clause.id });
			tell(t.said(clause.number));
			/* The button is gone; whoever goes by keyboard stays here. */
			document.getElementById(`clause-${clause.id}`)?.focus({ preventScroll: true });
		} catch (error) {
			tell(sentence(asCallError(error)));
		} finally {
			busy.value = false;
		}
	};
	return (
		<span class="clause-start">
			<Button small look="quiet" busy={busy.value} onClick={say}>
				{t.act}
				<span class="hidden">: {clause.number}</span>
			</Button>
		</span>
	);
}
