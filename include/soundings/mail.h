/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail.h - carries what waits in the outbox to a relay or into files.
 *
 * All functions are called on the loop thread. One thread of its own does the
 * carrying; it knows no database. What is due and what becomes of it is decided
 * by the methods outbox.lease and outbox.settle (outbox.h).
 */
#ifndef SOUNDINGS_MAIL_H
#define SOUNDINGS_MAIL_H

#include "soundings/engine.h"
#include "soundings/outbox.h"
#include "soundings/settings.h"

struct mail;

/* The bytes of one mail, as they would be sent; false: it would not be a sound
 * message. Any thread. */
bool mail_compose(const struct leased *mail, const struct settings *s,
    struct buffer *out);

/* Starts carrying; fatal when the mail settings do not fit together. With
 * `mail_mode = off` nothing is started. */
struct mail *mail_start(struct engine *e, struct uv_loop_s *loop,
    const struct settings *s);
/* Lets what is on the wire end, two seconds at most, and hands the results to
 * the engine, which must be stopped after this. Closes its handles. */
void mail_stop(struct mail *m);
/* After engine_stop and after the loop has closed the handles. */
void mail_free(struct mail *m);

#endif
