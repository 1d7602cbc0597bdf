/* SPDX-License-Identifier: Apache-2.0 */
/*
 * letter.h - a mail about something that happened, for the files that make it.
 */
#ifndef NOTIFY_LETTER_H
#define NOTIFY_LETTER_H

#include "soundings/field.h"

/* What was decided for one member about one event. */
struct decision {
	int64_t member, event;
	const char *kind;
	int64_t community, subject, batch;
	const char *cause, *way, *why;
	int64_t at, due_at, settled_at, mail;
};

extern const struct field decision_stored[];

#endif
