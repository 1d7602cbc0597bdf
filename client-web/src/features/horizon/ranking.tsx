// SPDX-License-Identifier: Apache-2.0
/*
 * ranking.tsx - putting options into an order.
 *
 * Taking them one after the other is the quick way: the first that is taken is
 * the best. What is taken moves by buttons, by the arrow keys while the focus
 * is on its row, or by its grip under mouse or finger; the focus goes with it
 * and the new place is said.
 */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/button';
import { Chevron, Cross } from '../../ui/icons';
import { announce } from '../../ui/live';
import type { Option } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import { type AnswerProps, Group } from './answer';

const t = horizon.poll.ranking;

export function Ranking({ options, answer, error, onAnswer }: AnswerProps) {
	const box = useRef<HTMLDivElement>(null);
	const { choices } = answer;
	const named = (id: number) => options.find((option) => option.id === id)?.label ?? '';
	const rest = options.filter(({ id }) => !choices.includes(id));

	const focus = (selector: string) =>
		requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(selector)?.focus());
	const set = (next: number[]) => onAnswer({ ...answer, choices: next });
	const take = (option: Option) => {
		set([...choices, option.id]);
		announce(t.now(option.label, choices.length + 1, options.length));
		const next = rest[rest.indexOf(option) + 1] ?? rest.find((other) => other !== option);
		focus(next ? `[data-take="${next.id}"]` : `[data-row="${option.id}"] button`);
	};
	const leave = (id: number) => {
		set(choices.filter((other) => other !== id));
		announce(t.left(named(id)));
		focus(`[data-take="${id}"]`);
	};
	const move = (from: number, by: number, way: 'up' | 'down') => {
		const to = from + by;
		const id = choices[from];
		if (id === undefined || to < 0 || to >= choices.length) return;
		set(choices.toSpliced(from, 1).toSpliced(to, 0, id));
		announce(t.now(named(id), to + 1, options.length));
		focus(`[data-row="${id}"] [data-way="${way}"]`);
	};
	const { held, grip } = useDragging(box, choices, set, (id, place) =>
		announce(t.now(named(id), place, options.length)),
	);
	return (
		<Group hint={t.hint} error={error}>
			<div ref={box}>
				{choices.length > 0 && (
					<ol class="ranking">
						{choices.map((id, i) => (
							<li
								key={id}
								data-row={id}
								class={id === held ? 'held' : undefined}
								onKeyDown={(event) => {
									if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
									event.preventDefault();
									if (event.key === 'ArrowUp') move(i, -1, 'up');
									else move(i, 1, 'down');
								}}
							>
								<span
									class="ranking-grip"
									title={t.grip}
									aria-hidden="true"
									onPointerDown={(event) => grip(event, id)}
								>
									≡
								</span>
								<span class="ranking-label">{named(id)}</span>
								<span class="ranking-set">
									<Step way="up" name={t.up(named(id))} onClick={() => move(i, -1, 'up')} />
									<Step way="down" name={t.down(named(id))} onClick={() => move(i, 1, 'down')} />
									<Button look="quiet" aria-label={t.leave(named(id))} onClick={() => leave(id)}>
										<Cross />
									</Button>
								</span>
							</li>
						))}
					</ol>
				)}
				{rest.length > 0 && (
					<>
						<p class="ranking-rest">{choices.length === 0 ? t.none : t.rest}</p>
						<ul class="ranking-pool">
							{rest.map((option) => (
								<li key={option.id}>
									<Button data-take={option.id} onClick={() => take(option)}>
										{option.label}
										<span class="hidden"> {t.take(choices.length + 1)}</span>
									</Button>
								</li>
							))}
						</ul>
					</>
				)}
			</div>
		</Group>
	);
}

/*
 * The row that is held goes where the pointer is among the others. The document
 * hears the pointer, because a row that moves in the list would lose it.
 */
function useDragging(
	box: { current: HTMLElement | null },
	choices: number[],
	set: (choices: number[]) => void,
	say: (id: number, place: number) => void,
) {
	const held = useSignal<number | null>(null);
	const now = useRef({ choices, set, say });
	now.current = { choices, set, say };

	useLayoutEffect(() => {
		const id = held.value;
		if (id === null) return;
		const follow = ({ clientY }: PointerEvent) => {
			const rest = now.current.choices.filter((other) => other !== id);
			const above = rest.filter((other) => {
				const row = box.current?.querySelector(`[data-row="${other}"]`)?.getBoundingClientRect();
				return row && row.top + row.height / 2 < clientY;
			}).length;
			if (now.current.choices[above] !== id) now.current.set(rest.toSpliced(above, 0, id));
		};
		const drop = () => {
			held.value = null;
			now.current.say(id, now.current.choices.indexOf(id) + 1);
		};
		document.addEventListener('pointermove', follow);
		document.addEventListener('pointerup', drop);
		document.addEventListener('pointercancel', drop);
		return () => {
			document.removeEventListener('pointermove', follow);
			document.removeEventListener('pointerup', drop);
			document.removeEventListener('pointercancel', drop);
		};
	}, [held.value]);
	return {
		held: held.value,
		grip: (event: PointerEvent, id: number) => {
			if (event.button !== 0) return;
			event.preventDefault();
			held.value = id;
		},
	};
}

function Step({ way, name, onClick }: { way: 'up' | 'down'; name: string; onClick(): void }) {
	return (
		<Button aria-label={name} data-way={way} onClick={onClick}>
			<span class={`step-${way}`}>
				<Chevron />
			</span>
		</Button>
	);
}
