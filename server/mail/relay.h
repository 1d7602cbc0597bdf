/* SPDX-License-Identifier: Apache-2.0 */
/*
 * relay.h - deliveries to the SMTP relay; carrier thread only.
 */
#ifndef MAIL_RELAY_H
#define MAIL_RELAY_H

#include "mail/letter.h"

struct relay;

/* Reads the settings, on the loop thread; fatal when they do not fit. */
struct relay *relay_new(const struct settings *s);
void relay_free(struct relay *r);

/* May one more delivery begin? */
bool relay_ready(const struct relay *r);
/* Begins to deliver a composed letter. */
void relay_send(struct relay *r, struct letter *l);
/* Moves all deliveries on and gives back a list of those that ended, with
 * result and reply. */
struct letter *relay_move(struct relay *r);
/* Waits for the network, for relay_wake, or for so many ms. */
void relay_wait(struct relay *r, int ms);
/* Ends relay_wait; any thread. */
void relay_wake(struct relay *r);
bool relay_idle(const struct relay *r);
/* Breaks off what is left; the letters may or may not have arrived. */
struct letter *relay_abandon(struct relay *r);

#endif
