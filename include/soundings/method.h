/* SPDX-License-Identifier: Apache-2.0 */
/*
 * method.h - what the server can be asked, as tables.
 *
 * A method is one row. The contract (`soundings api`), the checks of input and
 * the dispatch are all made from these rows; the engine reaches the domain
 * only through them.
 */
#ifndef SOUNDINGS_METHOD_H
#define SOUNDINGS_METHOD_H

#include "soundings/call.h"

enum method_kind { READ, WRITE };

enum who {
	WHO_GUEST = 1, /* anyone, signed in or not */
	WHO_MEMBER,    /* signed in; the function checks the rest */
	WHO_SERVER,    /* the server itself and `soundings ctl` */
};

enum lane {
	LANE_FAST,  /* a reader; for WRITE: only `prepare` runs there */
	LANE_SEARCH, /* two readers that give way to all others */
	LANE_HEAVY, /* at most two at a time: password hashing, conversion */
};

struct method {
	const char *name;
	enum method_kind kind;
	enum who who;
	enum lane lane;            /* of `prepare`, or of a READ's `run` */
	const struct field *in;    /* NULL: takes nothing */
	size_t in_size;
	const struct field *out;   /* NULL: answers {} */
	/* WRITE: the slow half, outside the write transaction; may be NULL. It
	 * may read (c->db) and compute; what it reads may be stale in `run`.
	 * Both halves may be run again: what they put into `in` they set. */
	enum err (*prepare)(struct call *c);
	bool renders;              /* all that `prepare` does is to make HTML of
	                              the texts in `in` */
	enum err (*run)(struct call *c);
	/* WRITE: asks by db_ahead what `run` will ask first, knowing no more
	 * than `in` and who claims to call; may be NULL. Decides nothing. */
	void (*ahead)(struct call *c);
	/* WRITE: who answered what must not be found in the database: nothing is
	 * kept of its retry key. The call sets a value, so that a second one
	 * does nothing. */
	bool anonymous;
	bool always;               /* WRITE: small, and done also when the disk
	                              is nearly full: signing in and out */
	int64_t every;             /* the server runs it every so many ms */
	const char *doc;           /* one sentence, who may included */
};

/* The tables of all rooms, NULL-terminated; each ends with a zeroed row. */
extern const struct method *const method_tables[];

/* NULL: no such method. */
const struct method *method_find(const char *name);

#endif
