/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store.c - the door of the engine: transactions and the sticky error.
 *
 * A transaction is open from store_begin to store_commit or store_rollback,
 * even when the database has given it up on the way (a full disk does that):
 * until then every statement is refused by the sticky error, so none can commit
 * alone.
 */
#include "soundings/store.h"

#include "soundings/base.h"

#include <string.h>

#include "store/driver.h"
#include "store/postgres.h"

const char *
store_name(struct arena *a, const char *store)
{
	return postgres_is(store) ? postgres_name(a, store)
				  : store_file(store);
}

const char *
store_file(const char *store)
{
	if (postgres_is(store))
		return NULL;
	return strncmp(store, "sqlite:", 7) == 0 ? store + 7 : store;
}

void
store_migrate(const char *store, bool create)
{
	if (postgres_is(store))
		postgres_migrate(store, create, migrations, migration_count);
	else
		sqlite_migrate(store_file(store), create, migrations,
		    migration_count);
}

int
store_schema_wanted(void)
{
	return migration_count;
}

int
store_schema_of(const char *store)
{
	return postgres_is(store) ? postgres_schema_of(store)
				  : sqlite_schema_of(store_file(store));
}

/* Fatal: not the schema of this program. */
static void
check_schema(const char *path)
{
	int has = sqlite_schema_of(path);

	if (has != migration_count)
		fatal("database %s has schema %d and this program needs %d: "
		      "run `soundings migrate` (a newer schema needs a newer "
		      "program)",
		    path, has, migration_count);
}

/* A shared store may get a newer schema while this program runs, made so that
 * this program can go on: there only store_migrate looks. */
struct db *
store_open(const char *store, enum store_role role)
{
	if (postgres_is(store))
		return postgres_db_open(
		    store, role, sql_blocks, sql_block_count);
	check_schema(store_file(store));
	return sqlite_db_open(
	    store_file(store), role, sql_blocks, sql_block_count);
}

void
store_close(struct db *db)
{
	db->driver->close(db);
}

void
store_use(struct db *db, struct arena *a)
{
	db->arena = a;
}

void
store_begin(struct db *db)
{
	invariant(!db->open);
	db->open = true;
	db->why = STORE_OK;
	db->error[0] = '\0';
	db->driver->verb(
	    db, db->role == STORE_WRITER ? VERB_BEGIN_WRITE : VERB_BEGIN_READ);
}

void
db_rest(struct db *db)
{
	invariant(db->open);
	if (db->role == STORE_WRITER || db->why != STORE_OK)
		return;
	store_rollback(db);
	store_begin(db); /* which takes nothing before its first statement */
}

void
store_savepoint(struct db *db)
{
	invariant(db->open);
	if (db->why == STORE_OK)
		db->driver->verb(db, VERB_SAVEPOINT);
}

void
store_release(struct db *db)
{
	invariant(db->open);
	if (db->why == STORE_OK)
		db->driver->verb(db, VERB_RELEASE);
}

void
store_rollback_to(struct db *db)
{
	invariant(db->open);
	/* What cannot be taken back stays known as failed. */
	if (db->why >= STORE_AGAIN || !db->driver->in_transaction(db))
		return;
	db->why = STORE_OK;
	db->error[0] = '\0';
	db->driver->verb(db, VERB_ROLLBACK_TO);
	if (db->why == STORE_OK)
		db->driver->verb(db, VERB_RELEASE);
}

enum store_result
store_commit(struct db *db)
{
	invariant(db->open);
	if (db->why == STORE_OK)
		db->driver->verb(db, VERB_COMMIT);
	store_rollback(db);
	return db->why;
}

void
store_rollback(struct db *db)
{
	db->open = false;
	if (db->driver->in_transaction(db))
		db->driver->verb(db, VERB_ROLLBACK);
}

enum store_result
store_why(const struct db *db)
{
	return db->why;
}

const char *
store_error(const struct db *db)
{
	return db->error;
}

int64_t
store_checkpoint(struct db *db)
{
	return db->driver->checkpoint(db);
}

int64_t
store_wal_pages(struct db *db)
{
	return db->driver->wal_pages(db);
}

bool
store_truncate_wal(struct db *db)
{
	return db->driver->truncate_wal(db);
}
