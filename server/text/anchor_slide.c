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
#define MARKER_MOST 3 /* words before the text of a list item */

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

/* A sign, or a number. */
static bool
is_marker(const struct words *w, const struct word *word)
{
	for (uint32_t n = 0; n < word->len; n++)
		if (w->text[word->byte + n] < '0' ||
		    w->text[word->byte + n] > '9')
			return word->mark;
	return true;
}

/* Does the text of a list item begin with this word, behind a sign, "12." or
 * "(b)"? */
static bool
begins_text(const struct words *w, uint32_t i)
{
	uint32_t from = w->sentences[w->at[i].sentence].from;
	bool is_bracket = w->text[w->at[from].byte] == '(';

	if (i - from > MARKER_MOST || (i > from && !w->at[i - 1].mark))
		return false;
	while (i > from && (is_bracket || is_marker(w, &w->at[i - 1])))
		i--;
	return i == from;
}

/* How many of the last words before a gap in y may go behind it: up to the
 * start of a sentence, or at least of its text; 0: none. */
static uint32_t
before_gap(const struct view *v, uint32_t i, uint32_t p, uint32_t q)
{
	uint32_t best = 0;

	for (uint32_t k = 1; k <= SLIDE_MOST && k <= i + 1 && q - k > p; k++) {
		if (!may_take(v, i + 1 - k, q - k) ||
		    v->there[i + 1 - k] != p + 1 - k)
			return best;
		if (begins(v->x, i + 1 - k) && begins(v->y, q - k))
			return k;
		if (begins_text(v->x, i + 1 - k) && begins_text(v->y, q - k))
			best = k;
		if (p + 1 == k)
			return best;
	}
	return best;
}

static bool
slide_back(const struct view *v, uint32_t i, uint32_t p, uint32_t q)
{
	uint32_t k = before_gap(v, i, p, q);

	for (uint32_t n = 1; n <= k; n++)
		take(v, i + 1 - n, q - n);
	return k > 0;
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
