/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ending.h - how a round ends: letters, what is told to everyone, the archive.
 */
#ifndef REVIEWS_ENDING_H
#define REVIEWS_ENDING_H

#include "domain/reviews/reviews.h"

struct archive {
	int64_t id; /* of the round */
	int64_t archived_by, archived_at;
	int64_t open_count; /* comments without an answer */
	const char *reason; /* NULL: there were none */
};

/* What everyone is told of a round. */
struct feedback {
	int64_t id, community;
	const char *asked, *asked_html, *said, *said_html, *did, *did_html;
	int64_t published_at, revision;
};

extern const struct field archive_fields[];
extern const struct field feedback_fields[];

/* archive.c: has it been put away? */
bool archive_find(struct call *c, int64_t round, struct archive *a);
/* Fails the call if it has. */
bool archive_absent(struct call *c, int64_t round);

#endif
