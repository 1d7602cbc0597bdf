/* SPDX-License-Identifier: Apache-2.0 */
/*
 * soundings.c - what the members of a crowd say to Soundings and hear from it.
 *
 * Each comes as through a proxy, with an address of its own, because the
 * server limits the sockets of an address.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crowd.h"

static const char event_start[] = "{\"jsonrpc\":\"2.0\",\"method\":\"";
static const char posted_name[] = "thread.posted\"";
static const char hello_name[] = "server.hello\"";

static size_t
greet(const struct crowd *crowd, struct client *client, char *out, size_t room)
{
	char more[300];

	snprintf(more, sizeof(more),
	    "Sec-WebSocket-Protocol: soundings.1\r\n"
	    "X-Forwarded-For: 10.1.%zu.%zu\r\n"
	    "Cookie: __Host-sid=%s\r\n",
	    client->index / 250, client->index % 250 + 1,
	    crowd->tokens[client->index]);
	return upgrade_request(crowd, out, room, "/ws", more);
}

static void
take_event(struct crowd *crowd, struct client *c, const char *name, size_t len)
{
	bool hello = memcmp(name, hello_name, sizeof(hello_name) - 1) == 0;
	const char *seq = memmem(name, len, "\"seq\":", 6);
	int64_t n = seq != NULL ? strtoll(seq + 6, NULL, 10) : 0;

	if (hello) {
		c->hello = c->last_seq = n;
		if (crowd->hello != NULL)
			crowd->hello(crowd, c);
		return;
	}
	c->bytes += (int64_t)(len + sizeof(event_start) - 1);
	if (seq == NULL)
		return;
	if (n <= c->last_seq)
		crowd->twice++;
	c->last_seq = n;
	if (memcmp(name, posted_name, sizeof(posted_name) - 1) == 0)
		client_copied(crowd, c);
}

static void
heard(struct crowd *crowd, struct client *c, const char *text, size_t len)
{
	size_t head = sizeof(event_start) - 1;

	if (len > head + 20 && memcmp(text, event_start, head) == 0)
		take_event(crowd, c, text + head, len - head);
	else if (crowd->answer != NULL)
		crowd->answer(crowd, c, text, len);
}

const struct protocol soundings = {
	.name = "soundings", .greet = greet, .heard = heard
};
