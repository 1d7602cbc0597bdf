/* SPDX-License-Identifier: Apache-2.0 */
/*
 * horizon.h - what the files of this room share.
 */
#ifndef HORIZON_HORIZON_H
#define HORIZON_HORIZON_H

#include "soundings/access.h"
#include "soundings/event.h"
#include "soundings/method.h"

#include "domain/rooms.h"
#include "domain/rows.h"

#define TITLE_MAX    200
#define BODY_MAX     20000
#define HTML_MAX     FIELD_INT_MAX
#define OPTIONS_MAX  20
#define LABEL_MAX    200
#define VOTE_REASON_MAX 2000
#define ANSWERS_MAX  100000 /* to a poll */

#define PARTS_MAX    50

enum poll_kind {
	POLL_SINGLE,   /* one option */
	POLL_MULTIPLE, /* one or more */
	POLL_LIKERT,   /* options are statements; 1 disagree to 5 agree */
	POLL_RANKING,  /* choices in the order of preference */
	POLL_POINTS,   /* so many points among the options */
	POLL_SCORE,    /* 1 to 10 each */
	POLL_TIME,     /* options are times; 1 no, 2 if need be, 3 yes */
};

/* One thing to choose, to rate or to rank in a poll. */
struct option {
	int64_t id, poll, position;
	const char *label;
	int64_t starts_at, ends_at; /* a time that is proposed; 0: it is none */
};

/* What the caller answered. */
struct ballot {
	int64_t id; /* of the poll */
	struct ids choices; /* ranking: the first is the best */
	struct ids marks;   /* of each choice, if the kind has marks */
	const char *reason;
	int64_t cast_at;    /* 0: the poll is anonymous, it is not kept */
};

/* One answer among others, without a name. */
struct cast {
	struct ids choices, marks;
	const char *part; /* the group it belongs to; NULL: none is told */
};

extern const char *const poll_kinds[];
extern const char *const poll_splits[];
extern const struct field option_fields[];
extern const struct field ballot_fields[];
extern const struct field cast_fields[];

/* The poll, if the caller may do this with it; else the call has failed. */
bool poll_pick(struct call *c, int64_t id, enum may what, struct poll *p);
/* Is it taking votes? The clock decides, not the chore. */
bool poll_is_open(const struct call *c, const struct poll *p);
enum poll_kind poll_kind_of(const struct poll *p);
/* The highest mark that a choice can get; 0: the kind has no marks. */
int64_t poll_mark_max(const struct poll *p);
/* Keeps a poll as it is now, and tells it. */
void poll_change(struct call *c, const char *kind, const struct poll *p);
/* The answers of a poll in their order. */
struct list poll_options(struct call *c, int64_t poll);
/* Tells those who see the poll about it or one of its answers. */
void poll_tell(struct call *c, const char *kind, const struct poll *p,
    const void *row);

/* secret.c: What the caller answered anonymously; false: nothing. */
bool secret_ballot(struct call *c, int64_t poll, struct ballot *b);
void secret_cast(struct call *c, const struct poll *p, const struct ballot *b);
/* Shows the answers of an anonymous poll, if they are enough. */
void secret_close(struct call *c, struct poll *p);

/* result.c: Forgets of which group an answer is where the group is too small
 * to be named. */
void split_small(struct arena *a, const char **part, size_t count);

#endif
