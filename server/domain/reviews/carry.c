/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carry.c - every comment of a version gets its place in the next.
 *
 * The comparison of the two texts is the slow half and runs on the heavy lane.
 * What is stored is decided in the transaction: a comment that came in between
 * is placed there, by the comparison that was made. Below SURE nobody's comment
 * is moved without a person: it waits, and the place found is only offered.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/reviews/versions.h"

/* At least this confident: placed without a person. Of the fixtures none of
 * those is wrong, and 0.3 % with 0.75; what waits is nearly all deleted, so
 * that less would spare a person 1 % (tests/anchor/figures.py --sure). */
#define SURE 0.8

/* A comment on its way. */
struct luggage {
	int64_t comment;
	const char *state; /* in the version before; NULL: it was made there */
	int64_t clause;
	struct maybe start, end;
	const char *exact;
	int64_t from_document, from_clause;
	struct maybe from_start, from_end;
	const char *from_exact;
};

struct carry {
	int64_t before; /* the version before; 0: the title is new */
	const struct anchor *anchor; /* NULL: the texts cannot be compared */
	struct laid old, new;
	struct list placed; /* struct carried by comment, without `document` */
};

const char *const carried_states[] = {
	"same", "moved", "changed", "waits", "history", NULL
};

const struct field carried_fields[] = {
	F_ID(carried, document), F_ID(carried, comment),
	F_CHOICE(carried, state, carried_states), F_REF(carried, clause),
	F_MAYBE(carried, start, 0, FIELD_INT_MAX),
	F_MAYBE(carried, end, 0, FIELD_INT_MAX),
	F_TEXT_OPT(carried, exact, HTML_MAX), F_REAL(carried, confidence),
	F_ID(carried, from_document), F_REF(carried, from_clause),
	F_MAYBE(carried, from_start, 0, FIELD_INT_MAX),
	F_MAYBE(carried, from_end, 0, FIELD_INT_MAX),
	F_TEXT_OPT(carried, from_exact, HTML_MAX),
	F_REF(carried, placed_by), F_AT(carried, placed_at), F_END
};
static const struct field luggage_fields[] = {
	F_ID(luggage, comment),
	F_CHOICE_OPT(luggage, state, carried_states), F_REF(luggage, clause),
	F_MAYBE(luggage, start, 0, FIELD_INT_MAX),
	F_MAYBE(luggage, end, 0, FIELD_INT_MAX),
	F_TEXT_OPT(luggage, exact, HTML_MAX),
	F_REF(luggage, from_document), F_REF(luggage, from_clause),
	F_MAYBE(luggage, from_start, 0, FIELD_INT_MAX),
	F_MAYBE(luggage, from_end, 0, FIELD_INT_MAX),
	F_TEXT_OPT(luggage, from_exact, HTML_MAX), F_END
};

static bool
is(const char *state, const char *name)
{
	return state != NULL && strcmp(state, name) == 0;
}

/* Where it was: of one that waits already, the last place that was sure. */
static struct carried
packed(struct call *c, const struct carry *p, const struct luggage *g)
{
	struct carried k = {
		.comment = g->comment, .from_document = p->before,
		.from_clause = g->clause, .from_start = g->start,
		.from_end = g->end, .from_exact = g->exact,
		.placed_at = c->now,
	};

	if (is(g->state, "waits") || is(g->state, "history")) {
		k.from_document = g->from_document;
		k.from_clause = g->from_clause;
		k.from_start = g->from_start;
		k.from_end = g->from_end;
		k.from_exact = g->from_exact;
	}
	return k;
}

static const char *
state_of(const struct anchor_place *at)
{
	return at->state == ANCHOR_NOT_FOUND || at->confidence < SURE
	    ? "waits" : anchor_state_name(at->state);
}

/* The stretch of the old text that the comment is about; false: none. */
static bool
stretch_of(const struct carry *p, const struct luggage *g, size_t *start,
    size_t *end)
{
	int64_t i = g->clause - PART_ID(p->before, 1);

	if (g->clause == 0 || i < 0 || i >= (int64_t)p->old.count)
		return false;
	*start = p->old.starts[i];
	*end = *start + p->old.lens[i];
	if (g->start.known && g->end.known &&
	    g->start.is <= g->end.is && g->end.is <= (int64_t)p->old.lens[i]) {
		*end = *start + (size_t)g->end.is;
		*start += (size_t)g->start.is;
	}
	return true;
}

/* Its place in the new text. `clause` is a position from 1 on until the
 * document has an id. */
static void
put_down(struct call *c, const struct carry *p, const struct luggage *g,
    struct carried *k)
{
	struct anchor_place at = { .state = ANCHOR_NOT_FOUND };
	size_t start, end, i;

