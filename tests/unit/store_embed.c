/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_embed.c - what the build makes of db/queries and what it refuses.
 */
#include "store/embed.h"
#include "soundings/base.h"
#include "unit.h"

/* The folder of this file, and from there the script. */
#define HERE_LEN (sizeof(__FILE__) - sizeof("tests/unit/store_embed.c"))

struct call {
	const char *script, *file; /* NULL: no file */
};

static void
run_awk(const void *arg)
{
	const struct call *c = arg;
	char out[512], script[1024];

	snprintf(out, sizeof(out), "out=%s/made", unit_directory());
	snprintf(script, sizeof(script), "%.*sserver/store/%s", (int)HERE_LEN,
	    __FILE__, c->script);
	execlp("awk", "awk", "-v", out, "-f", script, c->file, (char *)NULL);
	_exit(127);
}

/* Runs a script on one file; its status, and what it said into `said`. */
static int
awk(const char *script, const char *file, char *said, size_t room)
{
	return unit_child(run_awk, &(struct call){ script, file }, said, room);
}

static void
made(const char *suffix, char *text, size_t room)
{
	char path[512];
	FILE *f;
	size_t n;

	snprintf(path, sizeof(path), "%s/made%s", unit_directory(), suffix);
	f = fopen(path, "r");
	YES(f != NULL);
	n = fread(text, 1, room - 1, f);
	text[n] = '\0';
	fclose(f);
}

TEST(a_slip_in_a_query_file_is_named_with_file_and_line)
{
	static const struct { const char *in, *says; } row[] = {
		{ "-- one: x\nSELECT 1;\n\n-- one: y\nSELECT 2;\n",
		    "q.sql:4: block one is already at " },
		{ "-- one: x\n-- two: y\nSELECT 2;\n",
		    "q.sql:1: block one has no SQL" },
		{ "-- one: x\nSELECT 1;\n-- two: y\n;\n",
		    "q.sql:3: block two has no SQL" },
		{ "-- some words\nSELECT 1;\n",
		    "q.sql:2: SQL before the first block" },
		{ "-- one: x\nSELECT 1; // why not\n",
		    "q.sql:2: // is no comment in SQL" },
		{ "-- sql_count: x\nSELECT 1\n",
		    "q.sql:1: no block may be named sql_count" },
		{ "-- one: x\nSELECT 1\n-- with two\n",
		    "q.sql:3: there is no part two" },
		{ "-- one: x\nSELECT 1\n-- two: x\n-- with one\n",
		    "q.sql:4: there is no part one" },
		{ "-- part one: x\n1\n-- with two\n-- part two: x\n2\n"
		  "-- three: x\n-- with one\n",
		    "q.sql:3: the part two stands behind this one" },
		{ "-- part one: x\n1\n-- two: x\nSELECT 1\n",
		    "q.sql:1: part one is used nowhere" },
	};
	char said[512];

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].in);
		EQ_INT(1, awk("embed.awk", unit_file("q.sql", row[i].in), said,
		    sizeof(said)));
		HAS_TEXT(row[i].says, said);
	}
}

TEST(blocks_become_enumerators_and_texts)
{
	static const char in[] =
	    "-- q.sql - a head of the file\n\n"
	    "-- one_row: the first */ of all\n"
	    "--   more words\n"
	    "-- scan: it is small\n"
	    "SELECT 'a\\b', '?\?=' -- inside\n\n  FROM t;\n\n"
	    "-- two: x\n-- many\n-- row: id\nINSERT 2\n";
	char text[4096], said[512];

	EQ_INT(0, awk("embed.awk", unit_file("q.sql", in), said,
	    sizeof(said)));
	made(".h", text, sizeof(text));
	HAS_TEXT("enum sql {\n\tONE_ROW, /* the first * / of all */\n"
	    "\tTWO, /* x */\n\tSQL_COUNT\n};", text);
	made(".c", text, sizeof(text));
	HAS_TEXT(".name = \"one_row\"", text);
	HAS_TEXT(".line = 3,", text);
	HAS_TEXT(".scan = \"it is small\"", text);
	HAS_TEXT("\"SELECT 'a\\\\b', '\\?\\?=' -- inside\\n\"", text);
	HAS_TEXT("\"  FROM t\" }", text);
	HAS_TEXT(".many = true,\n\t  .row = \"id\",\n\t  .sql =\n\t    \"INSERT 2\" }", text);
	HAS_TEXT("sql_block_count = 2;", text);
}

TEST(a_part_stands_in_each_block_that_names_it)
{
	static const char in[] =
	    "-- late: x\nSELECT 1\n-- with rule\n\n"
	    "-- part who: said once\n-- more words\nm = :m\n\n"
	    "-- part rule: which has a part\nWHERE\n-- with who\n\n"
	    "-- early: x\n-- with rule\n ORDER BY 1;\n";
	char text[4096], said[512];

	EQ_INT(0, awk("embed.awk", unit_file("q.sql", in), said,
	    sizeof(said)));
	EQ_TEXT("", said);
	made(".h", text, sizeof(text));
	HAS_TEXT("enum sql {\n\tLATE, /* x */\n\tEARLY, /* x */\n"
	    "\tSQL_COUNT\n};", text);
	made(".c", text, sizeof(text));
	HAS_TEXT("\"SELECT 1\\n\"\n\t    \"WHERE\\n\"\n"
	    "\t    \"m = :m\" }", text);
	HAS_TEXT("\"WHERE\\n\"\n\t    \"m = :m\\n\"\n"
	    "\t    \" ORDER BY 1\" }", text);
	HAS_TEXT("sql_block_count = 2;", text);
}

TEST(no_query_file_is_an_empty_table)
{
	char text[4096], said[512];

	EQ_INT(0, awk("embed.awk", NULL, said, sizeof(said)));
	made(".h", text, sizeof(text));
	HAS_TEXT("enum sql {\n\tSQL_COUNT\n};", text);
	made(".c", text, sizeof(text));
	HAS_TEXT("sql_block_count = 0;", text);
}

TEST(migrations_have_numbers_without_a_gap)
{
	static const struct { const char *name, *in, *says; } row[] = {
		{ "0002_late.sql", "SELECT 1;\n", "should have number 1" },
		{ "first.sql", "SELECT 1;\n", "is not named NNNN_name.sql" },
		{ "0001_none.sql", "", "is empty" },
		{ "0001_odd.sql", "SELECT 1; // odd\n", "// is no comment" },
	};
	char said[512], text[4096];

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].name);
		EQ_INT(1, awk("embed_migrations.awk",
		    unit_file(row[i].name, row[i].in), said, sizeof(said)));
		HAS_TEXT(row[i].says, said);
	}
	EQ_INT(0, awk("embed_migrations.awk",
	    unit_file("0001_good.sql", "SELECT \"1\";\n"), said,
	    sizeof(said)));
	made("", text, sizeof(text));
	HAS_TEXT("{ .version = 1, .name = \"0001_good\",", text);
	HAS_TEXT("\"SELECT \\\"1\\\";\\n\"", text);
	HAS_TEXT("migration_count = 1;", text);
}

TEST(the_tables_of_this_build_are_whole)
{
	YES(sql_block_count > 0);
	YES(sql_blocks[sql_block_count].name == NULL);
	YES(migration_count > 0);
	for (int i = 0; i < migration_count; i++)
		EQ_INT(i + 1, migrations[i].version);
}
