/* SPDX-License-Identifier: Apache-2.0 */
/*
 * two_texts.h - what the fuzzer gives, as an old and a new text; for anchor.c
 * and diff.c.
 */
#ifndef FUZZ_TWO_TEXTS_H
#define FUZZ_TWO_TEXTS_H

#include <stdint.h>
#include <string.h>

#include "soundings/arena.h"
#include "soundings/text.h"

#define TWO_TEXTS_MOST 600 /* bytes: alignment is slow under the counters */

struct two_texts {
	char *old, *new;
};

/* The bytes as a valid text. */
static inline char *
valid_text(struct arena *a, const uint8_t *data, size_t len)
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

/* Cut at the first 0xff, or in the middle. */
static inline struct two_texts
two_texts(struct arena *a, const uint8_t *data, size_t given)
{
	size_t len = given < TWO_TEXTS_MOST ? given : TWO_TEXTS_MOST;
	const uint8_t *at = memchr(data, 0xff, len);
	size_t first = at != NULL ? (size_t)(at - data) : len / 2;
	size_t second = at != NULL ? first + 1 : first;

	return (struct two_texts){ valid_text(a, data, first),
		valid_text(a, data + second, len - second) };
}

#endif
