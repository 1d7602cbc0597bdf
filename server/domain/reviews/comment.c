/* SPDX-License-Identifier: Apache-2.0 */
/*
 * comment.c - what people say to a draft.
 *
 * A comment points at the document, a clause, or words inside a clause; the
 * words are kept with it and must be the words of the draft. Who reads it, and
 * under which name, are rules of the round. It can be withdrawn until it is
 * answered; its place stays. One that comes too late is kept as its author's
 * draft, also when a program sent it.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/reviews/reviews.h"

#define CONTEXT_MAX 200 /* of prefix and suffix */

struct remark {
	int64_t round, clause;
	struct maybe start, end;
	const char *exact, *prefix, *suffix;
	const char *kind, *body, *proposed, *justification;
	struct maybe question;
	const char *body_html;
};

struct comment_name {
	int64_t comment;
};

const char *const dispositions[] = {
	"accepted", "accepted_in_part", "not_accepted", "noted",
	"out_of_scope", "duplicate", "later_version", NULL
};
static const char *const remark_kinds[] = { "general", "technical",
	"editorial", "question", NULL };

const struct field comment_fields[] = {
	F_ID(comment, id), F_ID(comment, round), F_REF(comment, clause),
	F_MAYBE(comment, start, 0, FIELD_INT_MAX),
	F_MAYBE(comment, end, 0, FIELD_INT_MAX),
	F_TEXT_OPT(comment, exact, BODY_MAX),
	F_TEXT_OPT(comment, prefix, CONTEXT_MAX),
	F_TEXT_OPT(comment, suffix, CONTEXT_MAX), F_REF(comment, author),
	F_REF(comment, reviewer), F_CHOICE_OPT(comment, kind, remark_kinds),
	F_TEXT(comment, body, 0, BODY_MAX),
	F_TEXT(comment, body_html, 0, HTML_MAX),
	F_TEXT_OPT(comment, proposed, BODY_MAX),
	F_TEXT_OPT(comment, justification, BODY_MAX),
	F_REF(comment, question), F_AT(comment, made_at),
	F_TIME(comment, withdrawn_at),
	F_INT(comment, supports, 0, FIELD_INT_MAX),
	F_INT(comment, opposes, 0, FIELD_INT_MAX),
	F_CHOICE_OPT(comment, disposition, dispositions),
	F_TEXT_OPT(comment, reason, REASON_MAX), F_REF(comment, duplicate_of),
	F_REF(comment, disposed_by), F_TIME(comment, disposed_at),
	F_INT(comment, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field remark_input[] = {
	F_ID(remark, round), F_REF(remark, clause),
	F_MAYBE(remark, start, 0, FIELD_INT_MAX),
	F_MAYBE(remark, end, 0, FIELD_INT_MAX),
	F_TEXT_OPT(remark, exact, BODY_MAX),
	F_TEXT_OPT(remark, prefix, CONTEXT_MAX),
	F_TEXT_OPT(remark, suffix, CONTEXT_MAX),
	F_CHOICE_OPT(remark, kind, remark_kinds),
	F_TEXT(remark, body, 1, BODY_MAX),
	F_TEXT_OPT(remark, proposed, BODY_MAX), /* "": the words should go */
	F_TEXT_OPT(remark, justification, BODY_MAX),
	F_MAYBE(remark, question, 1, FIELD_INT_MAX), F_END
};
static const struct field comment_name_input[] = {
	F_ID(comment_name, comment), F_END
};

static enum err
comment_add_prepare(struct call *c)
{
	struct remark *in = c->in;

	in->body_html = text_render(c->arena, in->body);
	return OK;
}

/* Are the marked words the words that stand there? */
static bool
words_stand(const char *text, const struct remark *in)
{
	size_t count = utf8_count(text), from, to;

	if (in->start.is >= in->end.is || in->end.is > (int64_t)count)
		return false;
	from = utf8_offset(text, (size_t)in->start.is);
	to = utf8_offset(text, (size_t)in->end.is);
	return strlen(in->exact) == to - from &&
	    memcmp(text + from, in->exact, to - from) == 0;
}

/* Does the comment point at something in that document? If not, the call has
 * failed. */
static bool
place_holds(struct call *c, const struct remark *in, int64_t document)
{
	bool marked = in->start.known || in->end.known;
	struct clause k;

	if (marked && (in->clause == 0 || !in->start.known ||
	    !in->end.known || in->exact == NULL))
		call_invalid(c, "start",
		    "Marked words need their clause, where they begin and end, "
		    "and the words.");
	else if (in->clause != 0 && (!db_get(c->db, CLAUSE_GET, clause_fields,
	    &k, in->clause) || k.document != document))
		call_invalid(c, "clause",
		    "This clause is not in the draft under review.");
	else if (marked && !words_stand(k.text, in))
		call_fail(c, E_CONFLICT,
		    "The words you marked do not stand there. Load the page "
		    "again and mark them once more; your text is kept.");
	return c->err == OK;
}

/* Does it fill in the form as the round has it? If not, the call has failed. */
static bool
form_holds(struct call *c, const struct remark *in, const struct round *r)
{
	bool structured = strcmp(r->form, "structured") == 0;

	if (structured && in->kind == NULL)
		call_invalid(c, "kind",
		    "Say what kind of comment it is: general, technical, "
		    "editorial or a question.");
	else if (!structured && (in->kind != NULL || in->justification != NULL))
		call_invalid(c, in->kind != NULL ? "kind" : "justification",
		    "This round asks for free comments, without kinds and "
		    "justifications.");
	else if (in->proposed != NULL && *in->proposed == '\0' &&
	    in->clause == 0)
		call_invalid(c, "proposed",
		    "Say which words should go: an empty suggestion needs a "
		    "clause.");
	else if (in->question.known &&
	    in->question.is > (int64_t)r->questions.count)
		call_invalid(c, "question",
		    "The round does not ask that question.");
	return c->err == OK;
}

/* Keeps words that are refused; what is there already is left alone. */
static void
keep_words(struct call *c, const char *place, const char *words)
{
	struct draft old, d = {
		.place = place, .body = words, .saved_at = c->now,
	};

	if (words == NULL || *words == '\0')
		return;
	if (db_get(c->db, DRAFT_FIND, draft_fields, &old, c->member, d.place)) {
		if (old.body[0] != '\0')
			return;
		d.id = old.id;
		db_run(c->db, DRAFT_SAVE, d.body, d.saved_at, d.id);
	} else {
		d.id = event_seq(c);
		db_run(c->db, DRAFT_INSERT, d.id, c->member, d.place, d.body,
		    d.saved_at);
	}
	event_emit(c, "draft.saved", AUDIENCE(AUDIENCE_MEMBER, c->member), 0,
	    &d);
}

/* Keeps a comment that is refused, where the reader's page looks for it. */
static void
keep_draft(struct call *c, const struct remark *in)
{
	int64_t key = in->clause != 0 ? in->clause
	    : in->question.known ? -in->question.is : 0;
	const char *place = arena_printf(c->arena, "comment:%lld:%lld",
	    (long long)in->round, (long long)key);

	c->keep = true;
	keep_words(c, place, in->body);
	keep_words(c, arena_printf(c->arena, "%s:proposed", place),
	    in->proposed);
	keep_words(c, arena_printf(c->arena, "%s:justification", place),
	    in->justification);
}

void
comment_put(struct call *c, const struct round *r, struct comment *m)
{
	struct reviewer v = reviewer_comments(c, r);

	m->id = event_seq(c);
	m->round = r->id;
	m->author = c->member;
	m->reviewer = v.id;
	m->made_at = c->now;
	db_put(c->db, COMMENT_INSERT, comment_fields, m);
	if (strcmp(r->names, "named") != 0)
		m->author = 0;
	round_tell_readers(c, "comment.added", r, m, c->member);
}

static enum err
comment_add(struct call *c)
{
	const struct remark *in = c->in;
	struct round r;
	struct comment m;

	if (!round_pick(c, in->round, MAY_POST, &r))
		return c->err;
	if (!round_takes(c, &r, ", so your comment was not added. Your text "
	    "is kept as a draft.")) {
		keep_draft(c, in);
		return c->err;
	}
	if (!place_holds(c, in, r.document) || !form_holds(c, in, &r))
		return c->err;
	m = (struct comment){
		.clause = in->clause, .kind = in->kind, .body = in->body,
		.body_html = in->body_html, .proposed = in->proposed,
		.justification = in->justification,
		.question = in->question.known ? in->question.is : 0,
	};
	if (in->start.known) {
		m.start = in->start;
		m.end = in->end;
		m.exact = in->exact;
		m.prefix = in->prefix;
		m.suffix = in->suffix;
	}
	comment_put(c, &r, &m);
	round_count(c, &r, 1, 0);
	return call_reply(c, comment_fields, &m);
}

bool
comment_pick(struct call *c, int64_t id, struct comment *m, struct round *r)
{
	if (db_get(c->db, COMMENT_GET, comment_fields, m, id, c->member) &&
	    db_get(c->db, ROUND_GET, round_fields, r, m->round, c->member) &&
	    access_may(c, round_audience(r), MAY_SEE))
		return true;
	call_fail(c, E_NOT_FOUND, "There is no such comment.");
	return false;
}

int64_t
comment_author(struct call *c, const struct comment *m)
{
	return db_number(c->db, COMMENT_AUTHOR, m->id);
}

static enum err
comment_withdraw(struct call *c)
{
	const struct comment_name *in = c->in;
	struct comment m;
	struct round r;

	if (!comment_pick(c, in->comment, &m, &r))
		return c->err;
	if (comment_author(c, &m) != c->member)
		return call_fail(c, E_DENIED,
		    "Only its author withdraws a comment.");
	if (m.withdrawn_at != 0)
		return call_reply(c, comment_fields, &m);
	if (m.disposition != NULL)
		return call_fail(c, E_CONFLICT,
		    "Your comment was answered already, so it stays.");
	m.body = m.body_html = "";
	m.proposed = m.justification = NULL;
	m.withdrawn_at = c->now;
	db_put(c->db, COMMENT_CHANGE, comment_fields, &m);
	round_tell_readers(c, "comment.withdrawn", &r, &m, c->member);
	round_count(c, &r, -1, 0);
	return call_reply(c, comment_fields, &m);
}

const struct method comment_methods[] = {
	{ .name = "comment.add", .kind = WRITE, .who = WHO_MEMBER,
	  .in = remark_input, .in_size = sizeof(struct remark),
	  .out = comment_fields, .prepare = comment_add_prepare,
	  .renders = true,
	  .run = comment_add,
	  .doc = "Comments on a draft, a clause of it or words in a clause "
		 "while the round is open; for those who are asked." },
	{ .name = "comment.withdraw", .kind = WRITE, .who = WHO_MEMBER,
	  .in = comment_name_input, .in_size = sizeof(struct comment_name),
	  .out = comment_fields, .run = comment_withdraw,
	  .doc = "Empties a comment that is not answered yet and leaves its "
		 "place; for its author." },
	{ 0 }
};

static const struct row comment_row = {
	"comment", comment_fields, sizeof(struct comment), COMMENT_GET,
	COMMENT_ALL,
};

const struct event_kind comment_events[] = {
	{ .name = "comment.added", .row = &comment_row,
	  .doc = "Somebody commented on a draft." },
	{ .name = "comment.withdrawn", .row = &comment_row,
	  .doc = "An author took a comment back." },
	{ .name = "comment.carried", .row = &comment_row,
	  .doc = "A comment has its place in the next version now." },
	{ .name = "comment.weighed", .row = &comment_row,
	  .doc = "Others support or oppose a comment, more or fewer." },
	{ .name = "comment.disposed", .row = &comment_row,
	  .doc = "A comment was answered, or answered otherwise." },
	{ .name = "comment.reopened", .row = &comment_row,
	  .doc = "The answer to a comment was taken back." },
	{ 0 }
};
