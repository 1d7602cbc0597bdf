/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_reminder.c - reminding those who have not answered, and no more than
 * was promised.
 *
 * At half the time of a round those who have not begun; at three quarters all
 * who are not through. Who has answered everything is never written to. The
 * server finds out by pseudonyms; it tells nobody whom it reminds, nor how many
 * while the round is open, for the others are those who have answered. The
 * mails are made of what is noted here, as their readers wish them: each time
 * is noted once, so whoever takes their ratings back after it is too late.
 */
#include "domain/horizon/scan.h"

struct reminded {
	int64_t member, reminded, reminded_in;
};

static const struct field reminded_fields[] = {
	F_ID(reminded, member), F_INT(reminded, reminded, 0, FIELD_INT_MAX),
	F_INT(reminded, reminded_in, 0, ROUNDS_MAX), F_END
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

static bool
remind_one(struct call *c, const struct scan *s, int64_t member,
    const struct scan_progress *p, int64_t due)
{
	const char *pseudonym = scan_pseudonym(c, s, member);

	if (pseudonym == NULL ||
	    !wants(p, scan_progress_of(p, pseudonym), due))
		return false;
	db_run(c->db, PANELLIST_REMINDED, due, s->round, s->id, member);
	return true;
}

/* One reminder at a time: whoever missed the first gets the second alone. */
static bool
was_noted(const struct scan *s, const struct list *panel, int64_t due)
{
	const struct reminded *r = panel->at;

	for (size_t i = 0; i < panel->count; i++)
		if (r[i].reminded_in == s->round && r[i].reminded >= due)
			return true;
	return false;
}

void
scan_remind(struct call *c, const struct scan *s,
    const struct scan_progress *p)
{
	int64_t due = due_by_now(c, s), people = 0;
	struct list list;
	const struct reminded *r;

	if (due == 0)
		return;
	list = db_all(c->db, PANELLIST_REMINDER, reminded_fields,
	    sizeof(struct reminded), s->id);
	r = list.at;
	if (was_noted(s, &list, due))
		return;
	for (size_t i = 0; i < list.count; i++)
		people += remind_one(c, s, r[i].member, p, due);
	if (people == 0)
		return;
	db_run(c->db, SCAN_ROUND_REMINDED, people, s->id, s->round);
	scan_note(c, s, (struct scan_change){ .kind = "reminded" });
}
