/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_once.c - which words of the old text are said there only once.
 *
 * Drafts are full of phrases: "in writing", "equipment issued for home working".
 * Finding one again is no trace of the sentence that had it. What stands only
 * here with the word or two behind it is; found by sorting, like the runs.
 */
#include "anchor_match.h"

#include <stdlib.h>

/* A place in the text, with what decides its order. */
struct place {
	uint64_t keys[ONCE_MOST];
	uint32_t at;
};

static int
place_order(const void *x, const void *y)
{
	const struct place *p = x, *q = y;

	for (int n = 0; n < ONCE_MOST; n++)
		if (p->keys[n] != q->keys[n])
			return p->keys[n] < q->keys[n] ? -1 : 1;
	return p->at < q->at ? -1 : p->at > q->at;
}

static struct place *
places_of(const struct words *w, struct arena *a)
{
	struct place *p = arena_get(a, w->count * sizeof(*p));

	for (uint32_t i = 0; i < w->count; i++) {
		p[i].at = i;
		for (uint32_t n = 0; n < ONCE_MOST; n++)
			p[i].keys[n] = i + n < w->count ? w->at[i + n].key : 0;
	}
	if (w->count > 0)
		qsort(p, w->count, sizeof(*p), place_order);
	return p;
}

/* So many words are the same at both places. */
static uint8_t
common(const struct place *p, const struct place *q)
{
	uint8_t n = 0;

	while (n < ONCE_MOST && p->keys[n] == q->keys[n])
		n++;
	return n;
}

void
match_once(struct match *m)
{
	struct arena *a = arena_new();
	struct place *p = places_of(&m->old, a);
	uint8_t before = 0, behind, most;

	m->once = arena_get(m->arena, m->old.count);
	for (uint32_t i = 0; i < m->old.count; i++) {
		behind = i + 1 < m->old.count ? common(&p[i], &p[i + 1]) : 0;
		most = before > behind ? before : behind;
		m->once[p[i].at] = most < ONCE_MOST ? most + 1 : 0;
		before = behind;
	}
	arena_free(a);
}
