/* SPDX-License-Identifier: Apache-2.0 */
/*
 * round.c - asking people to review a draft until an announced time.
 *
 * The rules (whom it asks, who reads the comments of others, under which
 * names) are fixed at opening: who has commented trusted them. Nothing here
 * changes them later; round_state.c changes only the state.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/closing.h"
#include "domain/reviews/opening.h"
#include "domain/reviews/round_rows.h"

#define QUESTIONS_MAX 20
#define QUESTION_MAX  500
#define ASKED_MAX     200 /* people by name; more are a community */

static const char *const audiences[] = { "community", "people", NULL };
static const char *const forms[] = { "free", "structured", NULL };
static const char *const visibilities[] = { "all", "after_mine", "after_close",
	"coordinators", NULL };
static const char *const namings[] = { "named", "pseudonyms", NULL };

const struct field round_fields[] = {
	F_ID(round, id), F_ID(round, number), F_ID(round, community),
	F_ID(round, document), F_TEXT(round, title, 1, TITLE_MAX),
	F_TEXT(round, instructions, 1, BODY_MAX),
	F_TEXT(round, instructions_html, 0, HTML_MAX), F_ID(round, opened_by),
	F_AT(round, opened_at), F_AT(round, closes_at),
	F_TEXT(round, zone, 1, 64), F_TIME(round, closed_at),
	F_REF(round, closed_by), F_TEXT_OPT(round, outcome, BODY_MAX),
	F_TEXT_OPT(round, outcome_html, HTML_MAX), F_REF(round, outcome_by),
	F_CHOICE(round, audience, audiences),
	F_TEXTS(round, questions, 0, QUESTIONS_MAX),
	F_CHOICE(round, form, forms),
	F_CHOICE(round, visibility, visibilities),
	F_CHOICE(round, names, namings), F_TIME(round, paused_at),
	F_TEXT_OPT(round, pause_reason, REASON_MAX),
	F_MAYBE(round, comment_count, 0, FIELD_INT_MAX),
	F_MAYBE(round, disposed_count, 0, FIELD_INT_MAX), F_END
};
const struct field tally_fields[] = {
	F_ID(tally, id), F_INT(tally, comment_count, 0, FIELD_INT_MAX),
	F_INT(tally, disposed_count, 0, FIELD_INT_MAX),
	F_INT(tally, reviewer_count, 0, FIELD_INT_MAX),
	F_INT(tally, signed_off_count, 0, FIELD_INT_MAX), F_END
};
const struct field opening_fields[] = {
	F_ID(opening, document), F_TEXT_OPT(opening, title, TITLE_MAX),
	F_TEXT(opening, instructions, 1, BODY_MAX),
	F_INT(opening, closes_at, 1, FIELD_INT_MAX),
	F_TEXT(opening, zone, 1, 64), F_REF(opening, group),
	{ .name = "asked", .type = FIELD_IDS,
	  .offset = FIELD_AT(opening, asked, struct ids), .min = 0,
	  .max = ASKED_MAX, .optional = true },
	{ .name = "questions", .type = FIELD_TEXTS,
	  .offset = FIELD_AT(opening, questions, struct texts), .min = 0,
	  .max = QUESTIONS_MAX, .optional = true },
	F_CHOICE_OPT(opening, form, forms),
	F_CHOICE_OPT(opening, visibility, visibilities),
	F_CHOICE_OPT(opening, names, namings), F_END
};

int64_t
round_audience(const struct round *r)
{
	return strcmp(r->audience, "community") == 0
	    ? AUDIENCE(AUDIENCE_COMMUNITY, r->community)
	    : AUDIENCE(AUDIENCE_ROUND, r->id);
}

bool
round_pick(struct call *c, int64_t id, enum may what, struct round *r)
{
	if (!db_get(c->db, ROUND_GET, round_fields, r, id, c->member) ||
	    !access_may(c, round_audience(r), MAY_SEE)) {
		call_fail(c, E_NOT_FOUND, "There is no such review round.");
		return false;
	}
	if (access_may(c, round_audience(r), what))
		return true;
	call_fail(c, E_DENIED, "Only coordinators may do this.");
	return false;
}

