/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dialect.c - our SQL in PostgreSQL's words.
 */
#include "soundings/base.h"
#include "store/dialect.h"
#include "unit.h"

TEST(names_become_numbers_each_with_one)
{
	static const struct { const char *ours, *theirs, *names; } row[] = {
		{ "SELECT 1", "SELECT 1", "" },
		{ "SELECT :a", "SELECT $1", "a " },
		{ "x = :b AND y = :a OR z = :b", "x = $1 AND y = $2 OR z = $1",
		    "b a " },
		{ "(:member * 8 + 3)", "($1 * 8 + 3)", "member " },
		{ "a = :ab AND b = :a", "a = $1 AND b = $2", "ab a " },
		{ "k = ':a' AND j = :a", "k = ':a' AND j = $1", "a " },
		{ "k = 'it''s :a'", "k = 'it''s :a'", "" },
		{ "c.\"end\" = :end", "c.\"end\" = $1", "end " },
		{ "a -- of :b\n = :a", "a -- of :b\n = $1", "a " },
		{ "LIMIT :n;", "LIMIT $1;", "n " },
		{ "a > : b", "a > : b", "" },
		{ "text = 'not closed :a", "text = 'not closed :a", "" },
	};
	struct arena *a = arena_new();
	struct translated t;
	const char *why, *names;

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].ours);
		t = dialect_statement(a, row[i].ours, &why);
		EQ_TEXT(NULL, why);
		EQ_TEXT(row[i].theirs, t.sql);
		names = "";
		for (size_t k = 0; k < t.count; k++)
			names = arena_printf(a, "%s%s ", names, t.names[k]);
		EQ_TEXT(row[i].names, names);
	}
	arena_free(a);
}

TEST(words_in_capitals_are_exchanged)
{
	static const struct { const char *ours, *theirs; } row[] = {
		{ "id INTEGER PRIMARY KEY", "id bigint PRIMARY KEY" },
		{ "text TEXT NOT NULL", "text TEXT COLLATE \"C\" NOT NULL" },
		{ "share REAL", "share double precision" },
		{ "body BLOB", "body bytea" },
		{ ") STRICT;", ") ;" },
		{ "CAST (n AS TEXT)", "CAST (n AS TEXT)" },
		{ "CAST (n AS INTEGER)", "CAST (n AS bigint)" },
		{ "TEXTS INTEGERS", "TEXTS INTEGERS" },
		{ "-- INTEGER\nx", "-- INTEGER\nx" },
		{ "'INTEGER' \"TEXT\"", "'INTEGER' \"TEXT\"" },
		{ "kind text integer", "kind text integer" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].ours);
		EQ_TEXT(row[i].theirs, dialect_schema(a, row[i].ours));
	}
	arena_free(a);
}

TEST(what_has_no_name_or_too_many_is_refused)
{
	struct arena *a = arena_new();
	const char *why, *many = "SELECT 0";

	dialect_statement(a, "SELECT ?", &why);
	EQ_TEXT("has a value without a :name", why);
	for (int i = 0; i <= 64; i++)
		many = arena_printf(a, "%s + :n%d", many, i);
	dialect_statement(a, many, &why);
	EQ_TEXT("takes too many values", why);
	arena_free(a);
}
