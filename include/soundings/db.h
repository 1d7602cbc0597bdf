/* SPDX-License-Identifier: Apache-2.0 */
/*
 * db.h - the database as the domain sees it.
 *
 * Statements are named blocks of db/queries, one enumerator each (sql.h, made
 * by the build), all prepared when the database is opened. Errors are sticky:
 * after a failed statement every later db_* of the transaction does nothing
 * and the engine rolls it back; the domain checks rules, never plumbing.
 * A struct db belongs to one thread at a time. Every db_* happens between
 * store_begin and store_commit or store_rollback.
 *
 * Values are bound to the block's :names in the order in which each name first
 * appears in it.
 */
#ifndef SOUNDINGS_DB_H
#define SOUNDINGS_DB_H

#include <stdbool.h>
#include <stddef.h>

#include "soundings/arena.h"
#include "soundings/val.h"
#include "sql.h" /* enum sql: THREAD_GET and so on; generated */

struct db;

#define DB_VALS(...) ((const struct val[]){ __VA_ARGS__ })
#define DB_MAP_1(a) VAL(a)
#define DB_MAP_2(a, ...) VAL(a), DB_MAP_1(__VA_ARGS__)
#define DB_MAP_3(a, ...) VAL(a), DB_MAP_2(__VA_ARGS__)
#define DB_MAP_4(a, ...) VAL(a), DB_MAP_3(__VA_ARGS__)
#define DB_MAP_5(a, ...) VAL(a), DB_MAP_4(__VA_ARGS__)
#define DB_MAP_6(a, ...) VAL(a), DB_MAP_5(__VA_ARGS__)
#define DB_MAP_7(a, ...) VAL(a), DB_MAP_6(__VA_ARGS__)
#define DB_MAP_8(a, ...) VAL(a), DB_MAP_7(__VA_ARGS__)
#define DB_PICK(_1, _2, _3, _4, _5, _6, _7, _8, name, ...) name
#define DB_MAP(...)                                                          \
	DB_PICK(__VA_ARGS__, DB_MAP_8, DB_MAP_7, DB_MAP_6, DB_MAP_5,         \
	    DB_MAP_4, DB_MAP_3, DB_MAP_2, DB_MAP_1, 0)(__VA_ARGS__)
#define DB_ARGS(...)                                                         \
	DB_VALS(DB_MAP(__VA_ARGS__)),                                        \
	    sizeof(DB_VALS(DB_MAP(__VA_ARGS__))) / sizeof(struct val)

/* Runs a statement with 1 to 8 values: db_run(db, THREAD_TOUCH, at, id). On
 * PostgreSQL nobody waits for it: an error may show with a later statement. */
#define db_run(db, sql, ...) db_run_vals((db), (sql), DB_ARGS(__VA_ARGS__))
/* The same for who must know how many rows it changed. */
#define db_changed(db, sql, ...)                                             \
	db_changed_vals((db), (sql), DB_ARGS(__VA_ARGS__))
/* Reads one row into a struct, whose other fields become zero; false, and all
 * fields zero, when there is none. A column without a field aborts. */
#define db_get(db, sql, fields, record, ...)                                 \
	db_get_vals((db), (sql), (fields), (record), DB_ARGS(__VA_ARGS__))
/* Reads all rows as structs of `size` bytes into the arena. */
#define db_all(db, sql, fields, size, ...)                                   \
	db_all_vals((db), (sql), (fields), (size), DB_ARGS(__VA_ARGS__))
/* The first column of the first row as a number; 0 when there is none. */
#define db_number(db, sql, ...)                                              \
	db_number_vals((db), (sql), DB_ARGS(__VA_ARGS__))
/* The first column of the first row as a text; NULL when there is none. */
#define db_text(db, sql, ...) db_text_vals((db), (sql), DB_ARGS(__VA_ARGS__))

/* Asks what a call of this transaction will ask with the same values (which
 * live until it does): on PostgreSQL the questions of a batch are one round trip
 * then. The call gets the answer of this moment, unless the block has a `-- row:`
 * and that row, or another table it reads, has been changed meanwhile. */
#define db_ahead(db, sql, ...) db_ahead_vals((db), (sql), DB_ARGS(__VA_ARGS__))

void db_ahead_vals(struct db *db, enum sql sql, const struct val *v, size_t n);
void db_run_vals(struct db *db, enum sql sql, const struct val *v, size_t n);
int64_t db_changed_vals(struct db *db, enum sql sql, const struct val *v,
    size_t n);
bool db_get_vals(struct db *db, enum sql sql, const struct field *fields,
    void *record, const struct val *v, size_t n);
struct list db_all_vals(struct db *db, enum sql sql, const struct field *fields,
    size_t size, const struct val *v, size_t n);
int64_t db_number_vals(struct db *db, enum sql sql, const struct val *v,
    size_t n);
const char *db_text_vals(struct db *db, enum sql sql, const struct val *v,
    size_t n);

/* db_run with the fields of a record as :names; every name must be in the
 * table. */
void db_put(struct db *db, enum sql sql, const struct field *fields,
    const void *record);

enum match { MATCH_ALL, MATCH_ANY };

/* What a person typed into a search box, as a value for a search statement:
 * all words or any; "words in quotes" together; -word without. Only what one of
 * these audiences hears is looked at, quickly; the statement has to check it
 * too. NULL: there is no word to look for. */
const char *db_question(struct db *db, enum match match, const char *typed,
    const struct ids *audiences);

/* Before work of seconds in `prepare`: a reader lets go of the moment that it
 * sees, and its next statement sees a new one. Nothing happens on a writer. */
void db_rest(struct db *db);

/* Has a statement of this transaction failed, as far as is known? */
bool db_failed(const struct db *db);

#endif
