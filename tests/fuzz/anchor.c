/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor.c - fuzzes anchor_compare and anchor_place on two texts.
 *
 * The input is cut at its first 0xff into an old and a new text; bytes that are
 * no UTF-8 are made letters. A span lies inside the new text, in order, also
 * when the comparison is read the other way, and so do sentences; the same text
 * gives the same span; a passage none of whose words is in the new text is not
 * found.
 */
#include <stdint.h>
#include <string.h>

#include "soundings/anchor.h"
#include "soundings/base.h"
#include "soundings/text.h"

#include "two_texts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define SPANS 24

/* A span of the old text that depends on nothing but n. */
static void
span(size_t points, size_t n, size_t *start, size_t *end)
{
	size_t room;

	*start = n * 7919 % (points + 1);
	room = points - *start;
	*end = *start + (n % 3 == 0 ? room : n * 104729 % (room + 1));
}

static void
check_inside(const struct anchor *anchor)
{
	struct anchor_place place;
	size_t start, end;

	for (size_t n = 0; n < SPANS; n++) {
		span(anchor_old_points(anchor), n, &start, &end);
		place = anchor_place(anchor, start, end);
		invariant(place.confidence >= 0 && place.confidence <= 1);
		invariant(place.start <= place.end);
		invariant(place.end <= anchor_new_points(anchor));
		invariant(place.state != ANCHOR_NOT_FOUND || place.end == 0);
	}
}

static void
check_same(struct arena *a, const char *text)
{
	const char *why;
	const struct anchor *anchor = anchor_compare(
	    a, text, strlen(text), text, strlen(text), &why);
	struct anchor_place place;
	size_t start, end;

	invariant(anchor != NULL);
	for (size_t n = 0; n < SPANS; n++) {
		span(anchor_old_points(anchor), n, &start, &end);
		place = anchor_place(anchor, start, end);
		invariant(place.state == ANCHOR_SAME);
		invariant(place.start == start && place.end == end);
	}
}

/* The old text without anything that the new one could have: its letters are
 * of another alphabet, its signs are stars. */
static char *
other_words(struct arena *a, const char *text)
{
	size_t n = 0, len = strlen(text);
	char *other = arena_get(a, 2 * len + 1);

	for (size_t i = 0; i < len; i++)
		if (strchr(" \t\r\n", text[i]) != NULL) {
			other[n++] = text[i];
		} else {
			other[n++] = (char)0xd7; /* Hebrew */
			other[n++] = (char)(0x90 + (unsigned char)text[i] % 26);
		}
	return other;
}

static void
check_deleted(struct arena *a, const char *old, const char *new)
{
	const char *why, *other = other_words(a, old);
	const struct anchor *anchor = anchor_compare(
	    a, other, strlen(other), new, strlen(new), &why);
	struct anchor_place place;
	size_t start, end;

	invariant(anchor != NULL);
	for (size_t i = 0; new[i] != '\0'; i++)
		if ((unsigned char)new[i] == 0xd7)
			return;
	for (size_t n = 0; n < SPANS; n++) {
		span(anchor_old_points(anchor), n, &start, &end);
		if (strspn(other + utf8_offset(other, start), " \t\r\n") != 0)
			continue;
		place = anchor_place(anchor, start, end);
		invariant(end == start || place.state == ANCHOR_NOT_FOUND);
	}
}

/* In order, none empty, inside the text. */
static void
check_sentences(struct arena *a, const char *text)
{
	struct list all = text_sentences(a, text);
	const struct stretch *s = all.at;
	int64_t last = 0;

	for (size_t i = 0; i < all.count; i++) {
		invariant(s[i].start >= last && s[i].start < s[i].end);
		last = s[i].end;
	}
	invariant(last <= (int64_t)utf8_count(text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t given)
{
	struct arena *a = arena_new();
	struct two_texts t = two_texts(a, data, given);
	const struct anchor *anchor;
	const char *why;

	anchor = anchor_compare(a, t.old, strlen(t.old), t.new, strlen(t.new),
	    &why);
	invariant(anchor != NULL);
	check_inside(anchor);
	check_inside(anchor_turned(a, anchor));
	check_sentences(a, t.old);
	check_same(a, t.old);
	check_deleted(a, t.old, t.new);
	arena_free(a);
	return 0;
}