	k->state = "waits";
	if (p->anchor != NULL && stretch_of(p, g, &start, &end))
		at = anchor_place(p->anchor, start, end);
	if (at.state == ANCHOR_NOT_FOUND || at.end <= at.start)
		return;
	i = laid_find(&p->new, &at.start, &at.end);
	k->clause = (int64_t)i + 1;
	k->confidence = at.confidence;
	k->state = is(g->state, "waits") ? "waits" : state_of(&at);
	if (!g->start.known)
		return;
	k->start = (struct maybe){ true, (int64_t)at.start };
	k->end = (struct maybe){ true, (int64_t)at.end };
	k->exact = utf8_slice(c->arena, p->new.texts[i], at.start, at.end);
}

static struct carried
placed(struct call *c, const struct carry *p, const struct luggage *g)
{
	struct carried k = packed(c, p, g);

	if (is(g->state, "history")) {
		k.state = "history";
		k.confidence = 1;
	} else if (g->clause == 0 && !is(g->state, "waits")) {
		k.state = "same"; /* on the whole document */
		k.confidence = 1;
	} else {
		put_down(c, p, g, &k);
	}
	return k;
}

static struct list
luggage_of(struct call *c, int64_t before, int64_t document)
{
	return db_all(c->db, CARRY_FROM, luggage_fields,
	    sizeof(struct luggage), before, document);
}

static struct laid
laid_clauses(struct arena *a, const struct list *clauses)
{
	return laid_of(a, clauses->at, clauses->count, sizeof(struct clause),
	    offsetof(struct clause, text));
}

static struct carry *
compared(struct call *c, int64_t before, struct laid new)
{
	struct carry *p = arena_get(c->arena, sizeof(*p));
	struct list clauses = db_all(c->db, CLAUSE_OF_DOCUMENT, clause_fields,
	    sizeof(struct clause), before);
	const char *why;

	*p = (struct carry){ .before = before, .new = new,
		.old = laid_clauses(c->arena, &clauses) };
	p->anchor = anchor_compare(c->arena, p->old.text, p->old.len,
	    new.text, new.len, &why);
	return p;
}

struct carry *
carry_plan(struct call *c, int64_t community, const char *title,
    const struct list *clauses)
{
	struct document before;
	struct carry *p;
	struct list all;
	struct carried *k;

	if (!db_get(c->db, VERSION_NEWEST, document_fields, &before, community,
	    title))
		return NULL;
	p = compared(c, before.id, laid_of(c->arena, clauses->at,
	    clauses->count, sizeof(struct clause_text),
	    offsetof(struct clause_text, text)));
	all = luggage_of(c, before.id, 0);
	k = arena_get(c->arena, all.count * sizeof(*k));
	for (size_t i = 0; i < all.count; i++)
		k[i] = placed(c, p, &((struct luggage *)all.at)[i]);
	p->placed = (struct list){ .at = k, .count = all.count };
	return p;
}

struct carry *
carry_compare(struct call *c, int64_t document)
{
	struct list clauses;
	struct document before;

	if (!db_get(c->db, VERSION_BEFORE, document_fields, &before, document))
		return NULL;
	clauses = db_all(c->db, CLAUSE_OF_DOCUMENT, clause_fields,
	    sizeof(struct clause), document);
	return compared(c, before.id, laid_clauses(c->arena, &clauses));
}

int64_t
carry_before(const struct carry *p)
{
	return p->before;
}

/* What was found for this comment as it is now; NULL: it came, or was moved,
 * since. `from` goes along with the comments, which are in order. */
static const struct carried *
found(const struct carry *p, const struct luggage *g, size_t *from)
{
	const struct carried *k = p->placed.at;

	while (*from < p->placed.count && k[*from].comment < g->comment)
		(*from)++;
	if (*from == p->placed.count || k[*from].comment != g->comment ||
	    k[*from].from_clause != g->clause ||
	    k[*from].from_start.is != g->start.is ||
	    k[*from].from_end.is != g->end.is)
		return NULL;
	return &k[*from];
}

bool
carry_store(struct call *c, const struct carry *p, int64_t before,
    int64_t document)
{
	struct list all;
	const struct luggage *g;
	const struct carried *ready;
	size_t from = 0;

	if (before == 0)
		return true;
	if (p == NULL || p->before != before) {
		call_fail(c, E_CONFLICT, "Another version of this draft was "
		    "added a moment ago. Please look at it, then add yours "
		    "again; nothing was stored.");
		return false;
	}
	all = luggage_of(c, before, document);
	g = all.at;
	for (size_t i = 0; i < all.count; i++) {
		struct carried k;

		ready = found(p, &g[i], &from);
		k = ready != NULL ? *ready : placed(c, p, &g[i]);
		k.document = document;
		if (k.clause != 0)
			k.clause = PART_ID(document, k.clause);
		db_put(c->db, CARRIED_INSERT, carried_fields, &k);
	}
	return true;
}
