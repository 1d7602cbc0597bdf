/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet.h - a round as one sheet: a line for each comment, with its answer and
 * what became of its words; for letter.c, feedback.c and export*.c.
 */
#ifndef REVIEWS_SHEET_H
#define REVIEWS_SHEET_H

#include "domain/reviews/reviews.h"

struct line {
	int64_t id, author;
	const char *display_name, *organisation, *profession, *region;
	int64_t reviewer;        /* "Reviewer 7"; 0: older than reviewers */
	const char *interests, *kind, *body, *justification;
	const char *proposed;    /* "": the words should go; NULL: no edit */
	int64_t question;        /* of the round, from 1; 0: none */
	int64_t made_at, supports, opposes;
	const char *disposition; /* NULL: not answered */
	const char *reason;
	int64_t duplicate_of, disposed_at, revision;
	const struct line *original; /* of a duplicate, as it is answered */
	const char *theme;
	const char *responder;   /* NULL: nobody answered */
	int64_t old_document, old_position;
	const char *old_number;  /* NULL: on the whole document */
	const char *old_kind, *old_text;
	struct maybe old_start, old_end;
	const char *exact;
	const char *state;       /* in the newest version; NULL: there is none */
	const char *new_number, *new_text;
	struct maybe new_start, new_end;
	const char *before, *after; /* the sentences; NULL: there is none */
};

/* struct line in the order of the document, then of time. */
struct list sheet_of(struct call *c, int64_t round);
/* The line of a comment; NULL: it has none there. */
struct line *sheet_line(const struct list *sheet, int64_t comment);
/* "2.3 ¶4", "Question 2"; NULL: on the whole document. */
const char *sheet_place(struct call *c, const struct line *l);
/* "Accepted in part" */
const char *disposition_words(const char *disposition);

#endif
