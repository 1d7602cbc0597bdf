/* SPDX-License-Identifier: Apache-2.0 */
/*
 * clock.c - instants, and the zones of people by ICU.
 *
 * Each thread keeps the calendar of the zone it used last: opening one costs
 * more than all the rest, and a calendar must not be shared. UTC is reckoned
 * here without ICU, because every line of the log needs it.
 */
#include "soundings/clock.h"

#include "soundings/base.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ucal.h>

#define ZONE_MAX 64

static const char *const day_names[] = { "Monday", "Tuesday", "Wednesday",
	"Thursday", "Friday", "Saturday", "Sunday" };
static const char *const month_names[] = { "January", "February", "March",
	"April", "May", "June", "July", "August", "September", "October",
	"November", "December" };

struct zone_calendar {
	char zone[ZONE_MAX]; /* the name as it was asked for */
	UCalendar *calendar;
};

static pthread_key_t calendar_key;
static pthread_once_t calendar_once = PTHREAD_ONCE_INIT;

static int64_t
read_clock_us(clockid_t which)
{
	struct timespec t;

	clock_gettime(which, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t
clock_now(void)
{
	return read_clock_us(CLOCK_REALTIME) / 1000;
}

int64_t
clock_monotonic(void)
{
	return read_clock_us(CLOCK_MONOTONIC) / 1000;
}

int64_t
clock_monotonic_us(void)
{
	return read_clock_us(CLOCK_MONOTONIC);
}

int64_t
clock_thread_us(void)
{
	return read_clock_us(CLOCK_THREAD_CPUTIME_ID);
}

/* For ICU; false when the name is too long or has other than the letters of
 * zone names. */
static bool
zone_wide(const char *zone, UChar wide[ZONE_MAX])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789_+-/";
	size_t len = strlen(zone);

	if (len == 0 || len >= ZONE_MAX || strspn(zone, letters) != len)
		return false;
	for (size_t i = 0; i <= len; i++)
		wide[i] = (UChar)zone[i];
	return true;
}

/* Names without a slash are refused, as ICU takes "BST" for Bangladesh. */
bool
clock_zone_valid(const char *zone)
{
	UErrorCode status = U_ZERO_ERROR;
	UBool known = false;
	UChar wide[ZONE_MAX], canonical[ZONE_MAX];

	if (!zone || !zone_wide(zone, wide))
		return false;
	if (!strchr(zone, '/'))
		return strcmp(zone, "UTC") == 0;
	if (strncmp(zone, "SystemV/", 8) == 0 ||
	    strcmp(zone, "Etc/Unknown") == 0)
		return false;
	ucal_getCanonicalTimeZoneID(
	    wide, -1, canonical, ZONE_MAX, &known, &status);
	return U_SUCCESS(status) && known;
}

static void
zone_calendar_free(void *p)
{
	struct zone_calendar *z = p;

	ucal_close(z->calendar);
	free(z);
}

static void
calendar_key_make(void)
{
	int error = pthread_key_create(&calendar_key, zone_calendar_free);

	invariant(error == 0);
}

/* In a gap the next instant that exists, in an overlap the first (E-18). */
static UCalendar *
calendar_open(const char *zone)
{
	static const UChar utc[] = { 'U', 'T', 'C', 0 };
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[ZONE_MAX];
	UCalendar *calendar;

	if (clock_zone_valid(zone) && zone_wide(zone, wide))
		calendar = ucal_open(
		    wide, -1, "en_GB", UCAL_GREGORIAN, &status);
	else
		calendar = ucal_open(utc, -1, "en_GB", UCAL_GREGORIAN, &status);
	invariant(U_SUCCESS(status));
	ucal_setAttribute(
	    calendar, UCAL_REPEATED_WALL_TIME, UCAL_WALLTIME_FIRST);
	ucal_setAttribute(
	    calendar, UCAL_SKIPPED_WALL_TIME, UCAL_WALLTIME_NEXT_VALID);
	return calendar;
}

/* This thread's calendar, set to that zone. */
static UCalendar *
zone_calendar(const char *zone)
{
	struct zone_calendar *z;

	pthread_once(&calendar_once, calendar_key_make);
	z = pthread_getspecific(calendar_key);
	if (!z) {
		z = need_zeroed(1, sizeof(*z));
		pthread_setspecific(calendar_key, z);
	}
	if (!zone)
		zone = "UTC";
	if (z->calendar && strcmp(z->zone, zone) == 0)
		return z->calendar;
	if (z->calendar)
		ucal_close(z->calendar);
	z->calendar = calendar_open(zone);
	snprintf(z->zone, sizeof(z->zone), "%s", zone);
	return z->calendar;
}

static int
calendar_get(UCalendar *calendar, UCalendarDateFields field)
{
	UErrorCode status = U_ZERO_ERROR;
	int n = ucal_get(calendar, field, &status);

	invariant(U_SUCCESS(status));
	return n;
}

static UCalendar *
calendar_at(int64_t at, const char *zone)
{
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar = zone_calendar(zone);

	ucal_setMillis(calendar, (UDate)at, &status);
	invariant(U_SUCCESS(status));
	return calendar;
}

struct local_time
clock_local(int64_t at, const char *zone)
{
	UCalendar *calendar = calendar_at(at, zone);

	return (struct local_time){
		.year = calendar_get(calendar, UCAL_EXTENDED_YEAR),
		.month = calendar_get(calendar, UCAL_MONTH) + 1,
		.day = calendar_get(calendar, UCAL_DAY_OF_MONTH),
		/* ICU counts from Sunday, which is its 1. */
		.weekday = (calendar_get(calendar, UCAL_DAY_OF_WEEK) + 5) % 7 +
			   1,
		.hour = calendar_get(calendar, UCAL_HOUR_OF_DAY),
		.minute = calendar_get(calendar, UCAL_MINUTE),
	};
}

int64_t
clock_instant(const char *zone, int year, int month, int day, int hour)
{
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar = zone_calendar(zone);
	UDate at;

	ucal_clear(calendar);
	ucal_setDateTime(calendar, year, month - 1, day, hour, 0, 0, &status);
	at = ucal_getMillis(calendar, &status);
	invariant(U_SUCCESS(status));
	return (int64_t)at;
}

static bool
is_british(const char *zone)
{
	static const char *const zones[] = { "Europe/London", "Europe/Belfast",
		"Europe/Guernsey", "Europe/Isle_of_Man", "Europe/Jersey" };

	for (size_t i = 0; zone && i < COUNT(zones); i++)
		if (strcmp(zone, zones[i]) == 0)
			return true;
	return false;
}

/* "GMT", "BST", "UTC", "UTC+10:30": what the zone is called at that time. */
static void
offset_words(char *out, size_t room, int64_t at, const char *zone)
{
	UCalendar *calendar = calendar_at(at, zone);
	int minutes = (calendar_get(calendar, UCAL_ZONE_OFFSET) +
			  calendar_get(calendar, UCAL_DST_OFFSET)) /
		      60000;

	if (is_british(zone) && minutes == 0)
		snprintf(out, room, "GMT");
	else if (is_british(zone) && minutes == 60)
		snprintf(out, room, "BST");
	else if (minutes == 0)
		snprintf(out, room, "UTC");
	else
		snprintf(out, room, "UTC%c%02d:%02d", minutes < 0 ? '-' : '+',
		    abs(minutes) / 60, abs(minutes) % 60);
}

void
clock_words(char *out, size_t room, int64_t at, const char *zone)
{
	struct local_time t = clock_local(at, zone);
	char offset[16];

	offset_words(offset, sizeof(offset), at, zone);
	snprintf(out, room, "%s %d %s %d, %02d:%02d %s",
	    day_names[t.weekday - 1], t.day, month_names[t.month - 1], t.year,
	    t.hour, t.minute, offset);
}

/* Rounds down, as `/` does not below zero. */
static int64_t
divide(int64_t n, int64_t by)
{
	return n / by - (n % by < 0);
}

static bool
is_leap(int64_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days from 1970-01-01 to the first of January of that year. */
static int64_t
days_before(int64_t year)
{
	int64_t past = year - 1;

	return past * 365 + divide(past, 4) - divide(past, 100) +
	       divide(past, 400) - 719162;
}

struct utc_time {
	struct local_time at;
	int second, ms;
};

static struct utc_time
utc_time(int64_t at)
{
	static const int64_t lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30,
		31, 30, 31 };
	int64_t days = divide(at, DAY), left = at - days * DAY;
	int64_t year = 1970 + divide(days, 365), month = 0, day, length;

	while (days_before(year) > days)
		year--;
	while (days_before(year + 1) <= days)
		year++;
	for (day = days - days_before(year);; day -= length, month++) {
		length = lengths[month] + (month == 1 && is_leap(year));
		if (day < length)
			break;
	}
	return (struct utc_time){
		.at = { .year = (int)year,
		    .month = (int)month + 1,
		    .day = (int)day + 1,
		    .weekday = (int)(days + 3 - divide(days + 3, 7) * 7) + 1,
		    .hour = (int)(left / HOUR),
		    .minute = (int)(left % HOUR / MINUTE) },
		.second = (int)(left % MINUTE / SECOND),
		.ms = (int)(left % SECOND),
	};
}

void
clock_rfc5322(char *out, size_t room, int64_t at)
{
	struct utc_time t = utc_time(at);

	snprintf(out, room, "%.3s, %d %.3s %04d %02d:%02d:%02d +0000",
	    day_names[t.at.weekday - 1], t.at.day, month_names[t.at.month - 1],
	    t.at.year, t.at.hour, t.at.minute, t.second);
}

void
clock_iso(char *out, size_t room, int64_t at)
{
	struct utc_time t = utc_time(at);

	snprintf(out, room, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", t.at.year,
	    t.at.month, t.at.day, t.at.hour, t.at.minute, t.second, t.ms);
}
