/* SPDX-License-Identifier: Apache-2.0 */
/*
 * member.c - people: how they are called and what they say of themselves.
 *
 * Others never see an e-mail address. A member is known to those who share a
 * community with them, and to nobody else.
 */
#include <string.h>

#include "soundings/access.h"
#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/idna.h"
#include "soundings/outbox.h"
#include "soundings/secret.h"

#include "domain/people/people.h"

#define PAGE 200
#define PASSWORD_MAX 128

struct names {
	struct ids members;
};

struct name_list {
	struct list members;
};

struct profile {
	const char *display_name, *organisation, *profession, *region;
	const char *time_zone;
};

struct password {
	const char *password, *current;
	char hash[SECRET_PASSWORD_LEN];
};

struct people {
	int64_t community, after;
};

struct people_page {
	int64_t seq;
	struct list members, memberships;
};

const struct field self_fields[] = {
	F_ID(self, id), F_TEXT(self, email, 3, EMAIL_MAX),
	F_TEXT(self, display_name, 1, NAME_MAX),
	F_TEXT_OPT(self, organisation, WORDS_MAX),
	F_TEXT_OPT(self, profession, WORDS_MAX),
	F_TEXT_OPT(self, region, WORDS_MAX), F_TEXT(self, time_zone, 1, 64),
	F_TEXT_OPT(self, password_hash, SECRET_PASSWORD_LEN),
	F_BOOL(self, administrator), F_END
};
const struct field member_fields[] = {
	F_ID(member, id), F_TEXT(member, display_name, 1, NAME_MAX),
	F_TEXT_OPT(member, organisation, WORDS_MAX),
	F_TEXT_OPT(member, profession, WORDS_MAX),
	F_TEXT_OPT(member, region, WORDS_MAX), F_END
};
static const struct field names_input[] = {
	F_IDS(names, members, 1, PAGE), F_END
};
static const struct field names_output[] = {
	F_LIST(name_list, members, member, member_fields, PAGE), F_END
};
static const struct field profile_input[] = {
	F_TEXT(profile, display_name, 1, NAME_MAX),
	F_TEXT_OPT(profile, organisation, WORDS_MAX),
	F_TEXT_OPT(profile, profession, WORDS_MAX),
	F_TEXT_OPT(profile, region, WORDS_MAX),
	F_TEXT_OPT(profile, time_zone, 64), F_END
};
static const struct field password_input[] = {
	F_TEXT(password, password, 1, PASSWORD_MAX),
	F_TEXT_OPT(password, current, PASSWORD_MAX), F_END
};
static const struct field people_input[] = {
	F_ID(people, community), F_REF(people, after), F_END
};
static const struct field people_output[] = {
	F_INT(people_page, seq, 0, FIELD_INT_MAX),
	F_LIST(people_page, members, member, member_fields, PAGE),
	F_LIST(people_page, memberships, membership, membership_fields, PAGE),
	F_END
};

const char *
email_canonical(struct arena *a, const char *email)
{
	email = idna_address(a, email);
	return address_valid(email) ? email : NULL;
}

bool
member_by_email(struct call *c, const char *email, struct self *self)
{
	return db_get(c->db, MEMBER_BY_EMAIL, self_fields, self, email);
}

int64_t
member_make(struct call *c, const char *email, const char *name)
{
	struct self self = {
		.id = event_seq(c), .email = email, .display_name = name,
		.time_zone = DEFAULT_ZONE,
	};

	db_run(c->db, MEMBER_INSERT, self.id, self.email, self.display_name,
	    self.time_zone, c->now);
	event_note(c, "member.made", AUDIENCE(AUDIENCE_MEMBER, self.id), 0,
	    self.id);
	return self.id;
}

/* Names of people whom the caller may know; others are left out. */
static enum err
member_names(struct call *c)
{
	const struct names *in = c->in;
	struct member *m = arena_get(c->arena, in->members.count * sizeof(*m));
	struct name_list out = { .members.at = m };

	for (size_t i = 0; i < in->members.count; i++)
		if (db_get(c->db, MEMBER_KNOWN, member_fields,
		    &m[out.members.count], in->members.at[i], c->member))
			out.members.count++;
	return call_reply(c, names_output, &out);
}

static enum err
member_list(struct call *c)
{
	const struct people *in = c->in;
	struct people_page out = { .seq = event_last(c) };

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.members = db_all(c->db, MEMBER_PAGE, member_fields,
	    sizeof(struct member), in->community, in->after, PAGE);
	out.memberships = db_all(c->db, MEMBERSHIP_PAGE, membership_fields,
	    sizeof(struct membership), in->community, in->after, PAGE);
	return call_reply(c, people_output, &out);
}

