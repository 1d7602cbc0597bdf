/* SPDX-License-Identifier: Apache-2.0 */
/*
 * table.h - things found by a number that strangers may choose.
 *
 * The hash is keyed, so nobody can make the table slow. A table belongs to one
 * thread and borrows its values.
 */
#ifndef SOUNDINGS_TABLE_H
#define SOUNDINGS_TABLE_H

#include <stdint.h>

struct table;

struct table *table_new(void);
/* Forgets the values; they are not freed. */
void table_free(struct table *t);

/* NULL: nothing is there. */
void *table_get(const struct table *t, int64_t key);
/* Replaces what was there. */
void table_put(struct table *t, int64_t key, void *value);
void table_drop(struct table *t, int64_t key);

#endif
