/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ledger.c - what became of every comment when the next version came.
 *
 * The server places what it is sure of; the rest waits here for a coordinator,
 * who points at its new place or says that the passage is gone. A hand outranks
 * the server, in this version and in all that come after it. Rows are not told
 * one by one, because a version brings thousands: "ledger.changed" says to read
 * again.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/reviews/versions.h"

#define KEEP_MAX    5000 /* in one call */
#define MEMBERS_MAX 5000
#define CONTEXT     32   /* code points of prefix and suffix */
#define GONE_MOST   2000 /* code points that are shown of a gone paragraph */

struct ledger_query {
	int64_t document;
	struct list plans; /* ledger.carry: of prepare, struct carry * */
};

struct entry {
	int64_t id, round, author;
	const char *body_html, *proposed;
	int64_t made_at;
	const char *disposition, *reason, *state;
	int64_t clause;
	struct maybe start, end;
	const char *exact;
	double confidence;
	int64_t from_document, from_clause;
	struct maybe from_start, from_end;
	const char *from_exact;
	int64_t placed_by;
};

struct ledger {
	int64_t seq;
	struct document *document, *before;
	int64_t arrived, waiting;
	struct list entries, members, rounds;
};

struct putting {
	int64_t document, comment, clause;
	struct maybe start, end;
	const char *exact;
};

struct keeping {
	int64_t document;
	struct ids comments;
};

struct named {
	int64_t id;
};

static const struct field entry_fields[] = {
	F_ID(entry, id), F_ID(entry, round), F_ID(entry, author),
	F_TEXT(entry, body_html, 0, HTML_MAX),
	F_TEXT_OPT(entry, proposed, BODY_MAX), F_AT(entry, made_at),
	F_CHOICE_OPT(entry, disposition, dispositions),
	F_TEXT_OPT(entry, reason, BODY_MAX),
	F_CHOICE(entry, state, carried_states), F_REF(entry, clause),
	F_MAYBE(entry, start, 0, FIELD_INT_MAX),
	F_MAYBE(entry, end, 0, FIELD_INT_MAX),
	F_TEXT_OPT(entry, exact, HTML_MAX), F_REAL(entry, confidence),
	F_ID(entry, from_document), F_REF(entry, from_clause),
	F_MAYBE(entry, from_start, 0, FIELD_INT_MAX),
	F_MAYBE(entry, from_end, 0, FIELD_INT_MAX),
	F_TEXT_OPT(entry, from_exact, HTML_MAX), F_REF(entry, placed_by), F_END
};
static const struct field ledger_query_input[] = {
	F_ID(ledger_query, document), F_END
};
static const struct field ledger_output[] = {
	F_INT(ledger, seq, 0, FIELD_INT_MAX),
	F_ONE(ledger, document, document, document_fields),
	F_ROW(ledger, before, document, document_fields),
	F_INT(ledger, arrived, 0, FIELD_INT_MAX),
	F_INT(ledger, waiting, 0, FIELD_INT_MAX),
	F_LIST(ledger, entries, entry, entry_fields, CARRIED_MAX),
	F_LIST(ledger, members, member, member_fields, MEMBERS_MAX),
	F_LIST(ledger, rounds, round, round_fields, ROUNDS_MAX), F_END
};
static const struct field putting_input[] = {
	F_ID(putting, document), F_ID(putting, comment), F_REF(putting, clause),
	F_MAYBE(putting, start, 0, FIELD_INT_MAX),
	F_MAYBE(putting, end, 0, FIELD_INT_MAX),
	F_TEXT_OPT(putting, exact, BODY_MAX), F_END
};
static const struct field keeping_input[] = {
	F_ID(keeping, document), F_IDS(keeping, comments, 1, KEEP_MAX), F_END
};
static const struct field named_fields[] = { F_ID(named, id), F_END };

bool
ledger_settled(struct call *c, int64_t document)
{
	int64_t open = db_number(c->db, CARRIED_WAITING, document) +
	    db_number(c->db, LEDGER_ARRIVED, document);

	if (open == 0)
		return true;
	call_fail(c, E_CONFLICT, arena_printf(c->arena,
	    "%lld %s on earlier versions %s no place in this one yet. "
	    "Place %s, or keep %s as history: the ledger of this version "
	    "shows %s.", (long long)open, open == 1 ? "comment" : "comments",
	    open == 1 ? "has" : "have", open == 1 ? "it" : "them",
	    open == 1 ? "it" : "them", open == 1 ? "it" : "them"));
	return false;
}

