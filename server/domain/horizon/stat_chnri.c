/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stat_chnri.c - research priorities by the method of CHNRI (Rudan 2008).
 *
 * Who is not informed about a criterion is left out of its score and stays in
 * the count that agreement is measured against: a blank is no answer, but it is
 * no agreement either.
 */
#include "domain/horizon/statistics.h"

#include <math.h>

/* Those who gave that score. */
static size_t
givers(const double *scores, size_t scorers, double score)
{
	size_t n = 0;

	for (size_t i = 0; i < scorers; i++)
		n += scores[i] == score;
	return n;
}

struct chnri
ranking_chnri(struct arena *a, const double *scores, size_t criteria,
    size_t scorers)
{
	double *criterion = arena_get(a, criteria * sizeof(*criterion));
	struct chnri r = { .criterion = criterion };

	if (criteria == 0 || scorers == 0)
		r.reason = "nobody scored";
	for (size_t i = 0; i < criteria; i++) {
		const double *of = scores + i * scorers;
		double yes = (double)givers(of, scorers, 1);
		double half = (double)givers(of, scorers, 0.5);
		double no = (double)givers(of, scorers, 0);

		criterion[i] = 100 * (yes + half / 2) / (yes + half + no);
		r.rps += criterion[i];
		r.aea += fmax(yes, fmax(half, no)) / (double)scorers;
		if (r.reason == NULL && isnan(criterion[i]))
			r.reason = "nobody is informed about a criterion";
	}
	r.rps /= (double)criteria;
	r.aea /= (double)criteria;
	return r;
}
