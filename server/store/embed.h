/* SPDX-License-Identifier: Apache-2.0 */
/*
 * embed.h - what the build made of db/queries and db/migrations.
 *
 * The tables are written by embed.awk and embed_migrations.awk. Each ends with
 * a zeroed row so that an empty one is valid C.
 */
#ifndef SOUNDINGS_STORE_EMBED_H
#define SOUNDINGS_STORE_EMBED_H

#include <stdbool.h>
#include <stddef.h>

/* One named block of db/queries; the index is its enumerator in sql.h. */
struct sql_block {
	const char *name;
	const char *sql;
	const char *file; /* from the root of the project: "db/queries/x.sql" */
	int         line; /* of its head */
	const char *scan; /* why a full scan is right here; NULL: it is not */
	bool        many; /* rows of several calls may go in one statement */
	bool        ahead; /* so may the question of several calls */
	const char *row;  /* the :name that says which rows of its first table it
	                     is about; NULL: any */
};

struct migration {
	int         version; /* 1, 2, 3 ... */
	const char *name;    /* "0001_log" */
	const char *sql;
};

extern const struct sql_block sql_blocks[];
extern const size_t sql_block_count;
extern const struct migration migrations[];
extern const int migration_count;

#endif
