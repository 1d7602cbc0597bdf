/* SPDX-License-Identifier: Apache-2.0 */
/*
 * inbox.c - how far the mailbox has been read that answers come to.
 *
 * A mail there is known by the mailbox's UIDVALIDITY and its own UID (RFC 3501),
 * and what it does is committed together with its UID. When the mailbox counts
 * anew all of it is read again, and what was taken is known by its hash. What
 * was there before us and is not addressed to a sealed address of ours is none
 * of our business: its sender wrote to a person.
 */
#include "domain/notify/receive.h"

#define UID_MAX INT64_C(4294967295)
#define PLACE_MAX 400

struct beginning {
	const char *place;
	int64_t validity, next;
};

struct advance {
	const char *place;
	int64_t validity, uid;
};

struct reached {
	int64_t validity, uid, old_uid;
};

static const struct field beginning_input[] = {
	F_TEXT(beginning, place, 1, PLACE_MAX),
	F_INT(beginning, validity, 1, UID_MAX),
	F_INT(beginning, next, 1, UID_MAX), F_END
};
static const struct field advance_input[] = {
	F_TEXT(advance, place, 1, PLACE_MAX),
	F_INT(advance, validity, 1, UID_MAX), F_INT(advance, uid, 1, UID_MAX),
	F_END
};
static const struct field reached_stored[] = {
	F_INT(reached, validity, 0, UID_MAX), F_INT(reached, uid, 0, UID_MAX),
	F_INT(reached, old_uid, 0, UID_MAX), F_END
};

bool
inbox_advance(struct call *c, const struct taking *in)
{
	struct reached r;

	if (in->place == NULL || in->uid == 0)
		return true;
	db_run(c->db, INBOX_ADVANCE, in->uid, in->place, in->validity,
	    in->uid);
	return in->address != NULL || in->verp != NULL ||
	       !db_get(c->db, INBOX_GET, reached_stored, &r, in->place) ||
	       r.validity != in->validity || in->uid > r.old_uid;
}

static enum err
inbox_begin(struct call *c)
{
	const struct beginning *in = c->in;
	struct reached r = { 0 };

	if (!db_get(c->db, INBOX_GET, reached_stored, &r, in->place) ||
	    r.validity != in->validity) {
		r = (struct reached){ in->validity, 0, in->next - 1 };
		db_run(c->db, INBOX_BEGIN, in->place, r.validity, r.old_uid);
	}
	return call_reply(c, reached_stored, &r);
}

static enum err
inbox_pass(struct call *c)
{
	const struct advance *in = c->in;

	db_run(c->db, INBOX_ADVANCE, in->uid, in->place, in->validity,
	    in->uid);
	return call_done(c);
}

const struct method inbox_methods[] = {
	{ .name = "inbox.begin",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .in = beginning_input,
	    .in_size = sizeof(struct beginning),
	    .out = reached_stored,
	    .run = inbox_begin,
	    .doc = "How far a mailbox was read; from its beginning when it is "
		   "new or counts anew." },
	{ .name = "inbox.pass",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .in = advance_input,
	    .in_size = sizeof(struct advance),
	    .run = inbox_pass,
	    .doc = "Steps over a mail that is not there any more, or cannot be "
		   "read." },
	{ 0 }
};
