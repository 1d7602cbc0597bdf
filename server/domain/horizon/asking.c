/* SPDX-License-Identifier: Apache-2.0 */
/*
 * asking.c - opening a poll: what is asked, of which kind, who will see what.
 *
 * How the answers are kept and when they are shown is fixed here and never
 * changes: people answer under the rules that they have read.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/closing.h"
#include "domain/horizon/horizon.h"
#include "domain/horizon/secrecy.h"

#define EXPLANATION_MAX 4000
#define POINTS     10
#define POINTS_MAX 1000
#define SLOT_MAX   INT64_C(1209600000) /* two weeks */

#define OPTION_ID(poll, position) ((poll) * 100 + (position))

/* A time that is proposed. */
struct slot {
	int64_t starts_at, ends_at;
};

struct asking {
	int64_t community;
	const char *question, *explanation, *kind;
	struct texts options;
	struct list slots;
	bool anonymous;
	int64_t least, points;
	bool reasons;
	const char *split, *results;
	int64_t thread, post, closes_at;
	const char *zone;
};

struct asked {
	struct poll *poll;
	struct list options;
};

static const char *const results[] = { "always", "after_vote", "after_close",
	"steps", NULL };
const char *const poll_kinds[] = { "single", "multiple", "likert", "ranking",
	"points", "score", "time", NULL };
const char *const poll_splits[] = { "profession", "region", NULL };

const struct field poll_fields[] = {
	F_ID(poll, id), F_ID(poll, number), F_ID(poll, community),
	F_TEXT(poll, question, 1, TITLE_MAX),
	F_TEXT_OPT(poll, explanation, EXPLANATION_MAX),
	F_CHOICE(poll, kind, poll_kinds), F_BOOL(poll, anonymous),
	F_INT(poll, least, PANEL_LEAST, LEAST_MOST),
	F_INT(poll, points, 0, POINTS_MAX), F_BOOL(poll, reasons),
	F_CHOICE_OPT(poll, split, poll_splits),
	F_CHOICE(poll, results, results), F_REF(poll, thread),
	F_REF(poll, post), F_ID(poll, opened_by),
	F_AT(poll, opened_at), F_AT(poll, closes_at),
	F_TEXT(poll, zone, 1, 64), F_TIME(poll, closed_at),
	F_TEXT_OPT(poll, outcome, BODY_MAX),
	F_TEXT_OPT(poll, outcome_html, HTML_MAX), F_REF(poll, outcome_by),
	F_INT(poll, voter_count, 0, FIELD_INT_MAX),
	F_INT(poll, turns, 0, FIELD_INT_MAX), F_END
};
static const struct field slot_fields[] = {
	F_AT(slot, starts_at), F_AT(slot, ends_at), F_END
};
static const struct field asking_input[] = {
	F_ID(asking, community), F_TEXT(asking, question, 1, TITLE_MAX),
	F_TEXT_OPT(asking, explanation, EXPLANATION_MAX),
	F_CHOICE(asking, kind, poll_kinds),
	{ .name = "options", .type = FIELD_TEXTS,
	  .offset = FIELD_AT(asking, options, struct texts),
	  .max = OPTIONS_MAX, .optional = true },
	{ .name = "slots", .type = FIELD_LIST,
	  .offset = FIELD_AT(asking, slots, struct list), .max = OPTIONS_MAX,
	  .fields = slot_fields, .size = sizeof(struct slot),
	  .optional = true },
	F_BOOL(asking, anonymous),
	F_INT_OPT(asking, least, PANEL_LEAST, LEAST_MOST),
	F_INT_OPT(asking, points, 1, POINTS_MAX), F_BOOL(asking, reasons),
	F_CHOICE_OPT(asking, split, poll_splits),
	F_CHOICE(asking, results, results), F_REF(asking, thread),
	F_REF(asking, post), F_INT(asking, closes_at, 1, FIELD_INT_MAX),
	F_TEXT(asking, zone, 1, 64), F_END
};
static const struct field asked_output[] = {
	F_ONE(asked, poll, poll, poll_fields),
	F_LIST(asked, options, option, option_fields, OPTIONS_MAX), F_END
};

enum poll_kind
poll_kind_of(const struct poll *p)
{
	enum poll_kind kind = POLL_SINGLE;

	while (strcmp(poll_kinds[kind], p->kind) != 0)
		kind++;
	return kind;
}

/* Are they answers that can be told apart? If not, the call has failed. */
static bool
labels_valid(struct call *c, struct texts labels, size_t least)
{
	if (labels.count < least)
		call_invalid(c, "options", least == 1
		    ? "Write one statement at least."
		    : "Write two options at least.");
	for (size_t i = 0; i < labels.count; i++) {
		const char *label = labels.at[i];

		if (label[strspn(label, " \t\n")] == '\0')
			call_invalid(c, "options", "An option is empty.");
		if (utf8_count(label) > LABEL_MAX)
			call_invalid(c, "options",
			    "An option has more than 200 characters.");
		for (size_t k = 0; k < i; k++)
			if (strcmp(labels.at[k], label) == 0)
				call_invalid(c, "options",
				    "Two options are the same.");
	}
	return c->err == OK;
}

static int
by_start(const void *a, const void *b)
{
	const struct slot *x = a, *y = b;
	int order = (x->starts_at > y->starts_at) - (x->starts_at < y->starts_at);

	return order != 0 ? order
	    : (x->ends_at > y->ends_at) - (x->ends_at < y->ends_at);
}

