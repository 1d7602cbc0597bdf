/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bell.h - wake-ups between the servers of one store.
 *
 * A ring says no more than "look": it may be lost, so whoever waits for one
 * looks now and then anyway. It has a connection of its own, because a wake-up
 * inside the writing transaction makes all commits wait for each other.
 */
#ifndef SOUNDINGS_BELL_H
#define SOUNDINGS_BELL_H

#include <stdbool.h>

struct bell;

/* For a store that is no file. */
struct bell *bell_new(const char *store);
void bell_free(struct bell *b);
/* Waits until another server rings, `fd` is readable or the time is over. True:
 * it rang, or may have while there was no connection. */
bool bell_wait(struct bell *b, int fd, int ms);
/* Wakes the others. */
void bell_ring(struct bell *b);

#endif
