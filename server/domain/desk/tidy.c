/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tidy.c - the index of words is put in one piece again.
 *
 * FTS5 writes new words into segments of their own, and each question looks into
 * all of them: with a million posts in fifteen a member of twenty communities
 * waits six times as long as with all in one. So when an eighth more has been
 * said they are merged, a few pages at a time, while people go first (see
 * chores.c). PostgreSQL looks after its index itself.
 */
#include <string.h>

#include "soundings/clock.h"

#include "domain/desk/search.h"
#include "domain/rooms.h"

#define NEWS_LEAST 1000 /* events; fewer are not worth it */
#define NEWS_SHARE 8
#define PAGES      16 /* a slice: some 5 ms of the writer */

static void
fact_say(struct call *c, const char *name, int64_t value)
{
	db_run(c->db, FACT_SET, name,
	    (const char *)arena_printf(c->arena, "%lld", (long long)value));
}

/* Notes that merging begins, if it is time. */
static bool
begins(struct call *c)
{
	int64_t upto = search_fact(c, "searched");
	int64_t since = upto - search_fact(c, "tidied");

	if (since >= 0 && (since < NEWS_LEAST || since < upto / NEWS_SHARE))
		return false;
	fact_say(c, "tidied", upto);
	fact_say(c, "tidying", 1);
	return true;
}

static enum err
search_tidy(struct call *c)
{
	bool under_way = search_fact(c, "tidying") != 0;
	const char *before, *after;

	if (!under_way && !begins(c))
		return call_done(c);
	before = db_text_vals(c->db, SEARCH_SEGMENTS, NULL, 0);
	/* Below 0: all segments, however large, become one. */
	db_run(c->db, SEARCH_MERGE, under_way ? PAGES : -PAGES);
	after = db_text_vals(c->db, SEARCH_SEGMENTS, NULL, 0);
	c->again = before != NULL && after != NULL &&
	    strcmp(before, after) != 0;
	if (!c->again)
		fact_say(c, "tidying", 0);
	return call_done(c);
}

const struct method tidy_methods[] = {
	{ .name = "search.tidy", .kind = WRITE, .who = WHO_SERVER,
	  .run = search_tidy, .every = 10 * SECOND,
	  .doc = "Puts the index of words in one piece, a little at a time." },
	{ 0 }
};
