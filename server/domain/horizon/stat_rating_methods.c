/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stat_rating_methods.c - the methods about one item in one round.
 */
#include "domain/horizon/stat_ask.h"

#include "soundings/base.h"

#include <math.h>
#include <string.h>

struct ram_in {
	struct json *ratings, *counts;
	const char *quantile;
};

struct ratings_in {
	struct json *ratings;
};

struct quantiles_in {
	struct json *values, *p;
};

struct topbox_in {
	struct json *ratings;
	double need, against;
};

struct iqr_in {
	struct json *ratings;
	double max_iqr;
};

struct attrition_in {
	struct json *stayers, *leavers;
};

static const char *const rules[] = { "type7", "type6", NULL };

static const struct field ram_fields[] = {
	F_JSON(ram_in, ratings), F_JSON(ram_in, counts),
	F_CHOICE_OPT(ram_in, quantile, rules), F_END
};
static const struct field ratings_fields[] = {
	F_VALUE(ratings_in, ratings), F_END
};
static const struct field quantiles_fields[] = {
	F_VALUE(quantiles_in, values), F_VALUE(quantiles_in, p), F_END
};
static const struct field topbox_fields[] = {
	F_VALUE(topbox_in, ratings), F_REAL(topbox_in, need),
	F_REAL(topbox_in, against), F_END
};
static const struct field iqr_fields[] = {
	F_VALUE(iqr_in, ratings), F_REAL(iqr_in, max_iqr), F_END
};
static const struct field attrition_fields[] = {
	F_VALUE(attrition_in, stayers), F_VALUE(attrition_in, leavers), F_END
};

static bool
ask_tally(struct ask *q, const struct ram_in *in, struct tally *t)
{
	if ((in->ratings == NULL) == (in->counts == NULL))
		return ask_refuse(q, "give either the field 'ratings' or the "
				     "field 'counts'");
	return in->ratings != NULL ? ask_ratings(q, "ratings", in->ratings, t)
				   : ask_counts(q, "counts", in->counts, t);
}

static bool
run_ram(struct ask *q)
{
	const struct ram_in *in = q->in;
	struct tally t;
	struct ram r;

	if (!ask_tally(q, in, &t))
		return false;
	r = ratings_ram(&t, in->quantile != NULL &&
		strcmp(in->quantile, "type6") == 0 ? QUANTILE_6 : QUANTILE_7);
	q->reason = r.reason;
	tell_real(q, "median", r.median);
	tell_real(q, "p30", r.p30);
	tell_real(q, "p70", r.p70);
	tell_real(q, "ipr", r.ipr);
	tell_real(q, "iprcp", r.iprcp);
	tell_real(q, "ai", r.ai);
	tell_real(q, "ipras", r.ipras);
	tell_real(q, "di", r.di);
	tell_truth(q, "disagreement", r.disagreement);
	tell_text(q, "classification", r.classification);
	return true;
}

static bool
run_ram_classic(struct ask *q)
{
	const struct ratings_in *in = q->in;
	struct ram_classic r;
	struct tally t;

	if (!ask_ratings(q, "ratings", in->ratings, &t))
		return false;
	r = ratings_ram_classic(&t);
	q->reason = r.reason;
	tell_real(q, "low", (double)r.low);
	tell_real(q, "high", (double)r.high);
	tell_real(q, "outside", t.count == 0 ? NAN : (double)r.outside);
	tell_truth(q, "disagreement", r.disagreement);
	tell_truth(q, "agreement", r.agreement);
	return true;
}

static bool
share_valid(struct ask *q, const char *name, double p)
{
	if (p >= 0 && p <= 1)
		return true;
	return ask_refuse(q, "the field '%s' is not between 0 and 1", name);
}

static bool
tell_quantiles(struct ask *q, const struct json *p, struct numbers sorted)
{
	struct numbers shares;
	double *at;

	if (!ask_numbers(q, "p", p, &shares))
		return false;
	at = arena_get(q->arena, shares.count * sizeof(*at));
	for (size_t i = 0; i < shares.count; i++) {
		if (!share_valid(q, arena_printf(q->arena, "p.%zu", i),
			shares.at[i]))
			return false;
		at[i] = numbers_quantile(sorted, shares.at[i]);
	}
	if (sorted.count == 0)
		tell_null(q, "type7");
	else
		tell_reals(q, "type7", at, shares.count);
	return true;
}

