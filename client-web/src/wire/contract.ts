// SPDX-License-Identifier: Apache-2.0
/*
 * contract.ts - what the server can be asked, what it says, and its rows.
 *
 * MADE: this file has the shape that `soundings api` prints from the server's
 * method and field tables, and is compared with it. Change the tables, not
 * this. Interfaces are rows and inputs; the three constants at the end are all
 * that a browser needs to know at run time.
 */

export interface Member {
	id: number;
	display_name: string;
	organisation: string | null;
	profession: string | null;
	region: string | null;
}

export interface Community {
	id: number;
	name: string;
	slug: string;
	summary: string;
	remit: string;
	expectations: string[];
	demonstration: boolean;
	created_at: number;
	member_count: number;
}

export interface Membership {
	id: number;
	community: number;
	member: number;
	role: 'member' | 'coordinator';
	joined_at: number;
	left_at: number | null;
}

export interface Invitation {
	id: number;
	community: number;
	email: string;
	role: 'member' | 'coordinator';
	state: 'open' | 'accepted' | 'withdrawn' | 'expired';
	invited_by: number;
	sent_at: number;
	expires_at: number;
	accepted_at: number | null;
}

export interface Thread {
	id: number;
	number: number;
	community: number;
	kind: 'discussion' | 'announcement';
	title: string;
	opened_by: number;
	opened_at: number;
	last_post_at: number;
	post_count: number;
	last_post: number;
	closed_at: number | null;
	closed_by: number | null;
	outcome: string | null;
	outcome_html: string | null;
}

export interface Post {
	id: number;
	thread: number;
	author: number;
	posted_at: number;
	reply_to: number | null;
	body: string;
	body_html: string;
	edited_at: number | null;
	edit_count: number;
	withdrawn_at: number | null;
}

export interface Mark {
	id: number;
	post: number;
}

export interface Draft {
	id: number;
	place: string;
	body: string;
	saved_at: number;
}

export interface Document {
	id: number;
	number: number;
	community: number;
	title: string;
	version: number;
	file: number;
	file_name: string;
	format: 'markdown' | 'text';
	added_by: number;
	added_at: number;
	clause_count: number;
	minutes: number;
}

export interface Clause {
	id: number;
	document: number;
	position: number;
	number: string;
	kind: 'heading' | 'paragraph' | 'item' | 'row' | 'code' | 'quote';
	level: number;
	text: string;
	html: string;
	section: number | null;
}

export interface Round {
	id: number;
	number: number;
	community: number;
	document: number;
	title: string;
	instructions: string;
	instructions_html: string;
	opened_by: number;
	opened_at: number;
	closes_at: number;
	zone: string;
	closed_at: number | null;
	closed_by: number | null;
	outcome: string | null;
	outcome_html: string | null;
	comment_count: number;
	disposed_count: number;
}

export type Disposition =
	| 'accepted'
	| 'accepted_in_part'
	| 'not_accepted'
	| 'noted'
	| 'out_of_scope'
	| 'duplicate'
	| 'later_version';

export interface Comment {
	id: number;
	round: number;
	clause: number | null;
	start: number | null;
	end: number | null;
	exact: string | null;
	prefix: string | null;
	suffix: string | null;
	author: number;
	body: string;
	body_html: string;
	proposed: string | null;
	made_at: number;
	withdrawn_at: number | null;
	disposition: Disposition | null;
	reason: string | null;
	disposed_by: number | null;
	disposed_at: number | null;
}

export interface SignOff {
	id: number;
	at: number;
}

export interface Poll {
	id: number;
	number: number;
	community: number;
	question: string;
	explanation: string | null;
	multiple: boolean;
	results: 'always' | 'after_close';
	opened_by: number;
	opened_at: number;
	closes_at: number;
	zone: string;
	closed_at: number | null;
	outcome: string | null;
	outcome_html: string | null;
	voter_count: number;
}

export interface Option {
	id: number;
	poll: number;
	position: number;
	label: string;
	votes: number | null;
}

export interface Ballot {
	id: number;
	choices: number[];
	cast_at: number;
}

