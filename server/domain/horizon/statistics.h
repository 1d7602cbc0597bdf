/* SPDX-License-Identifier: Apache-2.0 */
/*
 * statistics.h - the figures of scans and polls, as pure functions.
 *
 * docs/methods.md has the formulas, their sources and an example of each. What
 * cannot be computed is NAN (written as null) and has its `reason`; a result
 * without a reason is whole. Ratings on the scale 1-9 come as a tally, so that
 * whoever has counts needs no list; whole numbers stay whole up to the verdict,
 * so that no verdict hangs on the last bit of a real.
 */
#ifndef DOMAIN_HORIZON_STATISTICS_H
#define DOMAIN_HORIZON_STATISTICS_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "soundings/arena.h"

#define SCALE_MAX 9

/* How many gave each point of the scale 1-9. */
struct tally {
	int64_t of[SCALE_MAX + 1]; /* of[7]: those who rated 7; of[0] is 0 */
	int64_t count;             /* all of them */
};

struct numbers {
	const double *at;
	size_t count;
};

/* Where a quantile p lies among n sorted values. */
enum quantile {
	QUANTILE_7, /* at (n-1)p, counted from 0: R's and our own default */
	QUANTILE_6, /* at (n+1)p, counted from 1 */
};

/* stat_rating.c: one item in one round */

struct ram {
	double median, p30, p70, ipr, iprcp, ai, ipras, di;
	bool disagreement;
	const char *classification; /* NULL with a reason */
	const char *reason;
};

struct ram_classic {
	int64_t low, high, outside;
	bool disagreement, agreement; /* false with a reason */
	const char *reason;
};

struct quartiles {
	int64_t count;
	double q1, median, q3;
	const char *reason;
};

void tally_add(struct tally *t, int64_t rating, int64_t people);
struct ram ratings_ram(const struct tally *t, enum quantile rule);
struct ram_classic ratings_ram_classic(const struct tally *t);
/* "consensus in", "consensus out" or "no consensus"; NULL when nobody rated.
 * need and against are shares, 0 to 1. */
const char *ratings_topbox(const struct tally *t, double need, double against);
struct quartiles ratings_quartiles(const struct tally *t, enum quantile rule);
struct numbers numbers_sorted(struct arena *a, struct numbers x);
/* Type 7 of sorted numbers; NAN when there are none. p is 0 to 1. */
double numbers_quantile(struct numbers sorted, double p);
struct quartiles numbers_quartiles(struct arena *a, struct numbers x);

/* stat_rounds.c: one item in two rounds. The lists have the same length and
 * name the same people in the same order. */

struct histogram_change {
	double percent;
	bool stable;
	const char *reason;
};

struct cv_change {
	double cv1, cv2, change;
	const char *reason;
};

struct median_shift {
	double median1, median2, shift;
	double changed; /* percent of the people whose rating is another */
	bool stable;
	const char *reason;
};

struct mcnemar {
	double chi2, p, chi2_corrected, p_corrected, p_exact, p_mid;
	const char *reason;
};

enum kappa_weights { KAPPA_NONE, KAPPA_LINEAR, KAPPA_QUADRATIC };

/* Of shares, so that here the lists may be of other people, and not as many. */
struct histogram_change rounds_histogram_change(struct arena *a,
    struct numbers round1, struct numbers round2);
struct cv_change rounds_cv_change(struct numbers round1,
    struct numbers round2);
struct median_shift rounds_median_shift(struct arena *a,
    struct numbers round1, struct numbers round2);
/* b and c: those who moved one way and the other. */
struct mcnemar rounds_mcnemar(int64_t b, int64_t c);
/* Of a square table, row by row; NAN when chance alone explains all of it. */
double rounds_kappa(const double *table, size_t categories,
    enum kappa_weights weights);

/* ranking.c: many people's orders made one */

struct kendall {
	const double *rank_sums; /* an item each; rank 1 is the lowest score */
	double s, t, w, w_uncorrected, chi2, df, p;
	const char *reason;
};

/* One order, given by `count` people. */
struct ranking {
	const size_t *place; /* of each candidate, from 1; equal: tied; 0: not
				ranked */
	int64_t count;
};

struct rankings {
	size_t candidates;
	const struct ranking *at;
	size_t count;
};

struct schulze {
	const int64_t *d, *p; /* candidates x candidates, row by row */
	const size_t *group;  /* of each candidate, from 1 */
};

enum unranked {
	UNRANKED_SHARE, /* the points that are left over */
	UNRANKED_NOTHING,
};

/* scores: judges x items, row by row. */
struct kendall ranking_kendall(struct arena *a, const double *scores,
    size_t judges, size_t items);
struct schulze ranking_schulze(struct arena *a, const struct rankings *r);
/* The first place gives `first` points, each further one less, none below 0;
 * those of one place share. */
const double *ranking_points(struct arena *a, const struct rankings *r,
    int64_t first, enum unranked unranked);
/* The place of each candidate, most points first; equal points: tied. */
const size_t *ranking_places(struct arena *a, const double *points,
    size_t candidates);

/* stat_chnri.c */

#define CHNRI_NOT_INFORMED INFINITY /* no number of JSON can be it */

struct chnri {
	const double *criterion; /* NAN: nobody was informed */
	double rps, aea;
	const char *reason;
};

/* scores: criteria x scorers, row by row; 0, 0.5, 1 or CHNRI_NOT_INFORMED. */
struct chnri ranking_chnri(struct arena *a, const double *scores,
    size_t criteria, size_t scorers);

/* stat_tail.c: how likely something at least as far out is by chance */

/* Of chi squared with df > 0 degrees of freedom. */
double tail_chi2(double chi2, double df);
/* Of at most k heads in n throws of a fair coin, and of exactly k. k <= n/2 */
double tail_coin(int64_t k, int64_t n);
double coin_exactly(int64_t k, int64_t n);

#endif
