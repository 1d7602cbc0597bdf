/* SPDX-License-Identifier: Apache-2.0 */
/*
 * circle.c - whom a round asks, if not its whole community: a group, people by
 * name, or both.
 *
 * At opening each of them is noted as asked, so that who reads what stays one
 * rule. The group and its name of that day are kept to be told; who joins it
 * while the round is open is asked as well (people/group_member.c), and nobody
 * ceases to be asked by leaving it. Under pseudonyms only coordinators are told
 * how many are asked: it would say who writes where they are few.
 */
#include "soundings/base.h"

#include "domain/reviews/opening.h"

struct asked_one {
	int64_t id; /* of the member */
};

const struct field circle_fields[] = {
	F_ID(circle, id), F_REF(circle, group),
	F_TEXT_OPT(circle, name, TITLE_MAX),
	F_INT(circle, named, 0, FIELD_INT_MAX),
	F_INT(circle, people, 0, FIELD_INT_MAX), F_END
};
static const struct field asked_one_stored[] = {
	F_ID(asked_one, id), F_END
};

static bool
group_valid(struct call *c, int64_t group, int64_t community)
{
	if (db_text(c->db, GROUP_NAME, group, community) == NULL)
		call_invalid(c, "group",
		    "The group is not there any more. Choose another, or ask "
		    "people by name.");
	else if (db_number(c->db, GROUP_MEMBER_COUNT, group) == 0)
		call_invalid(c, "group",
		    "Nobody is in this group yet. Choose its people first.");
	return c->err == OK;
}

static bool
people_valid(struct call *c, const struct ids *people, int64_t community)
{
	for (size_t i = 0; i < people->count; i++)
		if (db_text(c->db, ACCESS_ROLE, community, people->at[i]) ==
		    NULL)
			call_invalid(c, "asked",
			    "One of these people is not a member of the "
			    "community. Untick them and try again.");
	return c->err == OK;
}

bool
circle_asked(const struct opening *o)
{
	return o->group != 0 || o->asked.count > 0;
}

bool
circle_valid(struct call *c, const struct opening *o, const struct document *d)
{
	if (circle_asked(o) && !document_is_closed(d))
		call_invalid(c, o->group != 0 ? "group" : "asked",
		    "The whole community can read this draft. To ask a group "
		    "or people by name, add it again as a draft for named "
		    "people.");
	else if (o->group == 0 || group_valid(c, o->group, d->community))
		people_valid(c, &o->asked, d->community);
	return c->err == OK;
}

/* Notes that a round asks somebody, who hears it from now on; 0: it did. */
static int64_t
ask(struct call *c, const struct round *r, int64_t member)
{
	int64_t fresh = db_changed(c->db, ASKED_INSERT, r->id, member);

	if (fresh > 0)
		event_note(c, "round.asked", AUDIENCE(AUDIENCE_MEMBER, member),
		    r->community, r->id);
	return fresh;
}

static void
ask_group(struct call *c, const struct round *r, int64_t group)
{
	struct list all = db_all(c->db, GROUP_MEMBERS, asked_one_stored,
	    sizeof(struct asked_one), group);
	const struct asked_one *one = all.at;

	for (size_t i = 0; i < all.count; i++)
		ask(c, r, one[i].id);
}

void
circle_draw(struct call *c, const struct opening *o, const struct round *r)
{
	int64_t named = 0;
	struct circle k;

	if (o->group != 0)
		ask_group(c, r, o->group);
	for (size_t i = 0; i < o->asked.count; i++)
		named += ask(c, r, o->asked.at[i]);
	if (o->group != 0)
		db_run(c->db, ROUND_GROUP_INSERT, r->id, o->group,
		    db_text(c->db, GROUP_NAME, o->group, r->community), named);
	/* Now there is somebody who hears it. */
	round_tell(c, "round.touched", r, r);
	db_get(c->db, CIRCLE_GET, circle_fields, &k, r->id, 0);
	if (db_number(c->db, CIRCLE_TOLD, r->id) > 0)
		round_tell(c, "circle.drawn", r, &k);
	else
		event_emit(c, "circle.drawn", AUDIENCE(AUDIENCE_COORDINATORS,
		    r->community), r->community, &k);
}

static const struct row circle_row = {
	"circle", circle_fields, sizeof(struct circle), CIRCLE_GET, CIRCLE_ALL,
};

const struct event_kind circle_events[] = {
	{ .name = "round.asked", .effect = EFFECT_AUDIENCES,
	  .doc = "A round asks the member, by name or as one of a group." },
	{ .name = "round.asked_too", .effect = EFFECT_AUDIENCES,
	  .doc = "A round that is open asks the member as well, who has joined "
		 "its group; round.page has what was said so far." },
	{ .name = "circle.drawn", .row = &circle_row,
	  .doc = "A round asks a group, or people by name." },
	{ .name = "circle.widened", .row = &circle_row,
	  .doc = "A round asks somebody more, who has joined its group." },
	{ 0 }
};
