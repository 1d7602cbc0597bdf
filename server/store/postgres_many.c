/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postgres_many.c - rows of many calls in one statement.
 *
 * Before a statement does anything the server spends some 20 us on it, and each
 * change writes several lines of the log. What a block marked `-- many` writes
 * waits here until its table is spoken of, or for COMMIT, and then goes in as
 * few statements as can be. Such a block is an INSERT of values or a plain
 * UPDATE. That another table has a foreign key to its table does not matter
 * much: the error takes the transaction back, and run again nothing waits.
 */
#include "store/postgres_db.h"

#include "soundings/base.h"
#include "soundings/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One row goes by the statement as it is written. */
static const size_t sizes[MANY_SIZES] = { 32, 16, 8, 4, 3, 2 };

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

static void
put_rows(struct buffer *out, const char *values, size_t count, size_t rows)
{
	for (size_t r = 0; r < rows; r++) {
		buffer_text(out, r > 0 ? ", " : "");
		put_row(out, values, r * count);
	}
}

/* INSERT INTO ... VALUES (...) and what may stand behind: the brackets again
 * and again. */
static bool
insert_rows(struct buffer *out, struct arena *a, const struct translated *t,
    size_t rows)
{
	static const char middle[] = "VALUES (";
	const char *values = strstr(t->sql, middle), *behind;

	if (values == NULL)
		return false;
	values += strlen(middle) - 1;
	behind = values + strcspn(values, ")") + 1;
	if (strchr(behind, '$') != NULL ||
	    memchr(values + 1, '(', (size_t)(behind - values) - 1) != NULL)
		return false;
	buffer_put(out, t->sql, (size_t)(values - t->sql));
	put_rows(out, arena_copy(a, values, (size_t)(behind - values)),
	    t->count, rows);
	buffer_text(out, behind);
	return true;
}

void
many_named(struct buffer *out, const char *sql, const char *end)
{
	for (; sql < end; sql++)
		if (*sql == '$')
			buffer_text(out, "v.p");
		else
			buffer_char(out, *sql);
}

static const char *
list_of(struct arena *a, const char *mark, size_t count)
{
	const char *list = "(";

	for (size_t i = 1; i <= count; i++)
		list = arena_printf(a, "%s%s%s%zu", list, i > 1 ? ", " : "",
		    mark, i);
	return arena_printf(a, "%s)", list);
}

/* UPDATE ... SET ... WHERE ...: takes its values from a list of rows. */
static bool
update_rows(struct buffer *out, struct arena *a, const struct translated *t,
    size_t rows)
{
	const char *where = strstr(t->sql, "WHERE ");

	if (strncmp(t->sql, "UPDATE ", 7) != 0 || where == NULL ||
	    strstr(t->sql, "FROM ") != NULL)
		return false;
	many_named(out, t->sql, where);
	buffer_text(out, "FROM (VALUES ");
	put_rows(out, list_of(a, "$", t->count), t->count, rows);
	buffer_printf(out, ") AS v %s ", list_of(a, "p", t->count));
	many_named(out, where, where + strlen(where));
	return true;
}

/* NULL: the statement is neither. */
static const char *
with_rows(struct arena *a, const struct translated *t, size_t rows)
{
	struct buffer out = { 0 };
	const char *text = NULL;

	if (strstr(t->sql, "RETURNING") == NULL &&
	    (insert_rows(&out, a, t, rows) || update_rows(&out, a, t, rows)))
		text = arena_copy(a, buffer_string(&out), out.len);
	buffer_free(&out);
	return text;
}

static void
add(struct postgres_db *s, size_t sql)
{
	const struct translated *t = &s->prepared[sql].text;
	const struct sql_block *b = &s->db.blocks[sql];
	struct many *m = &s->many[s->many_count++];

	invariant(s->many_count <= MANY_BLOCKS);
	m->sql = sql;
	m->rows_max = 1;
	for (size_t i = 0; i < COUNT(sizes); i++) {
		if (sizes[i] * t->count > MANY_VALS)
			continue;
		if (sizes[i] > m->rows_max)
			m->rows_max = sizes[i];
		m->text[i] = with_rows(s->arena, t, sizes[i]);
		if (m->text[i] == NULL)
			fatal("%s:%d: the statement %s cannot be `-- many`",
			    b->file, b->line, b->name);
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
			if (tables_speak_of(s->prepared[i].text.sql,
			    s->prepared[s->many[k].sql].changes))
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
		for (size_t i = 0; i < COUNT(sizes); i++)
			if (s->many[k].text[i] != NULL)
				PQsendPrepare(conn,
				    name_of(name, k, sizes[i]),
				    s->many[k].text[i],
				    (int)(sizes[i] * n), types);
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

/* Does a row wait that this one would change again? A statement changes a row
 * but once. */
static bool
is_there(const struct many *m, const struct prepared *p, const struct val *v)
{
	size_t n = p->text.count;

	for (size_t i = 0; p->row > 0 && i < m->rows; i++)
		if (ahead_same_row(&m->v[i * n + p->row - 1], &v[p->row - 1]))
			return true;
	return false;
}

bool
many_hold(struct postgres_db *s, size_t sql, const struct val *v, size_t n)
{
	struct many *m = s->many;

	while (m < s->many + s->many_count && m->sql != sql)
		m++;
	if (m == s->many + s->many_count)
		return false;
	if (m->rows == m->rows_max || is_there(m, &s->prepared[sql], v))
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
	pipe_send(s,
	    rows == 1 ? p->name : name_of(name, (size_t)(m - s->many), rows),
	    s->db.blocks[m->sql].name, rows * n, &packed);
}

static void
send_all(struct postgres_db *s, struct many *m)
{
	size_t first = 0;

	for (size_t i = 0; i < COUNT(sizes); i++)
		while (m->text[i] != NULL && m->rows - first >= sizes[i]) {
			send_rows(s, m, first, sizes[i]);
			first += sizes[i];
		}
	if (first < m->rows)
		send_rows(s, m, first, 1);
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
