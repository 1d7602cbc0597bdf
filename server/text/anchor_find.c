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

/* For each byte, how many of the first bytes end with it. */
static uint32_t *
byte_borders(const char *text, size_t len, struct arena *a)
{
	uint32_t *border = arena_get(a, len * sizeof(*border)), n = 0;

	for (size_t i = 1; i < len; i++) {
		while (n > 0 && text[i] != text[n])
			n = border[n - 1];
		n += text[i] == text[n];
		border[i] = n;
	}
	return border;
}

/* Every place with the same bytes, overlapping ones too, in linear time: memmem
 * from each place on would be the product for "aaa" in "aaaaaaaa". */
static void
find_bytes(struct found *f, struct arena *a)
{
	const char *text = f->w->text, *exact = f->quote->exact;
	size_t len = strlen(exact), n = 0;
	uint32_t points = points_in(exact, len), end = 0;
	const uint32_t *border;

	if (memmem(text, f->w->len, exact, len) == NULL)
		return;
	border = byte_borders(exact, len, a);
	for (size_t i = 0; i < f->w->len; i++) {
		end += ((unsigned char)text[i] & 0xc0) != 0x80;
		while (n > 0 && (n == len || text[i] != exact[n]))
			n = border[n - 1];
		n += text[i] == exact[n];
		if (n == len)
			consider(f, end - points, end, i + 1 - len, i + 1);
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
	a = arena_new();
	find_bytes(&f, a);
	if (!f.any)
		find_words(&f, a);
	arena_free(a);
	if (f.any) {
		*start = f.start;
		*end = f.end;
	}
	return f.any;
}