bool
round_is_open(const struct call *c, const struct round *r)
{
	return r->closed_at == 0 && c->now < r->closes_at;
}

bool
round_takes(struct call *c, const struct round *r, const char *kept)
{
	if (!round_is_open(c, r)) {
		c->reason = "closed";
		call_fail(c, E_CONFLICT, arena_printf(c->arena,
		    "The round closed on %s%s", closing_words(c,
		    r->closed_at != 0 ? r->closed_at : r->closes_at, r->zone),
		    kept));
	} else if (r->paused_at != 0) {
		c->reason = "paused";
		call_fail(c, E_CONFLICT, arena_printf(c->arena,
		    "The coordinators have paused this round%s", kept));
	}
	return c->err == OK;
}

bool
round_is_shown(const struct round *r)
{
	return strcmp(r->visibility, "all") == 0 || (r->closed_at != 0 &&
	    strcmp(r->visibility, "coordinators") != 0);
}

/* What an audience of some members hears, coordinators hear beside it. */
static void
tell_both(struct call *c, const char *kind, const struct round *r,
    int64_t audience, const void *row)
{
	event_emit(c, kind, audience, r->community, row);
	if (AUDIENCE_KIND(audience) != AUDIENCE_COMMUNITY)
		event_emit(c, kind, AUDIENCE(AUDIENCE_COORDINATORS,
		    r->community), r->community, row);
}

void
round_tell(struct call *c, const char *kind, const struct round *r,
    const void *row)
{
	tell_both(c, kind, r, round_audience(r), row);
}

void
round_tell_readers(struct call *c, const char *kind, const struct round *r,
    const void *row, int64_t author)
{
	if (round_is_shown(r))
		round_tell(c, kind, r, row);
	else if (strcmp(r->visibility, "after_mine") == 0)
		tell_both(c, kind, r, AUDIENCE(AUDIENCE_COMMENTS, r->id), row);
	else
		tell_both(c, kind, r, AUDIENCE(AUDIENCE_MEMBER, author), row);
}

static void
tell_tally(struct call *c, const struct round *r)
{
	struct tally t;

	db_get(c->db, TALLY_GET, tally_fields, &t, r->id, 0);
	event_emit(c, "round.counted", AUDIENCE(AUDIENCE_COORDINATORS,
	    r->community), r->community, &t);
}

void
round_change(struct call *c, const char *kind, struct round *r)
{
	db_put(c->db, ROUND_CHANGE, round_fields, r);
	db_get(c->db, ROUND_GET, round_fields, r, r->id, 0);
	round_tell(c, kind, r, r);
}

void
round_count(struct call *c, struct round *r, int64_t comments,
    int64_t disposed)
{
	db_run(c->db, ROUND_COUNT, comments, disposed, r->id);
	if (round_is_shown(r)) {
		db_get(c->db, ROUND_GET, round_fields, r, r->id, 0);
		round_tell(c, "round.touched", r, r);
	}
	tell_tally(c, r);
}

static enum err
round_open_prepare(struct call *c)
{
	struct opening *in = c->in;

	in->instructions_html = text_render(c->arena, in->instructions);
	return OK;
}

static bool
questions_valid(struct call *c, const struct texts *questions)
{
	for (size_t i = 0; i < questions->count; i++) {
		const char *q = questions->at[i];

		if (q[strspn(q, " \t\r\n")] == '\0' ||
		    utf8_count(q) > QUESTION_MAX) {
			call_invalid(c, "questions",
			    "A question has between 1 and 500 characters.");
			return false;
		}
	}
	return true;
}

/* A draft is in one round at a time. */
static bool
draft_free(struct call *c, const struct document *d, const char *zone,
    int64_t at)
{
	int64_t until = db_number(c->db, ROUND_OPEN_ON, d->id);

	if (until > 0 && at <= c->now)
		call_fail(c, E_CONFLICT,
		    "This draft is in review already. Close that round first.");
	else if (until > at)
		call_fail(c, E_CONFLICT, arena_printf(c->arena,
		    "This draft is in review until %s. Plan the next round for "
		    "after that.", closing_words(c, until, zone)));
	return c->err == OK;
}

