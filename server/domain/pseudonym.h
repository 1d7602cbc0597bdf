/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pseudonym.h - who has answered anonymously, for the server alone.
 *
 * The database by itself says neither who answered what nor who answered at
 * all; so what waits for somebody is asked with the server's key. Rooms meet
 * here: horizon knows it, desk and notify ask.
 */
#ifndef DOMAIN_PSEUDONYM_H
#define DOMAIN_PSEUDONYM_H

#include "soundings/call.h"

/* Has the member answered all of it? `kind` is that of an ask: poll, scan. A
 * NULL salt: the answers have names, and SQL has seen to it. */
bool pseudonym_answered(struct call *c, const char *kind, int64_t id,
    const char *salt, int64_t member);

#endif
