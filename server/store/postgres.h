/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postgres.h - what the files of the PostgreSQL driver share.
 */
#ifndef SOUNDINGS_STORE_POSTGRES_H
#define SOUNDINGS_STORE_POSTGRES_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "soundings/arena.h"
#include "soundings/store.h"

#include "store/embed.h"

enum postgres_use {
	POSTGRES_READ,
	POSTGRES_WRITE,
	POSTGRES_COPY, /* reads a standby, and soon does without it */
	POSTGRES_UPKEEP, /* migrations; wake-ups: no limits of time */
};

/* One writer of all nodes at a time, so the log has no gaps. The number is
 * "Sndg"; nobody else's lock in this database may have it. */
#define POSTGRES_WRITERS "SELECT pg_advisory_xact_lock(1399743591)"

/* Does the setting `store` speak of PostgreSQL? */
bool postgres_is(const char *store);
/* What people may read of it: no password. */
const char *postgres_name(struct arena *a, const char *store);
/* A connection with our settings. NULL: *why says, in the arena. */
PGconn *postgres_connect(const char *store, enum postgres_use use,
    struct arena *a, const char **why);
/* libpq's sentence on one line. */
const char *postgres_words(struct arena *a, const char *message);

/* migrate_postgres.c */
void postgres_migrate(const char *store, bool create,
    const struct migration *list, int count);
int postgres_schema_of(const char *store);

/* db_postgres.c: as sqlite_db_open. */
struct db *postgres_db_open(const char *store, enum store_role role,
    const struct sql_block *blocks, size_t count);

#endif
