// SPDX-License-Identifier: Apache-2.0
/*
 * keys.tsx - reading by keyboard: j and k, c, n and p.
 *
 * They work only while no field has the focus and can be switched off: people
 * who speak to their computer would else set them off by words.
 */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Checkbox } from '../../ui/field';
import { reviews } from '../../words/en/reviews';
import type { Reader } from './clause';
import { show } from './drawer';
import { narrow } from './narrow';
import { WHOLE } from './room';

const t = reviews.keys;
const used = signal(true);

/* `write` opens the form of a clause, if comments are still taken. */
export function useKeys(reader: Reader, write: (clause: number) => void) {
	useEffect(() => {
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
	if (!from) return step('.clause', by);
	leaving.next = () => step('.clause', by, from);
	drawer.value = null;
}

/* What is in the drawer is not in the text: there the order is the clauses'. */
function stepComment(reader: Reader, by: 1 | -1) {
	if (!narrow.peek()) return step('.remark', by);
	const clauses = [...document.querySelectorAll('.clause')].map(({ id }) => Number(id.slice(7)));
	const here = clauses.indexOf(clauseHere(reader));
	const questions = [...reader.comments.peek().keys()]
		.filter((key) => key < 0)
		.sort((a, b) => b - a);
	const all = [...clauses, ...questions, WHOLE].flatMap(
		(key) => reader.comments.peek().get(key) ?? [],
	);
	const focused = document.activeElement?.closest('.remark')?.id.slice(8);
	const at = all.indexOf(Number(focused));
	const before = clauses
		.slice(0, Math.max(here, 0))
		.flatMap((clause) => reader.comments.peek().get(clause) ?? []).length;
	const next = at >= 0 ? at + by : by > 0 ? before : before - 1;
	const comment = all[next];
	if (comment) show(reader, comment);
}

/* From where the focus is; without one, from the top of what is on screen. */
function step(what: string, by: 1 | -1, start: Element | null = document.activeElement) {
	const all = [...document.querySelectorAll<HTMLElement>(what)];
	const inside = start?.closest<HTMLElement>('.clause, .remark');
	const at = all.findIndex((element) => element === inside || element.contains(inside ?? null));
	const next = at >= 0 ? all[at + by] : nearest(all, inside ?? null, by);
	next?.focus({ preventScroll: true });
	next?.scrollIntoView({ block: 'nearest' });
}

function nearest(all: HTMLElement[], from: Element | null, by: 1 | -1): HTMLElement | undefined {
	const isAfter = (element: HTMLElement) =>
		from
			? (from.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
			: element.getBoundingClientRect().bottom > 0;
	const first = all.findIndex(isAfter);
	if (by > 0) return all[first];
	return all[(first < 0 ? all.length : first) - 1];
}

export function KeysHelp() {
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
