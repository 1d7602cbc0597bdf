/* SPDX-License-Identifier: Apache-2.0 */
/*
 * db_postgres.c - the driver of PostgreSQL, always in pipeline mode.
 *
 * Nothing is waited for but rows, counts and COMMIT: statements whose count
 * nobody asks for are sent with the next that is waited for. A batch of calls
 * goes without savepoints; when one would have been needed, the transaction
 * fails with STORE_AGAIN and is run once more, carefully. A lost connection is
 * made again when the next transaction begins, at most once a second.
 */
#include "store/driver.h"

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"

#include <stdlib.h>
#include <string.h>

#include "store/postgres_db.h"

/* Between two tries to connect; and four times what the last took, for the
 * loop waits for its own. */
#define RETRY_MS 1000
#define RECONNECT_FAST_MS 500

static struct postgres_db *
ours(struct db *db)
{
	return (struct postgres_db *)db;
}

static const char *const role_names[] = {
	[STORE_WRITER] = "writer", [STORE_READER] = "reader",
	[STORE_REPLICA] = "replica",
};

/* Without a copy everything goes on. */
static void
note_unreachable(const struct postgres_db *s, const char *why)
{
	log_line(s->db.role == STORE_REPLICA ? LOG_WARN : LOG_ALARM,
	    "store.unreachable", LOG_T("as", role_names[s->db.role]),
	    LOG_T("why", why));
}

/* Makes a connection. One that ended while it was made, as those that are made
 * at a restart of the database are, is not yet an outage: once more at once,
 * unless that was slow or has been tried in vain. */
static bool
reconnect(struct postgres_db *s, int64_t tried_at, const char **why)
{
	if (prepare_connect(s, why))
		return true;
	return s->retry_at == 0 &&
	       clock_monotonic() - tried_at < RECONNECT_FAST_MS &&
	       prepare_connect(s, why);
}

/* A connection that works, as far as can be known without asking. */
static void
need_connection(struct postgres_db *s)
{
	int64_t tried_at = clock_monotonic(), took;
	const char *why;

	if (s->conn != NULL && PQconsumeInput(s->conn) == 1)
		return;
	if (s->conn != NULL)
		pipe_lost(s);
	s->db.why = STORE_OK;
	if (tried_at < s->retry_at) {
		db_fail(&s->db, STORE_AGAIN, "there is no database");
	} else if (!reconnect(s, tried_at, &why)) {
		took = clock_monotonic() - tried_at;
		s->retry_at = tried_at + took + RETRY_MS + 4 * took;
		note_unreachable(s, why);
		db_fail(&s->db, STORE_AGAIN, "there is no database");
	} else {
		s->retry_at = 0;
		log_line(LOG_INFO, "store.connected",
		    LOG_T("as", role_names[s->db.role]));
	}
}

static const char *
column_name(struct db *db, size_t sql, size_t i)
{
	return PQfname(ours(db)->prepared[sql].shape, (int)i);
}

static const char *
param_name(struct db *db, size_t sql, size_t i)
{
	return ours(db)->prepared[sql].text.names[i];
}

/* Rows that wait go before the statement that would look for them, and what is
 * asked ahead before what changes anything. */
static bool
send(struct postgres_db *s, size_t sql, const struct val *v, size_t n)
{
	struct prepared *p = &s->prepared[sql];
	struct packed packed;

	together_send(s);
	many_send(s, p->speaks_of);
	for (size_t i = 0; i < n; i++)
		pack(&packed, i, p->types[i], &v[i]);
	return pipe_send(s, p->name, s->db.blocks[sql].name, n, &packed);
}

/* While calls are run again, each asks for itself. */
static void
ahead(struct db *db, size_t sql, const struct val *v, size_t n)
{
	struct postgres_db *s = ours(db);

	if (!s->careful && db->why == STORE_OK)
		ahead_note(s, sql, v, n);
}

static bool
start(struct db *db, size_t sql, const struct val *v, size_t n)
{
	struct postgres_db *s = ours(db);
	struct ahead *known;

	if (s->begin_due) {
		s->begin_due = false;
		s->begun = true;
		pipe_send_verb(s, VERB_BEGIN_READ);
	}
	known = ahead_take(s, sql, v, n);
	s->shared = known != NULL;
	if (known != NULL) {
		s->result = known->of->result;
		s->row = known->first - 1;
		s->rows = known->first + known->rows;
		return true;
	}
	s->result = NULL;
	if (s->prepared[sql].changes != NULL) {
		s->wrote = true;
		ahead_grow_stale(s, sql, v);
	}
	s->held = !s->careful && many_hold(s, sql, v, n);
	return s->held || send(s, sql, v, n);
}

