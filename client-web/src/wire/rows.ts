// SPDX-License-Identifier: Apache-2.0
/*
 * rows.ts - the contract as the client uses it.
 *
 * contract.ts is printed from the server's field tables, which know "zero is
 * written as null" but not which times are never zero and which rows of a
 * reply are always there. That knowledge is here, once; all other files import
 * their types from here.
 */
import * as made from './contract';

export { events, writes } from './contract';

/* Times that may be missing. Every other `..._at` is always there. */
type MaybeTime =
	| 'accepted_at'
	| 'closed_at'
	| 'disposed_at'
	| 'edited_at'
	| 'left_at'
	| 'withdrawn_at';

/* Rows that a reply may lack; all others are there. */
type MaybeRow = 'ballot';

type SureField<T, K extends keyof T> = K extends MaybeTime
	? T[K]
	: K extends 'at' | `${string}_at`
		? NonNullable<T[K]>
		: K extends keyof made.Rows
			? Sure<K extends MaybeRow ? T[K] : NonNullable<T[K]>>
			: Sure<T[K]>;

type Sure<T> = T extends readonly (infer I)[]
	? Sure<I>[]
	: T extends object
		? { [K in keyof T]: SureField<T, K> }
		: T;

type Out<M extends keyof made.Methods> = Sure<made.Methods[M]['out']>;

/* What a field table cannot type: lists of events, a member that may be a guest. */
interface Special {
	'session.me': Omit<Out<'session.me'>, 'member'> & { member: Member | null };
	'event.since': { seq: number; events: Event[]; more: boolean; reset: boolean };
	'event.wait': { seq: number; events: Event[]; more: boolean; reset: boolean };
}

export type Method = keyof made.Methods;
export type Methods = {
	[M in Method]: {
		in: made.Methods[M]['in'];
		out: M extends keyof Special ? Special[M] : Out<M>;
	};
};

export type Member = Sure<made.Member>;
export type Community = Sure<made.Community>;
export type Membership = Sure<made.Membership>;
export type Invitation = Sure<made.Invitation>;
export type Thread = Sure<made.Thread>;
export type Post = Sure<made.Post>;
export type Mark = Sure<made.Mark>;
export type Draft = Sure<made.Draft>;
export type Document = Sure<made.Document>;
export type Clause = Methods['document.get']['out']['clauses'][number];
export type Round = Sure<made.Round>;
export type Comment = Sure<made.Comment>;
export type Disposition = NonNullable<Comment['disposition']>;
export type SignOff = Sure<made.SignOff>;
export type Poll = Sure<made.Poll>;
export type Option = Sure<made.Option>;
export type Ballot = Sure<made.Ballot>;
export type Signal = Sure<made.Signal>;
export type Resource = Sure<made.Resource>;
export type Vocabulary = Sure<made.Vocabulary>;

/* Clauses come with their document and never change, so no event carries them. */
export type Rows = { [T in keyof made.Rows]: Sure<made.Rows[T]> } & { clause: Clause };
export type Table = keyof Rows;
export const tables: readonly Table[] = [...made.tables, 'clause'];

export interface Event {
	jsonrpc: '2.0';
	method: string;
	params: {
		seq: number;
		at: number;
		community?: number;
		row?: Rows[Table];
		subject?: number;
	};
}
