/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan.h - what the files about scans share.
 *
 * A scan asks a panel to rate items by criteria, in rounds, with what the
 * others think in between (Delphi). Its rules are frozen before the first
 * round. A phase ends at its announced time, by the server's own doing.
 */
#ifndef HORIZON_SCAN_H
#define HORIZON_SCAN_H

#include "domain/horizon/horizon.h"
#include "domain/horizon/secrecy.h"
#include "domain/horizon/statistics.h"

#define CRITERIA_MAX  6
#define STEPS_MAX     9
#define ITEMS_MAX     300
#define ROUNDS_MAX    6
#define PANEL_MAX     5000
#define CHANGES_MAX   2000
#define LABEL_MAX     200
#define REASON_MAX    1000
#define WHY_MAX       1000
#define REASONS_MAX   100000

#define MARK_UNABLE '?' /* cannot judge: an answer, and no number */
#define MARK_NONE   '-' /* not answered */

struct scan {
	int64_t id, number, community;
	const char *title, *purpose, *purpose_html;
	const char *panel, *divide, *adding, *rule;
	int64_t need, against, spread;
	const char *carry, *quantile;
	int64_t minimum, group_minimum, rounds, round_days, feedback_days;
	int64_t reminders;
	const char *zone;
	int64_t opened_by, opened_at;
	const char *phase;
	int64_t round, phase_at, ends_at;
	const char *rules, *rules_hash;
	int64_t frozen_at, closed_at, panel_count, item_count, answered;
};

struct criterion {
	int64_t id, scan, position;
	const char *name, *kind, *axis, *low, *high;
	struct texts steps;
};

struct scan_item {
	int64_t id, scan, position;
	const char *title, *detail;
	int64_t signal, added_by, added_at, round, withdrawn_at;
	const char *withdrawn_why, *verdict;
	int64_t settled;
};

struct scan_change {
	int64_t id, scan, at, made_by;
	const char *kind;
	int64_t round, item;
	struct maybe was, became;
	const char *why;
};

/* A round, and who took part in it. */
struct scan_round {
	int64_t round, opened_at, closed_at, invited, items;
	struct maybe answered, finished; /* not known: open, or too few */
	int64_t reminded;
};

/* An answer as it is stored: one mark for each criterion. */
struct scan_answer {
	int64_t round, item;
	const char *pseudonym, *marks, *reason;
};

/* What may be shown of one criterion of an item in a closed round. */
struct scan_tally {
	int64_t round, item, criterion;
	const char *division; /* "": the whole panel */
	struct ids counts;    /* of 1 to 9 */
	int64_t unable;
};

/* Why somebody rated an item so. */
struct scan_reason {
	int64_t round, item;
	const char *tail; /* low, high: outside the middle half of the panel;
	                     NULL: not, or too few are there */
	const char *reason;
};

/* What a panellist sees of an open round. */
struct ballot_page {
	int64_t seq;
	int64_t round; /* that is open; 0: none */
	struct ids items;
	struct list mine, earlier, feedback, reasons;
};

extern const struct field ballot_page_output[];
extern const struct field scan_reason_fields[];
extern const struct field scan_fields[];
extern const struct field criterion_fields[];
extern const struct field scan_item_fields[];
/* Of a page with the lists `criteria` and `items` of a scan. */
#define F_SCAN_LISTS(of)                                                       \
	{ .name = "criterions", .type = FIELD_LIST,                            \
	  .offset = FIELD_AT(of, criteria, struct list),                       \
	  .max = CRITERIA_MAX, .fields = criterion_fields,                     \
	  .size = sizeof(struct criterion) },                                  \
	{ .name = "scan_items", .type = FIELD_LIST,                            \
	  .offset = FIELD_AT(of, items, struct list), .max = ITEMS_MAX,        \
	  .fields = scan_item_fields, .size = sizeof(struct scan_item) }
extern const struct field scan_change_fields[];
extern const struct field scan_round_fields[];
extern const struct field scan_answer_fields[];
extern const struct field scan_tally_fields[];

/* scan.c */