static struct list
open_rounds(struct call *c, int64_t document)
{
	struct list ids = db_all(c->db, ROUND_OPEN_OF_TITLE, named_fields,
	    sizeof(struct named), document);
	struct round *r = arena_get(c->arena, ids.count * sizeof(*r));

	for (size_t i = 0; i < ids.count; i++)
		db_get(c->db, ROUND_GET, round_fields, &r[i],
		    ((struct named *)ids.at)[i].id, c->member);
	return (struct list){ .at = r, .count = ids.count };
}

static enum err
ledger_get(struct call *c)
{
	const struct ledger_query *in = c->in;
	struct ledger out = { .seq = event_last(c) };
	struct document d, before;

	if (!document_pick(c, in->document, MAY_RUN, &d))
		return c->err;
	out.document = &d;
	if (db_get(c->db, VERSION_BEFORE, document_fields, &before, d.id))
		out.before = &before;
	out.arrived = db_number(c->db, LEDGER_ARRIVED, d.id);
	out.waiting = db_number(c->db, CARRIED_WAITING, d.id);
	out.entries = db_all(c->db, LEDGER_ENTRIES, entry_fields,
	    sizeof(struct entry), d.id);
	out.members = db_all(c->db, LEDGER_MEMBERS, member_fields,
	    sizeof(struct member), d.id);
	out.rounds = open_rounds(c, d.id);
	return call_reply(c, ledger_output, &out);
}

/* The slow half: from the first version to this one, because a comment goes
 * from each to the next. */
static enum err
ledger_carry_prepare(struct call *c)
{
	struct ledger_query *in = c->in;
	struct list steps;
	const struct named *step;
	struct carry **plan;
	struct document d;

	in->plans = (struct list){ 0 };
	if (!db_get(c->db, DOCUMENT_GET, document_fields, &d, in->document,
	    c->member) || !access_community(c, d.community, MAY_RUN))
		return OK; /* the other half refuses */
	steps = db_all(c->db, VERSION_BETWEEN, named_fields,
	    sizeof(struct named), d.id);
	step = steps.at;
	plan = arena_get(c->arena, steps.count * sizeof(*plan));
	for (size_t i = 0; i < steps.count; i++)
		if (db_number(c->db, LEDGER_ARRIVED, step[i].id) > 0)
			plan[i] = carry_compare(c, step[i].id);
	in->plans = (struct list){ .at = plan, .count = steps.count };
	return OK;
}

static void
tell(struct call *c, const struct document *d)
{
	event_note(c, "ledger.changed",
	    AUDIENCE(AUDIENCE_COORDINATORS, d->community), d->community, d->id);
}

static enum err
ledger_carry(struct call *c)
{
	const struct ledger_query *in = c->in;
	struct carry *const *plan = in->plans.at;
	const struct named *step;
	struct document d;
	struct list steps;

	if (!document_pick(c, in->document, MAY_RUN, &d))
		return c->err;
	steps = db_all(c->db, VERSION_BETWEEN, named_fields,
	    sizeof(struct named), d.id);
	step = steps.at;
	for (size_t i = 0; i < steps.count && i < in->plans.count; i++)
		if (plan[i] != NULL && !carry_store(c, plan[i],
		    carry_before(plan[i]), step[i].id))
			return c->err;
	tell(c, &d);
	return call_done(c);
}

/* The comment in the ledger of a version; else the call has failed. */
static bool
pick(struct call *c, int64_t document, int64_t comment, struct document *d,
    struct carried *k)
{
	if (!document_pick(c, document, MAY_RUN, d))
		return false;
	if (db_get(c->db, CARRIED_GET, carried_fields, k, d->id, comment))
		return true;
	call_fail(c, E_NOT_FOUND,
	    "There is no such comment in the ledger of this version.");
	return false;
}

static bool
words_stand(struct call *c, const char *text, const struct putting *in)
{
	return in->start.known && in->end.known && in->exact != NULL &&
	    in->start.is < in->end.is &&
	    in->end.is <= (int64_t)utf8_count(text) &&
	    strcmp(utf8_slice(c->arena, text, (size_t)in->start.is,
	    (size_t)in->end.is), in->exact) == 0;
}

static void
follow(struct call *c, const struct carried *k)
{
	struct comment m;
	struct round r;

	if (db_get(c->db, COMMENT_GET, comment_fields, &m, k->comment,
	    c->member) && db_get(c->db, ROUND_GET, round_fields, &r, m.round,
	    c->member) && r.document == k->document)
		ledger_move(c, &r, &m, k);
}

