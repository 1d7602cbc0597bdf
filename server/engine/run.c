/* SPDX-License-Identifier: Apache-2.0 */
/*
 * run.c - one call on one connection: who asks, may they, and the function.
 *
 * Runs on whichever thread has the connection. The session is looked at again
 * in the transaction of every call, so ending it works at once, everywhere.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"
#include "soundings/record.h"
#include "soundings/secret.h"
#include "soundings/store.h"

#include "engine/lanes.h"

struct intent {
	const char *hash, *reply;
};

static const struct field intent_fields[] = {
	F_TEXT(intent, hash, 1, 64), F_TEXT(intent, reply, 2, FIELD_INT_MAX),
	F_END
};

/* Fills in who asks; false when the session that was shown is no more. */
static bool
identify(struct job *j)
{
	struct call *c = &j->call;
	struct session_found s;
	char hash[SECRET_HASH_LEN + 1];
	bool found;

	if (j->token == NULL && c->session == 0)
		return true; /* a guest, or a member the edge vouches for */
	if (c->session != 0) {
		found = db_get(c->db, SESSION_ALIVE, session_found_fields, &s,
		    c->session, c->now);
	} else {
		secret_hash(SECRET_SESSION, j->token, hash);
		found = db_get(c->db, SESSION_BY_HASH, session_found_fields,
		    &s, (const char *)hash, c->now);
	}
	if (!found) { /* it may have ended since the slow half */
		c->session = c->member = 0;
		return false;
	}
	c->session = s.id;
	c->member = s.member;
	j->seen_at = s.seen_at;
	return true;
}

/* What identify and answered_before will ask, and the method itself. */
void
run_ahead(struct job *j, struct db *db)
{
	struct call *c = &j->call;
	char hash[SECRET_HASH_LEN + 1];
	const char *text;

	c->now = clock_now();
	j->timed = true;
	if (c->session != 0) {
		db_ahead(db, SESSION_ALIVE, c->session, c->now);
	} else if (j->token != NULL) {
		secret_hash(SECRET_SESSION, j->token, hash);
		text = arena_text(c->arena, hash);
		db_ahead(db, SESSION_BY_HASH, text, c->now);
	}
	if (j->key != NULL && c->member != 0)
		db_ahead(db, INTENT_GET, c->member, j->key);
	c->db = db;
	if (j->method->ahead != NULL && c->member != 0)
		j->method->ahead(c);
}

/* Refuses those whom the method is not for. */
static bool
admit(struct job *j)
{
	struct call *c = &j->call;
	bool known = identify(j);

	if (c->server)
		return true;
	if (j->method->who == WHO_GUEST)
		return true;
	if (known && c->member != 0)
		return true;
	c->reason = "signed_out";
	call_fail(c, E_DENIED, known
	    ? "Please sign in first."
	    : "You are signed out. What you typed is kept; sign in again.");
	return false;
}

static void
fail_full(struct call *c)
{
	c->reason = "storage_full";
	call_fail(c, E_BUSY,
	    "The server's disk is full. Nothing was changed; keep your text "
	    "and try again later.");
}

/* Below the floor there is room for what the server itself must write down,
 * and for what is small and must not wait; a member's change is refused. */
static bool
room_for(struct job *j)
{
	struct call *c = &j->call;

	if (j->method->kind == READ || !space_is_short(c->settings) ||
	    c->server || j->method->always)
		return true;
	fail_full(c);
	return false;
}

/* What a reader met; the writer tells of its calls itself. That there is no
 * database is told by the connection, once. */
static void
tell(const struct job *j)
{
	const struct call *c = &j->call;
	enum store_result why = store_why(c->db);

	if (why == STORE_OK || why == STORE_AGAIN)
		return;
	log_line(why == STORE_SLOW ? LOG_WARN : LOG_ALARM, "read.failed",
	    LOG_T("method", j->method->name), LOG_T("why", store_error(c->db)));
}

/* Statements that failed mean that the call failed, whatever it thinks. */
static void
settle(struct job *j)
{
	struct call *c = &j->call;

	if (!db_failed(c->db))
		return;
	c->err = E_BROKEN;
	c->field = NULL;
	c->reason = NULL;
	c->why = "Something went wrong on the server. Nothing was changed; "
		 "please try again.";
	c->cookie = NULL;
	if (store_why(c->db) == STORE_FULL) {
		c->err = OK;
		fail_full(c);
	} else if (store_why(c->db) == STORE_SLOW) {
		c->err = E_BUSY;
		c->why = "The server is busy. Nothing was changed; please try "
			 "again in a moment.";
	} else if (store_why(c->db) >= STORE_AGAIN) {
		c->err = E_BUSY;
		c->reason = "storage_away";
		c->why = "The server cannot reach its database. Nothing was "
			 "changed; please try again in a moment.";
	}
}

void
run_forget(struct job *j)
{
	struct call *c = &j->call;

	c->err = OK;
	c->why = c->field = c->reason = c->cookie = NULL;
	c->file_name = c->file_type = NULL;
	c->keep = c->again = false;
	c->events = c->events_last = NULL;
	c->seq = 0;
	buffer_clear(&c->reply);
}

static void
start(struct job *j, struct db *db)
{
	doing(j->method->name);
	j->call.db = db;
	if (!j->timed)
		j->call.now = clock_now();
	j->timed = false;
	store_use(db, j->call.arena);
}

void
run_prepare(struct job *j, struct db *db)
{
	start(j, db);
	if (admit(j))
		j->method->prepare(&j->call);
	settle(j);
	tell(j);
	j->prepared = true;
	doing(NULL);
}

/* Answers a call that was made before; true when it was. */
static bool
answered_before(struct job *j)
{
	struct call *c = &j->call;
	struct intent first;

	if (j->key == NULL || c->member == 0)
		return false;
	if (!db_get(c->db, INTENT_GET, intent_fields, &first, c->member,
	    j->key))
		return false;
	if (strcmp(first.hash, j->key_hash) != 0) {
		c->reason = "key_reused";
		call_fail(c, E_CONFLICT,
		    "This key was used for another request.");
		return true;
	}
	buffer_text(&c->reply, first.reply);
	return true;
}

static void
remember(struct job *j)
{
	struct call *c = &j->call;

	if (j->key == NULL || c->member == 0 || c->err != OK)
		return;
	db_run(c->db, INTENT_INSERT, c->member, j->key,
	    (const char *)j->key_hash, buffer_string(&c->reply), c->now);
}

void
run_call(struct job *j, struct db *db)
{
	start(j, db);
	if (admit(j) && !(j->method->kind == WRITE && answered_before(j)) &&
	    room_for(j)) {
		if (j->method->prepare != NULL && !j->prepared)
			j->method->prepare(&j->call);
		if (j->call.err == OK) {
			j->method->run(&j->call);
			if (j->method->kind == WRITE)
				remember(j);
		}
	}
	settle(j);
	if (j->method->kind == READ)
		tell(j);
	doing(NULL);
}
