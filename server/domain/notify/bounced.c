/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bounced.c - whom no mail reaches any more, for those who can mend it.
 *
 * The list of addresses holds hashes only. Whose it was is noted beside, and
 * counts while the member still has that address. Coordinators see who, since
 * when and why, never the address; the member sees their own. Either may say
 * that it shall be tried again.
 */
#include <string.h>

#include "soundings/access.h"
#include "soundings/base.h"
#include "soundings/event.h"
#include "soundings/method.h"
#include "soundings/secret.h"

#include "domain/notify/notify.h"

#define BOUNCED_MOST 500
#define PLACES_MOST  500

struct bounced_query {
	int64_t community;
};

struct bounced {
	int64_t member;
	const char *name, *email, *hash, *why;
	int64_t since, until;
	const char *status; /* "5.1.1"; NULL: nobody said */
};

struct bounced_list {
	struct list members;
};

struct bounced_place {
	int64_t community, count;
};

struct bounced_notice {
	struct bounced *mine; /* NULL: mail reaches the caller */
	struct list places;   /* of struct bounced_place */
};

struct lifting {
	int64_t member;
};

const char *const bounce_whys[] = { "dead", "soft", "given_up", "refused",
	"bounced", "letters", NULL };

static const struct field bounced_input[] = { F_ID(bounced_query, community),
	F_END };
static const struct field bounced_stored[] = { F_ID(bounced, member),
	F_TEXT(bounced, name, 1, 200), F_TEXT(bounced, email, 3, 254),
	F_TEXT(bounced, hash, 1, 64), F_TEXT(bounced, why, 1, 20),
	F_TIME(bounced, since), F_TIME(bounced, until), F_END };
static const struct field bounced_fields[] = { F_ID(bounced, member),
	F_TEXT(bounced, name, 1, 200), F_CHOICE(bounced, why, bounce_whys),
	F_AT(bounced, since), F_AT(bounced, until),
	F_TEXT_OPT(bounced, status, 16), F_END };
static const struct field list_output[] = {
	F_LIST(bounced_list, members, bounced, bounced_fields, BOUNCED_MOST),
	F_END
};
static const struct field place_fields[] = { F_ID(bounced_place, community),
	F_INT(bounced_place, count, 1, BOUNCED_MOST), F_END };
static const struct field notice_output[] = {
	F_ROW(bounced_notice, mine, bounced, bounced_fields),
	F_LIST(bounced_notice, places, bounced_place, place_fields, PLACES_MOST),
	F_END
};
static const struct field lifting_input[] = { F_ID(lifting, member), F_END };

static const char *
hash_of(struct call *c, const char *address)
{
	char *hash = arena_get(c->arena, SECRET_HASH_LEN + 1);

	secret_hash(SECRET_ADDRESS, address, hash);
	return hash;
}

/* Those of a community who still have the address that got mail no more. */
static struct list
bounced_of(struct call *c, int64_t community)
{
	struct list list = db_all(c->db, BOUNCED_OF, bounced_stored,
	    sizeof(struct bounced), community, c->now);
	struct bounced *b = list.at;
	size_t count = 0;

	for (size_t i = 0; i < list.count; i++) {
		if (strcmp(b[i].hash, hash_of(c, b[i].email)) != 0)
			continue;
		b[i].status = db_text(c->db, BOUNCED_STATUS, b[i].hash);
		b[count++] = b[i];
	}
	return (struct list){ b, count };
}

static enum err
bounced_list(struct call *c)
{
	const struct bounced_query *in = c->in;
	struct bounced_list out;

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!access_community(c, in->community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Only coordinators see whom mail does not reach.");
	out.members = bounced_of(c, in->community);
	return call_reply(c, list_output, &out);
}

/* NULL: mail goes to this member. */
static struct bounced *
bounced_one(struct call *c, int64_t member)
{
	const char *address = db_text(c->db, NOTICE_ADDRESS, member);
	struct bounced *b = arena_get(c->arena, sizeof(*b));

	if (address == NULL || !db_get(c->db, BOUNCED_ONE, bounced_stored, b,
				   hash_of(c, address), member, c->now))
		return NULL;
	b->status = db_text(c->db, BOUNCED_STATUS, b->hash);
	return b;
}

static enum err
bounced_notice(struct call *c)
{
	struct bounced_notice out = { .mine = bounced_one(c, c->member) };
	struct list all = bounce_places(c, c->member);
	const struct bounce_place *place = all.at;
	struct bounced_place *p =
	    arena_get(c->arena, (all.count + 1) * sizeof(*p));
	int64_t count;

	out.places.at = p;
	for (size_t i = 0; i < all.count; i++) {
		if (!access_community(c, place[i].id, MAY_RUN))
			continue;
		count = (int64_t)bounced_of(c, place[i].id).count;
		if (count > 0)
			p[out.places.count++] =
			    (struct bounced_place){ place[i].id, count };
	}
	return call_reply(c, notice_output, &out);
}

/* What the caller may do about a member of these communities. */
static bool
may_in_one(struct call *c, const struct list *places, enum may what)
{
	const struct bounce_place *place = places->at;

	for (size_t i = 0; i < places->count; i++)
		if (access_community(c, place[i].id, what))
			return true;
	return false;
}

static enum err
bounced_lift(struct call *c)
{
	const struct lifting *in = c->in;
	struct list places = bounce_places(c, in->member);
	const struct bounce_place *place = places.at;
	const struct bounced *b;

	if (in->member != c->member && !may_in_one(c, &places, MAY_RUN))
		return may_in_one(c, &places, MAY_SEE)
			   ? call_fail(c, E_DENIED,
				 "Only coordinators, and the member, have it "
				 "tried again.")
			   : call_fail(c, E_NOT_FOUND,
				 "There is no such member.");
	b = bounced_one(c, in->member);
	if (b == NULL)
		return call_done(c);
	db_run(c->db, SUPPRESSION_LIFT, b->hash);
	for (size_t i = 0; i < places.count; i++)
		event_note(c, "mail.resumed",
		    AUDIENCE(AUDIENCE_COORDINATORS, place[i].id), place[i].id,
		    in->member);
	return call_done(c);
}

const struct method bounced_methods[] = {
	{ .name = "bounced.list",
	    .kind = READ,
	    .who = WHO_MEMBER,
	    .in = bounced_input,
	    .in_size = sizeof(struct bounced_query),
	    .out = list_output,
	    .run = bounced_list,
	    .doc = "Members of a community whom no mail reaches, since when "
		   "and why; for coordinators." },
	{ .name = "bounced.notice",
	    .kind = READ,
	    .who = WHO_MEMBER,
	    .out = notice_output,
	    .run = bounced_notice,
	    .doc = "Whether mail reaches the caller, and how many it does not "
		   "reach in the communities that the caller coordinates." },
	{ .name = "bounced.lift",
	    .kind = WRITE,
	    .who = WHO_MEMBER,
	    .in = lifting_input,
	    .in_size = sizeof(struct lifting),
	    .run = bounced_lift,
	    .doc = "Mail to a member is tried again; for the member and their "
		   "coordinators." },
	{ 0 }
};

const struct event_kind bounced_events[] = {
	{ .name = "mail.resumed",
	    .doc = "Mail to a member is tried again." },
	{ 0 }
};
