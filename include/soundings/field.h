/* SPDX-License-Identifier: Apache-2.0 */
/*
 * field.h - what a record looks like, said once.
 *
 * A field table describes a C struct, the JSON object and the SQL columns of
 * the same record. Input is checked against it, answers, events and rows are
 * written from it, and the printed contract is made of it.
 *
 *	type    C                JSON            SQL      zero means
 *	ID      int64_t          number          INTEGER  not allowed
 *	REF     int64_t          number or null  INTEGER  none (null, NULL)
 *	INT     int64_t          number          INTEGER  zero
 *	MAYBE   struct maybe     number or null  INTEGER  none (null, NULL)
 *	TIME    int64_t          number or null  INTEGER  not set; ms since 1970 UTC
 *	BOOL    bool             true, false     0, 1     false
 *	REAL    double           number          REAL     zero
 *	TEXT    const char *     string or null  TEXT     NULL: not given
 *	CHOICE  const char *     string          TEXT     NULL: not given
 *	IDS     struct ids       array           TEXT     empty ("[1,2]" in SQL)
 *	TEXTS   struct texts     array           TEXT     empty ("[\"a\"]" in SQL)
 *	BLOB    struct blob      (never)         BLOB     empty
 *	LIST    struct list      array           (never)  empty
 *	ROW     struct x *       object or null  TEXT     NULL: none ("{...}" in SQL)
 *	JSON    struct json *    any value       (never)  NULL: not given
 */
#ifndef SOUNDINGS_FIELD_H
#define SOUNDINGS_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum field_type {
	FIELD_END,
	FIELD_ID,
	FIELD_REF,
	FIELD_INT,
	FIELD_MAYBE,
	FIELD_TIME,
	FIELD_BOOL,
	FIELD_REAL,
	FIELD_TEXT,
	FIELD_CHOICE,
	FIELD_IDS,
	FIELD_TEXTS,
	FIELD_BLOB,
	FIELD_LIST,
	FIELD_ROW,
	FIELD_JSON,
};

/* A number of which 0 is not none. */
struct maybe {
	bool    known;
	int64_t is;
};

struct ids {
	const int64_t *at;
	size_t         count;
};

struct texts {
	const char *const *at;
	size_t             count;
};

struct blob {
	const void *at;
	size_t      len;
};

/* `count` structs of the size that the field (or the caller) names. */
struct list {
	void  *at;
	size_t count;
};

struct json;

struct field {
	const char *name;
	enum field_type type;
	size_t offset;
	int64_t min, max; /* numbers: value; TEXT: code points; lists: items */
	bool optional;    /* input may leave it out; it is then zero */
	const char *const *choices;   /* CHOICE: NULL-terminated */
	const struct field *fields;   /* LIST and ROW: what is inside */
	size_t size;                  /* LIST and ROW: of one struct */
};

/* Numbers from JavaScript are exact up to here; larger ones are refused. */
#define FIELD_INT_MAX INT64_C(9007199254740991)

/* The offset of a member, refused by the compiler if it is not of that type. */
#define FIELD_AT(s, m, t)                                                    \
	(offsetof(struct s, m) +                                             \
	    0 * sizeof(char[_Generic(((struct s *)0)->m, t : 1)]))

#define F_ID(s, m)                                                           \
	{ .name = #m, .type = FIELD_ID, .offset = FIELD_AT(s, m, int64_t),   \
	  .min = 1, .max = FIELD_INT_MAX }
#define F_REF(s, m)                                                          \
	{ .name = #m, .type = FIELD_REF, .offset = FIELD_AT(s, m, int64_t),  \
	  .min = 1, .max = FIELD_INT_MAX, .optional = true }
#define F_INT(s, m, lo, hi)                                                  \
	{ .name = #m, .type = FIELD_INT, .offset = FIELD_AT(s, m, int64_t),  \
	  .min = (lo), .max = (hi) }
#define F_INT_OPT(s, m, lo, hi)                                              \
	{ .name = #m, .type = FIELD_INT, .offset = FIELD_AT(s, m, int64_t),  \
	  .min = (lo), .max = (hi), .optional = true }
