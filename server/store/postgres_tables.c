/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postgres_tables.c - of which tables a statement speaks.
 *
 * No parser: it knows the few ways in which db/queries names a table, and when
 * in doubt takes a word for one, which costs a little time and nothing else.
 */
#include <ctype.h>
#include <string.h>

#include "soundings/base.h"

#include "store/postgres_db.h"

static bool
in_name(char c)
{
	return c == '_' || isalnum((unsigned char)c);
}

static bool
ends_with(const char *sql, const char *end, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(end - sql) >= len && memcmp(end - len, word, len) == 0;
}

/* A table stands behind one of four words, or behind a comma and before its
 * short name; elsewhere it is a column that is called the same. */
static bool
stands_for_table(const char *sql, const char *at, const char *behind)
{
	static const char *const words[] = { "FROM", "JOIN", "INTO", "UPDATE" };
	const char *end = at;

	while (end > sql && isspace((unsigned char)end[-1]))
		end--;
	if (ends_with(sql, end, ","))
		return isspace((unsigned char)*behind) &&
		       in_name(behind[strspn(behind, " \n\t")]);
	for (size_t i = 0; i < COUNT(words); i++)
		if (ends_with(sql, end, words[i]))
			return true;
	return false;
}

bool
tables_speak_of(const char *sql, const char *table)
{
	size_t len = strlen(table);

	for (const char *at = sql; (at = strstr(at, table)) != NULL; at += len)
		if (!in_name(at[len]) && stands_for_table(sql, at, at + len))
			return true;
	return false;
}

static const char *
first_word(struct arena *a, const char *sql)
{
	sql += strspn(sql, " \n\t(");
	return arena_copy(a, sql, strcspn(sql, " \n\t(,"));
}

const char *
tables_changed(struct arena *a, const char *sql)
{
	static const char *const words[] = { "INSERT INTO ", "UPDATE ",
		"DELETE FROM " };
	const char *at;

	for (size_t i = 0; i < COUNT(words); i++)
		if ((at = strstr(sql, words[i])) != NULL)
			return first_word(a, at + strlen(words[i]));
	return NULL;
}

const char *
tables_first(struct arena *a, const char *sql)
{
	const char *changed = tables_changed(a, sql), *from;

	if (changed != NULL)
		return changed;
	from = strstr(sql, "FROM ");
	return from != NULL ? first_word(a, from + strlen("FROM ")) : NULL;
}
