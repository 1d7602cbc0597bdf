/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor.c - fuzzes anchor_compare and anchor_place on two texts.
 *
 * The input is cut at its first 0xff into an old and a new text; bytes that are
 * no UTF-8 are made letters. A span lies inside the new text, in order; the
 * same text gives the same span; a passage none of whose words is in the new
 * text is not found.
 */
#include <stdint.h>
#include <string.h>

#include "soundings/anchor.h"
#include "soundings/base.h"
#include "soundings/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define SPANS 24
#define MOST 600 /* bytes: alignment is slow under the fuzzer's counters */

/* The bytes as a valid text. */
static char *
text_of(struct arena *a, const uint8_t *data, size_t len)
{
	char *text = arena_copy(a, data, len);

	for (size_t i = 0; i < len; i++)
		if (text[i] == '\0')
			text[i] = ' ';
	if (!utf8_valid(text, len))
		for (size_t i = 0; i < len; i++)
			if ((unsigned char)text[i] >= 0x80)
				text[i] = (char)('a' + text[i] % 3 + 2);
	return text;
}

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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t given)
{
	size_t len = given < MOST ? given : MOST;
	const uint8_t *at = memchr(data, 0xff, len);
	size_t first = at != NULL ? (size_t)(at - data) : len / 2;
	size_t second = at != NULL ? first + 1 : first;
	struct arena *a = arena_new();
	char *old = text_of(a, data, first);
	char *new = text_of(a, data + second, len - second);
	const struct anchor *anchor;
	const char *why;

	anchor = anchor_compare(a, old, strlen(old), new, strlen(new), &why);
	invariant(anchor != NULL);
	check_inside(anchor);
	check_same(a, old);
	check_deleted(a, old, new);
	arena_free(a);
	return 0;
}
