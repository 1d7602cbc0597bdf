/* SPDX-License-Identifier: Apache-2.0 */
/*
 * clock.h - time: instants in ms since 1970 UTC, and the zones of people.
 *
 * Deadlines of the machine use the monotonic clock; what people see uses wall
 * time and an IANA zone (by ICU, never setenv("TZ")). Callable from any thread.
 */
#ifndef SOUNDINGS_CLOCK_H
#define SOUNDINGS_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

struct local_time {
	int year, month, day;      /* 2026, 1-12, 1-31 */
	int weekday;               /* 1 Monday - 7 Sunday */
	int hour, minute;
};

int64_t clock_now(void);       /* wall time, ms */
int64_t clock_monotonic(void); /* ms since some start; never goes back */
int64_t clock_monotonic_us(void);
int64_t clock_thread_us(void); /* for which the calling thread had a core */

/* Is it an IANA zone that ICU knows ("Europe/London")? */
bool clock_zone_valid(const char *zone);
/* An unknown zone is read as UTC. */
struct local_time clock_local(int64_t at, const char *zone);
/* The first instant of that day at or after hour:00 local time; in a gap the
 * instant after it, in an overlap the first (E-18). */
int64_t clock_instant(const char *zone, int year, int month, int day,
    int hour);
/* "Friday 4 December 2026, 17:00 GMT" into out. */
void clock_words(char *out, size_t room, int64_t at, const char *zone);
/* RFC 5322 date in UTC: "Sat, 21 Nov 2026 04:11:00 +0000". */
void clock_rfc5322(char *out, size_t room, int64_t at);
/* "2026-11-21T04:11:00.123Z". */
void clock_iso(char *out, size_t room, int64_t at);

#endif
