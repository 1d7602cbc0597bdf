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

/* One answer to choose in a poll. */
struct option {
	int64_t id, poll, position;
	const char *label;
	struct maybe votes; /* not known: not to be seen before the close */
};

/* What the caller voted. */
struct ballot {
	int64_t id; /* of the poll */
	struct ids choices;
	int64_t cast_at;
};

extern const struct field option_fields[];
extern const struct field ballot_fields[];

/* The poll, if the caller may do this with it; else the call has failed. */
bool poll_pick(struct call *c, int64_t id, enum may what, struct poll *p);
/* Is it taking votes? The clock decides, not the chore. */
bool poll_is_open(const struct call *c, const struct poll *p);
/* Keeps a poll as it is now, and tells it. */
void poll_change(struct call *c, const char *kind, const struct poll *p);
/* The answers of a poll in their order, votes where they may be seen. */
struct list poll_options(struct call *c, int64_t poll);
/* Tells those who see the poll about it or one of its answers. */
void poll_tell(struct call *c, const char *kind, const struct poll *p,
    const void *row);

#endif
