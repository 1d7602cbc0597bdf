/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postgres_db.h - a connection of the driver of PostgreSQL.
 */
#ifndef SOUNDINGS_STORE_POSTGRES_DB_H
#define SOUNDINGS_STORE_POSTGRES_DB_H

#include "store/dialect.h"
#include "store/driver.h"
#include "store/postgres.h"

struct buffer;

#define SENT_MAX 1024 /* statements under way; then their answers are read */
#define NAME_LEN_MAX 24
#define AHEAD_MAX 512 /* questions asked ahead in one transaction */
#define AHEAD_VALS 3
#define PLAN_ANEW_FIRST 64 /* transactions */
#define TOGETHER_MAX 8  /* blocks marked `-- ahead` */
#define MANY_BLOCKS 8   /* marked `-- many` */
#define MANY_SIZES 6    /* in how many rows such a block is prepared */
#define MANY_VALS 256   /* in one statement */
#define MANY_ALL (~0u)
#define QUESTIONS_MAX 32 /* blocks that read a `-- row:` */

/* Type numbers of PostgreSQL (pg_type.dat); they never change. */
enum oid {
	OID_BOOL = 16,
	OID_BYTEA = 17,
	OID_NAME = 19,
	OID_INT8 = 20,
	OID_INT2 = 21,
	OID_INT4 = 23,
	OID_TEXT = 25,
	OID_FLOAT4 = 700,
	OID_FLOAT8 = 701,
	OID_UNKNOWN = 705,
	OID_VARCHAR = 1043,
};

struct prepared {
	char name[NAME_LEN_MAX];
	struct translated text;
	Oid *types;      /* of the values */
	PGresult *shape; /* the description: names and types of the columns */
	const char *changes; /* the table; NULL: it only reads */
	unsigned speaks_of;  /* the tables of these of `many`, a bit each */
	size_t row;          /* which value is the block's row, + 1; 0: none */
	unsigned question;   /* the bit of a block that reads a row */
	unsigned stales;     /* the questions that it makes stale ... */
	unsigned stales_row; /* ... these only if they are about the same row */
};

/* Rows that a block marked `-- many` inserts, not sent yet. */
struct many {
	size_t sql;
	const char *text[MANY_SIZES]; /* with so many rows; NULL: too many */
	struct val v[MANY_VALS];      /* row by row; theirs is in `words` */
	size_t rows, rows_max;
};

/* Sent, and not answered yet. */
struct sent {
	const char *name; /* of the block or verb; NULL: a synchronisation */
	int64_t call;     /* the savepoint it belongs to */
	bool moot;        /* rolled back: what went wrong is nobody's concern */
	struct together *together; /* whose questions it is; NULL: nobody's */
};

/* A question of several calls in one statement: a block marked `-- ahead`. */
struct together {
	size_t sql;
	size_t count;     /* so many ask */
	bool sent;
	PGresult *result; /* NULL: not answered yet */
};

/* A question asked before its call does. */
struct ahead {
	struct together *of;
	struct val v[AHEAD_VALS];
	int first, rows; /* its part of the answer */
	bool taken;
	bool stale;      /* it has been changed since */
};

struct postgres_db {
	struct db db; /* first: a struct db of ours is one of these */
	char *store;
	PGconn *conn; /* NULL: lost; store_begin connects again */
	struct arena *arena; /* of what stays */
	struct arena *words; /* of what is said and of rows that wait, until
				the next begin */
	struct prepared *prepared;
	struct sent sent[SENT_MAX];
	size_t sent_first, sent_count;
	struct ahead ahead[AHEAD_MAX];
	size_t ahead_count, ahead_next;
	struct together together[TOGETHER_MAX];
	size_t together_count;
	PGresult *result; /* of the statement in hand; NULL: not read yet */
	bool shared;      /* it is the answer to other calls, too */
	int row, rows;
	int64_t call;     /* counts savepoints and their ends */
	int64_t retry_at; /* monotonic */
	int64_t begins;   /* transactions on this connection */
	int64_t plan_anew_at; /* so many of them */
	bool begin_due;   /* BEGIN goes with the first statement */
	bool begun;
	bool known;       /* the shapes of all statements */
	bool committing;
	bool careful;     /* savepoints, and each waits for its call's errors */
	bool hoping;      /* calls have run without the savepoint they wanted */
	bool wrote;       /* since that savepoint */
	struct many many[MANY_BLOCKS];
	size_t many_count;
	struct many *held_in; /* where the last row that was held is */
	bool held;            /* the statement in hand is that row's */
};

