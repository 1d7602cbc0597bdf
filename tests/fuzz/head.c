/* SPDX-License-Identifier: Apache-2.0 */
/*
 * head.c - fuzzes the gate: whatever a stranger sends as a request, it is read
 * within its bytes, and what comes in keeps the promises of the gate.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "net/filter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static const struct settings settings = {
	.listen = "localhost:8080", .public_url = "https://talk.example.org",
	.body_max = 1000,
};

static void
check(const struct head *h)
{
	char token[SECRET_TOKEN_LEN + 1], address[64];
	const char *origin = h->value[HEADER_ORIGIN];
	struct filter f;
	enum route route = filter_route(h, false);

	invariant(h->path[0] == '/' && strstr(h->path, "//") == NULL);
	invariant(utf8_valid(h->path, strlen(h->path)));
	filter_init(&f, &settings);
	if (filter_session(h->value[HEADER_COOKIE], token))
		invariant(strlen(token) == SECRET_TOKEN_LEN);
	filter_address("9.9.9.9", h->value[HEADER_FORWARDED_FOR], "9.9.9.9",
	    address, sizeof(address));
	if (filter_request(&f, h, route) != NULL)
		return;
	invariant(h->verb != VERB_OTHER && h->verb != VERB_UNKNOWN);
	invariant(h->body_len <= RPC_MAX);
	invariant(h->value[HEADER_UPGRADE] == NULL || route == ROUTE_SOCKET);
	invariant(route != ROUTE_SOCKET || origin != NULL);
	invariant(origin == NULL || strstr(origin, "evil") == NULL ||
	    (route != ROUTE_SOCKET && route != ROUTE_RPC));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	int64_t end = head_len((const char *)data, len);
	struct head h;
	char *text;

	if (end <= 0 || end > HEAD_MAX)
		return 0;
	text = need((size_t)end);
	memcpy(text, data, (size_t)end);
	if (head_read(&h, text, (size_t)end) == 0)
		check(&h);
	free(text);
	return 0;
}
