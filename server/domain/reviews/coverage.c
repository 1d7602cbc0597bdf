/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coverage.c - which parts of a draft nobody has looked at.
 *
 * The reading page says which clauses were on the screen for a while. It proves
 * no more than that, and is kept for one purpose: coordinators see how many,
 * by profession or region if they ask, never who. Not by both at once: the
 * smaller the group, the more "how many" says who. And not by groups of the
 * community: who fills them could count with somebody in and with them out.
 */
#include <string.h>

#include "soundings/base.h"

#include "domain/reviews/reviews.h"

#define MARKS_MAX       500 /* in one call */
#define GROUPS_MAX      200
#define GROUP_LEAST     5   /* in a smaller group "how many" would say who */

struct marking {
	int64_t document;
	struct ids clauses;
};

struct coverage_query {
	int64_t document;
	const char *profession, *region;
};

struct covered {
	int64_t id; /* of the clause */
	int64_t readers, commenters;
	int64_t signed_off; /* "nothing to add" to its section */
};

/* People of one profession, or of one region. */
struct group {
	const char *name;
	int64_t people;
};

struct coverage {
	int64_t seq;
	struct document *document;
	int64_t signed_off;
	struct list covered, professions, regions;
};

static const struct field marking_input[] = {
	F_ID(marking, document), F_IDS(marking, clauses, 1, MARKS_MAX), F_END
};
static const struct field coverage_query_input[] = {
	F_ID(coverage_query, document),
	F_TEXT_OPT(coverage_query, profession, 200),
	F_TEXT_OPT(coverage_query, region, 200), F_END
};
static const struct field covered_fields[] = {
	F_ID(covered, id), F_INT(covered, readers, 0, FIELD_INT_MAX),
	F_INT(covered, commenters, 0, FIELD_INT_MAX),
	F_INT(covered, signed_off, 0, FIELD_INT_MAX), F_END
};
static const struct field group_fields[] = {
	F_TEXT(group, name, 1, 200),
	F_INT(group, people, 0, FIELD_INT_MAX), F_END
};
static const struct field coverage_output[] = {
	F_INT(coverage, seq, 0, FIELD_INT_MAX),
	F_ONE(coverage, document, document, document_fields),
	F_INT(coverage, signed_off, 0, FIELD_INT_MAX),
	F_LIST(coverage, covered, covered, covered_fields, CLAUSES_MAX),
	F_LIST(coverage, professions, group, group_fields, GROUPS_MAX),
	F_LIST(coverage, regions, group, group_fields, GROUPS_MAX), F_END
};

static enum err
coverage_mark(struct call *c)
{
	const struct marking *in = c->in;
	struct document d;

	if (!document_pick(c, in->document, MAY_SEE, &d))
		return c->err;
	for (size_t i = 0; i < in->clauses.count; i++) {
		int64_t clause = in->clauses.at[i];

		if (clause < PART_ID(d.id, 1) ||
		    clause > PART_ID(d.id, d.clause_count))
			return call_invalid(c, "clauses",
			    "One of these paragraphs is not in this draft.");
		db_run(c->db, READING_PUT, clause, c->member, c->now);
	}
	return call_done(c);
}

static int64_t
group_size(const struct list *groups)
{
	const struct group *g = groups->at;
	int64_t people = 0;

	for (size_t i = 0; i < groups->count; i++)
		people += g[i].people;
	return people;
}

/* Professions or regions of which it may be said how many have looked. If those
 * of none of them are few, they would be what is missing to the whole: then the
 * smallest group is not told either. */
static struct list
groups_of(struct call *c, enum sql sql, int64_t community)
{
	struct list all = db_all(c->db, sql, group_fields,
	    sizeof(struct group), community, GROUP_LEAST);
	int64_t rest = db_number(c->db, COVERAGE_MEMBERS, community) -
	    group_size(&all);
	struct group *g = all.at;
	size_t least = 0;

	if (all.count == 0 || rest == 0 || rest >= GROUP_LEAST)
		return all;
	for (size_t i = 1; i < all.count; i++)
		if (g[i].people < g[least].people)
			least = i;
	all.count--;
	memmove(&g[least], &g[least + 1],
	    (all.count - least) * sizeof(*g));
	return all;
}

static bool
is_among(const char *name, const struct list *groups)
{
	const struct group *g = groups->at;

	for (size_t i = 0; i < groups->count; i++)
		if (strcmp(g[i].name, name) == 0)
			return true;
	return false;
}

/* May it be said how many of these have looked? If not, the call has failed. */
static bool
group_valid(struct call *c, const struct coverage *out, const char *profession,
    const char *region)
{
	bool one = *profession != '\0', other = *region != '\0';

	if (one && other)
		call_invalid(c, "region",
		    "Choose a profession or a region. Both together could say "
		    "who has looked at what.");
	else if (one && !is_among(profession, &out->professions))
		call_invalid(c, "profession",
		    "Too few members have this profession, or too few have "
		    "another: it would say who has looked at what.");
	else if (other && !is_among(region, &out->regions))
		call_invalid(c, "region",
		    "Too few members are in this region, or too few are "
		    "elsewhere: it would say who has looked at what.");
	return c->err == OK;
}

static enum err
coverage_get(struct call *c)
{
	const struct coverage_query *in = c->in;
	const char *profession = in->profession != NULL ? in->profession : "";
	const char *region = in->region != NULL ? in->region : "";
	struct coverage out = { .seq = event_last(c) };
	struct document d;

	if (!document_pick(c, in->document, MAY_RUN, &d))
		return c->err;
	out.professions = groups_of(c, COVERAGE_PROFESSIONS, d.community);
	out.regions = groups_of(c, COVERAGE_REGIONS, d.community);
	if (!group_valid(c, &out, profession, region))
		return c->err;
	out.document = &d;
	out.signed_off = db_number(c->db, COVERAGE_SIGNED, d.id, profession,
	    region);
	out.covered = db_all(c->db, COVERAGE_OF, covered_fields,
	    sizeof(struct covered), profession, region, d.id);
	return call_reply(c, coverage_output, &out);
}

const struct method coverage_methods[] = {
	{ .name = "coverage.mark", .kind = WRITE, .who = WHO_MEMBER,
	  .in = marking_input, .in_size = sizeof(struct marking),
	  .run = coverage_mark,
	  .doc = "Notes that parts of a draft were on the caller's screen for "
		 "a while; for members." },
	{ .name = "coverage.get", .kind = READ, .who = WHO_MEMBER,
	  .in = coverage_query_input, .in_size = sizeof(struct coverage_query),
	  .out = coverage_output, .run = coverage_get,
	  .doc = "How many have looked at each part of a draft, all or of one "
		 "profession or region, never who; for coordinators." },
	{ 0 }
};
