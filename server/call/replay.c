/* SPDX-License-Identifier: Apache-2.0 */
/*
 * replay.c - the log told again, and the state that it leads to.
 *
 * event.since gives a client what it missed; event.snapshot gives all that the
 * caller may see of a community. Snapshot, then events, is the same as a later
 * snapshot: the tests hold every method to that law.
 */
#include "soundings/access.h"
#include "soundings/event.h"
#include "soundings/method.h"
#include "soundings/record.h"

#define REPLAY_SLICE 500

struct since {
	int64_t after;
};

struct told {
	int64_t seq;
	struct json *events;
	bool more;
	bool reset;
};

struct snapshot {
	int64_t community;
	int64_t seq;
	struct json *rows;
};

struct line {
	int64_t seq, at, community, audience, actor, subject;
	const char *kind;
};

static const struct field since_input[] = {
	F_INT(since, after, 0, FIELD_INT_MAX), F_END
};
static const struct field told_fields[] = {
	F_INT(told, seq, 0, FIELD_INT_MAX), F_JSON(told, events),
	F_BOOL(told, more), F_BOOL(told, reset), F_END
};
static const struct field snapshot_input[] = {
	F_ID(snapshot, community), F_END
};
static const struct field snapshot_fields[] = {
	F_INT(snapshot, seq, 0, FIELD_INT_MAX), F_JSON(snapshot, rows), F_END
};
static const struct field line_fields[] = {
	F_ID(line, seq), F_TIME(line, at), F_REF(line, community),
	F_INT(line, audience, 0, FIELD_INT_MAX), F_REF(line, actor),
	F_TEXT(line, kind, 1, 100), F_ID(line, subject), F_END
};

/* The one member whom a line is for; 0: it is for more. */
static int64_t
hearer(const struct line *l)
{
	return AUDIENCE_KIND(l->audience) == AUDIENCE_MEMBER
	    ? AUDIENCE_OWNER(l->audience)
	    : 0;
}

/* Asks for the rows of many lines before each is told; as_heard: as the member
 * whom a line is for may see it, not as the caller may. */
static void
ask_ahead(struct call *c, const struct list *lines, bool as_heard)
{
	const struct line *l = lines->at;
	const struct event_kind *kind;

	for (size_t i = 0; i < lines->count; i++) {
		kind = event_kind_find(l[i].kind);
		if (kind != NULL && kind->row != NULL)
			db_ahead(c->db, kind->row->get, l[i].subject,
			    as_heard ? hearer(&l[i]) : c->member);
	}
}

/* Appends one line of the log with its row as the caller may see it now. */
static bool
tell(struct call *c, struct buffer *b, const struct line *l, bool first)
{
	struct event e = {
		.kind = event_kind_find(l->kind), .seq = l->seq, .at = l->at,
		.community = l->community, .subject = l->subject,
	};
	const struct row *row;
	void *p = NULL;

	if (e.kind == NULL) /* written by a newer program */
		return false;
	row = e.kind->row;
	if (row != NULL) {
		p = arena_get(c->arena, row->size);
		if (!db_get(c->db, row->get, row->fields, p, l->subject,
		    c->member))
			return false;
	}
	if (!first)
		buffer_char(b, ',');
	event_write(b, &e, p);
	return true;
}

/* A kind for what nobody hears: its row is gone, or a newer program wrote it. */
static const struct event_kind silent = { .name = "log.silent" };

static struct event *
again(struct call *c, const struct line *l)
{
	struct event *e = arena_get(c->arena, sizeof(*e));
	struct buffer b = { 0 };

	*e = (struct event){ .kind = event_kind_find(l->kind), .seq = l->seq,
		.at = l->at, .community = l->community,
		.audience = l->audience, .actor = l->actor,
		.subject = l->subject };
	c->member = hearer(l);
	if (!tell(c, &b, l, true)) {
		e->audience = AUDIENCE_NOBODY;
		if (e->kind == NULL)
			e->kind = &silent;
	}
	e->json = arena_copy(c->arena, buffer_string(&b), b.len);
	e->json_len = b.len;
	buffer_free(&b);
	return e;
}

