/* SPDX-License-Identifier: Apache-2.0 */
/*
 * signal.c - the register of what members see coming.
 *
 * Anybody drops one in half a minute; nobody has to agree, and only the title is
 * asked for. What becomes of it is in triage.c and cycle.c.
 */
#include <inttypes.h>
#include <string.h>

#include "soundings/outbox.h"
#include "soundings/sealed.h"
#include "soundings/text.h"

#include "domain/horizon/signal.h"

struct adding {
	int64_t community;
	const char *title, *changing, *source, *affected, *horizon, *sure;
	struct texts tags;
	int64_t post;
};

struct signal_query {
	int64_t community;
};

struct signal_list {
	int64_t seq;
	struct list signals, members;
};

struct signal_address {
	const char *address; /* NULL: this server takes no mail */
	int64_t days;
};

struct signal_name {
	int64_t signal;
};

struct step {
	int64_t id, signal, at;
	const char *kind;
	int64_t other;
	const char *detail, *name;
};

struct signal_page {
	int64_t seq;
	struct signal *signal;
	struct list signals, signal_links, steps, members;
	int64_t thread;
};

/* In years. */
const char *const signal_horizons[] = { "now", "1-3", "3-10", "unknown",
	NULL };
const char *const signal_sures[] = { "guess", "likely", "certain", "unknown",
	NULL };
const char *const signal_states[] = { "new", "watch", "aside", "merged",
	NULL };
static const char *const steps[] = { "triaged", "merged", "joined", "linked",
	"unlinked", NULL };

