/* SPDX-License-Identifier: Apache-2.0 */
/*
 * migrate_postgres.c - brings a PostgreSQL database to this program's schema.
 *
 * The same migrations, through the dialect, each in one transaction with its
 * line in the table `migration`; the checksums are those of our own text. Nodes
 * that start together take turns, and those that run wait with their writes. A
 * table that somebody reads for long (a backup) is not waited for in the way of
 * everybody else, but asked for again. There is no database to make here: the
 * administrator makes it, with its owner.
 */
#include "store/postgres.h"

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"
#include "soundings/secret.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/dialect.h"
#include "store/driver.h"

static const char migration_table[] =
    "CREATE TABLE IF NOT EXISTS migration ("
    " version bigint PRIMARY KEY, name text NOT NULL,"
    " checksum text NOT NULL, at bigint NOT NULL)";

/* Where our tables are, or would be made; those of extensions do not count. */
static const char foreign_tables[] =
    "SELECT count(*) FROM pg_class c"
    " WHERE c.relnamespace = current_schema()::regnamespace"
    " AND c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT 1 FROM pg_depend d"
    " WHERE d.objid = c.oid AND d.deptype = 'e')";

/* How long a table is waited for, while others wait behind us, and how often;
 * in between they have their turn. */
#define TURN "SET LOCAL lock_timeout = 2000;"
#define PAUSE "SELECT pg_sleep(0.5)"
#define TURNS 24

struct migrating {
	PGconn *conn;
	struct arena *arena;
	const char *name; /* of the database, for sentences */
	bool in_use;      /* what went wrong is that others are at work */
};

static _Noreturn void
gives_up(const struct migrating *m, const char *what)
{
	fatal("database %s: %s: %s", m->name, what,
	    postgres_words(m->arena, PQerrorMessage(m->conn)));
}

/* Runs statements without values; NULL, or what is wrong with them. */
static const char *
run(struct migrating *m, const char *sql)
{
	PGresult *r = PQexec(m->conn, sql);
	ExecStatusType status = PQresultStatus(r);
	const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);

	m->in_use = state != NULL &&
		    (strcmp(state, "55P03") == 0 || strcmp(state, "40P01") == 0);
	PQclear(r);
	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
		   ? NULL
		   : postgres_words(m->arena, PQerrorMessage(m->conn));
}

static int64_t
number(const struct migrating *m, const char *sql)
{
	PGresult *r = PQexec(m->conn, sql);
	int64_t n = 0;

	if (PQresultStatus(r) != PGRES_TUPLES_OK)
		gives_up(m, "it cannot be read");
	if (PQntuples(r) > 0)
		n = strtoll(PQgetvalue(r, 0, 0), NULL, 10);
	PQclear(r);
	return n;
}

/* 0: an empty database. Fatal: another program's. */
static int
version_of(const struct migrating *m)
{
	if (number(m, "SELECT count(*) FROM pg_class WHERE relname ="
		      " 'migration' AND relkind = 'r' AND relnamespace ="
		      " current_schema()::regnamespace") != 0)
		return (int)number(
		    m, "SELECT coalesce(max(version), 0) FROM migration");
	if (number(m, foreign_tables) != 0)
		fatal("database %s is of another program: check the setting "
		      "`store`",
		    m->name);
	return 0;
}

/* The first migration that is not as it was applied; count: all are. */
static int
first_changed(
    const struct migrating *m, const struct migration *list, int count)
{
	PGresult *r = PQexec(m->conn,
	    "SELECT name, checksum FROM migration ORDER BY version");
	char sum[SECRET_HASH_LEN + 1];
	int i;

	if (PQresultStatus(r) != PGRES_TUPLES_OK)
		gives_up(m, "it does not say which migrations it has had");
	for (i = 0; i < count && i < PQntuples(r); i++) {
		secret_digest(list[i].sql, strlen(list[i].sql), sum);
		if (strcmp(PQgetvalue(r, i, 0), list[i].name) != 0 ||
		    strcmp(PQgetvalue(r, i, 1), sum) != 0)
			break;
	}
	PQclear(r);
	return i;
}

static const char *
record(struct migrating *m, const struct migration *one)
{
	char sum[SECRET_HASH_LEN + 1];

	secret_digest(one->sql, strlen(one->sql), sum);
	return run(m,
	    arena_printf(m->arena,
		"INSERT INTO migration (version, name, checksum, at)"
		" VALUES (%d, '%s', '%s', %lld)",
		one->version, one->name, sum, (long long)clock_now()));
}

/* NULL, or why this migration cannot be. */
static const char *
change(struct migrating *m, const struct migration *one)
{
	const char *why = run(m, "BEGIN");

	if (why == NULL)
		why = run(m, TURN POSTGRES_WRITERS);
	if (why == NULL)
		why = run(m, migration_table);
	if (why == NULL)
		why = run(m, dialect_schema(m->arena,
				 only_for(m->arena, "postgres", one->sql)));
	if (why == NULL && PQtransactionStatus(m->conn) != PQTRANS_INTRANS)
		return "it begins or ends a transaction";
	if (why == NULL)
		why = record(m, one);
	return why != NULL ? why : run(m, "COMMIT");
}

static void
apply(struct migrating *m, const struct migration *one)
{
	const char *why;

	for (int turn = 1; (why = change(m, one)) != NULL && m->in_use &&
			   turn < TURNS; turn++) {
		log_line(LOG_WARN, "store.migration_waits", LOG_T("why", why));
		run(m, "ROLLBACK");
		run(m, PAUSE);
	}
	if (why != NULL)
		fatal("database %s: the migration %s failed and changed "
		      "nothing: %s",
		    m->name, one->name, why);
	log_line(LOG_INFO, "store.migrated", LOG_T("name", one->name),
	    LOG_N("version", one->version));
}

/* Under the lock of those who migrate, which ends with the connection. */
static struct migrating
begin(const char *store, struct arena *a)
{
	struct migrating m = { .arena = a, .name = postgres_name(a, store) };
	const char *why;

	m.conn = postgres_connect(store, POSTGRES_UPKEEP, a, &why);
	if (m.conn == NULL)
		fatal("database %s cannot be opened: %s", m.name, why);
	if (run(&m, "SELECT pg_advisory_lock(1399743592)") != NULL)
		gives_up(&m, "it cannot be locked");
	return m;
}

void
postgres_migrate(const char *store, bool create, const struct migration *list,
    int count)
{
	struct arena *a = arena_new();
	struct migrating m = begin(store, a);
	int has = version_of(&m), same;

	if (has == 0 && !create)
		fatal("database %s is empty: make its tables with `soundings "
		      "migrate`",
		    m.name);
	if (has > count)
		fatal("database %s has schema %d and this program knows only "
		      "%d: install the newer soundings",
		    m.name, has, count);
	same = has > 0 ? first_changed(&m, list, has) : 0;
	if (same < has)
		fatal("database %s was made with another migration %s than "
		      "this program has: use the program that made it, or "
		      "restore a backup",
		    m.name, list[same].name);
	for (int i = has; i < count; i++)
		apply(&m, &list[i]);
	PQfinish(m.conn);
	arena_free(a);
}

int
postgres_schema_of(const char *store)
{
	struct arena *a = arena_new();
	struct migrating m = begin(store, a);
	int version = version_of(&m);

	PQfinish(m.conn);
	arena_free(a);
	return version;
}
