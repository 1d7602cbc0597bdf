/* SPDX-License-Identifier: Apache-2.0 */
/*
 * schedule.c - when a digest is due, by the reader's calendar and clock.
 *
 * Days are counted in the calendar and only then turned into instants, so a
 * day of 23, 24 or 25 hours has one digest, and a day that a zone left out
 * has none.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"

#include "domain/notify/notify.h"

bool
schedule_days_valid(const char *days)
{
	for (size_t i = 0; days[i] != '\0'; i++)
		if (days[i] < '1' || days[i] > '7' ||
		    (i > 0 && days[i] <= days[i - 1]))
			return false;
	return days[0] != '\0';
}

static bool
leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
month_len(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return days[month - 1] + (month == 2 && leap(year) ? 1 : 0);
}

static void
next_day(struct local_time *t)
{
	t->weekday = t->weekday % 7 + 1;
	if (++t->day <= month_len(t->year, t->month))
		return;
	t->day = 1;
	if (++t->month <= 12)
		return;
	t->month = 1;
	t->year++;
}

/* Is the instant on that day there? Not when the zone leaves the day out. */
static bool
falls_on(int64_t at, const char *zone, const struct local_time *day)
{
	struct local_time t = clock_local(at, zone);

	return t.day == day->day && t.month == day->month;
}

int64_t
schedule_next(const struct schedule *s, int64_t after)
{
	struct local_time day = clock_local(after, s->zone);
	int64_t at;

	/* Two weeks: the one chosen day of this one may be left out. */
	for (int i = 0; i < 15; i++, next_day(&day)) {
		if (strchr(s->days, '0' + day.weekday) == NULL)
			continue;
		at = clock_instant(
		    s->zone, day.year, day.month, day.day, (int)s->hour);
		if (at > after && falls_on(at, s->zone, &day))
			return at;
	}
	invariant(!schedule_days_valid(s->days));
	return after + 7 * DAY;
}

const char *
schedule_day(struct arena *a, const char *zone, int64_t at)
{
	struct local_time t = clock_local(at, zone);

	return arena_printf(a, "%04d-%02d-%02d", t.year, t.month, t.day);
}
