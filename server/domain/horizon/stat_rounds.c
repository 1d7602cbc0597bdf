/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stat_rounds.c - has the panel settled? One item in two rounds.
 *
 * Only those who rated in both rounds enter: the lists are pairs. Stability is
 * for deciding when to stop, and is not consensus. No parametric test is here
 * on purpose: panels are 10 to 60 people.
 */
#include "domain/horizon/statistics.h"

#include <math.h>
#include <stdlib.h>

#define NOBODY "nobody rated in both rounds"

/* How many stand at the front of the sorted numbers with that value. */
static size_t
run_of(struct numbers sorted, size_t from, double value)
{
	size_t n = 0;

	while (from + n < sorted.count && sorted.at[from + n] == value)
		n++;
	return n;
}

/* Sum over all values of |f1 / n1 - f2 / n2|, times n1 n2, so that it is whole;
 * by walking both sorted lists at once. */
static int64_t
histogram_difference(struct numbers one, struct numbers two)
{
	int64_t sum = 0, n1 = (int64_t)one.count, n2 = (int64_t)two.count;
	size_t i = 0, j = 0;

	while (i < one.count || j < two.count) {
		double value = j == two.count ||
			(i < one.count && one.at[i] < two.at[j])
		    ? one.at[i] : two.at[j];
		size_t f1 = run_of(one, i, value), f2 = run_of(two, j, value);

		sum += llabs((int64_t)f1 * n2 - (int64_t)f2 * n1);
		i += f1;
		j += f2;
	}
	return sum;
}

struct histogram_change
rounds_histogram_change(struct arena *a, struct numbers round1,
    struct numbers round2)
{
	int64_t sum, all = (int64_t)round1.count * (int64_t)round2.count;

	if (all == 0)
		return (struct histogram_change){ NAN, false, NOBODY };
	sum = histogram_difference(numbers_sorted(a, round1),
	    numbers_sorted(a, round2));
	return (struct histogram_change){
		.percent = (double)(50 * sum) / (double)all,
		.stable = 50 * sum < 15 * all,
	};
}

/* The sample's standard deviation over its mean; NAN when that is nothing. */
static double
variation(struct numbers x)
{
	double sum = 0, size = 0, squares = 0, mean;

	for (size_t i = 0; i < x.count; i++) {
		sum += x.at[i];
		size += fabs(x.at[i]);
	}
	if (fabs(sum) <= size * 1e-12)
		return NAN;
	mean = sum / (double)x.count;
	for (size_t i = 0; i < x.count; i++)
		squares += (x.at[i] - mean) * (x.at[i] - mean);
	return sqrt(squares / (double)(x.count - 1)) / mean;
}

struct cv_change
rounds_cv_change(struct numbers round1, struct numbers round2)
{
	struct cv_change r = { NAN, NAN, NAN, NULL };

	if (round1.count < 2) {
		r.reason = round1.count == 0
		    ? NOBODY : "one person's ratings do not vary";
		return r;
	}
	r.cv1 = variation(round1);
	r.cv2 = variation(round2);
	r.change = fabs(r.cv2 - r.cv1);
	if (isnan(r.change))
		r.reason = "a mean is zero";
	return r;
}

struct median_shift
rounds_median_shift(struct arena *a, struct numbers round1,
    struct numbers round2)
{
	struct median_shift r = { .reason = NOBODY };
	int64_t changed = 0, people = (int64_t)round1.count;

	r.median1 = numbers_quantile(numbers_sorted(a, round1), 0.5);
	r.median2 = numbers_quantile(numbers_sorted(a, round2), 0.5);
	r.shift = r.median2 - r.median1;
	r.changed = NAN;
	if (people == 0)
		return r;
	for (size_t i = 0; i < round1.count; i++)
		changed += round1.at[i] != round2.at[i];
	r.changed = (double)(100 * changed) / (double)people;
	r.stable = r.shift == 0 && 100 * changed < 15 * people;
	r.reason = NULL;
	return r;
}

/* Mid-p as Fagerland, Lydersen and Laake (2013) give it; when b = c it is half
 * a point's probability below 1. */
struct mcnemar
rounds_mcnemar(int64_t b, int64_t c)
{
	int64_t n = b + c, less = b < c ? b : c;
	double apart = (double)llabs(b - c), corrected = fmax(apart - 1, 0);
	double point;
	struct mcnemar r = { NAN, NAN, NAN, NAN, NAN, NAN,
		"nobody moved either way" };

	if (n == 0)
		return r;
	r.chi2 = apart * apart / (double)n;
	r.chi2_corrected = corrected * corrected / (double)n;
	r.p = tail_chi2(r.chi2, 1);
	r.p_corrected = tail_chi2(r.chi2_corrected, 1);
	point = coin_exactly(less, n);
	r.p_exact = b == c ? 1 : fmin(1, 2 * tail_coin(less, n));
	r.p_mid = r.p_exact - (b == c ? point / 2 : point);
	r.reason = NULL;
	return r;
}

static double
kappa_weight(size_t row, size_t column, enum kappa_weights weights)
{
	double apart = fabs((double)row - (double)column);

	if (weights == KAPPA_LINEAR)
		return apart;
	return weights == KAPPA_QUADRATIC ? apart * apart : apart != 0;
}

static double
line_sum(const double *from, size_t count, size_t step)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += from[i * step];
	return sum;
}

/* Both sums are multiplied by the total, so that counts stay whole. */
double
rounds_kappa(const double *table, size_t categories, enum kappa_weights weights)
{
	double observed = 0, expected = 0, all, weight, row;

	all = line_sum(table, categories * categories, 1);
	for (size_t i = 0; i < categories; i++) {
		row = line_sum(table + i * categories, categories, 1);
		for (size_t j = 0; j < categories; j++) {
			weight = kappa_weight(i, j, weights);
			observed += weight * table[i * categories + j] * all;
			expected += weight * row *
			    line_sum(table + j, categories, categories);
		}
	}
	return expected > 0 ? 1 - observed / expected : NAN;
}
