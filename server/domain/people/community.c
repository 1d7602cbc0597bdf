/* SPDX-License-Identifier: Apache-2.0 */
/*
 * community.c - communities of practice, and who belongs to them.
 *
 * The front page is for everyone; what is said inside is for members. Each
 * membership keeps the remit text that was accepted at joining.
 */
#include <ctype.h>
#include <string.h>

#include "soundings/access.h"
#include "soundings/base.h"

#include "domain/people/people.h"

#define SUMMARY_MAX      400
#define REMIT_MAX        8000
#define EXPECTATIONS_MAX 20
#define SLUG_MAX         40
#define COMMUNITIES_MAX  200

struct creation {
	const char *name, *summary, *remit;
	struct texts expectations;
	bool demonstration;
};

struct community_name {
	int64_t community;
};

struct front {
	int64_t seq;
	struct community *community;
	struct list vocabularies;
};

struct community_list {
	struct list communities;
};

struct role_change {
	int64_t community, member;
	const char *role;
};

const char *const roles[] = { "member", "coordinator", NULL };

const struct field community_fields[] = {
	F_ID(community, id), F_TEXT(community, name, 1, NAME_MAX),
	F_TEXT(community, slug, 1, SLUG_MAX),
	F_TEXT(community, summary, 1, SUMMARY_MAX),
	F_TEXT(community, remit, 1, REMIT_MAX),
	F_TEXTS(community, expectations, 0, EXPECTATIONS_MAX),
	F_BOOL(community, demonstration), F_AT(community, created_at),
	F_INT(community, member_count, 0, FIELD_INT_MAX), F_END
};
const struct field membership_fields[] = {
	F_ID(membership, id), F_ID(membership, community),
	F_ID(membership, member), F_CHOICE(membership, role, roles),
	F_AT(membership, joined_at), F_TIME(membership, left_at), F_END
};
static const struct field creation_input[] = {
	F_TEXT(creation, name, 3, NAME_MAX),
	F_TEXT(creation, summary, 1, SUMMARY_MAX),
	F_TEXT(creation, remit, 1, REMIT_MAX),
	F_TEXTS(creation, expectations, 0, EXPECTATIONS_MAX),
	F_BOOL(creation, demonstration), F_END
};
static const struct field community_name_input[] = {
	F_ID(community_name, community), F_END
};
static const struct field front_output[] = {
	F_INT(front, seq, 0, FIELD_INT_MAX),
	F_ONE(front, community, community, community_fields),
	F_LIST(front, vocabularies, vocabulary, vocabulary_fields,
	    VOCABULARIES_MAX), F_END
};
static const struct field community_list_output[] = {
	F_LIST(community_list, communities, community, community_fields,
	    COMMUNITIES_MAX), F_END
};
static const struct field role_change_input[] = {
	F_ID(role_change, community), F_ID(role_change, member),
	F_CHOICE(role_change, role, roles), F_END
};

/* "Perinatal Mental Health" -> "perinatal-mental-health", made unique. */
static const char *
slug_for(struct call *c, const char *name)
{
	char *slug = arena_get(c->arena, SLUG_MAX + 1);
	size_t n = 0;

	for (; *name != '\0' && n < SLUG_MAX - 6; name++) {
		if (isascii(*name) && isalnum((unsigned char)*name))
			slug[n++] = (char)tolower((unsigned char)*name);
		else if (n > 0 && slug[n - 1] != '-')
			slug[n++] = '-';
	}
	while (n > 0 && slug[n - 1] == '-')
		slug[--n] = '\0';
	if (n == 0 || db_number(c->db, COMMUNITY_SLUG_TAKEN,
	    (const char *)slug) > 0)
		return arena_printf(c->arena, "%s%s%lld", slug,
		    n > 0 ? "-" : "community-", (long long)event_seq(c));
	return slug;
}

struct membership
community_enter(struct call *c, int64_t community, int64_t member,
    const char *role)
{
	int64_t audience = AUDIENCE(AUDIENCE_COMMUNITY, community);
	struct membership m = { 0 };
	struct community page;
	struct member who;
	bool known;

	invariant(db_get(c->db, COMMUNITY_GET, community_fields, &page,
	    community, member) || db_failed(c->db));
	known = db_get(c->db, MEMBERSHIP_FIND, membership_fields, &m,
	    community, member);
	if (known && m.left_at == 0)
		return m;
	m.id = known ? m.id : event_seq(c);
	m.community = community;
	m.member = member;
	m.role = role;
	m.joined_at = c->now;
	m.left_at = 0;
	if (known)
		db_run(c->db, MEMBERSHIP_REJOIN, m.role, m.joined_at,
		    page.remit, m.id);
	else
		db_run(c->db, MEMBERSHIP_INSERT, m.id, m.community, m.member,
		    m.role, m.joined_at, page.remit);
	db_run(c->db, COMMUNITY_COUNT_MEMBERS, 1, community);
	page.member_count++;
	event_emit(c, "member.joined", audience, community, &m);
	if (db_get(c->db, MEMBER_GET, member_fields, &who, member, member))
		event_emit(c, "member.changed", audience, community, &who);
	event_emit(c, "community.entered", AUDIENCE(AUDIENCE_MEMBER, member),
	    community, &page);
	event_emit(c, "community.changed", audience, community, &page);
	return m;
}

