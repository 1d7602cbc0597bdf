/* SPDX-License-Identifier: Apache-2.0 */
/*
 * template.c - sentences that coordinators answer with again and again.
 *
 * They belong to the community, not to a round. One that is removed stays in
 * the table, out of sight: what was answered with it is not touched.
 */
#include "soundings/base.h"

#include "domain/reviews/reviews.h"
#include "domain/reviews/round_rows.h"

#define TEMPLATES_MAX 100
#define TEMPLATE_TITLE_MAX 120

struct keeping {
	int64_t community;
	const char *title, *disposition, *reason;
};

struct template_name {
	int64_t template;
};

const struct field template_fields[] = {
	F_ID(template, id), F_ID(template, community),
	F_TEXT(template, title, 1, TEMPLATE_TITLE_MAX),
	F_CHOICE(template, disposition, dispositions),
	F_TEXT_OPT(template, reason, REASON_MAX), F_ID(template, made_by),
	F_TIME(template, removed_at), F_END
};
static const struct field keeping_input[] = {
	F_ID(keeping, community), F_TEXT(keeping, title, 1, TEMPLATE_TITLE_MAX),
	F_CHOICE(keeping, disposition, dispositions),
	F_TEXT_OPT(keeping, reason, REASON_MAX), F_END
};
static const struct field template_name_input[] = {
	F_ID(template_name, template), F_END
};

static void
tell(struct call *c, const char *kind, const struct template *t)
{
	event_emit(c, kind, AUDIENCE(AUDIENCE_COORDINATORS, t->community),
	    t->community, t);
}

static enum err
template_add(struct call *c)
{
	const struct keeping *in = c->in;
	struct answering a = { .disposition = in->disposition,
		.reason = in->reason };
	struct template t;

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!access_community(c, in->community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Comments are answered by coordinators.");
	if (!answering_valid(c, &a))
		return c->err;
	if (db_number(c->db, TEMPLATE_COUNT, in->community) >= TEMPLATES_MAX)
		return call_fail(c, E_CONFLICT,
		    "There are a hundred templates. Remove one that nobody "
		    "uses, then keep this one.");
	t = (struct template){ .id = event_seq(c), .community = in->community,
		.title = in->title, .disposition = in->disposition,
		.reason = in->reason, .made_by = c->member };
	db_put(c->db, TEMPLATE_INSERT, template_fields, &t);
	tell(c, "template.added", &t);
	return call_reply(c, template_fields, &t);
}

static enum err
template_remove(struct call *c)
{
	const struct template_name *in = c->in;
	struct template t;

	if (!db_get(c->db, TEMPLATE_GET, template_fields, &t, in->template,
	    c->member) || !access_community(c, t.community, MAY_RUN))
		return call_fail(c, E_NOT_FOUND, "There is no such template.");
	t.removed_at = c->now;
	db_run(c->db, TEMPLATE_REMOVE, t.removed_at, t.id);
	tell(c, "template.removed", &t);
	return call_reply(c, template_fields, &t);
}

const struct method template_methods[] = {
	{ .name = "template.add", .kind = WRITE, .who = WHO_MEMBER,
	  .in = keeping_input, .in_size = sizeof(struct keeping),
	  .out = template_fields, .run = template_add,
	  .doc = "Keeps an answer to be given again; for coordinators." },
	{ .name = "template.remove", .kind = WRITE, .who = WHO_MEMBER,
	  .in = template_name_input, .in_size = sizeof(struct template_name),
	  .out = template_fields, .run = template_remove,
	  .doc = "Offers a kept answer no longer; for coordinators." },
	{ 0 }
};

static const struct row template_row = {
	"template", template_fields, sizeof(struct template), TEMPLATE_GET,
	TEMPLATE_ALL,
};

const struct event_kind template_events[] = {
	{ .name = "template.added", .row = &template_row,
	  .doc = "An answer is kept to be given again; for coordinators." },
	{ .name = "template.removed", .row = &template_row,
	  .doc = "A kept answer is offered no longer; for coordinators." },
	{ 0 }
};