bool scan_is(const struct scan *s, const char *phase);
/* The scan, if the caller may do this with it; else the call has failed. */
bool scan_pick(struct call *c, int64_t id, enum may what, struct scan *s);
/* Tells those who see the scan. */
void scan_tell(struct call *c, const char *kind, const struct scan *s,
    const void *row);
/* Notes what was done; id, scan, time and member are filled in. */
void scan_note(struct call *c, const struct scan *s, struct scan_change h);
struct list scan_criteria(struct call *c, int64_t scan);
/* The rounds so far, the first first. */
struct list scan_rounds(struct call *c, int64_t scan);
/* The items that are rated in the scan's round. */
struct list scan_items_open(struct call *c, const struct scan *s);
/* Is the caller asked? Before the first round a whole community is. */
bool scan_asks(struct call *c, const struct scan *s);

/* scan_item.c */

/* Adds an item; NULL: the call has failed. */
const struct scan_item *scan_item_new(struct call *c, struct scan *s,
    struct scan_item item);

/* scan_rules.c */

enum quantile scan_quantile(const struct scan *s);
/* All that is fixed before round 1, a line each. */
const char *scan_rules_text(struct call *c, const struct scan *s);
/* By the frozen rule: in, out, between, open (no consensus), few. */
const char *scan_verdict(const struct scan *s, const struct tally *t);

/* scan_close.c */

struct reckoning;

struct reckoning *scan_reckoning(struct call *c, struct scan *s);
/* Writes an item's answers of the round anew and keeps their tallies; how many
 * answers. */
int64_t scan_reckon_item(struct reckoning *k, int64_t item);
/* What the kept tallies of the round make of its items. */
void scan_judge(struct call *c, const struct scan *s);
struct tally scan_tally_counts(const struct scan_tally *t);

/* scan_ballot.c */

/* Is it taking ratings from the caller? Else the call has failed. */
bool scan_takes_ratings(struct call *c, const struct scan *s);
/* The caller's ratings, and what was said before. */
void scan_ballot_fill(struct call *c, const struct scan *s,
    struct ballot_page *out);
/* NULL: the salt is gone. */
const char *scan_pseudonym(struct call *c, const struct scan *s,
    int64_t member);

/* scan_reasons.c */

/* The reasons of closed rounds, of items of which something may be shown: by
 * tail, and without the order of those who gave them. */
struct list scan_reasons(struct call *c, const struct scan *s, int64_t first,
    int64_t last);

/* scan_turnout.c */

/* How far one panellist is in the open round. */
struct scan_voice {
	const char *pseudonym;
	int64_t items, whole; /* answered in part, and by every criterion */
};

struct scan_progress {
	struct list voices; /* in the order of pseudonyms */
	int64_t items;      /* of the round */
	int64_t answered, finished;
};

void scan_progress(struct call *c, const struct scan *s,
    struct scan_progress *p);
/* Of one panellist; NULL: nothing yet. */
const struct scan_voice *scan_progress_of(const struct scan_progress *p,
    const char *pseudonym);
/* Writes down how many took part in the round that ends now. */
void scan_keep_turnout(struct call *c, const struct scan *s,
    const struct scan_progress *p);

/* scan_end.c */

/* A round that is being closed. */
struct scan_ending {
	int64_t scan, round;
	int64_t item; /* the last one that was reckoned; 0: none */
	bool shown;   /* it is closed; its ballots are taken away */
};

/* One that is under way; false: none. */
bool scan_ending(struct call *c, struct scan_ending *e);
bool scan_is_ending(struct call *c, const struct scan *s);
/* Is all reckoned, so that nothing is left but to close it? */
bool scan_ending_reckoned(struct call *c, const struct scan_ending *e);
/* Does a part of the end; true: the round is closed. A large one needs to be
 * told how many took part, since reckoning that would hold up others. */
bool scan_end_round(struct call *c, struct scan *s,
    const struct scan_progress *progress);
/* Takes away a part of what lies where the answers of a closed round came in. */
void scan_end_empty(struct call *c, const struct scan_ending *e);

/* scan_reminder.c */

/* Reminds those whom the rules of the scan allow to be reminded now. */
void scan_remind(struct call *c, const struct scan *s,
    const struct scan_progress *p);

#endif
