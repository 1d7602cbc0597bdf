/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan.c - opening a scan, and what its page shows.
 *
 * All members see a scan: its items, rules and changes. Who was asked by name
 * answers; nobody sees who has. What changes phases is in scan_phase.c.
 */
#include "domain/horizon/scan.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/text.h"

#include "domain/closing.h"

#define SCANS_MAX   100
#define MEMBERS_MAX 2000

struct opening {
	int64_t community;
	const char *title, *purpose, *panel;
	struct ids members, signals;
	struct list criteria;
	const char *divide, *adding, *rule;
	int64_t need, against, spread;
	const char *carry, *quantile;
	int64_t minimum, group_minimum, rounds, round_days, feedback_days;
	int64_t reminders, ends_at;
	const char *zone, *purpose_html;
};

struct scan_name {
	int64_t scan;
};

struct scan_query {
	int64_t community;
};

struct scan_page {
	int64_t seq;
	struct scan *scan;
	struct list criteria, items, changes, members;
	const char *rules; /* as they are frozen, or would be now */
	bool asked;
};

struct scan_list {
	int64_t seq;
	struct list scans;
};

static const char *const panels[] = { "community", "named", NULL };
static const char *const divides[] = { "none", "profession", "region", NULL };
static const char *const addings[] = { "none", "gather", "rounds", NULL };
static const char *const rules[] = { "top_band", "in_out", "spread", "ram",
	NULL };
static const char *const carries[] = { "all", "undecided", NULL };
static const char *const quantiles[] = { "type7", "type6", NULL };
static const char *const phases[] = { "gather", "rate", "feedback", "report",
	NULL };
static const char *const kinds[] = { "scale", "when", NULL };
static const char *const axes[] = { "impact", "uncertainty", "other", NULL };
static const char *const changes[] = { "opened", "round_opened",
	"round_closed", "reported", "waits", "moved_early", "rescheduled",
	"item_added", "item_withdrawn", "reminded", NULL };

#define SCAN_RULE_FIELDS(s)                                                  \
	F_CHOICE(s, panel, panels), F_CHOICE(s, divide, divides),            \
	    F_CHOICE(s, adding, addings), F_CHOICE(s, rule, rules),          \
	    F_INT(s, need, 51, 100), F_INT(s, against, 0, 50),               \
	    F_INT(s, spread, 0, 4), F_CHOICE(s, carry, carries),             \
	    F_CHOICE(s, quantile, quantiles),                                \
	    F_INT(s, minimum, PANEL_LEAST, LEAST_MOST),                      \
	    F_INT(s, group_minimum, GROUP_LEAST, LEAST_MOST),                \
	    F_INT(s, rounds, 1, ROUNDS_MAX), F_INT(s, round_days, 1, 90),    \
	    F_INT(s, feedback_days, 0, 90), F_INT(s, reminders, 0, 2),       \
	    F_TEXT(s, zone, 1, 64)

