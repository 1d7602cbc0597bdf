/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_words.h - a text as the words and sentences that anchoring compares.
 */
#ifndef TEXT_ANCHOR_WORDS_H
#define TEXT_ANCHOR_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "soundings/arena.h"

struct word {
	uint64_t key;     /* equal for words that differ in case or form only */
	uint64_t stem;    /* of its first letters; 0: too short to be alike */
	uint32_t at, end; /* code points */
	uint32_t byte;    /* where it begins in the text */
	uint32_t sentence; /* index in sentences */
	uint32_t before;   /* the weight of all words before it */
	uint16_t len;      /* bytes */
	uint8_t weight;    /* how much of a passage it is */
	bool mark;         /* punctuation */
	bool spaced;       /* white space or the text's edge is before it */
};

/* From the first word up to, not including, the last. */
struct sentence {
	uint32_t from, to;
	bool ends_block; /* a blank line or a new list item follows */
};

struct words {
	const char *text;
	size_t len;      /* bytes */
	uint32_t points; /* code points */
	struct word *at;
	uint32_t count;
	struct sentence *sentences;
	uint32_t sentence_count;
};

/* An upper bound of how many words a text has, without decoding it. */
size_t words_at_most(const char *text, size_t len);
/* The text must be valid UTF-8, and stays the caller's. */
void words_read(struct arena *a, struct words *w, const char *text, size_t len);
/* The first word that ends behind this code point; count: none. */
uint32_t words_after(const struct words *w, uint32_t point);
/* The byte offset of code point n, found from a word near it. */
size_t words_byte(const struct words *w, uint32_t point);
/* Are these two written with the same bytes? */
bool words_same(
    const struct words *w, uint32_t i, const struct words *v, uint32_t j);
/* Code points that two words have in common at their start, and their end. */
uint32_t words_common_start(
    const struct words *w, uint32_t i, const struct words *v, uint32_t j);
uint32_t words_common_end(
    const struct words *w, uint32_t i, const struct words *v, uint32_t j);

#endif