static bool
run_quantiles(struct ask *q)
{
	const struct quantiles_in *in = q->in;
	struct numbers values, sorted;
	double p;

	if (!ask_numbers(q, "values", in->values, &values))
		return false;
	sorted = numbers_sorted(q->arena, values);
	if (sorted.count == 0)
		q->reason = "there are no values";
	if (json_is_list(in->p))
		return tell_quantiles(q, in->p, sorted);
	if (!ask_number(q, "p", in->p, &p) || !share_valid(q, "p", p))
		return false;
	tell_real(q, "type7", numbers_quantile(sorted, p));
	return true;
}

/* Shares when both are at most 1, else percentages. */
static bool
run_topbox(struct ask *q)
{
	const struct topbox_in *in = q->in;
	double unit = in->need > 1 || in->against > 1 ? 100 : 1;
	const char *result;
	struct tally t;

	if (!(in->need > 0 && in->need <= unit))
		return ask_refuse(q, "the field 'need' is no share above 0");
	if (!(in->against >= 0 && in->against <= unit))
		return ask_refuse(q, "the field 'against' is no share");
	if (!ask_ratings(q, "ratings", in->ratings, &t))
		return false;
	result = ratings_topbox(&t, in->need / unit, in->against / unit);
	if (result == NULL)
		q->reason = "nobody rated";
	tell_text(q, "result", result);
	return true;
}

static bool
run_iqr(struct ask *q)
{
	const struct iqr_in *in = q->in;
	struct numbers ratings;
	struct quartiles r;

	if (!(in->max_iqr >= 0))
		return ask_refuse(q, "the field 'max_iqr' is below 0");
	if (!ask_numbers(q, "ratings", in->ratings, &ratings))
		return false;
	r = numbers_quartiles(q->arena, ratings);
	q->reason = r.reason;
	tell_real(q, "median", r.median);
	tell_real(q, "iqr", r.q3 - r.q1);
	tell_truth(q, "consensus", r.q3 - r.q1 <= in->max_iqr + 1e-9);
	return true;
}

static void
tell_people(struct ask *q, const char *name, const struct quartiles *r)
{
	tell_name(q, name);
	buffer_printf(q->out, "{\"count\":%lld,\"q1\":", (long long)r->count);
	json_put_real(q->out, r->q1);
	buffer_text(q->out, ",\"median\":");
	json_put_real(q->out, r->median);
	buffer_text(q->out, ",\"q3\":");
	json_put_real(q->out, r->q3);
	buffer_char(q->out, '}');
}

static bool
run_attrition(struct ask *q)
{
	const struct attrition_in *in = q->in;
	struct numbers stayers, leavers;
	struct quartiles s, l;

	if (!ask_numbers(q, "stayers", in->stayers, &stayers) ||
	    !ask_numbers(q, "leavers", in->leavers, &leavers))
		return false;
	s = numbers_quartiles(q->arena, stayers);
	l = numbers_quartiles(q->arena, leavers);
	if (s.reason != NULL)
		q->reason = "nobody stayed";
	else if (l.reason != NULL)
		q->reason = "nobody left";
	tell_people(q, "stayers", &s);
	tell_people(q, "leavers", &l);
	tell_real(q, "gap", l.median - s.median);
	return true;
}

const struct stat_method stat_rating_methods[] = {
	{ "ram", ram_fields, sizeof(struct ram_in), run_ram,
	  "ratings (1-9), or counts per point; [quantile: type7 or type6]",
	  "median, p30, p70, ipr, iprcp, ai, ipras, di, disagreement, "
	  "classification" },
	{ "ram_classic", ratings_fields, sizeof(struct ratings_in),
	  run_ram_classic, "ratings (1-9)",
	  "low, high, outside, disagreement, agreement" },
	{ "quantiles", quantiles_fields, sizeof(struct quantiles_in),
	  run_quantiles, "values, p (0 to 1: one, or a list)", "type7" },
	{ "consensus_topbox", topbox_fields, sizeof(struct topbox_in),
	  run_topbox, "ratings (1-9), need, against (percent, or shares)",
	  "result" },
	{ "iqr_consensus", iqr_fields, sizeof(struct iqr_in), run_iqr,
	  "ratings, max_iqr", "median, iqr, consensus" },
	{ "attrition", attrition_fields, sizeof(struct attrition_in),
	  run_attrition, "stayers, leavers (their ratings in round 1)",
	  "stayers, leavers (count, q1, median, q3), gap" },
	{ 0 }
};