const struct field scan_fields[] = {
	F_ID(scan, id), F_ID(scan, number), F_ID(scan, community),
	F_TEXT(scan, title, 1, TITLE_MAX), F_TEXT(scan, purpose, 1, BODY_MAX),
	F_TEXT(scan, purpose_html, 0, HTML_MAX), SCAN_RULE_FIELDS(scan),
	F_ID(scan, opened_by), F_AT(scan, opened_at),
	F_CHOICE(scan, phase, phases), F_INT(scan, round, 0, ROUNDS_MAX),
	F_AT(scan, phase_at), F_TIME(scan, ends_at),
	F_TEXT_OPT(scan, rules, HTML_MAX), F_TEXT_OPT(scan, rules_hash, 64),
	F_TIME(scan, frozen_at), F_TIME(scan, closed_at),
	F_INT(scan, panel_count, 0, PANEL_MAX),
	F_INT(scan, item_count, 0, ITEMS_MAX),
	F_INT(scan, answered, 0, PANEL_MAX), F_END
};
const struct field criterion_fields[] = {
	F_ID(criterion, id), F_ID(criterion, scan),
	F_INT(criterion, position, 1, CRITERIA_MAX),
	F_TEXT(criterion, name, 1, LABEL_MAX), F_CHOICE(criterion, kind, kinds),
	F_CHOICE(criterion, axis, axes), F_TEXT_OPT(criterion, low, LABEL_MAX),
	F_TEXT_OPT(criterion, high, LABEL_MAX),
	F_TEXTS(criterion, steps, 0, STEPS_MAX), F_END
};
const struct field scan_change_fields[] = {
	F_ID(scan_change, id), F_ID(scan_change, scan), F_AT(scan_change, at),
	F_REF(scan_change, made_by), F_CHOICE(scan_change, kind, changes),
	F_INT(scan_change, round, 0, ROUNDS_MAX), F_REF(scan_change, item),
	F_MAYBE(scan_change, was, 0, FIELD_INT_MAX),
	F_MAYBE(scan_change, became, 0, FIELD_INT_MAX),
	F_TEXT_OPT(scan_change, why, WHY_MAX), F_END
};
static const struct field criterion_input[] = {
	F_TEXT(criterion, name, 1, LABEL_MAX), F_CHOICE(criterion, kind, kinds),
	F_CHOICE(criterion, axis, axes), F_TEXT_OPT(criterion, low, LABEL_MAX),
	F_TEXT_OPT(criterion, high, LABEL_MAX),
	F_TEXTS_OPT(criterion, steps, STEPS_MAX), F_END
};
static const struct field opening_input[] = {
	F_ID(opening, community), F_TEXT(opening, title, 1, TITLE_MAX),
	F_TEXT(opening, purpose, 1, BODY_MAX),
	F_IDS_OPT(opening, members, MEMBERS_MAX),
	F_IDS_OPT(opening, signals, ITEMS_MAX),
	F_LIST(opening, criteria, criterion, criterion_input, CRITERIA_MAX),
	SCAN_RULE_FIELDS(opening),
	F_INT_OPT(opening, ends_at, 1, FIELD_INT_MAX), F_END
};
static const struct field scan_name_input[] = { F_ID(scan_name, scan), F_END };
static const struct field scan_query_input[] = {
	F_ID(scan_query, community), F_END
};
static const struct field scan_page_output[] = {
	F_INT(scan_page, seq, 0, FIELD_INT_MAX),
	F_ONE(scan_page, scan, scan, scan_fields),
	F_SCAN_LISTS(scan_page),
	{ .name = "scan_changes", .type = FIELD_LIST,
	  .offset = FIELD_AT(scan_page, changes, struct list),
	  .max = CHANGES_MAX, .fields = scan_change_fields,
	  .size = sizeof(struct scan_change) },
	F_LIST(scan_page, members, member, member_fields, MEMBERS_MAX),
	F_TEXT(scan_page, rules, 1, HTML_MAX), F_BOOL(scan_page, asked), F_END
};
static const struct field scan_list_output[] = {
	F_INT(scan_list, seq, 0, FIELD_INT_MAX),
	F_LIST(scan_list, scans, scan, scan_fields, SCANS_MAX), F_END
};

bool
scan_is(const struct scan *s, const char *phase)
{
	return strcmp(s->phase, phase) == 0;
}

bool
scan_pick(struct call *c, int64_t id, enum may what, struct scan *s)
{
	if (!db_get(c->db, SCAN_GET, scan_fields, s, id, c->member) ||
	    !access_community(c, s->community, MAY_SEE)) {
		call_fail(c, E_NOT_FOUND, "There is no such scan.");
		return false;
	}
	if (access_community(c, s->community, what))
		return true;
	call_fail(c, E_DENIED, "Only coordinators may do this.");
	return false;
}

void
scan_tell(struct call *c, const char *kind, const struct scan *s,
    const void *row)
{
	event_emit(c, kind, AUDIENCE(AUDIENCE_COMMUNITY, s->community),
	    s->community, row);
}

void
scan_note(struct call *c, const struct scan *s, struct scan_change h)
{
	h.id = event_seq(c);
	h.scan = s->id;
	h.at = c->now;
	h.made_by = c->member;
	h.round = s->round;
	db_put(c->db, SCAN_CHANGE_INSERT, scan_change_fields, &h);
	scan_tell(c, "scan_change.noted", s, &h);
}

struct list
scan_criteria(struct call *c, int64_t scan)
{
	return db_all(c->db, CRITERION_OF_SCAN, criterion_fields,
	    sizeof(struct criterion), scan);
}

struct list
scan_rounds(struct call *c, int64_t scan)
{
	return db_all(c->db, SCAN_ROUND_OF, scan_round_fields,
	    sizeof(struct scan_round), scan);
}

struct list
scan_items_open(struct call *c, const struct scan *s)
{
	return db_all(c->db, SCAN_ITEM_OPEN, scan_item_fields,
	    sizeof(struct scan_item), s->id, s->round);
}

