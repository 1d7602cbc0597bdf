/* SPDX-License-Identifier: Apache-2.0 */
/*
 * decide.c - now, in the digest, or not at all; and when.
 */
#include "unit.h"

#include "domain/notify/decide.h"
#include "soundings/clock.h"

#define LONDON "Europe/London"

static struct wanting
usual(void)
{
	return (struct wanting){ .zone = LONDON, .digest_on = true,
		.awake_from = 7, .awake_to = 20, .awake_days = "12345" };
}

TEST(each_wish_has_its_verdict_and_reason)
{
	static const struct {
		const char *kind, *way;
		bool digest_on, closed;
		int64_t mailed;
		const char *want, *why;
	} row[] = {
		{ "direct", NULL, true, false, 0, "now", "usual" },
		{ "direct", NULL, true, false, 20, "digest", "cap" },
		{ "direct", NULL, false, false, 20, "none", "no_digest" },
		{ "direct", "none", true, false, 0, "none", "wish" },
		{ "direct", "digest", true, false, 0, "digest", "wish" },
		{ "outcomes", NULL, true, false, 0, "digest", "usual" },
		{ "outcomes", NULL, false, false, 0, "none", "no_digest" },
		{ "outcomes", "now", false, false, 0, "now", "wish" },
		{ "news", NULL, true, false, 0, "digest", "usual" },
		{ "asks", NULL, true, false, 0, "now", "usual" },
		{ "asks", "now", true, true, 0, "none", "closed" },
	};
	/* A Tuesday at noon. */
	int64_t now = clock_instant(LONDON, 2026, 11, 24, 12);

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct wanting w = usual();
		struct verdict v;

		CASE("%s %s %d", row[i].kind, row[i].way, (int)row[i].mailed);
		w.way = row[i].way;
		w.digest_on = row[i].digest_on;
		w.closed = row[i].closed;
		w.mailed = row[i].mailed;
		v = decide(mail_kind_find(row[i].kind), &w, now, 0);
		EQ_TEXT(row[i].want, v.way);
		EQ_TEXT(row[i].why, v.why);
	}
}

TEST(mail_waits_for_the_readers_days_and_hours)
{
	static const struct {
		int day, hour;   /* November 2026; the 24th is a Tuesday */
		int want_day, want_hour;
	} row[] = {
		{ 24, 12, 24, 12 }, { 24, 3, 24, 7 }, { 24, 20, 25, 7 },
		{ 27, 21, 30, 7 }, { 28, 12, 30, 7 }, { 29, 23, 30, 7 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct wanting w = usual();
		struct local_time t;
		int64_t at = clock_instant(
		    LONDON, 2026, 11, row[i].day, row[i].hour);

		CASE("%d at %d", row[i].day, row[i].hour);
		t = clock_local(decide_awake(&w, at), LONDON);
		EQ_INT(row[i].want_day, t.day);
		EQ_INT(row[i].want_hour, t.hour);
	}
}

TEST(clocks_that_are_changed_move_the_window_with_them)
{
	struct wanting w = usual();
	int64_t night = clock_instant(LONDON, 2026, 3, 29, 0);
	struct local_time t;

	w.awake_days = "1234567";
	t = clock_local(decide_awake(&w, night), LONDON);
	EQ_INT(29, t.day);
	EQ_INT(7, t.hour);
	w.zone = "Australia/Lord_Howe"; /* half an hour, 2026-04-05 */
	night = clock_instant(w.zone, 2026, 4, 5, 0);
	t = clock_local(decide_awake(&w, night), w.zone);
	EQ_INT(7, t.hour);
	EQ_INT(0, t.minute);
}

/* Samoa crossed the date line: after Thursday 29 December 2011 came Saturday. */
TEST(a_day_that_never_was_holds_no_mail_up)
{
	static const struct {
		const char *days;
		int year, month, day;
	} row[] = {
		{ "1234567", 2011, 12, 31 },
		{ "12345", 2012, 1, 2 },
		{ "5", 2012, 1, 6 },
	};
	int64_t evening = clock_instant("Pacific/Apia", 2011, 12, 29, 20);

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct wanting w = usual();
		struct local_time t;

		CASE("%s", row[i].days);
		w.zone = "Pacific/Apia";
		w.awake_days = row[i].days;
		t = clock_local(decide_awake(&w, evening), w.zone);
		EQ_INT(row[i].year, t.year);
		EQ_INT(row[i].month, t.month);
		EQ_INT(row[i].day, t.day);
		EQ_INT(7, t.hour);
		EQ_INT(0, t.minute);
	}
}

/* For every hour of a fortnight in which something is announced, and every
 * closing from then on: the warning leaves before it closes. */
TEST(no_warning_of_a_deadline_is_lost_by_quiet_hours)
{
	struct wanting w = usual();
	int64_t start = clock_instant(LONDON, 2026, 11, 20, 0);

	w.mailed = 1000;
	for (int64_t h = 0; h < 14 * 24; h++)
		for (int64_t left = 1; left <= 48; left++) {
			int64_t now = start + h * HOUR;
			struct verdict v = decide(mail_kind_find("deadlines"),
			    &w, now, now + left * HOUR);

			EQ_TEXT("now", v.way);
			YES(v.due_at == now ||
			    v.due_at <= now + (left - 3) * HOUR);
		}
}

TEST(who_is_never_awake_gets_it_at_once)
{
	struct wanting w = usual();

	w.awake_days = "";
	EQ_INT(DAY, decide_awake(&w, DAY));
	w.awake_days = "1";
	w.awake_from = w.awake_to = 9;
	EQ_INT(DAY, decide_awake(&w, DAY));
}
