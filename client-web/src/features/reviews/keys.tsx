// SPDX-License-Identifier: Apache-2.0
/*
 * keys.tsx - reading by keyboard: j and k, c, n and p.
 *
 * They work only while no field has the focus and can be switched off: people
 * who speak to their computer would else set them off by words.
 */
import { signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { Checkbox } from '../../ui/field';
import { reviews } from '../../words/en/reviews';
import type { Reader } from './clause';
import { show } from './drawer';
import { clauseAt, clauseOf } from './near';
import { WHOLE } from './room';

const t = reviews.keys;
const used = signal(true);

/* `write` opens the form of a clause, if comments are still taken. */
export function useKeys(reader: Reader, write: (clause: number) => void) {
	/* As soon as the text is seen, not a frame later. */
	useLayoutEffect(() => {
		const pressed = (event: KeyboardEvent) => {
			if (!used.peek() || event.ctrlKey || event.metaKey || event.altKey) return;
			if ((event.target as Element).closest?.('input, textarea, select, dialog:not(.drawer)'))
				return;
			const acts: Record<string, (() => void) | undefined> = {
				j: () => stepClause(reader, 1),
				k: () => stepClause(reader, -1),
				n: () => stepComment(reader, 1),
				p: () => stepComment(reader, -1),
				c: () => {
					const here = clauseHere(reader);
					if (here && reader.writing.peek() !== here) write(here);
				},
			};
			const act = acts[event.key];
			if (!act) return;
			event.preventDefault();
			act();
		};
		document.addEventListener('keydown', pressed);
		return () => document.removeEventListener('keydown', pressed);
	}, [reader, write]);
}

/* The clause of the drawer, else the one with the focus in it. */
function clauseHere(reader: Reader): number {
	const clause = document.activeElement?.closest('.clause');
	return reader.drawer.peek()?.clause ?? Number(clause?.id.replace('clause-', '') ?? 0);
}

function stepClause(reader: Reader, by: 1 | -1) {
	const { drawer, leaving } = reader;
	const from = document.getElementById(`clause-${drawer.peek()?.clause}`);
	if (!from) return step(by);
	leaving.next = () => step(by, from);
	drawer.value = null;
}

/* Not all comments are drawn; their order is that of the clauses, then of the
 * questions, then of the whole. Without a focus it begins on the screen. */
function stepComment(reader: Reader, by: 1 | -1) {
	const { comments } = reader;
	const clauses = reader.clauses.map(({ id }) => id);
	const questions = [...comments.peek().keys()].filter((key) => key < 0).sort((a, b) => b - a);
	const order = [...clauses, ...questions, WHOLE];
	const all = order.flatMap((key) => comments.peek().get(key) ?? []);
	const focused = Number(document.activeElement?.closest('.remark')?.id.slice('comment-'.length));
	const at = all.indexOf(focused);
	if (at >= 0) return go(reader, all[at + by]);
	const top = clauseAt(0);
	const here = order.indexOf(clauseHere(reader) || (top ? clauseOf(top) : -1));
	const before = order
		.slice(0, here < 0 ? clauses.length : here)
		.flatMap((key) => comments.peek().get(key) ?? []).length;
	go(reader, all[by > 0 ? before : before - 1]);
}

const go = (reader: Reader, comment: number | undefined) => comment && show(reader, comment);

/* From where the focus is; without one, from the top of what is on screen. */
function step(by: 1 | -1, start: Element | null = document.activeElement) {
	const all = [...document.querySelectorAll<HTMLElement>('.clause')];
	const from = start?.closest<HTMLElement>('.clause');
	const at = from ? all.indexOf(from) : -1;
	const top = clauseAt(0);
	const first = top ? all.indexOf(top) : all.length;
	const next = at >= 0 ? all[at + by] : all[by > 0 ? first : first - 1];
	next?.focus({ preventScroll: true });
	next?.scrollIntoView({ block: 'nearest' });
}

/* Where one only touches there is hardly a keyboard. */
const touched = matchMedia('(hover: none) and (pointer: coarse)').matches;

export function KeysHelp() {
	if (touched) return null;
	return (
		<details>
			<summary>{t.title}</summary>
			<dl class="keys">
				{t.list.map(([key, does]) => (
					<div key={key}>
						<dt>
							<kbd>{key}</kbd>
						</dt>
						<dd>{does}</dd>
					</div>
				))}
			</dl>
			<Checkbox
				name="keys"
				label={t.use}
				checked={used.value}
				onChecked={(checked) => {
					used.value = checked;
				}}
			/>
		</details>
	);
}
