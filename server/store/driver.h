/* SPDX-License-Identifier: Apache-2.0 */
/*
 * driver.h - what is between the doors of the store and a database.
 *
 * db.c, bind.c and store.c know rules (sticky errors, transactions, which
 * column goes into which field); a driver knows one database and offers the
 * functions of struct driver. A row travels as cells, so that no driver needs
 * to know what a record is.
 */
#ifndef SOUNDINGS_STORE_DRIVER_H
#define SOUNDINGS_STORE_DRIVER_H

#include "soundings/arena.h"
#include "soundings/buffer.h"
#include "soundings/store.h"

#include "store/embed.h"

/* No block has more :names; their values are gathered on the stack. */
#define PARAMS_MAX 64

/* One value of a row, as the database gave it; the bytes are the driver's
 * until the next row, and behind a text's last one is a NUL. */
enum cell_type { CELL_NULL, CELL_INT, CELL_REAL, CELL_TEXT, CELL_BLOB };

struct cell {
	enum cell_type type;
	int64_t        i;
	double         r;
	const void    *at;
	size_t         len;
};

enum verb {
	VERB_BEGIN_READ,
	VERB_BEGIN_WRITE,
	VERB_COMMIT,
	VERB_ROLLBACK,
	VERB_SAVEPOINT,
	VERB_RELEASE,
	VERB_ROLLBACK_TO,
	VERB_COUNT
};

struct map; /* bind.c: which field each column or :name is */

struct statement {
	bool        nothing; /* no line of the block is for this database */
	size_t      param_count, column_count;
	struct map *params, *columns; /* by field table; made at first use */
};

struct db {
	const struct driver    *driver;
	const struct sql_block *blocks;
	size_t                  count;      /* of blocks */
	struct statement       *statements; /* one per block */
	struct arena           *arena;      /* results go there; NULL: no
	                                       store_use yet */
	struct buffer           scratch;    /* a list that becomes a text */
	enum store_role         role;
	bool                    open;       /* between begin and its end */
	enum store_result       why;        /* of the sticky error */
	char                    error[256];
};

/* Functions that can fail say so by db_fail. */
struct driver {
	void (*close)(struct db *db);
	/* Makes a block ready to start, if it is not; false: db_fail was said.
	 * NULL: all are, since the database was opened. */
	bool (*prepare)(struct db *db, size_t sql);
	/* The column or :name (without ':') as the block spells it. */
	const char *(*column_name)(struct db *db, size_t sql, size_t i);
	const char *(*param_name)(struct db *db, size_t sql, size_t i);
	/* Values are borrowed until finish. */
	bool (*start)(struct db *db, size_t sql, const struct val *v, size_t n);
	/* Is there one more row? */
	bool (*row)(struct db *db, size_t sql);
	struct cell (*cell)(struct db *db, size_t sql, size_t i);
	/* Lets a writing statement run to its end; how many rows it changed. */
	int64_t (*finish)(struct db *db, size_t sql);
	/* The same, but nobody waits: its error may be said later. */
	void (*leave)(struct db *db, size_t sql);
	/* Asks before its call does; NULL: nothing is saved by that. */
	void (*ahead)(struct db *db, size_t sql, const struct val *v,
	    size_t n);
	void (*verb)(struct db *db, enum verb verb);
	/* False also when the database has rolled back by itself. */
	bool (*in_transaction)(struct db *db);
	int64_t (*checkpoint)(struct db *db);
	int64_t (*wal_pages)(struct db *db);
	const char *(*question)(struct db *db, enum match match, const char *typed,
	    const struct ids *audiences);
	bool (*truncate_wal)(struct db *db);
};

/* Sets the sticky error; the first stays, unless the new one is of those that
 * end the whole transaction, STORE_AGAIN and on, and worse. */
void db_fail(struct db *db, enum store_result why, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Before the driver starts a block; false: db_fail was said. */
bool db_ready(struct db *db, size_t sql);

/* only.c: SQL without the lines that are for another database. */
const char *only_for(struct arena *a, const char *database, const char *sql);
/* match.c: a question to FTS5, to websearch_to_tsquery; NULL: no word. */
const char *match_fts5(struct arena *a, enum match match, const char *typed,
    const struct ids *audiences);
const char *match_websearch(struct arena *a, enum match match,
    const char *typed);

/* bind.c */
const struct field *const *bind_columns(struct db *db, size_t sql,
    const struct field *fields);
const struct field *const *bind_params(struct db *db, size_t sql,
    const struct field *fields);
void bind_free(struct statement *s);
/* The value of a field on its way into a statement; false: db_fail was said. */
bool bind_val(struct db *db, size_t sql, const struct field *f,
    const void *record, struct val *v);
/* Puts a cell into its field; false: db_fail was said. */
bool bind_cell(struct db *db, size_t sql, const struct cell *cell,
    const struct field *f, void *record);
/* Zeroes every field of the table. */
void bind_zero(const struct field *fields, void *record);

int sqlite_schema_of(const char *path);
/* store_open with other blocks; the schema is not looked at. */
struct db *sqlite_db_open(const char *path, enum store_role role,
    const struct sql_block *blocks, size_t count);
/* store_migrate with other migrations. */
void sqlite_migrate(const char *path, bool create,
    const struct migration *list, int count);

#endif
