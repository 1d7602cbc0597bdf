/* SPDX-License-Identifier: Apache-2.0 */
/*
 * diff.c - what changed from one draft to another, word by word.
 *
 * A word is kept when the comparison put it in order with the rest and it is
 * written as it was. Between two kept words the old ones went and the new ones
 * came. A clause without a kept word is added or removed as a whole, or it has
 * moved, when most of it is found out of order.
 */
#include "soundings/diff.h"

#include <stdlib.h>
#include <string.h>

#include "soundings/buffer.h"
#include "soundings/text.h"

#include "anchor_match.h"
#include "anchor_pairs.h"

/* What is known of one clause. */
struct part {
	uint32_t from, to;    /* its words */
	uint32_t real;        /* of them that are no punctuation */
	uint32_t kept;        /* of these, in order with the rest */
	bool strange;         /* what was kept is chance: as good as nothing */
	int64_t partner;      /* a clause that has most of it, out of order */
	int64_t first;        /* the clause of the first kept word's partner */
	struct buffer marks;  /* of a new one: struct diff_mark */
};

struct differ {
	struct arena *arena;
	const struct laid *old_laid, *new_laid;
	const struct words *old, *new;
	const uint32_t *to, *from; /* partners, or NO_WORD */
	const bool *main;          /* by old word */
	struct part *olds, *news;
};

/* So few kept words in a clause are chance, if they are a small part of it. */
#define STRAY_MOST  2
#define STRAY_SHARE 6

const char *const diff_kinds[] = {
	"same", "changed", "added", "removed", "moved", "left", NULL
};

/* In order with the rest, and written as it was. */
static bool
stands(const struct differ *d, uint32_t i)
{
	return d->to[i] != NO_WORD && d->main[i] &&
	    words_same(d->old, i, d->new, d->to[i]);
}

static size_t
clause_of(const struct laid *l, const struct words *w, uint32_t word)
{
	return laid_clause(l, w->at[word].at);
}

static struct part *
old_part(const struct differ *d, uint32_t i)
{
	return &d->olds[clause_of(d->old_laid, d->old, i)];
}

static struct part *
new_part(const struct differ *d, uint32_t j)
{
	return &d->news[clause_of(d->new_laid, d->new, j)];
}

static bool
is_kept(const struct differ *d, uint32_t i)
{
	return stands(d, i) && !old_part(d, i)->strange &&
	    !new_part(d, d->to[i])->strange;
}

static bool
is_new(const struct differ *d, uint32_t j)
{
	return d->from[j] == NO_WORD || !is_kept(d, d->from[j]);
}

static struct part *
parts_of(struct arena *a, const struct laid *l, const struct words *w)
{
	struct part *p = arena_get(a, (l->count + 1) * sizeof(*p));
	uint32_t word = 0;

	for (size_t i = 0; i < l->count; i++) {
		p[i].from = word;
		while (word < w->count &&
		    w->at[word].at < l->starts[i] + l->lens[i])
			p[i].real += !w->at[word++].mark;
		p[i].to = word;
		p[i].partner = p[i].first = -1;
	}
	return p;
}

/* The clause in which more than half of these words have their partners, if
 * they follow each other there. -1: there is none. */
static int64_t
partner_of(const struct laid *there, const struct words *w, const uint32_t *to,
    uint32_t from, uint32_t upto)
{
	int64_t best = -1, now = -1;
	uint32_t run = 0, longest = 0;

	for (uint32_t i = from; i < upto; i++) {
		int64_t at = to[i] == NO_WORD ? -1
		    : (int64_t)clause_of(there, w, to[i]);

		if (at < 0)
			continue;
		run = at == now ? run + 1 : 1;
		now = at;
		if (run > longest) {
			longest = run;
			best = at;
		}
	}
	return longest * 2 > upto - from ? best : -1;
}

static void
judge(struct part *p, size_t count)
{
	for (size_t k = 0; k < count; k++) {
		p[k].strange = p[k].kept <= STRAY_MOST &&
		    p[k].kept * STRAY_SHARE < p[k].real;
		p[k].kept = 0;
	}
}

