/* SPDX-License-Identifier: Apache-2.0 */
/*
 * resource.c - learning and guidance that a community points its members to.
 *
 * Only facts and a link: the thing itself stays with its provider. Whoever
 * puts the facts right says which revision they saw, so that nothing is
 * overwritten unseen.
 */
#include "soundings/access.h"
#include "soundings/event.h"
#include "soundings/method.h"

#include "domain/link.h"
#include "domain/rooms.h"

#define RESOURCES_MAX 500 /* in a list, the newest */
#define TITLE_MAX     200
#define URL_MAX       2000
#define NOTE_MAX      4000
#define MINUTES_MAX   100000

struct resource {
	int64_t id, number, community;
	const char *title, *provider, *url, *format;
	int64_t minutes_min, minutes_max, item_count;
	const char *level, *audience, *note, *lifecycle;
	int64_t added_by, added_at;
	int64_t revision; /* how often it was changed */
};

struct resource_query {
	int64_t community;
};

struct resource_list {
	int64_t seq;
	struct list resources;
};

static const char *const formats[] = {
	"e-learning", "webinar", "framework", "film", "guidance", "module",
	NULL
};
static const char *const lifecycles[] = {
	"planned", "pilot", "open", "closed", NULL
};

#define RESOURCE_FACTS                                                       \
	F_TEXT(resource, title, 1, TITLE_MAX),                               \
	F_TEXT(resource, provider, 1, TITLE_MAX),                            \
	F_TEXT_OPT(resource, url, URL_MAX),                                  \
	F_CHOICE(resource, format, formats),                                 \
	F_REF(resource, minutes_min), F_REF(resource, minutes_max),          \
	F_REF(resource, item_count), F_TEXT_OPT(resource, level, TITLE_MAX), \
	F_TEXT_OPT(resource, audience, TITLE_MAX),                           \
	F_TEXT_OPT(resource, note, NOTE_MAX),                                \
	F_CHOICE(resource, lifecycle, lifecycles)

static const struct field resource_fields[] = {
	F_ID(resource, id), F_ID(resource, number), F_ID(resource, community),
	RESOURCE_FACTS, F_ID(resource, added_by), F_AT(resource, added_at),
	F_INT(resource, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field resource_input[] = {
	F_ID(resource, community), RESOURCE_FACTS, F_END
};
static const struct field resource_changed_input[] = {
	F_ID(resource, id), RESOURCE_FACTS,
	F_INT(resource, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field resource_query_input[] = {
	F_ID(resource_query, community), F_END
};
static const struct field resource_list_output[] = {
	F_INT(resource_list, seq, 0, FIELD_INT_MAX),
	F_LIST(resource_list, resources, resource, resource_fields,
	    RESOURCES_MAX), F_END
};

/* Do the facts make sense? If not, the call has failed. */
static bool
facts_valid(struct call *c, const struct resource *r)
{
	if (!link_valid(c, "url", r->url))
		return false;
	if (r->minutes_max > MINUTES_MAX || r->minutes_min > MINUTES_MAX)
		call_invalid(c, "minutes_max",
		    "That is longer than anyone can learn. Are these minutes?");
	else if (r->minutes_max != 0 && r->minutes_max < r->minutes_min)
		call_invalid(c, "minutes_max",
		    "The longest time is shorter than the shortest.");
	return c->err == OK;
}

static enum err
resource_add(struct call *c)
{
	struct resource r = *(const struct resource *)c->in;

	if (!access_community(c, r.community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!access_community(c, r.community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Resources are added by coordinators.");
	if (!facts_valid(c, &r))
		return c->err;
	r.id = event_seq(c);
	r.number = db_number(c->db, COMMUNITY_NUMBER, r.community);
	r.added_by = c->member;
	r.added_at = c->now;
	db_put(c->db, RESOURCE_INSERT, resource_fields, &r);
	event_emit(c, "resource.added",
	    AUDIENCE(AUDIENCE_COMMUNITY, r.community), r.community, &r);
	return call_reply(c, resource_fields, &r);
}

/* The facts that cannot be changed stay as they were. */
static void
keep_rest(struct resource *r, const struct resource *was)
{
	r->number = was->number;
	r->community = was->community;
	r->added_by = was->added_by;
	r->added_at = was->added_at;
	r->revision = was->revision + 1;
}

static enum err
resource_change(struct call *c)
{
	struct resource r = *(const struct resource *)c->in;
	struct resource was;

	if (!db_get(c->db, RESOURCE_GET, resource_fields, &was, r.id,
	    c->member) || !access_community(c, was.community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such resource.");
	if (!access_community(c, was.community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Resources are changed by coordinators.");
	if (!facts_valid(c, &r))
		return c->err;
	if (r.revision != was.revision) {
		c->reason = "changed";
		return call_fail(c, E_CONFLICT,
		    "Somebody has changed this since you looked. Yours is not "
		    "saved and stays in the form: look, then save again.");
	}
	keep_rest(&r, &was);
	db_put(c->db, RESOURCE_CHANGE, resource_fields, &r);
	event_emit(c, "resource.changed",
	    AUDIENCE(AUDIENCE_COMMUNITY, r.community), r.community, &r);
	return call_reply(c, resource_fields, &r);
}

static enum err
resource_list(struct call *c)
{
	const struct resource_query *in = c->in;
	struct resource_list out = { .seq = event_last(c) };

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.resources = db_all(c->db, RESOURCE_PAGE, resource_fields,
	    sizeof(struct resource), in->community);
	return call_reply(c, resource_list_output, &out);
}

const struct method resource_methods[] = {
	{ .name = "resource.add", .kind = WRITE, .who = WHO_MEMBER,
	  .in = resource_input, .in_size = sizeof(struct resource),
	  .out = resource_fields, .run = resource_add,
	  .doc = "Adds a resource to the catalogue; for coordinators." },
	{ .name = "resource.change", .kind = WRITE, .who = WHO_MEMBER,
	  .in = resource_changed_input, .in_size = sizeof(struct resource),
	  .out = resource_fields, .run = resource_change,
	  .doc = "Puts the facts of a resource right; for coordinators." },
	{ .name = "resource.list", .kind = READ, .who = WHO_MEMBER,
	  .in = resource_query_input, .in_size = sizeof(struct resource_query),
	  .out = resource_list_output, .run = resource_list,
	  .doc = "The newest resources of a community; for members." },
	{ 0 }
};

static const struct row resource_row = {
	"resource", resource_fields, sizeof(struct resource), RESOURCE_GET,
	RESOURCE_ALL,
};

const struct event_kind resource_events[] = {
	{ .name = "resource.added", .row = &resource_row,
	  .doc = "A resource was added." },
	{ .name = "resource.changed", .row = &resource_row,
	  .doc = "The facts of a resource were put right." },
	{ 0 }
};
