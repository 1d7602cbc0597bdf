/* SPDX-License-Identifier: Apache-2.0 */
/*
 * inbox.h - fetches answers from a mailbox, for `mail_in = imap`.
 *
 * All functions are called on the loop thread. One thread of its own talks to
 * the mail server and has the mails read; what a mail does, and how far the
 * mailbox was read, is the methods' (mail.take, inbox.begin).
 */
#ifndef SOUNDINGS_INBOX_H
#define SOUNDINGS_INBOX_H

#include "soundings/engine.h"
#include "soundings/settings.h"

struct inbox;

/* Fatal when the settings do not fit. With another `mail_in` nothing is
 * started. */
struct inbox *inbox_start(struct engine *e, struct uv_loop_s *loop,
    const struct settings *s);
/* Ends the thread; the engine must be stopped after this. A mail that was on its
 * way is fetched again by the next start. Closes its handles. */
void inbox_stop(struct inbox *b);
/* After engine_stop and after the loop has closed the handles. */
void inbox_free(struct inbox *b);

#endif
