/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postgres_ahead.c - questions asked before the calls of a batch ask them.
 *
 * The answer is that of the begin of the batch: where that will not do, the
 * block has a `-- row: name`, and when a call of the batch has changed that row
 * of its first table, or whatever of its other tables, the next asks anew.
 */
#include <string.h>

#include "soundings/base.h"

#include "store/postgres_db.h"

/* Which value is the block's row, + 1; 0: it names none. */
static size_t
row_of(const struct postgres_db *s, size_t sql)
{
	const struct translated *t = &s->prepared[sql].text;
	const struct sql_block *b = &s->db.blocks[sql];

	if (b->row == NULL)
		return 0;
	for (size_t i = 0; i < t->count; i++)
		if (strcmp(t->names[i], b->row) == 0)
			return i + 1;
	fatal("%s:%d: the statement %s has no value :%s", b->file, b->line,
	    b->name, b->row);
}

/* Which questions about a row a change makes stale, whichever row it is, or if
 * it is the same. */
static void
find_stale(struct postgres_db *s, struct prepared *p, size_t question)
{
	const struct prepared *q = &s->prepared[question];
	unsigned bit = 1u << q->question;

	if (p->changes == NULL || !tables_speak_of(q->text.sql, p->changes))
		return;
	p->stales |= bit;
	if (p->row > 0 && strcmp(p->changes,
	    tables_first(s->arena, q->text.sql)) == 0)
		p->stales_row |= bit;
}

void
ahead_translate(struct postgres_db *s)
{
	unsigned questions = 0;

	for (size_t i = 0; i < s->db.count; i++) {
		s->prepared[i].row = row_of(s, i);
		if (s->prepared[i].row > 0 && s->prepared[i].changes == NULL) {
			invariant(questions < QUESTIONS_MAX);
			s->prepared[i].question = questions++;
		}
	}
	for (size_t q = 0; q < s->db.count; q++)
		for (size_t i = 0; s->prepared[q].row > 0 &&
		     s->prepared[q].changes == NULL && i < s->db.count; i++)
			find_stale(s, &s->prepared[i], q);
}

bool
ahead_same_row(const struct val *a, const struct val *b)
{
	bool numbers = (a->type == VAL_INT || a->type == VAL_REF) &&
		       (b->type == VAL_INT || b->type == VAL_REF);

	return !numbers || a->i == b->i;
}

void
ahead_grow_stale(struct postgres_db *s, size_t sql, const struct val *v)
{
	const struct prepared *p = &s->prepared[sql];

	if (p->stales == 0)
		return;
	for (struct ahead *a = s->ahead; a < s->ahead + s->ahead_count; a++) {
		const struct prepared *q = &s->prepared[a->of->sql];
		unsigned bit = q->row > 0 ? 1u << q->question : 0;

		if ((p->stales & bit) != 0 && ((p->stales_row & bit) == 0 ||
		    ahead_same_row(&v[p->row - 1], &a->v[q->row - 1])))
			a->stale = true;
	}
}

void
ahead_note(struct postgres_db *s, size_t sql, const struct val *v, size_t n)
{
	struct together *of = together_of(s, sql);
	struct ahead *a = &s->ahead[s->ahead_count];

	if (of == NULL || of->sent || s->ahead_count == AHEAD_MAX)
		return;
	invariant(n <= AHEAD_VALS);
	*a = (struct ahead){ .of = of };
	memcpy(a->v, v, n * sizeof(*v));
	of->count++;
	s->ahead_count++;
}

static bool
same_val(const struct val *a, const struct val *b)
{
	if (a->type != b->type)
		return false;
	return a->type == VAL_TEXT ? strcmp(a->t, b->t) == 0 : a->i == b->i;
}

/* Answers are mostly taken in the order in which they were asked for. */
static struct ahead *
find(struct postgres_db *s, const struct together *of, const struct val *v,
    size_t n)
{
	for (size_t k = 0; k < s->ahead_count; k++) {
		size_t at = (s->ahead_next + k) % s->ahead_count;
		struct ahead *a = &s->ahead[at];
		bool same = a->of == of && !a->taken && !a->stale;

		for (size_t i = 0; same && i < n; i++)
			same = same_val(&a->v[i], &v[i]);
		if (same) {
			s->ahead_next = at + 1;
			return a;
		}
	}
	return NULL;
}

struct ahead *
ahead_take(struct postgres_db *s, size_t sql, const struct val *v, size_t n)
{
	struct together *of = together_of(s, sql);
	struct ahead *a = of != NULL ? find(s, of, v, n) : NULL;

	if (a == NULL)
		return NULL;
	together_send(s);
	if (of->result == NULL)
		PQclear(pipe_settle(s));
	if (of->result == NULL)
		return NULL;
	a->taken = true;
	return a;
}

void
ahead_forget(struct postgres_db *s)
{
	s->ahead_count = s->ahead_next = 0;
	for (size_t i = 0; i < s->together_count; i++) {
		PQclear(s->together[i].result);
		s->together[i] = (struct together){
			.sql = s->together[i].sql };
	}
}