/* Are they times to come, each once? Puts them into order. */
static bool
slots_valid(struct call *c, const struct list *slots)
{
	struct slot *s = slots->at;

	if (slots->count < 2)
		call_invalid(c, "slots", "Propose two times at least.");
	else
		qsort(s, slots->count, sizeof(*s), by_start);
	for (size_t i = 0; i < slots->count; i++) {
		if (s[i].starts_at < c->now)
			call_invalid(c, "slots",
			    "One of the times is over already.");
		if (s[i].ends_at <= s[i].starts_at)
			call_invalid(c, "slots",
			    "One of the times ends before it begins.");
		if (s[i].ends_at - s[i].starts_at > SLOT_MAX)
			call_invalid(c, "slots",
			    "One of the times is longer than two weeks.");
		if (i > 0 && by_start(&s[i - 1], &s[i]) == 0)
			call_invalid(c, "slots", "Two times are the same.");
	}
	return c->err == OK;
}

/* Does what is to be shown fit who is to be hidden? */
static bool
showing_valid(struct call *c, const struct asking *in)
{
	bool steps = strcmp(in->results, "steps") == 0;
	bool closed = strcmp(in->results, "after_close") == 0;

	if (in->anonymous && !steps && !closed)
		call_invalid(c, "results",
		    "The results of an anonymous poll are shown after the "
		    "close, or in steps; else each new vote could be read off "
		    "them.");
	if (!in->anonymous && steps)
		call_invalid(c, "results",
		    "Results in steps are for anonymous polls.");
	if (in->split != NULL && !closed)
		call_invalid(c, "split",
		    "Results are split by group after the close only; choose "
		    "that, or leave the groups out.");
	return c->err == OK;
}

/* Does what it stands in belong to that community? */
static bool
place_valid(struct call *c, const struct asking *in)
{
	if (in->thread != 0 &&
	    db_number(c->db, POLL_PLACE, in->thread, in->community) == 0)
		call_fail(c, E_NOT_FOUND, "There is no such thread.");
	if (in->post != 0 &&
	    db_number(c->db, POLL_POST, in->post, in->thread) == 0)
		call_fail(c, E_NOT_FOUND, "There is no such post.");
	return c->err == OK;
}

static bool
asking_valid(struct call *c, const struct asking *in, enum poll_kind kind)
{
	bool fits = kind == POLL_TIME
	    ? slots_valid(c, &in->slots)
	    : labels_valid(c, in->options, kind == POLL_LIKERT ? 1 : 2);

	if (kind == POLL_TIME && in->options.count > 0)
		call_invalid(c, "options", "A poll about times has no options.");
	if (kind != POLL_TIME && in->slots.count > 0)
		call_invalid(c, "slots", "Only a poll about times has them.");
	return fits && showing_valid(c, in) && place_valid(c, in) &&
	    closing_valid(c, in->closes_at, in->zone);
}

static struct option
option_at(struct call *c, const struct asking *in, size_t i)
{
	const struct slot *slots = in->slots.at;

	if (in->slots.count == 0)
		return (struct option){ .label = in->options.at[i] };
	return (struct option){
		.label = closing_words(c, slots[i].starts_at, in->zone),
		.starts_at = slots[i].starts_at, .ends_at = slots[i].ends_at,
	};
}

static struct list
add_options(struct call *c, const struct poll *p, const struct asking *in)
{
	size_t count = in->options.count + in->slots.count;
	struct option *o = arena_get(c->arena, count * sizeof(*o));

	for (size_t i = 0; i < count; i++) {
		o[i] = option_at(c, in, i);
		o[i].poll = p->id;
		o[i].position = (int64_t)i + 1;
		o[i].id = OPTION_ID(p->id, o[i].position);
		db_put(c->db, OPTION_INSERT, option_fields, &o[i]);
		poll_tell(c, "option.added", p, &o[i]);
	}
	return (struct list){ o, count };
}

static enum err
poll_open(struct call *c)
{
	const struct asking *in = c->in;
	struct poll p = { .kind = in->kind };
	struct asked out = { .poll = &p };
	enum poll_kind kind = poll_kind_of(&p);

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!access_community(c, in->community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Polls are opened by coordinators.");
	if (!asking_valid(c, in, kind))
		return c->err;
	p = (struct poll){
		.id = event_seq(c), .community = in->community,
		.question = in->question, .explanation = in->explanation,
		.kind = in->kind, .anonymous = in->anonymous,
		.least = in->least != 0 ? in->least : PANEL_LEAST,
		.points = kind != POLL_POINTS ? 0
		    : in->points != 0 ? in->points : POINTS,
		.reasons = in->reasons, .split = in->split,
		.results = in->results, .thread = in->thread,
		.post = in->post, .opened_by = c->member, .opened_at = c->now,
		.closes_at = in->closes_at, .zone = in->zone,
	};
	p.number = db_number(c->db, COMMUNITY_NUMBER, p.community);
	db_put(c->db, POLL_INSERT, poll_fields, &p);
	if (p.anonymous)
		db_run(c->db, POLL_SET_SALT, secrecy_salt(c->arena), p.id);
	poll_tell(c, "poll.opened", &p, &p);
	out.options = add_options(c, &p, in);
	return call_reply(c, asked_output, &out);
}

const struct method asking_methods[] = {
	{ .name = "poll.open", .kind = WRITE, .who = WHO_MEMBER,
	  .in = asking_input, .in_size = sizeof(struct asking),
	  .out = asked_output, .run = poll_open,
	  .doc = "Asks the community a question until a time; for "
		 "coordinators. Named: votes are stored with the member, only "
		 "totals are shown. Anonymous: under a pseudonym, without a "
		 "time, and nothing is shown of fewer than `least` answers." },
	{ 0 }
};
