/* SPDX-License-Identifier: Apache-2.0 */
/*
 * migrate.c - a file comes to the schema of the program, or is refused with a
 * sentence that says what to do.
 */
#include "db_sample.h"

#include <grp.h>
#include <sys/stat.h>

#include "store/sqlite.h"

static const struct migration changed[] = {
	{ 1, "0001_sample", "CREATE TABLE sample (id INTEGER PRIMARY KEY)" },
	{ 2, "0002_word", "CREATE TABLE word (word TEXT)" },
};

struct migrating {
	const char *path;
	bool create;
	const struct migration *list;
	int count;
};

static void
migrate(const void *arg)
{
	const struct migrating *m = arg;

	sqlite_migrate(m->path, m->create, m->list, m->count);
}

/* The sentence that is said when the file is to get the sample's schema. */
static void
refused(const char *path, const char *says)
{
	FATAL(says, migrate, (&(struct migrating){ path, true,
	    sample_migrations, COUNT(sample_migrations) }));
}

/* Runs SQL on a file that is none of ours. */
static const char *
foreign(const char *sql)
{
	const char *path = sample_path();
	sqlite3 *h;

	EQ_INT(SQLITE_OK, sqlite3_open(path, &h));
	EQ_INT(SQLITE_OK, sqlite_run(h, sql));
	sqlite3_close(h);
	return path;
}

TEST(a_new_file_is_made_for_its_owner_alone)
{
	const char *path = sample_path();
	struct stat st;

	EQ_INT(0, store_schema_of(path));
	sample_migrate(path);
	EQ_INT(2, store_schema_of(path));
	EQ_INT(0, stat(path, &st));
	EQ_INT(0600, st.st_mode & 0777);
}

TEST(a_file_of_no_bytes_counts_as_absent)
{
	const char *path = unit_file("empty.db", "");

	EQ_INT(0, store_schema_of(path));
	sample_migrate(path);
	EQ_INT(2, store_schema_of(path));
}

TEST(migrations_come_one_after_another_and_keep_what_is_there)
{
	const char *path = sample_path();
	struct db *db;

	log_level_set(LOG_ALARM);
	sqlite_migrate(path, true, sample_migrations, 1);
	EQ_INT(1, store_schema_of(path));
	sqlite_migrate(path, false, sample_migrations, 2);
	sqlite_migrate(path, false, sample_migrations, 2);
	EQ_INT(2, store_schema_of(path));
	db = sample_open(path, STORE_WRITER);
	store_begin(db);
	sample_add(db, 1, "x");
	db_run(db, SQL(WORD_INSERT), "x", 0);
	EQ_INT(STORE_OK, store_commit(db));
	sample_close(db);
	sqlite_migrate(path, false, sample_migrations, 2);
	db = sample_open(path, STORE_READER);
	store_begin(db);
	EQ_INT(1, db_number_vals(db, SQL(SAMPLE_COUNT), NULL, 0));
	store_rollback(db);
	sample_close(db);
}

TEST(a_database_that_is_not_there_is_made_only_on_request)
{
	const char *path = sample_path();

	FATAL("there is no database", migrate, (&(struct migrating){ path,
	    false, sample_migrations, 2 }));
	EQ_INT(-1, access(path, F_OK));
}

TEST(a_migration_that_was_changed_after_it_was_applied_is_refused)
{
	const char *path = sample_path();
	static const struct migration renamed[] = {
		{ 1, "0001_other", "" },
	};

	sample_migrate(path);
	FATAL("another migration 0001_sample than this program", migrate,
	    (&(struct migrating){ path, false, changed, 2 }));
	FATAL("has schema 2 and this program knows only 1", migrate,
	    (&(struct migrating){ path, false, renamed, 1 }));
	refused(foreign("PRAGMA application_id = 1399743591;"
	    "CREATE TABLE other (x); PRAGMA user_version = 2"),
	    "does not say which migrations it has had");
	EQ_INT(2, store_schema_of(path));
}

TEST(a_newer_schema_is_refused)
{
	const char *path = sample_path();

	sample_migrate(path);
	FATAL("install the newer soundings, or restore a backup", migrate,
	    (&(struct migrating){ path, false, sample_migrations, 1 }));
}

