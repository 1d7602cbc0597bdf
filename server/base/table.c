/* SPDX-License-Identifier: Apache-2.0 */
/*
 * table.c - uthash with its keyed hash, behind a door.
 *
 * uthash is all macros; here is the one place where they are written out.
 */
#include "soundings/table.h"

#include <stdlib.h>

#include "soundings/base.h"
#include "soundings/secret.h"

#define HASH_FUNCTION(key, len, hash)                                        \
	((hash) = (unsigned)secret_table_hash((key), (len)))
#define uthash_fatal(why) invariant_broken((why), __FILE__, __LINE__)
#include <uthash.h>

struct entry {
	int64_t key;
	void *value;
	UT_hash_handle hh;
};

struct table {
	struct entry *entries; /* NULL: empty */
};

struct table *
table_new(void)
{
	return need_zeroed(1, sizeof(struct table));
}

void
table_free(struct table *t)
{
	struct entry *e, *next;

	if (t == NULL)
		return;
	HASH_ITER(hh, t->entries, e, next)
	{
		HASH_DEL(t->entries, e);
		free(e);
	}
	free(t);
}

static struct entry *
find(const struct table *t, int64_t key)
{
	struct entry *e;

	HASH_FIND(hh, t->entries, &key, sizeof(key), e);
	return e;
}

void *
table_get(const struct table *t, int64_t key)
{
	struct entry *e = find(t, key);

	return e != NULL ? e->value : NULL;
}

void
table_put(struct table *t, int64_t key, void *value)
{
	struct entry *e = find(t, key);

	if (e == NULL) {
		e = need_zeroed(1, sizeof(*e));
		e->key = key;
		HASH_ADD(hh, t->entries, key, sizeof(key), e);
	}
	e->value = value;
}

void
table_drop(struct table *t, int64_t key)
{
	struct entry *e = find(t, key);

	if (e == NULL)
		return;
	HASH_DEL(t->entries, e);
	free(e);
}
