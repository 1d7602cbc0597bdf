/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stat_ranking_methods.c - the methods about orders and priorities.
 */
#include "domain/horizon/stat_ask.h"

#include "soundings/base.h"
#include "soundings/record.h"

#include <math.h>

#define TOP_MAX    1000
#define GROUPS_MAX 100
#define ITEMS_MAX  1000
#define JUDGES_MAX 10000

struct kendall_in {
	struct json *scores;
};

struct cast {
	struct json *ranking;
	struct maybe count;
};

struct ballots_in {
	struct texts candidates;
	struct list ballots;
	struct maybe top;
};

struct jla_in {
	struct texts questions;
	int64_t top;
	struct json *groups;
};

struct chnri_in {
	struct json *criteria;
};

static const struct field kendall_fields[] = {
	F_VALUE(kendall_in, scores), F_END
};
static const struct field cast_fields[] = {
	F_VALUE(cast, ranking), F_MAYBE(cast, count, 0, COUNT_MAX), F_END
};
static const struct field schulze_fields[] = {
	F_TEXTS(ballots_in, candidates, 0, CANDIDATES_MAX),
	F_LIST(ballots_in, ballots, cast, cast_fields, BALLOTS_MAX), F_END
};
static const struct field borda_fields[] = {
	F_TEXTS(ballots_in, candidates, 0, CANDIDATES_MAX),
	F_LIST(ballots_in, ballots, cast, cast_fields, BALLOTS_MAX),
	F_MAYBE(ballots_in, top, 1, TOP_MAX), F_END
};
static const struct field jla_fields[] = {
	F_TEXTS(jla_in, questions, 0, CANDIDATES_MAX),
	F_INT(jla_in, top, 1, TOP_MAX), F_VALUE(jla_in, groups), F_END
};
static const struct field chnri_fields[] = {
	F_VALUE(chnri_in, criteria), F_END
};

static bool
run_kendall(struct ask *q)
{
	const struct kendall_in *in = q->in;
	struct numbers scores;
	struct kendall k;
	size_t judges, items;

	if (!ask_list(q, "scores", in->scores, JUDGES_MAX) ||
	    !ask_rows(q, "scores", in->scores, NAN, &scores, &judges))
		return false;
	items = judges == 0 ? 0 : scores.count / judges;
	if (items > ITEMS_MAX)
		return ask_refuse(q, "the field 'scores.0' has more than %d "
				     "items", ITEMS_MAX);
	k = ranking_kendall(q->arena, scores.at, judges, items);
	q->reason = k.reason;
	tell_reals(q, "rank_sums", k.rank_sums, items);
	tell_real(q, "S", k.s);
	tell_real(q, "T", k.t);
	tell_real(q, "W", k.w);
	tell_real(q, "W_uncorrected", k.w_uncorrected);
	tell_real(q, "chi2", k.chi2);
	tell_real(q, "df", items == 0 ? NAN : k.df);
	tell_real(q, "p", k.p);
	return true;
}

/* The input's ballots, and what it calls the candidates. */
static bool
ask_ballots(struct ask *q, struct naming *n, struct rankings *r)
{
	const struct ballots_in *in = q->in;
	const struct cast *cast = in->ballots.at;
	size_t candidates = in->candidates.count;
	struct ranking *at;
	size_t *places;
	int64_t people = 0;

	if (!ask_names(q, "candidates", in->candidates, n))
		return false;
	at = arena_get(q->arena, in->ballots.count * sizeof(*at));
	places = arena_get(q->arena,
	    in->ballots.count * candidates * sizeof(*places));
	for (size_t i = 0; i < in->ballots.count; i++) {
		at[i].place = places + i * candidates;
		at[i].count = cast[i].count.known ? cast[i].count.is : 1;
		people += at[i].count;
		if (!ask_ranking(q, arena_printf(q->arena, "ballots.%zu."
			"ranking", i), cast[i].ranking, n,
			places + i * candidates))
			return false;
	}
	if (candidates == 0)
		q->reason = "there is no candidate";
	else if (people == 0)
		q->reason = "there is no ballot";
	*r = (struct rankings){ candidates, at, in->ballots.count };
	return true;
}

