/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carrier.h - the mail thread: letters in, letters with a result out.
 */
#ifndef MAIL_CARRIER_H
#define MAIL_CARRIER_H

#include "mail/letter.h"

struct carrier;

enum { CARRIER_ROOM = 128 };

/* `done` is called on the carrier's thread when carrier_take has something. */
struct carrier *carrier_start(
    const struct settings *s, void (*done)(void *user), void *user);
/* Never more than CARRIER_ROOM letters at a time. */
void carrier_give(struct carrier *c, struct letter *l);
/* The leases of all that it has were renewed by a call made at that moment
 * (monotonic). Without that for some time nothing more is sent: somebody else
 * may be doing it. */
void carrier_renewed(struct carrier *c, int64_t at);
/* A letter that is done with; NULL: none now. */
struct letter *carrier_take(struct carrier *c);
/* Waits for the thread to end: what is on the wire gets two seconds, the rest
 * comes back as held. Then take what is left. */
void carrier_stop(struct carrier *c);
void carrier_free(struct carrier *c);

#endif
