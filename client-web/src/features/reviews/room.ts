// SPDX-License-Identifier: Apache-2.0
/*
 * room.ts - what the pages of this room have in common.
 *
 * Comments are kept by clause as ids only: a clause is drawn anew when its own
 * comments change, not when somebody comments elsewhere in a long draft.
 */
import { to } from '../../router';
import { memberOf } from '../../store/names';
import { myId } from '../../store/session';
import { tables } from '../../store/tables';
import { now } from '../../ui/clock';
import type { Clause, Comment, Disposition, Document, Round } from '../../wire/rows';
import { words } from '../../words/en';
import { reviews } from '../../words/en/reviews';

/* Comments on no clause are kept under this one. */
export const WHOLE = 0;

/* Answers to a question of the round are kept under these: -1, -2 ... */
export const keyOf = ({ clause, question }: Pick<Comment, 'clause' | 'question'>): number =>
	clause ?? (question === null ? WHOLE : -question);

export const idFrom = (text: string): number => {
	const id = Number(text);
	return Number.isSafeInteger(id) && id > 0 ? id : 0;
};

/* The clock closes a round, whether or not the server has said so yet. */
export const isOpen = (round: Round): boolean =>
	round.closed_at === null && now.value < round.closes_at;

export const takesComments = (round: Round): boolean => isOpen(round) && round.paused_at === null;

/* Have I commented in it? What I withdrew does not count. */
export const haveCommented = (round: number): boolean =>
	tables.comment.where((row) => row.round === round && !row.withdrawn_at && writerOf(row).mine)
		.length > 0;

/* Have I commented, or said that I have nothing to add? */
export const haveTakenPart = (round: number): boolean =>
	tables.sign_off.get(round) !== undefined || haveCommented(round);

export const closing = (round: Round): number => round.closed_at ?? round.closes_at;

export const answersOf = (round: number): string => `${to.round(round)}/answers`;

export const finishOf = (round: number): string => `${to.round(round)}/finish`;

export const toldOf = (round: number): string => `${to.round(round)}/told`;

/* The history of a clause, or of some of its words ("12-80", as passage.ts writes it). */
export const traceOf = (clause: number, words?: string): string =>
	words ? `/clause/${clause}/${words}` : `/clause/${clause}`;

export const ledgerOf = (document: number): string => `${to.document(document)}/ledger`;

export const compareOf = (document: number, old: number): string =>
	`${to.document(document)}/since/${old}`;

/* All versions of a title that are known here, the newest first. */
export const versionsOf = (document: Document): Document[] =>
	tables.document
		.where((row) => row.community === document.community && row.title === document.title)
		.sort((a, b) => b.version - a.version);

export const newestOf = (document: Document): Document => versionsOf(document)[0] ?? document;

/* How far the round is: what everybody is told, else what coordinators are. */
export function countsOf(round: Round): { comments: number; answered: number } | null {
	const tally = tables.tally.get(round.id);
	const comments = round.comment_count ?? tally?.comment_count;
	if (comments === undefined) return null;
	return { comments, answered: round.disposed_count ?? tally?.disposed_count ?? 0 };
}

/* "Open to: Ward group, 14 people"; null: to the whole community. */
export function openTo(round: number): string | null {
	const circle = tables.circle.get(round);
	if (!circle) return null;
	const { name, named, people } = circle;
	if (name === null) return reviews.openTo.named(people);
	return named === 0
		? reviews.openTo.group(name, people)
		: reviews.openTo.both(name, named, people);
}

export interface Writer {
	/* 0: not for our eyes. */
	id: number;
	name: string;
	mine: boolean;
	/* What they declared; null: nothing. */
	interests: string | null;
}

/* Who wrote a comment or a reply, as far as the round tells us. */
export function writerOf({ author, reviewer }: Pick<Comment, 'author' | 'reviewer'>): Writer {
	const seen = reviewer === null ? undefined : tables.reviewer.get(reviewer);
	const identity = reviewer === null ? undefined : tables.identity.get(reviewer);
	const id = author ?? identity?.member ?? 0;
	const mine = id !== 0 && id === myId();
	const alias = author === null && seen ? reviews.reviewer(seen.number) : null;
	const known = id !== 0 ? nameOf(id) : null;
	const name =
		alias && known && !mine ? `${known} (${alias})` : (alias ?? known ?? words.formerMember);
	return { id, name, mine, interests: seen?.interests ?? null };
}

export const nameOf = (id: number): string => memberOf(id)?.display_name ?? words.formerMember;

export function clausesOf(document: number): Clause[] {
	return tables.clause
		.where((row) => row.document === document)
		.sort((a, b) => a.position - b.position);
}

export function commentsOf(round: number): Comment[] {
	return tables.comment.where((row) => row.round === round).sort((a, b) => a.id - b.id);
}

/* Withdrawn ones keep their place, and count for nothing. */
export const saidIn = (ids: readonly number[]): readonly number[] =>
	ids.filter((id) => tables.comment.get(id)?.withdrawn_at === null);

export const commentPlace = (round: number, clause: number): string => `comment:${round}:${clause}`;

/* "paragraph 2.3 ¶4", "question 2" or "the whole document". */
export function placeWords(key: number | null): string {
	if (key !== null && key < 0) return reviews.question(-key);
	const row = key ? tables.clause.get(key) : undefined;
	return row ? reviews.clause(row.number).toLowerCase() : reviews.whole;
}

/* The same in short, where there is hardly room. */
export const placeName = ({ clause, question }: Pick<Comment, 'clause' | 'question'>): string =>
	tables.clause.get(clause ?? 0)?.number ??
	(question ? reviews.matrix.question(question) : reviews.matrix.whole);

export type Kind = NonNullable<Comment['kind']>;

/* What a structured comment may be, to choose from. */
export const kinds = [
	{ value: '', label: reviews.write.chooseKind },
	...Object.entries(reviews.kinds).map(([value, label]) => ({ value, label })),
];

/* Under which name a comment will stand, said before it is written. */
export const hintOf = (round: Round | undefined): string =>
	`${reviews.write.nameHint[round?.names ?? 'named']} ${reviews.write.hint}`;

type Look = 'plain' | 'accent' | 'good' | 'warn' | 'bad';

export const looks: Record<Disposition, Look> = {
	accepted: 'good',
	accepted_in_part: 'good',
	not_accepted: 'warn',
	noted: 'plain',
	out_of_scope: 'plain',
	duplicate: 'plain',
	later_version: 'accent',
};

export const needsReason = (disposition: Disposition | ''): boolean =>
	disposition !== 'accepted' && disposition !== 'duplicate';
