/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sqlite.h - one connection to an SQLite file, with our settings.
 *
 * The driver, the migrations, the backup and the check each open their own.
 * What a statement said is told apart from what it held: see sqlite_words.
 */
#ifndef SOUNDINGS_STORE_SQLITE_H
#define SOUNDINGS_STORE_SQLITE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "soundings/arena.h"

#define SQLITE_APPLICATION 0x536e6467 /* "Sndg" */
#define SQLITE_WAIT_MS     5000       /* for another connection's lock */

enum sqlite_use { SQLITE_USE_READ, SQLITE_USE_WRITE };

/* Opens an existing file of ours or an empty one; fatal when that fails. The
 * writer makes it a WAL database. */
sqlite3 *sqlite_open(const char *path, enum sqlite_use use);
/* The settings that every connection has, also one that sqlite_open did not
 * make. False: one did not take; *name says which. */
bool sqlite_settings(sqlite3 *h, const char **name);

/* Runs statements without values; the result code. */
int sqlite_run(sqlite3 *h, const char *sql);
/* The first column of the first row as a number; 0 without one. */
int sqlite_number(sqlite3 *h, const char *sql, int64_t *n);

/* What went wrong, in words that hold no value and nothing that a person
 * typed: FTS5 repeats the search in its messages. */
const char *sqlite_words(sqlite3 *h, int rc);

/* quick_check, foreign_key_check: NULL when all is well, else what was found,
 * a line each. */
const char *sqlite_check(sqlite3 *h, struct arena *a);

/* The name of the file system by which a log is written in one go; wal_file.c. */
const char *sqlite_one_write(void);

/* Is there no file, or one of 0 bytes? */
bool sqlite_absent(const char *path);

#endif