bool
opening_valid(struct call *c, const struct opening *o, int64_t at,
    struct document *d)
{
	return document_pick(c, o->document, MAY_RUN, d) &&
	    closing_valid_after(c, at, o->closes_at, o->zone) &&
	    questions_valid(c, &o->questions) &&
	    draft_free(c, d, o->zone, at) && circle_valid(c, o, d) &&
	    ledger_settled(c, d->id);
}

/* NULL and blank: the first of the choices. */
static const char *
or(const char *chosen, const char *usual)
{
	return chosen != NULL && chosen[0] != '\0' ? chosen : usual;
}

static struct round
round_of(struct call *c, const struct opening *in, const struct document *d)
{
	return (struct round){
		.id = event_seq(c), .community = d->community,
		.document = d->id, .title = or(in->title, d->title),
		.instructions = in->instructions,
		.instructions_html = in->instructions_html,
		.opened_by = c->member, .opened_at = c->now,
		.closes_at = in->closes_at, .zone = in->zone,
		.audience = audiences[circle_asked(in)],
		.questions = in->questions, .form = or(in->form, forms[0]),
		.visibility = or(in->visibility, visibilities[0]),
		.names = or(in->names, namings[0]),
	};
}

struct round
opening_make(struct call *c, const struct opening *o, const struct document *d)
{
	struct round r = round_of(c, o, d);

	r.number = db_number(c->db, COMMUNITY_NUMBER, r.community);
	db_put(c->db, ROUND_INSERT, round_fields, &r);
	db_get(c->db, ROUND_GET, round_fields, &r, r.id, 0);
	round_tell(c, "round.opened", &r, &r);
	if (circle_asked(o))
		circle_draw(c, o, &r);
	document_show(c, &r, d);
	tell_tally(c, &r);
	return r;
}

static enum err
round_open(struct call *c)
{
	const struct opening *in = c->in;
	struct document d;
	struct round r;

	if (!opening_valid(c, in, c->now, &d) ||
	    !plan_leaves_room(c, d.id, in->closes_at))
		return c->err;
	r = opening_make(c, in, &d);
	return call_reply(c, round_fields, &r);
}

const struct method round_methods[] = {
	{ .name = "round.open", .kind = WRITE, .who = WHO_MEMBER,
	  .in = opening_fields, .in_size = sizeof(struct opening),
	  .out = round_fields, .prepare = round_open_prepare, .renders = true,
	  .run = round_open,
	  .doc = "Asks the community, or a group and some of its members by "
		 "name, to review a draft until a time; for coordinators." },
	{ 0 }
};

static const struct row round_row = {
	"round", round_fields, sizeof(struct round), ROUND_GET, ROUND_ALL,
};
static const struct row tally_row = {
	"tally", tally_fields, sizeof(struct tally), TALLY_GET, TALLY_ALL,
};

const struct event_kind round_events[] = {
	{ .name = "round.opened", .row = &round_row,
	  .doc = "A draft went into review." },
	{ .name = "round.touched", .row = &round_row,
	  .doc = "A round has other counts of comments or answers." },
	{ .name = "round.continued", .row = &round_row,
	  .doc = "A round goes on with the next version of its draft." },
	{ .name = "round.counted", .row = &tally_row,
	  .doc = "The same for coordinators, also where others are not told." },
	{ .name = "round.paused", .row = &round_row,
	  .doc = "A round takes no comments for a while." },
	{ .name = "round.resumed", .row = &round_row,
	  .doc = "A round takes comments again." },
	{ .name = "round.prolonged", .row = &round_row,
	  .doc = "A round closes later than it was announced." },
	{ .name = "round.closed", .row = &round_row,
	  .doc = "A round was closed, or its time came." },
	{ .name = "round.decided", .row = &round_row,
	  .doc = "It was written what came of a round." },
	{ .name = "round.shown", .effect = EFFECT_AUDIENCES,
	  .doc = "The member reads what others say in this round from now on; "
		 "round.page has it." },
	{ .name = "round.revealed",
	  .doc = "What was said in this round can be read from now on; "
		 "round.page has it." },
	{ 0 }
};
