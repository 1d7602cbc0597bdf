/* SPDX-License-Identifier: Apache-2.0 */
/*
 * act.c - the links behind the buttons of a mail: a vote, an answer to a poll of
 * any kind, whether one comes to a meeting, ratings, a draft to read and comment
 * on, "nothing to add", the yes to a mail from another address. No sign-in.
 *
 * Such a link opens a page that says what it will do, with one button; only the
 * button does it, for mail scanners open links. It can do this one thing for
 * this one member, by the method that the page would call and with the rights
 * that the member has then; who forwards the mail gives this one thing away.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/record.h"
#include "soundings/text.h"

#include "domain/calendar.h"
#include "domain/notify/receive.h"
#include "domain/rows.h"

#define OPTIONS_MOST 100
#define REASON_MOST  2000
#define RATING_MOST  6
#define KIND_MOST    20
#define BODY_MOST    20000

struct pressing {
	const char *token;
	struct ids choices, marks; /* of an answer to a poll, as poll.vote has */
	const char *reason;
	int64_t item;       /* of a scan */
	const char *rating; /* of it, as scan.rate has marks */

	/* Found in the slow half. */
	struct inside inside;
	bool ready;
};

/* Said about a draft, or one of its clauses. */
struct remark {
	const char *token;
	int64_t clause;   /* 0: about the whole */
	const char *kind; /* as comment.add has it */
	const char *body;

	struct inside inside; /* found in the slow half */
};

struct act_option {
	int64_t id, poll, position;
	const char *label;
	int64_t starts_at, ends_at;
};

struct looked {
	const char *verb, *title, *community, *words, *name;
	struct poll *poll;   /* to be answered; NULL: it is something else */
	struct list options; /* of struct act_option */
	struct meeting *meeting; /* to say whether one comes; NULL */
	const char *answer;      /* to it: what the button says */
	const char *calendar;    /* and its file (RFC 5545) */
};

struct shown {
	const char *title, *community, *words;
};

static const char *const verbs[] = { "vote", "nothing", "publish", "join",
	"ballot", "rate", "read", "come", NULL };

/* By the choice of the link, from 1. */
static const char *const comings[] = { "yes", "maybe", "no", NULL };

static const struct field look_input[] = { F_TEXT(pressing, token, 1, 200),
	F_END };
static const struct field pressing_input[] = { F_TEXT(pressing, token, 1, 200),
	{ .name = "choices", .type = FIELD_IDS,
	    .offset = FIELD_AT(pressing, choices, struct ids),
	    .max = OPTIONS_MOST, .optional = true },
	{ .name = "marks", .type = FIELD_IDS,
	    .offset = FIELD_AT(pressing, marks, struct ids),
	    .max = OPTIONS_MOST, .optional = true },
	F_TEXT_OPT(pressing, reason, REASON_MOST), F_REF(pressing, item),
	F_TEXT_OPT(pressing, rating, RATING_MOST), F_END };
static const struct field remark_input[] = { F_TEXT(remark, token, 1, 200),
	F_REF(remark, clause), F_TEXT_OPT(remark, kind, KIND_MOST),
	F_TEXT(remark, body, 1, BODY_MOST), F_END };
static const struct field act_option_fields[] = { F_ID(act_option, id),
	F_ID(act_option, poll), F_INT(act_option, position, 1, OPTIONS_MOST),
	F_TEXT(act_option, label, 1, FIELD_INT_MAX),
	F_TIME(act_option, starts_at), F_TIME(act_option, ends_at), F_END };
static const struct field looked_output[] = { F_CHOICE(looked, verb, verbs),
	F_TEXT_OPT(looked, title, 400), F_TEXT_OPT(looked, community, 200),
	F_TEXT_OPT(looked, words, 8000), F_TEXT(looked, name, 1, 200),
	F_ROW(looked, poll, poll, poll_fields),
	F_LIST(looked, options, act_option, act_option_fields, OPTIONS_MOST),
	F_ROW(looked, meeting, meeting, meeting_fields),
	F_CHOICE_OPT(looked, answer, comings),
	F_TEXT_OPT(looked, calendar, FIELD_INT_MAX), F_END };
