/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store.h - opening, transactions, upkeep: the database as the engine sees it.
 *
 * A store is "sqlite:PATH", which may be written PATH, or a PostgreSQL address:
 * "postgres://..." or "postgres:KEY=VALUE ...". A commit that returned OK
 * survives a power cut. Domain code includes db.h instead.
 */
#ifndef SOUNDINGS_STORE_H
#define SOUNDINGS_STORE_H

#include "soundings/db.h"

enum store_role {
	STORE_WRITER,
	STORE_READER,
	STORE_REPLICA, /* reads a copy that may be away: never fatal */
};

enum store_result {
	STORE_OK,
	STORE_FULL,    /* no room: rolled back, the store goes on */
	STORE_SLOW,    /* a statement took too long: rolled back */
	STORE_FAILED,  /* a statement failed: rolled back */
	STORE_AGAIN,   /* rolled back for no fault of the calls, or there is no
	                  connection: run them again */
	STORE_LOST,    /* the connection broke in COMMIT: nobody knows whether
	                  this transaction is stored; the store goes on */
	STORE_UNKNOWN, /* an I/O error: nobody knows what is on the disk; stop */
};

/* What people may read of a store: no password. */
const char *store_name(struct arena *a, const char *store);
/* The file that it is; NULL: PostgreSQL, which several servers may share. */
const char *store_file(const char *store);

/* Migrates it to this program's schema, making a file when it is absent and
 * the tables (only if `create`). Fatal: not ours, a newer schema, a changed
 * migration. */
void store_migrate(const char *store, bool create);
/* The schema this program needs, and the one it has (0: none). */
int store_schema_wanted(void);
int store_schema_of(const char *store);

/* Opens it and prepares every statement; fatal when that fails. A connection
 * that is lost later is made again by store_begin. */
struct db *store_open(const char *store, enum store_role role);
void store_close(struct db *db);

/* Results of this db_* go into that arena until the next store_use. */
void store_use(struct db *db, struct arena *a);

/* A reader sees one moment, that of its first statement; a statement of a
 * reader is given up after five seconds, whoever else had the cores. */
void store_begin(struct db *db);
void store_savepoint(struct db *db);
void store_release(struct db *db);
/* Takes back what happened since the savepoint, ends it and clears the sticky
 * error. The error stays when the whole transaction is gone (a full disk, and
 * from STORE_AGAIN on): then store_commit says so. */
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
/* Shrinks the WAL file to nothing; false: somebody reads or writes. */
bool store_truncate_wal(struct db *db);

/* Copies a live database in small steps, checks the copy and writes a manifest
 * beside it (TO.manifest: rows per table, BLAKE2b); never over an older copy.
 * False: *why says. Fatal when there is no database of ours in the file. */
bool store_backup(const char *store, const char *to, const char **why);
/* quick_check and foreign_key_check; NULL when all is well. */
const char *store_check(const char *store, struct arena *a);

/* Holds the single-instance lock of a file (PATH.lock) until the process ends;
 * fatal when another process has it. Shared stores have none. */
void store_lock(const char *store);

#endif
