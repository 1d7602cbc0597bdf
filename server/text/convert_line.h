/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_line.h - one paragraph, heading or cell on its way to Markdown; for
 * convert*.c.
 */
#ifndef TEXT_CONVERT_LINE_H
#define TEXT_CONVERT_LINE_H

#include <stdbool.h>
#include <stdint.h>

#include "soundings/arena.h"
#include "soundings/buffer.h"

enum style { STYLE_STRONG = 1, STYLE_EMPHASIS = 2, STYLE_STRUCK = 4,
	STYLE_CODE = 8 };

/* Where a comment of the file begins and ends: MARK_START or MARK_END and three
 * digits, 16 each, all of them code points that no text may hold. They survive
 * the way through pandoc and Markdown like letters. */
#define MARK_START  0xfdd0U
#define MARK_END    0xfdd1U
#define MARK_DIGIT  0xfde0U
#define MARK_LAST   0xfdefU
#define MARKS_MAX   4096

/* The words a line is put together of, letter by letter. */
struct atom {
	uint32_t code;
	uint16_t style;
	uint16_t picture; /* it describes this one, from 1; 0: none */
	const char *link; /* NULL: none; the same pointer: the same link */
};

/* A zeroed struct is an empty line. */
struct line {
	struct buffer atoms;   /* struct atom */
	struct buffer tried;   /* Markdown, until it has proved right */
	struct arena *scratch; /* of the proof; NULL: not needed yet */
	bool space;            /* one is due before the next letter */
	bool words;            /* there is more than marks in it */
	bool one_row;          /* a cell: no line feed, in the form of a table */
};

/* What is put next looks like this. */
struct look {
	unsigned style;
	uint16_t picture;
	const char *link;
};

/* Words; white space is folded. */
void line_put(struct line *l, const char *text, const struct look *look);
/* A line break that stays one. */
void line_break(struct line *l, const struct look *look);
/* Has it no letters? Marks are none. */
bool line_empty(const struct line *l);
/* Writes it as Markdown that reads as just these words, without a line feed at
 * the end; `indent` stands before each further line. */
void line_write(struct line *l, struct buffer *out, const char *indent);
/* Appends the words without how they look, with their marks or without. */
void line_words(const struct line *l, struct buffer *out, bool marks);
void line_clear(struct line *l);
void line_free(struct line *l);

/* A mark as UTF-8. */
void mark_put(struct buffer *b, uint32_t which, unsigned comment);

#endif