static const struct field shown_stored[] = { F_TEXT(shown, title, 1, 400),
	F_TEXT(shown, community, 1, 200), F_TEXT_OPT(shown, words, 8000),
	F_END };

/* What the token says, and whose it is; else the call has failed. */
static bool
read_token(struct call *c, const char *token, struct sealed *s,
    struct person *p)
{
	if (sealed_read(c->arena, SECRET_ACT, token, c->now, s) &&
	    (s->verb == 'i'
		    ? db_get(c->db, INVITATION_STATE_OF, person_stored, p,
			  s->thing, c->now)
		    : db_get(c->db, SENDER_GET, person_stored, p, s->member)))
		return true;
	call_fail(c, E_INVALID, INSIDE_BROKEN);
	return false;
}

/* The words that wait for a yes; false: there are none any more. */
static bool
held_words(struct call *c, const struct sealed *s, struct received *r)
{
	return db_get(c->db, RECEIVED_GET, received_stored, r, s->thing) &&
	       r->member == s->member;
}

static bool
plan_held(struct call *c, const struct sealed *s, struct pressing *in)
{
	struct received r;
	struct sealed to;

	if (!held_words(c, s, &r) || r.body[0] == '\0') {
		call_fail(c, E_NOT_FOUND,
		    "These words have been deleted: they waited for more than "
		    "30 days.");
		return false;
	}
	if (strcmp(r.state, "held") != 0)
		return false;
	if (!sealed_read(c->arena, SECRET_REPLY, r.answer_to, c->now, &to)) {
		call_fail(c, E_CONFLICT,
		    "It is too late for this answer: its address was made more "
		    "than 90 days ago. Open the page and write it there.");
		return false;
	}
	return receive_plan(c, &to, r.subject, r.body, &in->inside);
}

static void
put_numbers(struct buffer *b, const char *name, const struct ids *ids)
{
	buffer_printf(b, ",\"%s\":[", name);
	for (size_t i = 0; i < ids->count; i++)
		buffer_printf(b, "%s%lld", i > 0 ? "," : "",
		    (long long)ids->at[i]);
	buffer_char(b, ']');
}

static void
end_with_reason(struct buffer *b, const char *reason)
{
	buffer_text(b, ",\"reason\":");
	if (reason != NULL)
		json_put_text(b, reason);
	else
		buffer_text(b, "null");
	buffer_char(b, '}');
}

/* One item of a scan. */
static bool
plan_rating(struct call *c, const struct sealed *s, struct pressing *in)
{
	struct buffer b = { 0 };
	bool good;

	if (in->item == 0 || in->rating == NULL) {
		call_invalid(c, "rating", "Please rate an item.");
		return false;
	}
	buffer_printf(&b, "{\"scan\":%lld,\"item\":%lld,\"marks\":",
	    (long long)s->thing, (long long)in->item);
	json_put_text(&b, in->rating);
	end_with_reason(&b, in->reason);
	good = inside_new(
	    c, &in->inside, s->member, "scan.rate", buffer_string(&b));
	buffer_free(&b);
	return good;
}

/* What was filled in, as the page would send it. */
static bool
plan_ballot(struct call *c, const struct sealed *s, struct pressing *in)
{
	struct buffer b = { 0 };
	bool good;

	buffer_printf(&b, "{\"poll\":%lld", (long long)s->thing);
	put_numbers(&b, "choices", &in->choices);
	put_numbers(&b, "marks", &in->marks);
	end_with_reason(&b, in->reason);
	good = inside_new(
	    c, &in->inside, s->member, "poll.vote", buffer_string(&b));
	buffer_free(&b);
	return good;
}

/* What the link says about coming to a meeting; NULL: it says nothing. */
static const char *
coming_of(const struct sealed *s)
{
	return s->choice >= 1 && s->choice < (int64_t)COUNT(comings)
	    ? comings[s->choice - 1] : NULL;
}

