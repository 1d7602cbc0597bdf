/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_results.c - all that a report is written from.
 *
 * One answer: rounds with response and attrition, the figures of each item in
 * each closed round, how the panel moved and how far it agrees, reasons
 * without order. While a round is open nothing of it is here but how many have
 * answered, in steps.
 */
#include <string.h>

#include "soundings/event.h"
#include "soundings/method.h"

#include "domain/horizon/scan_sheet.h"

#define FIGURES_MAX (ITEMS_MAX * CRITERIA_MAX * ROUNDS_MAX)
#define GROUPS_MOST (FIGURES_MAX * 40)
#define DAYS_MAX    2000
#define KINDS_MAX   2000

struct results_query {
	int64_t scan;
};

struct scan_day {
	int64_t round;
	const char *day;
	int64_t answered;
};

/* How many on the panel have this profession, or live in this region. */
struct panel_kind {
	const char *what, *name; /* "": others, and who did not say */
	int64_t people;
};

struct results {
	int64_t seq;
	struct list rounds, days, kinds, figures, groups, movements;
	struct list agreements, attrition, departures, reasons;
};

static const char *const whats[] = { "profession", "region", NULL };

static const struct field results_query_input[] = {
	F_ID(results_query, scan), F_END
};
static const struct field scan_day_fields[] = {
	F_INT(scan_day, round, 1, ROUNDS_MAX), F_TEXT(scan_day, day, 10, 10),
	F_INT(scan_day, answered, 0, PANEL_MAX), F_END
};
static const struct field panel_kind_fields[] = {
	F_CHOICE(panel_kind, what, whats),
	F_TEXT(panel_kind, name, 0, FIELD_INT_MAX),
	F_INT(panel_kind, people, 0, PANEL_MAX), F_END
};
static const struct field results_output[] = {
	F_INT(results, seq, 0, FIELD_INT_MAX),
	F_LIST(results, rounds, scan_round, scan_round_fields, ROUNDS_MAX),
	F_LIST(results, days, scan_day, scan_day_fields, DAYS_MAX),
	F_LIST(results, kinds, panel_kind, panel_kind_fields, KINDS_MAX),
	F_LIST(results, figures, figure, figure_fields, FIGURES_MAX),
	F_LIST(results, groups, group_figure, group_figure_fields,
	    GROUPS_MOST),
	F_LIST(results, movements, movement, movement_fields, FIGURES_MAX),
	F_LIST(results, agreements, agreement, agreement_fields, FIGURES_MAX),
	F_LIST(results, attrition, attrition, attrition_fields, ROUNDS_MAX),
	F_LIST(results, departures, departure, departure_fields, FIGURES_MAX),
	F_LIST(results, reasons, scan_reason, scan_reason_fields, REASONS_MAX),
	F_END
};

/* The small ones of a kind are counted together, without a name. */
static struct list
kinds(struct call *c, const struct scan *s)
{
	struct list all = db_all(c->db, PANELLIST_KINDS, panel_kind_fields,
	    sizeof(struct panel_kind), s->id);
	struct panel_kind *k = all.at, *rest = NULL;
	size_t n = 0;

	for (size_t i = 0; i < all.count; i++) {
		bool named = k[i].people >= s->minimum && k[i].name[0] != '\0';

		if (n > 0 && strcmp(k[n - 1].what, k[i].what) != 0)
			rest = NULL;
		if (!named && rest != NULL) {
			rest->people += k[i].people;
			continue;
		}
		k[n] = k[i];
		if (!named) {
			k[n].name = "";
			rest = &k[n];
		}
		n++;
	}
	return (struct list){ k, n };
}

static enum err
scan_results(struct call *c)
{
	const struct results_query *in = c->in;
	struct results out = { .seq = event_last(c) };
	struct sheet sheet = { 0 };
	struct scan s;

	if (!scan_pick(c, in->scan, MAY_SEE, &s))
		return c->err;
	sheet_read(&sheet, c, &s);
	out.rounds = scan_rounds(c, s.id);
	out.days = db_all(c->db, SCAN_DAY_OF, scan_day_fields,
	    sizeof(struct scan_day), s.id);
	out.kinds = kinds(c, &s);
	out.figures = sheet_figures(&sheet);
	out.groups = sheet_groups(&sheet);
	out.movements = sheet_movements(&sheet);
	out.agreements = sheet_agreements(&sheet);
	out.attrition = sheet_attrition(&sheet);
	out.departures = sheet_departures(&sheet);
	out.reasons = scan_reasons(c, &s, 1, sheet.rounds);
	return call_reply(c, results_output, &out);
}

const struct method scan_results_methods[] = {
	{ .name = "scan.results", .kind = READ, .who = WHO_MEMBER,
	  .lane = LANE_HEAVY, .in = results_query_input,
	  .in_size = sizeof(struct results_query), .out = results_output,
	  .run = scan_results,
	  .doc = "The figures of a scan's closed rounds, and what its report "
		 "says of panel, response and attrition; for members." },
	{ 0 }
};
