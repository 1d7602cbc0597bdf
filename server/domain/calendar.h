/* SPDX-License-Identifier: Apache-2.0 */
/*
 * calendar.h - a meeting as calendars read it (RFC 5545).
 */
#ifndef DOMAIN_CALENDAR_H
#define DOMAIN_CALENDAR_H

#include "soundings/call.h"

#include "domain/rows.h"

/* The file of one meeting, cancelled ones too. A later one of the same meeting
 * takes the place of an earlier one in the calendar that has it. */
const char *calendar_of(struct call *c, const struct meeting *m);

#endif
