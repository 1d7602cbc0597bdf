/* SPDX-License-Identifier: Apache-2.0 */
/*
 * only.c - lines of SQL that are meant for one database.
 *
 * SQL is written once for all. Where that cannot be - full text search - the
 * lines from `-- only NAME` up to the next such line, or to `-- both`, are for
 * the database of that name. Whoever prepares a text takes out the others'.
 */
#include <string.h>

#include "soundings/base.h"

#include "store/driver.h"

#define ONLY "-- only "
#define BOTH "-- both"

static bool
is(const char *line, size_t len, const char *words)
{
	return len == strlen(words) && memcmp(line, words, len) == 0;
}

const char *
only_for(struct arena *a, const char *database, const char *sql)
{
	struct buffer out = { 0 };
	bool ours = true;
	const char *text;
	size_t len;

	if (strstr(sql, ONLY) == NULL)
		return sql;
	for (; *sql != '\0'; sql += len + (sql[len] == '\n')) {
		len = strcspn(sql, "\n");
		if (strncmp(sql, ONLY, strlen(ONLY)) == 0)
			ours = is(sql + strlen(ONLY), len - strlen(ONLY),
			    database);
		else if (is(sql, len, BOTH))
			ours = true;
		else if (ours) {
			buffer_put(&out, sql, len);
			buffer_char(&out, '\n');
		}
	}
	text = arena_copy(a, buffer_string(&out), out.len);
	buffer_free(&out);
	return text;
}
