/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stat_rating.c - what a panel's ratings of one item say.
 *
 * RAND/UCLA (Fitch et al. 2001, RAND MR-1269), its older rule for small panels,
 * the top-band rule, quantiles. On the scale 1-9 all is counted in whole parts
 * (tenths of a point, two hundredths of IPRAS) and divided once, at the end:
 * IPR = IPRAS happens, and there a rounded sum would decide by accident.
 */
#include "domain/horizon/statistics.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NOBODY "nobody rated"

void
tally_add(struct tally *t, int64_t rating, int64_t people)
{
	t->of[rating] += people;
	t->count += people;
}

static int64_t
tally_between(const struct tally *t, int from, int to)
{
	int64_t sum = 0;

	for (int point = from; point <= to; point++)
		sum += t->of[point];
	return sum;
}

/* The rating at a place among all, sorted, from 0. */
static int64_t
tally_at(const struct tally *t, int64_t place)
{
	int point = 1;

	for (int64_t below = t->of[1]; below <= place; below += t->of[point])
		point++;
	return point;
}

/* A hundred times the quantile of so many percent. */
static int64_t
tally_hundredths(const struct tally *t, int64_t percent, enum quantile rule)
{
	int64_t last = (t->count - 1) * 100, place, low, between;

	place = rule == QUANTILE_7 ? (t->count - 1) * percent
				   : (t->count + 1) * percent - 100;
	place = place < 0 ? 0 : place > last ? last : place;
	low = tally_at(t, place / 100);
	between = place % 100;
	if (between == 0)
		return 100 * low;
	return 100 * low + between * (tally_at(t, place / 100 + 1) - low);
}

/* Ten times the quantile of so many tenths. */
static int64_t
tally_quantile(const struct tally *t, int64_t tenths, enum quantile rule)
{
	return tally_hundredths(t, 10 * tenths, rule) / 10;
}

static const char *
ram_class(int64_t median_tenths, bool disagreement)
{
	if (disagreement)
		return "uncertain";
	if (median_tenths >= 70)
		return "appropriate";
	if (median_tenths <= 30)
		return "inappropriate";
	return "uncertain"; /* also 3.5 and 6.5: the rule of EPAGE */
}

struct ram
ratings_ram(const struct tally *t, enum quantile rule)
{
	int64_t median, p30, p70, ipr, ai, ipras;

	if (t->count == 0)
		return (struct ram){ NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN,
			false, NULL, NOBODY };
	median = tally_quantile(t, 5, rule);
	p30 = tally_quantile(t, 3, rule);
	p70 = tally_quantile(t, 7, rule);
	ipr = p70 - p30;
	ai = llabs(100 - p30 - p70);        /* in twentieths */
	ipras = 470 + 15 * ai;              /* in two hundredths: 2.35 + 1.5 AI */
	return (struct ram){
		.median = (double)median / 10,
		.p30 = (double)p30 / 10,
		.p70 = (double)p70 / 10,
		.ipr = (double)ipr / 10,
		.iprcp = (double)(p30 + p70) / 20,
		.ai = (double)ai / 20,
		.ipras = (double)ipras / 200,
		.di = (double)(20 * ipr) / (double)ipras,
		.disagreement = 20 * ipr > ipras,
		.classification = ram_class(median, 20 * ipr > ipras),
	};
}

/* A third of the panel, as the table of the manual rounds it for 8 to 16. */
static int64_t
panel_third(int64_t count)
{
	return (count + 1) / 3;
}

/* Above 16 the table ends, and a third is a third (ARCADE). */
struct ram_classic
ratings_ram_classic(const struct tally *t)
{
	struct ram_classic r = { 0 };
	int64_t median;

	r.low = tally_between(t, 1, 3);
	r.high = tally_between(t, 7, 9);
	if (t->count == 0) {
		r.reason = NOBODY;
		return r;
	}
	median = tally_quantile(t, 5, QUANTILE_7);
	r.outside = t->count - (median >= 70 ? r.high :
	    median <= 30 ? r.low : tally_between(t, 4, 6));
	if (t->count < 8) {
		r.reason = "fewer than 8 rated: no verdict";
	} else if (t->count <= 16) {
		r.disagreement = r.low >= panel_third(t->count) &&
				 r.high >= panel_third(t->count);
		r.agreement = r.outside < panel_third(t->count);
	} else {
		r.disagreement = 3 * r.low >= t->count &&
				 3 * r.high >= t->count;
		r.agreement = 3 * r.outside < t->count;
	}
	return r;
}

/* Is part of all at least that share? 7 of 10 are 0.7, whatever 0.7 is in
 * binary: no two shares of a panel are as close as that. */
static bool
at_least(int64_t part, int64_t all, double share)
{
	return (double)part >= (share - 1e-9) * (double)all;
}

const char *
ratings_topbox(const struct tally *t, double need, double against)
{
	int64_t low = tally_between(t, 1, 3), high = tally_between(t, 7, 9);
	bool in, out;

	if (t->count == 0)
		return NULL;
	in = at_least(high, t->count, need) &&
	     !at_least(low, t->count, against);
	out = at_least(low, t->count, need) &&
	      !at_least(high, t->count, against);
	if (in == out)
		return "no consensus";
	return in ? "consensus in" : "consensus out";
}

struct quartiles
ratings_quartiles(const struct tally *t, enum quantile rule)
{
	if (t->count == 0)
		return (struct quartiles){ 0, NAN, NAN, NAN, NOBODY };
	return (struct quartiles){
		.count = t->count,
		.q1 = (double)tally_hundredths(t, 25, rule) / 100,
		.median = (double)tally_hundredths(t, 50, rule) / 100,
		.q3 = (double)tally_hundredths(t, 75, rule) / 100,
	};
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

struct numbers
numbers_sorted(struct arena *a, struct numbers x)
{
	double *sorted = arena_get(a, x.count * sizeof(*sorted));

	if (x.count == 0)
		return (struct numbers){ 0 };
	memcpy(sorted, x.at, x.count * sizeof(*sorted));
	qsort(sorted, x.count, sizeof(*sorted), by_size);
	return (struct numbers){ sorted, x.count };
}

double
numbers_quantile(struct numbers sorted, double p)
{
	double place, whole, low;
	size_t at;

	if (sorted.count == 0)
		return NAN;
	place = (double)(sorted.count - 1) * p;
	/* 100 * 0.29 is meant to be 29, and in binary is a little less */
	whole = nearbyint(place);
	if (fabs(place - whole) <= 4 * DBL_EPSILON * place)
		return sorted.at[(size_t)whole];
	at = (size_t)place;
	low = sorted.at[at];
	return low + (place - (double)at) * (sorted.at[at + 1] - low);
}

struct quartiles
numbers_quartiles(struct arena *a, struct numbers x)
{
	struct numbers sorted = numbers_sorted(a, x);

	return (struct quartiles){
		.count = (int64_t)x.count,
		.q1 = numbers_quantile(sorted, 0.25),
		.median = numbers_quantile(sorted, 0.5),
		.q3 = numbers_quantile(sorted, 0.75),
		.reason = x.count == 0 ? NOBODY : NULL,
	};
}
