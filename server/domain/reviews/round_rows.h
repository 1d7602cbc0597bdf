/* SPDX-License-Identifier: Apache-2.0 */
/*
 * round_rows.h - rows that stand on a round's page, each kept by one file.
 */
#ifndef REVIEWS_ROUND_ROWS_H
#define REVIEWS_ROUND_ROWS_H

#include "domain/reviews/reviews.h"

/* How far a round is; for coordinators, where others are not told. */
struct tally {
	int64_t id; /* of the round */
	int64_t comment_count, disposed_count, reviewer_count;
	int64_t signed_off_count;
};

/* "I have read it all and have nothing to add." */
struct sign_off {
	int64_t id; /* of the round */
	int64_t at;
};

/* The same of one section. */
struct section_sign_off {
	int64_t id, round, clause, at;
};

/* Who a reviewer is, for coordinators and themselves. */
struct identity {
	int64_t id; /* of the reviewer */
	int64_t round, member;
};

/* Talk about a comment, as those see it who read the comment. */
struct reply {
	int64_t id, comment, round;
	int64_t author;   /* 0: under a pseudonym */
	int64_t reviewer; /* 0: a coordinator */
	const char *body, *body_html;
	int64_t made_at, withdrawn_at;
};

/* For or against a comment; the caller's own. */
struct stance {
	int64_t id; /* of the comment */
	const char *stance;
};

/* What coordinators note on a comment. */
struct handling {
	int64_t id; /* of the comment */
	int64_t round;
	int64_t responder, theme; /* 0: none */
};

/* An answer that is given again and again. */
struct template {
	int64_t id, community;
	const char *title, *disposition, *reason;
	int64_t made_by, removed_at;
};

extern const struct field tally_fields[];
extern const struct field sign_off_fields[];
extern const struct field section_sign_off_fields[];
extern const struct field identity_fields[];
extern const struct field reply_fields[];
extern const struct field stance_fields[];
extern const struct field handling_fields[];
extern const struct field template_fields[];

#endif
