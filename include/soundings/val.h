/* SPDX-License-Identifier: Apache-2.0 */
/*
 * val.h - one value on its way into an SQL statement, typed by the compiler.
 */
#ifndef SOUNDINGS_VAL_H
#define SOUNDINGS_VAL_H

#include <stdbool.h>
#include <stdint.h>

#include "soundings/field.h"

enum val_type { VAL_INT, VAL_REF, VAL_REAL, VAL_TEXT, VAL_BLOB };

struct val {
	enum val_type type;
	union {
		int64_t     i;
		double      r;
		const char *t; /* NULL: SQL NULL */
		struct blob b;
	};
};

/* An id, time or other number where 0 means NULL. */
#define REF(x) ((struct val){ .type = VAL_REF, .i = (x) })

static inline struct val val_int(int64_t i) { return (struct val){ .type = VAL_INT, .i = i }; }
static inline struct val val_real(double r) { return (struct val){ .type = VAL_REAL, .r = r }; }
static inline struct val val_text(const char *t) { return (struct val){ .type = VAL_TEXT, .t = t }; }
static inline struct val val_blob(struct blob b) { return (struct val){ .type = VAL_BLOB, .b = b }; }
static inline struct val val_same(struct val v) { return v; }

#define VAL(x)                                                               \
	_Generic((x),                                                        \
	    struct val: val_same, struct blob: val_blob,                     \
	    char *: val_text, const char *: val_text,                        \
	    double: val_real, default: val_int)(x)

#endif
