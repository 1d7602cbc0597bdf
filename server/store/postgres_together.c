/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postgres_together.c - one question of many calls as one statement.
 *
 * A block marked `-- ahead` is prepared once more, as a question about lists of
 * values, one list for each of its values: however many calls ask, the server
 * spends its 20 us once. Rows come back in the order in which they were asked
 * for, and each says by its last column for whom it is.
 */
#include "store/postgres_db.h"

#include "soundings/base.h"
#include "soundings/buffer.h"

#include <stdio.h>
#include <string.h>

static const char *
type_name(const struct postgres_db *s, const struct together *t, size_t value)
{
	const struct sql_block *b = &s->db.blocks[t->sql];
	Oid type = s->prepared[t->sql].types[value];

	if (type != OID_INT8 && type != OID_TEXT)
		fatal("%s:%d: the statement %s cannot be `-- ahead`: its values "
		      "are not all numbers and texts", b->file, b->line,
		    b->name);
	return type == OID_INT8 ? "bigint" : "text";
}

/* The block within a question about lists. */
static const char *
with_lists(struct postgres_db *s, const struct together *t)
{
	const struct translated *one = &s->prepared[t->sql].text;
	struct buffer out = { 0 };
	const char *text;

	buffer_text(&out, "SELECT q.*, v.n FROM unnest(");
	for (size_t i = 0; i < one->count; i++)
		buffer_printf(&out, "%sCAST($%zu AS %s[])", i > 0 ? ", " : "",
		    i + 1, type_name(s, t, i));
	buffer_text(&out, ") WITH ORDINALITY AS v (");
	for (size_t i = 1; i <= one->count; i++)
		buffer_printf(&out, "p%zu, ", i);
	buffer_text(&out, "n), LATERAL (");
	many_named(&out, one->sql, one->sql + strlen(one->sql));
	buffer_text(&out, "\n) q ORDER BY v.n");
	text = arena_copy(s->words, buffer_string(&out), out.len);
	buffer_free(&out);
	return text;
}

void
together_prepare(struct postgres_db *s, PGconn *conn)
{
	char name[NAME_LEN_MAX];

	for (size_t i = 0; i < s->together_count; i++) {
		snprintf(name, sizeof(name), "t%zu", i);
		PQsendPrepare(conn, name, with_lists(s, &s->together[i]), 0,
		    NULL);
	}
}

void
together_translate(struct postgres_db *s)
{
	for (size_t i = 0; i < s->db.count; i++) {
		if (!s->db.blocks[i].ahead)
			continue;
		invariant(s->together_count < TOGETHER_MAX);
		s->together[s->together_count++].sql = i;
	}
}

struct together *
together_of(struct postgres_db *s, size_t sql)
{
	for (size_t i = 0; i < s->together_count; i++)
		if (s->together[i].sql == sql)
			return &s->together[i];
	return NULL;
}

static void
put_element(struct buffer *out, const struct val *v)
{
	if (v->type == VAL_TEXT && v->t != NULL) {
		buffer_char(out, '"');
		for (const char *at = v->t; *at != '\0'; at++) {
			if (*at == '"' || *at == '\\')
				buffer_char(out, '\\');
			buffer_char(out, *at);
		}
		buffer_char(out, '"');
	} else if (v->type == VAL_INT || (v->type == VAL_REF && v->i != 0)) {
		buffer_printf(out, "%lld", (long long)v->i);
	} else {
		buffer_text(out, "NULL");
	}
}

/* What all who ask have for one of its values, as PostgreSQL writes an array. */
static const char *
list_of(struct postgres_db *s, const struct together *t, size_t value)
{
	struct buffer out = { 0 };
	const char *list;

	for (size_t i = 0; i < s->ahead_count; i++)
		if (s->ahead[i].of == t) {
			buffer_char(&out, out.len == 0 ? '{' : ',');
			put_element(&out, &s->ahead[i].v[value]);
		}
	buffer_char(&out, '}');
	list = arena_copy(s->words, buffer_string(&out), out.len);
	buffer_free(&out);
	return list;
}

void
together_send(struct postgres_db *s)
{
	struct packed packed;
	char name[NAME_LEN_MAX];

	for (struct together *t = s->together;
	     t < s->together + s->together_count; t++) {
		struct val list = { .type = VAL_TEXT };

		if (t->count == 0 || t->sent)
			continue;
		t->sent = true;
		for (size_t i = 0; i < s->prepared[t->sql].text.count; i++) {
			list.t = list_of(s, t, i);
			pack(&packed, i, OID_TEXT, &list);
		}
		snprintf(name, sizeof(name), "t%zu",
		    (size_t)(t - s->together));
		if (pipe_send(s, name, s->db.blocks[t->sql].name,
			s->prepared[t->sql].text.count, &packed))
			pipe_last_sent(s)->together = t;
	}
}

/* Rows come in the order of who asked, and some have none. */
void
together_answered(struct postgres_db *s, struct together *t, PGresult *r)
{
	int row = 0, rows = PQntuples(r), last = PQnfields(r) - 1;
	int64_t number = 0;

	t->result = r;
	for (struct ahead *a = s->ahead; a < s->ahead + s->ahead_count; a++) {
		if (a->of != t)
			continue;
		a->first = row;
		for (number++; row < rows && postgres_integer(
			PQgetvalue(r, row, last), 8) == number; row++)
			a->rows++;
	}
	invariant(row == rows);
}
