/* SPDX-License-Identifier: Apache-2.0 */
/*
 * trace.c - where the words of a clause come from.
 *
 * From version to version back to the first that has them: how they read, what
 * was said to them and what was decided. The way back is found by the same
 * comparison that carries comments; where it finds nothing, the words are new.
 * Comments are those that the caller may read.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/diff.h"

#include "domain/reviews/versions.h"

#define VERSIONS_MAX 200

struct trace_query {
	int64_t clause;
};

struct step {
	int64_t document, version, added_at, clause;
	const char *number, *kind;
	int64_t level;
	const char *html;    /* with what changed since the version before */
	struct list comments;
};

struct trace {
	int64_t seq;
	struct document *document;
	struct list steps;
};

struct found {
	int64_t id;
};

static const struct field trace_query_input[] = {
	F_ID(trace_query, clause), F_END
};
static const struct field step_fields[] = {
	F_ID(step, document), F_INT(step, version, 1, FIELD_INT_MAX),
	F_AT(step, added_at), F_ID(step, clause), F_TEXT(step, number, 1, 100),
	F_CHOICE(step, kind, clause_kinds), F_INT(step, level, 0, 6),
	F_TEXT(step, html, 0, HTML_MAX),
	F_LIST(step, comments, comment, comment_fields, CARRIED_MAX), F_END
};
static const struct field trace_output[] = {
	F_INT(trace, seq, 0, FIELD_INT_MAX),
	F_ONE(trace, document, document, document_fields),
	F_LIST(trace, steps, step, step_fields, VERSIONS_MAX), F_END
};
static const struct field found_fields[] = { F_ID(found, id), F_END };

/* Those the caller may read. */
static struct list
comments_on(struct call *c, int64_t clause)
{
	struct list ids = db_all(c->db, TRACE_COMMENTS, found_fields,
	    sizeof(struct found), clause);
	struct comment *m = arena_get(c->arena, ids.count * sizeof(*m));
	size_t n = 0;

	for (size_t i = 0; i < ids.count; i++)
		n += db_get(c->db, COMMENT_GET, comment_fields, &m[n],
		    ((struct found *)ids.at)[i].id, c->member);
	return (struct list){ .at = m, .count = n };
}

static struct laid
laid_clauses(struct call *c, const struct list *clauses)
{
	return laid_of(c->arena, clauses->at, clauses->count,
	    sizeof(struct clause), offsetof(struct clause, text));
}

static void
fill(struct call *c, struct step *s, const struct document *d,
    const struct clause *k)
{
	s->document = d->id;
	s->version = d->version;
	s->added_at = d->added_at;
	s->clause = k->id;
	s->number = k->number;
	s->kind = k->kind;
	s->level = k->level;
	s->html = k->html;
	s->comments = comments_on(c, k->id);
}

/* The clause of the version before in which these words were; marks in `now`
 * what has changed. NULL: they are new. */
static const struct clause *
step_back(struct call *c, struct step *now, const struct list *olds,
    const struct list *news)
{
	struct laid from = laid_clauses(c, olds), to = laid_clauses(c, news);
	const char *why = NULL;
	struct list blocks = diff_clauses(c->arena, &from, &to, &why);
	const struct diff_block *b = blocks.at;
	const struct clause *new = news->at, *old = olds->at;

	for (size_t i = 0; i < blocks.count; i++) {
		if (b[i].kind == DIFF_REMOVED || b[i].kind == DIFF_LEFT ||
		    new[b[i].new].id != now->clause)
			continue;
		now->html = diff_show(c->arena, new[b[i].new].html,
		    &b[i].marks);
		return b[i].old >= 0 && b[i].kind != DIFF_ADDED
		    ? &old[b[i].old] : NULL;
	}
	return NULL;
}

static struct list
clauses_of(struct call *c, int64_t document)
{
	return db_all(c->db, CLAUSE_OF_DOCUMENT, clause_fields,
	    sizeof(struct clause), document);
}

static enum err
version_trace(struct call *c)
{
	const struct trace_query *in = c->in;
	struct step *s = arena_get(c->arena, VERSIONS_MAX * sizeof(*s));
	struct trace out = { .seq = event_last(c), .steps = { .at = s } };
	struct document d, before;
	struct list news, olds;
	const struct clause *at;
	struct clause k;

	if (!db_get(c->db, CLAUSE_GET, clause_fields, &k, in->clause) ||
	    !db_get(c->db, DOCUMENT_GET, document_fields, &d, k.document,
	    c->member) || !access_community(c, d.community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such paragraph.");
	out.document = arena_get(c->arena, sizeof(d));
	*out.document = d;
	fill(c, &s[out.steps.count++], &d, &k);
	news = clauses_of(c, d.id);
	while (out.steps.count < VERSIONS_MAX && db_get(c->db, VERSION_BEFORE,
	    document_fields, &before, d.id)) {
		olds = clauses_of(c, before.id);
		at = step_back(c, &s[out.steps.count - 1], &olds, &news);
		if (at == NULL)
			break;
		d = before;
		fill(c, &s[out.steps.count++], &d, at);
		news = olds;
	}
	return call_reply(c, trace_output, &out);
}

const struct method trace_methods[] = {
	{ .name = "version.trace", .kind = READ, .who = WHO_MEMBER,
	  .lane = LANE_HEAVY,
	  .in = trace_query_input, .in_size = sizeof(struct trace_query),
	  .out = trace_output, .run = version_trace,
	  .doc = "Where the words of a clause come from: versions, comments "
		 "and decisions; for members." },
	{ 0 }
};