/* Counts what is kept, without that which is chance. */
static void
count_kept(struct differ *d)
{
	for (uint32_t i = 0; i < d->old->count; i++)
		if (stands(d, i) && !d->old->at[i].mark) {
			old_part(d, i)->kept++;
			new_part(d, d->to[i])->kept++;
		}
	judge(d->olds, d->old_laid->count);
	judge(d->news, d->new_laid->count);
	for (uint32_t i = 0; i < d->old->count; i++) {
		struct part *p, *q;

		if (!is_kept(d, i))
			continue;
		p = old_part(d, i);
		q = new_part(d, d->to[i]);
		p->kept++;
		if (q->kept++ == 0)
			q->first = (int64_t)(p - d->olds);
	}
}

static uint32_t *
no_words(struct arena *a, size_t count)
{
	uint32_t *to = arena_get(a, (count + 1) * sizeof(*to));

	for (size_t i = 0; i < count; i++)
		to[i] = NO_WORD;
	return to;
}

/* Where those went, and came from, of which nothing was kept. */
static void
find_partners(struct differ *d)
{
	uint32_t *to = no_words(d->arena, d->old->count);
	uint32_t *from = no_words(d->arena, d->new->count);
	struct part *p;

	/* What is in order has not moved, though it is written otherwise. */
	for (uint32_t i = 0; i < d->old->count; i++)
		if (d->to[i] != NO_WORD && !d->main[i])
			from[to[i] = d->to[i]] = i;
	for (size_t k = 0; k < d->old_laid->count; k++) {
		p = &d->olds[k];
		if (p->kept == 0)
			p->partner = partner_of(d->new_laid, d->new, to,
			    p->from, p->to);
	}
	for (size_t k = 0; k < d->new_laid->count; k++) {
		p = &d->news[k];
		if (p->kept == 0)
			p->partner = partner_of(d->old_laid, d->old, from,
			    p->from, p->to);
	}
}

static void
put_mark(struct differ *d, size_t clause, size_t start, size_t end,
    const char *gone)
{
	size_t at = d->new_laid->starts[clause];
	struct diff_mark m = { start - at, end - at, gone };

	buffer_put(&d->news[clause].marks, &m, sizeof(m));
}

static const char *
old_words(struct differ *d, size_t clause, size_t start, size_t end)
{
	size_t at = d->old_laid->starts[clause];

	return utf8_slice(d->arena, d->old_laid->texts[clause], start - at,
	    end - at);
}

/* Words that went, in the clause of a kept one: shown beside that one. `i` is
 * the first of them in its clause, `upto` is behind the last. */
static void
mark_gone(struct differ *d, uint32_t i, uint32_t upto, size_t clause)
{
	const struct word *w = d->old->at, *v = d->new->at;
	const struct part *p = &d->olds[clause];
	uint32_t j;

	if (i > p->from) { /* behind the kept word before it */
		j = d->to[i - 1];
		put_mark(d, clause_of(d->new_laid, d->new, j), v[j].end,
		    v[j].end,
		    old_words(d, clause, w[i - 1].end, w[upto - 1].end));
	} else { /* before the kept word behind it, and what came there */
		j = d->to[upto];
		while (j > 0 && is_new(d, j - 1) &&
		    clause_of(d->new_laid, d->new, j - 1) ==
			clause_of(d->new_laid, d->new, j))
			j--;
		put_mark(d, clause_of(d->new_laid, d->new, j), v[j].at,
		    v[j].at, old_words(d, clause, w[i].at, w[upto].at));
	}
}

static void
mark_all_gone(struct differ *d)
{
	for (size_t k = 0; k < d->old_laid->count; k++) {
		const struct part *p = &d->olds[k];
		uint32_t i = p->from, upto;

		while (p->kept > 0 && i < p->to) {
			for (upto = i; upto < p->to && !is_kept(d, upto);)
				upto++;
			if (upto > i)
				mark_gone(d, i, upto, k);
			i = upto + 1;
		}
	}
}

/* In a clause that has moved, what its old self has is not new. */
static bool
is_fresh(const struct differ *d, const struct part *p, uint32_t j)
{
	if (p->partner < 0 || d->from[j] == NO_WORD)
		return is_new(d, j);
	return (int64_t)clause_of(d->old_laid, d->old, d->from[j]) !=
	    p->partner || !words_same(d->old, d->from[j], d->new, j);
}

