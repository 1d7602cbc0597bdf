/* SPDX-License-Identifier: Apache-2.0 */
/*
 * feedback.c - we asked, you said, we did: what came of a round, for everyone.
 *
 * Guests read it too, so it names nobody: it says how many, never who, and
 * fewer than five people are "fewer than five". The words are a coordinator's;
 * the server only suggests a beginning, made of the answers.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/reviews/ending.h"
#include "domain/reviews/sheet.h"

#define LISTED_MAX  100
#define PEOPLE_SHOWN 5 /* fewer are not counted for strangers */
#define REASONS_SUGGESTED 30

struct telling {
	int64_t round;
	const char *asked, *said, *did;
	const char *asked_html, *said_html, *did_html; /* of prepare */
	struct maybe revision; /* that is told better; 0: none */
};

struct feedback_name {
	int64_t round;
};

struct feedback_page {
	int64_t seq;
	struct feedback *feedback;
	const char *title;
	const char *community_name, *community_slug;
	int64_t comment_count;
	struct maybe people; /* not known: fewer than five */
	struct list outcomes;
};

struct outcome {
	const char *disposition; /* NULL: not answered */
	int64_t count;
};

struct titled {
	int64_t id;
	const char *title;
	int64_t published_at;
};

struct feedback_query {
	int64_t community;
};

struct feedback_list {
	struct list published;
};