static bool
plan_coming(struct call *c, const struct sealed *s, struct pressing *in)
{
	const char *answer = coming_of(s);

	if (answer != NULL)
		return inside_new(c, &in->inside, s->member, "rsvp.give",
		    arena_printf(c->arena,
			"{\"thread\":%lld,\"answer\":\"%s\"}",
			(long long)s->thing, answer));
	call_fail(c, E_INVALID, INSIDE_BROKEN);
	return false;
}

/* The call behind the button; false: it failed, or nothing is left to do. */
static bool
plan(struct call *c, const struct sealed *s, struct pressing *in)
{
	switch (s->verb) {
	case 'h':
		return plan_held(c, s, in);
	case 'v':
		return inside_new(c, &in->inside, s->member, "poll.vote",
		    arena_printf(c->arena, "{\"poll\":%lld,\"choices\":[%lld]}",
			(long long)s->thing, (long long)s->choice));
	case 'b':
		return plan_ballot(c, s, in);
	case 'z':
		return plan_rating(c, s, in);
	case 'c':
		return plan_coming(c, s, in);
	case 'n':
		return inside_new(c, &in->inside, s->member, "round.sign_off",
		    arena_printf(c->arena, "{\"round\":%lld}",
			(long long)s->thing));
	case 'i':
		return inside_new(c, &in->inside, 0,
		    "invitation.accept_by_mail",
		    arena_printf(c->arena, "{\"invitation\":%lld}",
			(long long)s->thing));
	default:
		call_fail(c, E_INVALID, "This link does nothing any more.");
		return false;
	}
}

/* A poll with what can be answered, while its reader may see it. */
static bool
look_ballot(struct call *c, const struct sealed *s, struct looked *out,
    struct shown *shown)
{
	out->verb = "ballot";
	out->poll = arena_get(c->arena, sizeof(*out->poll));
	if (!db_get(c->db, ACT_BALLOT, shown_stored, shown, s->thing,
		s->member, c->now) ||
	    !db_get(c->db, POLL_GET, poll_fields, out->poll, s->thing,
		s->member))
		return false;
	out->options = db_all(c->db, OPTION_OF_POLL, act_option_fields,
	    sizeof(struct act_option), s->thing);
	return true;
}

/* A meeting, while its reader belongs where it was called. */
static bool
look_meeting(struct call *c, const struct sealed *s, struct looked *out,
    struct shown *shown)
{
	out->verb = "come";
	out->answer = coming_of(s);
	out->meeting = arena_get(c->arena, sizeof(*out->meeting));
	if (out->answer == NULL ||
	    !db_get(c->db, ACT_MEETING, shown_stored, shown, s->thing,
		s->member) ||
	    !db_get(c->db, MEETING_GET, meeting_fields, out->meeting, s->thing))
		return false;
	out->calendar = calendar_of(c, out->meeting);
	return true;
}

static enum err
act_look(struct call *c)
{
	const struct pressing *in = c->in;
	struct looked out = { 0 };
	struct shown shown = { 0 };
	struct received r;
	struct sealed s;
	struct person p;

	if (!read_token(c, in->token, &s, &p))
		return c->err;
	out.name = p.display_name;
	if (s.verb == 'v') {
		out.verb = "vote";
		db_get(c->db, ACT_POLL, shown_stored, &shown, s.choice,
		    s.thing);
	} else if (s.verb == 'n') {
		out.verb = "nothing";
		db_get(c->db, ACT_ROUND, shown_stored, &shown, s.thing);
	} else if (s.verb == 'd') {
		out.verb = "read";
		db_get(c->db, ACT_ROUND, shown_stored, &shown, s.thing);
	} else if (s.verb == 'z') {
		out.verb = "rate";
		db_get(c->db, ACT_SCAN, shown_stored, &shown, s.thing);
	} else if (s.verb == 'b') {
		if (!look_ballot(c, &s, &out, &shown))
			return call_fail(c, E_CONFLICT,
			    "This poll is closed, or you do not belong where "
			    "it is asked any more.");
	} else if (s.verb == 'c') {
		if (!look_meeting(c, &s, &out, &shown))
			return call_fail(c, E_CONFLICT,
			    "You do not belong where this meeting was called "
			    "any more.");
	} else if (s.verb == 'i') {
		out.verb = "join";
		db_get(c->db, ACT_INVITATION, shown_stored, &shown, s.thing);
	} else if (s.verb == 'h' && held_words(c, &s, &r)) {
		out.verb = "publish";
		shown.words = text_excerpt(c->arena, r.body, 3900);
	} else {
		return call_fail(c, E_NOT_FOUND,
		    "What this link was for is not here any more.");
	}
	out.title = shown.title;
	out.community = shown.community;
	out.words = shown.words;
	return call_reply(c, looked_output, &out);
}

