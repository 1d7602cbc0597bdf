/* SPDX-License-Identifier: Apache-2.0 */
/*
 * signal.c - the register of what members see coming.
 *
 * Anybody drops one in half a minute; nobody has to agree. Sorting, merging
 * and watching them over time is not done here.
 */
#include "domain/horizon/horizon.h"

#define SIGNALS_MAX  200 /* in a list, the newest */
#define CHANGING_MAX 4000
#define SOURCE_MAX   1000

struct signal {
	int64_t id, number, community;
	const char *title, *changing, *source, *affected, *horizon;
	int64_t added_by, added_at;
};

struct signal_query {
	int64_t community;
};

struct signal_list {
	int64_t seq;
	struct list signals, members;
};

/* In years. */
static const char *const horizons[] = { "now", "1-3", "3-10", NULL };

static const struct field signal_fields[] = {
	F_ID(signal, id), F_ID(signal, number), F_ID(signal, community),
	F_TEXT(signal, title, 1, TITLE_MAX),
	F_TEXT(signal, changing, 1, CHANGING_MAX),
	F_TEXT_OPT(signal, source, SOURCE_MAX),
	F_TEXT_OPT(signal, affected, SOURCE_MAX),
	F_CHOICE(signal, horizon, horizons), F_ID(signal, added_by),
	F_AT(signal, added_at), F_END
};
static const struct field signal_input[] = {
	F_ID(signal, community), F_TEXT(signal, title, 1, TITLE_MAX),
	F_TEXT(signal, changing, 1, CHANGING_MAX),
	F_TEXT_OPT(signal, source, SOURCE_MAX),
	F_TEXT_OPT(signal, affected, SOURCE_MAX),
	F_CHOICE(signal, horizon, horizons), F_END
};
static const struct field signal_query_input[] = {
	F_ID(signal_query, community), F_END
};
static const struct field signal_list_output[] = {
	F_INT(signal_list, seq, 0, FIELD_INT_MAX),
	F_LIST(signal_list, signals, signal, signal_fields, SIGNALS_MAX),
	F_LIST(signal_list, members, member, member_fields, SIGNALS_MAX), F_END
};

static enum err
signal_add(struct call *c)
{
	struct signal s = *(const struct signal *)c->in;

	if (!access_community(c, s.community, MAY_POST))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	s.id = event_seq(c);
	s.number = db_number(c->db, COMMUNITY_NUMBER, s.community);
	s.added_by = c->member;
	s.added_at = c->now;
	db_put(c->db, SIGNAL_INSERT, signal_fields, &s);
	event_emit(c, "signal.added",
	    AUDIENCE(AUDIENCE_COMMUNITY, s.community), s.community, &s);
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

const struct method signal_methods[] = {
	{ .name = "signal.add", .kind = WRITE, .who = WHO_MEMBER,
	  .in = signal_input, .in_size = sizeof(struct signal),
	  .out = signal_fields, .run = signal_add,
	  .doc = "Notes something that is changing; for members." },
	{ .name = "signal.list", .kind = READ, .who = WHO_MEMBER,
	  .in = signal_query_input, .in_size = sizeof(struct signal_query),
	  .out = signal_list_output, .run = signal_list,
	  .doc = "The newest signals of a community and who saw them; for "
		 "members." },
	{ 0 }
};

static const struct row signal_row = {
	"signal", signal_fields, sizeof(struct signal), SIGNAL_GET, SIGNAL_ALL,
};

const struct event_kind signal_events[] = {
	{ .name = "signal.added", .row = &signal_row,
	  .doc = "Somebody noted something that is changing." },
	{ 0 }
};
