/* SPDX-License-Identifier: Apache-2.0 */
/*
 * clock.c - instants and the zones of people.
 */
#include "soundings/clock.h"

#include "soundings/base.h"
#include "unit.h"

#include <pthread.h>

static const char *
iso(int64_t at)
{
	static char text[40];

	clock_iso(text, sizeof(text), at);
	return text;
}

TEST(only_iana_names_are_zones)
{
	static const struct {
		const char *zone;
		bool valid;
	} row[] = {
		{ "Europe/London", true },
		{ "Australia/Lord_Howe", true },
		{ "America/Argentina/Buenos_Aires", true },
		{ "Etc/GMT+5", true },
		{ "UTC", true },
		{ "Asia/Kolkata", true },
		{ "BST", false }, /* ICU: Bangladesh */
		{ "EST", false },
		{ "GMT+5", false },
		{ "UTC+1", false },
		{ "Etc/Unknown", false },
		{ "SystemV/EST5EDT", false },
		{ "Europe/Lundun", false },
		{ "europe/london", false },
		{ "Europe/London ", false },
		{ "Europe/London\n", false },
		{ "../etc/passwd", false },
		{ "Europe/", false },
		{ "Europe/Lond\xc3\xb6n", false },
		{ "", false },
		{ NULL, false },
		{ "Europe/LondonLondonLondonLondonLondonLondonLondonLondon"
		  "LondonLondon",
		    false },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].zone ? row[i].zone : "(NULL)");
		EQ_INT(row[i].valid, clock_zone_valid(row[i].zone));
	}
}

/* E-18 of the mail design: gaps, overlaps, and a day that never was. */
TEST(a_chosen_hour_comes_exactly_once_a_day)
{
	static const struct {
		const char *zone;
		int year, month, day, hour;
		const char *at;
	} row[] = {
		{ "UTC", 2026, 1, 2, 3, "2026-01-02T03:00:00.000Z" },
		{ "Europe/London", 2026, 7, 1, 8, "2026-07-01T07:00:00.000Z" },
		{ "Europe/London", 2026, 12, 4, 17,
		    "2026-12-04T17:00:00.000Z" },
		/* The gap: 01:00 to 02:00 do not exist. */
		{ "Europe/London", 2026, 3, 29, 0, "2026-03-29T00:00:00.000Z" },
		{ "Europe/London", 2026, 3, 29, 1, "2026-03-29T01:00:00.000Z" },
		{ "Europe/London", 2026, 3, 29, 2, "2026-03-29T01:00:00.000Z" },
		{ "Europe/London", 2026, 3, 29, 3, "2026-03-29T02:00:00.000Z" },
		/* The overlap: 01:00 comes twice, and the first one counts. */
		{ "Europe/London", 2026, 10, 25, 0,
		    "2026-10-24T23:00:00.000Z" },
		{ "Europe/London", 2026, 10, 25, 1,
		    "2026-10-25T00:00:00.000Z" },
		{ "Europe/London", 2026, 10, 25, 2,
		    "2026-10-25T02:00:00.000Z" },
		/* Half an hour: 02:00 to 02:30 is a gap, 01:30 to 02:00 is
		 * there twice. */
		{ "Australia/Lord_Howe", 2026, 10, 4, 2,
		    "2026-10-03T15:30:00.000Z" },
		{ "Australia/Lord_Howe", 2026, 10, 4, 3,
		    "2026-10-03T16:00:00.000Z" },
		{ "Australia/Lord_Howe", 2026, 4, 5, 1,
		    "2026-04-04T14:00:00.000Z" },
		{ "Australia/Lord_Howe", 2026, 4, 5, 2,
		    "2026-04-04T15:30:00.000Z" },
		/* The 30th was skipped: the instant after it is the 31st. */
		{ "Pacific/Apia", 2011, 12, 29, 17,
		    "2011-12-30T03:00:00.000Z" },
		{ "Pacific/Apia", 2011, 12, 30, 0, "2011-12-30T10:00:00.000Z" },
		{ "Pacific/Apia", 2011, 12, 30, 17,
		    "2011-12-30T10:00:00.000Z" },
		{ "Pacific/Apia", 2011, 12, 31, 0, "2011-12-30T10:00:00.000Z" },
		/* Midnight itself in a gap, and midnight twice. */
		{ "America/Sao_Paulo", 2018, 11, 4, 0,
		    "2018-11-04T03:00:00.000Z" },
		{ "America/Havana", 2026, 11, 1, 0,
		    "2026-11-01T04:00:00.000Z" },
		{ "Nowhere/AtAll", 2026, 7, 1, 8, "2026-07-01T08:00:00.000Z" },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s %d-%d-%d %d:00", row[i].zone, row[i].year,
		    row[i].month, row[i].day, row[i].hour);
		EQ_TEXT(row[i].at, iso(clock_instant(row[i].zone, row[i].year,
				       row[i].month, row[i].day, row[i].hour)));
	}
}

