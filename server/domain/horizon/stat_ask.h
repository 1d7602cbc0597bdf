/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stat_ask.h - one question to `soundings stats`: its input read, its answer
 * written.
 *
 * Field tables check the names and the plain values; what holds lists of
 * numbers or of names is checked here. A read that fails leaves the first
 * sentence in `why` and returns false.
 */
#ifndef DOMAIN_HORIZON_STAT_ASK_H
#define DOMAIN_HORIZON_STAT_ASK_H

#include "soundings/buffer.h"
#include "soundings/field.h"
#include "soundings/json.h"

#include "domain/horizon/statistics.h"

#define RATINGS_MAX    100000 /* in one list */
#define CATEGORIES_MAX 100
#define CANDIDATES_MAX 100
#define BALLOTS_MAX    20000
#define SCORES_MAX     1000000 /* of all judges together */
#define COUNT_MAX      1000000000

/* A value of any shape that has to be there. */
#define F_VALUE(s, m)                                                        \
	{ .name = #m, .type = FIELD_JSON,                                    \
	  .offset = FIELD_AT(s, m, struct json *) }

struct ask {
	struct arena *arena;
	void *in;           /* decoded by the method's own field table */
	struct buffer *out;
	const char *why;    /* NULL until the input is refused */
	const char *reason; /* NULL: nothing in the answer is null */
};

/* How a method is found and what it reads; the tables end with a NULL name. */
struct stat_method {
	const char *name;
	const struct field *fields;
	size_t size;
	bool (*run)(struct ask *q); /* false: *why is set */
	const char *in, *out;
};

extern const struct stat_method stat_rating_methods[];
extern const struct stat_method stat_round_methods[];
extern const struct stat_method stat_ranking_methods[];

/* Always false. */
bool ask_refuse(struct ask *q, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* `path` is the field as a person finds it: "ratings", "scores.2". */
bool ask_list(struct ask *q, const char *path, const struct json *j,
    size_t most);
bool ask_number(struct ask *q, const char *path, const struct json *j,
    double *n);
/* 0 to COUNT_MAX, and whole. */
bool ask_count(struct ask *q, const char *path, const struct json *j,
    int64_t *n);
bool ask_numbers(struct ask *q, const char *path, const struct json *j,
    struct numbers *n);
/* Whole numbers from 1 to 9. */
bool ask_ratings(struct ask *q, const char *path, const struct json *j,
    struct tally *t);
/* People on each point: nine numbers, or an object from point to number. */
bool ask_counts(struct ask *q, const char *path, const struct json *j,
    struct tally *t);
/* Lists of the same length, end to end. A null is `none`; where none is NAN it
 * is refused. */
bool ask_rows(struct ask *q, const char *path, const struct json *j,
    double none, struct numbers *n, size_t *rows);

/* Names that the input calls candidates or questions. */
struct naming {
	struct texts names;
	const size_t *sorted; /* to find them by */
};

bool ask_names(struct ask *q, const char *path, struct texts names,
    struct naming *n);
/* A list of names, or of lists of tied names: the place of each candidate. */
bool ask_ranking(struct ask *q, const char *path, const struct json *j,
    const struct naming *n, size_t *place);

/* One name of the answer, to be followed by its value. */
void tell_name(struct ask *q, const char *name);
/* NAN is written as null. */
void tell_real(struct ask *q, const char *name, double n);
void tell_text(struct ask *q, const char *name, const char *text);
void tell_null(struct ask *q, const char *name);
/* null when there is a reason. */
void tell_truth(struct ask *q, const char *name, bool yes);
void tell_reals(struct ask *q, const char *name, const double *at,
    size_t count);
/* An object from each name to its number. */
void put_points(struct buffer *b, const struct naming *n,
    const double *points);
/* The groups of equal place, first places first. */
void tell_order(struct ask *q, const char *name, const struct naming *n,
    const size_t *places);

#endif
