/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stat_round_methods.c - the methods about one item in two rounds.
 */
#include "domain/horizon/stat_ask.h"

#include <math.h>
#include <string.h>

struct rounds_in {
	struct json *round1, *round2, *categories;
};

struct mcnemar_in {
	int64_t b, c;
};

struct kappa_in {
	struct json *table;
	const char *weights;
};

static const char *const weights_words[] = {
	[KAPPA_NONE] = "none", [KAPPA_LINEAR] = "linear",
	[KAPPA_QUADRATIC] = "quadratic", NULL
};

static const struct field rounds_fields[] = {
	F_VALUE(rounds_in, round1), F_VALUE(rounds_in, round2),
	F_JSON(rounds_in, categories), F_END
};
static const struct field mcnemar_fields[] = {
	F_INT(mcnemar_in, b, 0, COUNT_MAX), F_INT(mcnemar_in, c, 0, COUNT_MAX),
	F_END
};
static const struct field kappa_fields[] = {
	F_VALUE(kappa_in, table), F_CHOICE_OPT(kappa_in, weights,
	weights_words), F_END
};

/* A list of the values, or how many there are from 1 on. */
static bool
ask_categories(struct ask *q, const struct json *j, struct numbers *n)
{
	double count, *at;

	if (json_is_list(j))
		return ask_list(q, "categories", j, CATEGORIES_MAX) &&
		       ask_numbers(q, "categories", j, n);
	if (!ask_number(q, "categories", j, &count))
		return false;
	if (count < 1 || count > CATEGORIES_MAX || count != floor(count))
		return ask_refuse(q, "the field 'categories' is not a whole "
			"number between 1 and %d", CATEGORIES_MAX);
	at = arena_get(q->arena, (size_t)count * sizeof(*at));
	for (size_t i = 0; i < (size_t)count; i++)
		at[i] = (double)i + 1;
	*n = (struct numbers){ at, (size_t)count };
	return true;
}

static bool
has(struct numbers n, double value)
{
	for (size_t i = 0; i < n.count; i++)
		if (n.at[i] == value)
			return true;
	return false;
}

static bool
within(struct ask *q, const char *path, struct numbers round,
    struct numbers categories)
{
	for (size_t i = 0; i < round.count; i++)
		if (!has(categories, round.at[i]))
			return ask_refuse(q, "the field '%s.%zu' is not one of "
					     "the categories", path, i);
	return true;
}

static bool
ask_rounds(struct ask *q, struct numbers *round1, struct numbers *round2)
{
	const struct rounds_in *in = q->in;
	struct numbers categories;

	if (!ask_numbers(q, "round1", in->round1, round1) ||
	    !ask_numbers(q, "round2", in->round2, round2))
		return false;
	if (round1->count != round2->count)
		return ask_refuse(q, "the field 'round2' has %zu items, not "
			"%zu as 'round1': name those who rated in both",
		    round2->count, round1->count);
	if (in->categories == NULL)
		return true;
	return ask_categories(q, in->categories, &categories) &&
	       within(q, "round1", *round1, categories) &&
	       within(q, "round2", *round2, categories);
}

static bool
run_histogram_change(struct ask *q)
{
	struct numbers round1, round2;
	struct histogram_change r;

	if (!ask_rounds(q, &round1, &round2))
		return false;
	r = rounds_histogram_change(q->arena, round1, round2);
	q->reason = r.reason;
	tell_real(q, "percent", r.percent);
	tell_truth(q, "stable", r.stable);
	return true;
}

static bool
run_cv_change(struct ask *q)
{
	struct numbers round1, round2;
	struct cv_change r;

	if (!ask_rounds(q, &round1, &round2))
		return false;
	r = rounds_cv_change(round1, round2);
	q->reason = r.reason;
	tell_real(q, "cv1", r.cv1);
	tell_real(q, "cv2", r.cv2);
	tell_real(q, "change", r.change);
	return true;
}

static bool
run_median_shift(struct ask *q)
{
	struct numbers round1, round2;
	struct median_shift r;

	if (!ask_rounds(q, &round1, &round2))
		return false;
	r = rounds_median_shift(q->arena, round1, round2);
	q->reason = r.reason;
	tell_real(q, "median1", r.median1);
	tell_real(q, "median2", r.median2);
	tell_real(q, "shift", r.shift);
	tell_real(q, "changed", r.changed);
	tell_truth(q, "stable", r.stable);
	return true;
}

static bool
run_mcnemar(struct ask *q)
{
	const struct mcnemar_in *in = q->in;
	struct mcnemar r = rounds_mcnemar(in->b, in->c);

	q->reason = r.reason;
	tell_real(q, "chi2", r.chi2);
	tell_real(q, "p", r.p);
	tell_real(q, "chi2_corrected", r.chi2_corrected);
	tell_real(q, "p_corrected", r.p_corrected);
	tell_real(q, "p_exact", r.p_exact);
	tell_real(q, "p_mid", r.p_mid);
	return true;
}

static enum kappa_weights
weights_of(const char *word)
{
	enum kappa_weights w = KAPPA_NONE;

	while (word != NULL && strcmp(weights_words[w], word) != 0)
		w++;
	return w;
}

static bool
run_kappa(struct ask *q)
{
	const struct kappa_in *in = q->in;
	struct numbers cells;
	size_t categories;
	double kappa;

	if (!ask_list(q, "table", in->table, CATEGORIES_MAX) ||
	    !ask_rows(q, "table", in->table, NAN, &cells, &categories))
		return false;
	if (cells.count != categories * categories)
		return ask_refuse(q, "the field 'table' is not square");
	for (size_t i = 0; i < cells.count; i++)
		if (cells.at[i] < 0 || cells.at[i] > COUNT_MAX)
			return ask_refuse(q, "the field 'table.%zu.%zu' is not "
				"between 0 and %d", i / categories,
			    i % categories, COUNT_MAX);
	kappa = rounds_kappa(cells.at, categories, weights_of(in->weights));
	if (isnan(kappa))
		q->reason = "all are in one category, or there is nobody";
	tell_real(q, "kappa", kappa);
	return true;
}

const struct stat_method stat_round_methods[] = {
	{ "histogram_change", rounds_fields, sizeof(struct rounds_in),
	  run_histogram_change, "round1, round2 (the same people); "
	  "[categories: a number, or their list]", "percent, stable" },
	{ "cv_change", rounds_fields, sizeof(struct rounds_in), run_cv_change,
	  "round1, round2; [categories]", "cv1, cv2, change" },
	{ "median_shift", rounds_fields, sizeof(struct rounds_in),
	  run_median_shift, "round1, round2; [categories]",
	  "median1, median2, shift, changed, stable" },
	{ "mcnemar", mcnemar_fields, sizeof(struct mcnemar_in), run_mcnemar,
	  "b, c (those who moved one way, and the other)",
	  "chi2, p, chi2_corrected, p_corrected, p_exact, p_mid" },
	{ "kappa", kappa_fields, sizeof(struct kappa_in), run_kappa,
	  "table (square); [weights: linear or quadratic]", "kappa" },
	{ 0 }
};
