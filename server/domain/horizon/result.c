/* SPDX-License-Identifier: Apache-2.0 */
/*
 * result.c - how a poll stands: who may see it, and the figures of each kind.
 *
 * Computed from the ballots when somebody asks, so that there is no count to go
 * wrong: of a named poll from all of them, of an anonymous one from the copies
 * that may be seen. docs/methods.md has the formulas.
 */
#include <string.h>

#include "soundings/base.h"

#include "domain/horizon/horizon.h"
#include "domain/horizon/secrecy.h"
#include "domain/horizon/statistics.h"

struct result_query {
	int64_t poll;
};

/* How one option stands. */
struct standing {
	int64_t option, rated;
	struct ids counts; /* of each mark from 1; ranking: of each place */
	double q1, median, q3, mean;
	double points;     /* ranking: Borda's; else the sum of the marks */
	int64_t place;     /* the same: tied; 0: the kind has no order */
	int64_t borda;     /* ranking: the place by points */
};

/* Those who answered, or a group of them. */
struct part {
	const char *name; /* NULL: the groups that are too small to be named */
	int64_t answered;
	struct list options;
};

struct reason {
	const char *body, *author; /* NULL: nobody is told */
};

struct result {
	int64_t poll;
	const char *hidden;
	int64_t answered;
	struct list options, parts, reasons;
};

/* A poll with all that its result is made of. */
struct count {
	struct call *c;
	const struct poll *poll;
	enum poll_kind kind;
	struct list options;
	struct list casts;
	int64_t most; /* marks or places that are counted */
};

static const char *const hidden[] = { "vote_first", "until_close", "too_few",
	NULL };

const struct field cast_fields[] = {
	F_IDS(cast, choices, 1, OPTIONS_MAX),
	F_IDS(cast, marks, 0, OPTIONS_MAX),
	F_TEXT_OPT(cast, part, FIELD_INT_MAX), F_END
};
static const struct field result_input[] = { F_ID(result_query, poll), F_END };
static const struct field standing_fields[] = {
	F_ID(standing, option), F_INT(standing, rated, 0, ANSWERS_MAX),
	F_IDS(standing, counts, 0, FIELD_INT_MAX), F_REAL(standing, q1),
	F_REAL(standing, median), F_REAL(standing, q3), F_REAL(standing, mean),
	F_REAL(standing, points), F_INT(standing, place, 0, OPTIONS_MAX),
	F_INT(standing, borda, 0, OPTIONS_MAX), F_END
};
static const struct field part_fields[] = {
	F_TEXT_OPT(part, name, FIELD_INT_MAX),
	F_INT(part, answered, 0, ANSWERS_MAX),
	F_LIST(part, options, standing, standing_fields, OPTIONS_MAX), F_END
};
static const struct field reason_fields[] = {
	F_TEXT(reason, body, 1, VOTE_REASON_MAX),
	F_TEXT_OPT(reason, author, FIELD_INT_MAX), F_END
};
static const struct field result_output[] = {
	F_ID(result, poll), F_CHOICE_OPT(result, hidden, hidden),
	F_INT(result, answered, 0, ANSWERS_MAX),
	F_LIST(result, options, standing, standing_fields, OPTIONS_MAX),
	F_LIST(result, parts, part, part_fields, PARTS_MAX),
	F_LIST(result, reasons, reason, reason_fields, ANSWERS_MAX), F_END
};

static size_t
option_index(const struct count *n, int64_t id)
{
	const struct option *o = n->options.at;
	size_t i = 0;

	while (o[i].id != id)
		i++;
	return i;
}

/* The mark a choice got; its place in a ranking; 1 where it is just chosen. */
static int64_t
mark_of(const struct count *n, const struct cast *cast, size_t choice)
{
	if (n->kind == POLL_RANKING)
		return (int64_t)choice + 1;
	return cast->marks.count > 0 ? cast->marks.at[choice] : 1;
}

/* marks[option][k]: how many gave it k + 1. */
static int64_t *
count_marks(const struct count *n, const struct list *casts)
{
	size_t most = (size_t)n->most;
	int64_t *marks = arena_get(n->c->arena,
	    n->options.count * most * sizeof(*marks));
	const struct cast *cast = casts->at;

	for (size_t i = 0; i < casts->count; i++)
		for (size_t k = 0; k < cast[i].choices.count; k++)
			marks[option_index(n, cast[i].choices.at[k]) * most +
			    (size_t)mark_of(n, &cast[i], k) - 1]++;
	return marks;
}

