/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sql_plans.c - every statement of db/queries, as SQLite would run it.
 *
 * A statement that reads a whole table or index says in its head why that is
 * right (`-- scan: ...`). The plans are those of an empty database without
 * statistics, which is what a new server has.
 */
#include "soundings/base.h"
#include "soundings/log.h"
#include "store/driver.h"
#include "unit.h"

struct step {
	int64_t id, parent, notused;
	const char *detail;
};

static const struct field step_fields[] = {
	F_INT(step, id, 0, FIELD_INT_MAX), F_INT(step, parent, 0, FIELD_INT_MAX),
	F_INT(step, notused, 0, FIELD_INT_MAX), F_TEXT(step, detail, 0, 9999),
	F_END
};

/* The word of a step that stands at `n` (0: SCAN, SEARCH and so on). */
static const char *
word(struct arena *a, const char *detail, size_t n)
{
	for (; n > 0; n--) {
		detail += strcspn(detail, " ");
		detail += strspn(detail, " ");
	}
	return arena_copy(a, detail, strcspn(detail, " "));
}

/* Is it a table that the statement itself makes (WITH, FROM (SELECT))? */
static bool
made_here(struct arena *a, const struct list *plan, const char *name)
{
	const struct step *s = plan->at;

	for (size_t i = 0; i < plan->count; i++) {
		const char *verb = word(a, s[i].detail, 0);

		if ((strcmp(verb, "MATERIALIZE") == 0 ||
		    strcmp(verb, "CO-ROUTINE") == 0) &&
		    strcmp(word(a, s[i].detail, 1), name) == 0)
			return true;
	}
	return false;
}

/* A virtual table says after the ':' what it was asked for (FTS5: M, a match;
 * =, <, > by rowid); json_each has its text as index 1 and up. */
static bool
asked_for_something(const char *detail)
{
	const char *index = strstr(detail, "VIRTUAL TABLE INDEX ");

	if (index == NULL)
		return false;
	index += strlen("VIRTUAL TABLE INDEX ");
	return strncmp(index, "0:", 2) != 0 || index[2] != '\0';
}

/* Does this step go through all of a stored table? */
static bool
scans(struct arena *a, const struct list *plan, const char *detail)
{
	return strcmp(word(a, detail, 0), "SCAN") == 0 &&
	    strstr(detail, "CONSTANT ROW") == NULL &&
	    !asked_for_something(detail) &&
	    !made_here(a, plan, word(a, detail, 1));
}

static struct sql_block *
explained(struct arena *a, const struct sql_block *blocks, size_t count)
{
	struct sql_block *b = arena_get(a, (count + 1) * sizeof(*b));

	for (size_t i = 0; i < count; i++) {
		b[i] = blocks[i];
		b[i].sql = arena_printf(a, "EXPLAIN QUERY PLAN\n%s",
		    blocks[i].sql);
	}
	return b;
}

/* The first step of a statement that scans; NULL: none does. */
static const char *
first_scan(struct arena *a, struct db *db, size_t sql)
{
	struct val none[PARAMS_MAX] = { { .type = VAL_REF } };
	struct list plan = db_all_vals(db, (enum sql)sql, step_fields,
	    sizeof(struct step), none, db->statements[sql].param_count);
	const struct step *s = plan.at;

	EQ_TEXT("", store_error(db));
	for (size_t i = 0; i < plan.count; i++)
		if (scans(a, &plan, s[i].detail))
			return s[i].detail;
	return NULL;
}

static struct db *
open_explained(struct arena *a, const struct sql_block *blocks, size_t count)
{
	const char *path = arena_printf(a, "%s/plans.db", unit_directory());
	struct db *db;

	log_level_set(LOG_ALARM);
	store_migrate(path, true);
	db = sqlite_db_open(path, STORE_WRITER, explained(a, blocks, count),
	    count);
	store_use(db, a);
	store_begin(db);
	return db;
}

static void
close_explained(struct arena *a, struct db *db)
{
	store_rollback(db);
	store_close(db);
	arena_free(a);
}

TEST(no_statement_reads_a_whole_table_without_saying_why)
{
	struct arena *a = arena_new();
	struct db *db = open_explained(a, sql_blocks, sql_block_count);
	size_t bad = 0;

	for (size_t i = 0; i < sql_block_count; i++) {
		const struct sql_block *b = &sql_blocks[i];
		const char *found = first_scan(a, db, i);

		CASE("%s", b->name);
		if (found != NULL && b->scan == NULL) {
			print_error("%s:%d: %s: %s\n", b->file, b->line,
			    b->name, found);
			bad++;
		}
	}
	close_explained(a, db);
	EQ_INT(0, bad);
}

#define BLOCK(name_, sql_) { .name = name_, .sql = sql_, .file = "x", .line = 1 }

TEST(a_scan_is_told_from_what_looks_like_one)
{
	static const struct sql_block blocks[] = {
		BLOCK("whole", "SELECT seq FROM event"),
		BLOCK("whole_index", "SELECT count(*) FROM event"),
		BLOCK("unindexed", "SELECT seq FROM event WHERE kind = :kind"),
		BLOCK("newest", "SELECT e.seq FROM event e ORDER BY seq DESC"
		    " LIMIT :count"),
		BLOCK("hidden", "WITH w AS MATERIALIZED (SELECT kind FROM event)"
		    " SELECT kind FROM w"),
		BLOCK("key", "SELECT kind FROM event WHERE seq = :seq"),
		BLOCK("range", "SELECT kind FROM event WHERE seq > :seq"),
		BLOCK("list", "SELECT value FROM json_each(:list)"),
		BLOCK("made", "WITH w AS MATERIALIZED (SELECT kind FROM event"
		    " WHERE seq = :seq) SELECT kind FROM w"),
		BLOCK("made_unnamed", "SELECT count(*) AS n FROM (SELECT DISTINCT"
		    " kind FROM event WHERE seq > :seq LIMIT 3)"),
		BLOCK("steps", "WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL"
		    " SELECT n + 1 FROM up WHERE n < :n) SELECT n FROM up"),
		BLOCK("nothing", "SELECT 1 AS one"),
	};
	static const size_t first_good = 5;
	struct arena *a = arena_new();
	struct db *db = open_explained(a, blocks, COUNT(blocks));

	for (size_t i = 0; i < COUNT(blocks); i++) {
		const char *found = first_scan(a, db, i);

		CASE("%s: %s", blocks[i].name, found != NULL ? found : "-");
		EQ_INT(i < first_good, found != NULL);
	}
	close_explained(a, db);
}
