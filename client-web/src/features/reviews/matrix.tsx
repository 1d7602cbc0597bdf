// SPDX-License-Identifier: Apache-2.0
/*
 * matrix.tsx - every comment of a round in one table, to be answered.
 *
 * A row stays where it is when it is answered, and what comes in is put at the
 * end: the table is arranged anew only when a filter or the order is chosen.
 * One row at a time has the focus and the keys; the panel beside the table
 * shows it whole. What others do shows in the rows at once.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useLoad } from '../../store/load';
import { coordinates, myId } from '../../store/session';
import { tables } from '../../store/tables';
import { Empty } from '../../ui/parts';
import type { Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { AnswerPanel } from './answer_panel';
import { MatrixBar } from './matrix_bar';
import { Bulk, type Deed, undoOf } from './matrix_bulk';
import { keysOf } from './matrix_keys';
import { linesOf } from './matrix_lines';
import { MatrixRow } from './matrix_row';
import { anything, arranged, counted, followed, type View } from './matrix_view';
import { useWindow } from './matrix_window';
import { narrow } from './narrow';
import './matrix.css';

const t = reviews.matrix;

/* What is shown, and which comments were known when it was arranged. */
function useShown(round: Round, view: View) {
	const me = myId();
	const lines = linesOf(round.id);
	const arrangement = useMemo(
		() => ({ ids: arranged(view, lines, me), known: new Set(lines.map(({ id }) => id)) }),
		[view],
	);
	const ids = followed(arrangement.ids, arrangement.known, view, lines, me);
	return { lines, ids, counters: counted(lines, me) };
}

export function Matrix({ round }: { round: Round }) {
	const view = useSignal<View>(anything);
	const current = useSignal<number | null>(null);
	const open = useSignal(false);
	const chosen = useSignal<ReadonlySet<number>>(new Set());
	const deed = useSignal<Deed | null>(null);
	useLoad('group.list', { community: round.community });
	const { lines, ids, counters } = useShown(round, view.value);
	const { body, shown, show, reveal } = useWindow(ids.length);
	const at = useRef(ids);
	at.current = ids;

	const go = (id: number) => {
		current.value = id;
		reveal(at.current.indexOf(id), id);
	};
	const choose = (id: number) => {
		const next = new Set(chosen.peek());
		if (!next.delete(id)) next.add(id);
		chosen.value = next;
	};
	const look = (id: number) => {
		current.value = id;
		open.value = true;
	};
	const shut = () => {
		open.value = false;
		if (current.peek()) go(current.peek() as number);
	};
	const next = () => {
		const index = at.current.indexOf(current.peek() ?? 0);
		const following = at.current
			.slice(index + 1)
			.find((id) => tables.comment.get(id)?.disposition === null);
		if (!following) return shut();
		current.value = following;
		show(at.current.indexOf(following));
	};
	const pressed = keysOf({ ids: at, current, chosen, open, go, choose, look });

	useEffect(() => {
		const left = [...chosen.peek()].filter((id) => tables.comment.get(id)?.withdrawn_at === null);
		if (left.length !== chosen.peek().size) chosen.value = new Set(left);
	}, [lines.length]);

	if (lines.length === 0) return <Empty title={reviews.answers.none} />;
	const selected = [...chosen.value];
	/* What was answered a moment ago still stands among the unanswered: it is
	 * not answered again by choosing all. */
	const all =
		view.value.state === 'unanswered'
			? ids.filter((id) => tables.comment.get(id)?.disposition === null)
			: ids;
	return (
		<div class={open.value ? 'matrix with-panel' : 'matrix'}>
			<div class="matrix-main">
				<MatrixBar round={round} view={view} counters={counters} lines={lines} shown={ids.length} />
				{!narrow.value && <p class="small quiet">{t.keys}</p>}
				{ids.length === 0 ? (
					<p class="quiet">{counters.unanswered === 0 ? reviews.answers.noneLeft : t.nothing}</p>
				) : (
					<table class="matrix-table" aria-rowcount={ids.length + 1}>
						<caption class="hidden">{t.caption}</caption>
						<thead>
							<tr aria-rowindex={1}>
								<th scope="col" class="matrix-pick">
									<input
										type="checkbox"
										aria-label={t.chooseAll(all.length)}
										checked={selected.length > 0 && all.every((id) => chosen.value.has(id))}
										onChange={(event) =>
											(chosen.value = new Set(event.currentTarget.checked ? all : []))
										}
									/>
								</th>
								<th scope="col">{t.where}</th>
								<th scope="col">{t.comment}</th>
								<th scope="col">{t.handling}</th>
								<th scope="col">{t.answer}</th>
							</tr>
						</thead>
						<tbody ref={body} onKeyDown={pressed}>
							<Gap rows={shown.first} height={shown.height} />
							{ids.slice(shown.first, shown.end).map((id, i) => (
								<MatrixRow
									key={id}
									id={id}
									index={shown.first + i}
									current={current.value === id}
									reachable={
										current.value === id || (current.value === null && shown.first + i === 0)
									}
									chosen={chosen.value.has(id)}
									onChoose={choose}
									onLook={look}
								/>
							))}
							<Gap rows={ids.length - shown.end} height={shown.height} />
						</tbody>
					</table>
				)}
				{coordinates(round.community) && !tables.archive.get(round.id) && (
					<Bulk
						round={round}
						chosen={selected}
						deed={deed}
						onDone={() => (chosen.value = new Set())}
					/>
				)}
			</div>
			{open.value && current.value !== null && (
				<AnswerPanel
					key={current.value}
					comment={current.value}
					onClose={shut}
					onSaved={(batch) => {
						deed.value = { said: reviews.answers.saved, undo: undoOf([batch]) };
						next();
					}}
				/>
			)}
		</div>
	);
}

/* As high as the rows that are not drawn. */
function Gap({ rows, height }: { rows: number; height: number }) {
	if (rows <= 0) return null;
	return (
		<tr class="matrix-gap">
			<td
				colSpan={3}
				ref={(cell) => {
					if (cell) cell.style.height = `${rows * height}px`;
				}}
			/>
		</tr>
	);
}
