// SPDX-License-Identifier: Apache-2.0
/*
 * desk.tsx - one carried comment at a time: old text and new, side by side.
 *
 * The new text is drawn once and stays; what changes from comment to comment is
 * which paragraph is chosen. The next comment of the queue comes by itself when
 * one is done, because it has left the list.
 */
import { type Signal, useComputed, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { useLoad } from '../../store/load';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Refusal, useForm } from '../../ui/form';
import { Html } from '../../ui/html';
import { tell } from '../../ui/live';
import { Tag } from '../../ui/parts';
import { Skeleton } from '../../ui/skeleton';
import { call } from '../../wire/calls';
import type { Clause, Document } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { versions } from '../../words/en/versions';
import { ClauseNumber, ClauseWords } from './clause';
import type { Entry } from './ledger';
import { type Passage, paint, passageIn, quoted } from './passage';
import { clausesOf, looks, nameOf } from './room';

const t = versions.desk;
const AROUND = 2;
const SHOWN = 40;
const NONE: readonly Clause[] = [];

interface DeskProps {
	document: Document;
	entries: readonly Entry[];
	empty: string;
	again(): void;
}

export function Desk({ document, entries, empty, again }: DeskProps) {
	const at = useSignal(0);
	if (entries.length === 0) return <p class="quiet">{empty}</p>;
	return <Queue at={at} document={document} entries={entries} again={again} />;
}

interface QueueProps extends Omit<DeskProps, 'empty'> {
	at: Signal<number>;
}

function Queue({ at, document, entries, again }: QueueProps) {
	const index = Math.min(at.value, entries.length - 1);
	const entry = entries[index] as Entry;
	const old = useText(entry.from_document);
	const step = (by: number) => {
		at.value = Math.max(0, Math.min(entries.length - 1, index + by));
	};
	return (
		<section aria-label={t.position(index + 1, entries.length)}>
			<div class="row desk-head">
				<strong>{t.position(index + 1, entries.length)}</strong>
				<Button small onClick={() => step(-1)} busy={index === 0}>
					{t.previous}
				</Button>
				<Button small onClick={() => step(1)} busy={index === entries.length - 1}>
					{t.next}
				</Button>
			</div>
			<Said entry={entry} />
			<div class="desk-texts">
				<Old key={`${entry.id}`} entry={entry} clauses={old} />
				<Fresh document={document} entry={entry} entries={entries} old={old} again={again} />
			</div>
		</section>
	);
}

/* The clauses of a version; null: they are being fetched. */
function useText(document: number): readonly Clause[] | null {
	const { reply } = useLoad('document.get', { document });
	return useMemo(() => reply && clausesOf(document), [document, reply]);
}

function Said({ entry }: { entry: Entry }) {
	return (
		<div class="desk-said">
			<p class="meta">
				<span>{t.by(nameOf(entry.author))}</span>
				{entry.disposition && (
					<Tag look={looks[entry.disposition]}>{reviews.dispositions[entry.disposition]}</Tag>
				)}
			</p>
			<Html html={entry.body_html} />
			{entry.proposed !== null && (
				<div class="proposed">
					<span class="proposed-label">
						{entry.proposed === '' ? reviews.comment.takenOut : reviews.comment.proposed}
					</span>
					{entry.proposed !== '' && <p>{entry.proposed}</p>}
				</div>
			)}
		</div>
	);
}

function Old({ entry, clauses }: { entry: Entry; clauses: readonly Clause[] | null }) {
	const version = tables.document.get(entry.from_document)?.version ?? 0;
	const at = clauses?.findIndex((clause) => clause.id === entry.from_clause) ?? -1;
	const near = at < 0 ? [] : clauses?.slice(Math.max(0, at - AROUND), at + AROUND + 1);
	useEffect(() => {
		const passage = passageOf(entry.from_clause, entry.from_start, entry.from_end);
		paint('passage', passage ? [passage] : []);
		return () => paint('passage', []);
	}, [entry, clauses]);
	return (
		<section aria-labelledby="old">
			<h2 id="old">{t.old(version)}</h2>
			{!clauses && <Skeleton />}
			{clauses && entry.from_clause === null && <p class="quiet">{t.wholeWas}</p>}
			{near?.map((clause) => (
				<div
					key={clause.id}
					class={`desk-clause is-${clause.kind}${clause.id === entry.from_clause ? ' is-here' : ''}`}
				>
					<ClauseNumber clause={clause} />
					<ClauseWords clause={clause} />
				</div>
			))}
		</section>
	);
}

const passageOf = (clause: number | null, start: number | null, end: number | null) =>
	clause !== null && start !== null && end !== null ? { clause, start, end } : null;

/* Where to look first when no place was found: behind what stood before it. */
function nearTo(entry: Entry, old: readonly Clause[], fresh: readonly Clause[]): number | null {
	const byText = new Map(fresh.map((clause) => [clause.text, clause.id]));
	for (let i = old.findIndex((clause) => clause.id === entry.from_clause); i >= 0; i--) {
		const found = byText.get(old[i]?.text ?? '');
		if (found !== undefined) return found;
	}
	return fresh[0]?.id ?? null;
}

interface FreshProps {
	document: Document;
	entry: Entry;
	entries: readonly Entry[];
	again(): void;
}

interface FreshTextProps extends FreshProps {
	old: readonly Clause[] | null;
}

