/* SPDX-License-Identifier: Apache-2.0 */
/*
 * since.c - what a listener missed, told from the ring of the hub.
 *
 * A crowd that was cut off asks all at once, and nearly all of them for the
 * same few events: those are copied here, on the loop, as they were sent, and
 * no reader looks anything up. What the ring cannot tell the method reads from
 * the log; a client sees no difference but the time it takes.
 */
#include "net/since.h"

#include <string.h>

#include "soundings/event.h"
#include "soundings/record.h"

struct asked {
	int64_t after;
};

static const struct field asked_fields[] = {
	F_INT(asked, after, 0, FIELD_INT_MAX), F_END
};

bool
since_read(const struct rpc *r, int64_t *after)
{
	struct record_error error;
	struct asked asked;

	if (r->params == NULL ||
	    !record_decode(r->job->call.arena, asked_fields, sizeof(asked),
		r->params, &asked, &error))
		return false;
	*after = asked.after;
	return true;
}

void
since_write(struct buffer *b, const char *id, int64_t seq,
    const struct buffer *events, bool more)
{
	buffer_printf(b, "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":"
			 "{\"seq\":%lld,\"events\":[",
	    id, (long long)seq);
	buffer_put(b, events->at, events->len);
	buffer_printf(b, "],\"more\":%s,\"reset\":false}}",
	    more ? "true" : "false");
}

bool
since_answer(struct hub *h, const struct subscriber *s, const struct rpc *r,
    struct buffer *b)
{
	struct buffer events = { 0 };
	int64_t after, seq;

	if (strcmp(r->job->method->name, "event.since") != 0 ||
	    !since_read(r, &after) || !hub_covers(h, s, after) ||
	    hub_seq(h) - after > REPLAY_MAX)
		return false;
	seq = hub_since(h, s, after, &events);
	since_write(b, r->job->id, seq, &events, seq < hub_seq(h));
	buffer_free(&events);
	return true;
}
