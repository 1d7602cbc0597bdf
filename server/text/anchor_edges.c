/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_edges.c - beginnings and ends of sentences whose middle was found.
 *
 * A sentence that moved is found by a run in its middle. The words before and
 * behind that run belong to the same new sentence, and not to some other place
 * where a gap has put one or two of them by chance.
 */
#include "anchor_match.h"

#define CHANCE 14 /* the weight of a run up to which it may be chance */

struct edge {
	struct match *m;
	const struct sentence *old, *new;
	uint32_t *old_words, *new_words; /* room for any sentence */
};

static uint32_t
weight_between(const struct words *w, uint32_t from, uint32_t to)
{
	const struct word *last = &w->at[to - 1];

	return last->before + last->weight - w->at[from].before;
}

static uint32_t
run_end(const struct match *m, uint32_t i, uint32_t to)
{
	while (i + 1 < to && m->to[i + 1] != NO_WORD &&
	       m->to[i + 1] == m->to[i] + 1)
		i++;
	return i + 1;
}

/* The first word of the heaviest run of a sentence; NO_WORD: it has none. */
static uint32_t
heaviest_run(const struct match *m, const struct sentence *s)
{
	uint32_t best = NO_WORD, most = 0, weight, end;

	for (uint32_t i = s->from; i < s->to; i = end) {
		end = i + 1;
		if (m->to[i] == NO_WORD)
			continue;
		end = run_end(m, i, s->to);
		weight = weight_between(&m->old, i, end);
		if (weight > most) {
			most = weight;
			best = i;
		}
	}
	return best;
}

/* Near enough to belong to it: a sentence that was split is in two. */
static bool
is_near(const struct match *m, const struct sentence *new, uint32_t j)
{
	uint32_t at = m->new.at[new->from].sentence, s = m->new.at[j].sentence;

	return s + 1 >= at && s <= at + 1;
}

static void
let_strays_go(struct edge *e, uint32_t from, uint32_t to)
{
	struct match *m = e->m;
	uint32_t end;

	for (uint32_t i = from; i < to; i = end) {
		end = i + 1;
		if (m->to[i] == NO_WORD)
			continue;
		end = run_end(m, i, to);
		if (is_near(m, e->new, m->to[i]) ||
		    weight_between(&m->old, i, end) > CHANCE)
			continue;
		for (uint32_t j = i; j < end; j++)
			part(m, j);
	}
}

/* Aligns what is free in these two stretches. */
static void
align_free(struct edge *e, uint32_t old_from, uint32_t old_to,
    uint32_t new_from, uint32_t new_to)
{
	struct match *m = e->m;
	uint32_t n = 0, k = 0;

	for (uint32_t j = new_from; j < new_to; j++)
		if (m->from[j] == NO_WORD)
			e->new_words[k++] = j;
	if (k == 0)
		return;
	let_strays_go(e, old_from, old_to);
	for (uint32_t i = old_from; i < old_to; i++)
		if (m->to[i] == NO_WORD)
			e->old_words[n++] = i;
	match_align(m, e->old_words, n, e->new_words, k);
}

static void
complete(struct edge *e)
{
	struct match *m = e->m;
	uint32_t i = heaviest_run(m, e->old), first, last;

	if (i == NO_WORD)
		return;
	e->new = &m->new.sentences[m->new.at[m->to[i]].sentence];
	first = last = i;
	for (i = e->old->from; i < e->old->to; i++) {
		if (m->to[i] < e->new->from || m->to[i] >= e->new->to)
			continue;
		if (m->to[i] < m->to[first] && i < first)
			first = i;
		if (m->to[i] > m->to[last] && i > last)
			last = i;
	}
	align_free(e, e->old->from, first, e->new->from, m->to[first]);
	align_free(e, last + 1, e->old->to, m->to[last] + 1, e->new->to);
}

void
match_edges(struct match *m)
{
	struct arena *a = arena_new();
	struct edge e = { .m = m };

	e.old_words = arena_get(a, m->old.count * sizeof(*e.old_words));
	e.new_words = arena_get(a, m->new.count * sizeof(*e.new_words));
	for (uint32_t s = 0; s < m->old.sentence_count; s++) {
		e.old = &m->old.sentences[s];
		complete(&e);
	}
	arena_free(a);
}
