/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_item.c - what a scan's panel rates: signals, and statements.
 *
 * Items have names on them, as signals have; ratings have not. What is rated
 * already stays as it is worded: an item is taken out with a reason that all
 * see, never changed.
 */
#include "domain/horizon/scan.h"

#include <string.h>

#include "soundings/base.h"

#define DETAIL_MAX 4000

struct adding {
	int64_t scan, signal;
	const char *title, *detail;
};

struct withdrawing {
	int64_t item;
	const char *why;
};

static const char *const verdicts[] = { "in", "out", "between", "open", "few",
	NULL };

const struct field scan_item_fields[] = {
	F_ID(scan_item, id), F_ID(scan_item, scan),
	F_INT(scan_item, position, 1, FIELD_INT_MAX),
	F_TEXT(scan_item, title, 1, TITLE_MAX),
	F_TEXT_OPT(scan_item, detail, DETAIL_MAX), F_REF(scan_item, signal),
	F_ID(scan_item, added_by), F_AT(scan_item, added_at),
	F_INT(scan_item, round, 1, ROUNDS_MAX), F_TIME(scan_item, withdrawn_at),
	F_TEXT_OPT(scan_item, withdrawn_why, WHY_MAX),
	F_CHOICE_OPT(scan_item, verdict, verdicts),
	F_REF(scan_item, settled), F_END
};
static const struct field adding_input[] = {
	F_ID(adding, scan), F_REF(adding, signal),
	F_TEXT_OPT(adding, title, TITLE_MAX),
	F_TEXT_OPT(adding, detail, DETAIL_MAX), F_END
};
static const struct field withdrawing_input[] = {
	F_ID(withdrawing, item), F_TEXT(withdrawing, why, 1, WHY_MAX), F_END
};
/* What an item takes from a signal. */
static const struct field borrowed_fields[] = {
	F_TEXT(scan_item, title, 1, TITLE_MAX),
	F_TEXT_OPT(scan_item, detail, DETAIL_MAX), F_END
};

/* The words of the signal that it is made of, unless it brings its own. */
static bool
borrow(struct call *c, const struct scan *s, struct scan_item *item)
{
	struct scan_item from;

	if (!db_get(c->db, SCAN_ITEM_BORROW, borrowed_fields, &from,
	    item->signal, s->community)) {
		call_invalid(c, "signal",
		    "There is no such signal, or it goes on in another one: "
		    "take that.");
		return false;
	}
	if (db_number(c->db, SCAN_ITEM_TWIN, s->id, item->signal) > 0) {
		call_fail(c, E_CONFLICT,
		    "This signal is an item of the scan already.");
		return false;
	}
	if (item->title == NULL) {
		item->title = from.title;
		item->detail = from.detail;
	}
	return true;
}

const struct scan_item *
scan_item_new(struct call *c, struct scan *s, struct scan_item item)
{
	struct scan_item *kept = arena_get(c->arena, sizeof(*kept));

	if (s->item_count == ITEMS_MAX) {
		call_fail(c, E_CONFLICT,
		    "A scan has at most 300 items. Take some out, or open "
		    "another scan.");
		return NULL;
	}
	if (item.signal != 0 && !borrow(c, s, &item))
		return NULL;
	item.id = event_seq(c);
	item.scan = s->id;
	item.position = db_number(c->db, SCAN_ITEM_LAST, s->id) + 1;
	item.added_by = c->member;
	item.added_at = c->now;
	item.round = s->round + 1;
	*kept = item;
	db_put(c->db, SCAN_ITEM_INSERT, scan_item_fields, kept);
	scan_tell(c, "scan_item.added", s, kept);
	s->item_count++;
	db_put(c->db, SCAN_MOVE, scan_fields, s);
	scan_tell(c, "scan.counted", s, s);
	return kept;
}