TEST(a_database_of_another_program_is_refused_and_left_alone)
{
	const char *path = foreign("CREATE TABLE other (x)");
	struct stat before, after;

	EQ_INT(0, stat(path, &before));
	refused(path, "is a database of another program");
	EQ_INT(0, stat(path, &after));
	EQ_INT(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	EQ_INT(before.st_size, after.st_size);
	refused(foreign("PRAGMA application_id = 77"),
	    "is a database of another program");
}

TEST(a_file_that_is_no_database_is_refused)
{
	refused(unit_file("notes.txt", "Dear diary, this is no database. It is "
	    "a text, and it is long enough to be looked at as a header of one."),
	    "notes.txt is no database: check the setting `store`");
	refused(unit_directory(), "cannot be opened");
}

static bool
has_table(const char *path, const char *name)
{
	sqlite3 *h = sqlite_open(path, SQLITE_USE_READ);
	char sql[128];
	int64_t n;

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM sqlite_schema"
	    " WHERE name = '%s'", name);
	EQ_INT(SQLITE_OK, sqlite_number(h, sql, &n));
	sqlite3_close(h);
	return n > 0;
}

TEST(a_migration_that_fails_changes_nothing)
{
	static const struct { const char *sql, *says; } row[] = {
		{ "CREATE TABLE fresh (x); CREATE TABLE sample (x);",
		    "0002_bad failed and changed nothing: table sample already" },
		{ "CREATE TABLE fresh (x); COMMIT;",
		    "it begins or ends a transaction" },
		{ "CREATE TABLE fresh (x REFERENCES sample (id));"
		  "INSERT INTO fresh VALUES (12);",
		    "it leaves rows that point to nothing" },
		{ "CREATE TABLE fresh (x); SELECT \"typo\" FROM fresh;",
		    "no such column: typo" },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		struct migration list[] = { sample_migrations[0],
			{ 2, "0002_bad", row[i].sql } };
		const char *path = sample_path();

		CASE("%s", row[i].sql);
		log_level_set(LOG_ALARM);
		sqlite_migrate(path, true, list, 1);
		FATAL(row[i].says, migrate, (&(struct migrating){ path, false,
		    list, 2 }));
		EQ_INT(1, store_schema_of(path));
		NO(has_table(path, "fresh"));
	}
}

TEST(a_table_that_is_pointed_to_can_be_rebuilt)
{
	static const struct migration list[] = {
		{ 1, "0001_parent",
		    "CREATE TABLE parent (id INTEGER PRIMARY KEY);"
		    "CREATE TABLE child (parent INTEGER NOT NULL"
		    " REFERENCES parent (id));"
		    "INSERT INTO parent VALUES (7);"
		    "INSERT INTO child VALUES (7);" },
		{ 2, "0002_rebuilt",
		    "CREATE TABLE wider (id INTEGER PRIMARY KEY, name TEXT);"
		    "INSERT INTO wider (id) SELECT id FROM parent;"
		    "DROP TABLE parent;"
		    "ALTER TABLE wider RENAME TO parent;" },
	};
	const char *path = sample_path();

	log_level_set(LOG_ALARM);
	sqlite_migrate(path, true, list, 1);
	sqlite_migrate(path, false, list, 2);
	EQ_INT(2, store_schema_of(path));
}

/* The same as somebody who is not root, to whom modes mean something. */
static void
migrate_as_nobody(const void *arg)
{
	if (getuid() == 0 && (setgroups(0, NULL) != 0 || setgid(65534) != 0 ||
	    setuid(65534) != 0))
		_exit(2);
	migrate(arg);
}

TEST(wrong_directories_are_refused)
{
	char dir[512], path[600];
	struct migrating m = { path, true, sample_migrations, 2 };

	refused("/nowhere/at/all.db", "there is no directory /nowhere/at");
	EQ_INT(0, chmod(unit_directory(), 0755));
	snprintf(dir, sizeof(dir), "%s/place", unit_directory());
	snprintf(path, sizeof(path), "%s/x.db", dir);
	EQ_INT(0, mkdir(dir, 0755));
	EQ_INT(0, chmod(dir, 0555));
	FATAL("may not write in the directory", migrate_as_nobody, &m);
	EQ_INT(0, chmod(dir, 0777));
	refused(path, "everybody may write in the directory of the database");
	EQ_INT(0, chmod(dir, 01777));
	sample_migrate(path);
	EQ_INT(0, chmod(path, 0400));
	FATAL("may not read and write the database", migrate_as_nobody, &m);
}
