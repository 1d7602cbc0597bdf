/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store.h - opening, transactions, upkeep: the database as the engine sees it.
 *
 * SQLite in WAL mode with synchronous=FULL: a commit that returned OK survives
 * a power cut. Domain code includes db.h instead.
 */
#ifndef SOUNDINGS_STORE_H
#define SOUNDINGS_STORE_H

#include "soundings/db.h"

enum store_role { STORE_WRITER, STORE_READER };

enum store_result {
	STORE_OK,
	STORE_FULL,    /* no room: rolled back, the store goes on */
	STORE_UNKNOWN, /* an I/O error: nobody knows what is on the disk; stop */
	STORE_FAILED,  /* a statement failed: rolled back */
};

/* Migrates the file to this program's schema, making it when it is absent
 * (only if `create`). Fatal: not ours, a newer schema, a changed migration. */
void store_migrate(const char *path, bool create);
/* The schema this program needs, and the one the file has (0: no file). */
int store_schema_wanted(void);
int store_schema_of(const char *path);

/* Opens the file and prepares every statement; fatal when that fails. */
struct db *store_open(const char *path, enum store_role role);
void store_close(struct db *db);

/* Results of this db_* go into that arena until the next store_use. */
void store_use(struct db *db, struct arena *a);

/* A reader sees one moment, that of its first statement; a statement of a
 * reader fails after five seconds. */
void store_begin(struct db *db);
void store_savepoint(struct db *db);
void store_release(struct db *db);
/* Takes back what happened since the savepoint, ends it and clears the sticky
 * error. The error stays when the whole transaction is gone (a full disk) or
 * nobody knows (STORE_UNKNOWN): then store_commit says so. */
void store_rollback_to(struct db *db);
/* Anything but STORE_OK: rolled back, or nobody knows. */
enum store_result store_commit(struct db *db);
/* Nothing happens when none is open. */
void store_rollback(struct db *db);
/* Why the sticky error is set; until the next store_begin. store_error holds
 * names of statements, tables and columns, never what somebody wrote. */
enum store_result store_why(const struct db *db);
const char *store_error(const struct db *db);

/* One passive checkpoint; the pages left to do. Any writer's connection; a fault
 * goes to the log, for nothing is lost by it. */
int64_t store_checkpoint(struct db *db);
/* How long the WAL was when this writer last committed, in pages. It starts
 * again from its beginning with the first commit that finds all of it
 * checkpointed; until then the file grows. */
int64_t store_wal_pages(struct db *db);
/* Shrinks the WAL file to nothing if nobody reads. */
void store_truncate_wal(struct db *db);

/* Copies a live database in small steps, checks the copy and writes a manifest
 * beside it (TO.manifest: rows per table, BLAKE2b); never over an older copy.
 * False: *why says. Fatal when there is no database of ours at `path`. */
bool store_backup(const char *path, const char *to, const char **why);
/* quick_check and foreign_key_check; NULL when all is well. */
const char *store_check(const char *path, struct arena *a);

/* Holds the single-instance lock of a database (PATH.lock) until the process
 * ends; fatal when another process has it. */
void store_lock(const char *path);

#endif
