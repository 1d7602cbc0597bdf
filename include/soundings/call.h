/* SPDX-License-Identifier: Apache-2.0 */
/*
 * call.h - one request, from decoding to answer.
 *
 * A domain function sees nothing of the server but its call: who asks, what is
 * asked, a database already inside a transaction, and an arena that is emptied
 * once the answer has left. Nothing here may be kept longer.
 */
#ifndef SOUNDINGS_CALL_H
#define SOUNDINGS_CALL_H

#include "soundings/arena.h"
#include "soundings/buffer.h"
#include "soundings/db.h"
#include "soundings/field.h"

enum err {
	OK,
	E_INVALID,   /* makes no sense; do not send it again */
	E_DENIED,    /* you may not */
	E_NOT_FOUND, /* no such thing, or not for your eyes */
	E_CONFLICT,  /* was true a moment ago: read again, then decide */
	E_BUSY,      /* too much at once: send it again later */
	E_BROKEN,    /* our fault; the log says more */
};

struct settings;
struct event;

struct call {
	struct arena *arena;  /* owns all that the call allocates */
	struct db    *db;     /* inside this call's transaction */
	void         *in;     /* the decoded, checked input */
	int64_t       member; /* who asks; 0 for a guest or the server */
	int64_t       session;/* the session that asks; 0: none */
	bool          server; /* the server itself asks: a chore, ctl */
	int64_t       now;    /* one clock reading per call, in ms */
	const struct settings *settings;
	const char   *address;/* where it comes from, for limits; NULL: inside */
	const char   *agent;  /* what the browser calls itself; NULL: unknown */

	/* The answer; filled by the functions below. */
	enum err      err;
	const char   *why;    /* a sentence for a person */
	const char   *field;  /* E_INVALID: which field; NULL: none */
	const char   *reason; /* a word for programs; NULL: none */
	struct buffer reply;  /* one JSON object */
	const char   *cookie; /* a session token to set; "": clear; NULL: leave */
	bool          again;  /* a chore that has more to do: at once, if nobody waits */
	bool          wipe;   /* what it took from a table must not be read in the
	                         database's log either: that is emptied soon */
	bool          keep;   /* a refusal whose writes stay: counted tries */
	const char   *file_name; /* the answer is this file; NULL: JSON */
	const char   *file_type;
	struct blob   file;

	/* What happened; filled by event_emit. */
	struct event *events; /* first of a list in order of seq */
	struct event *events_last;
	int64_t       seq;    /* the last seq of the log as this call sees it */
};

/* Fails the call and returns e. The first failure wins; later ones are echoes. */
enum err call_fail(struct call *c, enum err e, const char *why);
/* Fails the call because of one input field. */
enum err call_invalid(struct call *c, const char *field, const char *why);
/* Is the text that is there the one that the caller has seen (NULL: none)? If
 * not, the call has failed: what somebody else wrote (`by`; 0: not known) is
 * overwritten by nobody unseen. */
bool call_seen(struct call *c, const char *seen, const char *there,
    int64_t by);
/* The same where what is there has a number, one more with each change. */
bool call_fresh(struct call *c, int64_t seen, int64_t there, int64_t by);
/* Writes the answer by its field table; returns OK, or the call's failure. */
enum err call_reply(struct call *c, const struct field *fields, const void *p);
/* Answers {}. */
enum err call_done(struct call *c);

/* JSON-RPC error code and name of an error: -32001 "invalid" and so on. */
int err_code(enum err e);
const char *err_name(enum err e);

#endif
