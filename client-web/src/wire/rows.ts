// SPDX-License-Identifier: Apache-2.0
/*
 * rows.ts - the contract as the client uses it.
 *
 * contract.ts is printed from the server's field tables. What a table cannot
 * say is said here: what an event looks like, and that clauses are rows too,
 * which come with their document and never change. All other files import
 * their types from here.
 */
import * as made from './contract';

export type {
	Ballot,
	Circle,
	Comment,
	Community,
	Criterion,
	Cycle,
	Document,
	Draft,
	Extension,
	Group,
	GroupMember,
	Handling,
	Identity,
	Invitation,
	Mark,
	Member,
	Membership,
	Option,
	Poll,
	Post,
	Reply,
	Resource,
	Reviewer,
	Round,
	Scan,
	ScanChange,
	ScanItem,
	SectionSignOff,
	Signal,
	SignalLink,
	SignOff,
	Stance,
	Tally,
	Template,
	Theme,
	Thread,
	Vocabulary,
} from './contract';

export type Clause = made.Methods['document.get']['out']['clauses'][number];
export type Disposition = NonNullable<made.Comment['disposition']>;

export type Rows = made.Rows & { clause: Clause };
export type Table = keyof Rows;
export const tables = [...Object.keys(made.kinds), 'clause'] as Table[];

/* Which table an event's row belongs to; those without a row are not here. */
export const events: Readonly<Record<string, Table>> = Object.fromEntries(
	Object.entries(made.kinds).flatMap(([table, kinds]) =>
		kinds.split(' ').map((kind) => [kind[0] === '.' ? table + kind : kind, table as Table]),
	),
);

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

/* Lists of events have a row of any table each. */
interface Heard {
	seq: number;
	events: Event[];
	more: boolean;
	reset: boolean;
}

export type Method = keyof made.Methods;
export type Methods = {
	[M in Method]: {
		in: made.Methods[M]['in'];
		out: M extends 'event.since' | 'event.wait' ? Heard : made.Methods[M]['out'];
	};
};