bool
scan_asks(struct call *c, const struct scan *s)
{
	if (!access_community(c, s->community, MAY_POST))
		return false;
	if (s->frozen_at == 0 && strcmp(s->panel, "community") == 0)
		return true;
	return db_number(c->db, PANELLIST_IS, s->id, c->member) > 0;
}

/* Until when items are gathered; 0: until somebody goes on. */
static bool
ending_valid(struct call *c, const struct opening *in)
{
	if (closing_valid(c, in->ends_at != 0 ? in->ends_at : c->now + DAY,
	    in->zone))
		return true;
	if (strcmp(c->field, "closes_at") == 0)
		c->field = "ends_at";
	return false;
}

/* Can this criterion be answered? If not, the call has failed. */
static bool
criterion_valid(struct call *c, const struct criterion *k)
{
	bool scale = strcmp(k->kind, "scale") == 0;

	if (scale && (k->low == NULL || k->high == NULL))
		call_invalid(c, "criteria", arena_printf(c->arena,
		    "Say what 1 and what 9 mean for “%s”.", k->name));
	if (!scale && k->steps.count < 2)
		call_invalid(c, "criteria", arena_printf(c->arena,
		    "Give “%s” at least two answers, such as “now” and “in 3 "
		    "to 10 years”.", k->name));
	return c->err == OK;
}

/* Are these criteria by which something can be decided? */
static bool
criteria_valid(struct call *c, struct list criteria)
{
	const struct criterion *k = criteria.at;

	if (criteria.count == 0 || strcmp(k[0].kind, "scale") != 0)
		call_invalid(c, "criteria",
		    "The first criterion decides what is kept; it must be a "
		    "scale from 1 to 9.");
	for (size_t i = 0; i < criteria.count && criterion_valid(c, &k[i]);
	     i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(k[i].name, k[j].name) == 0)
				call_invalid(c, "criteria",
				    "Two criteria have the same name.");
	return c->err == OK;
}

static void
add_criteria(struct call *c, const struct scan *s, struct list criteria)
{
	const struct criterion *k = criteria.at;

	for (size_t i = 0; i < criteria.count; i++) {
		struct criterion one = k[i];

		one.scan = s->id;
		one.position = (int64_t)i + 1;
		one.id = s->id * 10 + one.position;
		db_put(c->db, CRITERION_INSERT, criterion_fields, &one);
		scan_tell(c, "criterion.added", s, &one);
	}
}

/* Those who are asked by name must be of the community. */
static bool
invite(struct call *c, const struct scan *s, struct ids members)
{
	if (strcmp(s->panel, "named") != 0)
		return true;
	for (size_t i = 0; i < members.count; i++) {
		if (db_text(c->db, ACCESS_ROLE, s->community,
		    members.at[i]) == NULL) {
			call_invalid(c, "members",
			    "Somebody on the panel is not a member of this "
			    "community. Invite them first.");
			return false;
		}
		db_run(c->db, PANELLIST_INVITE, s->id, members.at[i]);
	}
	if ((int64_t)members.count >= s->minimum)
		return true;
	call_invalid(c, "members", arena_printf(c->arena,
	    "Choose %d panellists at least: of fewer answers nothing may be "
	    "shown.", (int)s->minimum));
	return false;
}

static bool
add_signals(struct call *c, struct scan *s, struct ids signals)
{
	for (size_t i = 0; i < signals.count; i++)
		if (scan_item_new(c, s, (struct scan_item){
		    .signal = signals.at[i] }) == NULL)
			return false;
	return true;
}

static enum err
scan_open_prepare(struct call *c)
{
	struct opening *in = c->in;

	in->purpose_html = text_render(c->arena, in->purpose);
	return OK;
}

static struct scan
scan_of(struct call *c, const struct opening *in)
{
	return (struct scan){
		.id = event_seq(c), .community = in->community,
		.title = in->title, .purpose = in->purpose,
		.purpose_html = in->purpose_html, .panel = in->panel,
		.divide = in->divide, .adding = in->adding, .rule = in->rule,
		.need = in->need, .against = in->against,
		.spread = in->spread, .carry = in->carry,
		.quantile = in->quantile, .minimum = in->minimum,
		.group_minimum = in->group_minimum, .rounds = in->rounds,
		.round_days = in->round_days,
		.feedback_days = in->feedback_days,
		.reminders = in->reminders, .zone = in->zone,
		.opened_by = c->member, .opened_at = c->now,
		.phase = "gather", .phase_at = c->now, .ends_at = in->ends_at,
	};
}

