/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_stability.c - has the panel settled, does it agree, who left it?
 *
 * Pairs are those who rated an item in two rounds one after the other. They are
 * shown apart from all who rated only where the others, who rated once, are
 * none or enough: figures of pairs beside the distributions of both rounds
 * would tell how those few had rated. For the same reason neither those who
 * stayed nor those who left are shown unless both are enough.
 */
#include <string.h>

#include "domain/horizon/scan_sheet.h"

const struct field movement_fields[] = {
	F_INT(movement, round, 2, ROUNDS_MAX), F_ID(movement, item),
	F_ID(movement, criterion), F_INT(movement, pairs, 0, PANEL_MAX),
	F_REAL_OPT(movement, histogram), F_REAL_OPT(movement, shift),
	F_REAL_OPT(movement, changed), F_REAL_OPT(movement, cv),
	F_REAL_OPT(movement, kappa), F_REAL_OPT(movement, mcnemar),
	F_BOOL(movement, stable), F_END
};
const struct field agreement_fields[] = {
	F_INT(agreement, round, 1, ROUNDS_MAX), F_ID(agreement, criterion),
	F_INT(agreement, judges, 0, PANEL_MAX),
	F_INT(agreement, items, 0, ITEMS_MAX), F_REAL_OPT(agreement, w),
	F_REAL_OPT(agreement, chi2), F_REAL_OPT(agreement, df),
	F_REAL_OPT(agreement, p), F_TEXT_OPT(agreement, reason, 200), F_END
};
const struct field attrition_fields[] = {
	F_INT(attrition, round, 2, ROUNDS_MAX),
	F_INT(attrition, stayed, 0, PANEL_MAX),
	F_INT(attrition, left, 0, PANEL_MAX),
	F_INT(attrition, joined, 0, PANEL_MAX), F_END
};
const struct field departure_fields[] = {
	F_INT(departure, round, 2, ROUNDS_MAX), F_ID(departure, item),
	F_INT(departure, stayed, 0, PANEL_MAX),
	F_INT(departure, left, 0, PANEL_MAX),
	F_REAL_OPT(departure, stayed_median),
	F_REAL_OPT(departure, left_median), F_END
};

/* How often each pair of ratings came, and who crossed into the top band. */
static double
kappa_of(struct numbers before, struct numbers now)
{
	double table[SCALE_MAX * SCALE_MAX] = { 0 };

	for (size_t i = 0; i < now.count; i++)
		table[((size_t)before.at[i] - 1) * SCALE_MAX +
		    (size_t)now.at[i] - 1]++;
	return rounds_kappa(table, SCALE_MAX, KAPPA_LINEAR);
}

static double
mcnemar_of(struct numbers before, struct numbers now)
{
	int64_t in = 0, out = 0;

	for (size_t i = 0; i < now.count; i++) {
		in += before.at[i] < 7 && now.at[i] >= 7;
		out += before.at[i] >= 7 && now.at[i] < 7;
	}
	return rounds_mcnemar(in, out).p_mid;
}

/* Of those who rated in both rounds. */
static struct movement
movement_of_pairs(struct arena *a, struct numbers before, struct numbers now)
{
	struct histogram_change change = rounds_histogram_change(a, before, now);
	struct median_shift shift = rounds_median_shift(a, before, now);

	return (struct movement){
		.pairs = (int64_t)now.count, .histogram = change.percent,
		.stable = change.stable, .shift = shift.shift,
		.changed = shift.changed,
		.cv = rounds_cv_change(before, now).change,
		.kappa = kappa_of(before, now),
		.mcnemar = mcnemar_of(before, now),
	};
}

/* Of all who rated in either: only what the distributions of the two rounds
 * say already. */
