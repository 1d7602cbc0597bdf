/* SPDX-License-Identifier: Apache-2.0 */
/*
 * plan.c - rounds that open by themselves at a time set before.
 *
 * Until then a plan is the coordinators' alone: its events carry no row and go
 * to them only. It holds what round.open takes and is opened the same way, in
 * the name of who planned or last changed it, with their rights of that moment.
 * What cannot be opened then is not tried again by itself: an opening hours
 * later surprises people. It waits for a coordinator, and all of them are told.
 */
#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/closing.h"
#include "domain/reviews/opening.h"

#define PLANS_MAX 200

struct plan {
	int64_t id, community, document, opens_at;
	struct opening *opening;
	const char *instructions_html;
	int64_t planned_by, planned_at; /* or changed */
	int64_t revision;               /* how often it was changed */
	int64_t refused_at;             /* 0: its time has not come */
	const char *refusal;
	int64_t round;                  /* what it became; 0: nothing yet */
	int64_t withdrawn_at;
};

struct planning {
	int64_t plan, revision; /* which is changed; 0: a new one */
	int64_t opens_at;
	struct opening *opening;
};

struct plan_query {
	int64_t community;
};

struct plan_list {
	struct list plans;
};

struct plan_name {
	int64_t plan, revision; /* as the caller has seen it */
};

static const struct field plan_fields[] = {
	F_ID(plan, id), F_ID(plan, community), F_ID(plan, document),
	F_AT(plan, opens_at), F_ONE(plan, opening, opening, opening_fields),
	F_TEXT(plan, instructions_html, 0, HTML_MAX), F_ID(plan, planned_by),
	F_AT(plan, planned_at), F_INT(plan, revision, 0, FIELD_INT_MAX),
	F_TIME(plan, refused_at), F_TEXT_OPT(plan, refusal, BODY_MAX),
	F_REF(plan, round), F_TIME(plan, withdrawn_at), F_END
};
static const struct field planning_input[] = {
	F_INT(planning, opens_at, 1, FIELD_INT_MAX),
	F_ONE(planning, opening, opening, opening_fields), F_END
};
static const struct field replanning_input[] = {
	F_ID(planning, plan), F_INT(planning, revision, 0, FIELD_INT_MAX),
	F_INT(planning, opens_at, 1, FIELD_INT_MAX),
	F_ONE(planning, opening, opening, opening_fields), F_END
};
static const struct field plan_query_input[] = {
	F_ID(plan_query, community), F_END
};
static const struct field plan_list_output[] = {
	F_LIST(plan_list, plans, plan, plan_fields, PLANS_MAX), F_END
};
static const struct field plan_name_input[] = {
	F_ID(plan_name, plan), F_INT(plan_name, revision, 0, FIELD_INT_MAX),
	F_END
};

static void
tell(struct call *c, const char *kind, const struct plan *p)
{
	event_note(c, kind, AUDIENCE(AUDIENCE_COORDINATORS, p->community),
	    p->community, p->id);
}

/* The plan as the caller has seen it, if it waits still; else the call has
 * failed. That there is one, nobody but coordinators learns. */
static bool
plan_pick(struct call *c, int64_t id, int64_t revision, struct plan *p)
{
	if (!db_get(c->db, PLAN_GET, plan_fields, p, id) ||
	    !access_community(c, p->community, MAY_RUN))
		call_fail(c, E_NOT_FOUND, "There is no such planned round.");
	else if (p->round != 0)
		call_fail(c, E_CONFLICT, "This round has opened meanwhile.");
	else if (p->withdrawn_at != 0)
		call_fail(c, E_CONFLICT,
		    "This planned round was taken back meanwhile.");
	else
		call_fresh(c, revision, p->revision, p->planned_by);
	return c->err == OK;
}

bool
plan_leaves_room(struct call *c, int64_t document, int64_t closes_at)
{
	struct plan p;

	if (db_get(c->db, PLAN_OF_DOCUMENT, plan_fields, &p, document) &&
	    p.refused_at == 0 && p.opens_at < closes_at)
		call_fail(c, E_CONFLICT, arena_printf(c->arena,
		    "A round on this draft is planned for %s. Take that one "
		    "back, choose another time for it, or let this one close "
		    "before it.",
		    closing_words(c, p.opens_at, p.opening->zone)));
	return c->err == OK;
}

