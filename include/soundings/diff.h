/* SPDX-License-Identifier: Apache-2.0 */
/*
 * diff.h - what changed from one draft to another, word by word.
 *
 * Made of the comparison that places comments (anchor.h), so that both tell
 * the same story. Offsets are code points of one clause, ends exclusive. Pure
 * functions, from any thread; the same input gives the same answer.
 */
#ifndef SOUNDINGS_DIFF_H
#define SOUNDINGS_DIFF_H

#include "soundings/anchor.h"
#include "soundings/field.h"

enum diff_kind {
	DIFF_SAME,
	DIFF_CHANGED, /* some of its words */
	DIFF_ADDED,   /* nothing of it was there before */
	DIFF_REMOVED, /* nothing of it is there any more */
	DIFF_MOVED,   /* it is here now, and was elsewhere */
	DIFF_LEFT,    /* it was here, and is elsewhere now */
};

/* In the order in which they are read. */
struct diff_block {
	enum diff_kind kind;
	int64_t old, new;  /* index of the clause; -1: none */
	struct list marks; /* struct diff_mark, in order; none in ADDED */
};

/* New words from start up to end; or, where `gone` is not NULL, old words that
 * stood there, and start is end. */
struct diff_mark {
	size_t start, end;
	const char *gone;
};

/* struct diff_block for each clause of the new draft, and for those of the old
 * one that are not in it. NULL-safe: texts that cannot be compared make an
 * empty list, and *why says why. */
struct list diff_clauses(struct arena *a, const struct laid *old,
    const struct laid *new, const char **why);
/* The same of two drafts whose texts were compared already. */
struct list diff_compared(struct arena *a, const struct anchor *anchor,
    const struct laid *old, const struct laid *new);
/* "same", "changed", "added", "removed", "moved", "left" */
extern const char *const diff_kinds[];

/* The HTML of a clause (its words are its text) with the marks put in as <ins>
 * and <del>; tags stay nested. */
const char *diff_show(struct arena *a, const char *html,
    const struct list *marks);

#endif
