/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postgres_many.c - rows of many calls in one statement.
 *
 * Before a statement does anything the server spends some 20 us on it, and each
 * change writes several lines of the log. What a block marked `-- many` inserts
 * waits here until its table is spoken of, or for COMMIT, and then goes in as
 * few statements as can be. Such a block is a plain INSERT of values. That
 * another table has a foreign key to its table does not matter much: the error
 * takes the transaction back, and when it is run again nothing waits.
 */
#include "store/postgres_db.h"

#include "soundings/base.h"
#include "soundings/buffer.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const size_t many_sizes[MANY_SIZES] = { 32, 16, 8, 4, 3, 2, 1 };

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

static bool
speaks_of(const char *sql, const char *table)
{
	size_t len = strlen(table);

	for (const char *at = sql; (at = strstr(at, table)) != NULL; at += len)
		if (!in_name(at[len]) && stands_for_table(sql, at, at + len))
			return true;
	return false;
}

/* The values of one more row: its numbers go on behind those of the rows before
 * it. */
static void
put_row(struct buffer *out, const char *values, size_t before)
{
	char *end;

	while (*values != '\0') {
		buffer_char(out, *values);
		if (*values++ != '$')
			continue;
		buffer_printf(out, "%zu", before + strtoul(values, &end, 10));
		values = end;
	}
}

static const char *
with_rows(struct arena *a, const struct translated *t, const char *values,
    size_t rows)
{
	struct buffer out = { 0 };
	const char *text;

	buffer_put(&out, t->sql, (size_t)(values - t->sql));
	for (size_t r = 0; r < rows; r++) {
		buffer_text(&out, r > 0 ? ", " : "");
		put_row(&out, values, r * t->count);
	}
	text = arena_copy(a, buffer_string(&out), out.len);
	buffer_free(&out);
	return text;
}

/* The table of INSERT INTO table (...) VALUES (...), and where its values are;
 * NULL: it is something else. */
static const char *
table_of(struct arena *a, const char *sql, const char **values)
{
	static const char begin[] = "INSERT INTO ", middle[] = "VALUES (";
	const char *found = strstr(sql, middle);
	size_t len;

	if (strncmp(sql, begin, strlen(begin)) != 0 || found == NULL)
		return NULL;
	*values = found + strlen(middle) - 1;
	if (strcspn(*values, ")") + 1 != strlen(*values))
		return NULL;
	sql += strlen(begin);
	len = strcspn(sql, " (");
	return arena_copy(a, sql, len);
}

static void
add(struct postgres_db *s, size_t sql)
{
	const struct translated *t = &s->prepared[sql].text;
	struct many *m = &s->many[s->many_count++];
	const char *values;

	invariant(s->many_count <= MANY_BLOCKS);
	m->sql = sql;
	m->table = table_of(s->arena, t->sql, &values);
	if (m->table == NULL)
		fatal("%s:%d: %s is marked `-- many` and no plain INSERT",
		    s->db.blocks[sql].file, s->db.blocks[sql].line,
		    s->db.blocks[sql].name);
	m->rows_max = 1;
	for (size_t i = 0; i < MANY_SIZES; i++) {
		if (many_sizes[i] * t->count > MANY_VALS)
			continue;
		if (many_sizes[i] > m->rows_max)
			m->rows_max = many_sizes[i];
		m->text[i] = with_rows(s->arena, t, values, many_sizes[i]);
	}
}

void
many_translate(struct postgres_db *s)
{
	for (size_t i = 0; i < s->db.count; i++)
		if (s->db.blocks[i].many)
			add(s, i);
	for (size_t i = 0; i < s->db.count; i++)
		for (size_t k = 0; k < s->many_count; k++)
			if (speaks_of(s->prepared[i].text.sql, s->many[k].table))
				s->prepared[i].speaks_of |= 1u << k;
}

static const char *
name_of(char name[static NAME_LEN_MAX], size_t many, size_t rows)
{
	snprintf(name, NAME_LEN_MAX, "m%zu_%zu", many, rows);
	return name;
}

void
many_prepare(struct postgres_db *s, PGconn *conn)
{
	char name[NAME_LEN_MAX];
	Oid types[MANY_VALS];

	for (size_t k = 0; k < s->many_count; k++) {
		const struct prepared *p = &s->prepared[s->many[k].sql];
		size_t n = p->text.count;

		for (size_t i = 0; i < MANY_VALS; i++)
			types[i] = n > 0 ? p->types[i % n] : 0;
		for (size_t i = 0; i < MANY_SIZES; i++)
			if (s->many[k].text[i] != NULL)
				PQsendPrepare(conn,
				    name_of(name, k, many_sizes[i]),
				    s->many[k].text[i],
				    (int)(many_sizes[i] * n), types);
	}
}

static struct val
copy(struct arena *a, const struct val *v)
{
	struct val copy = *v;

	if (v->type == VAL_TEXT && v->t != NULL)
		copy.t = arena_text(a, v->t);
	else if (v->type == VAL_BLOB)
		copy.b.at = arena_copy(a, v->b.at, v->b.len);
	return copy;
}

bool
many_hold(struct postgres_db *s, size_t sql, const struct val *v, size_t n)
{
	struct many *m = s->many;

	while (m < s->many + s->many_count && m->sql != sql)
		m++;
	if (m == s->many + s->many_count)
		return false;
	if (m->rows == m->rows_max)
		many_send(s, MANY_ALL);
	for (size_t i = 0; i < n; i++)
		m->v[m->rows * n + i] = copy(s->words, &v[i]);
	m->rows++;
	s->held_in = m;
	return true;
}

static void
send_rows(struct postgres_db *s, const struct many *m, size_t first,
    size_t rows)
{
	const struct prepared *p = &s->prepared[m->sql];
	size_t n = p->text.count;
	struct packed packed;
	char name[NAME_LEN_MAX];

	for (size_t i = 0; i < rows * n; i++)
		pack(&packed, i, p->types[i % n], &m->v[first * n + i]);
	pipe_send(s, name_of(name, (size_t)(m - s->many), rows),
	    s->db.blocks[m->sql].name, rows * n, &packed);
}

static void
send_all(struct postgres_db *s, struct many *m)
{
	size_t first = 0;

	for (size_t i = 0; i < MANY_SIZES; i++)
		while (m->text[i] != NULL && m->rows - first >= many_sizes[i]) {
			send_rows(s, m, first, many_sizes[i]);
			first += many_sizes[i];
		}
	m->rows = 0;
}

void
many_send(struct postgres_db *s, unsigned tables)
{
	for (size_t k = 0; k < s->many_count; k++)
		if ((tables & 1u << k) != 0 && s->many[k].rows > 0)
			send_all(s, &s->many[k]);
}

void
many_send_last_alone(struct postgres_db *s)
{
	struct many *m = s->held_in;
	size_t last = --m->rows;

	many_send(s, MANY_ALL);
	send_rows(s, m, last, 1);
}

void
many_forget(struct postgres_db *s)
{
	for (size_t k = 0; k < s->many_count; k++)
		s->many[k].rows = 0;
}
