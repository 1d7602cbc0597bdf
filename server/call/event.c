/* SPDX-License-Identifier: Apache-2.0 */
/*
 * event.c - writing the log, and telling it again.
 *
 * An event is serialised once, here, inside the transaction of its cause; the
 * hub only copies bytes. Told again later it carries the row as it is then:
 * the log holds references, so erasing a person never rewrites history.
 */
#include "soundings/event.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/record.h"

const struct event_kind *
event_kind_find(const char *name)
{
	for (size_t t = 0; event_tables[t] != NULL; t++)
		for (const struct event_kind *k = event_tables[t];
		     k->name != NULL; k++)
			if (strcmp(k->name, name) == 0)
				return k;
	return NULL;
}

int64_t
event_seq(struct call *c)
{
	return event_last(c) + 1;
}

int64_t
event_last(struct call *c)
{
	if (c->seq == 0)
		c->seq = db_number(c->db, EVENT_LAST, 0);
	return c->seq;
}

/* The id of a row: the first field of every row type. */
static int64_t
row_id(const struct row *row, const void *p)
{
	int64_t id;

	invariant(strcmp(row->fields[0].name, "id") == 0);
	memcpy(&id, (const char *)p + row->fields[0].offset, sizeof(id));
	return id;
}

void
event_write(struct buffer *b, const struct event *e, const void *row)
{
	buffer_text(b, "{\"jsonrpc\":\"2.0\",\"method\":\"");
	buffer_text(b, e->kind->name);
	buffer_text(b, "\",\"params\":{\"seq\":");
	buffer_int(b, e->seq);
	buffer_text(b, ",\"at\":");
	buffer_int(b, e->at);
	buffer_text(b, ",\"community\":");
	if (e->community != 0)
		buffer_int(b, e->community);
	else
		buffer_text(b, "null");
	if (row != NULL) {
		buffer_text(b, ",\"row\":");
		record_encode(b, e->kind->row->fields, row);
	} else {
		buffer_text(b, ",\"subject\":");
		buffer_int(b, e->subject);
	}
	buffer_text(b, "}}");
}

static void
append(struct call *c, struct event *e, const void *row)
{
	struct buffer b = { 0 };

	e->seq = event_seq(c);
	e->at = c->now;
	e->actor = c->member;
	event_write(&b, e, row);
	e->json = arena_copy(c->arena, b.at, b.len);
	e->json_len = b.len;
	buffer_free(&b);
	db_run(c->db, EVENT_INSERT, e->seq, e->at, REF(e->community),
	    e->audience, REF(e->actor), e->kind->name, e->subject);
	c->seq = e->seq;
	if (c->events == NULL)
		c->events = e;
	else
		c->events_last->next = e;
	c->events_last = e;
}

static struct event *
event_of(struct call *c, const char *kind, int64_t audience, int64_t community)
{
	struct event *e = arena_get(c->arena, sizeof(*e));

	e->kind = event_kind_find(kind);
	invariant(e->kind != NULL);
	e->audience = audience;
	e->community = community;
	return e;
}

void
event_emit(struct call *c, const char *kind, int64_t audience,
    int64_t community, const void *row)
{
	struct event *e = event_of(c, kind, audience, community);

	invariant(e->kind->row != NULL);
	e->subject = row_id(e->kind->row, row);
	append(c, e, row);
}

void
event_note(struct call *c, const char *kind, int64_t audience,
    int64_t community, int64_t subject)
{
	struct event *e = event_of(c, kind, audience, community);

	invariant(e->kind->row == NULL);
	e->subject = subject;
	append(c, e, NULL);
}