TEST(local_time_is_what_the_wall_shows)
{
	static const struct {
		int64_t at;
		const char *zone;
		struct local_time t;
	} row[] = {
		{ 0, "UTC", { 1970, 1, 1, 4, 0, 0 } },
		{ 0, "Europe/London", { 1970, 1, 1, 4, 1, 0 } },
		{ 1774746000000 - 1, "Europe/London",
		    { 2026, 3, 29, 7, 0, 59 } },
		{ 1774746000000, "Europe/London", { 2026, 3, 29, 7, 2, 0 } },
		{ 1774746000000, "Asia/Kolkata", { 2026, 3, 29, 7, 6, 30 } },
		{ 1774746000000, "America/New_York",
		    { 2026, 3, 28, 6, 21, 0 } },
		{ 1774746000000, NULL, { 2026, 3, 29, 7, 1, 0 } },
		{ 1774746000000, "Mars/Crater", { 2026, 3, 29, 7, 1, 0 } },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		struct local_time t = clock_local(row[i].at, row[i].zone);

		CASE("%s %s", iso(row[i].at),
		    row[i].zone ? row[i].zone : "(NULL)");
		EQ_INT(row[i].t.year, t.year);
		EQ_INT(row[i].t.month, t.month);
		EQ_INT(row[i].t.day, t.day);
		EQ_INT(row[i].t.weekday, t.weekday);
		EQ_INT(row[i].t.hour, t.hour);
		EQ_INT(row[i].t.minute, t.minute);
	}
}

TEST(words_name_the_day_the_time_and_the_zone)
{
	static const struct {
		const char *zone;
		int month, day, hour;
		const char *words;
	} row[] = {
		{ "Europe/London", 12, 4, 17,
		    "Friday 4 December 2026, 17:00 GMT" },
		{ "Europe/London", 7, 1, 9,
		    "Wednesday 1 July 2026, 09:00 BST" },
		{ "Europe/Jersey", 7, 1, 9,
		    "Wednesday 1 July 2026, 09:00 BST" },
		{ "Australia/Lord_Howe", 7, 5, 0,
		    "Sunday 5 July 2026, 00:00 UTC+10:30" },
		{ "America/St_Johns", 1, 31, 23,
		    "Saturday 31 January 2026, 23:00 UTC-03:30" },
		{ "Africa/Abidjan", 2, 28, 12,
		    "Saturday 28 February 2026, 12:00 UTC" },
		{ "UTC", 8, 31, 12, "Monday 31 August 2026, 12:00 UTC" },
		{ "Mars/Crater", 8, 31, 12,
		    "Monday 31 August 2026, 12:00 UTC" },
	};
	char words[80];

	for (size_t i = 0; i < COUNT(row); i++) {
		int64_t at = clock_instant(
		    row[i].zone, 2026, row[i].month, row[i].day, row[i].hour);

		CASE("%s", row[i].words);
		clock_words(words, sizeof(words), at, row[i].zone);
		EQ_TEXT(row[i].words, words);
	}
}

