/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ranking.c - many people's orders made one, and how far they agree.
 *
 * Kendall's W with ties, Schulze's method, points by place (Borda, James Lind
 * Alliance). Who is tied stays tied: no order is made up, neither by name nor
 * by the place in a list.
 */
#include "domain/horizon/statistics.h"

#include "soundings/base.h"

#include <math.h>
#include <stdlib.h>

/* A score and whose it is. */
struct scored {
	double score;
	size_t of;
};

static int
by_score(const void *a, const void *b)
{
	const struct scored *x = a, *y = b;

	return (x->score > y->score) - (x->score < y->score);
}

static void
sort_scores(struct scored *sorted, const double *scores, size_t count)
{
	for (size_t i = 0; i < count; i++)
		sorted[i] = (struct scored){ scores[i], i };
	qsort(sorted, count, sizeof(*sorted), by_score);
}

/* How many at the front of the sorted scores are tied. */
static size_t
tied(const struct scored *sorted, size_t count)
{
	size_t n = 1;

	while (n < count && sorted[n].score == sorted[0].score)
		n++;
	return n;
}

/* Adds a judge's mid-ranks to the sums; the sum of t^3 - t over the ties. */
static double
add_ranks(double *sums, struct scored *sorted, const double *scores,
    size_t items)
{
	double ties = 0, n;
	size_t run;

	sort_scores(sorted, scores, items);
	for (size_t at = 0; at < items; at += run) {
		run = tied(sorted + at, items - at);
		n = (double)run;
		ties += n * n * n - n;
		for (size_t i = at; i < at + run; i++)
			sums[sorted[i].of] += (double)at + (n + 1) / 2;
	}
	return ties;
}

static const char *
kendall_reason(size_t judges, size_t items, bool all_tied)
{
	if (judges == 0)
		return "there is no judge";
	if (judges == 1)
		return "one judge has nobody to agree with";
	if (items < 2)
		return "one item has no order";
	return all_tied ? "every judge ties all items" : NULL;
}

struct kendall
ranking_kendall(struct arena *a, const double *scores, size_t judges,
    size_t items)
{
	double *sums = arena_get(a, items * sizeof(*sums));
	struct scored *sorted = arena_get(a, items * sizeof(*sorted));
	double m = (double)judges, n = (double)items, most, off;
	struct kendall k = { .rank_sums = sums, .df = n - 1 };

	for (size_t i = 0; i < judges; i++)
		k.t += add_ranks(sums, sorted, scores + i * items, items);
	for (size_t i = 0; i < items; i++) {
		off = sums[i] - m * (n + 1) / 2;
		k.s += off * off;
	}
	most = m * m * (n * n * n - n);
	k.reason = kendall_reason(judges, items, most <= m * k.t);
	k.w = k.w_uncorrected = k.chi2 = k.p = NAN;
	if (k.reason != NULL)
		return k;
	k.w = 12 * k.s / (most - m * k.t);
	invariant(k.w >= 0 && k.w < 1 + 1e-9);
	k.w = fmin(k.w, 1);
	k.w_uncorrected = 12 * k.s / most;
	k.chi2 = m * (n - 1) * k.w;
	k.p = tail_chi2(k.chi2, n - 1);
	return k;
}

/* The unranked are behind all others, and equal among themselves. */
static bool
stands_before(size_t place, size_t other)
{
	return place != 0 && (other == 0 || place < other);
}

static void
count_pairs(int64_t *d, const struct rankings *r)
{
	size_t n = r->candidates;

	for (size_t k = 0; k < r->count; k++) {
		const size_t *place = r->at[k].place;

		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j < n; j++)
				if (stands_before(place[i], place[j]))
					d[i * n + j] += r->at[k].count;
	}
}

static int64_t
wider(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* Widest paths by winning votes: a link is what wins, with all its votes. */
static void
widen_paths(int64_t *p, const int64_t *d, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			if (d[i * n + j] > d[j * n + i])
				p[i * n + j] = d[i * n + j];
	for (size_t by = 0; by < n; by++)
		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j < n; j++) {
				int64_t a = p[i * n + by], b = p[by * n + j];

				if (i != j)
					p[i * n + j] = wider(p[i * n + j],
					    a < b ? a : b);
			}
}

