/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_turnout.c - how many have answered, and how far they are.
 *
 * Turnout is not written down when somebody answers: while a round is open it
 * is reckoned from pseudonyms, and told in steps of the minimum, so that
 * nobody can watch one person answer. At the close the sums are kept.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/clock.h"
#include "soundings/method.h"

#include "domain/horizon/scan.h"

#define COUNT_EVERY (30 * SECOND)
#define SCANS_MOST  20

/* Input of the chore, found in the slow half. */
struct counting {
	struct list scans;              /* of struct scan */
	struct scan_progress *progress; /* of each */
};

static const struct field voice_fields[] = {
	F_TEXT(scan_voice, pseudonym, 1, 64),
	F_INT(scan_voice, items, 0, ITEMS_MAX),
	F_INT(scan_voice, whole, 0, ITEMS_MAX), F_END
};

void
scan_progress(struct call *c, const struct scan *s, struct scan_progress *p)
{
	const struct scan_voice *v;

	*p = (struct scan_progress){ .items = (int64_t)scan_items_open(c, s)
		.count };
	p->voices = db_all(c->db, SCAN_BALLOT_COUNTS, voice_fields,
	    sizeof(struct scan_voice), s->id, s->round);
	v = p->voices.at;
	p->answered = (int64_t)p->voices.count;
	for (size_t i = 0; i < p->voices.count; i++)
		p->finished += v[i].whole >= p->items;
}

static int
by_pseudonym(const void *a, const void *b)
{
	const struct scan_voice *x = a, *y = b;

	return strcmp(x->pseudonym, y->pseudonym);
}

const struct scan_voice *
scan_progress_of(const struct scan_progress *p, const char *pseudonym)
{
	struct scan_voice key = { .pseudonym = pseudonym };

	return p->voices.count == 0 ? NULL : bsearch(&key, p->voices.at,
	    p->voices.count, sizeof(key), by_pseudonym);
}

/* The day of an instant in the scan's zone, "2026-11-24". */
static const char *
day_of(struct call *c, const struct scan *s, int64_t at)
{
	struct local_time t = clock_local(at, s->zone);

	return arena_printf(c->arena, "%04d-%02d-%02d", t.year, t.month, t.day);
}

void
scan_keep_turnout(struct call *c, const struct scan *s,
    const struct scan_progress *p)
{
	/* who was late in saying so was not late in closing */
	int64_t at = s->ends_at != 0 && s->ends_at < c->now ? s->ends_at
							    : c->now;

	if (p->answered < s->minimum) {
		db_run(c->db, SCAN_ROUND_CLOSE_FEW, at, s->id, s->round);
		return;
	}
	db_run(c->db, SCAN_ROUND_CLOSE, at, p->answered, p->finished, s->id,
	    s->round);
	db_run(c->db, SCAN_DAY_PUT, s->id, s->round, day_of(c, s, at),
	    p->answered);
}

static enum err
scan_count_prepare(struct call *c)
{
	struct counting *in = c->in;
	const struct scan *s;

	in->scans = db_all(c->db, SCAN_RATING, scan_fields, sizeof(struct scan),
	    SCANS_MOST);
	in->progress = arena_get(c->arena,
	    (in->scans.count + 1) * sizeof(*in->progress));
	s = in->scans.at;
	for (size_t i = 0; i < in->scans.count; i++)
		scan_progress(c, &s[i], &in->progress[i]);
	return OK;
}

/* Is the scan still where the slow half saw it? */
static bool
same_round(struct call *c, const struct scan *seen, struct scan *now)
{
	return db_get(c->db, SCAN_GET, scan_fields, now, seen->id, c->member) &&
	       scan_is(now, "rate") && now->round == seen->round;
}

static enum err
scan_count(struct call *c)
{
	const struct counting *in = c->in;
	const struct scan *seen = in->scans.at;
	struct scan s;
	int64_t told;

	for (size_t i = 0; i < in->scans.count; i++) {
		if (!same_round(c, &seen[i], &s))
			continue;
		told = in->progress[i].answered -
		       in->progress[i].answered % s.minimum;
		scan_remind(c, &s, &in->progress[i]);
		if (told <= s.answered)
			continue;
		s.answered = told;
		db_run(c->db, SCAN_COUNT, s.answered, s.id);
		db_run(c->db, SCAN_DAY_PUT, s.id, s.round, day_of(c, &s, c->now),
		    s.answered);
		scan_tell(c, "scan.counted", &s, &s);
	}
	return call_done(c);
}

const struct method scan_turnout_methods[] = {
	{ .name = "scan.count", .kind = WRITE, .who = WHO_SERVER,
	  .lane = LANE_HEAVY, .in_size = sizeof(struct counting),
	  .prepare = scan_count_prepare, .run = scan_count,
	  .every = COUNT_EVERY,
	  .doc = "Tells how many have answered, in steps of the minimum, and "
		 "reminds those who have not." },
	{ 0 }
};
