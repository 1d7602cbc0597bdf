/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stats.c - every statistic of a large scan's report, timed on one core.
 *
 * 100 items, 3 criteria, 500 panellists, 3 rounds: 450,000 ratings, drawn. What
 * is timed is the computing, from ratings in memory to all figures; reading
 * them from the database is not in it. Goal: under one second.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "soundings/base.h"

#include "domain/horizon/statistics.h"

#define ITEMS 100
#define CRITERIA 3
#define PANEL 500
#define ROUNDS 3

/* One item's ratings by one criterion in one round. */
struct panel {
	double of[PANEL];
};

struct scan {
	struct panel rating[ROUNDS][CRITERIA][ITEMS];
};

static uint64_t
draw(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

static void
fill(struct scan *s)
{
	uint64_t state = 5;

	for (size_t c = 0; c < CRITERIA; c++)
		for (size_t i = 0; i < ITEMS; i++)
			for (size_t n = 0; n < PANEL; n++)
				s->rating[0][c][i].of[n] =
				    (double)(draw(&state) % 9 + 1);
	for (size_t r = 1; r < ROUNDS; r++) {
		memcpy(s->rating[r], s->rating[r - 1], sizeof(s->rating[r]));
		for (size_t c = 0; c < CRITERIA; c++)
			for (size_t i = 0; i < ITEMS; i++)
				for (size_t n = 0; n < PANEL; n += 4)
					s->rating[r][c][i].of[n] =
					    (double)(draw(&state) % 3 + 6);
	}
}

/* The sum of what was computed, so that nothing can be left out. */
static double
one_round(struct arena *a, const double *ratings)
{
	struct numbers x = { ratings, PANEL };
	struct tally t = { 0 };
	double sum = 0;

	for (size_t n = 0; n < PANEL; n++)
		tally_add(&t, (int64_t)ratings[n], 1);
	sum += ratings_ram(&t, QUANTILE_7).di;
	sum += (double)ratings_ram_classic(&t).outside;
	sum += ratings_topbox(&t, 0.7, 0.15)[0];
	sum += numbers_quartiles(a, x).median;
	/* stayers and leavers */
	sum += numbers_quartiles(a, (struct numbers){ ratings, 400 }).q1;
	sum += numbers_quartiles(a, (struct numbers){ ratings + 400, 100 }).q1;
	return sum;
}

static double
two_rounds(struct arena *a, const double *before, const double *after)
{
	struct numbers one = { before, PANEL }, two = { after, PANEL };
	double table[SCALE_MAX * SCALE_MAX] = { 0 }, sum = 0;
	int64_t in = 0, out = 0;

	for (size_t n = 0; n < PANEL; n++) {
		table[(size_t)(before[n] - 1) * SCALE_MAX +
		      (size_t)(after[n] - 1)]++;
		in += before[n] < 7 && after[n] >= 7;
		out += before[n] >= 7 && after[n] < 7;
	}
	sum += rounds_histogram_change(a, one, two).percent;
	sum += rounds_cv_change(one, two).change;
	sum += rounds_median_shift(a, one, two).changed;
	sum += rounds_mcnemar(in, out).p_mid;
	sum += rounds_kappa(table, SCALE_MAX, KAPPA_NONE);
	sum += rounds_kappa(table, SCALE_MAX, KAPPA_LINEAR);
	return sum + rounds_kappa(table, SCALE_MAX, KAPPA_QUADRATIC);
}

static double
agreement(struct arena *a, const struct panel *items)
{
	double *scores = arena_get(a, sizeof(double) * PANEL * ITEMS);

	for (size_t n = 0; n < PANEL; n++)
		for (size_t i = 0; i < ITEMS; i++)
			scores[n * ITEMS + i] = items[i].of[n];
	return ranking_kendall(a, scores, PANEL, ITEMS).w;
}

static double
report(struct arena *a, struct scan *s)
{
	double sum = 0;

	for (size_t r = 0; r < ROUNDS; r++)
		for (size_t c = 0; c < CRITERIA; c++) {
			for (size_t i = 0; i < ITEMS; i++) {
				sum += one_round(a, s->rating[r][c][i].of);
				if (r > 0)
					sum += two_rounds(a,
					    s->rating[r - 1][c][i].of,
					    s->rating[r][c][i].of);
			}
			sum += agreement(a, s->rating[r][c]);
		}
	return sum;
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int
main(void)
{
	struct scan *s = need(sizeof(*s));
	struct arena *a = arena_new();
	double start, sum;

	fill(s);
	start = seconds();
	sum = report(a, s);
	printf("every statistic of %d ratings (%d items, %d criteria, %d "
	       "panellists, %d rounds): %.3f s of one core; goal 1 s "
	       "(checksum %.6f)\n",
	    ITEMS * CRITERIA * PANEL * ROUNDS, ITEMS, CRITERIA, PANEL, ROUNDS,
	    seconds() - start, sum);
	arena_free(a);
	free(s);
	return 0;
}
