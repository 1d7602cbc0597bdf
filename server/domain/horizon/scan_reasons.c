/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_reasons.c - why panellists rated an item so, both tails first.
 *
 * Who lies outside the middle half of the panel was asked why, and is read
 * first. The words say which tail only where the minimum of people rated so
 * low, or so high; else they would stand beside a rating that few gave, and the
 * reasons of that tail are among the others. Within each there is no order.
 */
#include "soundings/base.h"

#include "domain/horizon/scan.h"

/* A reason, and the marks it belongs to: nobody is shown these together. */
struct given {
	int64_t round, item;
	const char *marks, *reason;
};

/* Where the tails of an item begin; 0 and 10: they are too small. */
struct tails {
	double below, above;
};

/* In the order in which they are read; NULL: all others. */
static const char *const tails[] = { "low", "high", NULL };

const struct field scan_reason_fields[] = {
	F_INT(scan_reason, round, 1, ROUNDS_MAX), F_ID(scan_reason, item),
	F_CHOICE_OPT(scan_reason, tail, tails),
	F_TEXT(scan_reason, reason, 1, REASON_MAX), F_END
};
static const struct field given_fields[] = {
	F_INT(given, round, 1, ROUNDS_MAX), F_ID(given, item),
	F_TEXT(given, marks, 1, CRITERIA_MAX),
	F_TEXT(given, reason, 1, REASON_MAX), F_END
};

/* By the first criterion, which decides. The others are half of all at least,
 * so that they are enough where a tail is. */
static struct tails
tails_of(struct call *c, const struct scan *s, const struct given *g,
    int64_t criterion)
{
	struct tails out = { 0, SCALE_MAX + 1 };
	int64_t below = 0, above = 0;
	struct scan_tally kept;
	struct quartiles q;
	struct tally t;

	if (!db_get(c->db, SCAN_TALLY_ONE, scan_tally_fields, &kept, s->id,
	    g->round, g->item, criterion))
		return out;
	t = scan_tally_counts(&kept);
	q = ratings_quartiles(&t, scan_quantile(s));
	for (int mark = 1; mark <= SCALE_MAX; mark++) {
		below += mark < q.q1 ? t.of[mark] : 0;
		above += mark > q.q3 ? t.of[mark] : 0;
	}
	if (below >= s->minimum)
		out.below = q.q1;
	if (above >= s->minimum)
		out.above = q.q3;
	return out;
}

static const char *
tail_of(struct tails t, char mark)
{
	int rating = mark >= '1' && mark <= '9' ? mark - '0' : 0;

	if (rating > 0 && rating < t.below)
		return tails[0];
	return rating > t.above ? tails[1] : NULL;
}

/* Those of one item and round and tail, shuffled, after `out`. */
static size_t
put_tail(struct call *c, const struct given *g, size_t n, struct tails t,
    const char *tail, struct scan_reason *out)
{
	const char **texts = arena_get(c->arena, (n + 1) * sizeof(*texts));
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (tail_of(t, g[i].marks[0]) == tail)
			texts[count++] = g[i].reason;
	secrecy_shuffle(texts, count);
	for (size_t i = 0; i < count; i++)
		out[i] = (struct scan_reason){ g->round, g->item, tail,
			texts[i] };
	return count;
}

struct list
scan_reasons(struct call *c, const struct scan *s, int64_t first, int64_t last)
{
	struct list list = db_all(c->db, SCAN_ANSWER_REASONS, given_fields,
	    sizeof(struct given), s->id, first, last);
	const struct criterion *by = scan_criteria(c, s->id).at;
	const struct given *g = list.at;
	struct scan_reason *out = arena_get(c->arena,
	    (list.count + 1) * sizeof(*out));
	size_t put = 0, n;

	for (size_t at = 0; at < list.count; at += n) {
		struct tails t = tails_of(c, s, &g[at], by[0].id);

		for (n = 0; at + n < list.count &&
		     g[at + n].item == g[at].item &&
		     g[at + n].round == g[at].round; n++)
			;
		for (size_t i = 0; i < COUNT(tails); i++)
			put += put_tail(c, &g[at], n, t, tails[i], out + put);
	}
	return (struct list){ out, put };
}
