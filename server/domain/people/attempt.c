/* SPDX-License-Identifier: Apache-2.0 */
/*
 * attempt.c - limits on what can be tried over and over.
 *
 * Addresses and e-mails are kept as keyed hashes only. Tries are counted in the
 * database, so that a limit holds across restarts and nodes.
 */
#include "soundings/clock.h"
#include "soundings/secret.h"

#include "domain/people/people.h"

bool
attempt_allowed(struct call *c, const char *what, const char *who,
    int64_t most, int64_t within)
{
	char subject[SECRET_HASH_LEN + 1];
	int64_t tries;

	if (who == NULL) /* from inside */
		return true;
	secret_hash(SECRET_ADDRESS, arena_printf(c->arena, "%s %s", what, who),
	    subject);
	tries = db_number(c->db, ATTEMPT_COUNT, (const char *)subject,
	    c->now - within);
	if (tries >= most)
		return false;
	db_run(c->db, ATTEMPT_INSERT, (const char *)subject, c->now);
	return true;
}

static enum err
attempt_forget(struct call *c)
{
	db_run(c->db, ATTEMPT_PURGE, c->now - DAY);
	db_run(c->db, LINK_PURGE, c->now - DAY);
	db_run(c->db, SESSION_PURGE, c->now - 30 * DAY);
	db_run(c->db, INTENT_PURGE, c->now - 30 * DAY);
	return call_done(c);
}

const struct method attempt_methods[] = {
	{ .name = "attempt.forget", .kind = WRITE, .who = WHO_SERVER,
	  .run = attempt_forget, .every = HOUR,
	  .doc = "Forgets old tries, links, sessions and retry keys." },
	{ 0 }
};