/* May items come in now, from this caller? If not, the call has failed. */
static bool
adding_allowed(struct call *c, const struct scan *s)
{
	bool gathers = scan_is(s, "gather");
	bool last = s->round >= s->rounds || scan_is(s, "report");

	if (last)
		call_fail(c, E_CONFLICT,
		    "No round follows in which this item could be rated.");
	else if (access_community(c, s->community, MAY_RUN))
		return true;
	else if (strcmp(s->adding, "none") == 0)
		call_fail(c, E_DENIED,
		    "Items of this scan are chosen by its coordinators. You "
		    "can drop a signal instead.");
	else if (!gathers && strcmp(s->adding, "rounds") != 0)
		call_fail(c, E_CONFLICT,
		    "Items are no longer gathered for this scan. You can drop "
		    "a signal instead.");
	else if (!scan_asks(c, s))
		call_fail(c, E_DENIED,
		    "Only the panel of this scan adds items.");
	return c->err == OK;
}

static enum err
scan_item_add(struct call *c)
{
	const struct adding *in = c->in;
	const struct scan_item *item;
	struct scan s;

	if (!scan_pick(c, in->scan, MAY_POST, &s) || !adding_allowed(c, &s))
		return c->err;
	if (in->signal == 0 && (in->title == NULL || in->title[0] == '\0'))
		return call_invalid(c, "title",
		    "Write the item in one sentence.");
	item = scan_item_new(c, &s, (struct scan_item){ .signal = in->signal,
	    .title = in->title, .detail = in->detail });
	if (item == NULL)
		return c->err;
	scan_note(c, &s, (struct scan_change){ .kind = "item_added",
	    .item = item->id });
	return call_reply(c, scan_item_fields, item);
}

static enum err
scan_item_withdraw(struct call *c)
{
	const struct withdrawing *in = c->in;
	struct scan_item item;
	struct scan s;

	if (!db_get(c->db, SCAN_ITEM_GET, scan_item_fields, &item, in->item,
	    c->member) || !db_get(c->db, SCAN_GET, scan_fields, &s, item.scan,
	    c->member) || !access_community(c, s.community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such item.");
	if (!access_community(c, s.community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Only coordinators take items out.");
	if (item.withdrawn_at != 0)
		return call_fail(c, E_CONFLICT, "The item is out already.");
	if (scan_is(&s, "report"))
		return call_fail(c, E_CONFLICT,
		    "The scan is over; its report stays as it is.");
	item.withdrawn_at = c->now;
	item.withdrawn_why = in->why;
	db_put(c->db, SCAN_ITEM_CHANGE, scan_item_fields, &item);
	scan_tell(c, "scan_item.withdrawn", &s, &item);
	s.item_count--;
	db_put(c->db, SCAN_MOVE, scan_fields, &s);
	scan_tell(c, "scan.counted", &s, &s);
	scan_note(c, &s, (struct scan_change){ .kind = "item_withdrawn",
	    .item = item.id, .why = in->why });
	return call_reply(c, scan_item_fields, &item);
}

const struct method scan_item_methods[] = {
	{ .name = "scan_item.add", .kind = WRITE, .who = WHO_MEMBER,
	  .in = adding_input, .in_size = sizeof(struct adding),
	  .out = scan_item_fields, .run = scan_item_add,
	  .doc = "Adds a signal or a statement to a scan, with the caller's "
		 "name; for coordinators, and for the panel where the scan "
		 "allows it." },
	{ .name = "scan_item.withdraw", .kind = WRITE, .who = WHO_MEMBER,
	  .in = withdrawing_input, .in_size = sizeof(struct withdrawing),
	  .out = scan_item_fields, .run = scan_item_withdraw,
	  .doc = "Takes an item out of a scan, with the reason; for "
		 "coordinators." },
	{ 0 }
};

static const struct row scan_item_row = {
	"scan_item", scan_item_fields, sizeof(struct scan_item), SCAN_ITEM_GET,
	SCAN_ITEM_ALL,
};

const struct event_kind scan_item_events[] = {
	{ .name = "scan_item.added", .row = &scan_item_row,
	  .doc = "A scan has this item." },
	{ .name = "scan_item.withdrawn", .row = &scan_item_row,
	  .doc = "An item was taken out of a scan." },
	{ .name = "scan_item.judged", .row = &scan_item_row,
	  .doc = "A round is over; this came of the item." },
	{ 0 }
};
