/* SPDX-License-Identifier: Apache-2.0 */
/*
 * move.h - a whole community from one engine to the other.
 */
#ifndef SOUNDINGS_MOVE_H
#define SOUNDINGS_MOVE_H

#include <stdbool.h>
#include <stdint.h>

#include "soundings/arena.h"
#include "soundings/field.h"
#include "soundings/secret.h"

/* What was copied, and proved to be the same on both sides. */
struct moved_table {
	const char *name;
	int64_t rows;
	char digest[SECRET_HASH_LEN + 1]; /* of every value, in order of keys */
};

struct moved {
	struct list tables; /* of struct moved_table */
	int64_t seq;        /* the last event in the copy */
	int64_t seq_now;    /* of the source when all was done: above seq, if
	                       somebody wrote meanwhile */
};

/* Called now and then, and at the end of each table. */
typedef void (*move_progress)(const char *table, int64_t rows);

/* Copies what `from` holds at one moment, while it may be served, into `to`,
 * which is made if it is absent and must hold no event; one of the two is a
 * SQLite file, the other PostgreSQL. All or nothing: it is committed once
 * every value was read back and is the same. What search knows is made anew by
 * the server. False: *why says, in the arena, and nothing was changed. */
bool store_move(const char *from, const char *to, move_progress progress,
    struct arena *a, struct moved *out, const char **why);

#endif
