/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_close.c - what may be shown of a round is reckoned once, at its end,
 * item by item; scan_end.c says when.
 *
 * Groups are known only through members, and answers only by pseudonyms; here
 * alone the two meet, in memory, and what is kept are the tallies that
 * secrecy.h lets through. Results are read from those, so that nothing else
 * can be shown later.
 */
#include <stdlib.h>
#include <string.h>

#include "domain/horizon/scan.h"

#define GROUPS_MAX 40

/* A panellist by pseudonym. */
struct voice {
	const char *pseudonym;
	size_t group;
};

struct asked {
	int64_t member;
	const char *division;
};

/* What one criterion of one item got from the panel and from each group. */
struct cell {
	struct tally all, of[GROUPS_MAX];
	int64_t unable, unable_of[GROUPS_MAX];
};

struct reckoning {
	struct call *c;
	struct scan *scan;
	struct list criteria;
	struct voice *voices;
	size_t voice_count;
	const char *groups[GROUPS_MAX];
	size_t group_count;
};

/* A tally as its row. */
struct kept {
	int64_t scan, round, item, criterion;
	const char *division;
	struct ids counts;
	int64_t unable;
};

static const struct field asked_fields[] = {
	F_ID(asked, member), F_TEXT(asked, division, 0, FIELD_INT_MAX), F_END
};
const struct field scan_answer_fields[] = {
	F_INT(scan_answer, round, 1, ROUNDS_MAX), F_ID(scan_answer, item),
	F_TEXT(scan_answer, pseudonym, 1, 64),
	F_TEXT(scan_answer, marks, 1, CRITERIA_MAX),
	F_TEXT_OPT(scan_answer, reason, REASON_MAX), F_END
};
const struct field scan_tally_fields[] = {
	F_INT(scan_tally, round, 1, ROUNDS_MAX), F_ID(scan_tally, item),
	F_ID(scan_tally, criterion),
	F_TEXT(scan_tally, division, 0, FIELD_INT_MAX),
	F_IDS(scan_tally, counts, SCALE_MAX, SCALE_MAX),
	F_INT(scan_tally, unable, 0, PANEL_MAX), F_END
};

static const struct field kept_fields[] = {
	F_ID(kept, scan), F_INT(kept, round, 1, ROUNDS_MAX), F_ID(kept, item),
	F_ID(kept, criterion), F_TEXT(kept, division, 0, FIELD_INT_MAX),
	F_IDS(kept, counts, SCALE_MAX, SCALE_MAX),
	F_INT(kept, unable, 0, PANEL_MAX), F_END
};

struct tally
scan_tally_counts(const struct scan_tally *kept)
{
	struct tally t = { 0 };

	for (size_t i = 0; i < kept->counts.count && i < SCALE_MAX; i++)
		tally_add(&t, (int64_t)i + 1, kept->counts.at[i]);
	return t;
}

static int
by_pseudonym(const void *a, const void *b)
{
	const struct voice *x = a, *y = b;

	return strcmp(x->pseudonym, y->pseudonym);
}

/* The number of a group. The first one has no name and is never shown: it
 * takes those who said nothing of themselves, and those for whom there is no
 * room. */
static size_t
group_of(struct reckoning *k, const char *division)
{
	for (size_t i = 0; i < k->group_count; i++)
		if (strcmp(k->groups[i], division) == 0)
			return i;
	if (k->group_count == GROUPS_MAX)
		return 0;
	k->groups[k->group_count] = division;
	return k->group_count++;
}

/* Who is asked, by pseudonym. */
static void
find_voices(struct reckoning *k)
{
	struct call *c = k->c;
	struct list list = db_all(c->db, PANELLIST_OF_SCAN, asked_fields,
	    sizeof(struct asked), k->scan->id);
	const struct asked *asked = list.at;

	k->voices = arena_get(c->arena, list.count * sizeof(*k->voices));
	k->voice_count = list.count;
	k->groups[k->group_count++] = "";
	for (size_t i = 0; i < list.count; i++)
		k->voices[i] = (struct voice){
			scan_pseudonym(c, k->scan, asked[i].member),
			group_of(k, asked[i].division),
		};
	if (list.count > 0)
		qsort(k->voices, list.count, sizeof(*k->voices), by_pseudonym);
}

/* The group of an answer; who has left the community since has none. */
static size_t
group_by(const struct reckoning *k, const char *pseudonym)
{
	struct voice key = { .pseudonym = pseudonym };
	const struct voice *found = k->voice_count == 0 ? NULL :
	    bsearch(&key, k->voices, k->voice_count, sizeof(key),
	    by_pseudonym);

	return found != NULL ? found->group : GROUPS_MAX;
}

