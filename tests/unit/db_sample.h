/* SPDX-License-Identifier: Apache-2.0 */
/*
 * db_sample.h - a small database with a column of every kind, for the tests of
 * the store, which should not change when the domain's tables do.
 *
 * With UNIT_POSTGRES in the environment ("host=... dbname=...") it is in that
 * database, a schema for each; tests of files are FILE_TESTs and left out.
 */
#ifndef SOUNDINGS_DB_SAMPLE_H
#define SOUNDINGS_DB_SAMPLE_H

#include "soundings/base.h"
#include "soundings/log.h"
#include "soundings/store.h"
#include "store/driver.h"
#include "store/postgres.h"
#include "unit.h"

struct sample_part {
	int64_t id;
	struct texts words;
	const char *note;
};

struct sample {
	int64_t id, reply_to, amount, at;
	struct maybe vote;
	bool open;
	double share;
	const char *title, *kind;
	struct ids members;
	struct texts tags;
	struct blob bytes;
	struct sample_part *part;
};

static const char *const sample_kinds[] = { "one", "two", NULL };

static const struct field sample_part_fields[] = {
	F_ID(sample_part, id), F_TEXTS(sample_part, words, 0, 9),
	F_TEXT_OPT(sample_part, note, 100), F_END
};

__attribute__((unused)) static const struct field sample_fields[] = {
	F_ID(sample, id), F_REF(sample, reply_to),
	F_INT(sample, amount, -1000, 1000), F_TIME(sample, at),
	F_MAYBE(sample, vote, 0, 9), F_BOOL(sample, open), F_REAL(sample, share),
	F_TEXT(sample, title, 0, 100), F_CHOICE(sample, kind, sample_kinds),
	F_IDS(sample, members, 0, 9), F_TEXTS(sample, tags, 0, 9),
	F_BLOB(sample, bytes),
	F_ROW(sample, part, sample_part, sample_part_fields), F_END
};

static const struct migration sample_migrations[] = {
	{ 1, "0001_sample",
	    "CREATE TABLE sample ("
	    " id INTEGER PRIMARY KEY,"
	    " reply_to INTEGER REFERENCES sample (id), amount INTEGER NOT NULL,"
	    " at INTEGER, vote INTEGER, open INTEGER NOT NULL,"
	    " share REAL NOT NULL, title TEXT, kind TEXT,"
	    " members TEXT, tags TEXT, bytes BLOB) STRICT;" },
	{ 2, "0002_word",
	    "CREATE TABLE word (word TEXT NOT NULL UNIQUE, bytes BLOB) STRICT;\n"
	    "-- only sqlite\n"
	    "CREATE VIRTUAL TABLE found USING fts5 (body);\n"
	    "-- both\n" },
};

/* What only SQLite has, and what stands there on PostgreSQL: its tests are left
 * out. */
#define SQLITE_HAS(ours, theirs)                                                   \
	"-- only sqlite\n" ours "\n-- only postgres\n" theirs "\n-- both\n"

#define SAMPLE_COLUMNS                                                       \
	"id, reply_to, amount, at, vote, open, share, title, kind, members,"  \
	" tags, bytes"
#define SAMPLE_VALUES                                                        \
	":id, :reply_to, :amount, :at, :vote, :open, :share, :title, :kind,"  \
	" :members, :tags, :bytes"

/* Block name, its SQL. */
#define SAMPLE_BLOCKS(X)                                                     \
	X(SAMPLE_INSERT, "INSERT INTO sample (" SAMPLE_COLUMNS ") VALUES ("   \
	    SAMPLE_VALUES ")")                                               \
	X(SAMPLE_INSERT_MANY, "INSERT INTO sample (id, amount, open, share)"  \
	    " SELECT CAST(value AS INTEGER), 1, 0, 0 FROM\n"                 \
	    "-- only sqlite\njson_each(:list)\n"                             \
	    "-- only postgres\n"                                             \
	    "json_array_elements_text(CAST(:list AS json))\n-- both\n")      \
	X(SAMPLE_GET, "SELECT " SAMPLE_COLUMNS " FROM sample WHERE id = :id") \
	X(SAMPLE_AMOUNT, "SELECT id, amount FROM sample WHERE id = :id")      \
	X(SAMPLE_ALL, "SELECT id, amount, title FROM sample WHERE id >= :from" \
	    " ORDER BY id")                                                  \
	X(SAMPLE_COUNT, "SELECT count(*) FROM sample")                       \
	X(SAMPLE_TITLE, "SELECT title FROM sample WHERE id = :id")            \
	X(SAMPLE_TITLED, "SELECT id FROM sample WHERE title = :title"         \
	    " AND id >= :from ORDER BY id")                                  \
	X(SAMPLE_RAISE, "UPDATE sample SET amount = amount + 1"              \
	    " WHERE id >= :from RETURNING id, amount")                       \
	X(SAMPLE_STRANGE, "SELECT id, amount AS weight FROM sample"          \
	    " WHERE id = :id")                                               \
	X(SAMPLE_TWICE, "SELECT id, amount AS id FROM sample WHERE id = :id") \
	X(SAMPLE_LIST, "SELECT :text AS members")                            \
	X(SAMPLE_PART, "SELECT id, title AS part FROM sample WHERE id = :id") \
	X(SAMPLE_PART_PUT, "INSERT INTO sample (id, amount, open, share,"      \
	    " title) VALUES (:id, :amount, :open, :share, :part)")           \
	X(SAMPLE_WRONG, "SELECT title AS amount FROM sample WHERE id = :id")  \
	X(SAMPLE_WHOLE, "SELECT 7 AS share")                                 \
	X(SAMPLE_STRANGE_VALUE, "UPDATE sample SET amount = :weight"         \
	    " WHERE id = :id")                                               \
	X(WORD_INSERT, "INSERT INTO word (word, bytes) VALUES (:word,\n"     \
	    "-- only sqlite\nzeroblob(:len)\n"                               \
	    "-- only postgres\n"                                             \
	    "decode(repeat('00', CAST(:len AS integer)), 'hex')\n"           \
	    "-- both\n)")                                                    \
	X(WORD_DELETE, "DELETE FROM word WHERE word = :word")                \
	X(WORD_COUNT, "SELECT count(*) FROM word")                           \
	X(WORD_SEARCH, SQLITE_HAS("SELECT count(*) FROM found WHERE found MATCH"   \
	    " :query", "SELECT 0 WHERE :query <> ''"))                       \
	X(FOUND_INSERT, SQLITE_HAS("INSERT INTO found (body) VALUES (:body)",      \
	    "SELECT 0 WHERE :body <> ''"))                                   \
	X(FOR_EVER, "WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL"           \
	    " SELECT n + 1 FROM up) SELECT count(*) FROM up")                \
	X(LIMIT_PAGES, SQLITE_HAS("PRAGMA max_page_count = 40", "SELECT 0"))       \
	X(LIMIT_NONE, SQLITE_HAS("PRAGMA max_page_count = 1000000", "SELECT 0"))   \
	X(SYNCHRONOUS, SQLITE_HAS("PRAGMA synchronous", "SELECT 0"))               \
	X(JOURNAL_MODE, SQLITE_HAS("PRAGMA journal_mode", "SELECT 0"))

