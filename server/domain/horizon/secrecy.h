/* SPDX-License-Identifier: Apache-2.0 */
/*
 * secrecy.h - answers that nobody can put a name to.
 *
 * An answer is stored under a pseudonym: a keyed hash of what was asked (its
 * salt) and the member. The key lies outside the database, so a copy of the
 * database links nothing; once the salt is erased nobody does, the server
 * included. What is shown of answers keeps the minimum: no group smaller than
 * it, and none that follows from the others.
 */
#ifndef HORIZON_SECRECY_H
#define HORIZON_SECRECY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "soundings/arena.h"

/* Answers of which something may be shown, and the most that may be asked. */
#define PANEL_LEAST 5
#define GROUP_LEAST 8
#define LEAST_MOST  20

/* The salt of something that is asked in secret; kept where no row shows it. */
const char *secrecy_salt(struct arena *a);
/* Whose answers these are, for who holds both the salt and the server's key. */
const char *secrecy_pseudonym(struct arena *a, const char *salt,
    int64_t member);

/* Which of `n` groups with so many answers may be shown beside the sum of all.
 * Those that may not together hold `least` answers or none, and are at least
 * two; so none of them follows by subtraction. */
void secrecy_groups(const int64_t *answers, size_t n, int64_t least,
    bool *shown);
/* May figures of `part` of them be shown beside the sum of all? Who is in it
 * are enough, and so are the rest, or there is no rest. */
bool secrecy_part(int64_t all, int64_t part, int64_t least);

/* Texts without any trace of the order in which they came. */
void secrecy_shuffle(const char **texts, size_t n);

#endif
