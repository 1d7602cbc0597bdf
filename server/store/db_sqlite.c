/* SPDX-License-Identifier: Apache-2.0 */
/*
 * db_sqlite.c - the driver of SQLite.
 *
 * A writer prepares all blocks when it opens the file, so a slip in SQL cannot
 * boot; a reader each at first use, because there are many readers, and few of
 * them ever need most blocks. A statement that writes is always stepped to its end: a row of
 * RETURNING that is still wanted would keep the savepoint from being released.
 * A statement of a reader is given up after five seconds, because an old
 * snapshot keeps the WAL from being emptied.
 */
#include "store/driver.h"

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"

#include <stdlib.h>
#include <string.h>

#include "store/sqlite.h"

#define READ_MS 5000
#define READ_STEPS 20000 /* of SQLite between two looks at the clock */

struct sqlite_db {
	struct db db; /* first: a struct db of ours is one of these */
	sqlite3 *handle;
	sqlite3_stmt **statements;
	sqlite3_stmt *verbs[VERB_COUNT];
	bool stepping;    /* the statement has more rows or work */
	int64_t deadline; /* of the running statement; monotonic */
	int wal_pages;    /* after the last commit */
};

static const char *const verb_sql[] = {
	[VERB_BEGIN_READ] = "BEGIN",
	[VERB_BEGIN_WRITE] = "BEGIN IMMEDIATE",
	[VERB_COMMIT] = "COMMIT",
	[VERB_ROLLBACK] = "ROLLBACK",
	[VERB_SAVEPOINT] = "SAVEPOINT one_call",
	[VERB_RELEASE] = "RELEASE one_call",
	[VERB_ROLLBACK_TO] = "ROLLBACK TO one_call",
};

static struct sqlite_db *
ours(struct db *db)
{
	return (struct sqlite_db *)db;
}

static enum store_result
result_of(int rc)
{
	/* The index of the WAL is rebuilt at will; it lacks room, no more. */
	if (rc == SQLITE_IOERR_SHMSIZE || (rc & 0xff) == SQLITE_FULL)
		return STORE_FULL;
	if ((rc & 0xff) == SQLITE_INTERRUPT)
		return STORE_SLOW;
	return (rc & 0xff) == SQLITE_IOERR ? STORE_UNKNOWN : STORE_FAILED;
}

static void
fail(struct sqlite_db *s, const char *what, int rc)
{
	db_fail(
	    &s->db, result_of(rc), "%s: %s", what, sqlite_words(s->handle, rc));
}

static const char *
column_name(struct db *db, size_t sql, size_t i)
{
	const char *name = sqlite3_column_name(
	    ours(db)->statements[sql], (int)i);

	invariant(name != NULL); /* NULL: no memory */
	return name;
}

static const char *
param_name(struct db *db, size_t sql, size_t i)
{
	sqlite3_stmt *st = ours(db)->statements[sql];
	const char *name = sqlite3_bind_parameter_name(st, (int)i + 1);

	return name + 1; /* behind the ':' */
}

static bool
is_null(const struct val *v)
{
	return (v->type == VAL_REF && v->i == 0) ||
	       (v->type == VAL_TEXT && v->t == NULL);
}

static int
bind_one(sqlite3_stmt *st, int i, const struct val *v)
{
	if (is_null(v))
		return sqlite3_bind_null(st, i);
	switch (v->type) {
	case VAL_INT:
	case VAL_REF:
		return sqlite3_bind_int64(st, i, v->i);
	case VAL_REAL:
		return sqlite3_bind_double(st, i, v->r);
	case VAL_TEXT:
		return sqlite3_bind_text64(
		    st, i, v->t, strlen(v->t), SQLITE_STATIC, SQLITE_UTF8);
	case VAL_BLOB:
		if (v->b.len == 0) /* no address is NULL to SQLite */
			return sqlite3_bind_zeroblob(st, i, 0);
		return sqlite3_bind_blob64(
		    st, i, v->b.at, v->b.len, SQLITE_STATIC);
	}
	return SQLITE_MISUSE;
}

static bool
start(struct db *db, size_t sql, const struct val *v, size_t n)
{
	struct sqlite_db *s = ours(db);
	sqlite3_stmt *st = s->statements[sql];
	int rc;

	for (size_t i = 0; i < n; i++) {
		rc = bind_one(st, (int)i + 1, &v[i]);
		if (rc != SQLITE_OK) {
			sqlite3_clear_bindings(st);
			fail(s, db->blocks[sql].name, rc);
			return false;
		}
	}
	s->stepping = true;
	if (db->role == STORE_READER)
		s->deadline = clock_monotonic() + READ_MS;
	return true;
}

