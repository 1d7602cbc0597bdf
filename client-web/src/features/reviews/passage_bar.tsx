// SPDX-License-Identifier: Apache-2.0
/*
 * passage_bar.tsx - marks words in a clause: here is how to comment on them,
 * or, where comments are not taken, where they come from.
 *
 * It sits at the lower edge, clear of what phones put beside a selection, and
 * does not take the focus. Pressing it must not lose the selection first.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { navigate } from '../../router';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { reviews } from '../../words/en/reviews';
import { versions } from '../../words/en/versions';
import type { Reader } from './clause';
import { type Passage, passageIn, quoted, written } from './passage';
import { traceOf } from './room';
import { draftsOf } from './write';

const SHOWN = 40;

const shortened = (text: string): string =>
	text.length <= SHOWN ? text : `${text.slice(0, SHOWN).replace(/\s+\S*$/, '')}…`;

function usePicked(): Passage | null {
	const picked = useSignal<Passage | null>(null);

	useEffect(() => {
		const changed = () => {
			picked.value = passageIn(getSelection());
		};
		document.addEventListener('selectionchange', changed);
		return () => document.removeEventListener('selectionchange', changed);
	}, []);
	return picked.value;
}

function Bar({ act, children }: { act: () => void; children: string }) {
	return (
		<div class="passage-bar">
			<Button look="main" onPointerDown={(event) => event.preventDefault()} onClick={act}>
				{children}
			</Button>
		</div>
	);
}

export function PassageBar({ reader }: { reader: Reader }) {
	const passage = usePicked();
	const clause = passage && tables.clause.get(passage.clause);
	if (!passage || !clause || !reader.open.value) return null;
	const write = () => {
		draftsOf(reader.round, clause.id).marks?.type(written(passage));
		reader.writing.value = clause.id;
		getSelection()?.removeAllRanges();
	};
	return <Bar act={write}>{reviews.write.passage(shortened(quoted(clause, passage).exact))}</Bar>;
}

export function HistoryBar() {
	const passage = usePicked();
	const clause = passage && tables.clause.get(passage.clause);
	if (!passage || !clause) return null;
	return (
		<Bar act={() => navigate(traceOf(clause.id, written(passage)))}>
			{versions.trace.ofWords(shortened(quoted(clause, passage).exact))}
		</Bar>
	);
}
