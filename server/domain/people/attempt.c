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

static const char *
subject_of(struct call *c, const char *what, const char *who)
{
	char *subject = arena_get(c->arena, SECRET_HASH_LEN + 1);

	secret_hash(SECRET_ADDRESS, arena_printf(c->arena, "%s %s", what, who),
	    subject);
	return subject;
}

bool
attempt_left(struct call *c, const char *what, const char *who, int64_t most,
    int64_t within)
{
	if (who == NULL) /* from inside */
		return true;
	return db_number(c->db, ATTEMPT_COUNT, subject_of(c, what, who),
	    c->now - within) < most;
}

bool
attempt_allowed(struct call *c, const char *what, const char *who,
    int64_t most, int64_t within)
{
	if (who == NULL)
		return true;
	if (!attempt_left(c, what, who, most, within))
		return false;
	db_run(c->db, ATTEMPT_INSERT, subject_of(c, what, who), c->now);
	return true;
}

static enum err
attempt_forget(struct call *c)
{
	db_run(c->db, ATTEMPT_PURGE, c->now - DAY);
	db_run(c->db, LINK_PURGE, c->now - DAY);
	db_run(c->db, SESSION_PURGE, c->now - 30 * DAY);
	db_run(c->db, INTENT_PURGE, c->now - 30 * DAY);
	db_run(c->db, FILE_PURGE, c->now - 7 * DAY);
	return call_done(c);
}

const struct method attempt_methods[] = {
	{ .name = "attempt.forget", .kind = WRITE, .who = WHO_SERVER,
	  .run = attempt_forget, .every = HOUR,
	  .doc = "Forgets old tries, links, sessions and retry keys, and "
		 "uploads of which nothing was made." },
	{ 0 }
};