/* Values on their way: where each is, and room for numbers in the order of
 * bytes that PostgreSQL has. */
struct packed {
	const char *at[MANY_VALS];
	int len[MANY_VALS], format[MANY_VALS];
	uint64_t number[MANY_VALS];
	char digits[MANY_VALS][32];
};

/* postgres_pack.c: values on their way. */

/* Value i, for a parameter of this type; borrowed. */
void pack(struct packed *p, size_t i, Oid type, const struct val *v);
/* A number of 1, 2, 4 or 8 bytes, as the server wrote it. */
int64_t postgres_integer(const char *at, int len);

/* postgres_tables.c: of which tables a statement speaks. */

bool tables_speak_of(const char *sql, const char *table);
/* The table that it changes; NULL: it only reads. */
const char *tables_changed(struct arena *a, const char *sql);
/* That, or the first that it reads. */
const char *tables_first(struct arena *a, const char *sql);

/* postgres_ahead.c: questions asked before the calls of a batch ask them. */

/* Looks at the blocks, once. */
void ahead_translate(struct postgres_db *s);
/* Asks when anything is sent next; values are borrowed. */
void ahead_note(struct postgres_db *s, size_t sql, const struct val *v,
    size_t n);
/* The answer, if this was asked ahead and is still right; NULL: ask. */
struct ahead *ahead_take(struct postgres_db *s, size_t sql,
    const struct val *v, size_t n);
/* The statement is about to change something. */
void ahead_grow_stale(struct postgres_db *s, size_t sql, const struct val *v);
/* In doubt they are. */
bool ahead_same_row(const struct val *a, const struct val *b);
void ahead_forget(struct postgres_db *s);

/* postgres_together.c: one question of many calls as one statement. */

/* Looks at the blocks, once. */
void together_translate(struct postgres_db *s);
/* Asks the server to prepare what it made of them; one answer each. */
void together_prepare(struct postgres_db *s, PGconn *conn);
/* NULL: the block is not marked. */
struct together *together_of(struct postgres_db *s, size_t sql);
/* Asks what waits to be asked. */
void together_send(struct postgres_db *s);
/* Gives everybody who asked their rows; the answer is kept. */
void together_answered(struct postgres_db *s, struct together *t, PGresult *r);

/* postgres_many.c: rows of many calls in one statement. */

/* The words up to `end`, each $1 as v.p1. */
void many_named(struct buffer *out, const char *sql, const char *end);

/* Looks at the blocks, once. */
void many_translate(struct postgres_db *s);
/* Asks the server to prepare what it made of them; one answer each. */
void many_prepare(struct postgres_db *s, PGconn *conn);
/* Keeps a copy of the row for later; false: the block is not marked. */
bool many_hold(struct postgres_db *s, size_t sql, const struct val *v,
    size_t n);
/* Sends what waits for these tables. */
void many_send(struct postgres_db *s, unsigned tables);
/* Sends what waits, and behind it, alone, the row that was held last. */
void many_send_last_alone(struct postgres_db *s);
void many_forget(struct postgres_db *s);

/* postgres_pipe.c: sending, and reading answers. */

const char *pipe_verb_sql(enum verb verb);
/* Sends a prepared statement; values as PQsendQueryPrepared wants them. */
bool pipe_send(struct postgres_db *s, const char *statement,
    const char *name, size_t n, const struct packed *values);
bool pipe_send_verb(struct postgres_db *s, enum verb verb);
struct sent *pipe_last_sent(struct postgres_db *s);
/* Makes the server answer all that was sent; nobody waits. */
void pipe_flush(struct postgres_db *s);
/* Reads all answers; the last statement's is kept. NULL: the connection is
 * gone. */
PGresult *pipe_settle(struct postgres_db *s);
/* What went wrong with all that is under way is nobody's concern. */
void pipe_forget(struct postgres_db *s);
/* The connection is gone. */
void pipe_lost(struct postgres_db *s);

/* postgres_prepare.c: connecting, and preparing every statement. */

/* What a column of this type is to us; CELL_NULL: nothing. */
enum cell_type cell_type_of(Oid type);
/* Makes of the blocks what PostgreSQL is told. */
void prepare_translate(struct postgres_db *s);
/* False: *why says. */
bool prepare_connect(struct postgres_db *s, const char **why);

#endif
