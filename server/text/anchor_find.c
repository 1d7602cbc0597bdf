/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_find.c - a passage of the old text by its words and those around it.
 *
 * For comments whose offsets are of no use. The words are looked for as they
 * are written; where that fails, as words, so that a quotation with other line
 * ends or quotes is found too. Nothing is searched approximately here: the
 * quotation is from this very text, or it is not.
 */
#include <string.h>

#include "soundings/text.h"

#include "anchor_place.h"

#define CONTEXT_MOST 64 /* bytes of prefix and suffix that are compared */

/* The best place so far. */
struct found {
	const struct words *w;
	const struct anchor_quote *quote;
	uint32_t start, end;
	size_t context; /* bytes around it that agree */
	uint64_t away;  /* code points from where it should be */
	bool any;
};

static size_t
agree_before(const char *text, size_t at, const char *prefix)
{
	size_t len = prefix != NULL ? strlen(prefix) : 0, n = 0;

	while (n < len && n < at && n < CONTEXT_MOST &&
	       text[at - 1 - n] == prefix[len - 1 - n])
		n++;
	return n;
}

static size_t
agree_behind(const struct words *w, size_t at, const char *suffix)
{
	size_t len = suffix != NULL ? strlen(suffix) : 0, n = 0;

	while (n < len && at + n < w->len && n < CONTEXT_MOST &&
	       w->text[at + n] == suffix[n])
		n++;
	return n;
}

static void
consider(struct found *f, uint32_t start, uint32_t end, size_t from, size_t to)
{
	size_t context = agree_before(f->w->text, from, f->quote->prefix) +
			 agree_behind(f->w, to, f->quote->suffix);
	uint64_t away = start > f->quote->near ? start - f->quote->near
					       : f->quote->near - start;

	if (f->any && (context < f->context ||
			  (context == f->context && away >= f->away)))
		return;
	f->start = start;
	f->end = end;
	f->context = context;
	f->away = away;
	f->any = true;
}

static uint32_t
points_in(const char *text, size_t len)
{
	uint32_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)text[i] & 0xc0) != 0x80;
	return n;
}

/* Every place with the same bytes; how long a match is skipped over is one code
 * point, so that overlapping places count too. */
static void
find_bytes(struct found *f)
{
	const char *text = f->w->text, *exact = f->quote->exact, *at = text;
	size_t len = strlen(exact);
	uint32_t points = points_in(exact, len), start = 0;
	const char *hit;

	while ((hit = memmem(
		    at, f->w->len - (size_t)(at - text), exact, len)) != NULL) {
		start += points_in(at, (size_t)(hit - at));
		consider(f, start, start + points, (size_t)(hit - text),
		    (size_t)(hit - text) + len);
		at = hit + 1;
		start++;
		while (((unsigned char)*at & 0xc0) == 0x80)
			at++;
	}
}

/* For each of the words, how many of the first words end with it. */
static uint32_t *
borders_of(const struct words *w, struct arena *a)
{
	uint32_t *border = arena_get(a, w->count * sizeof(*border)), n = 0;

	for (uint32_t i = 1; i < w->count; i++) {
		while (n > 0 && w->at[i].key != w->at[n].key)
			n = border[n - 1];
		n += w->at[i].key == w->at[n].key;
		border[i] = n;
	}
	return border;
}

static void
find_words(struct found *f, struct arena *a)
{
	const struct words *w = f->w;
	const struct word *first, *last;
	struct words sought;
	uint32_t *border, n = 0;

	words_read(a, &sought, f->quote->exact, strlen(f->quote->exact));
	if (sought.count == 0)
		return;
	border = borders_of(&sought, a);
	for (uint32_t i = 0; i < w->count; i++) {
		while (n > 0 && w->at[i].key != sought.at[n].key)
			n = border[n - 1];
		n += w->at[i].key == sought.at[n].key;
		if (n < sought.count)
			continue;
		first = &w->at[i + 1 - n];
		last = &w->at[i];
		consider(f, first->at, last->end, first->byte,
		    last->byte + last->len);
		n = border[n - 1];
	}
}

bool
find_quote(const struct words *w, const struct anchor_quote *quote,
    size_t *start, size_t *end)
{
	struct found f = { .w = w, .quote = quote };
	struct arena *a;

	if (quote->exact[0] == '\0')
		return false;
	find_bytes(&f);
	if (!f.any) {
		a = arena_new();
		find_words(&f, a);
		arena_free(a);
	}
	if (f.any) {
		*start = f.start;
		*end = f.end;
	}
	return f.any;
}
