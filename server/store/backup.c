/* SPDX-License-Identifier: Apache-2.0 */
/*
 * backup.c - a copy of a live database, checked, with a manifest.
 *
 * One snapshot is held from the first page to the last: without it SQLite
 * starts the copy anew after every commit of the server, and under load it
 * would never end. The WAL grows for that long. Nothing has its final name
 * before it is whole, checked and on the disk; the manifest gets its name
 * first, so that there is no copy without one.
 */
#include "soundings/store.h"

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/durable.h"
#include "soundings/log.h"
#include "soundings/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/sqlite.h"

#define STEP_PAGES 64
#define PAUSE_NS 500000 /* between steps, for the server's own I/O */

struct names {
	char partial[PATH_MAX]; /* the copy while it grows */
	char manifest[PATH_MAX];
	char manifest_partial[PATH_MAX];
};

static const char tables[] =
    "SELECT name FROM pragma_table_list"
    " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    " ORDER BY name";

static bool
refuse(const char **why, const char *sentence)
{
	*why = sentence;
	return false;
}

static bool
name_all(struct names *n, const char *to, const char **why)
{
	static const char longest[] = ".manifest.partial";

	if (strlen(to) + sizeof(longest) > PATH_MAX)
		return refuse(why, "the name is too long");
	snprintf(n->partial, PATH_MAX, "%s.partial", to);
	snprintf(n->manifest, PATH_MAX, "%s.manifest", to);
	snprintf(n->manifest_partial, PATH_MAX, "%s.manifest.partial", to);
	if (access(to, F_OK) == 0 || access(n->manifest, F_OK) == 0)
		return refuse(why, "there is a file of this name already");
	unlink(n->partial);
	return true;
}