static void
settle(struct call *c, const struct document *d, struct carried *k)
{
	k->confidence = 1;
	k->placed_by = c->member;
	k->placed_at = c->now;
	db_put(c->db, CARRIED_CHANGE, carried_fields, k);
	follow(c, k);
	tell(c, d);
}

static enum err
ledger_place(struct call *c)
{
	const struct putting *in = c->in;
	struct clause at = { 0 };
	struct document d;
	struct carried k;

	if (!pick(c, in->document, in->comment, &d, &k))
		return c->err;
	if (in->clause != 0 && (!db_get(c->db, CLAUSE_GET, clause_fields, &at,
	    in->clause) || at.document != d.id))
		return call_invalid(c, "clause",
		    "This paragraph is not in this version.");
	if ((in->start.known || in->end.known) &&
	    (in->clause == 0 || !words_stand(c, at.text, in)))
		return call_invalid(c, "start",
		    "The words you marked do not stand there. Load the page "
		    "again and mark them once more.");
	k.state = "changed";
	k.clause = in->clause;
	k.start = in->start;
	k.end = in->end;
	k.exact = in->start.known ? in->exact : NULL;
	settle(c, &d, &k);
	return call_done(c);
}

static enum err
ledger_keep(struct call *c)
{
	const struct keeping *in = c->in;
	struct document d;
	struct carried k;

	for (size_t i = 0; i < in->comments.count; i++) {
		if (!pick(c, in->document, in->comments.at[i], &d, &k))
			return c->err;
		k.state = "history";
		k.clause = 0;
		k.start = k.end = (struct maybe){ 0 };
		k.exact = NULL;
		settle(c, &d, &k);
	}
	return call_done(c);
}

/* A few words on either side of a passage. */
static void
quote(struct call *c, const char *text, struct comment *m)
{
	size_t count = utf8_count(text);
	size_t start = (size_t)m->start.is, end = (size_t)m->end.is;

	m->prefix = utf8_slice(c->arena, text,
	    start > CONTEXT ? start - CONTEXT : 0, start);
	m->suffix = utf8_slice(c->arena, text, end,
	    end + CONTEXT < count ? end + CONTEXT : count);
}

void
ledger_move(struct call *c, const struct round *r, struct comment *m,
    const struct carried *k)
{
	struct clause at;

	m->clause = k->clause;
	m->start = k->start;
	m->end = k->end;
	m->exact = k->exact;
	m->prefix = m->suffix = NULL;
	if (strcmp(k->state, "history") == 0) /* the words that are gone */
		m->exact = k->from_exact != NULL ? k->from_exact
		    : db_get(c->db, CLAUSE_GET, clause_fields, &at,
			  k->from_clause)
		    ? text_excerpt(c->arena, at.text, GONE_MOST) : NULL;
	else if (k->start.known && db_get(c->db, CLAUSE_GET, clause_fields,
	    &at, k->clause))
		quote(c, at.text, m);
	db_put(c->db, COMMENT_GOES_ON, comment_fields, m);
	round_tell_readers(c, "comment.carried", r, m, comment_author(c, m));
}

const struct method ledger_methods[] = {
	{ .name = "ledger.get", .kind = READ, .who = WHO_MEMBER,
	  .in = ledger_query_input, .in_size = sizeof(struct ledger_query),
	  .out = ledger_output, .run = ledger_get,
	  .doc = "Where each comment on earlier versions stands in this one, "
		 "and which wait for a place; for coordinators." },
	{ .name = "ledger.carry", .kind = WRITE, .who = WHO_MEMBER,
	  .lane = LANE_HEAVY,
	  .in = ledger_query_input, .in_size = sizeof(struct ledger_query),
	  .prepare = ledger_carry_prepare, .run = ledger_carry,
	  .doc = "Carries over the comments that came after the version was "
		 "added; for coordinators." },
	{ .name = "ledger.place", .kind = WRITE, .who = WHO_MEMBER,
	  .in = putting_input, .in_size = sizeof(struct putting),
	  .run = ledger_place,
	  .doc = "Puts a comment of earlier versions to a clause of this one, "
		 "to words in it, or to the whole; for coordinators." },
	{ .name = "ledger.keep", .kind = WRITE, .who = WHO_MEMBER,
	  .in = keeping_input, .in_size = sizeof(struct keeping),
	  .run = ledger_keep,
	  .doc = "Keeps comments as history, because their words are gone from "
		 "this version; for coordinators." },
	{ 0 }
};

const struct event_kind ledger_events[] = {
	{ .name = "ledger.changed",
	  .doc = "Comments of a version were placed; ledger.get has them." },
	{ 0 }
};
