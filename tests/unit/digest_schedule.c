/* SPDX-License-Identifier: Apache-2.0 */
/*
 * digest_schedule.c - when a digest is due, whatever the clocks do.
 */
#include "unit.h"

#include "domain/notify/notify.h"
#include "soundings/base.h"
#include "soundings/clock.h"

TEST(days_are_in_order_each_once)
{
	static const struct {
		const char *days;
		bool valid;
	} row[] = { { "2", true }, { "1234567", true }, { "135", true },
		{ "", false }, { "21", false }, { "11", false }, { "8", false },
		{ "0", false }, { "1,2", false }, { "Mon", false } };

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].days);
		EQ_INT(row[i].valid, schedule_days_valid(row[i].days));
	}
}

/* "2026-11-24 10:00" */
static const char *
told(struct arena *a, const char *zone, int64_t at)
{
	struct local_time t = clock_local(at, zone);

	return arena_printf(
	    a, "%s %02d:%02d", schedule_day(a, zone, at), t.hour, t.minute);
}

TEST(the_next_one_is_on_a_chosen_day_at_the_chosen_hour)
{
	static const struct {
		const char *what, *days, *zone;
		int hour;
		int year, month, day, at; /* after that local time */
		const char *next;
	} row[] = {
		{ "later today", "6", "Europe/London", 10, 2026, 11, 21, 4,
		    "2026-11-21 10:00" },
		{ "that hour is over", "6", "Europe/London", 10, 2026, 11, 21,
		    10, "2026-11-28 10:00" },
		{ "next week", "2", "Europe/London", 10, 2026, 11, 25, 9,
		    "2026-12-01 10:00" },
		{ "over the year's end", "5", "Europe/London", 7, 2026, 12, 26,
		    9, "2027-01-01 07:00" },
		{ "a leap day", "2", "UTC", 0, 2028, 2, 28, 9,
		    "2028-02-29 00:00" },
		{ "the hour that is left out", "7", "Europe/London", 1, 2026, 3,
		    28, 9, "2026-03-29 02:00" },
		{ "the hour that comes twice", "7", "Europe/London", 1, 2026,
		    10, 24, 9, "2026-10-25 01:00" },
		{ "half an hour", "7", "Australia/Lord_Howe", 2, 2026, 10, 3, 9,
		    "2026-10-04 02:30" },
		{ "the day that is left out", "5", "Pacific/Apia", 10, 2011, 12,
		    29, 12, "2012-01-06 10:00" },
		{ "the day after it", "1234567", "Pacific/Apia", 10, 2011, 12,
		    29, 12, "2011-12-31 10:00" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++) {
		struct schedule s = { row[i].days, row[i].hour, row[i].zone };
		int64_t after = clock_instant(row[i].zone, row[i].year,
		    row[i].month, row[i].day, row[i].at);

		CASE("%s", row[i].what);
		EQ_TEXT(row[i].next,
		    told(a, row[i].zone, schedule_next(&s, after)));
	}
	arena_free(a);
}

/* A year of daily digests: each date of the calendar has one, in order. */
TEST(every_day_of_the_calendar_has_exactly_one)
{
	static const char *const zones[] = { "Europe/London",
		"Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia",
		"Africa/Casablanca", "UTC" };
	struct arena *a = arena_new();

	for (size_t z = 0; z < COUNT(zones); z++)
		for (int64_t hour = 0; hour < 24; hour++) {
			struct schedule s = { "1234567", hour, zones[z] };
			int64_t at = clock_instant(zones[z], 2026, 1, 1, 0) - 1;
			const char *day = "", *before = "";
			int days = 0;

			CASE("%s at %d", zones[z], (int)hour);
			for (;; days++) {
				at = schedule_next(&s, at);
				day = schedule_day(a, zones[z], at);
				if (strncmp(day, "2027", 4) == 0)
					break;
				YES(strcmp(day, before) > 0);
				before = day;
			}
			EQ_INT(365, days);
			arena_reset(a);
		}
	arena_free(a);
}