/* The answer to the statement in hand; one that waits with others goes alone,
 * so that the answer is its own. */
static PGresult *
settle(struct postgres_db *s)
{
	if (s->held)
		many_send_last_alone(s);
	s->held = false;
	return pipe_settle(s);
}

static bool
row(struct db *db, size_t sql)
{
	struct postgres_db *s = ours(db);

	(void)sql;
	if (s->result == NULL && db->why == STORE_OK) {
		s->result = settle(s);
		s->row = -1;
		s->rows = PQntuples(s->result);
	}
	if (db->why != STORE_OK || s->row + 1 >= s->rows)
		return false;
	s->row++;
	return true;
}

static double
real(const char *at, int len)
{
	int64_t bits = postgres_integer(at, len);
	uint32_t half = (uint32_t)bits;
	double r;
	float f;

	if (len == 4) {
		memcpy(&f, &half, sizeof(f));
		return f;
	}
	memcpy(&r, &bits, sizeof(r));
	return r;
}

static struct cell
cell(struct db *db, size_t sql, size_t i)
{
	struct postgres_db *s = ours(db);
	int at = (int)i, len = PQgetlength(s->result, s->row, at);
	const char *value = PQgetvalue(s->result, s->row, at);
	struct cell c = { .type = CELL_NULL };

	if (PQgetisnull(s->result, s->row, at))
		return c;
	c.type = cell_type_of(PQftype(s->prepared[sql].shape, at));
	if (c.type == CELL_INT)
		c.i = postgres_integer(value, len);
	else if (c.type == CELL_REAL)
		c.r = real(value, len);
	c.at = value;
	c.len = (size_t)len;
	return c;
}

static int64_t
finish(struct db *db, size_t sql)
{
	struct postgres_db *s = ours(db);
	int64_t changed = 0;

	(void)sql;
	if (s->result == NULL)
		s->result = settle(s);
	if (db->why == STORE_OK &&
	    strncmp(PQcmdStatus(s->result), "SELECT", 6) != 0)
		changed = strtoll(PQcmdTuples(s->result), NULL, 10);
	if (!s->shared)
		PQclear(s->result);
	s->result = NULL;
	return changed;
}

/* Its answer is read with that of the next statement that is waited for. */
static void
leave(struct db *db, size_t sql)
{
	(void)sql;
	ours(db)->held = false;
}

/* A plan that was made while tables were small may scan a whole index, and it
 * stays until the database next looks at them, minutes later: so plans are made
 * anew whenever as much has been done as before. */
static void
plan_anew(struct postgres_db *s)
{
	if (++s->begins < s->plan_anew_at)
		return;
	s->plan_anew_at *= 2;
	pipe_send(s, "plan_anew", "plan anew", 0, NULL);
	pipe_flush(s);
}

static void
begin(struct postgres_db *s, enum verb verb)
{
	arena_reset(s->words);
	ahead_forget(s);
	many_forget(s);
	s->call = 0;
	s->hoping = false;
	need_connection(s);
	if (s->db.why != STORE_OK)
		return;
	plan_anew(s);
	if (verb == VERB_BEGIN_READ) {
		s->begin_due = true;
		return;
	}
	s->begun = true;
	pipe_send_verb(s, verb);
	pipe_send(s, "lock", "the lock of the writers", 0, NULL);
}

static void
commit(struct postgres_db *s)
{
	const char *verb = pipe_verb_sql(VERB_COMMIT);
	PGresult *r;

	if (!s->begun)
		return;
	many_send(s, MANY_ALL);
	pipe_send_verb(s, VERB_COMMIT);
	s->committing = true;
	r = pipe_settle(s);
	s->committing = false;
	if (s->db.why == STORE_OK && strcmp(PQcmdStatus(r), verb) != 0)
		db_fail(&s->db, STORE_FAILED, "COMMIT: it was rolled back");
	PQclear(r);
	if (s->db.why == STORE_OK)
		s->begun = s->careful = false;
}

