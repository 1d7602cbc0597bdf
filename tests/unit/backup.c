/* SPDX-License-Identifier: Apache-2.0 */
/*
 * backup.c - a copy of a database that people go on using.
 */
#include "db_sample.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>

#include "soundings/secret.h"
#include "store/sqlite.h"

#define ROWS 40
#define BIG  200000 /* bytes a row: the copy takes a hundred steps */

static const char *
beside(const char *path, const char *suffix)
{
	static char name[16][600];
	static int  n;
	char *to = name[n++ % 16];

	snprintf(to, sizeof(name[0]), "%s%s", path, suffix);
	return to;
}

/* A file as text; free it. */
static char *
content(const char *path, size_t *len)
{
	FILE *f = fopen(path, "r");
	struct stat st;
	char *all;

	YES(f != NULL && fstat(fileno(f), &st) == 0);
	*len = (size_t)st.st_size;
	all = need_zeroed(1, *len + 1);
	EQ_INT(*len, fread(all, 1, *len, f));
	fclose(f);
	return all;
}

/* The value of a line "name value" of a manifest; -1: no such line. */
static int64_t
manifest_number(const char *manifest, const char *name)
{
	const char *at = strstr(manifest, name);

	return at == NULL ? -1 : strtoll(at + strlen(name), NULL, 10);
}

static const char *
filled(void)
{
	const char *path = sample_path();
	char word[16];
	struct db *db;

	sample_migrate(path);
	db = sample_open(path, STORE_WRITER);
	store_begin(db);
	for (int i = 0; i < ROWS; i++) {
		snprintf(word, sizeof(word), "w%d", i);
		db_run(db, SQL(WORD_INSERT), (const char *)word, BIG);
	}
	db_run(db, SQL(FOUND_INSERT), "tides and currents");
	EQ_INT(STORE_OK, store_commit(db));
	sample_close(db);
	return path;
}

struct scribe {
	const char *path;
	atomic_bool stop;
	atomic_int commits; /* of two rows each */
};

static void *
write_on(void *arg)
{
	struct scribe *w = arg;
	struct db *db = sample_open(w->path, STORE_WRITER);
	char word[32];

	for (int i = 0; !atomic_load(&w->stop); i++) {
		store_begin(db);
		for (int k = 0; k < 2; k++) {
			snprintf(word, sizeof(word), "on%d.%d", i, k);
			db_run(db, SQL(WORD_INSERT), (const char *)word, 10);
		}
		if (store_commit(db) == STORE_OK)
			atomic_fetch_add(&w->commits, 1);
	}
	sample_close(db);
	return NULL;
}

TEST(a_copy_is_one_moment_of_a_database_that_is_being_written)
{
	struct scribe w = { .path = filled() };
	const char *to = beside(w.path, ".copy"), *why = NULL;
	char *manifest, *all, sum[SECRET_HASH_LEN + 1];
	int before, after;
	pthread_t thread;
	size_t len;
	int64_t n;
	sqlite3 *h;

	EQ_INT(0, pthread_create(&thread, NULL, write_on, &w));
	while (atomic_load(&w.commits) == 0)
		sched_yield();
	before = atomic_load(&w.commits);
	YES(store_backup(w.path, to, &why));
	after = atomic_load(&w.commits);
	atomic_store(&w.stop, true);
	pthread_join(thread, NULL);
	YES(after > before);

	h = sqlite_open(to, SQLITE_USE_READ);
	EQ_INT(SQLITE_OK, sqlite_number(h, "SELECT count(*) FROM word", &n));
	sqlite3_close(h);
	EQ_INT(0, (n - ROWS) % 2);
	YES(n >= ROWS + 2 * before && n <= ROWS + 2 * (after + 1));

	manifest = content(beside(to, ".manifest"), &len);
	EQ_INT(n, manifest_number(manifest, "\nrows word "));
	EQ_INT(0, manifest_number(manifest, "\nrows sample "));
	EQ_INT(2, manifest_number(manifest, "\nrows migration "));
	EQ_INT(2, manifest_number(manifest, "\nschema "));
	HAS_TEXT("soundings backup 1\nat 2", manifest);
	all = content(to, &len);
	EQ_INT((int64_t)len, manifest_number(manifest, "\nbytes "));
	secret_digest(all, len, sum);
	HAS_TEXT(sum, manifest);
	free(all);
	free(manifest);
}