static void
tell_matrix(struct ask *q, const char *name, const struct naming *n,
    const int64_t *cell)
{
	size_t count = n->names.count;

	tell_name(q, name);
	for (size_t i = 0; i < count; i++) {
		buffer_char(q->out, i == 0 ? '{' : ',');
		json_put_text(q->out, n->names.at[i]);
		buffer_char(q->out, ':');
		for (size_t j = 0; j < count; j++) {
			buffer_char(q->out, j == 0 ? '[' : ',');
			buffer_int(q->out, cell[i * count + j]);
		}
		buffer_char(q->out, ']');
	}
	buffer_char(q->out, '}');
}

static bool
run_schulze(struct ask *q)
{
	struct rankings r;
	struct schulze s;
	struct naming n;

	if (!ask_ballots(q, &n, &r))
		return false;
	if (q->reason != NULL) {
		tell_null(q, "d");
		tell_null(q, "p");
		tell_null(q, "order");
		return true;
	}
	s = ranking_schulze(q->arena, &r);
	tell_matrix(q, "d", &n, s.d);
	tell_matrix(q, "p", &n, s.p);
	tell_order(q, "order", &n, s.group);
	return true;
}

static bool
run_borda(struct ask *q)
{
	const struct ballots_in *in = q->in;
	struct rankings r;
	struct naming n;
	int64_t first;

	if (!ask_ballots(q, &n, &r))
		return false;
	if (q->reason != NULL) {
		tell_null(q, "points");
		return true;
	}
	first = in->top.known ? in->top.is : (int64_t)r.candidates - 1;
	tell_name(q, "points");
	put_points(q->out, &n,
	    ranking_points(q->arena, &r, first, UNRANKED_SHARE));
	return true;
}

/* A member's own list has no ties: who is asked to choose ten has to. */
static bool
ask_choice(struct ask *q, const char *path, const struct json *list,
    const struct naming *n, size_t *place)
{
	for (size_t i = 0; i < json_count(list); i++)
		if (json_is_list(json_item(list, i)))
			return ask_refuse(q, "the field '%s.%zu' is not a name",
			    path, i);
	return ask_ranking(q, path, list, n, place);
}

/* A group's members' lists. */
static bool
ask_choices(struct ask *q, const struct json_member *group,
    const struct naming *n, struct rankings *r)
{
	const char *path = arena_printf(q->arena, "groups.%s", group->name);
	size_t questions = n->names.count, lists = json_count(group->value);
	struct ranking *at;
	size_t *places;

	if (!ask_list(q, path, group->value, BALLOTS_MAX))
		return false;
	at = arena_get(q->arena, lists * sizeof(*at));
	places = arena_get(q->arena, lists * questions * sizeof(*places));
	for (size_t i = 0; i < lists; i++) {
		at[i] = (struct ranking){ places + i * questions, 1 };
		if (!ask_choice(q, arena_printf(q->arena, "%s.%zu", path, i),
			json_item(group->value, i), n, places + i * questions))
			return false;
	}
	*r = (struct rankings){ questions, at, lists };
	return true;
}

/* The group's own list, best first, gives n ... 1 points to the sum; a group
 * of which nobody answered gives none. */
static void
combine(struct ask *q, double *combined, const double *points,
    const struct rankings *r)
{
	struct ranking list = { ranking_places(q->arena, points,
		r->candidates), 1 };
	struct rankings one = { r->candidates, &list, 1 };
	const double *give = ranking_points(q->arena, &one,
	    (int64_t)r->candidates, UNRANKED_SHARE);

	for (size_t i = 0; i < r->candidates; i++)
		combined[i] += give[i];
}

static bool
tell_group(struct ask *q, const struct json_member *group,
    const struct naming *n, double *combined)
{
	const struct jla_in *in = q->in;
	const double *points;
	struct rankings r;

	if (!ask_choices(q, group, n, &r))
		return false;
	json_put_text(q->out, group->name);
	buffer_char(q->out, ':');
	if (r.count == 0) {
		q->reason = arena_printf(q->arena, "nobody of the group '%s' "
			"answered: it has no part in the order", group->name);
		buffer_text(q->out, "null");
		return true;
	}
	points = ranking_points(q->arena, &r, in->top, UNRANKED_NOTHING);
	put_points(q->out, n, points);
	combine(q, combined, points, &r);
	return true;
}