/* Nobody waits for it, and what went wrong before is of no interest. */
static void
rollback(struct postgres_db *s)
{
	s->begin_due = false;
	if (!s->begun)
		return;
	s->begun = false;
	pipe_send_verb(s, VERB_ROLLBACK);
	pipe_forget(s);
	pipe_flush(s);
}

/* Nearly every call ends well, or is refused before it wrote: the server is
 * not asked for savepoints until that hope was in vain once. */
static void
savepoint(struct postgres_db *s)
{
	s->call++;
	s->wrote = false;
	s->hoping = !s->careful;
	if (!s->hoping)
		pipe_send_verb(s, VERB_SAVEPOINT);
}

static void
release(struct postgres_db *s)
{
	if (!s->hoping) {
		pipe_send_verb(s, VERB_RELEASE);
		PQclear(pipe_settle(s));
	}
	s->call++;
}

static void
rollback_to(struct postgres_db *s)
{
	if (!s->hoping) {
		pipe_forget(s);
		PQclear(pipe_settle(s));
		pipe_send_verb(s, VERB_ROLLBACK_TO);
	} else if (s->wrote) {
		s->careful = true;
		db_fail(&s->db, STORE_AGAIN,
		    "a call was refused after it had written");
	}
}

static void
verb(struct db *db, enum verb verb)
{
	struct postgres_db *s = ours(db);

	switch (verb) {
	case VERB_BEGIN_READ:
	case VERB_BEGIN_WRITE:
		begin(s, verb);
		break;
	case VERB_COMMIT:
		commit(s);
		break;
	case VERB_ROLLBACK:
		rollback(s);
		break;
	case VERB_SAVEPOINT:
		savepoint(s);
		break;
	case VERB_RELEASE:
		release(s);
		break;
	case VERB_ROLLBACK_TO:
		rollback_to(s);
		break;
	case VERB_COUNT:
		break;
	}
}

static bool
in_transaction(struct db *db)
{
	return ours(db)->begun || ours(db)->begin_due;
}

/* The server looks after its own log. */
static int64_t
no_pages(struct db *db)
{
	(void)db;
	return 0;
}

static bool
no_wal(struct db *db)
{
	(void)db;
	return true;
}

/* Whom the words are for the statement looks at. */
static const char *
question(struct db *db, enum match match, const char *typed,
    const struct ids *audiences)
{
	return audiences->count > 0
	    ? match_websearch(db->arena, match, typed)
	    : NULL;
}

static void
close_db(struct db *db)
{
	struct postgres_db *s = ours(db);

	for (size_t i = 0; i < db->count; i++) {
		PQclear(s->prepared[i].shape);
		bind_free(&db->statements[i]);
	}
	ahead_forget(s);
	PQfinish(s->conn);
	buffer_free(&db->scratch);
	arena_free(s->arena);
	arena_free(s->words);
	free(db->statements);
	free(s->prepared);
	free(s->store);
	free(s);
}

static const struct driver postgres_driver = {
	.close = close_db,
	.column_name = column_name,
	.param_name = param_name,
	.start = start,
	.row = row,
	.cell = cell,
	.finish = finish,
	.leave = leave,
	.ahead = ahead,
	.verb = verb,
	.in_transaction = in_transaction,
	.checkpoint = no_pages,
	.wal_pages = no_pages,
	.question = question,
	.truncate_wal = no_wal,
};

struct db *
postgres_db_open(const char *store, enum store_role role,
    const struct sql_block *blocks, size_t count)
{
	struct postgres_db *s = need_zeroed(1, sizeof(*s));
	const char *why;

	s->store = strdup(store);
	invariant(s->store != NULL);
	s->arena = arena_new();
	s->words = arena_new();
	s->db.driver = &postgres_driver;
	s->db.blocks = blocks;
	s->db.count = count;
	s->db.role = role;
	s->db.statements = need_zeroed(count + 1, sizeof(*s->db.statements));
	s->prepared = need_zeroed(count + 1, sizeof(*s->prepared));
	prepare_translate(s);
	together_translate(s);
	if (role == STORE_WRITER) {
		many_translate(s);
		ahead_translate(s);
	}
	/* It has been migrated a moment ago; if it is gone meanwhile, that is
	 * as if it went later. */
	if (!prepare_connect(s, &why))
		note_unreachable(s, why);
	return &s->db;
}
