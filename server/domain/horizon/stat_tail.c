/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stat_tail.c - tails of chi squared and of the binomial with one half.
 *
 * Terms like x^a e^-x / gamma(a+1) are not taken from their logarithms, which
 * lose a digit for each digit of a: as Loader (2000) shows, they are a square
 * root times two small corrections, which keep all digits. tests/stats compares
 * with exact sums, and with SciPy where it is installed.
 */
#include "domain/horizon/statistics.h"

#include <float.h>
#include <math.h>

#define PI 3.14159265358979323846

/* ln n! less Stirling's first terms: small, and smaller as n grows. */
static double
stirling_rest(double n)
{
	double square = n * n;
	int sign;

	if (n < 16)
		return lgamma_r(n + 1, &sign) - (n + 0.5) * log(n) + n -
		       0.5 * log(2 * PI);
	return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 -
	    1.0 / 1188 / square) / square) / square) / square) / n;
}

/* x ln(x/m) + m - x, of which the large parts cancel when x is near m. */
static double
deviance(double x, double m)
{
	double v = (x - m) / (x + m), sum, power, before;

	if (fabs(v) > 0.1)
		return x * log(x / m) + m - x;
	sum = (x - m) * v;
	power = 2 * x * v;
	for (int k = 3;; k += 2) {
		before = sum;
		power *= v * v;
		sum += power / k;
		if (sum == before)
			return sum;
	}
}

/* x^a e^-x / gamma(a+1) */
static double
gamma_term(double a, double x)
{
	return exp(-stirling_rest(a) - deviance(a, x)) / sqrt(2 * PI * a);
}

/* The lower tail over its first term, by the series; for x below a + 1. */
static double
gamma_series(double a, double x)
{
	double sum = 1, term = 1;

	for (double k = 1; term > sum * DBL_EPSILON / 4; k++) {
		term *= x / (a + k);
		sum += term;
	}
	return sum;
}

/* The upper tail over its first term, by Lentz's way through the continued
 * fraction 1/(x+1-a - 1(1-a)/(x+3-a - ...)); for x from a + 1. */
static double
gamma_fraction(double a, double x)
{
	double b = x + 1 - a, c = 1 / DBL_MIN, d = 1 / b, sum = d, step = 0;

	for (double k = 1; fabs(step - 1) > DBL_EPSILON; k++) {
		double numerator = -k * (k - a);

		b += 2;
		d = 1 / (numerator * d + b);
		c = b + numerator / c;
		step = c * d;
		sum *= step;
	}
	return sum;
}

double
tail_chi2(double chi2, double df)
{
	double a = df / 2, x = chi2 / 2;

	if (x <= 0)
		return 1;
	if (x < a + 1)
		return 1 - gamma_term(a, x) * gamma_series(a, x);
	return gamma_term(a, x) * a * gamma_fraction(a, x);
}

/* n over k, for n so small that every step is a whole number below 2^53. */
static double
choose(int64_t k, int64_t n)
{
	double ways = 1;

	for (int64_t i = 1; i <= k; i++)
		ways = ways * (double)(n - k + i) / (double)i;
	return ways;
}

double
coin_exactly(int64_t k, int64_t n)
{
	double heads = (double)k, tails = (double)(n - k), all = (double)n;

	if (k == 0 || n <= 48)
		return choose(k, n) * exp2(-all);
	return exp(stirling_rest(all) - stirling_rest(heads) -
		   stirling_rest(tails) - deviance(heads, all / 2) -
		   deviance(tails, all / 2)) *
	       sqrt(all / (2 * PI * heads * tails));
}

/* Each term is a known part of the one above it, and they soon vanish. */
double
tail_coin(int64_t k, int64_t n)
{
	double sum = 1, term = 1;

	if (2 * k == n)
		return (1 + coin_exactly(k, n)) / 2;
	for (int64_t j = k; j > 0 && term > sum * DBL_EPSILON / 16; j--) {
		term *= (double)j / (double)(n - j + 1);
		sum += term;
	}
	return coin_exactly(k, n) * sum;
}
