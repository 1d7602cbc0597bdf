/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_gaps.c - what lies between two runs that kept their order.
 *
 * The free words of a gap are aligned with the free words opposite. A gap too
 * large for that is divided first at words that occur once on each side of it;
 * one that cannot be divided, which is a rewritten chapter or an attack, is
 * aligned at its two ends only.
 */
#include "anchor_match.h"

#include <stdlib.h>

#define CELLS_MOST (1u << 20) /* of one alignment */
#define ENDS_MOST 512         /* words, where only the ends are aligned */
#define BLOCK_GAP 64          /* words missing between parts of a moved block */
#define DEPTH_MOST 16

struct gap {
	uint32_t *old, *new;
	uint32_t old_count, new_count;
};

/* A word of the gap and where: old words at even numbers, new at odd. */
struct pivot {
	uint64_t key;
	uint32_t at;
	bool is_new;
};

static int
pivot_order(const void *x, const void *y)
{
	const struct pivot *p = x, *q = y;

	if (p->key != q->key)
		return p->key < q->key ? -1 : 1;
	if (p->is_new != q->is_new)
		return p->is_new ? 1 : -1;
	return p->at < q->at ? -1 : p->at > q->at;
}

struct link {
	uint32_t old, new; /* positions in the gap's lists */
	uint32_t before;   /* index + 1 in the chain that it ends; 0: none */
};

static int
link_order(const void *x, const void *y)
{
	const struct link *p = x, *q = y;

	return p->old < q->old ? -1 : p->old > q->old;
}

static size_t
find_links(const struct match *m, const struct gap *gap, struct arena *a,
    struct link **links)
{
	size_t most = (size_t)gap->old_count + gap->new_count, n = 0, end;
	struct pivot *p = arena_get(a, most * sizeof(*p));

	*links = arena_get(a, gap->old_count * sizeof(**links));
	for (uint32_t i = 0; i < gap->old_count; i++)
		p[i] = (struct pivot){ m->old.at[gap->old[i]].key, i, false };
	for (uint32_t i = 0; i < gap->new_count; i++)
		p[gap->old_count + i] = (struct pivot){
			m->new.at[gap->new[i]].key, i, true
		};
	qsort(p, most, sizeof(*p), pivot_order);
	for (size_t i = 0; i < most; i = end) {
		end = i + 1;
		while (end < most && p[end].key == p[i].key)
			end++;
		if (end - i == 2 && !p[i].is_new && p[i + 1].is_new)
			(*links)[n++] = (struct link){ p[i].at, p[i + 1].at,
				0 };
	}
	qsort(*links, n, sizeof(**links), link_order);
	return n;
}

/* The longest chain in order; its last link, or n when there is none. */
static size_t
longest_chain(struct link *links, size_t n, struct arena *a)
{
	size_t *tail = arena_get(a, (n + 1) * sizeof(*tail)), count = 0;
	size_t low, high, middle;

	for (size_t i = 0; i < n; i++) {
		low = 0;
		high = count;
		while (low < high) {
			middle = low + (high - low) / 2;
			if (links[tail[middle]].new < links[i].new)
				low = middle + 1;
			else
				high = middle;
		}
		links[i].before = low > 0 ? (uint32_t)tail[low - 1] + 1 : 0;
		tail[low] = i;
		if (low == count)
			count++;
	}
	return count > 0 ? tail[count - 1] : n;
}

static void
align_ends(struct match *m, const struct gap *gap)
{
	uint32_t n = gap->old_count < ENDS_MOST ? gap->old_count : ENDS_MOST;
	uint32_t k = gap->new_count < ENDS_MOST ? gap->new_count : ENDS_MOST;

	match_align(m, gap->old, n, gap->new, k);
	n = gap->old_count - n < ENDS_MOST ? gap->old_count - n : ENDS_MOST;
	k = gap->new_count - k < ENDS_MOST ? gap->new_count - k : ENDS_MOST;
	match_align(m, gap->old + gap->old_count - n, n,
	    gap->new + gap->new_count - k, k);
}

static void
align_gap(struct match *m, struct gap gap, int depth)
{
	struct link *links;
	struct arena *a;
	struct gap rest;
	size_t i, n;

	if (gap.old_count == 0 || gap.new_count == 0)
		return;
	if ((uint64_t)gap.old_count * gap.new_count <= CELLS_MOST) {
		match_align(m, gap.old, gap.old_count, gap.new, gap.new_count);
		return;
	}
	a = arena_new();
	n = find_links(m, &gap, a, &links);
	i = longest_chain(links, n, a);
	if (i == n || depth == DEPTH_MOST)
		align_ends(m, &gap);
	for (i = depth < DEPTH_MOST && i < n ? i + 1 : 0; i > 0;
	     i = links[i - 1].before) {
		const struct link *link = &links[i - 1];

		join(m, gap.old[link->old], gap.new[link->new]);
		rest.old = gap.old + link->old + 1;
		rest.new = gap.new + link->new + 1;
		rest.old_count = gap.old_count - link->old - 1;
		rest.new_count = gap.new_count - link->new - 1;
		align_gap(m, rest, depth + 1);
		gap.old_count = link->old;
		gap.new_count = link->new;
		if (link->before == 0)
			align_gap(m, gap, depth + 1);
	}
	arena_free(a);
}

/* Room for the free words of any gap. */
static struct gap
gap_new(const struct match *m, struct arena *a)
{
	struct gap gap = { 0 };

	gap.old = arena_get(a, m->old.count * sizeof(*gap.old));
	gap.new = arena_get(a, m->new.count * sizeof(*gap.new));
	return gap;
}

static void
align_between(struct match *m, struct gap *gap, const struct run *left,
    const struct run *right)
{
	gap->old_count = gap->new_count = 0;
	for (uint32_t i = left->old + left->count; i < right->old; i++)
		if (m->to[i] == NO_WORD)
			gap->old[gap->old_count++] = i;
	for (uint32_t j = left->new + left->count; j < right->new; j++)
		if (m->from[j] == NO_WORD)
			gap->new[gap->new_count++] = j;
	align_gap(m, *gap, 0);
}

/* Parts of one block that moved: near each other in both texts. */
static bool
is_one_block(const struct run *left, const struct run *right)
{
	uint32_t old_end = left->old + left->count;
	uint32_t new_end = left->new + left->count;

	return !(left->main && right->main) && right->new >= new_end &&
	       right->old - old_end <= BLOCK_GAP &&
	       right->new - new_end <= BLOCK_GAP;
}

void
match_gaps(struct match *m)
{
	struct arena *a = arena_new();
	struct run left = { 0 };
	struct run end = { .old = m->old.count, .new = m->new.count };
	struct gap gap = gap_new(m, a);
	struct runs runs = match_runs(m, a);

	for (size_t i = 1; i < runs.count; i++)
		if (is_one_block(&runs.at[i - 1], &runs.at[i]))
			align_between(m, &gap, &runs.at[i - 1], &runs.at[i]);
	for (size_t i = 0; i < runs.count; i++) {
		if (!runs.at[i].main)
			continue;
		align_between(m, &gap, &left, &runs.at[i]);
		left = runs.at[i];
	}
	align_between(m, &gap, &left, &end);
	arena_free(a);
}
