/* SPDX-License-Identifier: Apache-2.0 */
/*
 * migrate.c - brings a file to the schema of this program, forward only.
 *
 * A migration is one transaction: its SQL, its line in the table `migration`
 * and the new user_version stand or fall together. Foreign keys are checked at
 * its end and not on the way, so that a table can be rebuilt. What was applied
 * may never change afterwards: the checksums say whether it did.
 */
#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/durable.h"
#include "soundings/log.h"
#include "soundings/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/driver.h"
#include "store/sqlite.h"

static const char migration_table[] =
    "CREATE TABLE IF NOT EXISTS migration ("
    " version INTEGER PRIMARY KEY, name TEXT NOT NULL,"
    " checksum TEXT NOT NULL, at INTEGER NOT NULL) STRICT";

static const char migration_insert[] =
    "INSERT INTO migration (version, name, checksum, at) VALUES (?, ?, ?, ?)";

static const char migration_select[] =
    "SELECT version, name, checksum FROM migration ORDER BY version";

/* SQLite keeps PATH-wal and PATH-shm beside the file. */
static void
check_directory(const char *path)
{
	char *copy = strdup(path);
	const char *dir;
	struct stat st;

	invariant(copy != NULL);
	dir = dirname(copy);
	if (stat(dir, &st) != 0 || !S_ISDIR(st.st_mode))
		fatal("there is no directory %s for the database: make it, or "
		      "change the setting `store`",
		    dir);
	if ((st.st_mode & S_IWOTH) != 0 && (st.st_mode & S_ISVTX) == 0)
		fatal("everybody may write in the directory of the database: "
		      "run chmod o-w %s",
		    dir);
	if (access(dir, W_OK | X_OK) != 0)
		fatal("user %d may not write in the directory %s of the "
		      "database, and SQLite keeps its log there: run chown or "
		      "chmod",
		    (int)getuid(), dir);
	free(copy);
}

static void
check_file(const char *path)
{
	if (access(path, R_OK | W_OK) != 0)
		fatal("user %d may not read and write the database %s: run "
		      "chown or chmod",
		    (int)getuid(), path);
}

/* Made by us and not by SQLite, so that nobody else can read it. */
static void
make_file(const char *path)
{
	int fd = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

	if (fd < 0 || close(fd) != 0 || !durable_name(path))
		fatal("database %s cannot be made: %s", path, strerror(errno));
}

static int
version_of(sqlite3 *h, const char *path)
{
	int64_t version;
	int rc = sqlite_number(h, "PRAGMA user_version", &version);

	if (rc != SQLITE_OK)
		fatal("database %s cannot be read: %s", path,
		    sqlite_words(h, rc));
	return (int)version;
}

/* Is this row what the program has for it? */
static bool
row_same(sqlite3_stmt *s, const struct migration *m)
{
	char sum[SECRET_HASH_LEN + 1];
	const char *name = (const char *)sqlite3_column_text(s, 1);
	const char *was = (const char *)sqlite3_column_text(s, 2);

	secret_digest(m->sql, strlen(m->sql), sum);
	return sqlite3_column_int(s, 0) == m->version && name != NULL &&
	       was != NULL && strcmp(name, m->name) == 0 &&
	       strcmp(was, sum) == 0;
}

static void
check_applied(
    sqlite3 *h, const struct migration *list, int has, const char *path)
{
	sqlite3_stmt *s;
	int n = 0;

	if (has == 0)
		return;
	if (sqlite3_prepare_v2(h, migration_select, -1, &s, NULL) != SQLITE_OK)
		fatal("database %s does not say which migrations it has had: "
		      "restore a backup of it",
		    path);
	while (
	    n < has && sqlite3_step(s) == SQLITE_ROW && row_same(s, &list[n]))
		n++;
	if (n < has)
		fatal("database %s was made with another migration %s than "
		      "this program has: use the program that made it, or "
		      "restore a backup",
		    path, list[n].name);
	sqlite3_finalize(s);
}

static int
record(sqlite3 *h, const struct migration *m)
{
	char sum[SECRET_HASH_LEN + 1], sql[128];
	sqlite3_stmt *s;
	int rc = sqlite3_prepare_v2(h, migration_insert, -1, &s, NULL);