static enum err
community_create(struct call *c)
{
	const struct creation *in = c->in;
	struct community page = {
		.id = event_seq(c), .name = in->name, .summary = in->summary,
		.remit = in->remit, .expectations = in->expectations,
		.demonstration = in->demonstration, .created_at = c->now,
	};

	if (!access_server(c) && !access_administrator(c) &&
	    db_number(c->db, COORDINATES_ANY, c->member) == 0)
		return call_fail(c, E_DENIED,
		    "Communities are created by administrators and by people "
		    "who coordinate one already. Ask yours.");
	page.slug = slug_for(c, in->name);
	db_put(c->db, COMMUNITY_INSERT, community_fields, &page);
	event_emit(c, "community.created",
	    AUDIENCE(AUDIENCE_COMMUNITY, page.id), page.id, &page);
	if (c->member != 0) {
		community_enter(c, page.id, c->member, "coordinator");
		page.member_count = 1;
	}
	return call_reply(c, community_fields, &page);
}

static enum err
community_get(struct call *c)
{
	const struct community_name *in = c->in;
	struct community page;
	struct front out = { .seq = event_last(c), .community = &page };

	if (!db_get(c->db, COMMUNITY_GET, community_fields, &page,
	    in->community, c->member))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.vocabularies = db_all(c->db, VOCABULARY_ALL, vocabulary_fields,
	    sizeof(struct vocabulary), page.id, c->member);
	return call_reply(c, front_output, &out);
}

static enum err
community_list(struct call *c)
{
	struct community_list out = { 0 };

	out.communities = db_all(c->db, COMMUNITY_LIST, community_fields,
	    sizeof(struct community), 0);
	return call_reply(c, community_list_output, &out);
}

/* Lets a member in without an invitation; for who runs the server. */
static enum err
community_enrol(struct call *c)
{
	const struct role_change *in = c->in;
	struct community page;
	struct membership m;
	struct self self;

	if (!db_get(c->db, COMMUNITY_GET, community_fields, &page,
	    in->community, c->member))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!db_get(c->db, MEMBER_SELF, self_fields, &self, in->member))
		return call_fail(c, E_NOT_FOUND, "There is no such member.");
	m = community_enter(c, in->community, in->member, in->role);
	return call_reply(c, membership_fields, &m);
}

static enum err
member_set_role(struct call *c)
{
	const struct role_change *in = c->in;
	struct membership m;

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!access_community(c, in->community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Only coordinators change roles.");
	if (!db_get(c->db, MEMBERSHIP_FIND, membership_fields, &m,
	    in->community, in->member) || m.left_at != 0)
		return call_fail(c, E_NOT_FOUND, "There is no such member.");
	if (strcmp(m.role, in->role) == 0)
		return call_reply(c, membership_fields, &m);
	if (strcmp(m.role, "coordinator") == 0 &&
	    db_number(c->db, MEMBERSHIP_COORDINATORS, in->community) == 1)
		return call_fail(c, E_CONFLICT,
		    "A community needs a coordinator. Make somebody else one "
		    "first.");
	m.role = in->role;
	db_run(c->db, MEMBERSHIP_ROLE, m.role, m.id);
	event_emit(c, "member.role_changed",
	    AUDIENCE(AUDIENCE_COMMUNITY, m.community), m.community, &m);
	event_note(c, "member.hears_changed",
	    AUDIENCE(AUDIENCE_MEMBER, m.member), m.community, m.community);
	return call_reply(c, membership_fields, &m);
}

const struct method community_methods[] = {
	{ .name = "community.create", .kind = WRITE, .who = WHO_MEMBER,
	  .in = creation_input, .in_size = sizeof(struct creation),
	  .out = community_fields, .run = community_create,
	  .doc = "Creates a community and makes the caller its coordinator; "
		 "for administrators and coordinators." },
	{ .name = "community.get", .kind = READ, .who = WHO_GUEST,
	  .in = community_name_input, .in_size = sizeof(struct community_name),
	  .out = front_output, .run = community_get,
	  .doc = "A community's front page, for everyone." },
	{ .name = "community.list", .kind = READ, .who = WHO_GUEST,
	  .out = community_list_output, .run = community_list,
	  .doc = "The front pages of all communities, for everyone." },
	{ .name = "community.enrol", .kind = WRITE, .who = WHO_SERVER,
	  .in = role_change_input, .in_size = sizeof(struct role_change),
	  .out = membership_fields, .run = community_enrol,
	  .doc = "Lets a member in without an invitation." },
	{ .name = "member.set_role", .kind = WRITE, .who = WHO_MEMBER,
	  .in = role_change_input, .in_size = sizeof(struct role_change),
	  .out = membership_fields, .run = member_set_role,
	  .doc = "Makes a member a coordinator or the reverse; for "
		 "coordinators." },
	{ 0 }
};

static const struct row community_row = {
	"community", community_fields, sizeof(struct community),
	COMMUNITY_GET, COMMUNITY_ALL,
};
static const struct row membership_row = {
	"membership", membership_fields, sizeof(struct membership),
	MEMBERSHIP_GET, MEMBERSHIP_ALL,
};

const struct event_kind community_events[] = {
	{ .name = "community.created", .row = &community_row,
	  .doc = "A community was created." },
	{ .name = "community.changed", .row = &community_row,
	  .doc = "A community's front page or number of members changed." },
	{ .name = "community.entered", .row = &community_row,
	  .effect = EFFECT_AUDIENCES,
	  .doc = "The member now belongs to this community." },
	{ .name = "member.joined", .row = &membership_row,
	  .doc = "Somebody joined the community." },
	{ .name = "member.role_changed", .row = &membership_row,
	  .doc = "Somebody's role in the community changed." },
	{ .name = "member.hears_changed", .effect = EFFECT_AUDIENCES,
	  .doc = "The member's own role changed: load afresh." },
	{ 0 }
};