export interface Signal {
	id: number;
	number: number;
	community: number;
	title: string;
	changing: string;
	source: string | null;
	affected: string | null;
	horizon: 'now' | '1-3' | '3-10';
	added_by: number;
	added_at: number;
}

export interface Resource {
	id: number;
	number: number;
	community: number;
	title: string;
	provider: string;
	url: string | null;
	format: 'e-learning' | 'webinar' | 'framework' | 'film' | 'guidance' | 'module';
	minutes_min: number | null;
	minutes_max: number | null;
	item_count: number | null;
	level: string | null;
	audience: string | null;
	note: string | null;
	lifecycle: 'planned' | 'pilot' | 'open' | 'closed';
	added_by: number;
	added_at: number;
}

export interface Vocabulary {
	id: number;
	community: number;
	name: string;
	note: string | null;
	demonstration: boolean;
	terms: string[];
}

export interface Rows {
	member: Member;
	community: Community;
	membership: Membership;
	invitation: Invitation;
	thread: Thread;
	post: Post;
	mark: Mark;
	draft: Draft;
	document: Document;
	clause: Clause;
	round: Round;
	comment: Comment;
	sign_off: SignOff;
	poll: Poll;
	option: Option;
	ballot: Ballot;
	signal: Signal;
	resource: Resource;
	vocabulary: Vocabulary;
}

export interface Event {
	jsonrpc: '2.0';
	method: string;
	params: {
		seq: number;
		at: number;
		community?: number;
		row?: Rows[keyof Rows];
		subject?: number;
	};
}

type Nothing = Record<string, never>;