static enum err
member_set_profile(struct call *c)
{
	const struct profile *in = c->in;
	struct self self;
	struct member row;
	struct list places;
	const struct membership *place;

	if (in->time_zone != NULL && !clock_zone_valid(in->time_zone))
		return call_invalid(c, "time_zone",
		    "This time zone is not known; an example is Europe/London.");
	if (!db_get(c->db, MEMBER_SELF, self_fields, &self, c->member))
		return call_fail(c, E_NOT_FOUND, "There is no such member.");
	self.display_name = in->display_name;
	self.organisation = in->organisation;
	self.profession = in->profession;
	self.region = in->region;
	if (in->time_zone != NULL)
		self.time_zone = in->time_zone;
	db_put(c->db, MEMBER_PROFILE, self_fields, &self);
	row = (struct member){ self.id, self.display_name, self.organisation,
		self.profession, self.region };
	places = db_all(c->db, MEMBERSHIP_OF_MEMBER, membership_fields,
	    sizeof(struct membership), c->member);
	place = places.at;
	for (size_t i = 0; i < places.count; i++)
		event_emit(c, "member.changed",
		    AUDIENCE(AUDIENCE_COMMUNITY, place[i].community),
		    place[i].community, &row);
	return call_reply(c, member_fields, &row);
}

/* The heavy half: checks the current password and hashes the new one. */
static enum err
member_set_password_prepare(struct call *c)
{
	struct password *in = c->in;
	struct self self;

	if (!db_get(c->db, MEMBER_SELF, self_fields, &self, c->member))
		return call_fail(c, E_NOT_FOUND, "There is no such member.");
	if (password_check(c, in->password, self.email, self.display_name) !=
	    OK)
		return c->err;
	if (self.password_hash != NULL && (in->current == NULL ||
	    !secret_password_matches(self.password_hash, in->current)))
		return call_invalid(c, "current",
		    "This is not your current password.");
	secret_password_hash(in->password, in->hash);
	return OK;
}

/* A new password ends every other session of the member. */
static enum err
member_set_password(struct call *c)
{
	const struct password *in = c->in;
	static const struct field id_fields[] = { F_ID(member, id), F_END };
	struct list others = db_all(c->db, SESSION_OTHERS, id_fields,
	    sizeof(struct member), c->member, c->session);
	const struct member *other = others.at;

	db_run(c->db, MEMBER_PASSWORD, (const char *)in->hash, c->member);
	for (size_t i = 0; i < others.count; i++) {
		db_run(c->db, SESSION_END, c->now, other[i].id, c->member);
		event_note(c, "session.ended",
		    AUDIENCE(AUDIENCE_MEMBER, c->member), 0, other[i].id);
	}
	return call_done(c);
}

const struct method member_methods[] = {
	{ .name = "member.names", .kind = READ, .who = WHO_MEMBER,
	  .in = names_input, .in_size = sizeof(struct names),
	  .out = names_output, .run = member_names,
	  .doc = "Names of people with whom the caller shares a community." },
	{ .name = "member.list", .kind = READ, .who = WHO_MEMBER,
	  .in = people_input, .in_size = sizeof(struct people),
	  .out = people_output, .run = member_list,
	  .doc = "The people of a community and their roles, for its members." },
	{ .name = "member.set_profile", .kind = WRITE, .who = WHO_MEMBER,
	  .in = profile_input, .in_size = sizeof(struct profile),
	  .out = member_fields, .run = member_set_profile,
	  .doc = "Changes what the caller says of themselves." },
	{ .name = "member.set_password", .kind = WRITE, .who = WHO_MEMBER,
	  .lane = LANE_HEAVY,
	  .in = password_input, .in_size = sizeof(struct password),
	  .prepare = member_set_password_prepare, .run = member_set_password,
	  .doc = "Sets the caller's password and ends their other sessions." },
	{ 0 }
};

const struct row member_row = {
	"member", member_fields, sizeof(struct member), MEMBER_GET,
	MEMBER_IN_COMMUNITY,
};

const struct event_kind member_events[] = {
	{ .name = "member.changed", .row = &member_row,
	  .doc = "A member is new here, or changed their name or profile." },
	{ .name = "member.made", .doc = "A person became known to the server." },
	{ 0 }
};
