/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor.h - where a passage of one draft is found in the next.
 *
 * The two drafts are compared once; then each passage is placed in
 * microseconds. Offsets are code points, the end is exclusive. Pure functions,
 * from any thread; a comparison is read-only once it is made. The same input
 * gives the same places on every machine. docs/anchoring.md has the method.
 */
#ifndef SOUNDINGS_ANCHOR_H
#define SOUNDINGS_ANCHOR_H

#include <stdbool.h>
#include <stddef.h>

#include "soundings/arena.h"

#define ANCHOR_TEXT_MAX  (8u << 20) /* bytes of one draft */
#define ANCHOR_WORDS_MAX 500000    /* words and signs of one draft */

enum anchor_state {
	ANCHOR_SAME,      /* the same words, in order with the rest */
	ANCHOR_MOVED,     /* the same words, out of order with the rest */
	ANCHOR_CHANGED,   /* other words, perhaps elsewhere: show both */
	ANCHOR_NOT_FOUND, /* deleted, or no place that one could be sure of */
};

struct anchor_place {
	enum anchor_state state;
	size_t start, end; /* in the new text; 0 where not found */
	double confidence; /* 0..1 that this answer is right */
};

struct anchor;

/* Compares two texts, which must outlive the answer. NULL: one is no UTF-8 (or
 * holds a NUL), or is too long, and *why says which. */
const struct anchor *anchor_compare(struct arena *a, const char *old,
    size_t old_len, const char *new, size_t new_len, const char **why);
/* The same comparison read the other way: the new text is its old one. */
const struct anchor *anchor_turned(struct arena *a, const struct anchor *anchor);
/* Code points in the old and in the new text. */
size_t anchor_old_points(const struct anchor *anchor);
size_t anchor_new_points(const struct anchor *anchor);

/* Places the passage of the old text from start up to end, which must lie in
 * it. */
struct anchor_place anchor_place(
    const struct anchor *anchor, size_t start, size_t end);

/* Does the old text have exactly this from start up to end? */
bool anchor_is_at(
    const struct anchor *anchor, const char *exact, size_t start, size_t end);
/* A passage by its words; prefix and suffix may be NULL. */
struct anchor_quote {
	const char *exact, *prefix, *suffix; /* valid UTF-8 */
	size_t near;                         /* decides between equals */
};

/* Finds a quotation from the old text in it: where most of the prefix and the
 * suffix agree, then nearest to `near`. False: it is not there. */
bool anchor_find(const struct anchor *anchor, const struct anchor_quote *quote,
    size_t *start, size_t *end);

/* "same", "moved", "changed", "not_found" */
const char *anchor_state_name(enum anchor_state state);

/* The clauses of a draft laid end to end: drafts are compared as whole texts,
 * and comments count inside a clause. */
struct laid {
	const char *text;
	size_t len;               /* bytes */
	size_t count;             /* clauses */
	const char *const *texts; /* of each */
	size_t *starts, *lens;    /* code points */
};

/* Of `count` structs of that size with their text, a const char *, at
 * `offset`. */
struct laid laid_of(struct arena *a, const void *clauses, size_t count,
    size_t size, size_t offset);
/* The last clause that begins at this point or before it; 0 when none does. */
size_t laid_clause(const struct laid *l, size_t point);
/* The clause that has most of this stretch; *start and *end become the part of
 * the stretch that is in it, counted from its start. */
size_t laid_find(const struct laid *l, size_t *start, size_t *end);

#endif
