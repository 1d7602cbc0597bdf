/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postgres_pipe.c - sending statements, and reading answers later.
 *
 * The server answers in the order of what was sent, so a ring of names says
 * whose answer comes next. An error that belongs to a call that is over, or to
 * one without a savepoint, cannot be told to it: the transaction fails with
 * STORE_AGAIN, and while it is run again each call waits for its own errors.
 */
#include "store/postgres_db.h"

#include "soundings/base.h"
#include "soundings/log.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

#define COPY_PATIENCE 2000 /* ms */
#define SLOW "57014"       /* statement_timeout, or somebody ended it */

static const char *const verb_sql[] = {
	[VERB_BEGIN_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
	[VERB_BEGIN_WRITE] = "BEGIN",
	[VERB_COMMIT] = "COMMIT",
	[VERB_ROLLBACK] = "ROLLBACK",
	[VERB_SAVEPOINT] = "SAVEPOINT one_call",
	[VERB_RELEASE] = "RELEASE one_call",
	[VERB_ROLLBACK_TO] = "ROLLBACK TO one_call",
};

const char *
pipe_verb_sql(enum verb verb)
{
	return verb_sql[verb];
}

/* The transaction is gone with the connection, unless COMMIT was on its way. */
void
pipe_lost(struct postgres_db *s)
{
	if (s->conn != NULL)
		log_line(LOG_WARN, "store.lost",
		    LOG_T("why",
			postgres_words(s->words, PQerrorMessage(s->conn))));
	PQfinish(s->conn);
	s->conn = NULL;
	s->sent_count = 0;
	s->begun = s->begin_due = false;
	if (s->db.open)
		db_fail(&s->db, s->committing ? STORE_LOST : STORE_AGAIN,
		    "the connection to the database is lost");
}

/* Does the server end the connection, or is it no longer the one to write to?
 * So 08006, 57P01, 25P03 and 25006 do. */
static bool
is_farewell(const char *state)
{
	return strncmp(state, "08", 2) == 0 || strncmp(state, "57P", 3) == 0 ||
	       strcmp(state, "25P03") == 0 || strcmp(state, "25006") == 0;
}

static enum store_result
result_of(const struct postgres_db *s, const struct sent *sent,
    const char *state)
{
	/* Serialization, deadlock; a table that is being migrated. */
	if (strncmp(state, "40", 2) == 0 || strcmp(state, "55P03") == 0)
		return STORE_AGAIN;
	if (s->hoping || sent->call != s->call)
		return STORE_AGAIN;
	if (strcmp(state, SLOW) == 0)
		return STORE_SLOW;
	return strcmp(state, "53100") == 0 ? STORE_FULL : STORE_FAILED;
}

/* What went wrong, in words that hold no value: those of the classes 22 and 42
 * repeat what was given. */
static const char *
words_of(struct postgres_db *s, const PGresult *r, const char *state)
{
	if (strcmp(state, SLOW) == 0)
		return "took too long";
	if (strncmp(state, "22", 2) == 0 || strncmp(state, "42", 2) == 0)
		return state;
	return postgres_words(
	    s->words, PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY));
}

static void
note(struct postgres_db *s, const struct sent *sent, const PGresult *r,
    const char *state)
{
	enum store_result why = result_of(s, sent, state);

	if (sent->moot)
		return;
	if (why == STORE_AGAIN)
		s->careful = true;
	db_fail(&s->db, why, "%s: %s", sent->name, words_of(s, r, state));
}

static void
push(struct postgres_db *s, const char *name)
{
	size_t at = (s->sent_first + s->sent_count++) % SENT_MAX;

	invariant(s->sent_count <= SENT_MAX);
	s->sent[at] = (struct sent){ .name = name, .call = s->call };
}

/* Reads one answer; NULL when it was none to keep, or the connection is gone. */
static PGresult *
answer(struct postgres_db *s)
{
	struct sent sent = s->sent[s->sent_first];
	PGresult *r = PQgetResult(s->conn);
	const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);

	if (r == NULL || PQstatus(s->conn) != CONNECTION_OK ||
	    (state != NULL && is_farewell(state))) {
		PQclear(r);
		pipe_lost(s);
		return NULL;
	}
	s->sent_first = (s->sent_first + 1) % SENT_MAX;
	s->sent_count--;
	if (sent.name == NULL) {
		invariant(PQresultStatus(r) == PGRES_PIPELINE_SYNC);
		PQclear(r);
		return NULL;
	}
	if (state != NULL)
		note(s, &sent, r, state);
	PQclear(PQgetResult(s->conn)); /* the NULL behind it */
	if (sent.together == NULL || sent.moot || state != NULL)
		return r;
	together_answered(s, sent.together, r);
	return NULL;
}

void
pipe_flush(struct postgres_db *s)
{
	if (s->conn == NULL)
		return;
	if (PQpipelineSync(s->conn) == 1)
		push(s, NULL);
	else
		pipe_lost(s);
}

/* A copy that hangs is not waited for: there is somebody else to ask. */
static void
wait_for_copy(struct postgres_db *s)
{
	struct pollfd answer = { .events = POLLIN };

	if (s->db.role != STORE_REPLICA || s->conn == NULL)
		return;
	answer.fd = PQsocket(s->conn);
	if (poll(&answer, 1, COPY_PATIENCE) != 1)
		pipe_lost(s);
}

PGresult *
pipe_settle(struct postgres_db *s)
{
	PGresult *last = NULL, *r;

	pipe_flush(s);
	wait_for_copy(s);
	while (s->sent_count > 0) {
		r = answer(s);
		if (r == NULL)
			continue;
		PQclear(last);
		last = r;
	}
	if (s->conn != NULL)
		return last;
	PQclear(last);
	return NULL;
}

bool
pipe_send(struct postgres_db *s, const char *statement, const char *name,
    size_t n, const struct packed *p)
{
	if (s->sent_count >= SENT_MAX - 8)
		PQclear(pipe_settle(s));
	if (s->conn == NULL)
		return false;
	if (PQsendQueryPrepared(s->conn, statement, (int)n,
		p != NULL ? p->at : NULL, p != NULL ? p->len : NULL,
		p != NULL ? p->format : NULL, 1) != 1) {
		pipe_lost(s);
		return false;
	}
	push(s, name);
	return true;
}

struct sent *
pipe_last_sent(struct postgres_db *s)
{
	return &s->sent[(s->sent_first + s->sent_count - 1) % SENT_MAX];
}

bool
pipe_send_verb(struct postgres_db *s, enum verb verb)
{
	char name[NAME_LEN_MAX];

	snprintf(name, sizeof(name), "v%d", (int)verb);
	return pipe_send(s, name, verb_sql[verb], 0, NULL);
}

void
pipe_forget(struct postgres_db *s)
{
	for (size_t i = 0; i < s->sent_count; i++)
		s->sent[(s->sent_first + i) % SENT_MAX].moot = true;
}
