/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_sheet.c - the answers of closed rounds, laid out for reckoning.
 *
 * One statement reads them all; everything after that walks sorted lists. The
 * answers of 500 panellists to 100 items in three rounds are 150,000 rows.
 */
#include "domain/horizon/scan_sheet.h"

#include <stdlib.h>
#include <string.h>

int64_t
answer_rating(const struct scan_answer *a, size_t criterion)
{
	char mark = strlen(a->marks) > criterion ? a->marks[criterion]
						 : MARK_NONE;

	return mark >= '1' && mark <= '9' ? mark - '0' : 0;
}

/* The place of an item in the list; past its end: it is not there. */
static size_t
item_at(const struct sheet *h, int64_t id)
{
	const struct scan_item *item = h->items.at;
	size_t i;

	for (i = 0; i < h->items.count && item[i].id != id; i++)
		continue;
	return i;
}

/* Of what was taken out while its round was open nothing is shown. */
static bool
counts(const struct sheet *h, size_t item, int64_t round)
{
	const struct scan_item *i = (const struct scan_item *)h->items.at + item;

	return i->withdrawn_at == 0 ||
	       i->withdrawn_at > h->round[round - 1].closed_at;
}

static void
cut(struct sheet *h, struct list answers)
{
	const struct scan_answer *a = answers.at;
	size_t n, item;

	for (size_t at = 0; at < answers.count; at += n) {
		for (n = 1; at + n < answers.count &&
		     a[at + n].item == a[at].item &&
		     a[at + n].round == a[at].round; n++)
			continue;
		item = item_at(h, a[at].item);
		if (item < h->items.count && counts(h, item, a[at].round))
			h->slices[(size_t)(a[at].round - 1) * h->items.count +
			    item] = (struct slice){ &a[at], n };
	}
}

void
sheet_read(struct sheet *h, struct call *c, const struct scan *s)
{
	h->c = c;
	h->scan = s;
	h->criteria = scan_criteria(c, s->id);
	h->items = db_all(c->db, SCAN_ITEM_OF_SCAN, scan_item_fields,
	    sizeof(struct scan_item), s->id);
	h->rounds = scan_is(s, "rate") ? s->round - 1 : s->round;
	h->round = scan_rounds(c, s->id).at;
	h->slices = arena_get(c->arena, ((size_t)h->rounds * h->items.count +
	    1) * sizeof(*h->slices));
	cut(h, db_all(c->db, SCAN_ANSWER_ALL, scan_answer_fields,
	    sizeof(struct scan_answer), s->id, (int64_t)1, h->rounds));
}

struct slice
sheet_slice(const struct sheet *h, int64_t round, size_t item)
{
	return h->slices[(size_t)(round - 1) * h->items.count + item];
}

struct numbers
sheet_ratings(const struct sheet *h, size_t item, size_t criterion,
    int64_t round)
{
	struct slice s = sheet_slice(h, round, item);
	double *x = arena_get(h->c->arena, (s.count + 1) * sizeof(*x));
	size_t n = 0;

	for (size_t i = 0; i < s.count; i++) {
		x[n] = (double)answer_rating(&s.at[i], criterion);
		n += x[n] > 0;
	}
	return (struct numbers){ x, n };
}

size_t
sheet_pairs(const struct sheet *h, size_t item, size_t criterion,
    int64_t round, struct numbers *before, struct numbers *now)
{
	struct slice one = sheet_slice(h, round - 1, item);
	struct slice two = sheet_slice(h, round, item);
	double *x = arena_get(h->c->arena, (one.count + 1) * sizeof(*x));
	double *y = arena_get(h->c->arena, (one.count + 1) * sizeof(*y));
	size_t n = 0, i = 0, j = 0;

	while (i < one.count && j < two.count) {
		int order = strcmp(one.at[i].pseudonym, two.at[j].pseudonym);

		if (order == 0) {
			x[n] = (double)answer_rating(&one.at[i], criterion);
			y[n] = (double)answer_rating(&two.at[j], criterion);
			n += x[n] > 0 && y[n] > 0;
		}
		i += order <= 0;
		j += order >= 0;
	}
	*before = (struct numbers){ x, n };
	*now = (struct numbers){ y, n };
	return n;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t
sheet_voices(const struct sheet *h, int64_t round, const char ***pseudonyms)
{
	size_t all = 0, n = 0, unique = 0;
	const char **found;

	for (size_t i = 0; i < h->items.count; i++)
		all += sheet_slice(h, round, i).count;
	found = arena_get(h->c->arena, (all + 1) * sizeof(*found));
	for (size_t i = 0; i < h->items.count; i++) {
		struct slice s = sheet_slice(h, round, i);

		for (size_t k = 0; k < s.count; k++)
			found[n++] = s.at[k].pseudonym;
	}
	qsort(found, n, sizeof(*found), by_text);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(found[i], found[unique - 1]) != 0)
			found[unique++] = found[i];
	*pseudonyms = found;
	return unique;
}

bool
sheet_has_voice(const char **pseudonyms, size_t n, const char *pseudonym)
{
	return n > 0 && bsearch(&pseudonym, pseudonyms, n,
	    sizeof(*pseudonyms), by_text) != NULL;
}
