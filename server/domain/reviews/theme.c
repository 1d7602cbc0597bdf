/* SPDX-License-Identifier: Apache-2.0 */
/*
 * theme.c - comments that say the same, answered once.
 *
 * The answer of a theme becomes the answer of each comment in it, so that
 * every author gets one; the theme keeps its words for those that are put into
 * it later. A comment with an answer of its own is left as it is.
 */
#include <string.h>

#include "soundings/base.h"

#include "domain/reviews/reviews.h"

#define THEME_TITLE_MAX 120
#define THEME_COMMENTS  500 /* that are answered at once */

struct theming {
	int64_t round;
	const char *title;
};

struct renaming {
	int64_t theme;
	const char *title;
	struct maybe revision; /* that is changed */
};

struct answering_theme {
	int64_t theme;
	const char *disposition, *reason;
	struct maybe revision; /* that is changed */
};

struct answered_theme {
	int64_t batch;
	struct theme *theme;
	int64_t answered;
};

const struct field theme_fields[] = {
	F_ID(theme, id), F_ID(theme, round),
	F_TEXT(theme, title, 1, THEME_TITLE_MAX),
	F_CHOICE_OPT(theme, disposition, dispositions),
	F_TEXT_OPT(theme, reason, REASON_MAX), F_ID(theme, made_by),
	F_AT(theme, made_at), F_INT(theme, revision, 0, FIELD_INT_MAX),
	F_REF(theme, changed_by), F_END
};
static const struct field theming_input[] = {
	F_ID(theming, round), F_TEXT(theming, title, 1, THEME_TITLE_MAX), F_END
};
static const struct field renaming_input[] = {
	F_ID(renaming, theme), F_TEXT(renaming, title, 1, THEME_TITLE_MAX),
	F_MAYBE(renaming, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field answering_theme_input[] = {
	F_ID(answering_theme, theme),
	F_CHOICE(answering_theme, disposition, dispositions),
	F_TEXT_OPT(answering_theme, reason, REASON_MAX),
	F_MAYBE(answering_theme, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field answered_theme_output[] = {
	F_ID(answered_theme, batch),
	F_ONE(answered_theme, theme, theme, theme_fields),
	F_INT(answered_theme, answered, 0, THEME_COMMENTS), F_END
};

static void
tell(struct call *c, const char *kind, const struct round *r,
    const struct theme *t)
{
	event_emit(c, kind, AUDIENCE(AUDIENCE_COORDINATORS, r->community),
	    r->community, t);
}

/* The theme and its round, if the caller coordinates it; else the call has
 * failed. To others there are no themes. */
static bool
pick(struct call *c, int64_t id, struct theme *t, struct round *r)
{
	if (db_get(c->db, THEME_GET, theme_fields, t, id, c->member) &&
	    db_get(c->db, ROUND_GET, round_fields, r, t->round, c->member) &&
	    access_may(c, round_audience(r), MAY_RUN))
		return true;
	call_fail(c, E_NOT_FOUND, "There is no such theme.");
	return false;
}

static enum err
theme_add(struct call *c)
{
	const struct theming *in = c->in;
	struct theme t;
	struct round r;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	t = (struct theme){ .id = event_seq(c), .round = r.id,
		.title = in->title, .made_by = c->member, .made_at = c->now };
	db_put(c->db, THEME_INSERT, theme_fields, &t);
	tell(c, "theme.added", &r, &t);
	return call_reply(c, theme_fields, &t);
}

static enum err
theme_rename(struct call *c)
{
	const struct renaming *in = c->in;
	struct theme t;
	struct round r;

	if (!pick(c, in->theme, &t, &r) ||
	    !call_fresh(c, in->revision.is, t.revision, t.changed_by))
		return c->err;
	t.title = in->title;
	t.revision++;
	t.changed_by = c->member;
	db_put(c->db, THEME_CHANGE, theme_fields, &t);
	tell(c, "theme.changed", &r, &t);
	return call_reply(c, theme_fields, &t);
}

static enum err
theme_answer(struct call *c)
{
	const struct answering_theme *in = c->in;
	struct answered_theme out = { .batch = event_seq(c) };
	struct answering a = { .disposition = in->disposition,
		.reason = in->reason, .theme = in->theme, .batch = out.batch };
	struct list list;
	struct comment *m;
	struct theme t;
	struct round r;
	int64_t more = 0;

	if (!pick(c, in->theme, &t, &r) || !answering_valid(c, &a))
		return c->err;
	if (is_duplicate(a.disposition))
		return call_invalid(c, "disposition",
		    "A theme gets an answer in its own words. What repeats one "
		    "comment is answered as its duplicate, one by one or with "
		    "others.");
	if (!call_fresh(c, in->revision.is, t.revision, t.changed_by))
		return c->err;
	t.disposition = a.disposition;
	t.reason = a.reason;
	t.revision++;
	t.changed_by = c->member;
	db_put(c->db, THEME_CHANGE, theme_fields, &t);
	tell(c, "theme.answered", &r, &t);
	list = db_all(c->db, COMMENT_OF_THEME, comment_fields,
	    sizeof(struct comment), t.id, THEME_COMMENTS + 1);
	if (list.count > THEME_COMMENTS)
		return call_fail(c, E_CONFLICT,
		    "A theme can be answered with up to 500 comments in it. "
		    "Divide it, then answer its parts.");
	m = list.at;
	for (size_t i = 0; i < list.count; i++)
		more += comment_answer(c, &r, &m[i], &a);
	round_count(c, &r, 0, more);
	out.theme = &t;
	out.answered = (int64_t)list.count;
	return call_reply(c, answered_theme_output, &out);
}

const struct method theme_methods[] = {
	{ .name = "theme.add", .kind = WRITE, .who = WHO_MEMBER,
	  .in = theming_input, .in_size = sizeof(struct theming),
	  .out = theme_fields, .run = theme_add,
	  .doc = "Makes a theme under which comments of a round are answered "
		 "once; for coordinators." },
	{ .name = "theme.rename", .kind = WRITE, .who = WHO_MEMBER,
	  .in = renaming_input, .in_size = sizeof(struct renaming),
	  .out = theme_fields, .run = theme_rename,
	  .doc = "Calls a theme otherwise; for coordinators." },
	{ .name = "theme.answer", .kind = WRITE, .who = WHO_MEMBER,
	  .in = answering_theme_input, .in_size = sizeof(struct answering_theme),
	  .out = answered_theme_output, .run = theme_answer,
	  .doc = "Answers all comments of a theme that have no answer of their "
		 "own; for coordinators." },
	{ 0 }
};

static const struct row theme_row = {
	"theme", theme_fields, sizeof(struct theme), THEME_GET, THEME_ALL,
};

const struct event_kind theme_events[] = {
	{ .name = "theme.added", .row = &theme_row,
	  .doc = "Comments of a round can be put into one more theme; for "
		 "coordinators." },
	{ .name = "theme.changed", .row = &theme_row,
	  .doc = "A theme is called otherwise; for coordinators." },
	{ .name = "theme.answered", .row = &theme_row,
	  .doc = "The comments of a theme were answered; for coordinators." },
	{ 0 }
};
