/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_ballot.c - one panellist's ratings.
 *
 * A rating is stored under a pseudonym, without member, time or number in the
 * log; no event tells of it, and the engine keeps nothing of its retry key. It
 * can be changed until the round closes; then it is one of many. What others
 * think is shown from closed rounds alone.
 */
#include "domain/horizon/scan.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/method.h"

#include "domain/closing.h"

#define FEEDBACK_MAX (ITEMS_MAX * CRITERIA_MAX * 45)

struct rating {
	int64_t scan, item;
	const char *marks, *reason;
};

/* The same as it is stored. */
struct ballot_row {
	int64_t scan, round, item;
	const char *pseudonym, *marks, *reason;
};

/* What a panellist said of an item. */
struct said {
	int64_t item;
	const char *marks, *reason;
};

struct ballot_query {
	int64_t scan;
};

static const struct field rating_input[] = {
	F_ID(rating, scan), F_ID(rating, item),
	F_TEXT(rating, marks, 1, CRITERIA_MAX),
	F_TEXT_OPT(rating, reason, REASON_MAX), F_END
};
static const struct field ballot_row_fields[] = {
	F_ID(ballot_row, scan), F_INT(ballot_row, round, 1, ROUNDS_MAX),
	F_ID(ballot_row, item), F_TEXT(ballot_row, pseudonym, 1, 64),
	F_TEXT(ballot_row, marks, 1, CRITERIA_MAX),
	F_TEXT_OPT(ballot_row, reason, REASON_MAX), F_END
};
static const struct field said_fields[] = {
	F_ID(said, item), F_TEXT(said, marks, 1, CRITERIA_MAX),
	F_TEXT_OPT(said, reason, REASON_MAX), F_END
};
static const struct field ballot_query_input[] = {
	F_ID(ballot_query, scan), F_END
};
const struct field ballot_page_output[] = {
	F_INT(ballot_page, seq, 0, FIELD_INT_MAX),
	F_INT(ballot_page, round, 0, ROUNDS_MAX),
	F_IDS(ballot_page, items, 0, ITEMS_MAX),
	F_LIST(ballot_page, mine, said, said_fields, ITEMS_MAX),
	F_LIST(ballot_page, earlier, said, said_fields, ITEMS_MAX),
	F_LIST(ballot_page, feedback, scan_tally, scan_tally_fields,
	    FEEDBACK_MAX),
	F_LIST(ballot_page, reasons, scan_reason, scan_reason_fields, REASONS_MAX),
	F_END
};

const char *
scan_pseudonym(struct call *c, const struct scan *s, int64_t member)
{
	const char *salt = db_text(c->db, SCAN_SALT_GET, s->id);

	return salt == NULL ? NULL : secrecy_pseudonym(c->arena, salt, member);
}

/* Is it taking ratings from the caller? The clock decides, not the chore. */
bool
scan_takes_ratings(struct call *c, const struct scan *s)
{
	if (!scan_asks(c, s)) {
		call_fail(c, E_DENIED,
		    "Only the panel of this scan rates its items.");
	} else if (!scan_is(s, "rate")) {
		c->reason = "closed";
		call_fail(c, E_CONFLICT, "No round of this scan is open now.");
	} else if ((s->ends_at != 0 && c->now >= s->ends_at) ||
	    scan_is_ending(c, s)) { /* another server's clock said so */
		c->reason = "closed";
		call_fail(c, E_CONFLICT, arena_printf(c->arena,
		    "The round closed on %s. What you rated before counts.",
		    closing_words(c, s->ends_at, s->zone)));
	}
	return c->err == OK;
}

static bool
mark_valid(const struct criterion *k, char mark)
{
	int64_t most = strcmp(k->kind, "scale") == 0 ? SCALE_MAX
						      : (int64_t)k->steps.count;

	return mark == MARK_UNABLE || mark == MARK_NONE ||
	       (mark >= '1' && mark <= '0' + most);
}

static bool
marks_valid(struct call *c, const struct scan *s, const char *marks)
{
	struct list criteria = scan_criteria(c, s->id);
	const struct criterion *k = criteria.at;
	bool valid = strlen(marks) == criteria.count;

	for (size_t i = 0; valid && i < criteria.count; i++)
		valid = mark_valid(&k[i], marks[i]);
	if (!valid)
		call_invalid(c, "marks",
		    "These are not ratings by the criteria of this scan. "
		    "Please load the page again.");
	return valid;
}