static struct movement
movement_of_all(struct arena *a, struct numbers before, struct numbers now)
{
	struct histogram_change change = rounds_histogram_change(a, before, now);

	return (struct movement){
		.histogram = change.percent, .stable = change.stable,
		.shift = numbers_quartiles(a, now).median -
		    numbers_quartiles(a, before).median,
		.changed = NAN, .cv = rounds_cv_change(before, now).change,
		.kappa = NAN, .mcnemar = NAN,
	};
}

/* Of one item by one criterion; false: too few rated in one of the rounds. */
static bool
movement_of(const struct sheet *h, size_t item, size_t criterion,
    int64_t round, struct movement *m)
{
	struct numbers one = sheet_ratings(h, item, criterion, round - 1);
	struct numbers two = sheet_ratings(h, item, criterion, round);
	struct numbers before, now;
	int64_t least = h->scan->minimum, pairs;

	if ((int64_t)one.count < least || (int64_t)two.count < least)
		return false;
	pairs = (int64_t)sheet_pairs(h, item, criterion, round, &before, &now);
	if (secrecy_part((int64_t)one.count, pairs, least) &&
	    secrecy_part((int64_t)two.count, pairs, least))
		*m = movement_of_pairs(h->c->arena, before, now);
	else
		*m = movement_of_all(h->c->arena, one, two);
	m->round = round;
	return true;
}

struct list
sheet_movements(const struct sheet *h)
{
	const struct scan_item *item = h->items.at;
	const struct criterion *by = h->criteria.at;
	struct movement *m = arena_get(h->c->arena, ((size_t)h->rounds *
	    h->items.count * h->criteria.count + 1) * sizeof(*m));
	size_t n = 0;

	for (int64_t round = 2; round <= h->rounds; round++)
		for (size_t i = 0; i < h->items.count; i++)
			for (size_t k = 0; k < h->criteria.count; k++) {
				if (!movement_of(h, i, k, round, &m[n]))
					continue;
				m[n].item = item[i].id;
				m[n++].criterion = by[k].id;
			}
	return (struct list){ m, n };
}

/* The answers of one round as a table: those who rated every item, by the
 * first item's answers; row by row. */
struct table {
	const struct scan_answer **at;
	size_t judges, items;
};

/* The answer of the same person in a slice; NULL: none. *from goes along. */
static const struct scan_answer *
same_voice(struct slice s, const char *pseudonym, size_t *from)
{
	int order = 1;

	while (*from < s.count && (order = strcmp(s.at[*from].pseudonym,
	    pseudonym)) < 0)
		(*from)++;
	return *from < s.count && order == 0 ? &s.at[*from] : NULL;
}

static struct table
table_of(const struct sheet *h, int64_t round)
{
	struct slice *s = arena_get(h->c->arena,
	    (h->items.count + 1) * sizeof(*s));
	size_t *from = arena_get(h->c->arena,
	    (h->items.count + 1) * sizeof(*from));
	struct table t = { 0 };

	for (size_t i = 0; i < h->items.count; i++) {
		s[t.items] = sheet_slice(h, round, i);
		t.items += s[t.items].count > 0;
	}
	if (t.items == 0)
		return t;
	t.at = arena_get(h->c->arena, s[0].count * t.items * sizeof(*t.at));
	for (size_t j = 0; j < s[0].count; j++) {
		const struct scan_answer **row = t.at + t.judges * t.items;
		size_t i = 0;

		while (i < t.items && (row[i] = same_voice(s[i],
		    s[0].at[j].pseudonym, &from[i])) != NULL)
			i++;
		t.judges += i == t.items;
	}
	return t;
}

