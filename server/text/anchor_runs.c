/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_runs.c - runs of words that occur exactly once in each text.
 *
 * Such a run is the same place, whatever the order, so that moved text is found
 * for nothing. Long runs come first; a short one that is out of order must be
 * most of a sentence, because phrases are also written twice by chance.
 * Everything is found by sorting: there is no table that could be flooded, and
 * the result does not depend on a hash seed.
 */
#include "anchor_match.h"

#include "soundings/base.h"

#include <stdlib.h>
#include <string.h>

#define GRAM_SURE 12 /* a run this long needs no second reason */
#define GRAM_MOST 24
#define MOST 0.6       /* of a sentence */
#define MOVE_WEIGHT 16 /* three words or so, the least that moves alone */
#define NEW_SIDE UINT64_C(0x80000000)
#define TAKEN UINT64_C(0x100000000) /* a word of it is joined already */

struct gram {
	uint64_t hash;
	uint64_t at; /* index of its first word, NEW_SIDE and TAKEN */
};

struct grams {
	struct gram *at, *spare;
	size_t count;
};

/* Least significant digit first; the hashes are uniform in all bits. */
static void
sort_grams(struct grams *g)
{
	struct gram *swap;
	size_t count[256], at, n;

	for (unsigned shift = 0; shift < 48; shift += 8) {
		memset(count, 0, sizeof(count));
		for (size_t i = 0; i < g->count; i++)
			count[g->at[i].hash >> shift & 0xff]++;
		for (size_t i = at = 0; i < 256; i++) {
			n = count[i];
			count[i] = at;
			at += n;
		}
		for (size_t i = 0; i < g->count; i++)
			g->spare[count[g->at[i].hash >> shift & 0xff]++] =
			    g->at[i];
		swap = g->at;
		g->at = g->spare;
		g->spare = swap;
	}
}

static uint64_t
gram_hash(const struct word *word, uint32_t size)
{
	uint64_t hash = size;

	for (uint32_t i = 0; i < size; i++)
		hash = (hash ^ word[i].key) * UINT64_C(0xff51afd7ed558ccd);
	return (hash ^ hash >> 32) & UINT64_C(0xffffffffffff);
}

/* All runs of `size` words of a text. */
static void
add_grams(struct grams *g, const struct words *w, const uint32_t *taken,
    uint32_t size, uint64_t side)
{
	uint32_t free_words = 0;

	for (uint32_t i = 0; i < w->count; i++) {
		free_words = taken[i] == NO_WORD ? free_words + 1 : 0;
		if (i + 1 < size)
			continue;
		g->at[g->count].hash = gram_hash(&w->at[i + 1 - size], size);
		g->at[g->count++].at = (i + 1 - size) | side |
				       (free_words < size ? TAKEN : 0);
	}
}

struct pair {
	uint32_t old, new;
	bool alone; /* neither text has it once more, in what is joined */
};

static int
pair_order(const void *x, const void *y)
{
	const struct pair *p = x, *q = y;

	return p->old < q->old ? -1 : p->old > q->old;
}

/* The one gram of a side that is not taken; NULL: none, or several. */
static const struct gram *
only_free(const struct gram *from, const struct gram *end, uint64_t side)
{
	const struct gram *only = NULL;

	for (; from < end; from++) {
		if ((from->at & (TAKEN | NEW_SIDE)) != side)
			continue;
		if (only != NULL)
			return NULL;
		only = from;
	}
	return only;
}

/* Those of the sorted grams that both texts have once, by the old text. */
static size_t
unique_pairs(const struct grams *g, struct pair *pairs)
{
	const struct gram *old, *new;
	size_t i, end, n = 0;

	for (i = 0; i < g->count; i = end) {
		end = i + 1;
		while (end < g->count && g->at[end].hash == g->at[i].hash)
			end++;
		old = only_free(g->at + i, g->at + end, 0);
		new = only_free(g->at + i, g->at + end, NEW_SIDE);
		if (old == NULL || new == NULL)
			continue;
		pairs[n].old = (uint32_t)old->at;
		pairs[n].new = (uint32_t)(new->at & ~NEW_SIDE);
		pairs[n++].alone = end - i == 2;
	}
	qsort(pairs, n, sizeof(*pairs), pair_order);
	return n;
}

static bool
can_join(const struct match *m, uint32_t i, uint32_t j)
{
	return i < m->old.count && j < m->new.count && m->to[i] == NO_WORD &&
	       m->from[j] == NO_WORD && is_equal(m, i, j);
}