export interface Methods {
	'session.me': {
		in: Nothing;
		out: {
			seq: number;
			epoch: string;
			server_name: string;
			demo: boolean;
			member: Member | null;
			email: string | null;
			has_password: boolean;
			time_zone: string | null;
			administrator: boolean;
			memberships: Membership[];
			communities: Community[];
		};
	};
	'session.sign_in': { in: { email: string; password: string }; out: { member: Member } };
	'session.send_link': { in: { email: string }; out: Nothing };
	'session.open_link': { in: { token: string }; out: { member: Member } };
	'session.sign_out': { in: Nothing; out: Nothing };
	'session.list': {
		in: Nothing;
		out: {
			sessions: {
				id: number;
				created_at: number;
				seen_at: number;
				agent: string | null;
				current: boolean;
			}[];
		};
	};
	'session.end': { in: { session: number }; out: Nothing };
	'member.set_password': { in: { password: string; current?: string }; out: Nothing };
	'member.set_profile': {
		in: {
			display_name: string;
			organisation?: string;
			profession?: string;
			region?: string;
			time_zone?: string;
		};
		out: Member;
	};
	'member.names': { in: { members: number[] }; out: { members: Member[] } };
	'member.list': {
		in: { community: number; after?: number };
		out: { seq: number; members: Member[]; memberships: Membership[] };
	};
	'member.set_role': {
		in: { community: number; member: number; role: Membership['role'] };
		out: Membership;
	};
	'community.create': {
		in: { name: string; summary: string; remit: string; expectations: string[] };
		out: Community;
	};
	'community.get': {
		in: { community: number };
		out: { seq: number; community: Community; vocabularies: Vocabulary[] };
	};
	'community.list': { in: Nothing; out: { communities: Community[] } };
	'invitation.send': {
		in: { community: number; addresses: string; role?: Membership['role'] };
		out: { sent: string[]; skipped: { email: string; why: string }[] };
	};
	'invitation.list': {
		in: { community: number };
		out: { seq: number; invitations: Invitation[] };
	};
	'invitation.withdraw': { in: { invitation: number }; out: Invitation };
	'invitation.resend': { in: { invitation: number }; out: Invitation };
	'invitation.look': {
		in: { token: string };
		out: {
			community: number;
			name: string;
			summary: string;
			remit: string;
			expectations: string[];
			invited_by: string;
			email: string;
			known: boolean;
		};
	};
	'invitation.accept': {
		in: { token: string; display_name?: string; password?: string };
		out: { member: Member; community: Community };
	};
	'thread.open': {
		in: { community: number; kind?: Thread['kind']; title: string; body: string };
		out: { thread: Thread; post: Post };
	};
	'thread.list': {
		in: { community: number; before?: number };
		out: {
			seq: number;
			threads: Thread[];
			marks: Mark[];
			unread: { thread: number; count: number }[];
			more: boolean;
		};
	};
	'thread.page': {
		in: { thread: number; before?: number; after?: number; count?: number };
		out: {
			seq: number;
			thread: Thread;
			posts: Post[];
			members: Member[];
			mark: number;
			more_before: boolean;
			more_after: boolean;
		};
	};
	'thread.post': { in: { thread: number; body: string; reply_to?: number }; out: Post };
	'thread.close': { in: { thread: number; outcome?: string }; out: Thread };
	'thread.reopen': { in: { thread: number }; out: Thread };
	'thread.mark_read': { in: { thread: number; post: number }; out: Mark };
	'post.edit': { in: { post: number; body: string }; out: Post };
	'post.withdraw': { in: { post: number }; out: Post };
	'post.history': { in: { post: number }; out: { versions: { body: string; at: number }[] } };
	'draft.save': { in: { place: string; body: string }; out: Draft };
	'draft.list': { in: Nothing; out: { drafts: Draft[] } };
	'text.preview': { in: { body: string }; out: { html: string } };
	'document.add': { in: { community: number; title: string; file: number }; out: Document };
	'document.list': {
		in: { community: number };
		out: { seq: number; documents: Document[]; rounds: Round[] };
	};
	'document.get': {
		in: { document: number };
		out: { seq: number; document: Document; clauses: Clause[]; rounds: Round[] };
	};
	'round.open': {
		in: {
			document: number;
			title?: string;
			instructions: string;
			closes_at: number;
			zone: string;
		};
		out: Round;
	};
	'round.page': {
		in: { round: number };
		out: {
			seq: number;
			round: Round;
			document: Document;
			clauses: Clause[];
			comments: Comment[];
			members: Member[];
		};
	};
	'round.close': { in: { round: number }; out: Round };
	'round.outcome': { in: { round: number; outcome: string }; out: Round };
	'round.sign_off': { in: { round: number }; out: SignOff };
	'comment.add': {
		in: {
			round: number;
			clause?: number;
			start?: number;
			end?: number;
			exact?: string;
			prefix?: string;
			suffix?: string;
			body: string;
			proposed?: string;
		};
		out: Comment;
	};
	'comment.withdraw': { in: { comment: number }; out: Comment };
	'comment.dispose': {
		in: { comment: number; disposition: Disposition; reason?: string };
		out: Comment;
	};
	'poll.open': {
		in: {
			community: number;
			question: string;
			explanation?: string;
			options: string[];
			multiple: boolean;
			results: Poll['results'];
			closes_at: number;
			zone: string;
		};
		out: { poll: Poll; options: Option[] };
	};
	'poll.page': {
		in: { poll: number };
		out: { seq: number; poll: Poll; options: Option[]; ballot: Ballot | null };
	};
	'poll.list': {
		in: { community: number };
		out: { seq: number; polls: Poll[]; options: Option[]; ballots: Ballot[] };
	};
	'poll.vote': { in: { poll: number; choices: number[] }; out: Ballot };
	'poll.close': { in: { poll: number }; out: Poll };
	'poll.outcome': { in: { poll: number; outcome: string }; out: Poll };
	'signal.add': {
		in: {
			community: number;
			title: string;
			changing: string;
			source?: string;
			affected?: string;
			horizon: Signal['horizon'];
		};
		out: Signal;
	};
	'signal.list': {
		in: { community: number };
		out: { seq: number; signals: Signal[]; members: Member[] };
	};
	'resource.add': {
		in: {
			community: number;
			title: string;
			provider: string;
			url?: string;
			format: Resource['format'];
			minutes_min?: number;
			minutes_max?: number;
			item_count?: number;
			level?: string;
			audience?: string;
			note?: string;
			lifecycle: Resource['lifecycle'];
		};
		out: Resource;
	};
	'resource.list': { in: { community: number }; out: { seq: number; resources: Resource[] } };
	'vocabulary.add': {
		in: {
			community: number;
			name: string;
			note?: string;
			demonstration: boolean;
			terms: string[];
		};
		out: Vocabulary;
	};
	'desk.home': {
		in: Nothing;
		out: {
			seq: number;
			asks: {
				kind: 'review' | 'poll';
				community: number;
				id: number;
				number: number;
				title: string;
				closes_at: number;
				zone: string;
				minutes: number;
			}[];
			answers: {
				comment: number;
				round: number;
				clause_number: string | null;
				disposition: Disposition;
				reason: string | null;
				disposed_at: number;
				words: string;
			}[];
			threads: { thread: Thread; unread: number }[];
			rounds: Round[];
			polls: Poll[];
		};
	};
	'notice.get': {
		in: Nothing;
		out: { digest_days: string; digest_hour: number; time_zone: string; digest_on: boolean };
	};
	'notice.set': {
		in: { digest_days: string; digest_hour: number; time_zone: string; digest_on: boolean };
		out: Nothing;
	};
	'notice.unsubscribe': { in: { token: string }; out: Nothing };
	'event.since': {
		in: { after: number };
		out: { seq: number; events: Event[]; more: boolean; reset: boolean };
	};
	'event.wait': {
		in: { after: number };
		out: { seq: number; events: Event[]; reset: boolean };
	};
}