/* Of those who rated every item by that criterion. */
static struct agreement
agreement_of(const struct sheet *h, const struct table *t, size_t criterion)
{
	double *scores = arena_get(h->c->arena,
	    (t->judges * t->items + 1) * sizeof(*scores));
	struct agreement a = { .items = (int64_t)t->items, .w = NAN,
		.chi2 = NAN, .df = NAN, .p = NAN };
	struct kendall w;

	for (size_t j = 0; j < t->judges; j++) {
		double *row = scores + (size_t)a.judges * t->items;
		bool whole = true;

		for (size_t i = 0; i < t->items; i++) {
			row[i] = (double)answer_rating(t->at[j * t->items + i],
			    criterion);
			whole = whole && row[i] > 0;
		}
		a.judges += whole;
	}
	a.reason = "fewer than the minimum rated every item";
	if (a.judges < h->scan->minimum)
		return a;
	w = ranking_kendall(h->c->arena, scores, (size_t)a.judges, t->items);
	a.w = w.w;
	a.chi2 = w.chi2;
	a.df = w.df;
	a.p = w.p;
	a.reason = w.reason;
	return a;
}

struct list
sheet_agreements(const struct sheet *h)
{
	const struct criterion *by = h->criteria.at;
	struct agreement *a = arena_get(h->c->arena, ((size_t)h->rounds *
	    h->criteria.count + 1) * sizeof(*a));
	struct table t;
	size_t n = 0;

	for (int64_t round = 1; round <= h->rounds; round++) {
		t = table_of(h, round);
		for (size_t k = 0; k < h->criteria.count; k++) {
			a[n] = agreement_of(h, &t, k);
			a[n].round = round;
			a[n++].criterion = by[k].id;
		}
	}
	return (struct list){ a, n };
}

struct list
sheet_attrition(const struct sheet *h)
{
	struct attrition *a = arena_get(h->c->arena,
	    ((size_t)h->rounds + 1) * sizeof(*a));
	const char **before = NULL, **now;
	size_t n = 0, were = 0, are;

	for (int64_t round = 1; round <= h->rounds; round++) {
		are = sheet_voices(h, round, &now);
		if (round > 1 && (int64_t)were >= h->scan->minimum &&
		    (int64_t)are >= h->scan->minimum) {
			a[n] = (struct attrition){ .round = round };
			for (size_t i = 0; i < were; i++)
				a[n].stayed += sheet_has_voice(now, are,
				    before[i]);
			a[n].left = (int64_t)were - a[n].stayed;
			a[n].joined = (int64_t)are - a[n].stayed;
			n++;
		}
		before = now;
		were = are;
	}
	return (struct list){ a, n };
}

/* What those who stayed and those who left had said of an item, by the first
 * criterion. */
static struct departure
departure_of(const struct sheet *h, int64_t round, size_t item,
    const char **now, size_t are)
{
	struct slice s = sheet_slice(h, round - 1, item);
	struct tally stayed = { 0 }, left = { 0 };
	enum quantile rule = scan_quantile(h->scan);

	for (size_t i = 0; i < s.count; i++) {
		int64_t rating = answer_rating(&s.at[i], 0);

		if (rating > 0)
			tally_add(sheet_has_voice(now, are, s.at[i].pseudonym)
			    ? &stayed : &left, rating, 1);
	}
	return (struct departure){
		.round = round, .stayed = stayed.count, .left = left.count,
		.stayed_median = ratings_quartiles(&stayed, rule).median,
		.left_median = ratings_quartiles(&left, rule).median,
	};
}

struct list
sheet_departures(const struct sheet *h)
{
	const struct scan_item *item = h->items.at;
	struct departure *d = arena_get(h->c->arena, ((size_t)h->rounds *
	    h->items.count + 1) * sizeof(*d));
	const char **now;
	size_t n = 0, are;

	for (int64_t round = 2; round <= h->rounds; round++) {
		are = sheet_voices(h, round, &now);
		for (size_t i = 0; i < h->items.count; i++) {
			d[n] = departure_of(h, round, i, now, are);
			d[n].item = item[i].id;
			n += d[n].left > 0 && secrecy_part(d[n].stayed +
			    d[n].left, d[n].stayed, h->scan->group_minimum);
		}
	}
	return (struct list){ d, n };
}