/* The whole run around a pair: as far as the words are equal and free. */
static struct run
run_around(const struct match *m, struct pair p)
{
	struct run run = { .old = p.old, .new = p.new };

	while (run.old > 0 && run.new > 0 &&
	       can_join(m, run.old - 1, run.new - 1)) {
		run.old--;
		run.new--;
	}
	while (can_join(m, run.old + run.count, run.new + run.count))
		run.count++;
	return run;
}

/* One end of a run in the sentences where it ends: how many words of each are
 * in the run, and how many there are. */
struct end {
	uint32_t old, old_len, new, new_len;
	uint8_t copied; /* the one sentence or the other */
};

/* How many words the run should leave alone there. A sentence that is elsewhere
 * word for word is no part of it, even if it goes on in the same way; one that
 * is in many places, only where the run has the lesser part of it. */
static uint32_t
stray(const struct end *end)
{
	double most = end->copied == COPIED_ONCE ? 1 : MOST;

	if (end->copied == COPIED_NOT || end->old != end->new ||
	    end->old >= most * end->old_len || end->new >= most * end->new_len)
		return 0;
	return end->old;
}

static struct end
end_at(const struct match *m, uint32_t i, uint32_t j)
{
	uint32_t x = m->old.at[i].sentence, y = m->new.at[j].sentence;
	const struct sentence *s = &m->old.sentences[x];
	const struct sentence *t = &m->new.sentences[y];
	uint8_t p = m->old_copied[x], q = m->new_copied[y];

	return (struct end){ .old_len = s->to - s->from,
		.new_len = t->to - t->from,
		.old = s->to - i,
		.new = t->to - j,
		.copied = p > q ? p : q };
}

static void
leave_strays(const struct match *m, struct run *run)
{
	struct end end = end_at(m, run->old, run->new);
	uint32_t n = stray(&end);

	if (n < run->count) {
		run->old += n;
		run->new += n;
		run->count -= n;
	}
	end = end_at(m, run->old + run->count - 1, run->new + run->count - 1);
	end.old = end.old_len - end.old + 1;
	end.new = end.new_len - end.new + 1;
	n = stray(&end);
	if (n < run->count)
		run->count -= n;
}

/* Was it looked at already, and refused? */
static bool
is_inside(const struct run *run, struct pair p)
{
	return !p.alone && p.old - run->old < run->count &&
	       p.new - run->new == p.old - run->old;
}

/* The share of the sentences it touches, at most, that a run covers. */
static double
share_of_sentence(const struct words *w, uint32_t from, uint32_t count)
{
	uint32_t i = w->at[from].sentence,
		 last = w->at[from + count - 1].sentence;
	double best = 0, share;

	for (; i <= last; i++) {
		const struct sentence *s = &w->sentences[i];
		uint32_t low = s->from > from ? s->from : from;
		uint32_t high = s->to < from + count ? s->to : from + count;

		share = (double)(high - low) / (s->to - s->from);
		if (s->to - s->from >= 3 && share > best)
			best = share;
	}
	return best;
}

/* Where the words around it went: between those of the chain on both sides? */
static bool
is_in_order(const struct run *run, const uint32_t *low, const uint32_t *high)
{
	return run->new >= low[run->old] &&
	       run->new + run->count <= high[run->old + run->count - 1];
}

static bool
is_move(const struct match *m, const struct run *run)
{
	const struct word *first = &m->old.at[run->old];
	const struct word *last = first + run->count - 1;

	if (last->before + last->weight - first->before < MOVE_WEIGHT)
		return false;
	return share_of_sentence(&m->old, run->old, run->count) >= MOST ||
	       share_of_sentence(&m->new, run->new, run->count) >= MOST;
}

/* For each old word, the new words between which the chain would put it. */
static void
order_bounds(struct match *m, uint32_t *low, uint32_t *high)
{
	struct arena *a = arena_new();
	struct runs runs = match_runs(m, a);
	uint32_t at = 0, bound = 0;

	for (size_t i = 0; i < runs.count; i++) {
		if (!runs.at[i].main)
			continue;
		for (; at < runs.at[i].old + runs.at[i].count; at++)
			low[at] = bound;
		bound = runs.at[i].new + runs.at[i].count;
	}
	for (; at < m->old.count; at++)
		low[at] = bound;
	bound = m->new.count;
	for (size_t i = runs.count; i-- > 0;) {
		if (!runs.at[i].main)
			continue;
		for (; at > runs.at[i].old; at--)
			high[at - 1] = bound;
		bound = runs.at[i].new;
	}
	for (; at > 0; at--)
		high[at - 1] = bound;
	arena_free(a);
}