export type Method = keyof Methods;
export type Table = keyof Rows;

/* Tables, for making empty ones at start. */
export const tables = [
	'member',
	'community',
	'membership',
	'invitation',
	'thread',
	'post',
	'mark',
	'draft',
	'document',
	'clause',
	'round',
	'comment',
	'sign_off',
	'poll',
	'option',
	'ballot',
	'signal',
	'resource',
	'vocabulary',
] as const satisfies readonly Table[];

/* Methods that change something. */
export const writes: ReadonlySet<Method> = new Set<Method>([
	'session.sign_in',
	'session.send_link',
	'session.open_link',
	'session.sign_out',
	'session.end',
	'member.set_password',
	'member.set_profile',
	'member.set_role',
	'community.create',
	'invitation.send',
	'invitation.withdraw',
	'invitation.resend',
	'invitation.accept',
	'thread.open',
	'thread.post',
	'thread.close',
	'thread.reopen',
	'thread.mark_read',
	'post.edit',
	'post.withdraw',
	'draft.save',
	'document.add',
	'round.open',
	'round.close',
	'round.outcome',
	'round.sign_off',
	'comment.add',
	'comment.withdraw',
	'comment.dispose',
	'poll.open',
	'poll.vote',
	'poll.close',
	'poll.outcome',
	'signal.add',
	'resource.add',
	'vocabulary.add',
	'notice.set',
	'notice.unsubscribe',
]);

/* Which table an event's row belongs to; null: the event carries no row. */
export const events: Readonly<Record<string, Table | null>> = {
	'member.joined': 'membership',
	'member.role_changed': 'membership',
	'member.changed': 'member',
	'member.left': 'membership',
	'community.created': 'community',
	'community.changed': 'community',
	'community.entered': 'community',
	'invitation.sent': 'invitation',
	'invitation.accepted': 'invitation',
	'invitation.withdrawn': 'invitation',
	'invitation.resent': 'invitation',
	'thread.opened': 'thread',
	'thread.posted': 'post',
	'thread.touched': 'thread',
	'thread.closed': 'thread',
	'thread.reopened': 'thread',
	'post.edited': 'post',
	'post.withdrawn': 'post',
	'mark.moved': 'mark',
	'draft.saved': 'draft',
	'document.added': 'document',
	'round.opened': 'round',
	'round.closed': 'round',
	'round.decided': 'round',
	'round.touched': 'round',
	'round.signed_off': 'sign_off',
	'comment.added': 'comment',
	'comment.withdrawn': 'comment',
	'comment.disposed': 'comment',
	'poll.opened': 'poll',
	'poll.touched': 'poll',
	'poll.closed': 'poll',
	'poll.decided': 'poll',
	'option.added': 'option',
	'option.counted': 'option',
	'ballot.cast': 'ballot',
	'signal.added': 'signal',
	'resource.added': 'resource',
	'vocabulary.added': 'vocabulary',
	'session.ended': null,
	'notice.changed': null,
};
