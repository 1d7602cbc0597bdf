/* SPDX-License-Identifier: Apache-2.0 */
/*
 * epoch.c - the name of this database's history.
 *
 * Clients resume by seq only within one epoch. A database gets its name when it
 * is first served, and a new one when it is restored from a backup, because
 * what came after the backup is gone.
 */
#include <stdio.h>

#include "soundings/base.h"
#include "soundings/secret.h"
#include "soundings/settings.h"
#include "soundings/store.h"

#include "engine/lanes.h"

static void
name_history(struct db *db)
{
	unsigned char random[8];
	char name[2 * sizeof(random) + 1];

	secret_random(random, sizeof(random));
	for (size_t i = 0; i < sizeof(random); i++)
		snprintf(name + 2 * i, 3, "%02x", random[i]);
	db_run(db, FACT_SET, "epoch", (const char *)name);
}

void
epoch_start(struct engine *e)
{
	struct db *db = store_open(e->settings->store, STORE_WRITER);

	store_use(db, e->arena);
	store_begin(db);
	if (db_text(db, FACT_GET, "epoch") == NULL)
		name_history(db);
	snprintf(e->epoch, sizeof(e->epoch), "%s",
	    db_text(db, FACT_GET, "epoch"));
	atomic_store(&e->seq, db_number(db, EVENT_LAST, 0));
	if (store_commit(db) != STORE_OK)
		fatal("the database %s cannot be written: %s",
		    store_name(e->arena, e->settings->store), store_error(db));
	store_close(db);
}

const char *
engine_epoch(const struct engine *e)
{
	return e->epoch;
}
