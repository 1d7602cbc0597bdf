/* SPDX-License-Identifier: Apache-2.0 */
/*
 * event.h - what happened, in one order for everyone.
 *
 * The log holds references, never content. A thing that people can link to is
 * named after the event that made it: its id is event_seq() at that moment.
 * Live, an event carries the row it changed as its audience may see it; read
 * back later (event.since) it carries the row as it is then.
 */
#ifndef SOUNDINGS_EVENT_H
#define SOUNDINGS_EVENT_H

#include "soundings/call.h"

/* An audience is one id: owner * 8 + kind. */
enum audience_kind {
	AUDIENCE_PUBLIC = 0,       /* owner 0: everyone, guests too */
	AUDIENCE_COMMUNITY = 1,    /* the members of a community */
	AUDIENCE_COORDINATORS = 2, /* its coordinators */
	AUDIENCE_MEMBER = 3,       /* one person */
	AUDIENCE_ROUND = 4,        /* whom a review round asks by name */
	AUDIENCE_COMMENTS = 5,     /* who reads what others say in a round */
};
#define AUDIENCE(kind, owner) ((owner) * 8 + (int64_t)(kind))
#define AUDIENCE_KIND(a)  ((enum audience_kind)((a) & 7))
#define AUDIENCE_OWNER(a) ((a) / 8)
#define AUDIENCE_NOBODY   (-1)

/* A kind of row that people can see: the client's table. Rows are keyed by
 * their field `id`. */
struct row {
	const char *name;           /* "post" */
	const struct field *fields;
	size_t size;
	/* One row as a member may see it, by (:id, :member); the statement
	 * refuses by returning none. */
	enum sql get;
	/* All rows of a community that a member may see, by (:community,
	 * :member), for event.snapshot. */
	enum sql all;
};

enum event_effect {
	EFFECT_NONE,
	EFFECT_AUDIENCES, /* the audience's member hears other audiences now */
	EFFECT_SESSION,   /* the session `subject` has ended: close its sockets */
};

struct event_kind {
	const char *name;       /* "thread.posted" */
	const struct row *row;  /* NULL: carries no row */
	enum event_effect effect;
	const char *doc;
};

/* The tables of all rooms, NULL-terminated; each ends with a zeroed row. */
extern const struct event_kind *const event_tables[];

/* One event of a call or of the log. */
struct event {
	struct event *next;
	const struct event_kind *kind;
	int64_t seq;
	int64_t at;
	int64_t community; /* 0: none */
	int64_t audience;
	int64_t actor;     /* 0: the server */
	int64_t subject;   /* id of the row */
	const char *json;  /* the whole JSON-RPC notification */
	size_t json_len;
};

/* The seq that the next event_emit of this call will get. */
int64_t event_seq(struct call *c);
/* The last seq that this call's transaction can see; snapshots carry it. */
int64_t event_last(struct call *c);

/* Records that something happened and queues it for its audience, to leave
 * after the commit. `row` is of the kind's row type and its `id` is the
 * subject. There is no default audience. */
void event_emit(struct call *c, const char *kind, int64_t audience,
    int64_t community, const void *row);
/* The same for a kind without a row. */
void event_note(struct call *c, const char *kind, int64_t audience,
    int64_t community, int64_t subject);

/* Writes an event as the JSON-RPC notification that clients get; row NULL: its
 * subject stands in for it. */
void event_write(struct buffer *b, const struct event *e, const void *row);

/* Further behind than this, loading pages afresh is quicker. */
#define REPLAY_MAX 5000

/* The log after a seq, told again for those who hear it, with the rows as they
 * are now; what cannot be told any more goes to AUDIENCE_NOBODY. */
struct event *event_again(struct call *c, int64_t after, int64_t upto,
    int64_t count);

/* NULL: no such kind. */
const struct event_kind *event_kind_find(const char *name);

#endif
