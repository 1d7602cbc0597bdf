// SPDX-License-Identifier: Apache-2.0
/*
 * scan_rating.tsx - one item under the hand: a row of marks for each criterion.
 *
 * Digits rate and go on to the next criterion; arrows move without choosing.
 * A row of marks is one stop of the Tab key. A reason is asked of who sees an
 * item otherwise than the middle half of the panel; whoever wants to give one
 * can always.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/field';
import { announce } from '../../ui/live';
import type { Criterion, ScanItem } from '../../wire/rows';
import { scan as all } from '../../words/en/scan';
import { quartilesOf } from './scan_counts';
import { Feedback } from './scan_feedback';
import type { Ballot } from './scan_rate';
import { Reasons } from './scan_reasons';
import type { Ratings } from './scan_saving';
import { quantileOf, scaleOf } from './scan_state';

const t = all.rating;

interface RatingProps {
	item: ScanItem;
	criteria: Criterion[];
	ratings: Ratings;
	ballot: Ballot;
	/* Of the heading. */
	id: string;
	/* "Item 3 of 20", where one is shown at a time. */
	place: string | null;
}

export function Rating({ item, criteria, ratings, ballot, id, place }: RatingProps) {
	const box = useRef<HTMLElement>(null);
	const rated = ratings.of(item.id).value;
	const before = ballot.earlier.find((said) => said.item === item.id)?.marks ?? null;
	const reasons = ballot.reasons.filter((one) => one.item === item.id);
	const again = ballot.round > 1 && item.round < ballot.round;

	const focus = (row: number) => {
		const rows = box.current?.querySelectorAll<HTMLElement>('[data-marks]');
		if (!rows) return;
		const next = rows[row]?.querySelector<HTMLElement>('[tabindex="0"]');
		(next ?? document.getElementById('next-item') ?? rows[row - 1])?.focus();
	};
	useDigits(place !== null, criteria, (mark) => {
		const open = ratings.of(item.id).peek().marks.indexOf('-');
		const row = open < 0 ? 0 : open;
		const criterion = criteria[row];
		if (!criterion || (mark !== '?' && Number(mark) > scaleOf(criterion).length)) return;
		ratings.mark(item.id, row, mark);
		focus(row + 1);
	});
	return (
		<section class="scan-rating" ref={box} aria-labelledby={id}>
			{place && <p class="kicker">{place}</p>}
			<h2 id={id} tabIndex={-1}>
				{item.title}
			</h2>
			{item.detail && <p class="as-written read">{item.detail}</p>}
			{criteria.map((criterion, i) => (
				<div class="scan-criterion" key={criterion.id}>
					<Marks
						criterion={criterion}
						mark={rated.marks[i] ?? '-'}
						onMark={(mark) => ratings.mark(item.id, i, mark)}
						onStep={(by) => focus(i + by)}
					/>
					{again && (
						<Feedback
							criterion={criterion}
							tallies={ballot.feedback.filter(
								(one) => one.item === item.id && one.criterion === criterion.id,
							)}
							own={before?.[i] ?? '-'}
						/>
					)}
				</div>
			))}
			{again && before && rated.marks.includes('-') && (
				<p>
					<Button small onClick={() => ratings.all(item.id, before)}>
						{t.keep}
					</Button>
				</p>
			)}
			{reasons.length > 0 && (
				<>
					<h3>{t.reasons}</h3>
					<Reasons reasons={reasons} />
				</>
			)}
			<Reason
				key={item.id}
				item={item}
				ratings={ratings}
				asked={again && dissents(rated.marks, criteria, item, ballot)}
			/>
			<Saved item={item} ratings={ratings} />
		</section>
	);
}

/* A digit rates wherever the focus is, if it is in no field and no row of marks. */
function useDigits(used: boolean, criteria: Criterion[], rate: (mark: string) => void) {
	/* As soon as the item is seen, not a frame later. */
	useLayoutEffect(() => {
		if (!used) return;
		const pressed = (event: KeyboardEvent) => {
			if (event.ctrlKey || event.metaKey || event.altKey) return;
			if ((event.target as Element).closest?.('input, textarea, select, dialog, [data-marks]'))
				return;
			if (!/^[0-9?]$/.test(event.key)) return;
			event.preventDefault();
			rate(event.key === '0' ? '?' : event.key);
		};
		document.addEventListener('keydown', pressed);
		return () => document.removeEventListener('keydown', pressed);
	}, [used, criteria, rate]);
}

/* Outside the middle half of the panel, by a scale. */
function dissents(marks: string, criteria: Criterion[], item: ScanItem, ballot: Ballot): boolean {
	return criteria.some((criterion, i) => {
		const mark = Number(marks[i]);
		const panel = ballot.feedback.find(
			(one) => one.item === item.id && one.criterion === criterion.id && one.division === '',
		);
		if (criterion.kind !== 'scale' || !mark || !panel) return false;
		const { q1, q3 } = quartilesOf(panel.counts, quantileOf(criterion));
		return mark < q1 || mark > q3;
	});
}