/* Is it rated in this round? */
static bool
item_open(struct call *c, const struct scan *s, int64_t id)
{
	struct scan_item i;

	if (!db_get(c->db, SCAN_ITEM_GET, scan_item_fields, &i, id, c->member) ||
	    i.scan != s->id)
		call_fail(c, E_NOT_FOUND, "There is no such item.");
	else if (i.withdrawn_at != 0)
		call_fail(c, E_CONFLICT, "This item was taken out.");
	else if (i.round > s->round || i.settled != 0)
		call_fail(c, E_CONFLICT,
		    "This item is not rated in this round.");
	return c->err == OK;
}

static enum err
scan_rate(struct call *c)
{
	const struct rating *in = c->in;
	struct ballot_row row;
	struct scan s;

	if (!scan_pick(c, in->scan, MAY_POST, &s) ||
	    !scan_takes_ratings(c, &s) || !item_open(c, &s, in->item) ||
	    !marks_valid(c, &s, in->marks))
		return c->err;
	row = (struct ballot_row){ s.id, s.round, in->item,
		scan_pseudonym(c, &s, c->member), in->marks, in->reason };
	if (row.marks[strspn(row.marks, "-")] == '\0')
		db_run(c->db, SCAN_BALLOT_DROP, row.scan, row.round, row.item,
		    row.pseudonym);
	else
		db_put(c->db, SCAN_BALLOT_PUT, ballot_row_fields, &row);
	return call_done(c);
}

static struct ids
ids_of(struct call *c, struct list items)
{
	const struct scan_item *item = items.at;
	int64_t *ids = arena_get(c->arena, (items.count + 1) * sizeof(*ids));

	for (size_t i = 0; i < items.count; i++)
		ids[i] = item[i].id;
	return (struct ids){ ids, items.count };
}

void
scan_ballot_fill(
    struct call *c, const struct scan *s, struct ballot_page *out)
{
	const char *pseudonym = scan_pseudonym(c, s, c->member);
	int64_t before = scan_is(s, "rate") ? s->round - 1 : s->round;

	out->round = scan_is(s, "rate") ? s->round : 0;
	if (out->round != 0)
		out->items = ids_of(c, scan_items_open(c, s));
	if (pseudonym != NULL && out->round != 0)
		out->mine = db_all(c->db, SCAN_BALLOT_MINE, said_fields,
		    sizeof(struct said), s->id, s->round, pseudonym);
	if (before == 0)
		return;
	if (pseudonym != NULL)
		out->earlier = db_all(c->db, SCAN_ANSWER_MINE, said_fields,
		    sizeof(struct said), before, pseudonym, s->id);
	out->feedback = db_all(c->db, SCAN_TALLY_OF, scan_tally_fields,
	    sizeof(struct scan_tally), s->id, before, before);
	out->reasons = scan_reasons(c, s, before, before);
}

static enum err
scan_ballot(struct call *c)
{
	const struct ballot_query *in = c->in;
	struct ballot_page out = { .seq = event_last(c) };
	struct scan s;

	if (!scan_pick(c, in->scan, MAY_SEE, &s))
		return c->err;
	if (!scan_asks(c, &s))
		return call_fail(c, E_DENIED,
		    "Only the panel of this scan rates its items.");
	scan_ballot_fill(c, &s, &out);
	return call_reply(c, ballot_page_output, &out);
}

const struct method scan_ballot_methods[] = {
	{ .name = "scan.rate", .kind = WRITE, .who = WHO_MEMBER,
	  .anonymous = true, .in = rating_input,
	  .in_size = sizeof(struct rating), .run = scan_rate,
	  .doc = "Sets the caller's ratings of an item in the open round: a "
		 "mark for each criterion, 1 to 9, ? for cannot judge, - for "
		 "none; for the panel. Stored under a pseudonym, without a "
		 "time; no event tells of it." },
	{ .name = "scan.ballot", .kind = READ, .who = WHO_MEMBER,
	  .in = ballot_query_input, .in_size = sizeof(struct ballot_query),
	  .out = ballot_page_output, .run = scan_ballot,
	  .doc = "The caller's ratings in the open round and in the one "
		 "before, beside what the panel said there; for the panel." },
	{ 0 }
};