TEST(words_that_do_not_fit_are_cut)
{
	char words[10];

	clock_words(words, sizeof(words), 0, "UTC");
	EQ_TEXT("Thursday ", words);
}

TEST(utc_dates_of_mail_and_of_the_log)
{
	static const struct {
		int64_t at;
		const char *iso, *mail;
	} row[] = {
		{ 0, "1970-01-01T00:00:00.000Z",
		    "Thu, 1 Jan 1970 00:00:00 +0000" },
		{ -1, "1969-12-31T23:59:59.999Z",
		    "Wed, 31 Dec 1969 23:59:59 +0000" },
		{ 951782400000, "2000-02-29T00:00:00.000Z",
		    "Tue, 29 Feb 2000 00:00:00 +0000" },
		{ 1795234260123, "2026-11-21T04:11:00.123Z",
		    "Sat, 21 Nov 2026 04:11:00 +0000" },
		{ 4107542399999, "2100-02-28T23:59:59.999Z",
		    "Sun, 28 Feb 2100 23:59:59 +0000" },
		{ 4107542400000, "2100-03-01T00:00:00.000Z",
		    "Mon, 1 Mar 2100 00:00:00 +0000" },
		{ -62135596800000, "0001-01-01T00:00:00.000Z",
		    "Mon, 1 Jan 0001 00:00:00 +0000" },
	};
	char mail[40];

	for (size_t i = 0; i < COUNT(row); i++) {
		EQ_TEXT(row[i].iso, iso(row[i].at));
		clock_rfc5322(mail, sizeof(mail), row[i].at);
		EQ_TEXT(row[i].mail, mail);
	}
}

/* Our own reckoning of UTC against ICU's, every day of 600 years at noon. */
TEST(utc_without_icu_is_utc_with_icu)
{
	char want[40];

	for (int64_t at = -300 * 365 * DAY + HOUR * 12; at < 300 * 365 * DAY;
	     at += DAY) {
		struct local_time t = clock_local(at, "UTC");

		snprintf(want, sizeof(want), "%04d-%02d-%02dT12:00:00.000Z",
		    t.year, t.month, t.day);
		EQ_TEXT(want, iso(at));
	}
}

TEST(clocks_go_forward)
{
	int64_t ms = clock_monotonic(), us = clock_monotonic_us();

	YES(clock_monotonic() >= ms);
	YES(clock_monotonic_us() >= us);
	YES(us / 1000 - ms <= 1 * MINUTE);
	YES(clock_now() > clock_instant("UTC", 2024, 1, 1, 0));
}

struct traveller {
	const char *zones[2];
	int64_t wants[2];
	int wrong;
};

static void *
travel(void *arg)
{
	struct traveller *t = arg;

	for (int i = 0; i < 500; i++)
		if (clock_instant(t->zones[i % 2], 2026, 7, 1, 9) !=
		    t->wants[i % 2])
			t->wrong++;
	return NULL;
}

TEST(threads_in_several_zones_do_not_disturb_each_other)
{
	static struct traveller travellers[] = {
		{ .zones = { "Europe/London", "Asia/Tokyo" } },
		{ .zones = { "Asia/Tokyo", "America/New_York" } },
		{ .zones = { "Pacific/Apia", "Pacific/Apia" } },
	};
	pthread_t threads[COUNT(travellers)];

	for (size_t i = 0; i < COUNT(travellers); i++)
		for (size_t n = 0; n < 2; n++)
			travellers[i].wants[n] = clock_instant(
			    travellers[i].zones[n], 2026, 7, 1, 9);
	for (size_t i = 0; i < COUNT(travellers); i++)
		pthread_create(&threads[i], NULL, travel, &travellers[i]);
	for (size_t i = 0; i < COUNT(travellers); i++) {
		pthread_join(threads[i], NULL);
		EQ_INT(0, travellers[i].wrong);
	}
}