static void
count_answer(struct reckoning *k, const struct scan_answer *a,
    struct cell *cells)
{
	size_t group = group_by(k, a->pseudonym);

	for (size_t i = 0; i < k->criteria.count && a->marks[i] != '\0'; i++) {
		char mark = a->marks[i];

		if (mark == MARK_UNABLE) {
			cells[i].unable++;
			if (group < GROUPS_MAX)
				cells[i].unable_of[group]++;
		} else if (mark != MARK_NONE) {
			tally_add(&cells[i].all, mark - '0', 1);
			if (group < GROUPS_MAX)
				tally_add(&cells[i].of[group], mark - '0', 1);
		}
	}
}

static void
keep_tally(struct reckoning *k, struct kept kept, const struct tally *t)
{
	kept.scan = k->scan->id;
	kept.round = k->scan->round;
	kept.counts = (struct ids){ t->of + 1, SCALE_MAX };
	db_put(k->c->db, SCAN_TALLY_PUT, kept_fields, &kept);
}

/* The groups that may be shown beside the panel. */
static void
keep_groups(struct reckoning *k, struct kept kept, const struct cell *cell)
{
	int64_t answers[GROUPS_MAX + 1] = { 0 }, known = 0;
	bool shown[GROUPS_MAX + 1];
	size_t n = k->group_count;

	for (size_t i = 0; i < n; i++) {
		answers[i] = cell->of[i].count;
		known += answers[i];
	}
	answers[n] = cell->all.count - known; /* who left since */
	secrecy_groups(answers, n + 1, k->scan->group_minimum, shown);
	for (size_t i = 1; i < n; i++) {
		if (!shown[i])
			continue;
		kept.division = k->groups[i];
		kept.unable = cell->unable_of[i];
		keep_tally(k, kept, &cell->of[i]);
	}
}

/* Of an item that was taken out the answers are kept and nothing is shown. */
static void
keep_item(struct reckoning *k, int64_t item, const struct cell *cells)
{
	const struct criterion *by = k->criteria.at;
	struct kept kept = { .item = item };

	for (size_t i = 0; i < k->criteria.count; i++) {
		if (cells[i].all.count < k->scan->minimum)
			continue;
		kept.criterion = by[i].id;
		kept.division = "";
		kept.unable = cells[i].unable;
		keep_tally(k, kept, &cells[i].all);
		if (k->voice_count > 0)
			keep_groups(k, kept, &cells[i]);
	}
}

struct reckoning *
scan_reckoning(struct call *c, struct scan *s)
{
	struct reckoning *k = arena_get(c->arena, sizeof(*k));

	k->c = c;
	k->scan = s;
	k->criteria = scan_criteria(c, s->id);
	if (strcmp(s->divide, "none") != 0)
		find_voices(k);
	return k;
}

int64_t
scan_reckon_item(struct reckoning *k, int64_t item)
{
	struct call *c = k->c;
	const struct scan *s = k->scan;
	struct cell *cells = arena_get(c->arena,
	    CRITERIA_MAX * sizeof(*cells));
	const struct scan_answer *a;
	struct scan_item row;
	struct list answers;

	db_run(c->db, SCAN_ANSWER_KEEP, s->id, s->round, item);
	answers = db_all(c->db, SCAN_ANSWER_OF_ITEM, scan_answer_fields,
	    sizeof(struct scan_answer), s->id, s->round, item);
	a = answers.at;
	for (size_t i = 0; i < answers.count; i++)
		count_answer(k, &a[i], cells);
	if (db_get(c->db, SCAN_ITEM_GET, scan_item_fields, &row, item,
	    c->member) && row.withdrawn_at == 0)
		keep_item(k, item, cells);
	return (int64_t)answers.count;
}

static void
judge(struct call *c, const struct scan *s, struct scan_item *item,
    int64_t criterion)
{
	struct tally t = { 0 };
	struct scan_tally kept;

	if (db_get(c->db, SCAN_TALLY_ONE, scan_tally_fields, &kept, s->id,
	    s->round, item->id, criterion))
		t = scan_tally_counts(&kept);
	item->verdict = scan_verdict(s, &t);
	item->settled = 0;
	if (strcmp(s->carry, "undecided") == 0 &&
	    strcmp(item->verdict, "open") != 0 &&
	    strcmp(item->verdict, "few") != 0)
		item->settled = s->round;
	db_put(c->db, SCAN_ITEM_CHANGE, scan_item_fields, item);
	scan_tell(c, "scan_item.judged", s, item);
}

void
scan_judge(struct call *c, const struct scan *s)
{
	const struct criterion *by = scan_criteria(c, s->id).at;
	struct list items = scan_items_open(c, s);
	struct scan_item *item = items.at;

	for (size_t i = 0; i < items.count; i++)
		judge(c, s, &item[i], by[0].id);
}