/* Does one of those who had no group when this one was begun beat them? */
static bool
is_beaten(const int64_t *p, const size_t *group, size_t n, size_t candidate)
{
	for (size_t i = 0; i < n; i++)
		if ((group[i] == 0 || group[i] > n) &&
		    p[i * n + candidate] > p[candidate * n + i])
			return true;
	return false;
}

/* The first group are those whom nobody beats, the next those whom nobody of
 * the rest beats, and so on. Beating is transitive, so someone is left over
 * unbeaten each time. */
static void
group_unbeaten(size_t *group, const int64_t *p, size_t n)
{
	size_t grouped = 0;

	for (size_t now = 1; grouped < n; now++) {
		size_t before = grouped;

		/* n + now: in this group, which is not complete yet */
		for (size_t i = 0; i < n; i++)
			if (group[i] == 0 && !is_beaten(p, group, n, i))
				group[i] = n + now;
		for (size_t i = 0; i < n; i++)
			if (group[i] == n + now) {
				group[i] = now;
				grouped++;
			}
		invariant(grouped > before);
	}
}

struct schulze
ranking_schulze(struct arena *a, const struct rankings *r)
{
	size_t n = r->candidates;
	int64_t *d = arena_get(a, n * n * sizeof(*d));
	int64_t *p = arena_get(a, n * n * sizeof(*p));
	size_t *group = arena_get(a, n * sizeof(*group));

	count_pairs(d, r);
	widen_paths(p, d, n);
	group_unbeaten(group, p, n);
	return (struct schulze){ d, p, group };
}

/* What each of `people` at one place gets, when the places from `from` (counted
 * from 0) are theirs together. */
static double
shared_points(int64_t first, size_t from, size_t people)
{
	int64_t sum = 0;

	for (size_t i = from; i < from + people; i++)
		if (first > (int64_t)i)
			sum += first - (int64_t)i;
	return (double)sum / (double)people;
}

/* share[place]: the points of one candidate there; people: how many are. */
static void
share_points(double *share, size_t *people, const struct rankings *r,
    const size_t *place, int64_t first)
{
	size_t n = r->candidates, from = 0;

	for (size_t i = 0; i <= n; i++)
		people[i] = 0;
	for (size_t i = 0; i < n; i++)
		people[place[i]]++;
	for (size_t at = 1; at <= n; at++) {
		if (people[at] > 0)
			share[at] = shared_points(first, from, people[at]);
		from += people[at];
	}
	share[0] = people[0] > 0 ? shared_points(first, from, people[0]) : 0;
}

const double *
ranking_points(struct arena *a, const struct rankings *r, int64_t first,
    enum unranked unranked)
{
	size_t n = r->candidates;
	double *points = arena_get(a, n * sizeof(*points));
	double *share = arena_get(a, (n + 1) * sizeof(*share));
	size_t *people = arena_get(a, (n + 1) * sizeof(*people));

	for (size_t k = 0; k < r->count; k++) {
		const size_t *place = r->at[k].place;

		share_points(share, people, r, place, first);
		if (unranked == UNRANKED_NOTHING)
			share[0] = 0;
		for (size_t i = 0; i < n; i++)
			points[i] += share[place[i]] * (double)r->at[k].count;
	}
	return points;
}

const size_t *
ranking_places(struct arena *a, const double *points, size_t candidates)
{
	struct scored *sorted = arena_get(a, candidates * sizeof(*sorted));
	size_t *places = arena_get(a, candidates * sizeof(*places));
	size_t place = 0;

	sort_scores(sorted, points, candidates);
	for (size_t i = candidates; i-- > 0;) {
		if (i + 1 == candidates ||
		    sorted[i].score != sorted[i + 1].score)
			place++;
		places[sorted[i].of] = place;
	}
	return places;
}
