/* SPDX-License-Identifier: Apache-2.0 */
/*
 * db.c - the door of the domain: run, changed, get, all, number, text, put.
 *
 * Here live the rules that hold for every database: nothing happens after a
 * failed statement, everything happens inside a transaction, and a record that
 * was not found is zeroed rather than left as it lay in memory.
 */
#include "soundings/db.h"

#include "soundings/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "store/driver.h"

#define ROWS_FIRST 16 /* room of a list before it doubles */

void
db_fail(struct db *db, enum store_result why, const char *format, ...)
{
	va_list args;

	if (db->why != STORE_OK && (why < STORE_AGAIN || why <= db->why))
		return;
	db->why = why;
	va_start(args, format);
	vsnprintf(db->error, sizeof(db->error), format, args);
	va_end(args);
}

bool
db_failed(const struct db *db)
{
	return db->why != STORE_OK;
}

/* A rule that the caller of a statement has broken. */
__attribute__((format(printf, 2, 3))) static _Noreturn void
slip(const struct sql_block *block, const char *format, ...)
{
	char rule[256];
	va_list args;

	va_start(args, format);
	vsnprintf(rule, sizeof(rule), format, args);
	va_end(args);
	invariant_broken(rule, block->file, block->line);
}

bool
db_ready(struct db *db, size_t sql)
{
	return db->driver->prepare == NULL || db->driver->prepare(db, sql);
}

/* False: an earlier statement failed, or this one cannot start. */
static bool
start(struct db *db, size_t sql, const struct val *v, size_t n)
{
	invariant(sql < db->count);
	invariant(db->arena != NULL);
	if (!db->open)
		slip(&db->blocks[sql], "%s runs inside a transaction",
		    db->blocks[sql].name);
	if (db->why != STORE_OK || !db_ready(db, sql) ||
	    db->statements[sql].nothing)
		return false;
	if (n != db->statements[sql].param_count)
		slip(&db->blocks[sql], "%s takes %zu values, not %zu",
		    db->blocks[sql].name, db->statements[sql].param_count, n);
	return db->driver->start(db, sql, v, n);
}

static bool
read_row(
    struct db *db, size_t sql, const struct field *const *map, void *record)
{
	struct cell cell;

	for (size_t i = 0; i < db->statements[sql].column_count; i++) {
		cell = db->driver->cell(db, sql, i);
		if (!bind_cell(db, sql, &cell, map[i], record))
			return false;
	}
	return true;
}

void
db_ahead_vals(struct db *db, enum sql sql, const struct val *v, size_t n)
{
	invariant(db->open);
	if (db->driver->ahead != NULL)
		db->driver->ahead(db, (size_t)sql, v, n);
}

static void
run(struct db *db, size_t sql, const struct val *v, size_t n)
{
	if (start(db, sql, v, n))
		db->driver->leave(db, sql);
}

void
db_run_vals(struct db *db, enum sql sql, const struct val *v, size_t n)
{
	run(db, (size_t)sql, v, n);
}

int64_t
db_changed_vals(struct db *db, enum sql sql, const struct val *v, size_t n)
{
	if (!start(db, (size_t)sql, v, n))
		return 0;
	return db->driver->finish(db, (size_t)sql);
}

void
db_put(
    struct db *db, enum sql sql, const struct field *fields, const void *record)
{
	size_t at = (size_t)sql, n;
	const struct field *const *map;
	struct val v[PARAMS_MAX];

	invariant(at < db->count);
	invariant(db->arena != NULL);
	if (db->why != STORE_OK || !db_ready(db, at))
		return;
	map = bind_params(db, at, fields);
	n = db->statements[at].param_count;
	for (size_t i = 0; i < n; i++)
		if (!bind_val(db, at, map[i], record, &v[i]))
			return;
	run(db, at, v, n);
}

const char *
db_question(struct db *db, enum match match, const char *typed,
    const struct ids *audiences)
{
	invariant(db->arena != NULL);
	return db->driver->question(db, match, typed, audiences);
}

bool
db_get_vals(struct db *db, enum sql sql, const struct field *fields,
    void *record, const struct val *v, size_t n)
{
	size_t at = (size_t)sql;
	const struct field *const *map;
	bool found;

	bind_zero(fields, record);
	if (!start(db, at, v, n))
		return false;
	map = bind_columns(db, at, fields);
	found = db->driver->row(db, at) && read_row(db, at, map, record);
	db->driver->finish(db, at);
	if (db->why == STORE_OK)
		return found;
	bind_zero(fields, record);
	return false;
}

/* Room for one more struct behind the list's last. */
static void *
one_more(struct arena *a, struct list *list, size_t size, size_t *room)
{
	void *wider;

	if (list->count == *room) {
		*room = *room == 0 ? ROWS_FIRST : *room * 2;
		wider = arena_get(a, *room * size);
		if (list->count > 0)
			memcpy(wider, list->at, list->count * size);
		list->at = wider;
	}
	return (char *)list->at + list->count * size;
}

struct list
db_all_vals(struct db *db, enum sql sql, const struct field *fields,
    size_t size, const struct val *v, size_t n)
{
	size_t at = (size_t)sql, room = 0;
	const struct field *const *map;
	struct list list = { NULL, 0 };

	if (!start(db, at, v, n))
		return list;
	map = bind_columns(db, at, fields);
	while (db->driver->row(db, at) &&
	       read_row(db, at, map, one_more(db->arena, &list, size, &room)))
		list.count++;
	db->driver->finish(db, at);
	return db->why == STORE_OK ? list : (struct list){ NULL, 0 };
}

/* Reads the first column of the first row as a record of one field. */
static void
read_first(struct db *db, size_t sql, const struct field *f, void *to,
    const struct val *v, size_t n)
{
	struct cell cell;

	if (!start(db, sql, v, n))
		return;
	if (db->driver->row(db, sql)) {
		cell = db->driver->cell(db, sql, 0);
		bind_cell(db, sql, &cell, f, to);
	}
	db->driver->finish(db, sql);
}

int64_t
db_number_vals(struct db *db, enum sql sql, const struct val *v, size_t n)
{
	static const struct field number = { .name = "the number",
		.type = FIELD_INT };
	int64_t i = 0;

	read_first(db, (size_t)sql, &number, &i, v, n);
	return db->why == STORE_OK ? i : 0;
}

const char *
db_text_vals(struct db *db, enum sql sql, const struct val *v, size_t n)
{
	static const struct field text = { .name = "the text",
		.type = FIELD_TEXT };
	const char *t = NULL;

	read_first(db, (size_t)sql, &text, &t, v, n);
	return db->why == STORE_OK ? t : NULL;
}