static enum err
scan_open(struct call *c)
{
	const struct opening *in = c->in;
	struct scan s;

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!access_community(c, in->community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Scans are opened by coordinators.");
	if (!ending_valid(c, in) || !criteria_valid(c, in->criteria))
		return c->err;
	s = scan_of(c, in);
	s.number = db_number(c->db, COMMUNITY_NUMBER, s.community);
	db_put(c->db, SCAN_INSERT, scan_fields, &s);
	db_run(c->db, SCAN_SALT_PUT, s.id, secrecy_salt(c->arena));
	scan_tell(c, "scan.opened", &s, &s);
	add_criteria(c, &s, in->criteria);
	scan_note(c, &s, (struct scan_change){ .kind = "opened" });
	if (!invite(c, &s, in->members) || !add_signals(c, &s, in->signals))
		return c->err;
	return call_reply(c, scan_fields, &s);
}

static enum err
scan_page(struct call *c)
{
	const struct scan_name *in = c->in;
	struct scan_page out = { .seq = event_last(c) };
	struct scan s;

	if (!scan_pick(c, in->scan, MAY_SEE, &s))
		return c->err;
	out.scan = &s;
	out.criteria = scan_criteria(c, s.id);
	out.items = db_all(c->db, SCAN_ITEM_OF_SCAN, scan_item_fields,
	    sizeof(struct scan_item), s.id);
	out.changes = db_all(c->db, SCAN_CHANGE_OF_SCAN, scan_change_fields,
	    sizeof(struct scan_change), s.id);
	out.members = db_all(c->db, SCAN_MEMBERS, member_fields,
	    sizeof(struct member), s.id);
	out.rules = s.rules != NULL ? s.rules : scan_rules_text(c, &s);
	out.asked = scan_asks(c, &s);
	return call_reply(c, scan_page_output, &out);
}

static enum err
scan_list(struct call *c)
{
	const struct scan_query *in = c->in;
	struct scan_list out = { .seq = event_last(c) };

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.scans = db_all(c->db, SCAN_PAGE, scan_fields, sizeof(struct scan),
	    in->community);
	return call_reply(c, scan_list_output, &out);
}

const struct method scan_methods[] = {
	{ .name = "scan.open", .kind = WRITE, .who = WHO_MEMBER,
	  .in = opening_input, .in_size = sizeof(struct opening),
	  .out = scan_fields, .prepare = scan_open_prepare,
	  .renders = true, .run = scan_open,
	  .doc = "Opens a scan, in which a panel rates items by criteria in "
		 "rounds; for coordinators. ends_at: when items are no longer "
		 "gathered; left out: by hand." },
	{ .name = "scan.page", .kind = READ, .who = WHO_MEMBER,
	  .in = scan_name_input, .in_size = sizeof(struct scan_name),
	  .out = scan_page_output, .run = scan_page,
	  .doc = "A scan with its criteria, items and changes, and whether "
		 "the caller is asked; for members." },
	{ .name = "scan.list", .kind = READ, .who = WHO_MEMBER,
	  .in = scan_query_input, .in_size = sizeof(struct scan_query),
	  .out = scan_list_output, .run = scan_list,
	  .doc = "The newest scans of a community; for members." },
	{ 0 }
};

static const struct row scan_row = {
	"scan", scan_fields, sizeof(struct scan), SCAN_GET, SCAN_ALL,
};
static const struct row criterion_row = {
	"criterion", criterion_fields, sizeof(struct criterion), CRITERION_GET,
	CRITERION_ALL,
};
static const struct row scan_change_row = {
	"scan_change", scan_change_fields, sizeof(struct scan_change),
	SCAN_CHANGE_GET, SCAN_CHANGE_ALL,
};

const struct event_kind scan_events[] = {
	{ .name = "scan.opened", .row = &scan_row,
	  .doc = "A scan was opened; its criteria and items follow." },
	{ .name = "scan.moved", .row = &scan_row,
	  .doc = "A scan is in another phase, or its phase ends at another "
		 "time." },
	{ .name = "scan.counted", .row = &scan_row,
	  .doc = "More panellists have answered, or there are other items." },
	{ .name = "criterion.added", .row = &criterion_row,
	  .doc = "Items of a scan are rated by this." },
	{ .name = "scan_change.noted", .row = &scan_change_row,
	  .doc = "Something was done to a scan." },
	{ 0 }
};
