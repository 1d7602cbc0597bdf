/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_reminder.c - reminding those who have not answered, and no more than
 * was promised.
 *
 * At half the time of a round those who have not begun; at three quarters all
 * who are not through. Who has answered everything is never written to. The
 * server finds out by pseudonyms; it tells nobody whom it reminds.
 */
#include <inttypes.h>
#include <string.h>

#include "soundings/outbox.h"
#include "soundings/settings.h"

#include "domain/closing.h"
#include "domain/horizon/scan.h"

struct reminded {
	int64_t member, reminded, reminded_in;
	const char *email, *name;
};

static const struct field reminded_fields[] = {
	F_ID(reminded, member), F_INT(reminded, reminded, 0, FIELD_INT_MAX),
	F_INT(reminded, reminded_in, 0, ROUNDS_MAX),
	F_TEXT(reminded, email, 3, 254),
	F_TEXT(reminded, name, 1, 200), F_END
};

/* How many reminders a panellist may have had by now: none, one, two. */
static int64_t
due_by_now(const struct call *c, const struct scan *s)
{
	int64_t length = s->ends_at - s->phase_at, gone = c->now - s->phase_at;
	int64_t due;

	if (s->ends_at == 0 || c->now >= s->ends_at)
		return 0;
	due = (2 * gone >= length) + (4 * gone >= 3 * length);
	return due < s->reminders ? due : s->reminders;
}

/* The first reminder is for who has not begun, the second for all who are not
 * through. */
static bool
wants(const struct scan_progress *p, const struct scan_voice *v, int64_t nth)
{
	if (v == NULL)
		return true;
	return nth > 1 && v->whole < p->items;
}

static void
send(struct call *c, const struct scan *s, const struct reminded *r,
    int64_t nth)
{
	const char *until = closing_words(c, s->ends_at, s->zone);
	const char *link = arena_printf(c->arena, "%s/scan/%" PRId64 "/rate",
	    c->settings->public_url, s->id);

	outbox_put(c, &(struct outgoing){
		.kind = "scan_reminder", .member = r->member, .to = r->email,
		.to_name = r->name, .community = s->community,
		.subject = arena_printf(c->arena, "Round %" PRId64
		    " waits for your ratings", s->round),
		.text = arena_printf(c->arena,
		    "Hello %s,\n\nround %" PRId64 " of the scan “%s” is open "
		    "until %s.\n%s\n\n%s\n\nYou can stop at any item and go on "
		    "later. Your ratings are kept without your name; nobody is "
		    "told whom this mail went to.\n",
		    r->name, s->round, s->title, until, nth > 1
		    ? "Some items still wait for you."
		    : "You have not begun yet.", link),
		.why = "you are asked to take part in this scan",
		.unsubscribe = "scan_reminder",
		.event = s->id * 100 + s->round * 10 + nth,
	});
}

/* One reminder at a time: whoever missed the first gets the second alone. */
static bool
remind_one(struct call *c, const struct scan *s, const struct reminded *r,
    const struct scan_progress *p, int64_t due)
{
	int64_t had = r->reminded_in == s->round ? r->reminded : 0;
	const char *pseudonym;

	if (had >= due)
		return false;
	pseudonym = scan_pseudonym(c, s, r->member);
	if (pseudonym == NULL ||
	    !wants(p, scan_progress_of(p, pseudonym), due))
		return false;
	db_run(c->db, PANELLIST_REMINDED, due, s->round, s->id, r->member);
	send(c, s, r, due);
	return true;
}

void
scan_remind(struct call *c, const struct scan *s,
    const struct scan_progress *p)
{
	int64_t due = due_by_now(c, s), mails = 0;
	struct list list;
	const struct reminded *r;

	if (due == 0)
		return;
	list = db_all(c->db, PANELLIST_REMINDER, reminded_fields,
	    sizeof(struct reminded), s->id);
	r = list.at;
	for (size_t i = 0; i < list.count; i++)
		mails += remind_one(c, s, &r[i], p, due);
	if (mails == 0)
		return;
	db_run(c->db, SCAN_ROUND_REMINDED, mails, s->id, s->round);
	scan_note(c, s, (struct scan_change){ .kind = "reminded",
	    .became = { true, mails } });
}
