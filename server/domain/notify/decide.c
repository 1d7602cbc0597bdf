/* SPDX-License-Identifier: Apache-2.0 */
/*
 * decide.c - now, digest or none: the one place where that is decided.
 *
 * Nothing is asked and nothing is written here. A mail waits some minutes, so
 * that what belongs together goes together and a slip can be mended, and then
 * for the reader's hours; only a warning that would come too late by that goes
 * at once. A day's mails are limited, warnings are not.
 */
#include "domain/notify/decide.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"

#define PATIENCE (5 * MINUTE)
#define LATE     (3 * HOUR) /* before a deadline: too late to be warned */

const struct mail_kind mail_kinds[] = {
	{ "direct", "now", { "now", "digest", "none" } },
	{ "asks", "now", { "now", "digest", "none" } },
	{ "deadlines", "now", { "now", "none" } },
	{ "outcomes", "digest", { "now", "digest", "none" } },
	{ "news", "digest", { "now", "digest", "none" } },
	{ 0 },
};
const char *const mail_kind_names[] = { "direct", "asks", "deadlines",
	"outcomes", "news", NULL };

const struct mail_kind *
mail_kind_find(const char *name)
{
	for (const struct mail_kind *k = mail_kinds; k->name != NULL; k++)
		if (strcmp(k->name, name) == 0)
			return k;
	return NULL;
}

static bool
is_awake(const struct wanting *w, int64_t at)
{
	struct local_time t = clock_local(at, w->zone);

	return strchr(w->awake_days, '0' + t.weekday) != NULL &&
	       t.hour >= w->awake_from && t.hour < w->awake_to;
}

/* Hour by hour: clocks that are changed make no difference then. */
int64_t
decide_awake(const struct wanting *w, int64_t at)
{
	int64_t start = at;

	if (w->awake_from >= w->awake_to || w->awake_days[0] == '\0')
		return at;
	if (is_awake(w, at))
		return at;
	at -= at % (15 * MINUTE);
	for (int i = 0; i < 8 * 24 * 4; i++) {
		at += 15 * MINUTE;
		if (is_awake(w, at))
			return at;
	}
	return start;
}

static struct verdict
later(const char *why, bool digest_on)
{
	return digest_on ? (struct verdict){ "digest", why, 0 }
			 : (struct verdict){ "none", "no_digest", 0 };
}

struct verdict
decide(const struct mail_kind *kind, const struct wanting *w, int64_t now,
    int64_t until)
{
	const char *way = w->way != NULL ? w->way : kind->usual;
	const char *why = w->way != NULL ? "wish" : "usual";
	int64_t due;

	if (w->closed)
		return (struct verdict){ "none", "closed", 0 };
	if (strcmp(way, "none") == 0)
		return (struct verdict){ "none", why, 0 };
	if (strcmp(way, "digest") == 0)
		return later(why, w->digest_on);
	if (until == 0 && w->mailed >= MAILS_A_DAY)
		return later("cap", w->digest_on);
	due = decide_awake(w, now + PATIENCE);
	if (until != 0 && due > until - LATE)
		due = now;
	return (struct verdict){ "now", why, due };
}