const struct field signal_fields[] = {
	F_ID(signal, id), F_ID(signal, number), F_ID(signal, community),
	F_TEXT(signal, title, 1, TITLE_MAX),
	F_TEXT(signal, changing, 0, CHANGING_MAX),
	F_TEXT_OPT(signal, source, SOURCE_MAX),
	F_TEXT_OPT(signal, affected, SOURCE_MAX),
	F_CHOICE(signal, horizon, signal_horizons),
	F_CHOICE(signal, sure, signal_sures), F_TEXTS(signal, tags, 0, TAGS_MAX),
	F_CHOICE(signal, state, signal_states),
	F_TEXT_OPT(signal, note, NOTE_MAX), F_REF(signal, merged_into),
	F_REF(signal, post), F_ID(signal, added_by), F_AT(signal, added_at),
	F_INT(signal, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field adding_input[] = {
	F_ID(adding, community), F_TEXT(adding, title, 1, TITLE_MAX),
	F_TEXT_OPT(adding, changing, CHANGING_MAX),
	F_TEXT_OPT(adding, source, SOURCE_MAX),
	F_TEXT_OPT(adding, affected, SOURCE_MAX),
	F_CHOICE_OPT(adding, horizon, signal_horizons),
	F_CHOICE_OPT(adding, sure, signal_sures),
	{ .name = "tags", .type = FIELD_TEXTS,
	  .offset = FIELD_AT(adding, tags, struct texts), .max = TAGS_MAX,
	  .optional = true },
	F_REF(adding, post), F_END
};
static const struct field signal_query_input[] = {
	F_ID(signal_query, community), F_END
};
static const struct field signal_name_input[] = {
	F_ID(signal_name, signal), F_END
};
static const struct field signal_address_output[] = {
	F_TEXT_OPT(signal_address, address, 254),
	F_INT(signal_address, days, 1, 1000), F_END
};
static const struct field signal_list_output[] = {
	F_INT(signal_list, seq, 0, FIELD_INT_MAX),
	F_LIST(signal_list, signals, signal, signal_fields, SIGNALS_MAX),
	F_LIST(signal_list, members, member, member_fields, SIGNALS_MAX), F_END
};
static const struct field step_fields[] = {
	F_ID(step, id), F_ID(step, signal), F_AT(step, at),
	F_CHOICE(step, kind, steps), F_REF(step, other),
	F_TEXT_OPT(step, detail, FIELD_INT_MAX),
	F_TEXT(step, name, 1, TITLE_MAX), F_END
};
static const struct field signal_page_output[] = {
	F_INT(signal_page, seq, 0, FIELD_INT_MAX),
	F_ONE(signal_page, signal, signal, signal_fields),
	F_LIST(signal_page, signals, signal, signal_fields, SIGNALS_MAX),
	F_LIST(signal_page, signal_links, signal_link, signal_link_fields,
	    LINKS_MAX),
	F_LIST(signal_page, steps, step, step_fields, STEPS_MAX),
	F_LIST(signal_page, members, member, member_fields, 1),
	F_REF(signal_page, thread), F_END
};

bool
signal_pick(struct call *c, int64_t id, enum may what, struct signal *s)
{
	if (!db_get(c->db, SIGNAL_GET, signal_fields, s, id, c->member) ||
	    !access_community(c, s->community, MAY_SEE)) {
		call_fail(c, E_NOT_FOUND, "There is no such signal.");
		return false;
	}
	if (access_community(c, s->community, what))
		return true;
	call_fail(c, E_DENIED, "Only coordinators may do this.");
	return false;
}

bool
tags_valid(struct call *c, struct texts tags)
{
	for (size_t i = 0; i < tags.count; i++) {
		const char *tag = tags.at[i];

		if (tag[strspn(tag, " \t\n")] == '\0')
			call_invalid(c, "tags", "A tag is empty.");
		if (utf8_count(tag) > TAG_MAX)
			call_invalid(c, "tags",
			    "A tag has more than 40 characters.");
		for (size_t k = 0; k < i; k++)
			if (strcmp(tags.at[k], tag) == 0)
				call_invalid(c, "tags",
				    "A tag is there twice.");
	}
	return c->err == OK;
}

void
signal_step(struct call *c, int64_t signal, const char *kind, int64_t other,
    const char *detail)
{
	db_run(c->db, STEP_INSERT, event_seq(c), signal, c->now, c->member,
	    kind, REF(other), detail);
}

void
signal_tell(struct call *c, const char *kind, const struct signal *s,
    const void *row)
{
	event_emit(c, kind, AUDIENCE(AUDIENCE_COMMUNITY, s->community),
	    s->community, row);
}

static enum err
signal_add(struct call *c)
{
	const struct adding *in = c->in;
	struct signal s = {
		.community = in->community, .title = in->title,
		.changing = in->changing != NULL ? in->changing : "",
		.source = in->source, .affected = in->affected,
		.horizon = in->horizon != NULL ? in->horizon : "unknown",
		.sure = in->sure != NULL ? in->sure : "unknown",
		.tags = in->tags, .state = "new", .post = in->post,
		.added_by = c->member, .added_at = c->now,
	};

	if (!access_community(c, s.community, MAY_POST))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (s.post != 0 &&
	    db_number(c->db, SIGNAL_POST, s.post, s.community) == 0)
		return call_fail(c, E_NOT_FOUND, "There is no such post.");
	if (!tags_valid(c, s.tags))
		return c->err;
	s.id = event_seq(c);
	s.number = db_number(c->db, COMMUNITY_NUMBER, s.community);
	db_put(c->db, SIGNAL_INSERT, signal_fields, &s);
	signal_tell(c, "signal.added", &s, &s);
	return call_reply(c, signal_fields, &s);
}

static enum err
signal_list(struct call *c)
{
	const struct signal_query *in = c->in;
	struct signal_list out = { .seq = event_last(c) };

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.signals = db_all(c->db, SIGNAL_PAGE, signal_fields,
	    sizeof(struct signal), in->community);
	out.members = db_all(c->db, SIGNAL_MEMBERS, member_fields,
	    sizeof(struct member), in->community);
	return call_reply(c, signal_list_output, &out);
}

static enum err
signal_address(struct call *c)
{
	const struct signal_query *in = c->in;
	struct signal_address out = { .days = SEALED_DAYS };

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.address = answer_address(c->arena, c->settings,
	    arena_printf(c->arena, "s%" PRId64, in->community), c->member,
	    c->now);
	return call_reply(c, signal_address_output, &out);
}

static enum err
signal_page(struct call *c)
{
	const struct signal_name *in = c->in;
	struct signal_page out = { .seq = event_last(c) };
	struct signal s;

	if (!signal_pick(c, in->signal, MAY_SEE, &s))
		return c->err;
	out.signal = &s;
	out.signals = db_all(c->db, SIGNAL_FOLLOWERS, signal_fields, sizeof(s),
	    s.id);
	out.signal_links = db_all(c->db, TIE_OF_SIGNAL, signal_link_fields,
	    sizeof(struct signal_link), s.id);
	out.steps = db_all(c->db, STEP_OF_SIGNAL, step_fields,
	    sizeof(struct step), s.id);
	out.members = db_all(c->db, MEMBER_GET, member_fields,
	    sizeof(struct member), s.added_by, c->member);
	if (s.post != 0)
		out.thread = db_number(c->db, SIGNAL_POST_THREAD, s.post);
	return call_reply(c, signal_page_output, &out);
}

const struct method signal_methods[] = {
	{ .name = "signal.add", .kind = WRITE, .who = WHO_MEMBER,
	  .in = adding_input, .in_size = sizeof(struct adding),
	  .out = signal_fields, .run = signal_add,
	  .doc = "Notes something that is changing; for members." },
	{ .name = "signal.list", .kind = READ, .who = WHO_MEMBER,
	  .in = signal_query_input, .in_size = sizeof(struct signal_query),
	  .out = signal_list_output, .run = signal_list,
	  .doc = "The newest signals of a community and who saw them; for "
		 "members." },
	{ .name = "signal.address", .kind = READ, .who = WHO_MEMBER,
	  .in = signal_query_input, .in_size = sizeof(struct signal_query),
	  .out = signal_address_output, .run = signal_address,
	  .doc = "Where the caller's mails become signals of a community, and "
		 "for how many days; null where no mail is taken. For "
		 "members." },
	{ .name = "signal.page", .kind = READ, .who = WHO_MEMBER,
	  .in = signal_name_input, .in_size = sizeof(struct signal_name),
	  .out = signal_page_output, .run = signal_page,
	  .doc = "A signal, what was merged into it, what it is linked to and "
		 "what happened to it; for members." },
	{ 0 }
};

static const struct row signal_row = {
	"signal", signal_fields, sizeof(struct signal), SIGNAL_GET, SIGNAL_ALL,
};

const struct event_kind signal_events[] = {
	{ .name = "signal.added", .row = &signal_row,
	  .doc = "Somebody noted something that is changing." },
	{ .name = "signal.triaged", .row = &signal_row,
	  .doc = "Coordinators sorted a signal." },
	{ .name = "signal.merged", .row = &signal_row,
	  .doc = "A signal goes on in another." },
	{ 0 }
};