	if (rc != SQLITE_OK)
		return rc;
	secret_digest(m->sql, strlen(m->sql), sum);
	sqlite3_bind_int(s, 1, m->version);
	sqlite3_bind_text(s, 2, m->name, -1, SQLITE_STATIC);
	sqlite3_bind_text(s, 3, sum, -1, SQLITE_STATIC);
	sqlite3_bind_int64(s, 4, clock_now());
	sqlite3_step(s);
	rc = sqlite3_finalize(s);
	if (rc != SQLITE_OK)
		return rc;
	snprintf(sql, sizeof(sql),
	    "PRAGMA user_version = %d; PRAGMA application_id = %d", m->version,
	    SQLITE_APPLICATION);
	return sqlite_run(h, sql);
}

/* The transaction is ours to end. */
static int
no_transactions(void *arg, int action, const char *a, const char *b,
    const char *c, const char *d)
{
	(void)arg, (void)a, (void)b, (void)c, (void)d;
	return action == SQLITE_TRANSACTION || action == SQLITE_SAVEPOINT
		   ? SQLITE_DENY
		   : SQLITE_OK;
}

static int
run_migration(sqlite3 *h, const char *sql)
{
	struct arena *a = arena_new();
	int rc;

	sqlite3_set_authorizer(h, no_transactions, NULL);
	rc = sqlite_run(h, only_for(a, "sqlite", sql));
	sqlite3_set_authorizer(h, NULL, NULL);
	arena_free(a);
	return rc;
}

/* NULL, or why this migration cannot be. */
static const char *
change(sqlite3 *h, const struct migration *m)
{
	int64_t orphans;
	int rc;

	if (sqlite_run(h, migration_table) != SQLITE_OK)
		return sqlite3_errmsg(h);
	rc = run_migration(h, m->sql);
	if (rc == SQLITE_AUTH)
		return "it begins or ends a transaction";
	if (rc != SQLITE_OK)
		return sqlite3_errmsg(h);
	if (sqlite_number(h, "SELECT count(*) FROM pragma_foreign_key_check",
		&orphans) != SQLITE_OK)
		return sqlite3_errmsg(h);
	if (orphans != 0)
		return "it leaves rows that point to nothing";
	return record(h, m) == SQLITE_OK ? NULL : sqlite3_errmsg(h);
}

static void
apply(sqlite3 *h, const struct migration *m, const char *path)
{
	const char *why;

	if (sqlite_run(h, "BEGIN IMMEDIATE") != SQLITE_OK)
		fatal("database %s: another process is using it (%s)", path,
		    sqlite3_errmsg(h));
	if (version_of(h, path) >= m->version) { /* it was quicker than we */
		sqlite_run(h, "ROLLBACK");
		return;
	}
	why = change(h, m);
	if (why == NULL && sqlite_run(h, "COMMIT") != SQLITE_OK)
		why = sqlite3_errmsg(h);
	if (why != NULL)
		fatal("database %s: the migration %s failed and changed "
		      "nothing: %s",
		    path, m->name, why);
	log_line(LOG_INFO, "store.migrated", LOG_T("name", m->name),
	    LOG_N("version", m->version));
}

void
sqlite_migrate(
    const char *path, bool create, const struct migration *list, int count)
{
	sqlite3 *h;
	int has;

	check_directory(path);
	if (sqlite_absent(path)) {
		if (!create)
			fatal(
			    "there is no database %s: check the setting "
			    "`store`, or make one with `soundings migrate`",
			    path);
		make_file(path);
	}
	check_file(path);
	h = sqlite_open(path, SQLITE_USE_WRITE);
	has = version_of(h, path);
	if (has > count)
		fatal(
		    "database %s has schema %d and this program knows only "
		    "%d: install the newer soundings, or restore a backup made "
		    "before it",
		    path, has, count);
	check_applied(h, list, has, path);
	sqlite_run(h, "PRAGMA foreign_keys = 0");
	for (int i = has; i < count; i++)
		apply(h, &list[i], path);
	sqlite3_close(h);
}

int
sqlite_schema_of(const char *path)
{
	sqlite3 *h;
	int version;

	if (sqlite_absent(path))
		return 0;
	h = sqlite_open(path, SQLITE_USE_READ);
	version = version_of(h, path);
	sqlite3_close(h);
	return version;
}
