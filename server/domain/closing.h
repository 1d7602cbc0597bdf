/* SPDX-License-Identifier: Apache-2.0 */
/*
 * closing.h - when something that was asked stops taking answers.
 *
 * Rounds and polls close at an announced instant, in the zone in which it was
 * meant. The clock alone refuses late answers; a chore then says it to all.
 */
#ifndef DOMAIN_CLOSING_H
#define DOMAIN_CLOSING_H

#include "soundings/call.h"
#include "soundings/clock.h"

/* How often chores look for what is due. */
#define CLOSING_EVERY 5000
/* So long before something closes or begins it is mailed once more. */
#define WARNED_BEFORE (2 * DAY)

/* May something be open until then? If not, the call has failed. */
bool closing_valid(struct call *c, int64_t closes_at, const char *zone);
/* The same for what opens at that time. */
bool closing_valid_after(struct call *c, int64_t opens_at, int64_t closes_at,
    const char *zone);
/* May something be planned to open then? If not, the call has failed. */
bool opening_time_valid(struct call *c, int64_t opens_at);
/* "Friday 4 December 2026, 17:00 GMT" */
const char *closing_words(struct call *c, int64_t at, const char *zone);

#endif
