/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_sheet.h - the answers of closed rounds, laid out for reckoning.
 *
 * Answers come sorted by round, item and pseudonym; a slice is those of one
 * item in one round. Two slices are walked together to find who rated twice.
 */
#ifndef HORIZON_SCAN_SHEET_H
#define HORIZON_SCAN_SHEET_H

#include "domain/horizon/scan.h"

struct slice {
	const struct scan_answer *at; /* in the order of pseudonyms */
	size_t count;
};

struct sheet {
	struct call *c;
	const struct scan *scan;
	struct list criteria; /* of struct criterion */
	struct list items;    /* of struct scan_item */
	int64_t rounds;       /* that are closed */
	const struct scan_round *round; /* of each: when, and how many */
	struct slice *slices; /* rounds x items */
};

/* The rating of an answer by a criterion (from 0); 0: none. */
int64_t answer_rating(const struct scan_answer *a, size_t criterion);

void sheet_read(struct sheet *h, struct call *c, const struct scan *s);
struct slice sheet_slice(const struct sheet *h, int64_t round, size_t item);
/* Whoever rated an item by that criterion in a round. */
struct numbers sheet_ratings(const struct sheet *h, size_t item,
    size_t criterion, int64_t round);
/* Those who did in this round and in the one before. */
size_t sheet_pairs(const struct sheet *h, size_t item, size_t criterion,
    int64_t round, struct numbers *before, struct numbers *now);
/* Who answered anything in a round, sorted; the number of them. */
size_t sheet_voices(const struct sheet *h, int64_t round,
    const char ***pseudonyms);
bool sheet_has_voice(const char **pseudonyms, size_t n, const char *pseudonym);

/* What the report says; scan_figures.c */

struct figure {
	int64_t round, item, criterion, count, unable;
	struct ids counts;
	double median, q1, q3, p30, p70, ipr, ipras, di, top, bottom;
	bool disagreement;
	const char *classification, *result, *verdict;
};

struct group_figure {
	int64_t round, item, criterion;
	const char *division;
	int64_t count, unable;
	struct ids counts;
	double median, q1, q3;
};

struct movement {
	int64_t round, item, criterion;
	int64_t pairs; /* 0: they may not be shown apart from all who rated */
	double histogram, shift, changed, cv, kappa, mcnemar;
	bool stable;
};

struct agreement {
	int64_t round, criterion, judges, items;
	double w, chi2, df, p;
	const char *reason;
};

struct attrition {
	int64_t round, stayed, left, joined;
};

struct departure {
	int64_t round, item, stayed, left;
	double stayed_median, left_median;
};

extern const struct field figure_fields[];
extern const struct field group_figure_fields[];
extern const struct field movement_fields[];
extern const struct field agreement_fields[];
extern const struct field attrition_fields[];
extern const struct field departure_fields[];

struct list sheet_figures(const struct sheet *h);
struct list sheet_groups(const struct sheet *h);
/* scan_stability.c */
struct list sheet_movements(const struct sheet *h);
struct list sheet_agreements(const struct sheet *h);
struct list sheet_attrition(const struct sheet *h);
struct list sheet_departures(const struct sheet *h);

#endif
