/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_end.c - the end of a round, in parts, so that others can write between
 * them.
 *
 * Once the time of a round is over nobody's ratings change any more. Item by
 * item its answers are written anew and its tallies kept, where no reader
 * looks yet. Then one step closes the round with all that came of it, and what
 * lies where the answers came in is taken away. How far this has come is in the
 * database, so that a server that was stopped goes on there. A small round is
 * one part.
 */
#include "soundings/base.h"

#include "domain/horizon/scan.h"

#define PART 1000 /* answers; some 15 ms of the writer */

const struct field scan_ending_fields[] = {
	F_ID(scan_ending, scan), F_INT(scan_ending, round, 1, ROUNDS_MAX),
	F_INT(scan_ending, item, 0, FIELD_INT_MAX), F_BOOL(scan_ending, shown),
	F_END
};

static int64_t
next_item(struct call *c, const struct scan_ending *e)
{
	return db_number(c->db, SCAN_BALLOT_NEXT, e->scan, e->round, e->item);
}

bool
scan_ending(struct call *c, struct scan_ending *e)
{
	return db_get(c->db, SCAN_ENDING_GET, scan_ending_fields, e,
	    (int64_t)0);
}

bool
scan_is_ending(struct call *c, const struct scan *s)
{
	return db_number(c->db, SCAN_ENDING_COUNT, s->id, s->round) > 0;
}

bool
scan_ending_reckoned(struct call *c, const struct scan_ending *e)
{
	return !e->shown && next_item(c, e) == 0;
}

/* False: there is more. */
static bool
reckon_part(struct call *c, struct scan *s, struct scan_ending *e)
{
	struct reckoning *k = scan_reckoning(c, s);
	int64_t left = PART, item;

	while ((item = next_item(c, e)) != 0 && left > 0) {
		left -= scan_reckon_item(k, item);
		e->item = item;
	}
	db_put(c->db, SCAN_ENDING_PUT, scan_ending_fields, e);
	return item == 0;
}

static bool
is_small(struct call *c, const struct scan_ending *e)
{
	return db_number(c->db, SCAN_BALLOT_MANY, e->scan, e->round,
	    (int64_t)PART + 1) <= PART;
}

bool
scan_end_round(struct call *c, struct scan *s,
    const struct scan_progress *progress)
{
	struct scan_ending e;
	struct scan_progress own;
	bool small;

	if (!db_get(c->db, SCAN_ENDING_OF, scan_ending_fields, &e, s->id,
	    s->round))
		e = (struct scan_ending){ .scan = s->id, .round = s->round };
	if (!reckon_part(c, s, &e))
		return false;
	small = is_small(c, &e);
	if (progress == NULL && !small)
		return false;
	if (progress == NULL) {
		scan_progress(c, s, &own);
		progress = &own;
	}
	scan_keep_turnout(c, s, progress);
	scan_judge(c, s);
	e.shown = true;
	db_put(c->db, SCAN_ENDING_PUT, scan_ending_fields, &e);
	if (small)
		scan_end_empty(c, &e);
	return true;
}

void
scan_end_empty(struct call *c, const struct scan_ending *e)
{
	struct scan_ending first = { .scan = e->scan, .round = e->round };
	int64_t left = PART, item;

	while ((item = next_item(c, &first)) != 0 && left > 0) {
		left -= db_number(c->db, SCAN_BALLOT_OF_ITEM, e->scan, e->round,
		    item);
		db_run(c->db, SCAN_BALLOT_EMPTY, e->scan, e->round, item);
	}
	c->wipe = c->wipe || item == 0;
	if (item == 0)
		db_run(c->db, SCAN_ENDING_DONE, e->scan, e->round);
}