interface MarksProps {
	criterion: Criterion;
	mark: string;
	onMark(mark: string): void;
	/* To another criterion. */
	onStep(by: 1 | -1): void;
}

function Marks({ criterion, mark, onMark, onStep }: MarksProps) {
	const group = useRef<HTMLDivElement>(null);
	const steps = scaleOf(criterion);
	const scale = criterion.kind === 'scale';
	const values = [...steps.map((_, i) => String(i + 1)), '?'];
	const stop = useSignal<number | null>(null);
	const at = stop.value ?? Math.max(values.indexOf(mark), 0);

	const choose = (value: string) => {
		onMark(value);
		stop.value = null;
	};
	const move = (by: number) => {
		stop.value = (at + by + values.length) % values.length;
		group.current?.querySelectorAll('button')[stop.value]?.focus();
	};
	const pressed = (event: KeyboardEvent) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const { key } = event;
		const value = key === '0' ? '?' : key;
		if (values.includes(value)) {
			choose(value);
			group.current?.querySelectorAll('button')[values.indexOf(value)]?.focus();
			onStep(1);
		} else if (key === 'Backspace' || key === 'Delete') choose('-');
		else if (key === 'ArrowRight') move(1);
		else if (key === 'ArrowLeft') move(-1);
		else if (key === 'ArrowDown') onStep(1);
		else if (key === 'ArrowUp') onStep(-1);
		else return;
		event.preventDefault();
	};
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand beside its buttons
		<div data-marks ref={group} role="group" aria-label={criterion.name} onKeyDown={pressed}>
			<p class="scan-name" aria-hidden="true">
				{criterion.name}
			</p>
			{scale && (
				<p class="scan-ends quiet small">
					<span>1 = {criterion.low}</span>
					<span>9 = {criterion.high}</span>
				</p>
			)}
			<div class={scale ? 'scan-scale' : 'scan-steps-row'}>
				{values.map((value, i) => {
					const label = value === '?' ? t.unable : (steps[i] ?? value);
					return (
						<button
							key={value}
							type="button"
							class={value === '?' ? 'scan-mark scan-unable' : 'scan-mark'}
							tabIndex={i === at ? 0 : -1}
							aria-pressed={mark === value}
							aria-label={t.mark(label, criterion.name)}
							onFocus={() => {
								stop.value = i;
							}}
							onClick={() => choose(mark === value ? '-' : value)}
						>
							{label}
						</button>
					);
				})}
			</div>
		</div>
	);
}

function Reason({ item, ratings, asked }: { item: ScanItem; ratings: Ratings; asked: boolean }) {
	const { reason } = ratings.of(item.id).value;
	const text = useSignal<string | null>(null);
	const open = useSignal(false);
	const rated = ratings.of(item.id).value.marks !== '-'.repeat(ratings.criteria);
	const save = () => {
		const typed = text.peek()?.trim();
		if (typed !== undefined && typed !== ratings.of(item.id).peek().reason)
			ratings.reason(item.id, typed);
		text.value = null;
	};
	useEffect(() => {
		if (asked) announce(t.reasonAsk);
	}, [asked]);
	/* Who goes on to the next item has said it, whether or not they pressed the button. */
	const last = useRef(save);
	last.current = save;
	useEffect(() => () => last.current(), []);
	if (!rated) return null;
	if (!asked && reason === '' && !open.value)
		return (
			<p>
				<Button
					small
					look="quiet"
					onClick={() => {
						open.value = true;
					}}
				>
					{t.reasonAdd}
				</Button>
			</p>
		);
	const value = text.value ?? reason;
	return (
		<div class="scan-reason">
			<TextArea
				name={`reason-${item.id}`}
				label={asked ? t.reasonAsk : t.reason}
				hint={t.reasonHint}
				optional
				rows={3}
				maxLength={1000}
				value={value}
				onValue={(typed) => {
					text.value = typed;
				}}
			/>
			{value.trim() !== reason && (
				<p>
					<Button small onClick={save}>
						{t.reasonSave}
					</Button>
				</p>
			)}
		</div>
	);
}

function Saved({ item, ratings }: { item: ScanItem; ratings: Ratings }) {
	const { saving, why } = ratings.of(item.id).value;
	return (
		<p class="scan-saved small" role="status">
			{saving === 'saving' && t.saving}
			{saving === 'saved' && t.saved}
			{saving === 'failed' && (
				<>
					<span class="error">{why || t.failed}</span>{' '}
					<Button small onClick={() => ratings.again(item.id)}>
						{t.again}
					</Button>
				</>
			)}
		</p>
	);
}