const struct field feedback_fields[] = {
	F_ID(feedback, id), F_ID(feedback, community),
	F_TEXT(feedback, asked, 1, BODY_MAX),
	F_TEXT(feedback, asked_html, 0, HTML_MAX),
	F_TEXT(feedback, said, 1, BODY_MAX),
	F_TEXT(feedback, said_html, 0, HTML_MAX),
	F_TEXT(feedback, did, 1, BODY_MAX),
	F_TEXT(feedback, did_html, 0, HTML_MAX),
	F_AT(feedback, published_at),
	F_INT(feedback, revision, 0, FIELD_INT_MAX), F_END
};
/* As it is stored: with who published it. */
struct stored {
	int64_t id;
	const char *asked, *asked_html, *said, *said_html, *did, *did_html;
	int64_t published_by, published_at, revision;
};
static const struct field stored_fields[] = {
	F_ID(stored, id), F_TEXT(stored, asked, 1, BODY_MAX),
	F_TEXT(stored, asked_html, 0, HTML_MAX),
	F_TEXT(stored, said, 1, BODY_MAX),
	F_TEXT(stored, said_html, 0, HTML_MAX),
	F_TEXT(stored, did, 1, BODY_MAX), F_TEXT(stored, did_html, 0, HTML_MAX),
	F_ID(stored, published_by), F_AT(stored, published_at),
	F_INT(stored, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field telling_input[] = {
	F_ID(telling, round), F_TEXT(telling, asked, 1, BODY_MAX),
	F_TEXT(telling, said, 1, BODY_MAX), F_TEXT(telling, did, 1, BODY_MAX),
	F_MAYBE(telling, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field feedback_name_input[] = {
	F_ID(feedback_name, round), F_END
};
static const struct field outcome_fields[] = {
	F_CHOICE_OPT(outcome, disposition, dispositions),
	F_INT(outcome, count, 1, FIELD_INT_MAX), F_END
};
static const struct field feedback_page_output[] = {
	F_INT(feedback_page, seq, 0, FIELD_INT_MAX),
	F_ONE(feedback_page, feedback, feedback, feedback_fields),
	F_TEXT(feedback_page, title, 1, TITLE_MAX),
	F_TEXT(feedback_page, community_name, 1, FIELD_INT_MAX),
	F_TEXT(feedback_page, community_slug, 1, FIELD_INT_MAX),
	F_INT(feedback_page, comment_count, 0, FIELD_INT_MAX),
	F_MAYBE(feedback_page, people, 0, FIELD_INT_MAX),
	F_LIST(feedback_page, outcomes, outcome, outcome_fields, 8), F_END
};
static const struct field suggestion_output[] = {
	F_TEXT(telling, asked, 0, BODY_MAX), F_TEXT(telling, said, 0, BODY_MAX),
	F_TEXT(telling, did, 0, BODY_MAX), F_END
};
static const struct field titled_fields[] = {
	F_ID(titled, id), F_TEXT(titled, title, 1, TITLE_MAX),
	F_AT(titled, published_at), F_END
};
static const struct field feedback_query_input[] = {
	F_ID(feedback_query, community), F_END
};
static const struct field feedback_list_output[] = {
	F_LIST(feedback_list, published, titled, titled_fields, LISTED_MAX),
	F_END
};

/* Its place in the vocabulary; what has no answer comes last. */
static size_t
rank_of(const char *disposition)
{
	size_t i = 0;

	while (dispositions[i] != NULL && (disposition == NULL ||
	    strcmp(dispositions[i], disposition) != 0))
		i++;
	return i;
}

static int
by_rank(const void *a, const void *b)
{
	const struct outcome *o = a, *p = b;
	size_t i = rank_of(o->disposition), k = rank_of(p->disposition);

	return (i > k) - (i < k);
}

/* How often each was answered; counted, because strangers ask for it, too. */
static struct list
outcomes_of(struct call *c, int64_t round, int64_t *comments)
{
	struct list all = db_all(c->db, FEEDBACK_OUTCOMES, outcome_fields,
	    sizeof(struct outcome), round);
	const struct outcome *o = all.at;

	*comments = 0;
	for (size_t i = 0; i < all.count; i++)
		*comments += o[i].count;
	if (all.count > 0)
		qsort(all.at, all.count, sizeof(*o), by_rank);
	return all;
}

static enum err
feedback_get(struct call *c)
{
	const struct feedback_name *in = c->in;
	struct feedback_page out = { .seq = event_last(c) };
	struct feedback f;
	struct round r;
	int64_t people;

	if (!db_get(c->db, FEEDBACK_GET, feedback_fields, &f, in->round,
	    c->member) || !db_get(c->db, ROUND_GET, round_fields, &r,
	    in->round, 0))
		return call_fail(c, E_NOT_FOUND,
		    "Nothing was published about this review yet.");
	people = db_number(c->db, LETTER_COMMENTERS, r.id);
	out.feedback = &f;
	out.title = r.title;
	out.community_name = db_text(c->db, FEEDBACK_COMMUNITY, r.community);
	out.community_slug = db_text(c->db, FEEDBACK_SLUG, r.community);
	out.people = (struct maybe){ people >= PEOPLE_SHOWN, people };
	out.outcomes = outcomes_of(c, r.id, &out.comment_count);
	return call_reply(c, feedback_page_output, &out);
}

static enum err
feedback_list(struct call *c)
{
	const struct feedback_query *in = c->in;
	struct feedback_list out = { 0 };

	if (db_text(c->db, FEEDBACK_COMMUNITY, in->community) == NULL)
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.published = db_all(c->db, FEEDBACK_TITLES, titled_fields,
	    sizeof(struct titled), in->community);
	return call_reply(c, feedback_list_output, &out);
}

static const char *
taken(struct call *c, struct buffer *b)
{
	const char *text = text_excerpt(c->arena, buffer_string(b), BODY_MAX);

	buffer_free(b);
	return text;
}

static const char *
suggest_said(struct call *c, const struct list *sheet)
{
	struct buffer b = { 0 };

	buffer_printf(&b, "We had %zu comment%s.", sheet->count,
	    sheet->count == 1 ? "" : "s");
	return taken(c, &b);
}

/* What was decided, in numbers, then the reasons that were given. */
static const char *
suggest_did(struct call *c, int64_t round, const struct list *sheet)
{
	int64_t comments;
	struct list outcomes = outcomes_of(c, round, &comments);
	const struct outcome *o = outcomes.at;
	const struct line *l = sheet->at;
	struct buffer b = { 0 };
	const char *last = "";
	size_t n = 0;

	for (size_t i = 0; i < outcomes.count; i++)
		buffer_printf(&b, "%s%s: %lld", i > 0 ? ", " : "",
		    disposition_words(o[i].disposition),
		    (long long)o[i].count);
	buffer_text(&b, ".\n\n");
	for (size_t i = 0; i < sheet->count && n < REASONS_SUGGESTED; i++) {
		if (l[i].reason == NULL || strcmp(l[i].reason, last) == 0)
			continue;
		buffer_printf(&b, "- %s%s%s\n",
		    l[i].old_number != NULL ? l[i].old_number : "",
		    l[i].old_number != NULL ? ": " : "", l[i].reason);
		last = l[i].reason;
		n++;
	}
	return taken(c, &b);
}

static enum err
feedback_suggest(struct call *c)
{
	const struct feedback_name *in = c->in;
	struct telling out = { 0 };
	struct list sheet;
	struct round r;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	sheet = sheet_of(c, r.id);
	out.asked = r.instructions;
	out.said = suggest_said(c, &sheet);
	out.did = suggest_did(c, r.id, &sheet);
	return call_reply(c, suggestion_output, &out);
}

static enum err
feedback_publish_prepare(struct call *c)
{
	struct telling *in = c->in;

	in->asked_html = text_render(c->arena, in->asked);
	in->said_html = text_render(c->arena, in->said);
	in->did_html = text_render(c->arena, in->did);
	return OK;
}

static enum err
feedback_publish(struct call *c)
{
	const struct telling *in = c->in;
	struct stored s;
	struct feedback f, old;
	struct round r;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	if (r.closed_at == 0)
		return call_fail(c, E_CONFLICT,
		    "The round is open. What came of it is told when it is "
		    "closed.");
	db_get(c->db, FEEDBACK_GET, feedback_fields, &old, r.id, c->member);
	if (!call_fresh(c, in->revision.is, old.revision,
	    db_number(c->db, FEEDBACK_BY, r.id)))
		return c->err;
	s = (struct stored){ r.id, in->asked, in->asked_html, in->said,
		in->said_html, in->did, in->did_html, c->member, c->now,
		old.revision + 1 };
	db_put(c->db, FEEDBACK_PUT, stored_fields, &s);
	f = (struct feedback){ r.id, r.community, in->asked, in->asked_html,
		in->said, in->said_html, in->did, in->did_html, c->now, s.revision };
	event_emit(c, "feedback.published",
	    AUDIENCE(AUDIENCE_COMMUNITY, r.community), r.community, &f);
	return call_reply(c, feedback_fields, &f);
}

const struct method feedback_methods[] = {
	{ .name = "feedback.get", .kind = READ, .who = WHO_GUEST,
	  .in = feedback_name_input, .in_size = sizeof(struct feedback_name),
	  .out = feedback_page_output, .run = feedback_get,
	  .doc = "What was asked, said and done in a round, once published, "
		 "without names; for everyone." },
	{ .name = "feedback.list", .kind = READ, .who = WHO_GUEST,
	  .in = feedback_query_input, .in_size = sizeof(struct feedback_query),
	  .out = feedback_list_output, .run = feedback_list,
	  .doc = "The rounds of a community of which this was published; for "
		 "everyone." },
	{ .name = "feedback.suggest", .kind = READ, .who = WHO_MEMBER,
	  .in = feedback_name_input, .in_size = sizeof(struct feedback_name),
	  .out = suggestion_output, .run = feedback_suggest,
	  .doc = "A beginning for these words, made of the answers; for "
		 "coordinators." },
	{ .name = "feedback.publish", .kind = WRITE, .who = WHO_MEMBER,
	  .in = telling_input, .in_size = sizeof(struct telling),
	  .out = feedback_fields, .prepare = feedback_publish_prepare,
	  .renders = true,
	  .run = feedback_publish,
	  .doc = "Tells everyone what was asked, said and done in a closed "
		 "round, or tells it better; for coordinators." },
	{ 0 }
};

static const struct row feedback_row = {
	"feedback", feedback_fields, sizeof(struct feedback), FEEDBACK_GET,
	FEEDBACK_ALL,
};

const struct event_kind feedback_events[] = {
	{ .name = "feedback.published", .row = &feedback_row,
	  .doc = "What was asked, said and done in a round can be read by "
		 "everyone." },
	{ 0 }
};
