/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quote_line.h - a mail's text as lines, each with what it is; for quote*.c.
 */
#ifndef TEXT_QUOTE_LINE_H
#define TEXT_QUOTE_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "soundings/arena.h"

enum line_kind {
	LINE_TEXT,
	LINE_EMPTY,
	LINE_RULE,  /* "-----", "____": nothing but a drawn line */
	LINE_QUOTE, /* "> ..." */
	LINE_WROTE, /* "On Monday Ann wrote:" */
	LINE_HEAD,  /* "From: ...", "-----Original Message-----" */
};

struct line {
	const char *at; /* as it stands in the mail; no NUL, no line end */
	size_t len;
	const char *bare; /* without quote marks, in small letters, white
			     space collapsed, no asterisks */
	int depth; /* of quoting */
	enum line_kind kind;
	bool cut; /* not the author's, or not worth keeping */
};

struct mail_lines {
	struct arena *arena;
	struct line *at;
	size_t count;
};

/* Splits; tells TEXT, EMPTY, RULE and QUOTE apart. */
struct mail_lines lines_read(struct arena *a, const char *text);
/* The first line at or after `from` that is not empty, or count. */
size_t lines_next(const struct mail_lines *m, size_t from);
/* Behind the paragraph that begins at `from`: lines of one kind that are not
 * empty, at most `most`. */
size_t lines_paragraph(const struct mail_lines *m, size_t from, size_t most);
/* The bare words of the lines [from, to), a space between; cut when long. */
const char *lines_joined(const struct mail_lines *m, size_t from, size_t to);
/* The lines that are (not) cut, without empty ones around them. */
const char *lines_gather(const struct mail_lines *m, bool are_cut);

/* quote_mark.c: marks what announces a quoted mail as WROTE or HEAD. */
void marks_find(struct mail_lines *m);
/* Does this mark stand for itself, with nothing behind it marked as quoted? */
bool mark_is_strong(const struct mail_lines *m, size_t at);
/* Is it "Ann wrote:" and no more, as people write it, too? */
bool mark_is_bare(const struct mail_lines *m, size_t at);

/* quote_own.c: behind the last foot of a mail of ours that lies in [from, to);
 * `from` when there is none. */
size_t own_end(const struct mail_lines *m, size_t from, size_t to);

/* quote_foot.c: cuts signatures, notices and drawn lines from the end of the
 * lines [from, to); `quoted`: they follow a quote. */
void foot_cut(struct mail_lines *m, size_t from, size_t to, bool quoted);
/* Cuts what the receiver's mail system put above a mail. */
void banner_cut(struct mail_lines *m);
/* A text that was signed in itself (RFC 4880, 7) with its dashes as they were
 * typed. */
const char *armour_open(struct arena *a, const char *text);
/* Cuts what the program that signed it puts around it, and what is locked. */
void armour_cut(struct mail_lines *m);

#endif
