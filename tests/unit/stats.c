/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stats.c - the figures of scans and polls against published ones.
 *
 * tests/stats compares them with a second implementation as well.
 */
#include "unit.h"

#include "domain/horizon/statistics.h"
#include "soundings/base.h"

#define NUMBERS(...) \
	(struct numbers){ (const double[]){ __VA_ARGS__ },                     \
		sizeof((const double[]){ __VA_ARGS__ }) / sizeof(double) }

/* Ratings as text, "778": one digit a person. */
static struct tally
tally_of(const char *ratings)
{
	struct tally t = { 0 };

	for (; *ratings != '\0'; ratings++)
		tally_add(&t, *ratings - '0', 1);
	return t;
}

/* The relative difference; p-values are small. */
static double
off(double want, double got)
{
	return fabs(got / want - 1);
}

TEST(ipras_uses_235_and_not_25)
{
	/* BMJ Open 2012;2:e001431: IPRCP 7.5 has IPRAS 6.1 */
	struct tally t = tally_of("789778695");
	struct ram r = ratings_ram(&t, QUANTILE_7);

	EQ_REAL(7.5, r.iprcp);
	EQ_REAL(6.1, r.ipras);
	EQ_TEXT("appropriate", r.classification);
}

TEST(an_ipr_equal_to_its_ipras_is_no_disagreement)
{
	struct tally t = tally_of("1133666");
	struct ram r = ratings_ram(&t, QUANTILE_7);

	EQ_REAL(3.4, r.ipr);
	EQ_REAL(3.4, r.ipras);
	NO(r.disagreement);
	YES(r.di == 1);
}

TEST(ram_classes)
{
	static const struct {
		const char *ratings, *class;
	} row[] = {
		{ "7", "appropriate" }, { "6", "uncertain" },
		{ "4", "uncertain" }, { "3", "inappropriate" },
		{ "6677", "uncertain" }, { "3344", "uncertain" },
		{ "111999", "uncertain" }, { "999999999", "appropriate" },
		{ "11111", "inappropriate" }, { "", NULL },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		struct tally t = tally_of(row[i].ratings);

		CASE("%s", row[i].ratings);
		EQ_TEXT(row[i].class,
		    ratings_ram(&t, QUANTILE_7).classification);
	}
}

/* Hyndman and Fan (1996), definitions 7 and 6, by hand: 1 2 3 4 has its first
 * quartile at place 0.75, or at place 0.25. */
TEST(quartiles_of_both_conventions)
{
	struct tally t = tally_of("1234"), none = { 0 };
	struct quartiles seven = ratings_quartiles(&t, QUANTILE_7),
			 six = ratings_quartiles(&t, QUANTILE_6);

	EQ_REAL(1.75, seven.q1);
	EQ_REAL(2.5, seven.median);
	EQ_REAL(3.25, seven.q3);
	EQ_REAL(1.25, six.q1);
	EQ_REAL(3.75, six.q3);
	YES(isnan(ratings_quartiles(&none, QUANTILE_7).median));
}

TEST(both_quantile_conventions_of_ten)
{
	struct tally t = tally_of("1122346789");

	EQ_REAL(2, ratings_ram(&t, QUANTILE_7).p30);
	EQ_REAL(6.3, ratings_ram(&t, QUANTILE_7).p70);
	EQ_REAL(2, ratings_ram(&t, QUANTILE_6).p30);
	EQ_REAL(6.7, ratings_ram(&t, QUANTILE_6).p70);
}

TEST(the_classic_table_row_by_row)
{
	static const struct {
		const char *ratings;
		bool agreement, disagreement;
	} row[] = {
		{ "77777711", true, false }, { "77777111", false, true },
		{ "7777777711", true, false }, { "7777777111", false, true },
		{ "77777777111", true, false }, { "77777771111", false, true },
		{ "7777777777111", true, false },
		{ "7777777771111", false, true },
		{ "77777777771111", true, false },
		{ "77777777711111", false, true },
		{ "7777777777771111", true, false },
		{ "7777777777711111", false, true },
		{ "77777777777711111", true, false },
		{ "77777777777111111", false, true },
		{ "555555555777777", false, false },
		{ "44556777", false, false },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		struct tally t = tally_of(row[i].ratings);
		struct ram_classic r = ratings_ram_classic(&t);

		CASE("%s", row[i].ratings);
		YES(r.reason == NULL);
		EQ_INT(row[i].agreement, r.agreement);
		EQ_INT(row[i].disagreement, r.disagreement);
	}
}