/* Could it open then, by what is known today? If not, the call has failed. */
static bool
planning_valid(struct call *c, const struct planning *in, struct document *d)
{
	return opening_valid(c, in->opening, in->opens_at, d) &&
	    opening_time_valid(c, in->opens_at);
}

static enum err
plan_prepare(struct call *c)
{
	struct planning *in = c->in;

	in->opening->instructions_html =
	    text_render(c->arena, in->opening->instructions);
	return OK;
}

/* What the caller plans. */
static void
plan_fill(const struct call *c, const struct planning *in, struct plan *p)
{
	p->opens_at = in->opens_at;
	p->opening = in->opening;
	p->instructions_html = in->opening->instructions_html;
	p->planned_by = c->member;
	p->planned_at = c->now;
}

static enum err
plan_add(struct call *c)
{
	const struct planning *in = c->in;
	struct document d;
	struct plan p;

	if (!planning_valid(c, in, &d))
		return c->err;
	if (db_get(c->db, PLAN_OF_DOCUMENT, plan_fields, &p, d.id))
		return call_fail(c, E_CONFLICT,
		    "A round on this draft is planned already. Change that "
		    "one, or take it back.");
	p = (struct plan){ .id = event_seq(c), .community = d.community,
		.document = d.id };
	plan_fill(c, in, &p);
	db_put(c->db, PLAN_INSERT, plan_fields, &p);
	tell(c, "plan.added", &p);
	return call_reply(c, plan_fields, &p);
}

static enum err
plan_change(struct call *c)
{
	const struct planning *in = c->in;
	struct document d;
	struct plan p;

	if (!plan_pick(c, in->plan, in->revision, &p) ||
	    !planning_valid(c, in, &d))
		return c->err;
	if (d.id != p.document)
		return call_invalid(c, "document",
		    "A planned round stays with its draft. Take this one back "
		    "and plan one on the other draft.");
	plan_fill(c, in, &p);
	p.revision++;
	p.refused_at = 0;
	p.refusal = NULL;
	db_put(c->db, PLAN_CHANGE, plan_fields, &p);
	tell(c, "plan.changed", &p);
	return call_reply(c, plan_fields, &p);
}

static enum err
plan_withdraw(struct call *c)
{
	const struct plan_name *in = c->in;
	struct plan p;

	if (!plan_pick(c, in->plan, in->revision, &p))
		return c->err;
	p.withdrawn_at = c->now;
	db_put(c->db, PLAN_CHANGE, plan_fields, &p);
	tell(c, "plan.withdrawn", &p);
	return call_reply(c, plan_fields, &p);
}

/* Opens it in the name of the caller, who was found to be allowed to. */
static struct round
plan_begin(struct call *c, struct plan *p, const struct document *d)
{
	struct round r;

	p->opening->instructions_html = p->instructions_html;
	r = opening_make(c, p->opening, d);
	p->round = r.id;
	db_put(c->db, PLAN_CHANGE, plan_fields, p);
	tell(c, "plan.opened", p);
	return r;
}

static enum err
plan_open(struct call *c)
{
	const struct plan_name *in = c->in;
	struct document d;
	struct round r;
	struct plan p;

	if (!plan_pick(c, in->plan, in->revision, &p) ||
	    !opening_valid(c, p.opening, c->now, &d))
		return c->err;
	r = plan_begin(c, &p, &d);
	return call_reply(c, round_fields, &r);
}

/* Nobody thought of that version yet when it was planned; who opens a round by
 * hand sees that there is one. NULL: there is none. */
static const char *
newer_version(struct call *c, const struct plan *p, const struct document *d)
{
	struct document newest;

	db_get(c->db, VERSION_NEWEST, document_fields, &newest, d->community,
	    d->title);
	if (newest.version <= d->version || newest.added_at < p->planned_at)
		return NULL;
	return arena_printf(c->arena,
	    "It is planned on version %lld of the draft, and version %lld was "
	    "added after that. Plan one on the new version, or open this one.",
	    (long long)d->version, (long long)newest.version);
}

