// SPDX-License-Identifier: Apache-2.0
/*
 * passage_bar.tsx - marks words in a clause: here is how to comment on them.
 *
 * It sits at the lower edge, clear of what phones put beside a selection, and
 * does not take the focus. Pressing it must not lose the selection first.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { reviews } from '../../words/en/reviews';
import type { Reader } from './clause';
import { type Passage, passageIn, quoted, written } from './passage';
import { draftsOf } from './write';

const SHOWN = 40;

const shortened = (text: string): string =>
	text.length <= SHOWN ? text : `${text.slice(0, SHOWN).replace(/\s+\S*$/, '')}…`;

export function PassageBar({ reader }: { reader: Reader }) {
	const picked = useSignal<Passage | null>(null);

	useEffect(() => {
		const changed = () => {
			picked.value = passageIn(getSelection());
		};
		document.addEventListener('selectionchange', changed);
		return () => document.removeEventListener('selectionchange', changed);
	}, []);

	const passage = picked.value;
	const clause = passage && tables.clause.get(passage.clause);
	if (!passage || !clause || !reader.open.value) return null;
	const write = () => {
		draftsOf(reader.round, clause.id).marks?.type(written(passage));
		reader.writing.value = clause.id;
		getSelection()?.removeAllRanges();
	};
	return (
		<div class="passage-bar">
			<Button look="main" onPointerDown={(event) => event.preventDefault()} onClick={write}>
				{reviews.write.passage(shortened(quoted(clause, passage).exact))}
			</Button>
		</div>
	);
}