TEST(seventy_percent_is_enough_and_fifteen_too_much)
{
	struct tally in = tally_of("7777777555");
	struct tally against = tally_of("77777777777777777111");
	struct tally out = tally_of("1111111555");

	EQ_TEXT("consensus in", ratings_topbox(&in, 0.7, 0.15));
	EQ_TEXT("no consensus", ratings_topbox(&in, 0.7000001, 0.15));
	EQ_TEXT("no consensus", ratings_topbox(&against, 0.7, 0.15));
	EQ_TEXT("consensus in", ratings_topbox(&against, 0.7, 0.1500001));
	EQ_TEXT("consensus out", ratings_topbox(&out, 0.7, 0.15));
}

TEST(quantiles_of_few_numbers)
{
	struct arena *a = arena_new();
	struct numbers one = NUMBERS(3), four = NUMBERS(1, 2, 3, 4);
	struct quartiles q = numbers_quartiles(a, four);

	EQ_REAL(3, numbers_quantile(one, 0.3));
	EQ_REAL(1.75, q.q1);
	EQ_REAL(2.5, q.median);
	EQ_REAL(3.25, q.q3);
	YES(numbers_quartiles(a, (struct numbers){ 0 }).reason != NULL);
	arena_free(a);
}

TEST(mcnemar_of_fagerland)
{
	struct mcnemar r = rounds_mcnemar(1, 7);

	EQ_REAL(4.5, r.chi2);
	EQ_REAL(3.125, r.chi2_corrected);
	EQ_REAL(0.0703125, r.p_exact);
	EQ_REAL(0.0390625, r.p_mid);
	r = rounds_mcnemar(5, 5);
	EQ_REAL(1, r.p_exact);
	EQ_REAL(1 - 252.0 / 2048, r.p_mid);
}

TEST(tails_keep_their_digits)
{
	static const struct {
		double chi2, df, p;
	} row[] = {
		{ 3.841458820694124, 1, 0.05 },
		{ 18.307038053275146, 10, 0.05 },
		{ 124.3421134040041, 100, 0.05 },
		{ 1000, 2, 7.124576406741286e-218 },
		{ 2, 4, 0.7357588823428847 },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%g with %g", row[i].chi2, row[i].df);
		YES(off(row[i].p, tail_chi2(row[i].chi2, row[i].df)) < 1e-12);
	}
	EQ_REAL(1, tail_chi2(0, 3));
	YES(tail_chi2(1e9, 1) == 0);
}

TEST(a_fair_coin_is_thrown_two_thousand_million_times)
{
	const int64_t half = 1000000000;

	YES(off(1 / sqrt(3.14159265358979323846 * 1e9),
		coin_exactly(half, 2 * half)) < 1e-8);
	YES(off((1 + coin_exactly(half, 2 * half)) / 2,
		tail_coin(half, 2 * half)) < 1e-12);
	/* 45,000 is 2.012 standard deviations; normal tail, corrected */
	YES(off(0.5 * erfc((45000 - 0.5) / sqrt(5e8) / sqrt(2)),
		tail_coin(half - 45000, 2 * half)) < 1e-6);
}

TEST(schulze_leaves_ties)
{
	/* Schulze's nine voters: only B beats C, and D beats A */
	static const size_t abcd[] = { 1, 2, 3, 4 }, dabc[] = { 2, 3, 4, 1 },
			    dbca[] = { 4, 2, 3, 1 }, cbda[] = { 4, 2, 1, 3 };
	static const struct ranking cast[] = {
		{ abcd, 3 }, { dabc, 2 }, { dbca, 2 }, { cbda, 2 }
	};
	struct rankings r = { 4, cast, COUNT(cast) };
	struct arena *a = arena_new();
	struct schulze s = ranking_schulze(a, &r);

	EQ_INT(7, s.p[1 * 4 + 2]);
	EQ_INT(6, s.p[3 * 4 + 0]);
	EQ_INT(2, s.group[0]);
	EQ_INT(1, s.group[1]);
	EQ_INT(2, s.group[2]);
	EQ_INT(1, s.group[3]);
	arena_free(a);
}

TEST(three_judges_with_the_same_ties_agree_wholly)
{
	static const double scores[] = { 1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2 };
	struct arena *a = arena_new();
	struct kendall k = ranking_kendall(a, scores, 3, 4);

	YES(k.w == 1);
	EQ_REAL(0.8, k.w_uncorrected);
	arena_free(a);
}