/* The marks of one option, sorted, as numbers. */
static struct numbers
numbers_of(struct arena *a, const int64_t *marks, size_t most)
{
	int64_t count = 0;
	double *at;
	size_t n = 0;

	for (size_t k = 0; k < most; k++)
		count += marks[k];
	at = arena_get(a, (size_t)count * sizeof(*at));
	for (size_t k = 0; k < most; k++)
		for (int64_t i = 0; i < marks[k]; i++)
			at[n++] = (double)(k + 1);
	return (struct numbers){ at, n };
}

static struct standing
standing_of(const struct count *n, int64_t option, const int64_t *marks)
{
	struct numbers x = numbers_of(n->c->arena, marks, (size_t)n->most);
	struct standing s = { .option = option, .rated = (int64_t)x.count,
		.counts = { marks, (size_t)n->most } };

	for (size_t i = 0; i < x.count; i++)
		s.points += x.at[i];
	if (x.count == 0)
		return s;
	s.q1 = numbers_quantile(x, 0.25);
	s.median = numbers_quantile(x, 0.5);
	s.q3 = numbers_quantile(x, 0.75);
	s.mean = s.points / (double)x.count;
	return s;
}

static struct rankings
rankings_of(const struct count *n, const struct list *casts)
{
	struct ranking *r = arena_get(n->c->arena, casts->count * sizeof(*r));
	const struct cast *cast = casts->at;

	for (size_t i = 0; i < casts->count; i++) {
		size_t *place = arena_get(n->c->arena,
		    n->options.count * sizeof(*place));

		for (size_t k = 0; k < cast[i].choices.count; k++)
			place[option_index(n, cast[i].choices.at[k])] = k + 1;
		r[i] = (struct ranking){ place, 1 };
	}
	return (struct rankings){ n->options.count, r, casts->count };
}

/* Schulze's order and Borda's points, side by side: they need not agree. */
static void
rank(const struct count *n, const struct list *casts, struct standing *s)
{
	struct arena *a = n->c->arena;
	size_t options = n->options.count;
	struct rankings r = rankings_of(n, casts);
	struct schulze schulze = ranking_schulze(a, &r);
	const double *points = ranking_points(a, &r, (int64_t)options - 1,
	    UNRANKED_SHARE);
	const size_t *borda = ranking_places(a, points, options);

	for (size_t i = 0; i < options; i++) {
		s[i].place = (int64_t)schulze.group[i];
		s[i].borda = (int64_t)borda[i];
		s[i].points = points[i];
	}
}

/* What an option is placed by. Of two times that suit as many, the one that
 * suits more if need be. */
static double
weight_of(enum poll_kind kind, const struct standing *s)
{
	switch (kind) {
	case POLL_TIME:
		return (double)s->counts.at[2] * (ANSWERS_MAX + 1) +
		    (double)s->counts.at[1];
	case POLL_SCORE:
		return s->mean;
	case POLL_POINTS:
		return s->points;
	case POLL_SINGLE:
	case POLL_MULTIPLE:
	case POLL_LIKERT:
	case POLL_RANKING:
		break;
	}
	return (double)s->rated;
}

static void
place(const struct count *n, struct standing *s)
{
	double *weight = arena_get(n->c->arena,
	    n->options.count * sizeof(*weight));
	const size_t *places;

	for (size_t i = 0; i < n->options.count; i++)
		weight[i] = weight_of(n->kind, &s[i]);
	places = ranking_places(n->c->arena, weight, n->options.count);
	for (size_t i = 0; i < n->options.count; i++)
		s[i].place = (int64_t)places[i];
}

static struct list
standings(const struct count *n, const struct list *casts)
{
	const struct option *o = n->options.at;
	const int64_t *marks = count_marks(n, casts);
	struct standing *s = arena_get(n->c->arena,
	    n->options.count * sizeof(*s));

	for (size_t i = 0; i < n->options.count; i++)
		s[i] = standing_of(n, o[i].id, marks + i * (size_t)n->most);
	if (n->kind == POLL_RANKING && casts->count > 0)
		rank(n, casts, s);
	else if (n->kind != POLL_RANKING && n->kind != POLL_LIKERT)
		place(n, s);
	return (struct list){ s, n->options.count };
}

