/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_align.c - the best alignment, in order, of some words of each text.
 *
 * The weight of the words that stay is maximised, with a premium for words that
 * follow each other: without it the "of" and "the" of a new sentence would be
 * scattered over an old one. A word may also meet one that begins alike
 * (organisations, organization). Time is the product of both counts and comes
 * out of the budget of the whole comparison; when that is spent, nothing is
 * aligned any more, and the passages there are searched or not found.
 */
#include "anchor_match.h"

#include <string.h>

#define EQUAL 4 /* a word's weight times this */
#define ALIKE 2
#define ADJACENT 5 /* for two words that follow each other in both texts */

/* How a cell was reached; two states, because the premium depends on it. */
enum step {
	STEP_OLD = 1,    /* the best without a join leaves out the old word */
	STEP_JOINED = 2, /* the best so far ends in a join */
	STEP_AFTER = 4,  /* the join's forerunner is a join */
};

/* A word of the new text, side by side with the next for the inner loop. */
struct cell {
	uint64_t key, stem;
	int32_t weight;
	int32_t adjacent; /* ADJACENT behind the one before, or 0 */
	int32_t joined; /* the row above: the best that ends in a join, or -1 */
	int32_t best;   /* the row above: the best */
};

struct table {
	const uint32_t *old, *new;
	uint32_t old_count, new_count;
	uint8_t *steps;     /* (old_count + 1) rows of new_count + 1 */
	struct cell *cells; /* new_count + 1; the first is the margin */
};

static inline int32_t
likeness(const struct word *word, const struct cell *c)
{
	if (word->key == c->key)
		return EQUAL * word->weight;
	if (word->stem == 0 || word->stem != c->stem)
		return 0;
	return ALIKE * (word->weight < c->weight ? word->weight : c->weight);
}

/* One old word against all new ones. */
static void
fill_row(
    struct table *t, const struct word *word, bool adjacent, uint8_t *steps)
{
	int32_t joined = t->cells[0].joined, best = t->cells[0].best;
	int32_t best_now = 0, here, after, like;
	uint8_t step;

	for (uint32_t j = 1; j <= t->new_count; j++) {
		struct cell *c = &t->cells[j];

		like = likeness(word, c);
		step = 0;
		here = -1;
		if (like > 0) {
			after = joined + (adjacent ? c->adjacent : 0);
			here = best;
			if (joined >= 0 && after >= best) {
				here = after;
				step = STEP_AFTER;
			}
			here += like;
		}
		joined = c->joined;
		best = c->best;
		if (best >= best_now) {
			best_now = best;
			step |= STEP_OLD;
		}
		if (here > best_now) {
			best_now = here;
			step |= STEP_JOINED;
		}
		c->joined = here;
		c->best = best_now;
		steps[j] = step;
	}
}

static bool
is_adjacent(const uint32_t *words, uint32_t i)
{
	return i > 0 && words[i - 1] + 1 == words[i];
}

static void
fill(struct table *t, const struct match *m)
{
	for (uint32_t j = 0; j < t->new_count; j++) {
		const struct word *word = &m->new.at[t->new[j]];
		struct cell *c = &t->cells[j + 1];

		c->key = word->key;
		c->stem = word->stem;
		c->weight = word->weight;
		c->adjacent = is_adjacent(t->new, j) ? ADJACENT : 0;
		c->joined = -1;
	}
	t->cells[0].joined = -1;
	for (uint32_t i = 0; i < t->old_count; i++)
		fill_row(t, &m->old.at[t->old[i]], is_adjacent(t->old, i),
		    t->steps + (size_t)(i + 1) * (t->new_count + 1));
}

static void
walk_back(const struct table *t, struct match *m)
{
	uint32_t i = t->old_count, j = t->new_count;
	bool must_join = false;
	uint8_t step;

	while (i > 0 && j > 0) {
		step = t->steps[(size_t)i * (t->new_count + 1) + j];
		if (must_join || (step & STEP_JOINED)) {
			join(m, t->old[--i], t->new[--j]);
			must_join = (step & STEP_AFTER) != 0;
		} else if (step & STEP_OLD) {
			i--;
		} else {
			j--;
		}
	}
}

void
match_align(struct match *m, const uint32_t *old, uint32_t old_count,
    const uint32_t *new, uint32_t new_count)
{
	struct table t = { .old = old,
		.new = new,
		.old_count = old_count,
		.new_count = new_count };
	size_t row = (size_t)new_count + 1, cells = row * (old_count + 1);
	struct arena *a;

	if (old_count == 0 || new_count == 0 || cells > m->work)
		return;
	m->work -= cells;
	a = arena_new();
	t.steps = arena_get(a, cells);
	t.cells = arena_get(a, row * sizeof(*t.cells));
	fill(&t, m);
	walk_back(&t, m);
	arena_free(a);
}
