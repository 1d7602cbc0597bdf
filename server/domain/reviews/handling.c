/* SPDX-License-Identifier: Apache-2.0 */
/*
 * handling.c - who answers which comment, and with which others.
 *
 * Notes of coordinators among themselves: nobody else hears of them. Whoever
 * changes one may say what they saw: when somebody else was quicker, nothing
 * is changed, and the sentence says how it is now.
 */
#include "soundings/base.h"

#include "domain/reviews/reviews.h"
#include "domain/reviews/round_rows.h"

struct assigning {
	struct ids comments;
	int64_t responder;
	struct list seen; /* struct seen; empty: whatever it was */
};

struct grouping {
	struct ids comments;
	int64_t theme;
	struct list seen;
};

/* The responder, or the theme, that a comment had on the caller's screen. */
struct seen {
	int64_t comment, was; /* 0: none */
};

struct handled {
	struct list handlings;
};

const struct field handling_fields[] = {
	F_ID(handling, id), F_ID(handling, round), F_REF(handling, responder),
	F_REF(handling, theme), F_END
};
static const struct field seen_fields[] = {
	F_ID(seen, comment), F_REF(seen, was), F_END
};
#define F_SEEN(s)                                                              \
	{ .name = "seen", .type = FIELD_LIST,                                  \
	  .offset = FIELD_AT(s, seen, struct list), .max = BATCH_MAX,          \
	  .optional = true, .fields = seen_fields,                             \
	  .size = sizeof(struct seen) }
static const struct field assigning_input[] = {
	F_IDS(assigning, comments, 1, BATCH_MAX), F_REF(assigning, responder),
	F_SEEN(assigning), F_END
};
static const struct field grouping_input[] = {
	F_IDS(grouping, comments, 1, BATCH_MAX), F_REF(grouping, theme),
	F_SEEN(grouping), F_END
};
static const struct field handled_output[] = {
	F_LIST(handled, handlings, handling, handling_fields, BATCH_MAX), F_END
};

/* How a comment is handled so far; false: the call has failed. */
static bool
pick(struct call *c, int64_t comment, struct handling *h, struct round *r)
{
	struct comment m;

	if (!comment_pick(c, comment, &m, r))
		return false;
	if (!access_may(c, round_audience(r), MAY_RUN)) {
		call_fail(c, E_DENIED,
		    "Comments are assigned by coordinators.");
		return false;
	}
	if (!db_get(c->db, HANDLING_GET, handling_fields, h, m.id, 0))
		*h = (struct handling){ .id = m.id, .round = r->id };
	return true;
}

static void
put(struct call *c, const struct round *r, const struct handling *h)
{
	db_run(c->db, HANDLING_PUT, h->id, REF(h->responder), REF(h->theme));
	event_emit(c, "comment.handled", AUDIENCE(AUDIENCE_COORDINATORS,
	    r->community), r->community, h);
}

/* Is it as the caller saw it, or as they want it anyway? */
static bool
is_fresh(const struct list *all, int64_t comment, int64_t now, int64_t wanted)
{
	const struct seen *seen = all->at;

	for (size_t i = 0; i < all->count; i++)
		if (seen[i].comment == comment)
			return seen[i].was == now || now == wanted;
	return true;
}

/* Nobody's note is overwritten unseen. */
static enum err
changed(struct call *c, const char *how)
{
	c->reason = "changed";
	return call_fail(c, E_CONFLICT, arena_printf(c->arena,
	    "%s a moment ago. It is left like that: look, then choose again.",
	    how));
}

static enum err
assigned_since(struct call *c, int64_t responder)
{
	struct member who = { 0 };

	if (responder == 0)
		return changed(c, "Somebody said that nobody in particular "
		    "answers one of these comments");
	db_get(c->db, MEMBER_GET, member_fields, &who, responder, c->member);
	return changed(c, arena_printf(c->arena,
	    "Somebody gave one of these comments to %s",
	    who.display_name != NULL ? who.display_name : "another"));
}

static enum err
grouped_since(struct call *c, int64_t theme)
{
	struct theme t;

	if (theme == 0 || !db_get(c->db, THEME_GET, theme_fields, &t, theme,
	    c->member))
		return changed(c, "Somebody took one of these comments out of "
		    "its theme");
	return changed(c, arena_printf(c->arena,
	    "Somebody put one of these comments into the theme \"%s\"",
	    t.title));
}

static enum err
comment_assign(struct call *c)
{
	const struct assigning *in = c->in;
	struct handling *h = arena_get(c->arena, in->comments.count *
	    sizeof(*h));
	struct handled out = { { h, in->comments.count } };
	struct round r;
	const char *role;

	for (size_t i = 0; i < in->comments.count; i++) {
		if (!pick(c, in->comments.at[i], &h[i], &r))
			return c->err;
		role = db_text(c->db, ACCESS_ROLE, r.community, in->responder);
		if (in->responder != 0 &&
		    (role == NULL || role[0] != 'c'))
			return call_invalid(c, "responder",
			    "Comments are answered by coordinators, and this "
			    "person is none.");
		if (!is_fresh(&in->seen, h[i].id, h[i].responder,
		    in->responder))
			return assigned_since(c, h[i].responder);
		h[i].responder = in->responder;
		put(c, &r, &h[i]);
	}
	return call_reply(c, handled_output, &out);
}

static enum err
comment_group(struct call *c)
{
	const struct grouping *in = c->in;
	struct handling *h = arena_get(c->arena, in->comments.count *
	    sizeof(*h));
	struct handled out = { { h, in->comments.count } };
	struct theme t = { 0 };
	struct round r;

	if (in->theme != 0)
		db_get(c->db, THEME_GET, theme_fields, &t, in->theme,
		    c->member);
	for (size_t i = 0; i < in->comments.count; i++) {
		if (!pick(c, in->comments.at[i], &h[i], &r))
			return c->err;
		if (in->theme != 0 && t.round != r.id)
			return call_invalid(c, "theme",
			    "There is no such theme in this round.");
		if (!is_fresh(&in->seen, h[i].id, h[i].theme, in->theme))
			return grouped_since(c, h[i].theme);
		h[i].theme = in->theme;
		put(c, &r, &h[i]);
	}
	return call_reply(c, handled_output, &out);
}

const struct method handling_methods[] = {
	{ .name = "comment.assign", .kind = WRITE, .who = WHO_MEMBER,
	  .in = assigning_input, .in_size = sizeof(struct assigning),
	  .out = handled_output, .run = comment_assign,
	  .doc = "Says which coordinator answers these comments, or nobody in "
		 "particular; for coordinators." },
	{ .name = "comment.group", .kind = WRITE, .who = WHO_MEMBER,
	  .in = grouping_input, .in_size = sizeof(struct grouping),
	  .out = handled_output, .run = comment_group,
	  .doc = "Puts comments into a theme of their round, or out of any; "
		 "for coordinators." },
	{ 0 }
};

static const struct row handling_row = {
	"handling", handling_fields, sizeof(struct handling), HANDLING_GET,
	HANDLING_ALL,
};

const struct event_kind handling_events[] = {
	{ .name = "comment.handled", .row = &handling_row,
	  .doc = "Another coordinator answers a comment, or it is in another "
		 "theme; for coordinators." },
	{ 0 }
};