/* Why the caller may not open it; NULL: nothing speaks against it. */
static const char *
objection(struct call *c, const struct plan *p, struct document *d)
{
	const char *why;

	if (!access_community(c, p->community, MAY_RUN))
		return arena_printf(c->arena,
		    "%s, who planned it, does not coordinate this community "
		    "any more.", db_text(c->db, MEMBER_NAME, p->planned_by));
	if (opening_valid(c, p->opening, c->now, d))
		return newer_version(c, p, d);
	why = c->why;
	c->err = OK;
	c->why = c->field = c->reason = NULL;
	return why;
}

static void
open_due(struct call *c, struct plan *p)
{
	struct document d;

	c->member = p->planned_by;
	c->server = false;
	p->refusal = objection(c, p, &d);
	if (p->refusal == NULL)
		plan_begin(c, p, &d);
	c->member = 0;
	c->server = true;
	if (p->refusal == NULL)
		return;
	p->refused_at = c->now;
	db_put(c->db, PLAN_CHANGE, plan_fields, p);
	tell(c, "plan.refused", p);
}

static enum err
plan_open_due(struct call *c)
{
	struct plan p;

	if (db_get(c->db, PLAN_DUE, plan_fields, &p, c->now)) {
		open_due(c, &p);
		c->again = true;
	}
	return call_done(c);
}

static enum err
plan_list(struct call *c)
{
	const struct plan_query *in = c->in;
	struct plan_list out;

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!access_community(c, in->community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Only coordinators see what is planned.");
	out.plans = db_all(c->db, PLAN_ALL, plan_fields, sizeof(struct plan),
	    in->community);
	return call_reply(c, plan_list_output, &out);
}

const struct method plan_methods[] = {
	{ .name = "plan.add", .kind = WRITE, .who = WHO_MEMBER,
	  .in = planning_input, .in_size = sizeof(struct planning),
	  .out = plan_fields, .prepare = plan_prepare, .renders = true,
	  .run = plan_add,
	  .doc = "Plans a round, which then opens by itself at that time; for "
		 "coordinators." },
	{ .name = "plan.change", .kind = WRITE, .who = WHO_MEMBER,
	  .in = replanning_input, .in_size = sizeof(struct planning),
	  .out = plan_fields, .prepare = plan_prepare, .renders = true,
	  .run = plan_change,
	  .doc = "Plans a round anew that has not opened; for coordinators." },
	{ .name = "plan.withdraw", .kind = WRITE, .who = WHO_MEMBER,
	  .in = plan_name_input, .in_size = sizeof(struct plan_name),
	  .out = plan_fields, .run = plan_withdraw,
	  .doc = "Takes a planned round back before it opens; for "
		 "coordinators." },
	{ .name = "plan.open", .kind = WRITE, .who = WHO_MEMBER,
	  .in = plan_name_input, .in_size = sizeof(struct plan_name),
	  .out = round_fields, .run = plan_open,
	  .doc = "Opens a planned round before its time; for coordinators." },
	{ .name = "plan.list", .kind = READ, .who = WHO_MEMBER,
	  .in = plan_query_input, .in_size = sizeof(struct plan_query),
	  .out = plan_list_output, .run = plan_list,
	  .doc = "The rounds of a community that are to open, the next one "
		 "first; for coordinators." },
	{ .name = "plan.open_due", .kind = WRITE, .who = WHO_SERVER,
	  .run = plan_open_due, .every = CLOSING_EVERY,
	  .doc = "Opens a planned round whose time has come." },
	{ 0 }
};

const struct event_kind plan_events[] = {
	{ .name = "plan.added",
	  .doc = "A round is planned; for coordinators, as all of these. "
		 "plan.list has it." },
	{ .name = "plan.changed", .doc = "A round is planned anew." },
	{ .name = "plan.withdrawn", .doc = "A planned round was taken back." },
	{ .name = "plan.opened", .doc = "A planned round has opened." },
	{ .name = "plan.refused",
	  .doc = "The time of a planned round came and it could not be opened: "
		 "plan.list says why." },
	{ 0 }
};