static bool
row(struct db *db, size_t sql)
{
	struct sqlite_db *s = ours(db);
	int rc;

	if (!s->stepping)
		return false;
	rc = sqlite3_step(s->statements[sql]);
	if (rc == SQLITE_ROW)
		return true;
	s->stepping = false;
	if (rc != SQLITE_DONE)
		fail(s, db->blocks[sql].name, rc);
	return false;
}

static struct cell
cell(struct db *db, size_t sql, size_t i)
{
	sqlite3_stmt *st = ours(db)->statements[sql];
	struct cell c = { .type = CELL_NULL };
	int at = (int)i;

	switch (sqlite3_column_type(st, at)) {
	case SQLITE_INTEGER:
		c.type = CELL_INT;
		c.i = sqlite3_column_int64(st, at);
		break;
	case SQLITE_FLOAT:
		c.type = CELL_REAL;
		c.r = sqlite3_column_double(st, at);
		break;
	case SQLITE_TEXT:
		c.type = CELL_TEXT;
		c.at = sqlite3_column_text(st, at);
		c.len = (size_t)sqlite3_column_bytes(st, at);
		break;
	case SQLITE_BLOB:
		c.type = CELL_BLOB;
		c.at = sqlite3_column_blob(st, at);
		c.len = (size_t)sqlite3_column_bytes(st, at);
		break;
	default:
		break;
	}
	return c;
}

static int64_t
finish(struct db *db, size_t sql)
{
	struct sqlite_db *s = ours(db);
	sqlite3_stmt *st = s->statements[sql];
	int64_t changed = 0;

	if (!sqlite3_stmt_readonly(st)) {
		while (row(db, sql))
			continue;
		if (db->why == STORE_OK)
			changed = sqlite3_changes64(s->handle);
	}
	s->stepping = false;
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
	return changed;
}

static void
leave(struct db *db, size_t sql)
{
	while (row(db, sql)) /* what only asks is run to its end, too */
		continue;
	finish(db, sql);
}

static void
verb(struct db *db, enum verb verb)
{
	struct sqlite_db *s = ours(db);
	int rc;

	/* SQLite counts steps over all runs of a statement, so now and then
	 * even a BEGIN is asked whether it is late. */
	s->deadline = INT64_MAX;
	rc = sqlite3_step(s->verbs[verb]);
	if (rc != SQLITE_DONE)
		fail(s, verb_sql[verb], rc);
	sqlite3_reset(s->verbs[verb]);
}

static bool
in_transaction(struct db *db)
{
	return !sqlite3_get_autocommit(ours(db)->handle);
}

static int64_t
checkpoint(struct db *db)
{
	struct sqlite_db *s = ours(db);
	int in_wal = 0, copied = 0;
	int rc = sqlite3_wal_checkpoint_v2(
	    s->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, &in_wal, &copied);

	if (rc != SQLITE_OK && rc != SQLITE_BUSY)
		log_line(LOG_ALARM, "checkpoint.failed",
		    LOG_T("why", sqlite3_errstr(rc)));
	return in_wal - copied;
}

static int64_t
wal_pages(struct db *db)
{
	return ours(db)->wal_pages;
}

static int
committed(void *arg, sqlite3 *handle, const char *schema, int pages)
{
	struct sqlite_db *s = arg;

	(void)handle;
	(void)schema;
	s->wal_pages = pages;
	return SQLITE_OK;
}

