/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor.c - two drafts compared, and passages placed from one to the other.
 *
 * The whole comparison is made once for all comments: the server has both
 * drafts, and what of the new text belongs to something else in the old one is
 * the best reason for not putting a comment there.
 */
#include "soundings/anchor.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "anchor_match.h"
#include "anchor_pairs.h"
#include "anchor_place.h"

/* Cells of alignment: a constant, and so many for each word. */
#define WORK_LEAST (12u << 20)
#define WORK_A_WORD 256u

struct anchor {
	struct match match;
	bool *main; /* by old word: in order with the rest */
};

static void
match_new(struct match *m, struct arena *a)
{
	m->arena = a;
	m->to = arena_get(a, m->old.count * sizeof(*m->to));
	m->from = arena_get(a, m->new.count * sizeof(*m->from));
	memset(m->to, 0xff, m->old.count * sizeof(*m->to));
	memset(m->from, 0xff, m->new.count * sizeof(*m->from));
	m->work = WORK_LEAST +
		  WORK_A_WORD * ((size_t)m->old.count + m->new.count);
}

static void
mark_main(struct anchor *anchor, struct arena *a)
{
	struct arena *scratch = arena_new();
	struct runs runs = match_runs(&anchor->match, scratch);

	anchor->main = arena_get(
	    a, anchor->match.old.count * sizeof(*anchor->main));
	for (size_t i = 0; i < runs.count; i++)
		for (uint32_t j = 0; j < runs.at[i].count; j++)
			anchor->main[runs.at[i].old + j] = runs.at[i].main;
	arena_free(scratch);
}

static bool
is_fit(const char *text, size_t len, const char *which, struct arena *a,
    const char **why)
{
	if (len > ANCHOR_TEXT_MAX)
		*why = arena_printf(a, "the %s text is larger than %u MiB",
		    which, ANCHOR_TEXT_MAX >> 20);
	else if (!utf8_valid(text, len))
		*why = arena_printf(a, "the %s text is not UTF-8", which);
	else if (words_at_most(text, len) > ANCHOR_WORDS_MAX)
		*why = arena_printf(a,
		    "the %s text has more than %d words and signs", which,
		    ANCHOR_WORDS_MAX);
	else
		return true;
	return false;
}

const struct anchor *
anchor_compare(struct arena *a, const char *old, size_t old_len,
    const char *new, size_t new_len, const char **why)
{
	struct anchor *anchor = arena_get(a, sizeof(*anchor));
	struct match *m = &anchor->match;

	if (!is_fit(old, old_len, "old", a, why) ||
	    !is_fit(new, new_len, "new", a, why))
		return NULL;
	words_read(a, &m->old, old, old_len);
	words_read(a, &m->new, new, new_len);
	match_new(m, a);
	match_copied(m);
	match_rare_runs(m);
	match_gaps(m);
	match_slide(m);
	match_sentences(m);
	match_edges(m);
	match_gaps(m);
	match_slide(m);
	match_alike(m);
	match_once(m);
	mark_main(anchor, a);
	return anchor;
}

const struct anchor *
anchor_turned(struct arena *a, const struct anchor *anchor)
{
	const struct match *m = &anchor->match;
	struct anchor *turned = arena_get(a, sizeof(*turned));

	turned->match = (struct match){ .arena = a, .old = m->new,
		.new = m->old, .to = m->from, .from = m->to };
	match_once(&turned->match);
	turned->main = arena_get(a, m->new.count * sizeof(*turned->main));
	for (uint32_t j = 0; j < m->new.count; j++)
		turned->main[j] = m->from[j] != NO_WORD &&
		    anchor->main[m->from[j]];
	return turned;
}

size_t
anchor_old_points(const struct anchor *anchor)
{
	return anchor->match.old.points;
}

size_t
anchor_new_points(const struct anchor *anchor)
{
	return anchor->match.new.points;
}

struct anchor_place
anchor_place(const struct anchor *anchor, size_t start, size_t end)
{
	invariant(start <= end && end <= anchor->match.old.points);
	return place_words(
	    &anchor->match, anchor->main, (uint32_t)start, (uint32_t)end);
}

bool
anchor_is_at(
    const struct anchor *anchor, const char *exact, size_t start, size_t end)
{
	const struct words *w = &anchor->match.old;
	size_t from, len;

	if (start > end || end > w->points)
		return false;
	from = words_byte(w, (uint32_t)start);
	len = words_byte(w, (uint32_t)end) - from;
	return strlen(exact) == len && memcmp(w->text + from, exact, len) == 0;
}

bool
anchor_find(const struct anchor *anchor, const struct anchor_quote *quote,
    size_t *start, size_t *end)
{
	return find_quote(&anchor->match.old, quote, start, end);
}

struct anchor_pairs
anchor_pairs_of(const struct anchor *anchor)
{
	const struct match *m = &anchor->match;

	return (struct anchor_pairs){ &m->old, &m->new, m->to, m->from,
		anchor->main };
}

const char *
anchor_state_name(enum anchor_state state)
{
	static const char *const names[] = {
		[ANCHOR_SAME] = "same",
		[ANCHOR_MOVED] = "moved",
		[ANCHOR_CHANGED] = "changed",
		[ANCHOR_NOT_FOUND] = "not_found",
	};

	return names[state];
}
