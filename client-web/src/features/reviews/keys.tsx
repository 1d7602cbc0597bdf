// SPDX-License-Identifier: Apache-2.0
/*
 * keys.tsx - reading by keyboard: j and k, c, n and p.
 *
 * They work only while no field has the focus and can be switched off: people
 * who speak to their computer would else set them off by words.
 */
import { type Signal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Checkbox } from '../../ui/field';
import { reviews } from '../../words/en/reviews';

const t = reviews.keys;
const used = signal(true);

/* `write` opens the form of a clause, if comments are still taken. */
export function useKeys(write: (clause: number) => void, writing: Signal<number | null>) {
	useEffect(() => {
		const pressed = (event: KeyboardEvent) => {
			if (!used.peek() || event.ctrlKey || event.metaKey || event.altKey) return;
			if ((event.target as Element).closest?.('input, textarea, select, dialog')) return;
			const acts: Record<string, (() => void) | undefined> = {
				j: () => step('.clause', 1),
				k: () => step('.clause', -1),
				n: () => step('.remark', 1),
				p: () => step('.remark', -1),
				c: () => {
					const here = clauseHere();
					if (here && writing.peek() !== here) write(here);
				},
			};
			const act = acts[event.key];
			if (!act) return;
			event.preventDefault();
			act();
		};
		document.addEventListener('keydown', pressed);
		return () => document.removeEventListener('keydown', pressed);
	}, [write, writing]);
}

/* From where the focus is; without one, from the top of what is on screen. */
function step(what: string, by: 1 | -1) {
	const all = [...document.querySelectorAll<HTMLElement>(what)];
	const active = document.activeElement;
	const inside = active?.closest<HTMLElement>('.clause, .remark');
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

function clauseHere(): number {
	const clause = document.activeElement?.closest('.clause');
	return Number(clause?.id.replace('clause-', '') ?? 0);
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