/* Does not wait: whoever reads or writes comes first. */
static bool
truncate_wal(struct db *db)
{
	struct sqlite_db *s = ours(db);
	int rc;

	sqlite3_busy_timeout(s->handle, 0);
	rc = sqlite3_wal_checkpoint_v2(
	    s->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_busy_timeout(s->handle, SQLITE_WAIT_MS);
	if (rc != SQLITE_OK && rc != SQLITE_BUSY)
		log_line(LOG_ALARM, "checkpoint.failed",
		    LOG_T("why", sqlite3_errstr(rc)));
	return rc == SQLITE_OK;
}

static void
close_db(struct db *db)
{
	struct sqlite_db *s = ours(db);

	for (size_t i = 0; i < db->count; i++) {
		sqlite3_finalize(s->statements[i]);
		bind_free(&db->statements[i]);
	}
	for (size_t i = 0; i < VERB_COUNT; i++)
		sqlite3_finalize(s->verbs[i]);
	invariant(sqlite3_close(s->handle) == SQLITE_OK);
	buffer_free(&db->scratch);
	free(db->statements);
	free(s->statements);
	free(s);
}

static const char *
question(struct db *db, enum match match, const char *typed,
    const struct ids *audiences)
{
	return match_fts5(db->arena, match, typed, audiences);
}

static int
too_late(void *arg)
{
	const struct sqlite_db *s = arg;

	return clock_monotonic() > s->deadline;
}

/* Is there nothing but white space? */
static bool
blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

/* A slip in the block ends the program: it is the same block everywhere. */
static void
check_block(const struct sqlite_db *s, size_t i, const char *tail)
{
	const struct sql_block *b = &s->db.blocks[i];
	sqlite3_stmt *st = s->statements[i];
	int params;

	if (st == NULL || !blank(tail))
		fatal("%s:%d: %s is not one statement", b->file, b->line,
		    b->name);
	params = sqlite3_bind_parameter_count(st);
	if (params > PARAMS_MAX)
		fatal("%s:%d: %s takes more than %d values", b->file, b->line,
		    b->name, PARAMS_MAX);
	for (int k = 1; k <= params; k++)
		if (sqlite3_bind_parameter_name(st, k) == NULL)
			fatal("%s:%d: %s has a value without a :name", b->file,
			    b->line, b->name);
}

/* The result of SQLite. */
static int
make_statement(struct sqlite_db *s, size_t i)
{
	struct statement *out = &s->db.statements[i];
	struct arena *a = arena_new();
	const char *tail;
	int rc = sqlite3_prepare_v3(s->handle,
	    only_for(a, "sqlite", s->db.blocks[i].sql), -1,
	    SQLITE_PREPARE_PERSISTENT, &s->statements[i], &tail);

	if (rc == SQLITE_OK) {
		check_block(s, i, tail);
		out->param_count = (size_t)sqlite3_bind_parameter_count(
		    s->statements[i]);
		out->column_count = (size_t)sqlite3_column_count(
		    s->statements[i]);
	}
	arena_free(a);
	return rc;
}

static bool
prepare(struct db *db, size_t sql)
{
	struct sqlite_db *s = ours(db);
	int rc;

	if (s->statements[sql] != NULL)
		return true;
	s->deadline = clock_monotonic() + READ_MS;
	rc = make_statement(s, sql);
	if (rc != SQLITE_OK)
		fail(s, db->blocks[sql].name, rc);
	return rc == SQLITE_OK;
}

static const struct driver sqlite_driver = {
	.close = close_db,
	.prepare = prepare,
	.column_name = column_name,
	.param_name = param_name,
	.start = start,
	.row = row,
	.cell = cell,
	.finish = finish,
	.leave = leave,
	.verb = verb,
	.in_transaction = in_transaction,
	.checkpoint = checkpoint,
	.wal_pages = wal_pages,
	.question = question,
	.truncate_wal = truncate_wal,
};

static void
prepare_all(struct sqlite_db *s)
{
	const struct sql_block *b = s->db.blocks;

	for (size_t i = 0; i < s->db.count; i++)
		if (make_statement(s, i) != SQLITE_OK)
			fatal("%s:%d: the statement %s: %s", b[i].file,
			    b[i].line, b[i].name, sqlite3_errmsg(s->handle));
}

struct db *
sqlite_db_open(const char *path, enum store_role role,
    const struct sql_block *blocks, size_t count)
{
	struct sqlite_db *s = need_zeroed(1, sizeof(*s));

	s->handle = sqlite_open(
	    path, role == STORE_READER ? SQLITE_USE_READ : SQLITE_USE_WRITE);
	s->db.driver = &sqlite_driver;
	s->db.blocks = blocks;
	s->db.count = count;
	s->db.role = role;
	s->db.statements = need_zeroed(count + 1, sizeof(*s->db.statements));
	s->statements = need_zeroed(count + 1, sizeof(sqlite3_stmt *));
	if (role == STORE_WRITER)
		prepare_all(s);
	for (size_t i = 0; i < VERB_COUNT; i++)
		invariant(sqlite3_prepare_v3(s->handle, verb_sql[i], -1,
			      SQLITE_PREPARE_PERSISTENT, &s->verbs[i],
			      NULL) == SQLITE_OK);
	if (role == STORE_READER)
		sqlite3_progress_handler(s->handle, READ_STEPS, too_late, s);
	else
		sqlite3_wal_hook(s->handle, committed, s);
	return &s->db;
}
