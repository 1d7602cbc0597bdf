// SPDX-License-Identifier: Apache-2.0
/*
 * contract.ts - what the server can be asked, what it says, and its rows.
 *
 * MADE by `soundings api --types` from the server's tables; the tests compare
 * it. Change the tables, not this.
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
	state: 'open' | 'accepted' | 'withdrawn';
	invited_by: number;
	sent_at: number;
	expires_at: number;
	accepted_at: number | null;
}

export interface Group {
	id: number;
	community: number;
	name: string;
	purpose: string;
	made_at: number;
	changed_by: number;
	removed_at: number | null;
	revision: number;
}

export interface GroupMember {
	id: number;
	group: number;
	member: number;
	joined_at: number;
	left_at: number | null;
}

export interface Thread {
	id: number;
	number: number;
	community: number;
	kind: 'discussion' | 'announcement' | 'meeting';
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

export interface Mark {
	id: number;
	post: number;
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
	format: 'markdown' | 'text' | 'html' | 'docx' | 'odt' | 'pdf' | 'picture' | 'pages';
	added_by: number;
	added_at: number;
	clause_count: number;
	minutes: number;
	notices: string[];
	audience: 'community' | 'people';
}

export interface Archive {
	id: number;
	archived_by: number;
	archived_at: number;
	open_count: number;
	reason: string | null;
}

export interface Feedback {
	id: number;
	community: number;
	asked: string;
	asked_html: string;
	said: string;
	said_html: string;
	did: string;
	did_html: string;
	published_at: number;
	revision: number;
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
	outcome_by: number | null;
	audience: 'community' | 'people';
	questions: string[];
	form: 'free' | 'structured';
	visibility: 'all' | 'after_mine' | 'after_close' | 'coordinators';
	names: 'named' | 'pseudonyms';
	paused_at: number | null;
	pause_reason: string | null;
	comment_count: number | null;
	disposed_count: number | null;
}

export interface Tally {
	id: number;
	comment_count: number;
	disposed_count: number;
	reviewer_count: number;
	signed_off_count: number;
}

export interface SignOff {
	id: number;
	at: number;
}

export interface SectionSignOff {
	id: number;
	round: number;
	clause: number;
	at: number;
}

export interface Circle {
	id: number;
	group: number | null;
	name: string | null;
	named: number;
	people: number;
}

export interface Reviewer {
	id: number;
	round: number;
	number: number;
	member: number | null;
	interests: string | null;
	declared_at: number | null;
}

export interface Identity {
	id: number;
	round: number;
	member: number;
}

export interface Extension {
	id: number;
	round: number;
	was_at: number;
	closes_at: number;
	reason: string;
	made_by: number;
	made_at: number;
}

export interface Comment {
	id: number;
	round: number;
	clause: number | null;
	start: number | null;
	end: number | null;
	exact: string | null;
	prefix: string | null;
	suffix: string | null;
	author: number | null;
	reviewer: number | null;
	kind: 'general' | 'technical' | 'editorial' | 'question' | null;
	body: string;
	body_html: string;
	proposed: string | null;
	justification: string | null;
	question: number | null;
	made_at: number;
	withdrawn_at: number | null;
	supports: number;
	opposes: number;
	disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version' | null;
	reason: string | null;
	duplicate_of: number | null;
	disposed_by: number | null;
	disposed_at: number | null;
	revision: number;
}

export interface Reply {
	id: number;
	comment: number;
	round: number;
	author: number | null;
	reviewer: number | null;
	body: string;
	body_html: string;
	made_at: number;
	withdrawn_at: number | null;
}

export interface Stance {
	id: number;
	stance: 'support' | 'oppose' | 'none';
}

export interface Handling {
	id: number;
	round: number;
	responder: number | null;
	theme: number | null;
}

export interface Theme {
	id: number;
	round: number;
	title: string;
	disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version' | null;
	reason: string | null;
	made_by: number;
	made_at: number;
	revision: number;
	changed_by: number | null;
}

export interface Template {
	id: number;
	community: number;
	title: string;
	disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version';
	reason: string | null;
	made_by: number;
	removed_at: number | null;
}

export interface Poll {
	id: number;
	number: number;
	community: number;
	question: string;
	explanation: string | null;
	kind: 'single' | 'multiple' | 'likert' | 'ranking' | 'points' | 'score' | 'time';
	anonymous: boolean;
	least: number;
	points: number;
	reasons: boolean;
	split: 'profession' | 'region' | null;
	results: 'always' | 'after_vote' | 'after_close' | 'steps';
	thread: number | null;
	post: number | null;
	opened_by: number;
	opened_at: number;
	closes_at: number;
	zone: string;
	closed_at: number | null;
	outcome: string | null;
	outcome_html: string | null;
	outcome_by: number | null;
	voter_count: number;
	turns: number;
}

export interface Option {
	id: number;
	poll: number;
	position: number;
	label: string;
	starts_at: number | null;
	ends_at: number | null;
}

export interface Ballot {
	id: number;
	choices: number[];
	marks: number[];
	reason: string | null;
	cast_at: number | null;
}

export interface Signal {
	id: number;
	number: number;
	community: number;
	title: string;
	changing: string;
	source: string | null;
	affected: string | null;
	horizon: 'now' | '1-3' | '3-10' | 'unknown';
	sure: 'guess' | 'likely' | 'certain' | 'unknown';
	tags: string[];
	state: 'new' | 'watch' | 'aside' | 'merged';
	note: string | null;
	merged_into: number | null;
	post: number | null;
	added_by: number;
	added_at: number;
	revision: number;
}

export interface SignalLink {
	id: number;
	signal: number;
	kind: 'thread' | 'document' | 'resource' | 'poll';
	target: number;
	title: string;
	removed: boolean;
}

export interface Cycle {
	id: number;
	community: number;
	number: number;
	closed_by: number;
	closed_at: number;
	signal_count: number;
}

export interface Scan {
	id: number;
	number: number;
	community: number;
	title: string;
	purpose: string;
	purpose_html: string;
	panel: 'community' | 'named';
	divide: 'none' | 'profession' | 'region';
	adding: 'none' | 'gather' | 'rounds';
	rule: 'top_band' | 'in_out' | 'spread' | 'ram';
	need: number;
	against: number;
	spread: number;
	carry: 'all' | 'undecided';
	quantile: 'type7' | 'type6';
	minimum: number;
	group_minimum: number;
	rounds: number;
	round_days: number;
	feedback_days: number;
	reminders: number;
	zone: string;
	opened_by: number;
	opened_at: number;
	phase: 'gather' | 'rate' | 'feedback' | 'report';
	round: number;
	phase_at: number;
	ends_at: number | null;
	rules: string | null;
	rules_hash: string | null;
	frozen_at: number | null;
	closed_at: number | null;
	panel_count: number;
	item_count: number;
	answered: number;
}

export interface Criterion {
	id: number;
	scan: number;
	position: number;
	name: string;
	kind: 'scale' | 'when';
	axis: 'impact' | 'uncertainty' | 'other';
	low: string | null;
	high: string | null;
	steps: string[];
}

export interface ScanChange {
	id: number;
	scan: number;
	at: number;
	made_by: number | null;
	kind: 'opened' | 'round_opened' | 'round_closed' | 'reported' | 'waits' | 'moved_early' | 'rescheduled' | 'item_added' | 'item_withdrawn' | 'reminded';
	round: number;
	item: number | null;
	was: number | null;
	became: number | null;
	why: string | null;
}

export interface ScanItem {
	id: number;
	scan: number;
	position: number;
	title: string;
	detail: string | null;
	signal: number | null;
	added_by: number;
	added_at: number;
	round: number;
	withdrawn_at: number | null;
	withdrawn_why: string | null;
	verdict: 'in' | 'out' | 'between' | 'open' | 'few' | null;
	settled: number | null;
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
	revision: number;
}

export interface Vocabulary {
	id: number;
	community: number;
	name: string;
	note: string | null;
	demonstration: boolean;
	terms: string[];
	revision: number;
}

export interface Rows {
	member: Member;
	community: Community;
	membership: Membership;
	invitation: Invitation;
	group: Group;
	group_member: GroupMember;
	thread: Thread;
	mark: Mark;
	post: Post;
	draft: Draft;
	document: Document;
	archive: Archive;
	feedback: Feedback;
	round: Round;
	tally: Tally;
	sign_off: SignOff;
	section_sign_off: SectionSignOff;
	circle: Circle;
	reviewer: Reviewer;
	identity: Identity;
	extension: Extension;
	comment: Comment;
	reply: Reply;
	stance: Stance;
	handling: Handling;
	theme: Theme;
	template: Template;
	poll: Poll;
	option: Option;
	ballot: Ballot;
	signal: Signal;
	signal_link: SignalLink;
	cycle: Cycle;
	scan: Scan;
	criterion: Criterion;
	scan_change: ScanChange;
	scan_item: ScanItem;
	resource: Resource;
	vocabulary: Vocabulary;
}

type Nothing = Record<string, never>;

export interface Methods {
	/** What happened after a seq, for a client that was away. */
	'event.since': {
		in: { after: number };
		out: { seq: number; events: unknown; more: boolean; reset: boolean };
	};
	/** The same, but waits up to 25 s until there is something. */
	'event.wait': {
		in: { after: number };
		out: { seq: number; events: unknown; more: boolean; reset: boolean };
	};
	/** Every row of a community that its member may see. */
	'event.snapshot': {
		in: { community: number };
		out: { seq: number; rows: unknown };
	};
	/** Who the caller is, and where they belong; guests may ask. */
	'session.me': {
		in: Nothing;
		out: { seq: number; epoch: string; server_name: string; demo: boolean; member: Member | null; email: string | null; has_password: boolean; time_zone: string | null; administrator: boolean; memberships: Membership[]; communities: Community[] };
	};
	/** Signs in by password and sets the cookie. */
	'session.sign_in': {
		in: { email: string; password: string };
		out: { member: Member };
	};
	/** Mails a one-time link to sign in; the same answer for all. */
	'session.send_link': {
		in: { email: string };
		out: Nothing;
	};
	/** Takes a one-time link, signs in and sets the cookie. */
	'session.open_link': {
		in: { token: string };
		out: { member: Member };
	};
	/** Ends the caller's session and clears the cookie. */
	'session.sign_out': {
		in: Nothing;
		out: Nothing;
	};
	/** Where the caller is signed in. */
	'session.list': {
		in: Nothing;
		out: { sessions: { id: number; created_at: number; seen_at: number; agent: string | null; current: boolean }[] };
	};
	/** Ends one of the caller's sessions, on whatever device. */
	'session.end': {
		in: { session: number };
		out: Nothing;
	};
	/** Names of people with whom the caller shares a community. */
	'member.names': {
		in: { members: number[] };
		out: { members: Member[] };
	};
	/** The people of a community and their roles, for its members. */
	'member.list': {
		in: { community: number; after?: number | null };
		out: { seq: number; members: Member[]; memberships: Membership[] };
	};
	/** Changes what the caller says of themselves. */
	'member.set_profile': {
		in: { display_name: string; organisation?: string | null; profession?: string | null; region?: string | null; time_zone?: string | null };
		out: Member;
	};
	/** Sets the caller's password and ends their other sessions. */
	'member.set_password': {
		in: { password: string; current?: string | null };
		out: Nothing;
	};
	/** Creates a community and makes the caller its coordinator; for administrators and coordinators. */
	'community.create': {
		in: { name: string; summary: string; remit: string; expectations: string[]; demonstration?: boolean };
		out: Community;
	};
	/** A community's front page, for everyone. */
	'community.get': {
		in: { community: number };
		out: { seq: number; community: Community; vocabularies: Vocabulary[] };
	};
	/** The front pages of all communities, for everyone. */
	'community.list': {
		in: Nothing;
		out: { communities: Community[] };
	};
	/** Makes a member a coordinator or the reverse; for coordinators. */
	'member.set_role': {
		in: { community: number; member: number; role: 'member' | 'coordinator' };
		out: Membership;
	};
	/** Invites the addresses in a pasted text; for coordinators, 50 a day. */
	'invitation.send': {
		in: { community: number; addresses: string; role?: 'member' | 'coordinator' | null };
		out: { sent: string[]; skipped: { email: string; why: string }[] };
	};
	/** Asks somebody to take part by mail alone; for coordinators, 50 invitations a day. */
	'invitation.by_mail': {
		in: { community: number; email: string; display_name: string };
		out: Invitation;
	};
	/** The invitations of a community, for its coordinators. */
	'invitation.list': {
		in: { community: number };
		out: { seq: number; invitations: Invitation[] };
	};
	/** Withdraws an invitation; its link dies. For coordinators. */
	'invitation.withdraw': {
		in: { invitation: number };
		out: Invitation;
	};
	/** Mails an invitation again with a new link; for coordinators. */
	'invitation.resend': {
		in: { invitation: number };
		out: Invitation;
	};
	/** What an invitation is to, for who holds its link. */
	'invitation.look': {
		in: { token: string };
		out: { community: number; name: string; summary: string; remit: string; expectations: string[]; invited_by: string; email: string; known: boolean };
	};
	/** Joins by an invitation, signs in and sets the cookie. */
	'invitation.accept': {
		in: { token: string; display_name?: string | null; password?: string | null };
		out: { member: Member; community: Community };
	};
	/** The groups of a community and who is in them, those that are gone among them; for its members. */
	'group.list': {
		in: { community: number };
		out: { seq: number; groups: Group[]; group_members: GroupMember[]; members: Member[] };
	};
	/** Adds a group, nobody in it yet; for coordinators. */
	'group.add': {
		in: { community: number; name: string; purpose: string };
		out: Group;
	};
	/** Calls a group otherwise, or says anew what it is for; for coordinators. */
	'group.change': {
		in: { id: number; name: string; purpose: string; revision: number };
		out: Group;
	};
	/** Takes a group away, and nothing from what was opened for it; for coordinators. */
	'group.remove': {
		in: { group: number };
		out: Group;
	};
	/** Puts members of the community into a group; for coordinators. */
	'group.fill': {
		in: { group: number; members: number[] };
		out: { group_members: GroupMember[] };
	};
	/** Takes the caller out of a group or, for coordinators, somebody else. */
	'group.leave': {
		in: { group: number; member?: number | null };
		out: GroupMember;
	};
	/** Starts a thread with its first post; for members. */
	'thread.open': {
		in: { community: number; kind?: 'discussion' | 'announcement' | null; title: string; body: string };
		out: { thread: Thread; post: Post };
	};
	/** Threads of a community, newest talk first, with the caller's marks and unread posts; for members. */
	'thread.list': {
		in: { community: number; before?: number | null };
		out: { seq: number; threads: Thread[]; marks: Mark[]; unread: { thread: number; count: number }[]; more: boolean };
	};
	/** Closes a thread, with what came of it; for coordinators and who opened it. */
	'thread.close': {
		in: { thread: number; outcome?: string | null };
		out: Thread;
	};
	/** Opens a closed thread again; for coordinators. */
	'thread.reopen': {
		in: { thread: number };
		out: Thread;
	};
	/** Notes how far the caller has read; for members. */
	'thread.mark_read': {
		in: { thread: number; post: number };
		out: Mark;
	};
	/** Adds a post to an open thread; for members. */
	'thread.post': {
		in: { thread: number; reply_to?: number | null; body: string };
		out: Post;
	};
	/** A stretch of a thread with the names in it, the newest unless told; for members. */
	'thread.page': {
		in: { thread: number; before?: number | null; after?: number | null; count?: number | null; known?: number | null };
		out: { seq: number; thread: Thread; posts: Post[]; members: { id: number; display_name: string; organisation: string | null; profession: string | null; region: string | null }[]; polls: Poll[]; mark: number; more_before: boolean; more_after: boolean; by_mail: number[]; unchanged: boolean };
	};
	/** Changes a post; its earlier words stay readable. For its author. */
	'post.edit': {
		in: { post: number; body: string };
		out: Post;
	};
	/** Empties a post and leaves its place; for its author and coordinators. */
	'post.withdraw': {
		in: { post: number };
		out: Post;
	};
	/** What a post said before its edits; for members. */
	'post.history': {
		in: { post: number };
		out: { versions: { at: number; body: string }[] };
	};
	/** Shows what Markdown will look like. */
	'text.preview': {
		in: { body: string };
		out: { html: string };
	};
	/** Calls a meeting, with a thread to talk about it; for coordinators. */
	'meeting.open': {
		in: { community: number; title: string; body: string; starts_at: number; ends_at: number; zone: string; place?: string | null; link?: string | null; seats?: number | null };
		out: { thread: Thread; meeting: { id: number; community: number; title: string; starts_at: number; ends_at: number; zone: string; place: string | null; link: string | null; seats: number | null; was_at: number | null; changed_at: number; changed_by: number; revision: number; reason: string | null; cancelled_at: number | null } };
	};
	/** The meeting that a thread is, who comes, and what the caller has answered; for members. */
	'meeting.page': {
		in: { thread: number };
		out: { seq: number; meeting: { id: number; community: number; title: string; starts_at: number; ends_at: number; zone: string; place: string | null; link: string | null; seats: number | null; was_at: number | null; changed_at: number; changed_by: number; revision: number; reason: string | null; cancelled_at: number | null }; comers: { member: number; name: string; answer: 'yes' | 'maybe' | 'no' }[]; answer: 'yes' | 'maybe' | 'no' | null };
	};
	/** Puts a meeting at another time or place, and says why to all who did not decline; for coordinators. Once it has begun: at another place. */
	'meeting.change': {
		in: { thread: number; starts_at: number; ends_at: number; zone: string; place?: string | null; link?: string | null; seats?: number | null; reason: string; revision: number };
		out: { id: number; community: number; title: string; starts_at: number; ends_at: number; zone: string; place: string | null; link: string | null; seats: number | null; was_at: number | null; changed_at: number; changed_by: number; revision: number; reason: string | null; cancelled_at: number | null };
	};
	/** Cancels a meeting, and says why to all who did not decline; for coordinators. */
	'meeting.cancel': {
		in: { thread: number; reason: string; revision: number };
		out: { id: number; community: number; title: string; starts_at: number; ends_at: number; zone: string; place: string | null; link: string | null; seats: number | null; was_at: number | null; changed_at: number; changed_by: number; revision: number; reason: string | null; cancelled_at: number | null };
	};
	/** The meeting as a file for a calendar (RFC 5545); for members. */
	'meeting.calendar': {
		in: { thread: number };
		out: { name: string; text: string };
	};
	/** Says whether the caller comes to a meeting, also anew until it begins; for members, who see each other's answers. */
	'rsvp.give': {
		in: { thread: number; answer: 'yes' | 'maybe' | 'no' };
		out: { meeting: number; member: number; answer: 'yes' | 'maybe' | 'no'; answered_at: number };
	};
	/** Keeps what the caller is writing; an empty body drops it. */
	'draft.save': {
		in: { place: string; body: string };
		out: Draft;
	};
	/** What the caller is still writing, everywhere. */
	'draft.list': {
		in: Nothing;
		out: { drafts: Draft[] };
	};
	/** Stores an upload; its bytes come by POST /files. */
	'file.put': {
		in: { name: string; body: number };
		out: { id: number; name: string; type: string; size: number };
	};
	/** Gives an upload back as bytes, by GET /files/ID. */
	'file.get': {
		in: { file: number };
		out: Nothing;
	};
	/** Makes a draft of an upload (DOCX, ODT, PDF, HTML, Markdown or plain text), the next version if the title is known; `by` pages: of a PDF as it looks; for coordinators. */
	'document.add': {
		in: { community: number; title: string; file: number; audience?: 'community' | 'people' | null; by?: 'clauses' | 'pages' | null };
		out: Document;
	};
	/** The title with which an upload begins, before a draft is made of it; for coordinators. */
	'document.title': {
		in: { community: number; file: number };
		out: { title: string | null };
	};
	/** The newest drafts of a community and their rounds; for members. */
	'document.list': {
		in: { community: number };
		out: { seq: number; documents: Document[]; rounds: Round[]; circles: Circle[] };
	};
	/** A draft clause by clause, with its rounds and the other versions of its title; for members. */
	'document.get': {
		in: { document: number };
		out: { seq: number; document: Document; clauses: { id: number; document: number; position: number; number: string; kind: 'heading' | 'paragraph' | 'item' | 'row' | 'code' | 'quote'; level: number; text: string; html: string; section: number | null }[]; rounds: Round[]; documents: Document[] };
	};
	/** The whole text of a draft as Markdown; for members. */
	'document.text': {
		in: { document: number };
		out: { document: number; markdown: string };
	};
	/** The comments that stood in the margin of a draft's file; for coordinators. */
	'imported.list': {
		in: { document: number };
		out: { imported: { id: number; document: number; position: number; author: string; made_at: number | null; body: string; clause: number | null; start: number | null; end: number | null; exact: string | null; comment: number | null }[] };
	};
	/** Makes comments of a round of them, quoted under the names of those who wrote them; for coordinators. */
	'imported.take': {
		in: { round: number; imported: number[] };
		out: { comments: Comment[] };
	};
	/** Where each comment on earlier versions stands in this one, and which wait for a place; for coordinators. */
	'ledger.get': {
		in: { document: number };
		out: { seq: number; document: Document; before: Document | null; arrived: number; waiting: number; entries: { id: number; round: number; author: number; body_html: string; proposed: string | null; made_at: number; disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version' | null; reason: string | null; state: 'same' | 'moved' | 'changed' | 'waits' | 'history'; clause: number | null; start: number | null; end: number | null; exact: string | null; confidence: number; from_document: number; from_clause: number | null; from_start: number | null; from_end: number | null; from_exact: string | null; placed_by: number | null }[]; members: Member[]; rounds: Round[] };
	};
	/** Carries over the comments that came after the version was added; for coordinators. */
	'ledger.carry': {
		in: { document: number };
		out: Nothing;
	};
	/** Puts a comment of earlier versions to a clause of this one, to words in it, or to the whole; for coordinators. */
	'ledger.place': {
		in: { document: number; comment: number; clause?: number | null; start?: number | null; end?: number | null; exact?: string | null };
		out: Nothing;
	};
	/** Keeps comments as history, because their words are gone from this version; for coordinators. */
	'ledger.keep': {
		in: { document: number; comments: number[] };
		out: Nothing;
	};
	/** What changed from one version of a draft to another, word by word; for members. */
	'version.compare': {
		in: { old: number; new: number };
		out: { seq: number; documents: Document[]; blocks: { change: 'same' | 'changed' | 'added' | 'removed' | 'moved' | 'left'; kind: 'heading' | 'paragraph' | 'item' | 'row' | 'code' | 'quote'; level: number; old_number: string | null; number: string | null; clause: number; html: string }[] };
	};
	/** Lets an open round go on with this version, once its ledger is complete; for coordinators. */
	'version.publish': {
		in: { document: number; round: number };
		out: Round;
	};
	/** Puts a closed round away, with a signed reason if comments have no answer; for coordinators. */
	'round.archive': {
		in: { round: number; reason?: string | null };
		out: Archive;
	};
	/** How many get a letter about their comments in a round, and how one reads; for coordinators. */
	'letter.preview': {
		in: { round: number };
		out: { people: number; asked: number; open: number; subject: string | null; text: string | null };
	};
	/** Mails everyone who commented in a round what became of it, once; for coordinators. */
	'letter.send': {
		in: { round: number };
		out: Nothing;
	};
	/** What was asked, said and done in a round, once published, without names; for everyone. */
	'feedback.get': {
		in: { round: number };
		out: { seq: number; feedback: Feedback; title: string; community_name: string; community_slug: string; comment_count: number; people: number | null; outcomes: { disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version' | null; count: number }[] };
	};
	/** The rounds of a community of which this was published; for everyone. */
	'feedback.list': {
		in: { community: number };
		out: { published: { id: number; title: string; published_at: number }[] };
	};
	/** A beginning for these words, made of the answers; for coordinators. */
	'feedback.suggest': {
		in: { round: number };
		out: { asked: string; said: string; did: string };
	};
	/** Tells everyone what was asked, said and done in a closed round, or tells it better; for coordinators. */
	'feedback.publish': {
		in: { round: number; asked: string; said: string; did: string; revision?: number | null };
		out: Feedback;
	};
	/** Notes that parts of a draft were on the caller's screen for a while; for members. */
	'coverage.mark': {
		in: { document: number; clauses: number[] };
		out: Nothing;
	};
	/** How many have looked at each part of a draft, all or of one profession or region, never who; for coordinators. */
	'coverage.get': {
		in: { document: number; profession?: string | null; region?: string | null };
		out: { seq: number; document: Document; signed_off: number; covered: { id: number; readers: number; commenters: number; signed_off: number }[]; professions: { name: string; people: number }[]; regions: { name: string; people: number }[] };
	};
	/** Where a clause, or words in it, come from: versions, comments and decisions, and each sentence's version; for members. */
	'version.trace': {
		in: { clause: number; start?: number | null; end?: number | null };
		out: { seq: number; document: Document; sentences: { start: number; end: number; words: string; since: number; how: 'began' | 'changed' | 'new'; comments: number[] }[]; steps: { document: number; version: number; added_at: number; clause: number; number: string; kind: 'heading' | 'paragraph' | 'item' | 'row' | 'code' | 'quote'; level: number; html: string; comments: Comment[] }[] };
	};
	/** A round as a file, by GET /files/round/ID/FORMAT; for coordinators. */
	'export.get': {
		in: { round: number; format: 'csv' | 'xlsx' | 'docx' | 'jsonld' | 'report' | 'evidence' };
		out: Nothing;
	};
	/** What a table of comments that was filled in elsewhere would change, and what it cannot; for coordinators. */
	'filled.preview': {
		in: { round: number; file: number };
		out: { seal: string; same: number; changes: { comment: number; number: string | null; old_disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version' | null; old_reason: string | null; disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version'; reason: string | null; duplicate_of: number | null }[]; refusals: { row: number; why: string }[] };
	};
	/** Answers comments as that table says, if nobody has answered them in between; for coordinators. */
	'filled.apply': {
		in: { round: number; file: number; seal: string };
		out: { seal: string; same: number; changes: { comment: number; number: string | null; old_disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version' | null; old_reason: string | null; disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version'; reason: string | null; duplicate_of: number | null }[]; refusals: { row: number; why: string }[] };
	};
	/** The text of a round's draft with the accepted edits in it, and which are left to a person; for coordinators. */
	'version.edited': {
		in: { round: number };
		out: { document: number; markdown: string; edits: { id: number; proposed: string; exact: string | null; number: string | null; why: string | null }[] };
	};
	/** Asks the community, or a group and some of its members by name, to review a draft until a time; for coordinators. */
	'round.open': {
		in: { document: number; title?: string | null; instructions: string; closes_at: number; zone: string; group?: number | null; asked?: number[]; questions?: string[]; form?: 'free' | 'structured' | null; visibility?: 'all' | 'after_mine' | 'after_close' | 'coordinators' | null; names?: 'named' | 'pseudonyms' | null };
		out: Round;
	};
	/** The draft of an open round, for the member to whom the link was mailed; whoever has the link may. */
	'round.by_mail': {
		in: { token: string };
		out: { name: string; round: Round; document: Document; clauses: { id: number; document: number; position: number; number: string; kind: 'heading' | 'paragraph' | 'item' | 'row' | 'code' | 'quote'; level: number; text: string; html: string; section: number | null }[] };
	};
	/** A round with its draft, and what the caller may read of the comments; for those who are asked and coordinators. */
	'round.page': {
		in: { round: number };
		out: { seq: number; round: Round; document: Document; clauses: { id: number; document: number; position: number; number: string; kind: 'heading' | 'paragraph' | 'item' | 'row' | 'code' | 'quote'; level: number; text: string; html: string; section: number | null }[]; comments: Comment[]; members: Member[]; reviewers: Reviewer[]; identities: Identity[]; replies: Reply[]; stances: Stance[]; extensions: Extension[]; section_sign_offs: SectionSignOff[]; handlings: Handling[]; themes: Theme[]; templates: Template[]; circle: Circle | null; tally: Tally | null; sign_off: SignOff | null; archive: Archive | null; feedback: Feedback | null; looked: number; read: number[] };
	};
	/** Notes that the caller has seen the comments of a round up to this one; for who may read it. */
	'round.look': {
		in: { round: number; upto: number };
		out: Nothing;
	};
	/** Closes a round before its time; for coordinators. */
	'round.close': {
		in: { round: number };
		out: Round;
	};
	/** Takes no comments for a while and says why; for coordinators. */
	'round.pause': {
		in: { round: number; reason: string };
		out: Round;
	};
	/** Takes comments again after a pause; for coordinators. */
	'round.resume': {
		in: { round: number };
		out: Round;
	};
	/** Says what came of a closed round; for coordinators. */
	'round.outcome': {
		in: { round: number; outcome: string; seen?: string | null };
		out: Round;
	};
	/** Notes that the caller has read the draft and has nothing to add; for those who are asked. */
	'round.sign_off': {
		in: { round: number };
		out: SignOff;
	};
	/** Notes that the caller has read a section and has nothing to add; for those who are asked. */
	'round.read_section': {
		in: { round: number; clause: number };
		out: SectionSignOff;
	};
	/** Declares the caller's interests; they stand beside their comments in this round; for those who are asked. */
	'reviewer.declare': {
		in: { round: number; interests: string };
		out: Reviewer;
	};
	/** Lets a round close later, on record and announced by mail; for coordinators. */
	'round.extend': {
		in: { round: number; closes_at: number; zone: string; reason: string };
		out: Extension;
	};
	/** Plans a round, which then opens by itself at that time; for coordinators. */
	'plan.add': {
		in: { opens_at: number; opening: { document: number; title?: string | null; instructions: string; closes_at: number; zone: string; group?: number | null; asked?: number[]; questions?: string[]; form?: 'free' | 'structured' | null; visibility?: 'all' | 'after_mine' | 'after_close' | 'coordinators' | null; names?: 'named' | 'pseudonyms' | null } };
		out: { id: number; community: number; document: number; opens_at: number; opening: { document: number; title: string | null; instructions: string; closes_at: number; zone: string; group: number | null; asked: number[]; questions: string[]; form: 'free' | 'structured' | null; visibility: 'all' | 'after_mine' | 'after_close' | 'coordinators' | null; names: 'named' | 'pseudonyms' | null }; instructions_html: string; planned_by: number; planned_at: number; revision: number; refused_at: number | null; refusal: string | null; round: number | null; withdrawn_at: number | null };
	};
	/** Plans a round anew that has not opened; for coordinators. */
	'plan.change': {
		in: { plan: number; revision: number; opens_at: number; opening: { document: number; title?: string | null; instructions: string; closes_at: number; zone: string; group?: number | null; asked?: number[]; questions?: string[]; form?: 'free' | 'structured' | null; visibility?: 'all' | 'after_mine' | 'after_close' | 'coordinators' | null; names?: 'named' | 'pseudonyms' | null } };
		out: { id: number; community: number; document: number; opens_at: number; opening: { document: number; title: string | null; instructions: string; closes_at: number; zone: string; group: number | null; asked: number[]; questions: string[]; form: 'free' | 'structured' | null; visibility: 'all' | 'after_mine' | 'after_close' | 'coordinators' | null; names: 'named' | 'pseudonyms' | null }; instructions_html: string; planned_by: number; planned_at: number; revision: number; refused_at: number | null; refusal: string | null; round: number | null; withdrawn_at: number | null };
	};
	/** Takes a planned round back before it opens; for coordinators. */
	'plan.withdraw': {
		in: { plan: number; revision: number };
		out: { id: number; community: number; document: number; opens_at: number; opening: { document: number; title: string | null; instructions: string; closes_at: number; zone: string; group: number | null; asked: number[]; questions: string[]; form: 'free' | 'structured' | null; visibility: 'all' | 'after_mine' | 'after_close' | 'coordinators' | null; names: 'named' | 'pseudonyms' | null }; instructions_html: string; planned_by: number; planned_at: number; revision: number; refused_at: number | null; refusal: string | null; round: number | null; withdrawn_at: number | null };
	};
	/** Opens a planned round before its time; for coordinators. */
	'plan.open': {
		in: { plan: number; revision: number };
		out: Round;
	};
	/** The rounds of a community that are to open, the next one first; for coordinators. */
	'plan.list': {
		in: { community: number };
		out: { plans: { id: number; community: number; document: number; opens_at: number; opening: { document: number; title: string | null; instructions: string; closes_at: number; zone: string; group: number | null; asked: number[]; questions: string[]; form: 'free' | 'structured' | null; visibility: 'all' | 'after_mine' | 'after_close' | 'coordinators' | null; names: 'named' | 'pseudonyms' | null }; instructions_html: string; planned_by: number; planned_at: number; revision: number; refused_at: number | null; refusal: string | null; round: number | null; withdrawn_at: number | null }[] };
	};
	/** Comments on a draft, a clause of it or words in a clause while the round is open; for those who are asked. */
	'comment.add': {
		in: { round: number; clause?: number | null; start?: number | null; end?: number | null; exact?: string | null; prefix?: string | null; suffix?: string | null; kind?: 'general' | 'technical' | 'editorial' | 'question' | null; body: string; proposed?: string | null; justification?: string | null; question?: number | null };
		out: Comment;
	};
	/** Empties a comment that is not answered yet and leaves its place; for its author. */
	'comment.withdraw': {
		in: { comment: number };
		out: Comment;
	};
	/** Replies to a comment; for those who may read it. */
	'reply.add': {
		in: { comment: number; body: string };
		out: Reply;
	};
	/** Empties a reply; for its author. */
	'reply.withdraw': {
		in: { reply: number };
		out: Reply;
	};
	/** Is for or against somebody else's comment, or neither any more; for those who may read it. */
	'comment.weigh': {
		in: { comment: number; stance: 'support' | 'oppose' | 'none' };
		out: Comment;
	};
	/** Answers a comment, or answers it otherwise than the revision that was seen; for coordinators. */
	'comment.dispose': {
		in: { comment: number; disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version'; reason?: string | null; duplicate_of?: number | null; revision?: number | null };
		out: Comment;
	};
	/** Answers many comments of a round alike, all or none; for coordinators. */
	'comment.dispose_many': {
		in: { comments: { comment: number; revision: number }[]; disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version'; reason?: string | null; duplicate_of?: number | null };
		out: { batch: number; comments: Comment[]; kept: number[] };
	};
	/** Takes back what the caller answered at once, where nobody answered otherwise since; for coordinators. */
	'comment.undo': {
		in: { batch: number };
		out: { batch: number; comments: Comment[]; kept: number[] };
	};
	/** Says which coordinator answers these comments, or nobody in particular; for coordinators. */
	'comment.assign': {
		in: { comments: number[]; responder?: number | null; seen?: { comment: number; was?: number | null }[] };
		out: { handlings: Handling[] };
	};
	/** Puts comments into a theme of their round, or out of any; for coordinators. */
	'comment.group': {
		in: { comments: number[]; theme?: number | null; seen?: { comment: number; was?: number | null }[] };
		out: { handlings: Handling[] };
	};
	/** Makes a theme under which comments of a round are answered once; for coordinators. */
	'theme.add': {
		in: { round: number; title: string };
		out: Theme;
	};
	/** Calls a theme otherwise; for coordinators. */
	'theme.rename': {
		in: { theme: number; title: string; revision?: number | null };
		out: Theme;
	};
	/** Answers all comments of a theme that have no answer of their own; for coordinators. */
	'theme.answer': {
		in: { theme: number; disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version'; reason?: string | null; revision?: number | null };
		out: { batch: number; theme: Theme; answered: number };
	};
	/** Keeps an answer to be given again; for coordinators. */
	'template.add': {
		in: { community: number; title: string; disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version'; reason?: string | null };
		out: Template;
	};
	/** Offers a kept answer no longer; for coordinators. */
	'template.remove': {
		in: { template: number };
		out: Template;
	};
	/** How comments like this one were answered before; for coordinators. */
	'comment.similar': {
		in: { comment: number };
		out: { similar: { id: number; title: string; words: string; disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version'; reason: string | null; disposed_at: number }[] };
	};
	/** A poll with its options and the caller's vote; for members. Results are asked for apart. */
	'poll.page': {
		in: { poll: number };
		out: { seq: number; poll: Poll; options: Option[]; ballot: Ballot | null };
	};
	/** The newest polls of a community with the caller's votes; for members. */
	'poll.list': {
		in: { community: number };
		out: { seq: number; polls: Poll[]; options: Option[]; ballots: Ballot[] };
	};
	/** Closes a poll before its time; for coordinators. */
	'poll.close': {
		in: { poll: number };
		out: Poll;
	};
	/** Says what came of a closed poll; for coordinators. */
	'poll.outcome': {
		in: { poll: number; outcome: string; seen?: string | null };
		out: Poll;
	};
	/** Asks the community a question until a time; for coordinators. Named: votes are stored with the member, only totals are shown. Anonymous: under a pseudonym, without a time, and nothing is shown of fewer than `least` answers. */
	'poll.open': {
		in: { community: number; question: string; explanation?: string | null; kind: 'single' | 'multiple' | 'likert' | 'ranking' | 'points' | 'score' | 'time'; options?: string[]; slots?: { starts_at: number; ends_at: number }[]; anonymous?: boolean; least?: number | null; points?: number | null; reasons?: boolean; split?: 'profession' | 'region' | null; results: 'always' | 'after_vote' | 'after_close' | 'steps'; thread?: number | null; post?: number | null; closes_at: number; zone: string };
		out: { poll: Poll; options: Option[] };
	};
	/** Sets the caller's vote, also anew until the poll closes; for members. In a named poll it is stored with the caller's name; in an anonymous one under a pseudonym and without a time. */
	'poll.vote': {
		in: { poll: number; choices: number[]; marks?: number[]; reason?: string | null };
		out: Ballot;
	};
	/** How a poll stands, as far as the caller may see it, else why not; for members. Groups of fewer than eight are put together. */
	'poll.results': {
		in: { poll: number };
		out: { poll: number; hidden: 'vote_first' | 'until_close' | 'too_few' | null; answered: number; options: { option: number; rated: number; counts: number[]; q1: number; median: number; q3: number; mean: number; points: number; place: number; borda: number }[]; parts: { name: string | null; answered: number; options: { option: number; rated: number; counts: number[]; q1: number; median: number; q3: number; mean: number; points: number; place: number; borda: number }[] }[]; reasons: { body: string; author: string | null }[] };
	};
	/** Notes something that is changing; for members. */
	'signal.add': {
		in: { community: number; title: string; changing?: string | null; source?: string | null; affected?: string | null; horizon?: 'now' | '1-3' | '3-10' | 'unknown' | null; sure?: 'guess' | 'likely' | 'certain' | 'unknown' | null; tags?: string[]; post?: number | null };
		out: Signal;
	};
	/** The newest signals of a community and who saw them; for members. */
	'signal.list': {
		in: { community: number };
		out: { seq: number; signals: Signal[]; members: Member[] };
	};
	/** Where the caller's mails become signals of a community, and for how many days; null where no mail is taken. For members. */
	'signal.address': {
		in: { community: number };
		out: { address: string | null; days: number };
	};
	/** A signal, what was merged into it, what it is linked to and what happened to it; for members. */
	'signal.page': {
		in: { signal: number };
		out: { seq: number; signal: Signal; signals: Signal[]; signal_links: SignalLink[]; steps: { id: number; signal: number; at: number; kind: 'triaged' | 'merged' | 'joined' | 'linked' | 'unlinked'; other: number | null; detail: string | null; name: string }[]; members: Member[]; thread: number | null };
	};
	/** Sorts a signal: to be watched or set aside, how soon, how sure, with tags and a note, or sorts it otherwise than the revision that was seen; for coordinators. */
	'signal.triage': {
		in: { signal: number; state: 'new' | 'watch' | 'aside'; horizon: 'now' | '1-3' | '3-10' | 'unknown'; sure: 'guess' | 'likely' | 'certain' | 'unknown'; note?: string | null; tags: string[]; revision?: number | null };
		out: Signal;
	};
	/** Lets a signal go on in another one, with its links; for coordinators. */
	'signal.merge': {
		in: { signal: number; into: number };
		out: Signal;
	};
	/** Links a signal to a thread, draft, resource or poll of its community; for members. */
	'signal.link': {
		in: { signal: number; kind: 'thread' | 'document' | 'resource' | 'poll'; target: number };
		out: SignalLink;
	};
	/** Takes a link off a signal; for coordinators. */
	'signal.unlink': {
		in: { link: number };
		out: SignalLink;
	};
	/** Signals that have at least half the longer words of a title; for members. */
	'signal.similar': {
		in: { community: number; title: string };
		out: { alike: { id: number; words: number; title: string }[] };
	};
	/** Keeps how every signal stands, to be compared with later; for coordinators. */
	'cycle.close': {
		in: { community: number };
		out: Cycle;
	};
	/** The signals that are watched, or were at the end of a cycle (the last one, if none is named), and how all stood then; for members. */
	'signal.watch': {
		in: { community: number; since?: number | null };
		out: { seq: number; signals: Signal[]; cycles: Cycle[]; stood: { signal: number; state: 'new' | 'watch' | 'aside' | 'merged'; horizon: 'now' | '1-3' | '3-10' | 'unknown'; sure: 'guess' | 'likely' | 'certain' | 'unknown'; note: string | null }[] };
	};
	/** Opens a scan, in which a panel rates items by criteria in rounds; for coordinators. ends_at: when items are no longer gathered; left out: by hand. */
	'scan.open': {
		in: { community: number; title: string; purpose: string; members?: number[]; signals?: number[]; criteria: { name: string; kind: 'scale' | 'when'; axis: 'impact' | 'uncertainty' | 'other'; low?: string | null; high?: string | null; steps?: string[] }[]; panel: 'community' | 'named'; divide: 'none' | 'profession' | 'region'; adding: 'none' | 'gather' | 'rounds'; rule: 'top_band' | 'in_out' | 'spread' | 'ram'; need: number; against: number; spread: number; carry: 'all' | 'undecided'; quantile: 'type7' | 'type6'; minimum: number; group_minimum: number; rounds: number; round_days: number; feedback_days: number; reminders: number; zone: string; ends_at?: number | null };
		out: Scan;
	};
	/** A scan with its criteria, items and changes, and whether the caller is asked; for members. */
	'scan.page': {
		in: { scan: number };
		out: { seq: number; scan: Scan; criterions: Criterion[]; scan_items: ScanItem[]; scan_changes: ScanChange[]; members: Member[]; rules: string; asked: boolean };
	};
	/** The newest scans of a community; for members. */
	'scan.list': {
		in: { community: number };
		out: { seq: number; scans: Scan[] };
	};
	/** Adds a signal or a statement to a scan, with the caller's name; for coordinators, and for the panel where the scan allows it. */
	'scan_item.add': {
		in: { scan: number; signal?: number | null; title?: string | null; detail?: string | null };
		out: ScanItem;
	};
	/** Takes an item out of a scan, with the reason; for coordinators. */
	'scan_item.withdraw': {
		in: { item: number; why: string };
		out: ScanItem;
	};
	/** Sets the caller's ratings of an item in the open round: a mark for each criterion, 1 to 9, ? for cannot judge, - for none; for the panel. Stored under a pseudonym, without a time; no event tells of it. */
	'scan.rate': {
		in: { scan: number; item: number; marks: string; reason?: string | null };
		out: Nothing;
	};
	/** The caller's ratings in the open round and in the one before, beside what the panel said there; for the panel. */
	'scan.ballot': {
		in: { scan: number };
		out: { seq: number; round: number; items: number[]; mine: { item: number; marks: string; reason: string | null }[]; earlier: { item: number; marks: string; reason: string | null }[]; feedback: { round: number; item: number; criterion: number; division: string; counts: number[]; unable: number }[]; reasons: { round: number; item: number; tail: 'low' | 'high' | null; reason: string }[] };
	};
	/** A scan's open round with the ratings of the panellist to whom the link was mailed; whoever has the link may. */
	'scan.by_mail': {
		in: { token: string };
		out: { seq: number; member: number; scan: Scan; criterions: Criterion[]; scan_items: ScanItem[]; ballot: { seq: number; round: number; items: number[]; mine: { item: number; marks: string; reason: string | null }[]; earlier: { item: number; marks: string; reason: string | null }[]; feedback: { round: number; item: number; criterion: number; division: string; counts: number[]; unable: number }[]; reasons: { round: number; item: number; tail: 'low' | 'high' | null; reason: string }[] } };
	};
	/** Ends a phase before its time and begins the next one, or (finish) goes to the report from between two rounds; for coordinators. */
	'scan.advance': {
		in: { scan: number; finish?: boolean; why?: string | null };
		out: Scan;
	};
	/** Lets the phase end at another time, with the reason; for coordinators. A round gets more time, never less. */
	'scan.reschedule': {
		in: { scan: number; ends_at: number; why: string };
		out: Scan;
	};
	/** The figures of a scan's closed rounds, and what its report says of panel, response and attrition; for members. */
	'scan.results': {
		in: { scan: number };
		out: { seq: number; rounds: { round: number; opened_at: number; closed_at: number | null; invited: number; items: number; answered: number | null; finished: number | null; reminded: number }[]; days: { round: number; day: string; answered: number }[]; kinds: { what: 'profession' | 'region'; name: string; people: number }[]; figures: { round: number; item: number; criterion: number; count: number; unable: number; counts: number[]; median: number | null; q1: number | null; q3: number | null; p30: number | null; p70: number | null; ipr: number | null; ipras: number | null; di: number | null; top: number | null; bottom: number | null; disagreement: boolean; classification: 'appropriate' | 'uncertain' | 'inappropriate' | null; result: 'consensus in' | 'consensus out' | 'no consensus' | null; verdict: 'in' | 'out' | 'between' | 'open' | 'few' | null }[]; groups: { round: number; item: number; criterion: number; division: string; count: number; unable: number; counts: number[]; median: number | null; q1: number | null; q3: number | null }[]; movements: { round: number; item: number; criterion: number; pairs: number; histogram: number | null; shift: number | null; changed: number | null; cv: number | null; kappa: number | null; mcnemar: number | null; stable: boolean }[]; agreements: { round: number; criterion: number; judges: number; items: number; w: number | null; chi2: number | null; df: number | null; p: number | null; reason: string | null }[]; attrition: { round: number; stayed: number; left: number; joined: number }[]; departures: { round: number; item: number; stayed: number; left: number; stayed_median: number | null; left_median: number | null }[]; reasons: { round: number; item: number; tail: 'low' | 'high' | null; reason: string }[] };
	};
	/** Adds a resource to the catalogue; for coordinators. */
	'resource.add': {
		in: { community: number; title: string; provider: string; url?: string | null; format: 'e-learning' | 'webinar' | 'framework' | 'film' | 'guidance' | 'module'; minutes_min?: number | null; minutes_max?: number | null; item_count?: number | null; level?: string | null; audience?: string | null; note?: string | null; lifecycle: 'planned' | 'pilot' | 'open' | 'closed' };
		out: Resource;
	};
	/** Puts the facts of a resource right; for coordinators. */
	'resource.change': {
		in: { id: number; title: string; provider: string; url?: string | null; format: 'e-learning' | 'webinar' | 'framework' | 'film' | 'guidance' | 'module'; minutes_min?: number | null; minutes_max?: number | null; item_count?: number | null; level?: string | null; audience?: string | null; note?: string | null; lifecycle: 'planned' | 'pilot' | 'open' | 'closed'; revision: number };
		out: Resource;
	};
	/** The newest resources of a community; for members. */
	'resource.list': {
		in: { community: number };
		out: { seq: number; resources: Resource[] };
	};
	/** Adds a list of terms, shown on the community's front page; for coordinators. */
	'vocabulary.add': {
		in: { community: number; name: string; note?: string | null; demonstration?: boolean; terms: string[] };
		out: Vocabulary;
	};
	/** Gives a list another name, or other terms; what is sorted by one keeps it. For coordinators. */
	'vocabulary.change': {
		in: { id: number; name: string; note?: string | null; demonstration?: boolean; terms: string[]; revision: number };
		out: Vocabulary;
	};
	/** What waits for the caller, what became of their comments, and what they have not read. */
	'desk.home': {
		in: Nothing;
		out: { seq: number; asks: { kind: 'review' | 'poll' | 'scan' | 'meeting'; community: number; id: number; number: number; title: string; closes_at: number; zone: string; minutes: number }[]; answers: { comment: number; round: number; title: string; clause_number: string | null; disposition: 'accepted' | 'accepted_in_part' | 'not_accepted' | 'noted' | 'out_of_scope' | 'duplicate' | 'later_version'; reason: string | null; disposed_at: number | null; words: string }[]; moved: { id: number; title: string; kind: 'triaged' | 'merged' | 'joined'; other: number | null; at: number }[]; threads: { thread: Thread; unread: number }[]; rounds: Round[]; polls: Poll[] };
	};
	/** What has these words in the caller's communities, newest first; for members. */
	'search.find': {
		in: { words: string; kind?: 'thread' | 'post' | 'document' | 'round' | 'comment' | 'poll' | 'signal' | 'resource' | null; community?: number | null; before?: number | null };
		out: { found: { id: number; kind: 'thread' | 'post' | 'document' | 'round' | 'comment' | 'poll' | 'signal' | 'resource'; community: number; place: number; author: number | null; author_name: string | null; at: number; heading: string; excerpt: string }[]; more: boolean };
	};
	/** Which mail the caller wants, and when. */
	'notice.get': {
		in: Nothing;
		out: { digest_on: boolean; digest_days: string; digest_hour: number; time_zone: string };
	};
	/** Changes which mail the caller wants, and when. */
	'notice.set': {
		in: { digest_on?: boolean; digest_days: string; digest_hour: number; time_zone: string };
		out: { digest_on: boolean; digest_days: string; digest_hour: number; time_zone: string };
	};
	/** Stops the kind of mail that the link was in; whoever has the link may. */
	'notice.unsubscribe': {
		in: { token: string };
		out: Nothing;
	};
	/** The caller's next digest as it would be now; without a subject: there would be none. */
	'digest.preview': {
		in: Nothing;
		out: { subject: string | null; text: string | null; html: string | null; next_at: number | null; items: number };
	};
	/** What was cut off the mail of which a post was made; for its author. */
	'mail.cut': {
		in: { thing: number };
		out: { cut: string };
	};
	/** Comments on the draft of a mail's link, or on one of its clauses, as its reader; whoever has the link may. */
	'act.comment': {
		in: { token: string; clause?: number | null; kind?: string | null; body: string };
		out: Nothing;
	};
	/** What the link of a mail's button will do; whoever has the link may. */
	'act.look': {
		in: { token: string };
		out: { verb: 'vote' | 'nothing' | 'publish' | 'join' | 'ballot' | 'rate' | 'read' | 'come'; title: string | null; community: string | null; words: string | null; name: string; poll: Poll | null; options: { id: number; poll: number; position: number; label: string; starts_at: number | null; ends_at: number | null }[]; meeting: { id: number; community: number; title: string; starts_at: number; ends_at: number; zone: string; place: string | null; link: string | null; seats: number | null; was_at: number | null; changed_at: number; changed_by: number; revision: number; reason: string | null; cancelled_at: number | null } | null; answer: 'yes' | 'maybe' | 'no' | null; calendar: string | null };
	};
	/** Does what the link of a mail's button says, as its reader; whoever has the link may. */
	'act.do': {
		in: { token: string; choices?: number[]; marks?: number[]; reason?: string | null; item?: number | null; rating?: string | null };
		out: Nothing;
	};
	/** Which kinds of mail there are, which the caller chose, and at which hours mail may come. */
	'notice.wishes': {
		in: Nothing;
		out: { wishes: { community: number | null; kind: 'direct' | 'asks' | 'deadlines' | 'outcomes' | 'news'; way: 'now' | 'digest' | 'none' }[]; usual: { kind: 'direct' | 'asks' | 'deadlines' | 'outcomes' | 'news'; way: 'now' | 'digest' | 'none'; ways: string[] }[]; awake_from: number; awake_to: number; awake_days: string };
	};
	/** Chooses how the caller gets a kind of mail, everywhere or in one community; usual takes the choice back. */
	'notice.wish': {
		in: { community?: number | null; kind: 'direct' | 'asks' | 'deadlines' | 'outcomes' | 'news'; way: 'now' | 'digest' | 'none' | 'usual' };
		out: Nothing;
	};
	/** Chooses the days and hours at which mail may come to the caller. */
	'notice.awake': {
		in: { awake_from: number; awake_to: number; awake_days: string };
		out: Nothing;
	};
	/** What was decided to mail to whom, and why: the caller's own; everybody's for coordinators. */
	'notice.log': {
		in: { community: number; before?: number | null; after?: number | null; mine?: boolean };
		out: { mails: { id: number; kind: 'direct' | 'asks' | 'deadlines' | 'outcomes' | 'news'; subject: number; batch: number; cause: 'reply' | 'thread' | 'mention' | 'follow' | 'answer' | 'opened' | 'closing' | 'outcome' | 'extended' | 'reminded' | 'letter' | 'unopened' | 'changed'; way: 'now' | 'digest' | 'none'; why: 'wish' | 'usual' | 'cap' | 'no_digest' | 'closed'; at: number; settled_at: number | null; member: number; name: string; secret: boolean; state: 'queued' | 'leased' | 'sent' | 'failed' | 'bounced' | 'suppressed' | null; reply: string | null; title: string | null }[]; more: boolean };
	};
	/** Members of a community whom no mail reaches, since when and why; for coordinators. */
	'bounced.list': {
		in: { community: number };
		out: { members: { member: number; name: string; why: 'dead' | 'soft' | 'given_up' | 'refused' | 'bounced' | 'letters'; since: number; until: number; status: string | null }[] };
	};
	/** Whether mail reaches the caller, and how many it does not reach in the communities that the caller coordinates. */
	'bounced.notice': {
		in: Nothing;
		out: { mine: { member: number; name: string; why: 'dead' | 'soft' | 'given_up' | 'refused' | 'bounced' | 'letters'; since: number; until: number; status: string | null } | null; places: { community: number; count: number }[] };
	};
	/** Mail to a member is tried again; for the member and their coordinators. */
	'bounced.lift': {
		in: { member: number };
		out: Nothing;
	};
}

export type Method = keyof Methods;
export type Table = keyof Rows;

/* The events that bring a table's rows; '.added' of poll is 'poll.added'. */
export const kinds: Readonly<Record<Table, string>> = {
	member: '.changed',
	community: '.created .changed .entered',
	membership: 'member.joined member.role_changed',
	invitation: '.sent .resent .accepted .withdrawn',
	group: '.added .changed .removed',
	group_member: 'group.joined group.left',
	thread: '.opened .touched .closed .reopened',
	mark: '.moved',
	post: 'thread.posted .edited .withdrawn',
	draft: '.saved',
	document: '.added .shown',
	archive: 'round.archived',
	feedback: '.published',
	round: '.opened .touched .continued .paused .resumed .prolonged .closed .decided',
	tally: 'round.counted',
	sign_off: 'round.signed_off',
	section_sign_off: 'round.section_read',
	circle: '.drawn .widened',
	reviewer: '.joined .declared',
	identity: 'reviewer.named',
	extension: 'round.extended',
	comment: '.added .withdrawn .carried .weighed .disposed .reopened',
	reply: '.added .withdrawn',
	stance: 'comment.weighed_mine',
	handling: 'comment.handled',
	theme: '.added .changed .answered',
	template: '.added .removed',
	poll: '.opened .touched .closed .decided',
	option: '.added',
	ballot: '.cast',
	signal: '.added .triaged .merged',
	signal_link: 'signal.linked signal.unlinked',
	cycle: '.closed',
	scan: '.opened .moved .counted',
	criterion: '.added',
	scan_change: '.noted',
	scan_item: '.added .withdrawn .judged',
	resource: '.added .changed',
	vocabulary: '.added .changed',
};
