/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert.h - a file that somebody has written elsewhere, as a draft.
 *
 * DOCX, ODT, PDF, HTML, Markdown and plain text, told apart by their bytes.
 * Takes seconds (a child process reads most formats): for the heavy lane.
 */
#ifndef SOUNDINGS_CONVERT_H
#define SOUNDINGS_CONVERT_H

#include "soundings/arena.h"
#include "soundings/field.h"

/* An uploaded file beyond this is not even looked at. */
#define CONVERT_MAX (20 * 1024 * 1024)

/* A comment in the margin of the file. */
struct found_comment {
	const char *author;      /* as the file says; "": it does not */
	int64_t made_at;         /* 0: it does not say */
	const char *body;        /* plain, paragraphs apart */
	int64_t clause;          /* index; -1: its place is gone */
	struct maybe start, end; /* code points; not known: the whole clause */
	const char *exact;       /* the words between them; NULL: none */
};

/* A picture out of the file, which convert_show puts in its place. */
struct found_picture {
	const char *type; /* found from its bytes: PNG, JPEG, GIF or WebP */
	struct blob body;
};

struct conversion {
	const char *why;       /* it cannot be a draft, a sentence; NULL: it can */
	const char *format;    /* one of convert_formats */
	const char *markdown;  /* the canonical form */
	struct list clauses;   /* struct clause_text */
	struct texts notices;  /* what was changed or left out, sentences */
	struct list comments;  /* struct found_comment */
	struct list pictures;  /* struct found_picture; number 1 comes first */
};

/* The formats by name, NULL-terminated. */
extern const char *const convert_formats[];

/* Ways in which a file is read, NULL-terminated: clause by clause; a PDF page by
 * page, each a picture of how it looks with its words below. */
extern const char *const convert_ways[];

/* Reads a file. The answer depends on its name, its bytes and on what is
 * installed. A picture is read as one in either way, and a PDF without text by
 * its pages. Never NULL; when `why` is set the rest is empty. */
struct conversion *convert(struct arena *a, const char *name, const char *way,
    struct blob file);
/* The HTML of a clause with its pictures shown from /files/ID: ids[0] is the
 * file of picture number 1. */
const char *convert_show(struct arena *a, const char *html,
    const struct ids *files);

#endif
