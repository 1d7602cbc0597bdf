/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sqlite.c - opening a file with our settings, and small helpers.
 *
 * Settings are read back after they are set: SQLite ignores a pragma that it
 * does not know, and a database that is synced less than we promise loses what
 * was acknowledged. Checkpoints are not made by commits: the engine has a
 * thread for them.
 */
#include "store/sqlite.h"

#include "soundings/base.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct setting {
	const char *name;
	int64_t value;
} settings[] = {
	{ "synchronous", 2 }, /* FULL: a commit that returned is on the disk */
	{ "foreign_keys", 1 },
	{ "cell_size_check", 1 },
	{ "secure_delete", 1 },
	{ "mmap_size", 0 },       /* an I/O error is an answer, not a signal */
	{ "temp_store", 2 },      /* in memory */
	{ "cache_size", -16384 }, /* KiB */
	{ "journal_size_limit", 64 * 1024 * 1024 },
	{ "wal_autocheckpoint", 0 },
};

/* What keeps SQL of ours, or in a file from elsewhere, from doing harm. */
static const struct {
	int option, value;
	const char *name;
} guards[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1, "defensive" },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, "trusted_schema" },
	{ SQLITE_DBCONFIG_DQS_DML, 0, "dqs_dml" },
	{ SQLITE_DBCONFIG_DQS_DDL, 0, "dqs_ddl" },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, "load_extension" },
};

int
sqlite_run(sqlite3 *h, const char *sql)
{
	return sqlite3_exec(h, sql, NULL, NULL, NULL);
}

int
sqlite_number(sqlite3 *h, const char *sql, int64_t *n)
{
	sqlite3_stmt *s;
	int rc = sqlite3_prepare_v2(h, sql, -1, &s, NULL);

	*n = 0;
	if (rc != SQLITE_OK)
		return rc;
	rc = sqlite3_step(s);
	if (rc == SQLITE_ROW)
		*n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

const char *
sqlite_words(sqlite3 *h, int rc)
{
	switch (rc & 0xff) {
	case SQLITE_CONSTRAINT:
		return sqlite3_errmsg(h); /* names of tables and columns */
	case SQLITE_INTERRUPT:
		return "took too long";
	default:
		return sqlite3_errstr(rc);
	}
}

bool
sqlite_settings(sqlite3 *h, const char **name)
{
	const struct setting *s;
	char sql[64];
	int64_t n;
	int is;

	sqlite3_extended_result_codes(h, 1);
	sqlite3_busy_timeout(h, SQLITE_WAIT_MS);
	for (size_t i = 0; i < COUNT(guards); i++) {
		*name = guards[i].name;
		if (sqlite3_db_config(h, guards[i].option, guards[i].value,
			&is) != SQLITE_OK ||
		    is != guards[i].value)
			return false;
	}
	for (s = settings; s < settings + COUNT(settings); s++) {
		*name = s->name;
		snprintf(sql, sizeof(sql), "PRAGMA %s = %lld", s->name,
		    (long long)s->value);
		sqlite_run(h, sql);
		snprintf(sql, sizeof(sql), "PRAGMA %s", s->name);
		if (sqlite_number(h, sql, &n) != SQLITE_OK || n != s->value)
			return false;
	}
	return true;
}

static bool
wal_mode(sqlite3 *h)
{
	sqlite3_stmt *s;
	bool is;

	if (sqlite3_prepare_v2(h, "PRAGMA journal_mode = WAL", -1, &s, NULL) !=
	    SQLITE_OK)
		return false;
	is = sqlite3_step(s) == SQLITE_ROW &&
	     strcmp((const char *)sqlite3_column_text(s, 0), "wal") == 0;
	sqlite3_finalize(s);
	return is;
}

/* Ours, or empty; nothing is written before this is known. */
static void
must_be_ours(sqlite3 *h, const char *path)
{
	int64_t id, tables;
	int rc = sqlite_number(h, "PRAGMA application_id", &id);

	if (rc == SQLITE_OK)
		rc = sqlite_number(
		    h, "SELECT count(*) FROM sqlite_schema", &tables);
	if (rc == SQLITE_NOTADB)
		fatal("%s is no database: check the setting `store`", path);
	if (rc != SQLITE_OK)
		fatal("database %s cannot be read: %s", path,
		    sqlite_words(h, rc));
	if (id != SQLITE_APPLICATION && (id != 0 || tables != 0))
		fatal("%s is a database of another program: check the setting "
		      "`store`",
		    path);
}

sqlite3 *
sqlite_open(const char *path, enum sqlite_use use)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	const char *name;
	sqlite3 *h;
	int rc;

	/* The statistics cost a lock at every malloc of every thread. Refused,
	 * and already done, at all but the first call. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	flags |= use == SQLITE_USE_READ ? SQLITE_OPEN_READONLY
					: SQLITE_OPEN_READWRITE;
	rc = sqlite3_open_v2(path, &h, flags, sqlite_one_write());
	if (h == NULL)
		fatal("database %s: no memory", path);
	if (rc != SQLITE_OK)
		fatal("database %s cannot be opened (%s): does it exist, and "
		      "may this user read and write it?",
		    path, sqlite3_errstr(rc));
	sqlite3_busy_timeout(h, SQLITE_WAIT_MS);
	must_be_ours(h, path);
	if (!sqlite_settings(h, &name))
		fatal("database %s: this SQLite does not take the setting %s",
		    path, name);
	if (use == SQLITE_USE_READ)
		sqlite_run(h, "PRAGMA query_only = 1");
	else if (!wal_mode(h))
		fatal("database %s cannot use a write-ahead log: it needs a "
		      "local file system and a directory that this user may "
		      "write",
		    path);
	return h;
}

bool
sqlite_absent(const char *path)
{
	struct stat st;

	return stat(path, &st) != 0 ? errno == ENOENT : st.st_size == 0;
}