#define SAMPLE_NAME(name, text) name,
#define SAMPLE_BLOCK(name_, text)                                            \
	{ .name = #name_, .sql = text, .file = "sample.sql", .line = __LINE__,      \
	    .ahead = name_ == SAMPLE_AMOUNT || name_ == SAMPLE_TITLED,               \
	    .many = name_ == SAMPLE_INSERT || name_ == SAMPLE_STRANGE_VALUE,         \
	    .row = name_ == SAMPLE_AMOUNT || name_ == SAMPLE_STRANGE_VALUE           \
		? "id" : NULL },

enum sample_sql { SAMPLE_BLOCKS(SAMPLE_NAME) SAMPLE_SQL_COUNT };

static const struct sql_block sample_blocks[] = { SAMPLE_BLOCKS(SAMPLE_BLOCK) };

/* The enumerators of this file where db.h wants those of the build. */
#define SQL(name) ((enum sql)(name))

/* A test of what only a file has, or of the words of SQLite. */
#define FILE_TEST(name)                                                      \
	static void name##_body(void);                                       \
	static void name(void **state)                                       \
	{                                                                    \
		(void)state;                                                 \
		unit_case[0] = '\0';                                         \
		name##_body();                                               \
	}                                                                    \
	__attribute__((constructor)) static void name##_listed(void)         \
	{                                                                    \
		if (getenv("UNIT_POSTGRES") == NULL)                         \
			unit_list(#name, name);                              \
	}                                                                    \
	static void name##_body(void)

/* The words of the database in hand. */
__attribute__((unused)) static const char *
sample_says(const char *sqlite, const char *postgres)
{
	return getenv("UNIT_POSTGRES") != NULL ? postgres : sqlite;
}

/* A schema that no test has had, in the database of UNIT_POSTGRES. */
static inline const char *
sample_schema(const char *database, int n)
{
	static char path[512];
	char sql[64];
	PGconn *conn = PQconnectdb(database);

	snprintf(sql, sizeof(sql), "CREATE SCHEMA sample%d_%d", (int)getpid(),
	    n);
	PQclear(PQexec(conn, sql));
	PQfinish(conn);
	snprintf(path, sizeof(path),
	    "postgres:%s options='-csearch_path=sample%d_%d'", database,
	    (int)getpid(), n);
	return path;
}

/* A path in the test's directory, or a schema, that no test has had. */
static inline const char *
sample_path(void)
{
	static char path[512];
	static int  n;

	if (getenv("UNIT_POSTGRES") != NULL)
		return sample_schema(getenv("UNIT_POSTGRES"), ++n);
	snprintf(path, sizeof(path), "%s/sample%d.db", unit_directory(), ++n);
	return path;
}

static inline void
sample_migrate(const char *path)
{
	log_level_set(LOG_ALARM);
	if (postgres_is(path))
		postgres_migrate(path, true, sample_migrations,
		    COUNT(sample_migrations));
	else
		sqlite_migrate(path, true, sample_migrations,
		    COUNT(sample_migrations));
}

static inline struct db *
sample_open_with(const char *path, enum store_role role,
    const struct sql_block *blocks, size_t count)
{
	return postgres_is(path) ? postgres_db_open(path, role, blocks, count)
				 : sqlite_db_open(path, role, blocks, count);
}

/* A connection to a migrated file, with its own arena. */
static inline struct db *
sample_open(const char *path, enum store_role role)
{
	struct db *db = sample_open_with(path, role, sample_blocks,
	    SAMPLE_SQL_COUNT);

	store_use(db, arena_new());
	return db;
}

static inline void
sample_close(struct db *db)
{
	arena_free(db->arena);
	store_close(db);
}

/* The writer of a new database. */
static inline struct db *
sample_new(void)
{
	const char *path = sample_path();

	sample_migrate(path);
	return sample_open(path, STORE_WRITER);
}

static inline void
sample_add(struct db *db, int64_t id, const char *title)
{
	struct sample s = { .id = id, .title = title };

	db_put(db, SQL(SAMPLE_INSERT), sample_fields, &s);
}

#endif