struct event *
event_again(struct call *c, int64_t after, int64_t upto, int64_t count)
{
	struct list lines = db_all(c->db, EVENT_STRETCH, line_fields,
	    sizeof(struct line), after, upto, count);
	const struct line *line = lines.at;
	struct event *first = NULL, **end = &first;

	ask_ahead(c, &lines, true);
	for (size_t i = 0; i < lines.count; i++) {
		*end = again(c, &line[i]);
		end = &(*end)->next;
	}
	return first;
}

static enum err
answer(struct call *c, int64_t seq, const struct buffer *events,
    const char *flags)
{
	buffer_clear(&c->reply);
	buffer_printf(&c->reply, "{\"seq\":%lld,\"events\":[", (long long)seq);
	buffer_put(&c->reply, events->at, events->len);
	buffer_printf(&c->reply, "],%s}", flags);
	return c->err;
}

static enum err
event_since(struct call *c)
{
	const struct since *s = c->in;
	struct buffer events = { 0 };
	int64_t last = event_last(c);
	const struct line *line;
	struct list lines;
	bool told = false, full;

	if (s->after > last || last - s->after > REPLAY_MAX)
		return answer(c, last, &events, "\"more\":false,\"reset\":true");
	lines = db_all(c->db, EVENT_RANGE, line_fields, sizeof(struct line),
	    s->after, last, c->member, REPLAY_SLICE);
	line = lines.at;
	ask_ahead(c, &lines, false);
	for (size_t i = 0; i < lines.count; i++)
		told |= tell(c, &events, &line[i], !told);
	full = lines.count == REPLAY_SLICE;
	answer(c, full ? line[lines.count - 1].seq : last, &events,
	    full ? "\"more\":true,\"reset\":false"
		 : "\"more\":false,\"reset\":false");
	buffer_free(&events);
	return c->err;
}

static bool
told_before(const struct event_kind *const *table, const struct event_kind *kind)
{
	for (const struct event_kind *const *t = event_tables; t <= table; t++)
		for (const struct event_kind *k = *t; k->name != NULL; k++) {
			if (k == kind)
				return false;
			if (k->row == kind->row)
				return true;
		}
	return false;
}

static void
snapshot_rows(struct call *c, const struct row *row, int64_t community)
{
	struct list rows = db_all(c->db, row->all, row->fields, row->size,
	    community, c->member);

	json_put_text(&c->reply, row->name);
	buffer_text(&c->reply, ":[");
	for (size_t i = 0; i < rows.count; i++) {
		if (i > 0)
			buffer_char(&c->reply, ',');
		record_encode(&c->reply, row->fields,
		    (const char *)rows.at + i * row->size);
	}
	buffer_char(&c->reply, ']');
}

static enum err
event_snapshot(struct call *c)
{
	const struct snapshot *s = c->in;
	bool first = true;

	if (!access_community(c, s->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "no such community");
	buffer_printf(&c->reply, "{\"seq\":%lld,\"rows\":{",
	    (long long)event_last(c));
	for (const struct event_kind *const *t = event_tables; *t != NULL; t++)
		for (const struct event_kind *k = *t; k->name != NULL; k++) {
			if (k->row == NULL || told_before(t, k))
				continue;
			if (!first)
				buffer_char(&c->reply, ',');
			snapshot_rows(c, k->row, s->community);
			first = false;
		}
	buffer_text(&c->reply, "}}");
	return c->err;
}

const struct method event_methods[] = {
	{ .name = "event.since", .kind = READ, .who = WHO_MEMBER,
	  .in = since_input, .in_size = sizeof(struct since),
	  .out = told_fields, .run = event_since,
	  .doc = "What happened after a seq, for a client that was away." },
	{ .name = "event.wait", .kind = READ, .who = WHO_MEMBER,
	  .in = since_input, .in_size = sizeof(struct since),
	  .out = told_fields, .run = event_since,
	  .doc = "The same, but waits up to 25 s until there is something." },
	{ .name = "event.snapshot", .kind = READ, .who = WHO_MEMBER,
	  .lane = LANE_HEAVY,
	  .in = snapshot_input, .in_size = sizeof(struct snapshot),
	  .out = snapshot_fields, .run = event_snapshot,
	  .doc = "Every row of a community that its member may see." },
	{ 0 }
};