static void
join_run(struct match *m, const struct run *run)
{
	for (uint32_t i = 0; i < run->count; i++)
		join(m, run->old + i, run->new + i);
}

static void
rare_runs_of(struct match *m, uint32_t size)
{
	size_t most = (size_t)m->old.count + m->new.count, n;
	struct arena *a = arena_new();
	struct grams g = { 0 };
	struct pair *pairs;
	uint32_t *low, *high;
	struct run run = { 0 };

	g.at = arena_get(a, most * sizeof(*g.at));
	g.spare = arena_get(a, most * sizeof(*g.spare));
	pairs = arena_get(a, m->old.count * sizeof(*pairs));
	low = arena_get(a, m->old.count * sizeof(*low));
	high = arena_get(a, m->old.count * sizeof(*high));
	add_grams(&g, &m->old, m->to, size, 0);
	add_grams(&g, &m->new, m->from, size, NEW_SIDE);
	sort_grams(&g);
	n = unique_pairs(&g, pairs);
	order_bounds(m, low, high);
	for (size_t i = 0; i < n; i++) {
		if (!can_join(m, pairs[i].old, pairs[i].new) ||
		    is_inside(&run, pairs[i]))
			continue;
		run = run_around(m, pairs[i]);
		leave_strays(m, &run);
		if (run.count >= size &&
		    (is_in_order(&run, low, high) ||
			(pairs[i].alone &&
			    (size >= GRAM_SURE || is_move(m, &run)))))
			join_run(m, &run);
	}
	arena_free(a);
}

void
match_rare_runs(struct match *m)
{
	static const uint32_t sizes[] = { GRAM_MOST, GRAM_SURE, 6, 4 };

	for (size_t i = 0; i < COUNT(sizes); i++)
		rare_runs_of(m, sizes[i]);
}

static size_t
count_runs(const struct match *m)
{
	size_t n = 0;

	for (uint32_t i = 0; i < m->old.count; i++)
		n += m->to[i] != NO_WORD &&
		     (i == 0 || m->to[i - 1] == NO_WORD ||
			 m->to[i - 1] + 1 != m->to[i]);
	return n;
}

static void
read_runs(const struct match *m, struct runs *runs)
{
	struct run *run = NULL;

	for (uint32_t i = 0; i < m->old.count; i++) {
		if (m->to[i] == NO_WORD) {
			run = NULL;
			continue;
		}
		if (run == NULL || run->new + run->count != m->to[i]) {
			run = &runs->at[runs->count++];
			run->old = i;
			run->new = m->to[i];
		}
		run->count++;
		run->weight += m->old.at[i].weight;
	}
}

struct best {
	uint64_t weight;
	size_t run; /* index + 1; 0: none */
};

/* The heaviest chain: a tree of prefix maxima over the new text's words. */
static void
mark_chain(struct runs *runs, struct best *tree, size_t room, size_t *before,
    struct arena *a)
{
	struct best *ends = arena_get(a, runs->count * sizeof(*ends));
	struct best top = { 0 };

	for (size_t i = 0; i < runs->count; i++) {
		const struct run *run = &runs->at[i];
		struct best best = { 0 };

		for (size_t at = run->new; at > 0; at -= at & -at)
			if (tree[at].weight > best.weight)
				best = tree[at];
		before[i] = best.run;
		ends[i].weight = best.weight + run->weight;
		ends[i].run = i + 1;
		for (size_t at = run->new + 1; at < room; at += at & -at)
			if (tree[at].weight < ends[i].weight)
				tree[at] = ends[i];
		if (ends[i].weight > top.weight)
			top = ends[i];
	}
	for (size_t i = top.run; i > 0; i = before[i - 1])
		runs->at[i - 1].main = true;
}

struct runs
match_runs(struct match *m, struct arena *a)
{
	struct runs runs = { 0 };
	size_t count = count_runs(m), room = (size_t)m->new.count + 2;

	runs.at = arena_get(a, count * sizeof(*runs.at));
	read_runs(m, &runs);
	mark_chain(&runs, arena_get(a, room * sizeof(struct best)), room,
	    arena_get(a, count * sizeof(size_t)), a);
	return runs;
}
