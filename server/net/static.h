/* SPDX-License-Identifier: Apache-2.0 */
/*
 * static.h - the built web client, in memory.
 */
#ifndef NET_STATIC_H
#define NET_STATIC_H

#include "net/conn.h"

/* Reads the directory; one that is not there is a client that says so. */
struct client *client_load(const char *directory);
void client_free(struct client *c);

void static_answer(struct conn *c);

#endif
