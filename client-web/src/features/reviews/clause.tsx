// SPDX-License-Identifier: Apache-2.0
/*
 * clause.tsx - one numbered piece of the draft, its comments beside it.
 *
 * The element with data-clause holds the words of the clause and nothing else:
 * places in the text are counted from its start. A heading is one by its role,
 * because its words come as HTML of their own.
 */
import { type ReadonlySignal, type Signal, useComputed } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { draftAt } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Html } from '../../ui/html';
import type { Clause, Comment } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { useStack } from './margin';
import { narrow } from './narrow';
import type { Near } from './near';
import { light } from './passage';
import { passageOf, Remarks } from './remark';
import { commentPlace, placeWords, saidIn } from './room';
import { SectionRead } from './section_read';
import { Write } from './write';

const t = reviews.write;
const NONE: readonly number[] = [];

/* An object of its own each time: one may go to the same comment again. */
export interface Sought {
	comment: number;
}

export interface Reader {
	round: number;
	/* Of the draft, in the order in which they are read. */
	clauses: readonly Clause[];
	open: ReadonlySignal<boolean>;
	/* Ids of comments in order, by clause. */
	comments: ReadonlySignal<ReadonlyMap<number, readonly number[]>>;
	/* The clause whose form is open. */
	writing: Signal<number | null>;
	/* On a phone: whose comments are shown, and which of them is sought. */
	drawer: Signal<{ clause: number; comment?: number } | null>;
	/* The comment that was gone to last: it is drawn, and takes the focus. */
	sought: Signal<Sought | null>;
	/* The clause it is on, if it is on one. */
	soughtIn: ReadonlySignal<number>;
	/* What to do once the drawer is shut and has given the focus back. */
	leaving: { next: (() => void) | null };
}

/* A stable list: it changes only when this clause's comments do. */
export function useRemarks(reader: Reader, clause: number): readonly number[] {
	const ids = useComputed(() => (reader.comments.value.get(clause) ?? []).join()).value;
	return ids === '' ? [] : ids.split(',').map(Number);
}

interface ClauseProps {
	clause: Clause;
	reader: Reader;
	near: Near;
	/* Its comments are wanted, too. */
	drawn: boolean;
}

export function ClauseView({ clause, reader, near, drawn }: ClauseProps) {
	const ids = useRemarks(reader, clause.id);
	const box = useRef<HTMLDivElement>(null);
	const side = useRef<HTMLDivElement>(null);
	const stacked = drawn && !narrow.value && ids.length > 0;
	useStack(side, stacked, near);
	useMarks(box, drawn ? ids : NONE);
	const writing = useComputed(() => reader.writing.value === clause.id).value;
	const mayStart = reader.open.value && !writing;
	const done = () => {
		reader.writing.value = null;
		box.current?.focus({ preventScroll: true });
		/* The form above the fold is gone: what was written on stays in sight. */
		requestAnimationFrame(() => box.current?.scrollIntoView({ block: 'nearest' }));
	};
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as part of a form
		<div
			ref={box}
			class={`clause is-${clause.kind}`}
			id={`clause-${clause.id}`}
			role="group"
			tabIndex={-1}
			aria-label={reviews.clause(clause.number)}
		>
			<ClauseNumber clause={clause} />
			<ClauseWords clause={clause} />
			{writing && <Write round={reader.round} clause={clause} onDone={done} />}
			<div class={stacked ? 'clause-side stacked' : 'clause-side'} ref={side}>
				{stacked && <Remarks ids={ids} place={placeWords(clause.id)} sought={reader.sought} />}
				{(mayStart || (narrow.value && ids.length > 0)) && (
					<div class="clause-actions">
						{narrow.value && <Said clause={clause} ids={ids} reader={reader} />}
						{mayStart && <Start clause={clause} reader={reader} />}
						{mayStart && clause.kind === 'heading' && (
							<SectionRead clause={clause} round={reader.round} />
						)}
					</div>
				)}
			</div>
		</div>
	);
}

/* Words that somebody marked are lit faintly, where they are near. */
function useMarks(box: RefObject<HTMLElement | null>, ids: readonly number[]) {
	const passages = ids
		.map((id) => tables.comment.get(id))
		.filter((row) => row !== undefined && !row.withdrawn_at)
		.map((row) => passageOf(row as Comment))
		.filter((passage) => passage !== null);
	const same = passages.map(({ start, end }) => `${start}-${end}`).join();
	useEffect(() => light('passage', passages, box.current), [same]);
}

export function ClauseNumber({ clause }: { clause: Clause }) {
	return (
		<a class="clause-number" href={`#clause-${clause.id}`}>
			{clause.number}
		</a>
	);
}

export function ClauseWords({ clause }: { clause: Clause }) {
	const words = <Html html={clause.html} />;
	const look = `clause-text level-${clause.level}`;
	if (clause.kind !== 'heading')
		return (
			<div class={look} data-clause={clause.id}>
				{words}
			</div>
		);
	return (
		// biome-ignore lint/a11y/useSemanticElements: a heading element must not hold the box of the HTML
		<div
			class={look}
			data-clause={clause.id}
			role="heading"
			aria-level={Math.min(6, clause.level + 2)}
		>
			{words}
		</div>
	);
}

/* On a phone: how much was said here; it opens the drawer. */
function Said({ clause, ids, reader }: { clause: Clause; ids: readonly number[]; reader: Reader }) {
	const said = saidIn(ids).length;
	if (ids.length === 0) return null;
	return (
		<Button
			small
			look="quiet"
			aria-haspopup="dialog"
			onClick={() => {
				reader.drawer.value = { clause: clause.id };
			}}
		>
			<strong>{said > 0 ? reviews.comments(said) : reviews.comment.gone}</strong>
			<span class="hidden">
				{' '}
				{t.onPlace} {clause.number}
			</span>
		</Button>
	);
}

function Start({ clause, reader }: { clause: Clause; reader: Reader }) {
	const body = draftAt(commentPlace(reader.round, clause.id));
	const begun = useComputed(() => (body?.text.value ?? '') !== '').value;
	return (
		<span class={begun ? 'clause-start begun' : 'clause-start'}>
			<Button
				small
				look="quiet"
				onClick={() => {
					reader.writing.value = clause.id;
				}}
			>
				{begun ? t.resume : narrow.value ? t.actShort : t.act}
				<span class="hidden">
					{' '}
					{t.onPlace} {clause.number}
				</span>
			</Button>
		</span>
	);
}
