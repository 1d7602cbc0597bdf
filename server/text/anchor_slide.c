/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_slide.c - edges of what was put in or taken out, set to sentences.
 *
 * Where "## Tests" was put in before "## House", a run that grew word by word
 * says that "Tests ##" was put in behind "##". Both explain the words equally;
 * people edit sentences.
 */
#include "anchor_match.h"

#define SLIDE_MOST 64 /* words */

/* One text seen from the other. */
struct view {
	const struct words *x, *y;
	uint32_t *there, *back; /* by word of x, by word of y */
};

static bool
begins(const struct words *w, uint32_t i)
{
	return i == w->count || w->sentences[w->at[i].sentence].from == i;
}

/* May word i of x take word j of y, which nobody has? */
static bool
may_take(const struct view *v, uint32_t i, uint32_t j)
{
	return v->back[j] == NO_WORD && v->x->at[i].key == v->y->at[j].key;
}

static void
take(const struct view *v, uint32_t i, uint32_t j)
{
	v->back[v->there[i]] = NO_WORD;
	v->there[i] = j;
	v->back[j] = i;
}

/* The last words before a gap in y go behind it. */
static bool
slide_back(const struct view *v, uint32_t i, uint32_t p, uint32_t q)
{
	uint32_t k;

	for (k = 1; k <= SLIDE_MOST && k <= i + 1 && q - k > p; k++) {
		if (!may_take(v, i + 1 - k, q - k) ||
		    v->there[i + 1 - k] != p + 1 - k)
			return false;
		if (begins(v->x, i + 1 - k) && begins(v->y, q - k))
			break;
		if (p + 1 == k)
			return false;
	}
	if (k > SLIDE_MOST || k > i + 1 || q - k <= p)
		return false;
	for (uint32_t n = 1; n <= k; n++)
		take(v, i + 1 - n, q - n);
	return true;
}

/* The first words behind a gap in y go before it. */
static bool
slide_forward(const struct view *v, uint32_t i, uint32_t p, uint32_t q)
{
	uint32_t k;

	for (k = 1; k <= SLIDE_MOST && i + k < v->x->count && p + k < q; k++) {
		if (!may_take(v, i + k, p + k) || v->there[i + k] != q + k - 1)
			return false;
		if (begins(v->x, i + k + 1) && begins(v->y, p + k + 1))
			break;
	}
	if (k > SLIDE_MOST || i + k >= v->x->count || p + k >= q)
		return false;
	for (uint32_t n = 1; n <= k; n++)
		take(v, i + n, p + n);
	return true;
}

static void
slide(const struct view *v)
{
	for (uint32_t i = 0; i + 1 < v->x->count; i++) {
		uint32_t p = v->there[i], q = v->there[i + 1];

		if (p == NO_WORD || q == NO_WORD || q <= p + 1 ||
		    begins(v->x, i + 1))
			continue;
		if (!slide_back(v, i, p, q))
			slide_forward(v, i, p, q);
	}
}

void
match_slide(struct match *m)
{
	struct view of_old = { &m->old, &m->new, m->to, m->from };
	struct view of_new = { &m->new, &m->old, m->from, m->to };

	slide(&of_old);
	slide(&of_new);
}
