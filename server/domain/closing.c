/* SPDX-License-Identifier: Apache-2.0 */
/*
 * closing.c - when something that was asked stops taking answers.
 *
 * Ten minutes at least, so that nobody closes by a slip what was just opened;
 * two years at most, because a year is easily mistyped.
 */
#include "domain/closing.h"

#define SOONEST (10 * MINUTE)
#define LATEST  (2 * 366 * DAY)

bool
closing_valid_after(struct call *c, int64_t opens_at, int64_t closes_at,
    const char *zone)
{
	if (!clock_zone_valid(zone))
		call_invalid(c, "zone",
		    "This time zone is not known; an example is Europe/London.");
	else if (opens_at > c->now && closes_at <= opens_at)
		call_invalid(c, "closes_at",
		    "It would close before it opens. Let it close later.");
	else if (closes_at < opens_at + SOONEST)
		call_invalid(c, "closes_at",
		    "It would close too soon. Leave people ten minutes at "
		    "least; two weeks are usual.");
	else if (closes_at > opens_at + LATEST)
		call_invalid(c, "closes_at",
		    "It would be open for more than two years. Is the year "
		    "right?");
	return c->err == OK;
}

bool
closing_valid(struct call *c, int64_t closes_at, const char *zone)
{
	return closing_valid_after(c, c->now, closes_at, zone);
}

bool
opening_time_valid(struct call *c, int64_t opens_at)
{
	if (opens_at <= c->now)
		call_invalid(c, "opens_at",
		    "This time has passed. Choose a later one, or open it now.");
	else if (opens_at > c->now + LATEST)
		call_invalid(c, "opens_at",
		    "It would open in more than two years. Is the year right?");
	return c->err == OK;
}

const char *
closing_words(struct call *c, int64_t at, const char *zone)
{
	char words[80];

	clock_words(words, sizeof(words), at, zone);
	return arena_text(c->arena, words);
}
