/* SPDX-License-Identifier: Apache-2.0 */
/*
 * versions.h - one version of a draft and the next; for version*.c, ledger*.c.
 */
#ifndef REVIEWS_VERSIONS_H
#define REVIEWS_VERSIONS_H

#include "soundings/anchor.h"

#include "domain/reviews/reviews.h"

#define CARRIED_MAX 50000 /* comments of all rounds of a title */

/* Where a comment is in a version, and where it was before. */
struct carried {
	int64_t document, comment;
	const char *state;       /* same, moved, changed, waits, history */
	int64_t clause;          /* 0: the whole document, or nowhere */
	struct maybe start, end; /* code points; not known: the whole clause */
	const char *exact;
	double confidence;
	int64_t from_document, from_clause;
	struct maybe from_start, from_end;
	const char *from_exact;
	int64_t placed_by;       /* 0: the server */
	int64_t placed_at;
};

extern const struct field carried_fields[];
extern const char *const carried_states[];

/* carry.c: what is known of the way from one version to the next. */
struct carry;

/* The slow half: compares the newest version of the title with the clauses of
 * the next one (struct clause_text) and places all comments. NULL: there is no
 * earlier version. */
struct carry *carry_plan(struct call *c, int64_t community, const char *title,
    const struct list *clauses);
/* The same for a version that is there already: its places are found while
 * they are stored. NULL: there is no earlier version. */
struct carry *carry_compare(struct call *c, int64_t document);
/* Stores the places of the comments of `before` that `document` does not have
 * yet; before 0: there is no earlier version. False: the call has failed,
 * because another version came in between. */
bool carry_store(struct call *c, const struct carry *plan, int64_t before,
    int64_t document);
/* The version before that of the plan. */
int64_t carry_before(const struct carry *plan);

/* ledger.c: gives a comment its place in the version that its round is on now. */
void ledger_move(struct call *c, const struct round *r, struct comment *m,
    const struct carried *k);

#endif