static enum err
act_do_prepare(struct call *c)
{
	struct pressing *in = c->in;
	struct sealed s;
	struct person p;

	in->ready = false;
	if (!read_token(c, in->token, &s, &p) || !plan(c, &s, in))
		return c->err;
	in->ready = true;
	return inside_prepare(c, &in->inside);
}

static enum err
act_do(struct call *c)
{
	const struct pressing *in = c->in;
	struct sealed s;
	struct person p;
	int64_t thing = event_seq(c);

	if (!read_token(c, in->token, &s, &p))
		return c->err;
	if (!in->ready)
		return call_done(c); /* done before */
	if (s.verb == 'h' && db_changed(c->db, RECEIVED_SETTLE, "taken", thing,
				 s.thing) == 0)
		return call_done(c);
	if (inside_run(c, &in->inside) != OK)
		return c->err;
	return call_done(c);
}

static enum err
act_comment_prepare(struct call *c)
{
	struct remark *in = c->in;
	struct sealed s;
	struct person p;

	if (!read_token(c, in->token, &s, &p))
		return c->err;
	if (s.verb != 'd')
		return call_fail(c, E_INVALID, INSIDE_BROKEN);
	if (!receive_remark(c, s.member,
		&(struct mailed_remark){ s.thing, in->clause, in->kind,
		    in->body },
		&in->inside))
		return c->err;
	return inside_prepare(c, &in->inside);
}

/* Retry keys belong to members, and here is none: the words themselves tell
 * that an answer was lost, or the button pressed twice. */
static enum err
act_comment(struct call *c)
{
	const struct remark *in = c->in;
	struct sealed s;
	struct person p;

	if (!read_token(c, in->token, &s, &p))
		return c->err;
	if (db_number(c->db, REMARK_TWIN, s.member, s.thing, in->clause,
		in->body) > 0)
		return call_done(c);
	if (inside_run(c, &in->inside) != OK)
		return c->err;
	return call_done(c);
}

const struct method act_methods[] = {
	{ .name = "act.comment",
	    .kind = WRITE,
	    .who = WHO_GUEST,
	    .in = remark_input,
	    .in_size = sizeof(struct remark),
	    .prepare = act_comment_prepare,
	    .run = act_comment,
	    .doc = "Comments on the draft of a mail's link, or on one of its "
		   "clauses, as its reader; whoever has the link may." },
	{ .name = "act.look",
	    .kind = READ,
	    .who = WHO_GUEST,
	    .in = look_input,
	    .in_size = sizeof(struct pressing),
	    .out = looked_output,
	    .run = act_look,
	    .doc = "What the link of a mail's button will do; whoever has the "
		   "link may." },
	{ .name = "act.do",
	    .kind = WRITE,
	    .who = WHO_GUEST,
	    .in = pressing_input,
	    .in_size = sizeof(struct pressing),
	    .prepare = act_do_prepare,
	    .run = act_do,
	    .anonymous = true,
	    .doc = "Does what the link of a mail's button says, as its reader; "
		   "whoever has the link may." },
	{ 0 }
};
