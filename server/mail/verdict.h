/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verdict.h - what a relay's answer means; pure.
 */
#ifndef MAIL_VERDICT_H
#define MAIL_VERDICT_H

#include <stdbool.h>

/* How far a delivery had come when it ended, by our last command. */
enum stage {
	STAGE_CONNECT, /* the greeting included */
	STAGE_HELLO,
	STAGE_TLS,
	STAGE_AUTH,
	STAGE_MAIL, /* from here on it is about one mail */
	STAGE_RCPT,
	STAGE_DATA,
	STAGE_DOT, /* the mail has begun to go */
};

const char *stage_name(enum stage stage);

/* One of outbox_results. `reply` is the relay's last line, "" when it said
 * nothing or when what ended the delivery was not a line of its. */
const char *verdict(bool delivered, enum stage stage, const char *reply);

#endif
