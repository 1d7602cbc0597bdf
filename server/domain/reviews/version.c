/* SPDX-License-Identifier: Apache-2.0 */
/*
 * version.c - a round goes on with the next version of its draft.
 *
 * From then on its comments point into the new text, each told as an event of
 * its own; where they came from stays in the ledger. Only a version whose
 * ledger is complete is shown to a round: no comment is lost on the way.
 */
#include <string.h>

#include "soundings/base.h"

#include "domain/reviews/versions.h"

struct publishing {
	int64_t document, round;
};

struct moving {
	int64_t id;
};

static const struct field publishing_input[] = {
	F_ID(publishing, document), F_ID(publishing, round), F_END
};
static const struct field moving_fields[] = { F_ID(moving, id), F_END };

static bool
may_follow(struct call *c, const struct document *d, const struct round *r)
{
	struct document now;

	if (!round_is_open(c, r))
		call_fail(c, E_CONFLICT,
		    "The round is closed. Open a new one on this version.");
	else if (!document_pick(c, r->document, MAY_RUN, &now) ||
	    now.community != d->community ||
	    strcmp(now.title, d->title) != 0 || now.version >= d->version)
		call_invalid(c, "round",
		    "This round is not on an earlier version of this draft.");
	else if (db_number(c->db, ROUND_OPEN_ON, d->id) > 0)
		call_fail(c, E_CONFLICT,
		    "This version is in review already. Close that round "
		    "first.");
	else
		ledger_settled(c, d->id);
	return c->err == OK;
}

static void
move_comments(struct call *c, const struct round *r)
{
	struct list all = db_all(c->db, CARRIED_COMMENTS, moving_fields,
	    sizeof(struct moving), r->document, r->id);
	const struct moving *one = all.at;
	struct carried k;
	struct comment m;

	for (size_t i = 0; i < all.count; i++)
		if (db_get(c->db, COMMENT_GET, comment_fields, &m, one[i].id,
		    c->member) && db_get(c->db, CARRIED_GET, carried_fields,
		    &k, r->document, m.id))
			ledger_move(c, r, &m, &k);
}

static enum err
version_publish(struct call *c)
{
	const struct publishing *in = c->in;
	struct document d;
	struct round r;

	if (!document_pick(c, in->document, MAY_RUN, &d) ||
	    !round_pick(c, in->round, MAY_RUN, &r) || !may_follow(c, &d, &r))
		return c->err;
	r.document = d.id;
	db_run(c->db, ROUND_GOES_ON, r.document, r.id);
	round_tell(c, "round.continued", &r, &r);
	move_comments(c, &r);
	return call_reply(c, round_fields, &r);
}

const struct method version_methods[] = {
	{ .name = "version.publish", .kind = WRITE, .who = WHO_MEMBER,
	  .in = publishing_input, .in_size = sizeof(struct publishing),
	  .out = round_fields, .run = version_publish,
	  .doc = "Lets an open round go on with this version, once its ledger "
		 "is complete; for coordinators." },
	{ 0 }
};
