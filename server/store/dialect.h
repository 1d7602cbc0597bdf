/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dialect.h - our SQL in PostgreSQL's words.
 */
#ifndef SOUNDINGS_STORE_DIALECT_H
#define SOUNDINGS_STORE_DIALECT_H

#include <stddef.h>

#include "soundings/arena.h"

struct translated {
	const char        *sql;
	const char *const *names; /* of $1, $2 ... */
	size_t             count;
};

/* One statement of db/queries. NULL in `sql`: *why says what it cannot be. */
struct translated dialect_statement(struct arena *a, const char *sql,
    const char **why);
/* A migration. */
const char *dialect_schema(struct arena *a, const char *sql);

#endif
