/* SPDX-License-Identifier: Apache-2.0 */
/*
 * draft.c - what somebody is still writing, kept for their other device.
 *
 * A place names what is written ("thread:12"); its meaning is the client's. An
 * empty body drops the draft. Never for ballots or other anonymous answers.
 */
#include "soundings/base.h"

#include "domain/threads/threads.h"

#define PLACE_MAX  100
#define DRAFTS_MAX 200

struct draft_list {
	struct list drafts;
};

const struct field draft_fields[] = {
	F_ID(draft, id), F_TEXT(draft, place, 1, PLACE_MAX),
	F_TEXT(draft, body, 0, BODY_MAX), F_AT(draft, saved_at), F_END
};
static const struct field draft_input[] = {
	F_TEXT(draft, place, 1, PLACE_MAX), F_TEXT(draft, body, 0, BODY_MAX),
	F_END
};
static const struct field draft_list_output[] = {
	F_LIST(draft_list, drafts, draft, draft_fields, DRAFTS_MAX), F_END
};

static enum err
draft_save(struct call *c)
{
	struct draft *d = c->in;
	struct draft old;

	d->saved_at = c->now;
	if (db_get(c->db, DRAFT_FIND, draft_fields, &old, c->member,
	    d->place)) {
		d->id = old.id;
		db_run(c->db, DRAFT_SAVE, d->body, d->saved_at, d->id);
	} else {
		d->id = event_seq(c);
		db_run(c->db, DRAFT_INSERT, d->id, c->member, d->place,
		    d->body, d->saved_at);
	}
	event_emit(c, "draft.saved", AUDIENCE(AUDIENCE_MEMBER, c->member), 0,
	    d);
	return call_reply(c, draft_fields, d);
}

static enum err
draft_list(struct call *c)
{
	struct draft_list out;

	out.drafts = db_all(c->db, DRAFT_ALL, draft_fields,
	    sizeof(struct draft), c->member);
	return call_reply(c, draft_list_output, &out);
}

const struct method draft_methods[] = {
	{ .name = "draft.save", .kind = WRITE, .who = WHO_MEMBER,
	  .in = draft_input, .in_size = sizeof(struct draft),
	  .out = draft_fields, .run = draft_save,
	  .doc = "Keeps what the caller is writing; an empty body drops it." },
	{ .name = "draft.list", .kind = READ, .who = WHO_MEMBER,
	  .out = draft_list_output, .run = draft_list,
	  .doc = "What the caller is still writing, everywhere." },
	{ 0 }
};

static const struct row draft_row = {
	"draft", draft_fields, sizeof(struct draft), DRAFT_GET,
	DRAFT_OF_MEMBER,
};

const struct event_kind draft_events[] = {
	{ .name = "draft.saved", .row = &draft_row,
	  .doc = "The member saved a draft on some device." },
	{ 0 }
};
