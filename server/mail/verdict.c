/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verdict.c - what a relay's answer means (RFC 5321, 3463).
 *
 * libcurl reports 4xx and 5xx alike, so the code and the stage decide. A relay
 * that refuses a recipient by its policy (x.7.x) has something against us, not
 * against the mailbox: that costs the mail, but not its reader.
 */
#include "mail/verdict.h"

#include <stdlib.h>
#include <string.h>

const char *
stage_name(enum stage stage)
{
	static const char *const names[] = { "connect", "hello", "tls", "auth",
		"mail", "rcpt", "data", "dot" };

	return names[stage];
}

/* "550 5.7.1 ..." */
static bool
by_policy(const char *reply)
{
	return strlen(reply) > 6 && strncmp(reply + 3, " 5.7", 4) == 0;
}

const char *
verdict(bool delivered, enum stage stage, const char *reply)
{
	long code = strtol(reply, NULL, 10);

	if (delivered)
		return "sent";
	if (stage < STAGE_MAIL)
		return "held";
	if (code < 500 || code > 599)
		return "later"; /* 4xx, or the link broke */
	if (stage == STAGE_RCPT && !by_policy(reply))
		return "bounced";
	return "refused";
}
