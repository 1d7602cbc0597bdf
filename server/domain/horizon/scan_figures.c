/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_figures.c - what a closed round says of each item.
 *
 * Reckoned from the tallies that were kept when the round closed, so nothing
 * is here that may not be shown. Which rule decided is the scan's; the figures
 * of the other rules stand beside it for who reads the report critically.
 */
#include <string.h>

#include "domain/horizon/scan_sheet.h"

#define VERDICT_LEAST 8 /* no RAND/UCLA verdict of fewer ratings */

static const char *const verdicts[] = { "in", "out", "between", "open", "few",
	NULL };
static const char *const results[] = { "consensus in", "consensus out",
	"no consensus", NULL };
static const char *const classes[] = { "appropriate", "uncertain",
	"inappropriate", NULL };

const struct field figure_fields[] = {
	F_INT(figure, round, 1, ROUNDS_MAX), F_ID(figure, item),
	F_ID(figure, criterion), F_INT(figure, count, 0, PANEL_MAX),
	F_INT(figure, unable, 0, PANEL_MAX),
	F_IDS(figure, counts, SCALE_MAX, SCALE_MAX),
	F_REAL_OPT(figure, median), F_REAL_OPT(figure, q1),
	F_REAL_OPT(figure, q3), F_REAL_OPT(figure, p30),
	F_REAL_OPT(figure, p70), F_REAL_OPT(figure, ipr),
	F_REAL_OPT(figure, ipras), F_REAL_OPT(figure, di),
	F_REAL_OPT(figure, top), F_REAL_OPT(figure, bottom),
	F_BOOL(figure, disagreement),
	F_CHOICE_OPT(figure, classification, classes),
	F_CHOICE_OPT(figure, result, results),
	F_CHOICE_OPT(figure, verdict, verdicts), F_END
};
const struct field group_figure_fields[] = {
	F_INT(group_figure, round, 1, ROUNDS_MAX), F_ID(group_figure, item),
	F_ID(group_figure, criterion),
	F_TEXT(group_figure, division, 1, FIELD_INT_MAX),
	F_INT(group_figure, count, 0, PANEL_MAX),
	F_INT(group_figure, unable, 0, PANEL_MAX),
	F_IDS(group_figure, counts, SCALE_MAX, SCALE_MAX),
	F_REAL_OPT(group_figure, median), F_REAL_OPT(group_figure, q1),
	F_REAL_OPT(group_figure, q3), F_END
};

static const struct criterion *
criterion_of(const struct sheet *h, int64_t id)
{
	const struct criterion *k = h->criteria.at;

	for (size_t i = 0; i < h->criteria.count; i++)
		if (k[i].id == id)
			return &k[i];
	return NULL;
}

/* In percent of those who rated. */
static double
share(const struct tally *t, int from, int to)
{
	int64_t sum = 0;

	for (int point = from; point <= to; point++)
		sum += t->of[point];
	return (double)(100 * sum) / (double)t->count;
}

/* What only a scale from 1 to 9 has. */
static void
add_scale(const struct scan *s, const struct tally *t, struct figure *f)
{
	struct ram r = ratings_ram(t, scan_quantile(s));

	f->p30 = r.p30;
	f->p70 = r.p70;
	f->ipr = r.ipr;
	f->ipras = r.ipras;
	f->di = r.di;
	f->top = share(t, 7, 9);
	f->bottom = share(t, 1, 3);
	f->disagreement = t->count >= VERDICT_LEAST && r.disagreement;
	if (t->count >= VERDICT_LEAST)
		f->classification = r.classification;
	f->result = ratings_topbox(t, (double)s->need / 100,
	    (double)s->against / 100);
	f->verdict = scan_verdict(s, t);
}

static struct figure
figure_of(const struct sheet *h, const struct scan_tally *kept)
{
	const struct criterion *k = criterion_of(h, kept->criterion);
	struct tally t = scan_tally_counts(kept);
	struct quartiles q = ratings_quartiles(&t, scan_quantile(h->scan));
	struct figure f = {
		.round = kept->round, .item = kept->item,
		.criterion = kept->criterion, .count = t.count,
		.unable = kept->unable, .counts = kept->counts,
		.median = q.median, .q1 = q.q1, .q3 = q.q3, .p30 = NAN,
		.p70 = NAN, .ipr = NAN, .ipras = NAN, .di = NAN, .top = NAN,
		.bottom = NAN,
	};

	if (k != NULL && strcmp(k->kind, "scale") == 0)
		add_scale(h->scan, &t, &f);
	return f;
}

static struct list
tallies(const struct sheet *h)
{
	return db_all(h->c->db, SCAN_TALLY_OF, scan_tally_fields,
	    sizeof(struct scan_tally), h->scan->id, (int64_t)1, h->rounds);
}

struct list
sheet_figures(const struct sheet *h)
{
	struct list kept = tallies(h);
	const struct scan_tally *t = kept.at;
	struct figure *f = arena_get(h->c->arena,
	    (kept.count + 1) * sizeof(*f));
	size_t n = 0;

	for (size_t i = 0; i < kept.count; i++)
		if (t[i].division[0] == '\0')
			f[n++] = figure_of(h, &t[i]);
	return (struct list){ f, n };
}

static struct group_figure
group_figure_of(const struct sheet *h, const struct scan_tally *kept)
{
	struct tally t = scan_tally_counts(kept);
	struct quartiles q = ratings_quartiles(&t, scan_quantile(h->scan));

	return (struct group_figure){
		.round = kept->round, .item = kept->item,
		.criterion = kept->criterion, .division = kept->division,
		.count = t.count, .unable = kept->unable,
		.counts = kept->counts, .median = q.median, .q1 = q.q1,
		.q3 = q.q3,
	};
}

struct list
sheet_groups(const struct sheet *h)
{
	struct list kept = tallies(h);
	const struct scan_tally *t = kept.at;
	struct group_figure *f = arena_get(h->c->arena,
	    (kept.count + 1) * sizeof(*f));
	size_t n = 0;

	for (size_t i = 0; i < kept.count; i++)
		if (t[i].division[0] != '\0')
			f[n++] = group_figure_of(h, &t[i]);
	return (struct list){ f, n };
}