static bool
same_part(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static struct list
casts_of_part(const struct count *n, const char *part)
{
	const struct cast *all = n->casts.at;
	struct cast *some = arena_get(n->c->arena,
	    n->casts.count * sizeof(*some));
	size_t count = 0;

	for (size_t i = 0; i < n->casts.count; i++)
		if (same_part(all[i].part, part))
			some[count++] = all[i];
	return (struct list){ some, count };
}

/* A group is counted at the first of its members. */
void
split_small(struct arena *a, const char **part, size_t count)
{
	int64_t *answers = arena_get(a, count * sizeof(*answers));
	size_t *first = arena_get(a, count * sizeof(*first));
	bool *shown = arena_get(a, count * sizeof(*shown));

	for (size_t i = 0; i < count; i++) {
		while (strcmp(part[first[i]], part[i]) != 0)
			first[i]++;
		answers[first[i]]++;
	}
	secrecy_groups(answers, count, GROUP_LEAST, shown);
	for (size_t i = 0; i < count; i++)
		if (!shown[first[i]])
			part[i] = NULL;
}

/* Named ballots bring their group, whatever its size. */
static void
drop_small(const struct count *n)
{
	struct cast *cast = n->casts.at;
	const char **part = arena_get(n->c->arena,
	    n->casts.count * sizeof(*part));

	for (size_t i = 0; i < n->casts.count; i++)
		part[i] = cast[i].part;
	split_small(n->c->arena, part, n->casts.count);
	for (size_t i = 0; i < n->casts.count; i++)
		cast[i].part = part[i];
}

/* The groups in the order in which they are met; none, if there is one only. */
static struct list
parts(const struct count *n)
{
	const struct cast *cast = n->casts.at;
	struct part *p = arena_get(n->c->arena, PARTS_MAX * sizeof(*p));
	size_t count = 0, k;

	for (size_t i = 0; i < n->casts.count && count < PARTS_MAX; i++) {
		for (k = 0; k < count; k++)
			if (same_part(p[k].name, cast[i].part))
				break;
		if (k == count)
			p[count++].name = cast[i].part;
	}
	for (k = 0; k < count && count > 1; k++) {
		struct list casts = casts_of_part(n, p[k].name);

		p[k].answered = (int64_t)casts.count;
		p[k].options = standings(n, &casts);
	}
	return (struct list){ p, count > 1 ? count : 0 };
}

/* Why the caller sees nothing; NULL: they do. */
static const char *
why_hidden(struct call *c, const struct poll *p)
{
	bool open = p->closed_at == 0;
	struct ballot b;

	if (strcmp(p->results, "steps") == 0 || (p->anonymous && !open))
		return db_number(c->db, SHOWN_COUNT, p->id) == 0
		    ? "too_few" : NULL;
	if (!open || strcmp(p->results, "always") == 0)
		return NULL;
	if (strcmp(p->results, "after_close") == 0)
		return "until_close";
	return db_get(c->db, BALLOT_GET, ballot_fields, &b, p->id, c->member)
	    ? NULL : "vote_first";
}

static void
fill(struct call *c, const struct poll *p, struct result *out)
{
	struct count n = { .c = c, .poll = p, .kind = poll_kind_of(p) };
	bool split = p->split != NULL && p->closed_at != 0;

	n.options = poll_options(c, p->id);
	n.casts = p->anonymous
	    ? db_all(c->db, SHOWN_CAST, cast_fields, sizeof(struct cast), p->id)
	    : db_all(c->db, BALLOT_CAST, cast_fields, sizeof(struct cast),
	        split ? p->split : "", p->id);
	n.most = n.kind == POLL_RANKING ? (int64_t)n.options.count
	    : poll_mark_max(p) > 0 ? poll_mark_max(p) : 1;
	out->answered = (int64_t)n.casts.count;
	out->options = standings(&n, &n.casts);
	if (split && !p->anonymous)
		drop_small(&n);
	if (split)
		out->parts = parts(&n);
	out->reasons = db_all(c->db, p->anonymous ? SHOWN_REASONS
	    : BALLOT_REASONS, reason_fields, sizeof(struct reason), p->id);
}

static enum err
poll_results(struct call *c)
{
	const struct result_query *in = c->in;
	struct result out = { .poll = in->poll };
	struct poll p;

	if (!poll_pick(c, in->poll, MAY_SEE, &p))
		return c->err;
	out.hidden = why_hidden(c, &p);
	if (out.hidden == NULL)
		fill(c, &p, &out);
	return call_reply(c, result_output, &out);
}

const struct method result_methods[] = {
	{ .name = "poll.results", .kind = READ, .who = WHO_MEMBER,
	  .in = result_input, .in_size = sizeof(struct result_query),
	  .out = result_output, .run = poll_results,
	  .doc = "How a poll stands, as far as the caller may see it, else why "
		 "not; for members. Groups of fewer than eight are put "
		 "together." },
	{ 0 }
};
