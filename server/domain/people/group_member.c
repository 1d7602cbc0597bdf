/* SPDX-License-Identifier: Apache-2.0 */
/*
 * group_member.c - who is in a group.
 *
 * Coordinators put people in and take them out; whoever is in one may leave.
 * Who is put in is asked in the rounds that are open for the group, like those
 * who were in it at opening; who leaves keeps what was asked of them.
 */
#include "soundings/access.h"
#include "soundings/base.h"

#include "domain/people/group.h"

#define MEMBERS_MAX 200 /* more are a community */

struct filling {
	int64_t group;
	struct ids members;
};

struct leaving {
	int64_t group, member; /* member 0: the caller */
};

struct filled {
	struct list group_members;
};

const struct field group_member_fields[] = {
	F_ID(group_member, id), F_ID(group_member, group),
	F_ID(group_member, member), F_AT(group_member, joined_at),
	F_TIME(group_member, left_at), F_END
};
static const struct field filling_input[] = {
	F_ID(filling, group), F_IDS(filling, members, 1, MEMBERS_MAX), F_END
};
static const struct field filled_output[] = {
	F_LIST(filled, group_members, group_member, group_member_fields,
	    MEMBERS_MAX), F_END
};
static const struct field leaving_input[] = {
	F_ID(leaving, group), F_REF(leaving, member), F_END
};

static void
tell(struct call *c, const char *kind, const struct group *g,
    const struct group_member *p)
{
	event_emit(c, kind, AUDIENCE(AUDIENCE_COMMUNITY, g->community),
	    g->community, p);
}

/* Puts somebody in, who may be there already. */
static struct group_member
put_in(struct call *c, const struct group *g, int64_t member)
{
	struct group_member p;
	bool known = db_get(c->db, GROUP_MEMBER_FIND, group_member_fields, &p,
	    g->id, member);

	if (known && p.left_at == 0)
		return p;
	p = (struct group_member){ .id = known ? p.id : event_seq(c),
		.group = g->id, .member = member, .joined_at = c->now };
	db_put(c->db, known ? GROUP_MEMBER_CHANGE : GROUP_MEMBER_INSERT,
	    group_member_fields, &p);
	tell(c, "group.joined", g, &p);
	return p;
}

/* A round that is open asks these as well, if it does not yet. */
static void
ask_too(struct call *c, const struct group *g, struct circle *k,
    const struct ids *members)
{
	int64_t asked = 0;

	for (size_t i = 0; i < members->count; i++) {
		int64_t member = members->at[i];

		if (db_changed(c->db, ASKED_INSERT, k->id, member) == 0)
			continue;
		event_note(c, "round.asked_too",
		    AUDIENCE(AUDIENCE_MEMBER, member), g->community, k->id);
		asked++;
	}
	if (asked == 0)
		return;
	db_get(c->db, CIRCLE_GET, circle_fields, k, k->id, 0);
	if (db_number(c->db, CIRCLE_TOLD, k->id) > 0)
		event_emit(c, "circle.widened", AUDIENCE(AUDIENCE_ROUND, k->id),
		    g->community, k);
	event_emit(c, "circle.widened", AUDIENCE(AUDIENCE_COORDINATORS,
	    g->community), g->community, k);
}

static void
ask_in_open_rounds(struct call *c, const struct group *g,
    const struct ids *members)
{
	struct list open = db_all(c->db, CIRCLE_OF_GROUP, circle_fields,
	    sizeof(struct circle), g->id, c->now);
	struct circle *k = open.at;

	for (size_t i = 0; i < open.count; i++)
		ask_too(c, g, &k[i], members);
}

static enum err
group_fill(struct call *c)
{
	const struct filling *in = c->in;
	struct group_member *p = arena_get(c->arena, in->members.count *
	    sizeof(*p));
	struct filled out = { { p, in->members.count } };
	struct group g;

	if (!group_pick(c, in->group, MAY_RUN, &g))
		return c->err;
	for (size_t i = 0; i < in->members.count; i++) {
		int64_t member = in->members.at[i];

		if (db_text(c->db, ACCESS_ROLE, g.community, member) == NULL)
			return call_invalid(c, "members",
			    "One of these people is not a member of the "
			    "community. Untick them and try again.");
		p[i] = put_in(c, &g, member);
	}
	if (db_number(c->db, GROUP_MEMBER_COUNT, g.id) > MEMBERS_MAX)
		return call_fail(c, E_CONFLICT,
		    "A group can have 200 people. Make two of it, or ask the "
		    "whole community.");
	ask_in_open_rounds(c, &g, &in->members);
	return call_reply(c, filled_output, &out);
}

static enum err
group_leave(struct call *c)
{
	const struct leaving *in = c->in;
	int64_t member = in->member != 0 ? in->member : c->member;
	struct group_member p;
	struct group g;

	if (!group_pick(c, in->group, member == c->member ? MAY_SEE : MAY_RUN,
	    &g))
		return c->err;
	if (!db_get(c->db, GROUP_MEMBER_FIND, group_member_fields, &p, g.id,
	    member))
		return call_fail(c, E_NOT_FOUND,
		    member == c->member ? "You are not in this group."
		    : "This person is not in the group.");
	if (p.left_at != 0)
		return call_reply(c, group_member_fields, &p);
	p.left_at = c->now;
	db_put(c->db, GROUP_MEMBER_CHANGE, group_member_fields, &p);
	tell(c, "group.left", &g, &p);
	return call_reply(c, group_member_fields, &p);
}

const struct method group_member_methods[] = {
	{ .name = "group.fill", .kind = WRITE, .who = WHO_MEMBER,
	  .in = filling_input, .in_size = sizeof(struct filling),
	  .out = filled_output, .run = group_fill,
	  .doc = "Puts members of the community into a group; for "
		 "coordinators." },
	{ .name = "group.leave", .kind = WRITE, .who = WHO_MEMBER,
	  .in = leaving_input, .in_size = sizeof(struct leaving),
	  .out = group_member_fields, .run = group_leave,
	  .doc = "Takes the caller out of a group or, for coordinators, "
		 "somebody else." },
	{ 0 }
};

static const struct row group_member_row = {
	"group_member", group_member_fields, sizeof(struct group_member),
	GROUP_MEMBER_GET, GROUP_MEMBER_ALL,
};

const struct event_kind group_member_events[] = {
	{ .name = "group.joined", .row = &group_member_row,
	  .doc = "Somebody is in a group from now on." },
	{ .name = "group.left", .row = &group_member_row,
	  .doc = "Somebody is in a group no longer." },
	{ 0 }
};
