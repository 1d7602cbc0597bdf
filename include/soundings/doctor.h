/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doctor.h - is everything there that mail needs?
 *
 * It looks and signs in, but sends nothing and changes nothing. What it finds it
 * prints, a line for each, with what to do about it.
 */
#ifndef SOUNDINGS_DOCTOR_H
#define SOUNDINGS_DOCTOR_H

#include "soundings/arena.h"
#include "soundings/settings.h"

enum finding {
	FINDING_GOOD,
	FINDING_NOTE,    /* good enough; somebody may want to know */
	FINDING_UNKNOWN, /* it could not be looked at */
	FINDING_BAD,
};

struct doctor {
	struct arena *arena;
	const struct settings *settings;
	const char *selector; /* of the DKIM key */
	const char *dns;      /* records as text, instead of the DNS; NULL */
	size_t bad, unknown;  /* how many so far */
};

/* A line of what was found; `advice` NULL: there is nothing to do. */
void doctor_say(struct doctor *d, enum finding f, const char *subject,
    const char *what, const char *advice);

/* The relay, the mailbox, the directories; the sender's domain in the DNS. */
void doctor_mail(struct doctor *d);
void doctor_domain(struct doctor *d);

#endif
