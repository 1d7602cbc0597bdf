/* SPDX-License-Identifier: Apache-2.0 */
/*
 * group.c - groups of a community: a working group, a panel.
 *
 * No secret: members see which there are and who is in them, so that whoever is
 * asked as one of a group knows with whom. One that is removed stays in the
 * table, out of sight: what was opened for it goes on as it was.
 */
#include "soundings/access.h"
#include "soundings/base.h"
#include "soundings/mention.h"

#include "domain/people/group.h"

#define GROUPS_MAX  100 /* of a community */
#define PURPOSE_MAX 400
#define PLACES_MAX  FIELD_INT_MAX

struct group_query {
	int64_t community;
};

struct group_name {
	int64_t group;
};

struct other {
	const char *name;
};

struct group_list {
	int64_t seq;
	struct list groups, group_members, members;
};

const struct field group_fields[] = {
	F_ID(group, id), F_ID(group, community),
	F_TEXT(group, name, 1, NAME_MAX),
	F_TEXT(group, purpose, 1, PURPOSE_MAX),
	F_AT(group, made_at), F_ID(group, changed_by),
	F_TIME(group, removed_at), F_INT(group, revision, 0, FIELD_INT_MAX),
	F_END
};
static const struct field other_stored[] = {
	F_TEXT(other, name, 1, NAME_MAX), F_END
};
static const struct field group_query_input[] = {
	F_ID(group_query, community), F_END
};
static const struct field group_list_output[] = {
	F_INT(group_list, seq, 0, FIELD_INT_MAX),
	F_LIST(group_list, groups, group, group_fields, FIELD_INT_MAX),
	F_LIST(group_list, group_members, group_member, group_member_fields,
	    PLACES_MAX),
	F_LIST(group_list, members, member, member_fields, PLACES_MAX), F_END
};
static const struct field adding_input[] = {
	F_ID(group, community), F_TEXT(group, name, 1, NAME_MAX),
	F_TEXT(group, purpose, 1, PURPOSE_MAX), F_END
};
static const struct field changing_input[] = {
	F_ID(group, id), F_TEXT(group, name, 1, NAME_MAX),
	F_TEXT(group, purpose, 1, PURPOSE_MAX),
	F_INT(group, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field group_name_input[] = {
	F_ID(group_name, group), F_END
};

bool
group_pick(struct call *c, int64_t id, enum may what, struct group *g)
{
	if (!db_get(c->db, GROUP_GET, group_fields, g, id, c->member) ||
	    !access_community(c, g->community, MAY_SEE))
		call_fail(c, E_NOT_FOUND, "There is no such group.");
	else if (!access_community(c, g->community, what))
		call_fail(c, E_DENIED, "Groups are kept by coordinators.");
	else if (g->removed_at != 0)
		call_fail(c, E_CONFLICT, "This group was removed.");
	return c->err == OK;
}

/* Can it be told from the others? If not, the call has failed. */
static bool
is_named(struct call *c, const struct group *g)
{
	struct list others = db_all(c->db, GROUP_NAMES, other_stored,
	    sizeof(struct other), g->community, g->id);
	const struct other *o = others.at;

	for (size_t i = 0; i < others.count; i++)
		if (mention_same(c->arena, o[i].name, g->name))
			return call_invalid(c, "name", "Another group of this "
			    "community has this name.") == OK;
	return true;
}

static void
tell(struct call *c, const char *kind, const struct group *g)
{
	event_emit(c, kind, AUDIENCE(AUDIENCE_COMMUNITY, g->community),
	    g->community, g);
}

static enum err
group_list(struct call *c)
{
	const struct group_query *in = c->in;
	struct group_list out = { .seq = event_last(c) };

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.groups = db_all(c->db, GROUP_ALL, group_fields,
	    sizeof(struct group), in->community, c->member);
	out.group_members = db_all(c->db, GROUP_MEMBER_ALL,
	    group_member_fields, sizeof(struct group_member), in->community,
	    c->member);
	out.members = db_all(c->db, GROUP_PEOPLE, member_fields,
	    sizeof(struct member), in->community);
	return call_reply(c, group_list_output, &out);
}

static enum err
group_add(struct call *c)
{
	struct group g = *(const struct group *)c->in;

	if (!access_community(c, g.community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!access_community(c, g.community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Groups are kept by coordinators.");
	if (!is_named(c, &g))
		return c->err;
	if (db_number(c->db, GROUP_COUNT, g.community) >= GROUPS_MAX)
		return call_fail(c, E_CONFLICT,
		    "A community can have 100 groups. Remove one that nobody "
		    "uses, then add this one.");
	g.id = event_seq(c);
	g.made_at = c->now;
	g.changed_by = c->member;
	db_put(c->db, GROUP_INSERT, group_fields, &g);
	tell(c, "group.added", &g);
	return call_reply(c, group_fields, &g);
}

static enum err
group_change(struct call *c)
{
	const struct group *in = c->in;
	struct group g;
	int64_t by;

	if (!group_pick(c, in->id, MAY_RUN, &g))
		return c->err;
	by = g.changed_by;
	g.name = in->name;
	g.purpose = in->purpose;
	g.changed_by = c->member;
	if (!is_named(c, &g) || !call_fresh(c, in->revision, g.revision, by))
		return c->err;
	g.revision++;
	db_put(c->db, GROUP_CHANGE, group_fields, &g);
	tell(c, "group.changed", &g);
	return call_reply(c, group_fields, &g);
}

static enum err
group_remove(struct call *c)
{
	const struct group_name *in = c->in;
	struct group g;

	if (!group_pick(c, in->group, MAY_RUN, &g))
		return c->err;
	g.removed_at = c->now;
	g.changed_by = c->member;
	g.revision++;
	db_put(c->db, GROUP_CHANGE, group_fields, &g);
	tell(c, "group.removed", &g);
	return call_reply(c, group_fields, &g);
}

const struct method group_methods[] = {
	{ .name = "group.list", .kind = READ, .who = WHO_MEMBER,
	  .in = group_query_input, .in_size = sizeof(struct group_query),
	  .out = group_list_output, .run = group_list,
	  .doc = "The groups of a community and who is in them, those that are "
		 "gone among them; for its members." },
	{ .name = "group.add", .kind = WRITE, .who = WHO_MEMBER,
	  .in = adding_input, .in_size = sizeof(struct group),
	  .out = group_fields, .run = group_add,
	  .doc = "Adds a group, nobody in it yet; for coordinators." },
	{ .name = "group.change", .kind = WRITE, .who = WHO_MEMBER,
	  .in = changing_input, .in_size = sizeof(struct group),
	  .out = group_fields, .run = group_change,
	  .doc = "Calls a group otherwise, or says anew what it is for; for "
		 "coordinators." },
	{ .name = "group.remove", .kind = WRITE, .who = WHO_MEMBER,
	  .in = group_name_input, .in_size = sizeof(struct group_name),
	  .out = group_fields, .run = group_remove,
	  .doc = "Takes a group away, and nothing from what was opened for it; "
		 "for coordinators." },
	{ 0 }
};

static const struct row group_row = {
	"group", group_fields, sizeof(struct group), GROUP_GET, GROUP_ALL,
};

const struct event_kind group_events[] = {
	{ .name = "group.added", .row = &group_row,
	  .doc = "A community has one more group." },
	{ .name = "group.changed", .row = &group_row,
	  .doc = "A group is called otherwise, or is for something else." },
	{ .name = "group.removed", .row = &group_row,
	  .doc = "A group is gone." },
	{ 0 }
};