static void
mark_all_new(struct differ *d)
{
	for (size_t k = 0; k < d->new_laid->count; k++) {
		const struct part *p = &d->news[k];
		uint32_t j = p->from, upto;

		while ((p->kept > 0 || p->partner >= 0) && j < p->to) {
			for (upto = j; upto < p->to && is_fresh(d, p, upto);)
				upto++;
			if (upto > j)
				put_mark(d, k, d->new->at[j].at,
				    d->new->at[upto - 1].end, NULL);
			j = upto + 1;
		}
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct diff_mark *m = a, *n = b;

	if (m->start != n->start)
		return m->start < n->start ? -1 : 1;
	/* What went stands before what came. */
	return (n->gone != NULL) - (m->gone != NULL);
}

static struct list
marks_of(struct differ *d, struct part *p)
{
	size_t n = p->marks.len / sizeof(struct diff_mark);
	struct diff_mark *m = arena_get(d->arena, n * sizeof(*m));

	if (n > 0) {
		memcpy(m, p->marks.at, n * sizeof(*m));
		qsort(m, n, sizeof(*m), by_place);
	}
	buffer_free(&p->marks);
	return (struct list){ .at = m, .count = n };
}

static struct diff_block
new_block(struct differ *d, size_t k)
{
	struct part *p = &d->news[k];
	struct diff_block b = { .new = (int64_t)k, .old = p->first,
		.marks = marks_of(d, p) };

	if (p->kept == 0 && p->partner >= 0) {
		b.kind = DIFF_MOVED;
		b.old = p->partner;
	} else if (p->kept == 0 && p->to > p->from) {
		b.kind = DIFF_ADDED;
	} else {
		b.kind = b.marks.count > 0 ? DIFF_CHANGED : DIFF_SAME;
	}
	return b;
}

static struct diff_block
old_block(const struct differ *d, size_t k)
{
	int64_t partner = d->olds[k].partner;

	/* Only if its new self says the same. */
	if (partner >= 0 && d->news[partner].kept == 0 &&
	    d->news[partner].partner == (int64_t)k)
		return (struct diff_block){ .kind = DIFF_LEFT, .old = (int64_t)k,
			.new = partner };
	return (struct diff_block){ .kind = DIFF_REMOVED, .old = (int64_t)k,
		.new = -1 };
}

/* The last new clause that has a kept word of this old one. */
static int64_t
last_of(const struct differ *d, const struct part *p)
{
	for (uint32_t i = p->to; i > p->from; i--)
		if (is_kept(d, i - 1))
			return (int64_t)clause_of(d->new_laid, d->new,
			    d->to[i - 1]);
	return -1;
}

static struct list
blocks_of(struct differ *d)
{
	size_t olds = d->old_laid->count, news = d->new_laid->count, n = 0;
	struct diff_block *b = arena_get(d->arena, (olds + news) * sizeof(*b));
	size_t next = 0;

	for (size_t k = 0; k < olds; k++) {
		const struct part *p = &d->olds[k];
		int64_t last = last_of(d, p);

		while (last >= (int64_t)next)
			b[n++] = new_block(d, next++);
		if (p->kept == 0 && p->to > p->from)
			b[n++] = old_block(d, k);
	}
	while (next < news)
		b[n++] = new_block(d, next++);
	return (struct list){ .at = b, .count = n };
}

struct list
diff_compared(struct arena *a, const struct anchor *anchor,
    const struct laid *old, const struct laid *new)
{
	struct anchor_pairs pairs = anchor_pairs_of(anchor);
	struct differ d = { .arena = a, .old_laid = old, .new_laid = new,
		.old = pairs.old, .new = pairs.new, .to = pairs.to,
		.from = pairs.from, .main = pairs.main };

	d.olds = parts_of(a, old, d.old);
	d.news = parts_of(a, new, d.new);
	count_kept(&d);
	find_partners(&d);
	mark_all_gone(&d);
	mark_all_new(&d);
	return blocks_of(&d);
}

struct list
diff_clauses(struct arena *a, const struct laid *old, const struct laid *new,
    const char **why)
{
	const struct anchor *anchor = anchor_compare(a, old->text, old->len,
	    new->text, new->len, why);

	return anchor != NULL ? diff_compared(a, anchor, old, new)
	    : (struct list){ 0 };
}