function Fresh({ document, entry, entries, old, again }: FreshTextProps) {
	const clauses = useText(document.id) ?? NONE;
	const chosen = useSignal<number | null>(null);
	const marked = useSignal<Passage | null>(null);
	const box = useRef<HTMLDivElement>(null);
	const rows = useMemo(
		() => clauses.map((clause) => <Choice key={clause.id} clause={clause} chosen={chosen} />),
		[clauses, chosen],
	);
	useSelection(marked, chosen, document.id);
	/* Before anybody can choose: what is chosen then must not be taken back. */
	useLayoutEffect(() => {
		chosen.value = entry.clause;
		marked.value = null;
	}, [entry.id]);
	useEffect(() => {
		const passage = marked.peek() ?? passageOf(entry.clause, entry.start, entry.end);
		paint('passage-now', passage ? [passage] : []);
		const near = chosen.peek() ?? nearTo(entry, old ?? NONE, clauses);
		const row = box.current?.querySelector<HTMLElement>(`[data-row="${near}"]`);
		if (row && box.current) box.current.scrollTop = row.offsetTop - box.current.clientHeight / 4;
		return () => paint('passage-now', []);
	}, [entry.id, clauses, old]);
	return (
		<section aria-labelledby="fresh">
			<h2 id="fresh">{t.fresh(document.version)}</h2>
			<p class="small">
				<Standing entry={entry} /> {t.hint}
			</p>
			{clauses === NONE && <Skeleton />}
			<div class="desk-new" ref={box} role="radiogroup" aria-label={t.fresh(document.version)}>
				{rows}
			</div>
			<Deeds
				key={entry.id}
				entry={entry}
				entries={entries}
				document={document}
				chosen={chosen}
				marked={marked}
				again={again}
			/>
		</section>
	);
}

function Standing({ entry }: { entry: Entry }) {
	const percent = Math.round(entry.confidence * 100);
	if (entry.state === 'history') return <>{t.kept(nameOf(entry.placed_by ?? 0))}</>;
	if (entry.placed_by !== null) return <>{t.placedBy(nameOf(entry.placed_by))}</>;
	if (entry.state === 'waits') return <>{entry.clause === null ? t.noGuess : t.guess(percent)}</>;
	return <>{t.placed(percent)}</>;
}

/* Words marked in the new text are the place meant, until others are chosen. */
function useSelection(
	marked: Signal<Passage | null>,
	chosen: Signal<number | null>,
	document: number,
) {
	useEffect(() => {
		const changed = () => {
			const passage = passageIn(getSelection());
			if (!passage || tables.clause.get(passage.clause)?.document !== document) return;
			marked.value = passage;
			chosen.value = passage.clause;
			paint('passage-now', [passage]);
		};
		window.document.addEventListener('selectionchange', changed);
		return () => window.document.removeEventListener('selectionchange', changed);
	}, [marked, chosen, document]);
}

function Choice({ clause, chosen }: { clause: Clause; chosen: Signal<number | null> }) {
	const here = useComputed(() => chosen.value === clause.id).value;
	return (
		<div class={`desk-clause is-${clause.kind}${here ? ' is-here' : ''}`} data-row={clause.id}>
			<label>
				<input
					type="radio"
					name="place"
					checked={here}
					onChange={() => (chosen.value = clause.id)}
					aria-label={t.choose(clause.number)}
				/>
				<span class="clause-number">{clause.number}</span>
			</label>
			<ClauseWords clause={clause} />
		</div>
	);
}

interface DeedsProps extends FreshProps {
	chosen: Signal<number | null>;
	marked: Signal<Passage | null>;
}

function Deeds({ document, entry, entries, chosen, marked, again }: DeedsProps) {
	const done = (words: string) => {
		tell(words);
		getSelection()?.removeAllRanges();
		again();
	};
	const here = { document: document.id, comment: entry.id };
	const clause = tables.clause.get(chosen.value ?? 0);
	const words = marked.value?.clause === clause?.id ? marked.value : null;
	const place = useForm({
		check: () => (clause ? ({} as Record<string, string>) : { '': t.choosing }),
		send: async () => {
			if (!clause) return;
			const passage = words && {
				start: words.start,
				end: words.end,
				exact: quoted(clause, words).exact,
			};
			await call('ledger.place', { ...here, clause: clause.id, ...passage });
			done(t.done);
		},
	});
	const whole = useForm({
		send: async () => {
			await call('ledger.place', here);
			done(t.done);
		},
	});
	const keep = useForm({
		send: async () => {
			await call('ledger.keep', { document: document.id, comments: [entry.id] });
			done(t.keptNow);
		},
	});
	const gone = entries.filter(({ state, disposition }) => state === 'waits' && disposition);
	const keepAll = useForm({
		send: async () => {
			await call('ledger.keep', { document: document.id, comments: gone.map(({ id }) => id) });
			done(t.keptNow);
		},
	});
	return (
		<div class="desk-deeds">
			{[place, whole, keep, keepAll].map((form, i) => (
				<Refusal key={i} form={form} />
			))}
			<Button look="main" busy={place.busy.value} onClick={() => void place.submit()}>
				{words && clause
					? t.placeWords(shortened(quoted(clause, words).exact))
					: clause
						? t.placeOn(clause.number)
						: t.place}
			</Button>
			<Button busy={whole.busy.value} onClick={() => void whole.submit()}>
				{t.whole}
			</Button>
			{entry.state !== 'history' && (
				<Button busy={keep.busy.value} onClick={() => void keep.submit()}>
					{t.keep}
				</Button>
			)}
			{gone.length > 1 && (
				<Button look="quiet" busy={keepAll.busy.value} onClick={() => void keepAll.submit()}>
					{t.keepAll(gone.length)}
				</Button>
			)}
		</div>
	);
}

const shortened = (text: string): string =>
	text.length <= SHOWN ? text : `${text.slice(0, SHOWN).replace(/\s+\S*$/, '')}…`;