TEST(a_copy_is_a_file_of_its_own_that_only_its_owner_reads)
{
	const char *path = filled(), *why, *to = beside(path, ".copy");
	struct arena *a = arena_new();
	struct stat st;

	YES(store_backup(path, to, &why));
	EQ_INT(0, stat(to, &st));
	EQ_INT(0600, st.st_mode & 0777);
	EQ_INT(-1, access(beside(to, "-wal"), F_OK));
	EQ_INT(-1, access(beside(to, ".partial"), F_OK));
	EQ_INT(-1, access(beside(to, ".partial-wal"), F_OK));
	EQ_INT(-1, access(beside(to, ".partial-journal"), F_OK));
	EQ_INT(-1, access(beside(to, ".manifest.partial"), F_OK));
	EQ_TEXT(NULL, store_check(to, a));
	arena_free(a);
}

TEST(a_copy_can_be_put_back_and_used)
{
	const char *path = filled(), *why, *to = beside(path, ".copy");
	struct db *db;

	YES(store_backup(path, to, &why));
	sample_migrate(to);
	db = sample_open(to, STORE_WRITER);
	store_begin(db);
	EQ_INT(1, db_changed(db, SQL(WORD_DELETE), "w7"));
	EQ_INT(1, db_number(db, SQL(WORD_SEARCH), "tides"));
	EQ_INT(STORE_OK, store_commit(db));
	sample_close(db);
}

TEST(an_earlier_copy_is_not_overwritten)
{
	const char *path = filled(), *why = NULL, *to = beside(path, ".copy");

	YES(store_backup(path, to, &why));
	NO(store_backup(path, to, &why));
	EQ_TEXT("there is a file of this name already", why);
	EQ_INT(0, unlink(to));
	NO(store_backup(path, to, &why));
	EQ_INT(0, unlink(beside(to, ".manifest")));
	YES(store_backup(path, to, &why));
}

TEST(what_an_interrupted_copy_left_does_not_matter)
{
	const char *path = filled(), *why = NULL, *to = beside(path, ".copy");
	FILE *f = fopen(beside(to, ".partial"), "w");

	YES(f != NULL && fputs("half a page", f) > 0 && fclose(f) == 0);
	YES(store_backup(path, to, &why));
}

TEST(a_damaged_database_gives_no_copy)
{
	const char *path = filled(), *why = NULL, *to = beside(path, ".copy");
	char *all, *root;
	size_t len;
	FILE *f;

	all = content(path, &len);
	for (root = all + 4096; root < all + len; root += 4096)
		if (*root == 0x0d) /* a leaf of a table: it loses its rows */
			memset(root + 3, 0, 2);
	f = fopen(path, "w");
	YES(f != NULL && fwrite(all, 1, len, f) == len && fclose(f) == 0);
	free(all);
	NO(store_backup(path, to, &why));
	HAS_TEXT("is damaged", why);
	EQ_INT(-1, access(to, F_OK));
	EQ_INT(-1, access(beside(to, ".manifest"), F_OK));
	EQ_INT(-1, access(beside(to, ".partial"), F_OK));
}

TEST(a_damaged_search_index_gives_no_copy)
{
	const char *path = filled(), *why = NULL, *to = beside(path, ".copy");
	sqlite3 *h = sqlite_open(path, SQLITE_USE_WRITE);

	/* Defensive mode is what keeps SQL from doing this. */
	sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	EQ_INT(SQLITE_OK, sqlite_run(h, "UPDATE found_content SET c0 ="
	    " 'another text'"));
	sqlite3_close(h);
	NO(store_backup(path, to, &why));
	EQ_TEXT("the search index is damaged", why);
}

TEST(a_place_that_is_not_there_is_named_as_the_reason)
{
	const char *why = NULL;

	NO(store_backup(filled(), "/nowhere/at/all", &why));
	EQ_TEXT("No such file or directory", why);
}
