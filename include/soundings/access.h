/* SPDX-License-Identifier: Apache-2.0 */
/*
 * access.h - who may do what, in one table (call/access.c).
 *
 * The same answer for "there is no such thing" and "not for your eyes": callers
 * answer E_NOT_FOUND when MAY_SEE fails, E_DENIED when more is missing.
 */
#ifndef SOUNDINGS_ACCESS_H
#define SOUNDINGS_ACCESS_H

#include "soundings/call.h"

enum may {
	MAY_SEE,  /* read what the audience reads */
	MAY_POST, /* take part: post, comment, vote */
	MAY_RUN,  /* coordinate: open, close, answer, invite */
};

/* May the caller do this among that audience? The server may do everything. */
bool access_may(struct call *c, int64_t audience, enum may what);
/* Shorthand for the audience of a community. */
bool access_community(struct call *c, int64_t community, enum may what);
/* The same, by the role in it that was read with the thing asked for; NULL: the
 * caller does not belong to it. */
bool access_as(struct call *c, const char *role, enum may what);
/* Is the caller an administrator of the server? */
bool access_administrator(struct call *c);
/* Is the caller the server itself (a chore, ctl)? */
bool access_server(const struct call *c);

#endif
