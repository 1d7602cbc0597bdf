/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_whole.c - sentences that both texts have word for word.
 *
 * Which they are is known from the start, so that no run takes a part of one
 * because it happens to go on like its neighbour (anchor_runs.c). A heading
 * that moved has too few words to be found by them; it is found here, as a
 * whole.
 */
#include "anchor_match.h"

#include <stdlib.h>

#define TELLING 24 /* the weight of four words, from which one is no chance */

struct whole {
	uint64_t key;
	uint32_t sentence;
	bool is_new;
	bool is_free; /* no word of it is joined */
};

/* Of both texts, those that are equal side by side, the old ones first. */
struct wholes {
	struct whole *at;
	size_t count;
};

static int
whole_order(const void *x, const void *y)
{
	const struct whole *p = x, *q = y;

	if (p->key != q->key)
		return p->key < q->key ? -1 : 1;
	if (p->is_new != q->is_new)
		return p->is_new ? 1 : -1;
	return p->sentence < q->sentence ? -1 : p->sentence > q->sentence;
}

/* Is nothing of it joined? A sign beside words is no matter: the hash of a
 * heading that went stands for that of another. */
static bool
is_free(const struct words *w, const struct sentence *s, const uint32_t *taken)
{
	bool has_word = false, has_joined = false;

	for (uint32_t i = s->from; i < s->to; i++) {
		if (taken[i] != NO_WORD && !w->at[i].mark)
			return false;
		has_joined |= taken[i] != NO_WORD;
		has_word |= !w->at[i].mark;
	}
	return has_word || !has_joined;
}

static void
add_wholes(struct wholes *all, const struct words *w, const uint32_t *taken,
    bool is_new)
{
	const struct sentence *s = w->sentences;
	struct whole *whole;

	for (uint32_t n = 0; n < w->sentence_count; n++, s++) {
		whole = &all->at[all->count++];
		whole->key = 1;
		for (uint32_t i = s->from; i < s->to; i++)
			whole->key = (whole->key ^ w->at[i].key) *
				     UINT64_C(0xff51afd7ed558ccd);
		whole->sentence = n;
		whole->is_new = is_new;
		whole->is_free = is_free(w, s, taken);
	}
}

static struct wholes
wholes_of(const struct match *m, struct arena *a)
{
	size_t n = (size_t)m->old.sentence_count + m->new.sentence_count;
	struct wholes all = { arena_get(a, n * sizeof(*all.at)), 0 };

	add_wholes(&all, &m->old, m->to, false);
	add_wholes(&all, &m->new, m->from, true);
	if (n > 0)
		qsort(all.at, n, sizeof(*all.at), whole_order);
	return all;
}

static size_t
end_of_equals(const struct wholes *all, size_t i)
{
	size_t end = i + 1;

	while (end < all->count && all->at[end].key == all->at[i].key)
		end++;
	return end;
}

static enum copied
copied_as(const struct match *m, const struct whole *from, size_t count)
{
	const struct sentence *s = &m->old.sentences[from->sentence];
	const struct word *first = &m->old.at[s->from];
	const struct word *last = &m->old.at[s->to - 1];

	return count == 2 &&
		       last->before + last->weight - first->before >= TELLING
		   ? COPIED_ONCE
		   : COPIED_SOMEWHERE;
}

void
match_copied(struct match *m)
{
	struct arena *a = arena_new();
	struct wholes all = wholes_of(m, a);
	const struct whole *p;
	enum copied copied;
	size_t end;

	m->old_copied = arena_get(m->arena, m->old.sentence_count);
	m->new_copied = arena_get(m->arena, m->new.sentence_count);
	for (size_t i = 0; i < all.count; i = end) {
		end = end_of_equals(&all, i);
		if (all.at[i].is_new || !all.at[end - 1].is_new)
			continue;
		copied = copied_as(m, &all.at[i], end - i);
		for (p = all.at + i; p < all.at + end; p++)
			(p->is_new
				? m->new_copied
				: m->old_copied)[p->sentence] = (uint8_t)copied;
	}
	arena_free(a);
}

/* Where the middle of a sentence went, as far as it did; NO_WORD: nowhere. */
static uint32_t
sentence_went(const struct match *m, uint32_t old)
{
	const struct sentence *s = &m->old.sentences[old];
	uint32_t middle = s->from + (s->to - s->from) / 2;

	for (uint32_t i = middle; i < s->to; i++)
		if (m->to[i] != NO_WORD)
			return m->new.at[m->to[i]].sentence;
	for (uint32_t i = middle; i > s->from; i--)
		if (m->to[i - 1] != NO_WORD)
			return m->new.at[m->to[i - 1]].sentence;
	return NO_WORD;
}

bool
match_beside(const struct match *m, uint32_t old, uint32_t new)
{
	return (old > 0 && new > 0 && sentence_went(m, old - 1) == new - 1) ||
	       (old + 1 < m->old.sentence_count &&
		   sentence_went(m, old + 1) == new + 1);
}

/* The one of them that is free in its text; NULL: none, or several. */
static const struct whole *
only_free(const struct whole *from, const struct whole *end, bool is_new)
{
	const struct whole *only = NULL;

	for (; from < end; from++) {
		if (!from->is_free || from->is_new != is_new)
			continue;
		if (only != NULL)
			return NULL;
		only = from;
	}
	return only;
}

static void
join_sentences(struct match *m, uint32_t old, uint32_t new)
{
	const struct sentence *s = &m->old.sentences[old];
	const struct sentence *t = &m->new.sentences[new];
	uint32_t i = s->from, j = t->from;

	while (i < s->to && j < t->to && is_equal(m, i, j)) {
		i++;
		j++;
	}
	if (i < s->to || j < t->to)
		return;
	for (i = s->from, j = t->from; i < s->to; i++, j++) {
		if (m->to[i] != NO_WORD)
			part(m, i);
		if (m->from[j] != NO_WORD)
			part(m, m->from[j]);
		join(m, i, j);
	}
}

void
match_whole(struct match *m)
{
	struct arena *a = arena_new();
	struct wholes all = wholes_of(m, a);
	const struct whole *old, *new;
	size_t end;

	for (size_t i = 0; i < all.count; i = end) {
		end = end_of_equals(&all, i);
		old = only_free(all.at + i, all.at + end, false);
		new = only_free(all.at + i, all.at + end, true);
		if (old != NULL && new != NULL &&
		    (end - i == 2 ||
			match_beside(m, old->sentence, new->sentence)))
			join_sentences(m, old->sentence, new->sentence);
	}
	arena_free(a);
}
