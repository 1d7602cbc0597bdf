/* SPDX-License-Identifier: Apache-2.0 */
/*
 * triage.c - what coordinators do with signals: sort, join, link.
 *
 * Nothing is deleted: a merged signal stays readable at its address and says
 * which one stands for it; every step keeps what was there before. Whoever sorts
 * says how often it had been sorted when they looked: when somebody else was
 * quicker, the call is refused and nothing is overwritten unseen.
 */
#include <string.h>

#include "domain/horizon/signal.h"

struct sorting {
	int64_t signal;
	const char *state, *horizon, *sure, *note;
	struct texts tags;
	struct maybe revision;
};

struct merging {
	int64_t signal, into;
};

struct linking {
	int64_t signal;
	const char *kind;
	int64_t target;
};

struct link_name {
	int64_t link;
};

static const char *const sorted[] = { "new", "watch", "aside", NULL };
static const char *const targets[] = { "thread", "document", "resource",
	"poll", NULL };

const struct field signal_link_fields[] = {
	F_ID(signal_link, id), F_ID(signal_link, signal),
	F_CHOICE(signal_link, kind, targets), F_ID(signal_link, target),
	F_TEXT(signal_link, title, 1, TITLE_MAX),
	F_BOOL(signal_link, removed), F_END
};
static const struct field sorting_input[] = {
	F_ID(sorting, signal), F_CHOICE(sorting, state, sorted),
	F_CHOICE(sorting, horizon, signal_horizons),
	F_CHOICE(sorting, sure, signal_sures),
	F_TEXT_OPT(sorting, note, NOTE_MAX), F_TEXTS(sorting, tags, 0, TAGS_MAX),
	F_MAYBE(sorting, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field merging_input[] = {
	F_ID(merging, signal), F_ID(merging, into), F_END
};
static const struct field linking_input[] = {
	F_ID(linking, signal), F_CHOICE(linking, kind, targets),
	F_ID(linking, target), F_END
};
static const struct field link_name_input[] = { F_ID(link_name, link), F_END };

/* What it said before it was sorted anew. */
static const char *
before(struct call *c, const struct signal *s)
{
	return arena_printf(c->arena, "%s, %s, %s%s%s", s->state, s->horizon,
	    s->sure, s->note != NULL ? ": " : "",
	    s->note != NULL ? s->note : "");
}

static bool
stands_alone(struct call *c, const struct signal *s)
{
	if (s->merged_into != 0)
		call_fail(c, E_CONFLICT,
		    "This signal goes on in another one. Sort that one.");
	return c->err == OK;
}

/* Has the caller seen how it stands? If not, the call has failed. */
static bool
is_fresh(struct call *c, const struct signal *s, int64_t revision)
{
	if (s->revision == revision)
		return true;
	c->reason = "changed";
	call_fail(c, E_CONFLICT, arena_printf(c->arena,
	    "%s has sorted this signal since you looked. Yours is not saved and "
	    "stays in the form: look, then save again.",
	    db_text(c->db, STEP_SORTER, s->id)));
	return false;
}

static enum err
signal_triage(struct call *c)
{
	const struct sorting *in = c->in;
	struct signal s;

	if (!signal_pick(c, in->signal, MAY_RUN, &s) ||
	    !stands_alone(c, &s) || !tags_valid(c, in->tags) ||
	    !is_fresh(c, &s, in->revision.is))
		return c->err;
	signal_step(c, s.id, "triaged", 0, before(c, &s));
	s.state = in->state;
	s.horizon = in->horizon;
	s.sure = in->sure;
	s.note = in->note;
	s.tags = in->tags;
	s.revision++;
	db_put(c->db, SIGNAL_CHANGE, signal_fields, &s);
	signal_tell(c, "signal.triaged", &s, &s);
	return call_reply(c, signal_fields, &s);
}

/* Puts a link beside those that are there. */
static void
add_link(struct call *c, const struct signal *s, const struct signal_link *l)
{
	struct signal_link added = *l;

	if (db_number(c->db, TIE_FIND, s->id, l->kind, l->target) != 0)
		return;
	added.id = event_seq(c);
	added.signal = s->id;
	db_put(c->db, TIE_INSERT, signal_link_fields, &added);
	signal_tell(c, "signal.linked", s, &added);
}

static void
copy_links(struct call *c, const struct signal *from, const struct signal *to)
{
	struct list links = db_all(c->db, TIE_OF_SIGNAL, signal_link_fields,
	    sizeof(struct signal_link), from->id);

	for (size_t i = 0; i < links.count; i++)
		add_link(c, to, &((const struct signal_link *)links.at)[i]);
}

static void
tell_followers(struct call *c, int64_t into)
{
	struct list all = db_all(c->db, SIGNAL_FOLLOWERS, signal_fields,
	    sizeof(struct signal), into);
	const struct signal *s = all.at;

	for (size_t i = 0; i < all.count; i++)
		signal_tell(c, "signal.merged", &s[i], &s[i]);
}

static enum err
signal_merge(struct call *c)
{
	const struct merging *in = c->in;
	struct signal s, into;

	if (!signal_pick(c, in->signal, MAY_RUN, &s) ||
	    !signal_pick(c, in->into, MAY_RUN, &into))
		return c->err;
	if (s.community != into.community)
		return call_fail(c, E_NOT_FOUND, "There is no such signal.");
	if (s.id == into.id)
		return call_invalid(c, "into",
		    "A signal cannot go on in itself.");
	if (!stands_alone(c, &s) || !stands_alone(c, &into))
		return c->err;
	signal_step(c, s.id, "merged", into.id, before(c, &s));
	s.state = "merged";
	s.merged_into = into.id;
	db_put(c->db, SIGNAL_CHANGE, signal_fields, &s);
	db_run(c->db, SIGNAL_FOLLOW, into.id, s.id);
	tell_followers(c, into.id);
	signal_step(c, into.id, "joined", s.id, s.title);
	signal_tell(c, "signal.triaged", &into, &into);
	copy_links(c, &s, &into);
	return call_reply(c, signal_fields, &s);
}

static enum err
signal_link_add(struct call *c)
{
	const struct linking *in = c->in;
	struct signal_link l = { .kind = in->kind, .target = in->target };
	struct signal s;

	if (!signal_pick(c, in->signal, MAY_POST, &s) || !stands_alone(c, &s))
		return c->err;
	l.title = db_text(c->db, TIE_TARGET, in->kind, in->target,
	    s.community);
	if (l.title == NULL)
		return call_fail(c, E_NOT_FOUND,
		    "There is nothing of that kind in this community.");
	if (db_number(c->db, TIE_FIND, s.id, l.kind, l.target) != 0)
		return call_fail(c, E_CONFLICT, "It is linked already.");
	signal_step(c, s.id, "linked", 0, l.title);
	l.id = event_seq(c);
	l.signal = s.id;
	db_put(c->db, TIE_INSERT, signal_link_fields, &l);
	signal_tell(c, "signal.linked", &s, &l);
	return call_reply(c, signal_link_fields, &l);
}

static enum err
signal_unlink(struct call *c)
{
	const struct link_name *in = c->in;
	struct signal_link l;
	struct signal s;

	if (!db_get(c->db, TIE_GET, signal_link_fields, &l, in->link,
	    c->member) || l.removed)
		return call_fail(c, E_NOT_FOUND, "There is no such link.");
	if (!signal_pick(c, l.signal, MAY_RUN, &s))
		return c->err;
	l.removed = true;
	db_run(c->db, TIE_REMOVE, l.id);
	signal_step(c, s.id, "unlinked", 0, l.title);
	signal_tell(c, "signal.unlinked", &s, &l);
	return call_reply(c, signal_link_fields, &l);
}

const struct method triage_methods[] = {
	{ .name = "signal.triage", .kind = WRITE, .who = WHO_MEMBER,
	  .in = sorting_input, .in_size = sizeof(struct sorting),
	  .out = signal_fields, .run = signal_triage,
	  .doc = "Sorts a signal: to be watched or set aside, how soon, how "
		 "sure, with tags and a note, or sorts it otherwise than the "
		 "revision that was seen; for coordinators." },
	{ .name = "signal.merge", .kind = WRITE, .who = WHO_MEMBER,
	  .in = merging_input, .in_size = sizeof(struct merging),
	  .out = signal_fields, .run = signal_merge,
	  .doc = "Lets a signal go on in another one, with its links; for "
		 "coordinators." },
	{ .name = "signal.link", .kind = WRITE, .who = WHO_MEMBER,
	  .in = linking_input, .in_size = sizeof(struct linking),
	  .out = signal_link_fields, .run = signal_link_add,
	  .doc = "Links a signal to a thread, draft, resource or poll of its "
		 "community; for members." },
	{ .name = "signal.unlink", .kind = WRITE, .who = WHO_MEMBER,
	  .in = link_name_input, .in_size = sizeof(struct link_name),
	  .out = signal_link_fields, .run = signal_unlink,
	  .doc = "Takes a link off a signal; for coordinators." },
	{ 0 }
};

static const struct row link_row = {
	"signal_link", signal_link_fields, sizeof(struct signal_link),
	TIE_GET, TIE_ALL,
};

const struct event_kind triage_events[] = {
	{ .name = "signal.linked", .row = &link_row,
	  .doc = "A signal has to do with something." },
	{ .name = "signal.unlinked", .row = &link_row,
	  .doc = "A link was taken off a signal." },
	{ 0 }
};