/* Nobody at all answered, or there is nothing to choose from. */
static bool
nothing_to_combine(const struct json_member *group, size_t count,
    size_t questions)
{
	for (size_t i = 0; i < count; i++)
		if (json_count(group[i].value) > 0 && questions > 0)
			return false;
	return true;
}

static void
tell_combined(struct ask *q, const struct naming *n, const double *combined)
{
	tell_name(q, "combined");
	put_points(q->out, n, combined);
	tell_order(q, "order", n,
	    ranking_places(q->arena, combined, n->names.count));
}

static bool
run_jla(struct ask *q)
{
	const struct jla_in *in = q->in;
	const struct json_member *group;
	size_t count = json_count(in->groups);
	struct naming n;
	double *combined;

	if (!json_is_object(in->groups))
		return ask_refuse(q, "the field 'groups' is not an object");
	if (count > GROUPS_MAX)
		return ask_refuse(q, "the field 'groups' has more than %d "
				     "groups", GROUPS_MAX);
	if (!ask_names(q, "questions", in->questions, &n))
		return false;
	group = json_members(q->arena, in->groups);
	combined = arena_get(q->arena, n.names.count * sizeof(*combined));
	tell_name(q, "group_points");
	buffer_char(q->out, '{');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_char(q->out, ',');
		if (!tell_group(q, &group[i], &n, combined))
			return false;
	}
	buffer_char(q->out, '}');
	if (!nothing_to_combine(group, count, n.names.count)) {
		tell_combined(q, &n, combined);
		return true;
	}
	q->reason = n.names.count == 0 ? "there is no question"
				       : "nobody answered";
	tell_null(q, "combined");
	tell_null(q, "order");
	return true;
}

static bool
run_chnri(struct ask *q)
{
	const struct chnri_in *in = q->in;
	struct numbers scores;
	struct chnri r;
	size_t criteria, scorers;

	if (!ask_list(q, "criteria", in->criteria, CATEGORIES_MAX) ||
	    !ask_rows(q, "criteria", in->criteria, CHNRI_NOT_INFORMED, &scores,
		&criteria))
		return false;
	scorers = criteria == 0 ? 0 : scores.count / criteria;
	for (size_t i = 0; i < scores.count; i++)
		if (scores.at[i] != 0 && scores.at[i] != 0.5 &&
		    scores.at[i] != 1 && scores.at[i] != CHNRI_NOT_INFORMED)
			return ask_refuse(q, "the field 'criteria.%zu.%zu' is "
				"not 0, 0.5, 1 or null", i / scorers,
			    i % scorers);
	r = ranking_chnri(q->arena, scores.at, criteria, scorers);
	q->reason = r.reason;
	tell_reals(q, "criterion", r.criterion, criteria);
	tell_real(q, "rps", r.rps);
	tell_real(q, "aea", r.aea);
	return true;
}

const struct stat_method stat_ranking_methods[] = {
	{ "kendall_w", kendall_fields, sizeof(struct kendall_in), run_kendall,
	  "scores (one list a judge)",
	  "rank_sums, S, T, W, W_uncorrected, chi2, df, p" },
	{ "schulze", schulze_fields, sizeof(struct ballots_in), run_schulze,
	  "candidates, ballots (ranking: groups of equal rank; count)",
	  "d, p, order" },
	{ "borda", borda_fields, sizeof(struct ballots_in), run_borda,
	  "candidates, ballots; [top]", "points" },
	{ "jla", jla_fields, sizeof(struct jla_in), run_jla,
	  "questions, top, groups (name: ranked lists)",
	  "group_points, combined, order" },
	{ "chnri", chnri_fields, sizeof(struct chnri_in), run_chnri,
	  "criteria (one list of 0, 0.5, 1 or null a criterion)",
	  "criterion, rps, aea" },
	{ 0 }
};