#define F_MAYBE(s, m, lo, hi)                                                \
	{ .name = #m, .type = FIELD_MAYBE,                                   \
	  .offset = FIELD_AT(s, m, struct maybe), .min = (lo), .max = (hi),  \
	  .optional = true }
#define F_TIME(s, m)                                                         \
	{ .name = #m, .type = FIELD_TIME, .offset = FIELD_AT(s, m, int64_t), \
	  .min = 1, .max = FIELD_INT_MAX, .optional = true }
/* A time and a row that are always there. */
#define F_AT(s, m)                                                           \
	{ .name = #m, .type = FIELD_TIME, .offset = FIELD_AT(s, m, int64_t), \
	  .min = 1, .max = FIELD_INT_MAX }
#define F_ONE(s, m, item, table)                                             \
	{ .name = #m, .type = FIELD_ROW,                                     \
	  .offset = FIELD_AT(s, m, struct item *), .fields = (table),        \
	  .size = sizeof(struct item) }
#define F_BOOL(s, m)                                                         \
	{ .name = #m, .type = FIELD_BOOL, .offset = FIELD_AT(s, m, bool),    \
	  .optional = true }
#define F_REAL(s, m)                                                         \
	{ .name = #m, .type = FIELD_REAL, .offset = FIELD_AT(s, m, double) }
/* A real that may not be known: NAN, null. */
#define F_REAL_OPT(s, m)                                                     \
	{ .name = #m, .type = FIELD_REAL, .offset = FIELD_AT(s, m, double),  \
	  .optional = true }
#define F_TEXT(s, m, lo, hi)                                                 \
	{ .name = #m, .type = FIELD_TEXT,                                    \
	  .offset = FIELD_AT(s, m, const char *), .min = (lo), .max = (hi) }
#define F_TEXT_OPT(s, m, hi)                                                 \
	{ .name = #m, .type = FIELD_TEXT,                                    \
	  .offset = FIELD_AT(s, m, const char *), .max = (hi),               \
	  .optional = true }
#define F_CHOICE(s, m, list)                                                 \
	{ .name = #m, .type = FIELD_CHOICE,                                  \
	  .offset = FIELD_AT(s, m, const char *), .choices = (list) }
#define F_CHOICE_OPT(s, m, list)                                             \
	{ .name = #m, .type = FIELD_CHOICE,                                  \
	  .offset = FIELD_AT(s, m, const char *), .choices = (list),         \
	  .optional = true }
#define F_IDS(s, m, lo, hi)                                                  \
	{ .name = #m, .type = FIELD_IDS, .offset = FIELD_AT(s, m, struct ids), \
	  .min = (lo), .max = (hi) }
/* Lists that input may leave out; they are then empty. */
#define F_IDS_OPT(s, m, hi)                                                  \
	{ .name = #m, .type = FIELD_IDS, .offset = FIELD_AT(s, m, struct ids), \
	  .max = (hi), .optional = true }
#define F_TEXTS_OPT(s, m, hi)                                                \
	{ .name = #m, .type = FIELD_TEXTS,                                   \
	  .offset = FIELD_AT(s, m, struct texts), .max = (hi),               \
	  .optional = true }
#define F_TEXTS(s, m, lo, hi)                                                \
	{ .name = #m, .type = FIELD_TEXTS,                                   \
	  .offset = FIELD_AT(s, m, struct texts), .min = (lo), .max = (hi) }
#define F_BLOB(s, m)                                                         \
	{ .name = #m, .type = FIELD_BLOB,                                    \
	  .offset = FIELD_AT(s, m, struct blob) }
#define F_LIST(s, m, item, table, hi)                                        \
	{ .name = #m, .type = FIELD_LIST,                                    \
	  .offset = FIELD_AT(s, m, struct list), .max = (hi),                \
	  .fields = (table), .size = sizeof(struct item) }
#define F_ROW(s, m, item, table)                                             \
	{ .name = #m, .type = FIELD_ROW,                                     \
	  .offset = FIELD_AT(s, m, struct item *), .optional = true,         \
	  .fields = (table), .size = sizeof(struct item) }
#define F_JSON(s, m)                                                         \
	{ .name = #m, .type = FIELD_JSON,                                    \
	  .offset = FIELD_AT(s, m, struct json *), .optional = true }
#define F_END { .type = FIELD_END }

#endif
