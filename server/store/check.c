/* SPDX-License-Identifier: Apache-2.0 */
/*
 * check.c - is the file sound?
 *
 * The pages and the foreign keys are looked at, each by SQLite's own check; a
 * fault is told and never mended. Both hold a snapshot while they run, so the
 * WAL of a busy server grows meanwhile.
 */
#include "soundings/base.h"

#include <string.h>

#include "store/driver.h"
#include "store/sqlite.h"

#define FAULTS_MAX "20"

/* A fault a line: "database disk image ...", "post row 7 points to nothing in
 * thread". No values, only names and numbers. */
static const char *const checks[] = {
	"SELECT quick_check FROM pragma_quick_check(" FAULTS_MAX ")"
	" WHERE quick_check <> 'ok'",
	"SELECT format('%s row %s points to nothing in %s', \"table\","
	" coalesce(rowid, '?'), parent)"
	" FROM pragma_foreign_key_check LIMIT " FAULTS_MAX,
};

static const char *
add(struct arena *a, const char *found, const char *line)
{
	if (found == NULL)
		return arena_text(a, line);
	return arena_printf(a, "%s\n%s", found, line);
}

/* Adds what a check finds to `found`. */
static const char *
check_one(sqlite3 *h, struct arena *a, const char *sql, const char *found)
{
	sqlite3_stmt *s;
	int rc = sqlite3_prepare_v2(h, sql, -1, &s, NULL);

	while (s != NULL && (rc = sqlite3_step(s)) == SQLITE_ROW)
		found = add(a, found, (const char *)sqlite3_column_text(s, 0));
	if (rc != SQLITE_DONE)
		found = add(a, found, sqlite3_errstr(rc));
	sqlite3_finalize(s);
	return found;
}

const char *
sqlite_check(sqlite3 *h, struct arena *a)
{
	const char *found = NULL;

	for (size_t i = 0; i < COUNT(checks); i++)
		found = check_one(h, a, checks[i], found);
	return found;
}

const char *
store_check(const char *store, struct arena *a)
{
	const char *found;
	sqlite3 *h;

	if (store_file(store) == NULL)
		fatal("this looks into SQLite files: check a PostgreSQL "
		      "database with pg_amcheck, and copy it with pg_dump, as "
		      "docs/running.md shows");
	h = sqlite_open(store_file(store), SQLITE_USE_READ);
	found = sqlite_check(h, a);
	sqlite3_close(h);
	return found;
}
