/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sealed.h - what a mail carries that is good for one thing and one person:
 * the address that takes an answer, and the link behind a button.
 *
 * It is no session and no secret of the database: verb, member, thing and day
 * can be read by anybody, our seal is what counts. It dies with the member's
 * access, which whoever opens it asks again, and after SEALED_DAYS.
 */
#ifndef SOUNDINGS_SEALED_H
#define SOUNDINGS_SEALED_H

#include "soundings/arena.h"
#include "soundings/secret.h"

#define SEALED_DAYS 90

struct sealed {
	char verb;      /* a small letter: what it is good for */
	int64_t thing;  /* to what */
	int64_t member; /* for whom; 0: nobody who has an id yet */
	int64_t choice; /* which of several; 0: none */
	int64_t at;     /* when it was made; kept to the day */
};

/* As lower-case letters, digits and hyphens. */
const char *sealed_write(
    struct arena *a, enum secret_purpose p, const struct sealed *s);
/* False: not ours, not whole, or older than SEALED_DAYS at `now`. Capitals are
 * read as small letters, for some mail systems change them. */
bool sealed_read(struct arena *a, enum secret_purpose p, const char *text,
    int64_t now, struct sealed *s);

/* The address that takes what it seals, beside `from` ("soundings@..." gives
 * "soundings+r...@..."); NULL when that would be too long (RFC 5321). */
const char *sealed_address(
    struct arena *a, const char *from, const struct sealed *s);
/* What stands behind the "+r" or "+b" (`sign`) of an address beside `from`
 * among these words; NULL: none does. */
const char *sealed_find(
    struct arena *a, const char *from, char sign, const char *words);

#endif
