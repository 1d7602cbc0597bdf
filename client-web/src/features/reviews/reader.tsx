// SPDX-License-Identifier: Apache-2.0
/*
 * reader.tsx - a draft in review: what is asked, the text, what people say.
 *
 * The clauses are made once and redraw themselves: when one comment comes in,
 * a draft of five thousand paragraphs must not be gone through. So the page
 * hands down signals, not values.
 */
import { type ReadonlySignal, type Signal, useComputed, useSignal } from '@preact/signals';
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import { place, to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables, watch } from '../../store/tables';
import { ButtonLink } from '../../ui/button';
import { full } from '../../ui/clock';
import { Html } from '../../ui/html';
import { announce, tell } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { Relative, Remaining, Time } from '../../ui/time';
import type { Clause, Comment, Methods, Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { versions } from '../../words/en/versions';
import type { Reader } from './clause';
import { Drawer, show } from './drawer';
import { useFilling } from './filling';
import { Interests } from './interests';
import { KeysHelp, useKeys } from './keys';
import { Leaf, leavesOf } from './leaf';
import { useMargin } from './margin';
import { narrow } from './narrow';
import { type Showing, shown, useNews } from './news';
import { Outline } from './outline';
import { paint } from './passage';
import { HistoryBar, PassageBar } from './passage_bar';
import { Questions } from './questions';
import { useReading } from './reading';
import {
	answersOf,
	clausesOf,
	closing,
	commentsOf,
	countsOf,
	finishOf,
	idFrom,
	isOpen,
	keyOf,
	nameOf,
	openTo,
	takesComments,
	toldOf,
	writerOf,
} from './room';
import { Extensions, Rules } from './rules';
import { ShowOnly } from './show_only';
import { SignOff } from './sign_off';
import { Unsent } from './unsent';
import { Whole } from './whole';
import './reviews.css';
import './reader.css';

const t = reviews.reader;
const ASKED_SHORT = 250; /* characters: some six lines of a phone */

export default function RoundPage({ id }: { id: string }) {
	const round = idFrom(id);
	const { reply, error, again } = useLoad('round.page', round ? { round } : null);
	const row = tables.round.get(round);
	/* It may go on with the next version while it is being read. */
	const there = row !== undefined && reply?.document.id === row.document;
	useCommunity(row?.community ?? 0);
	useEffect(() => {
		if (reply && !there) again();
	}, [there, reply, again]);
	if (!round) return <PageLost />;
	if (!row || !reply || !there)
		return <PageWaiting title={row?.title ?? t.waiting} error={error} again={again} />;
	return <Reading key={row.document} round={row} page={reply} again={again} />;
}

function useReader(
	round: Round,
	showing: ReadonlySignal<Showing>,
	clauses: readonly Clause[],
): Reader {
	const { id } = round;
	const open = useComputed(() => {
		const row = tables.round.get(id);
		return row !== undefined && takesComments(row);
	});
	const comments = useComputed(() => {
		const found = new Map<number, number[]>();
		for (const row of shown(commentsOf(id), showing.value)) {
			const key = keyOf(row);
			const some = found.get(key);
			if (some) some.push(row.id);
			else found.set(key, [row.id]);
		}
		return found;
	});
	const writing = useSignal<number | null>(null);
	const drawer = useSignal<Reader['drawer']['value']>(null);
	const sought = useSignal<Reader['sought']['value']>(null);
	const soughtIn = useComputed(() => tables.comment.get(sought.value?.comment ?? 0)?.clause ?? 0);
	return useMemo(
		() => ({
			round: id,
			clauses,
			open,
			comments,
			writing,
			drawer,
			sought,
			soughtIn,
			leaving: { next: null },
		}),
		[id, clauses],
	);
}

interface ReadingProps {
	round: Round;
	page: Methods['round.page']['out'];
	again(): void;
}

function Reading({ round, page, again }: ReadingProps) {
	const community = tables.community.get(round.community);
	const showing = useSignal<Showing>('all');
	const box = useRef<HTMLDivElement>(null);
	const counts = countsOf(round);
	const clauses = useMemo(() => clausesOf(round.document), [round.document]);
	const reader = useReader(round, showing, clauses);
	const leaves = useMemo(() => leavesOf(clauses), [clauses]);
	const filled = useFilling(leaves.length);
	const text = useMemo(
		() =>
			leaves.map((leaf, i) => (
				<Leaf key={leaf[0]?.id} clauses={leaf} reader={reader} index={i} filled={filled} />
			)),
		[leaves, reader],
	);
	const only = <ShowOnly round={round.id} showing={showing} />;
	const write = useCallback(
		(clause: number) => {
			if (!reader.open.peek()) return;
			reader.drawer.value = null;
			reader.writing.value = clause;
		},
		[reader],
	);
	useKeys(reader, write);
	useArrivals(round.id);
	useShown(round.id, again);
	useMargin(box);
	useAddress(reader, () => {
		filled.value = leaves.length;
	});
	useCloseSaid(isOpen(round));
	useEffect(() => () => paint('passage-now', []), []);
	useReading(round.document);
	useNews(round.id, page);
	useFound(reader, showing);

	return (
		<Page
			title={round.title}
			kicker={
				<>
					{community && <a href={to.reviews(community.slug)}>{community.name}</a>} ·{' '}
					{reviews.number(round.number)}
				</>
			}
			actions={
				coordinates(round.community) && (
					<>
						{!isOpen(round) && (
							<ButtonLink href={finishOf(round.id)}>{versions.finish.link}</ButtonLink>
						)}
						<ButtonLink href={answersOf(round.id)}>
							{isOpen(round) ? t.answersOpen : round.outcome ? t.answers : t.answersClosed}
							{counts &&
								counts.comments > 0 &&
								` (${reviews.list.answered(counts.answered, counts.comments)})`}
						</ButtonLink>
					</>
				)
			}
		>
			<Head round={round} />
			<Unsent round={round} reader={reader} />
			<div class="reader">
				<Outline clauses={clauses} comments={reader.comments}>
					{narrow.value && only}
				</Outline>
				<div class="reader-text" ref={box}>
					<h2 class="hidden">{t.text}</h2>
					{!narrow.value && only}
					{text}
					<Questions round={round} reader={reader} />
					<Whole reader={reader} />
					{isOpen(round) ? (
						<SignOff round={round} />
					) : (
						<p class="sign-off">{round.outcome ? t.overWithOutcome : t.over}</p>
					)}
				</div>
			</div>
			{isOpen(round) ? <PassageBar reader={reader} /> : <HistoryBar />}
			<Drawer reader={reader} />
		</Page>
	);
}

/* It is put away; what came of it is told to everyone. */
function Over({ round }: { round: Round }) {
	const archive = tables.archive.get(round.id);
	const told = tables.feedback.get(round.id);
	if (!archive && !told) return null;
	return (
		<Notice>
			{archive && (
				<p>
					{versions.finish.archivedBy(nameOf(archive.archived_by))},{' '}
					<Relative at={archive.archived_at} />.
				</p>
			)}
			{archive?.reason && (
				<p>
					{versions.finish.archivedOpen(archive.open_count)} {archive.reason}
				</p>
			)}
			{told && <a href={toldOf(round.id)}>{versions.public.title(round.title)}</a>}
		</Notice>
	);
}

function Head({ round }: { round: Round }) {
	const document = tables.document.get(round.document);
	const counts = countsOf(round);
	const open = isOpen(round);
	const asked = openTo(round.id);
	return (
		<div class="reader-head">
			<Over round={round} />
			{round.outcome_html && (
				<Notice look="good">
					<h2>{t.outcome}</h2>
					<Html html={round.outcome_html} />
					<p class="quiet small">{t.outcomeRole}</p>
				</Notice>
			)}
			{!open && (
				<Notice>
					<h2>{t.closed}</h2>
					<p>{t.closedBody(full(closing(round), round.zone))}</p>
				</Notice>
			)}
			{open && round.paused_at !== null && (
				<Notice look="warn">
					<h2>{t.paused}</h2>
					<p>{t.pausedBody}</p>
					<blockquote class="quoted-reason">{round.pause_reason}</blockquote>
				</Notice>
			)}
			{open && (
				<p class="closes">
					{t.closes} <Time at={round.closes_at} zone={round.zone} />{' '}
					<span class="quiet">
						(<Remaining until={round.closes_at} />)
					</span>
				</p>
			)}
			<Extensions round={round} />
			<p class="meta">
				{document && (
					<a href={to.document(document.id)}>{reviews.list.version(document.version)}</a>
				)}
				{document && <span>{reviews.minutes(document.minutes)}</span>}
				{counts && <span>{reviews.comments(counts.comments)}</span>}
			</p>
			{asked && <p>{asked}</p>}
			<Asked round={round} />
			<Rules round={round}>
				{open && <p class="quiet small">{versions.coverage.note}</p>}
				<Interests round={round} />
			</Rules>
			<KeysHelp />
		</div>
	);
}

/* Many words would stand before the text: on a phone they are folded. */
function Asked({ round }: { round: Round }) {
	const words = <Html html={round.instructions_html} />;
	if (narrow.value && round.instructions.length > ASKED_SHORT)
		return (
			<details>
				<summary>{t.instructions}</summary>
				{words}
			</details>
		);
	return (
		<section aria-labelledby="asked">
			<h2 id="asked">{t.instructions}</h2>
			{words}
		</section>
	);
}

/* Says that somebody else has commented; the comment itself is shown by its clause. */
function useArrivals(round: number) {
	useEffect(
		() =>
			watch(({ method, params }) => {
				const row = params.row as Comment | undefined;
				if (method === 'comment.added' && row?.round === round && !writerOf(row).mine)
					announce(t.arrived(1));
			}),
		[round],
	);
}

/* From now on I may read what others say: it has to be asked for. */
function useShown(round: number, again: () => void) {
	useEffect(
		() =>
			watch(({ method, params }) => {
				if (/^round\.(shown|revealed)$/.test(method) && params.subject === round) again();
			}),
		[round, again],
	);
}

/* A comment that is gone to is shown, though others were asked for. */
function useFound(reader: Reader, showing: Signal<Showing>) {
	const sought = reader.sought.value;
	useEffect(() => {
		const all = [...reader.comments.peek().values()].flat();
		if (sought && !all.includes(sought.comment)) showing.value = 'all';
	}, [sought]);
}

function useCloseSaid(open: boolean) {
	const was = useRef(open);
	useEffect(() => {
		if (was.current && !open) tell(t.closedNow);
		was.current = open;
	}, [open]);
}

/* A link to a clause or a comment: the browser looked before they were there. */
function useAddress(reader: Reader, fill: () => void) {
	const { hash } = place.value;
	useEffect(() => {
		const [, what, id] = /^(clause|comment)-(\d+)$/.exec(hash) ?? [];
		if (what === 'comment') show(reader, Number(id));
		if (what !== 'clause') return;
		const go = () => {
			const target = document.getElementById(hash);
			target?.scrollIntoView({ block: 'start' });
			target?.focus({ preventScroll: true });
		};
		if (document.getElementById(hash)) return go();
		fill();
		const frame = requestAnimationFrame(go);
		return () => cancelAnimationFrame(frame);
	}, [hash]);
}
