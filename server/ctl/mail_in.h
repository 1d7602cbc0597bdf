/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_in.h - a mail that a mail server brings, whichever way.
 */
#ifndef CTL_MAIL_IN_H
#define CTL_MAIL_IN_H

#include <stdbool.h>
#include <stddef.h>

#include "soundings/settings.h"

/* Has it read and hands it to the server, in a process of its own: whatever ends
 * that, the mail server keeps the mail. `to`: whom the envelope names; NULL: see
 * the mail. False: not now, it has to come again. */
bool mail_in_take(const struct settings *s, const char *bytes, size_t len,
    const char *to);

/* mail_lmtp.c: takes mails until the peer has none; the exit status. */
int mail_lmtp(const struct settings *s);

#endif
