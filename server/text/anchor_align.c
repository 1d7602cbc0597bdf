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

struct table {
	const struct match *m;
	const uint32_t *old, *new;
	uint32_t old_count, new_count;
	uint8_t *steps;         /* (old_count + 1) rows of new_count + 1 */
	int32_t *joined, *best; /* the row above */
	int32_t *joined_now, *best_now;
};

static int32_t
likeness(const struct match *m, uint32_t i, uint32_t j)
{
	if (is_equal(m, i, j))
		return EQUAL * m->old.at[i].weight;
	if (is_alike(m, i, j))
		return ALIKE * (m->old.at[i].weight < m->new.at[j].weight
				       ? m->old.at[i].weight
				       : m->new.at[j].weight);
	return 0;
}

static bool
is_adjacent(const uint32_t *words, uint32_t i)
{
	return i > 0 && words[i - 1] + 1 == words[i];
}

/* The cell of old word i and new word j, both counted from 1. */
static void
fill_cell(struct table *t, uint32_t i, uint32_t j)
{
	int32_t like = likeness(t->m, t->old[i - 1], t->new[j - 1]);
	int32_t after = t->joined[j - 1], plain = t->best[j - 1];
	int32_t here = -1;
	uint8_t step = 0;

	if (is_adjacent(t->old, i - 1) && is_adjacent(t->new, j - 1))
		after += ADJACENT;
	if (like > 0 && t->joined[j - 1] >= 0 && after >= plain) {
		here = after + like;
		step = STEP_AFTER;
	} else if (like > 0) {
		here = plain + like;
	}
	t->joined_now[j] = here;
	t->best_now[j] = t->best_now[j - 1];
	if (t->best[j] >= t->best_now[j]) {
		t->best_now[j] = t->best[j];
		step |= STEP_OLD;
	}
	if (here > t->best_now[j]) {
		t->best_now[j] = here;
		step |= STEP_JOINED;
	}
	t->steps[(size_t)i * (t->new_count + 1) + j] = step;
}

static void
fill(struct table *t)
{
	int32_t *swap;

	for (uint32_t i = 1; i <= t->old_count; i++) {
		t->joined_now[0] = -1;
		t->best_now[0] = 0;
		for (uint32_t j = 1; j <= t->new_count; j++)
			fill_cell(t, i, j);
		swap = t->joined;
		t->joined = t->joined_now;
		t->joined_now = swap;
		swap = t->best;
		t->best = t->best_now;
		t->best_now = swap;
	}
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
	struct table t = { .m = m,
		.old = old,
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
	t.joined = arena_get(a, row * sizeof(*t.joined));
	t.joined_now = arena_get(a, row * sizeof(*t.joined));
	t.best = arena_get(a, row * sizeof(*t.best));
	t.best_now = arena_get(a, row * sizeof(*t.best));
	for (size_t j = 0; j < row; j++)
		t.joined[j] = -1;
	fill(&t);
	walk_back(&t, m);
	arena_free(a);
}
