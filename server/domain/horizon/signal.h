/* SPDX-License-Identifier: Apache-2.0 */
/*
 * signal.h - what the files of the register share.
 */
#ifndef HORIZON_SIGNAL_H
#define HORIZON_SIGNAL_H

#include "domain/horizon/horizon.h"

#define SIGNALS_MAX  200 /* in a list, the newest */
#define CHANGING_MAX 4000
#define SOURCE_MAX   1000
#define NOTE_MAX     2000
#define TAGS_MAX     12
#define TAG_MAX      40
#define LINKS_MAX    50
#define STEPS_MAX    100

struct signal {
	int64_t id, number, community;
	const char *title, *changing, *source, *affected, *horizon, *sure;
	struct texts tags;
	const char *state, *note;
	int64_t merged_into; /* 0: it stands for itself */
	int64_t post;        /* of which it was made; 0: of none */
	int64_t added_by, added_at;
	int64_t revision; /* how often it was sorted */
};

/* It has to do with a thread, a draft, a resource or a poll. */
struct signal_link {
	int64_t id, signal;
	const char *kind;
	int64_t target;
	const char *title;
	bool removed;
};

extern const char *const signal_horizons[];
extern const char *const signal_sures[];
extern const char *const signal_states[];
extern const struct field signal_fields[];
extern const struct field signal_link_fields[];

/* The signal, if the caller may do this with it; else the call has failed. */
bool signal_pick(struct call *c, int64_t id, enum may what, struct signal *s);
/* Are they words, each once? If not, the call has failed. */
bool tags_valid(struct call *c, struct texts tags);
/* Notes what happened to it, before the event that tells it. */
void signal_step(struct call *c, int64_t signal, const char *kind,
    int64_t other, const char *detail);
void signal_tell(struct call *c, const char *kind, const struct signal *s,
    const void *row);

#endif