/* Copies all pages of the snapshot that `from` holds. */
static int
copy_pages(sqlite3 *from, sqlite3 *to)
{
	static const struct timespec pause = { .tv_nsec = PAUSE_NS };
	sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
	int rc;

	if (b == NULL)
		return sqlite3_errcode(to);
	while ((rc = sqlite3_backup_step(b, STEP_PAGES)) == SQLITE_OK)
		nanosleep(&pause, NULL);
	sqlite3_backup_finish(b);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* The copy syncs once, at its end: fsync_file. It leaves WAL mode so that it
 * is one file that can be read from a read-only disk. */
static int
copy(const char *path, sqlite3 *to)
{
	sqlite3 *from = sqlite_open(path, SQLITE_USE_READ);
	int64_t n;
	int rc = sqlite_run(from, "BEGIN");

	if (rc == SQLITE_OK) /* takes the snapshot */
		rc = sqlite_number(from, "PRAGMA user_version", &n);
	if (rc == SQLITE_OK)
		rc = sqlite_run(to, "PRAGMA synchronous = 0");
	if (rc == SQLITE_OK)
		rc = copy_pages(from, to);
	if (rc == SQLITE_OK)
		rc = sqlite_run(to, "PRAGMA journal_mode = DELETE");
	sqlite3_close(from);
	return rc;
}

/* FTS5 compares its index with itself; only a writer may ask, so the copy is
 * asked and not the database that people use. */
static bool
search_sound(sqlite3 *h)
{
	static const char indexes[] =
	    "SELECT format('INSERT INTO \"%w\" (\"%w\") VALUES"
	    " (''integrity-check'')', name, name) FROM sqlite_schema"
	    " WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'";
	sqlite3_stmt *s;
	int rc, found = SQLITE_OK;

	if (sqlite3_prepare_v2(h, indexes, -1, &s, NULL) != SQLITE_OK)
		return false;
	while ((rc = sqlite3_step(s)) == SQLITE_ROW && found == SQLITE_OK)
		found = sqlite_run(h, (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	return rc == SQLITE_DONE && found == SQLITE_OK;
}

static bool
sound(sqlite3 *h, const char **why)
{
	struct arena *a = arena_new();
	const char *found = sqlite_check(h, a);

	if (found != NULL)
		log_line(LOG_ALARM, "backup.unsound", LOG_T("found", found));
	arena_free(a);
	if (found != NULL)
		return refuse(why, "the copy, and so the database, is damaged: "
				   "run `soundings check`");
	if (!search_sound(h))
		return refuse(why, "the search index is damaged");
	return true;
}

/* One line "rows TABLE COUNT" each. */
static int
write_rows(sqlite3 *h, FILE *f)
{
	sqlite3_stmt *s;
	int64_t n;
	char *sql;
	int rc = sqlite3_prepare_v2(h, tables, -1, &s, NULL);

	while (s != NULL && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(s, 0);

		sql = sqlite3_mprintf("SELECT count(*) FROM \"%w\"", name);
		rc = sql != NULL ? sqlite_number(h, sql, &n) : SQLITE_NOMEM;
		sqlite3_free(sql);
		if (rc != SQLITE_OK)
			break;
		fprintf(f, "rows %s %lld\n", name, (long long)n);
	}
	sqlite3_finalize(s);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Also makes the file durable. */
static bool
digest_file(const char *path, char sum[SECRET_HASH_LEN + 1], int64_t *len)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	struct stat st;
	void *all = MAP_FAILED;

	if (fd >= 0 && fsync(fd) == 0 && fstat(fd, &st) == 0 && st.st_size > 0)
		all = mmap(
		    NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (all != MAP_FAILED) {
		*len = st.st_size;
		secret_digest(all, (size_t)st.st_size, sum);
		munmap(all, (size_t)st.st_size);
	}
	if (fd >= 0)
		close(fd);
	return all != MAP_FAILED;
}

static bool
write_manifest(const struct names *n, sqlite3 *h, const char **why)
{
	FILE *f = fopen(n->manifest_partial, "we");
	char sum[SECRET_HASH_LEN + 1], at[32];
	int64_t schema = 0, len = 0;
	bool written;

	if (f == NULL)
		return refuse(why, strerrordesc_np(errno));
	clock_iso(at, sizeof(at), clock_now());
	written = sqlite_number(h, "PRAGMA user_version", &schema) ==
		      SQLITE_OK &&
		  digest_file(n->partial, sum, &len);
	if (written)
		fprintf(f,
		    "soundings backup 1\nat %s\nschema %lld\n"
		    "bytes %lld\nblake2b %s\n",
		    at, (long long)schema, (long long)len, sum);
	written = written && write_rows(h, f) == SQLITE_OK && !ferror(f) &&
		  fflush(f) == 0 && fsync(fileno(f)) == 0;
	if (fclose(f) != 0 || !written)
		return refuse(why, "the manifest cannot be written");
	return true;
}

static bool
copy_and_describe(const char *path, const struct names *n, const char **why)
{
	sqlite3 *to;
	bool done = false;
	int rc = sqlite3_open_v2(
	    n->partial, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	const char *name;

	if (rc == SQLITE_OK && !sqlite_settings(to, &name))
		rc = SQLITE_ERROR;
	if (rc == SQLITE_OK)
		rc = copy(path, to);
	if (rc != SQLITE_OK)
		refuse(why, sqlite3_errstr(rc));
	else
		done = sound(to, why) && write_manifest(n, to, why);
	sqlite3_close(to);
	return done;
}

bool
store_backup(const char *store, const char *to, const char **why)
{
	const char *path = store_file(store);
	struct names n;
	int fd;

	if (path == NULL)
		return refuse(why, "copy a PostgreSQL database with pg_dump, as "
				   "docs/running.md shows");
	if (!name_all(&n, to, why))
		return false;
	fd = open(n.partial, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
	if (fd < 0)
		return refuse(why, strerrordesc_np(errno));
	close(fd);
	if (copy_and_describe(path, &n, why)) {
		if (rename(n.manifest_partial, n.manifest) == 0 &&
		    rename(n.partial, to) == 0 && durable_name(to))
			return true;
		refuse(why, strerrordesc_np(errno));
	}
	unlink(n.partial);
	unlink(n.manifest_partial);
	return false;
}
