/* SPDX-License-Identifier: Apache-2.0 */
/*
 * comment.c - what people say to a draft, and what is answered.
 *
 * A comment is named: everyone in the community sees who wrote it. It points
 * at the document, a clause, or words inside a clause; the words are kept with
 * it and must be the words of the draft. It can be withdrawn until it is
 * answered; its place stays.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/closing.h"
#include "domain/reviews/reviews.h"

#define CONTEXT_MAX 200 /* of prefix and suffix */
#define REASON_MAX  4000

struct remark {
	int64_t round, clause;
	struct maybe start, end;
	const char *exact, *prefix, *suffix, *body, *proposed;
	const char *body_html;
};

struct comment_name {
	int64_t comment;
};

struct disposing {
	int64_t comment;
	const char *disposition, *reason;
};

const char *const dispositions[] = {
	"accepted", "accepted_in_part", "not_accepted", "noted",
	"out_of_scope", "duplicate", "later_version", NULL
};

const struct field comment_fields[] = {
	F_ID(comment, id), F_ID(comment, round), F_REF(comment, clause),
	F_MAYBE(comment, start, 0, FIELD_INT_MAX),
	F_MAYBE(comment, end, 0, FIELD_INT_MAX),
	F_TEXT_OPT(comment, exact, BODY_MAX),
	F_TEXT_OPT(comment, prefix, CONTEXT_MAX),
	F_TEXT_OPT(comment, suffix, CONTEXT_MAX), F_ID(comment, author),
	F_TEXT(comment, body, 0, BODY_MAX),
	F_TEXT(comment, body_html, 0, HTML_MAX),
	F_TEXT_OPT(comment, proposed, BODY_MAX), F_AT(comment, made_at),
	F_TIME(comment, withdrawn_at),
	F_CHOICE_OPT(comment, disposition, dispositions),
	F_TEXT_OPT(comment, reason, REASON_MAX), F_REF(comment, disposed_by),
	F_TIME(comment, disposed_at), F_END
};
static const struct field remark_input[] = {
	F_ID(remark, round), F_REF(remark, clause),
	F_MAYBE(remark, start, 0, FIELD_INT_MAX),
	F_MAYBE(remark, end, 0, FIELD_INT_MAX),
	F_TEXT_OPT(remark, exact, BODY_MAX),
	F_TEXT_OPT(remark, prefix, CONTEXT_MAX),
	F_TEXT_OPT(remark, suffix, CONTEXT_MAX),
	F_TEXT(remark, body, 1, BODY_MAX),
	F_TEXT_OPT(remark, proposed, BODY_MAX), F_END
};
static const struct field comment_name_input[] = {
	F_ID(comment_name, comment), F_END
};
static const struct field disposing_input[] = {
	F_ID(disposing, comment),
	F_CHOICE(disposing, disposition, dispositions),
	F_TEXT_OPT(disposing, reason, REASON_MAX), F_END
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

static enum err
comment_add(struct call *c)
{
	const struct remark *in = c->in;
	struct round r;
	struct comment m;

	if (!round_pick(c, in->round, MAY_POST, &r))
		return c->err;
	if (!round_is_open(c, &r)) {
		c->reason = "closed";
		return call_fail(c, E_CONFLICT, arena_printf(c->arena,
		    "The round closed on %s, so your comment was not added. "
		    "Your text is kept as a draft.", closing_words(c,
		    r.closed_at != 0 ? r.closed_at : r.closes_at, r.zone)));
	}
	if (!place_holds(c, in, r.document))
		return c->err;
	m = (struct comment){
		.id = event_seq(c), .round = r.id, .clause = in->clause,
		.author = c->member, .body = in->body,
		.body_html = in->body_html, .proposed = in->proposed,
		.made_at = c->now,
	};
	if (in->start.known) {
		m.start = in->start;
		m.end = in->end;
		m.exact = in->exact;
		m.prefix = in->prefix;
		m.suffix = in->suffix;
	}
	db_put(c->db, COMMENT_INSERT, comment_fields, &m);
	round_tell(c, "comment.added", &r, &m);
	r.comment_count++;
	round_change(c, "round.touched", &r);
	return call_reply(c, comment_fields, &m);
}

/* The comment and its round, if the caller sees them; else the call has
 * failed. */
static bool
comment_pick(struct call *c, int64_t id, struct comment *m, struct round *r)
{
	if (db_get(c->db, COMMENT_GET, comment_fields, m, id, c->member) &&
	    db_get(c->db, ROUND_GET, round_fields, r, m->round, c->member) &&
	    access_community(c, r->community, MAY_SEE))
		return true;
	call_fail(c, E_NOT_FOUND, "There is no such comment.");
	return false;
}

static enum err
comment_withdraw(struct call *c)
{
	const struct comment_name *in = c->in;
	struct comment m;
	struct round r;

	if (!comment_pick(c, in->comment, &m, &r))
		return c->err;
	if (m.author != c->member)
		return call_fail(c, E_DENIED,
		    "Only its author withdraws a comment.");
	if (m.withdrawn_at != 0)
		return call_reply(c, comment_fields, &m);
	if (m.disposition != NULL)
		return call_fail(c, E_CONFLICT,
		    "Your comment was answered already, so it stays.");
	m.body = m.body_html = "";
	m.proposed = NULL;
	m.withdrawn_at = c->now;
	db_put(c->db, COMMENT_CHANGE, comment_fields, &m);
	round_tell(c, "comment.withdrawn", &r, &m);
	r.comment_count--;
	round_change(c, "round.touched", &r);
	return call_reply(c, comment_fields, &m);
}

static bool
needs_reason(const char *disposition)
{
	return strcmp(disposition, "accepted") != 0 &&
	    strcmp(disposition, "duplicate") != 0;
}

static bool
is_blank(const char *text)
{
	return text == NULL || text[strspn(text, " \t\n")] == '\0';
}

static enum err
comment_dispose(struct call *c)
{
	const struct disposing *in = c->in;
	struct comment m;
	struct round r;
	bool first;

	if (!comment_pick(c, in->comment, &m, &r))
		return c->err;
	if (!access_community(c, r.community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Comments are answered by coordinators.");
	if (m.withdrawn_at != 0)
		return call_fail(c, E_CONFLICT,
		    "This comment was withdrawn by its author.");
	if (needs_reason(in->disposition) && is_blank(in->reason))
		return call_invalid(c, "reason",
		    "Please say why; the person who wrote this will read it.");
	first = m.disposition == NULL;
	m.disposition = in->disposition;
	m.reason = is_blank(in->reason) ? NULL : in->reason;
	m.disposed_by = c->member;
	m.disposed_at = c->now;
	db_put(c->db, COMMENT_CHANGE, comment_fields, &m);
	round_tell(c, "comment.disposed", &r, &m);
	if (first) {
		r.disposed_count++;
		round_change(c, "round.touched", &r);
	}
	return call_reply(c, comment_fields, &m);
}

const struct method comment_methods[] = {
	{ .name = "comment.add", .kind = WRITE, .who = WHO_MEMBER,
	  .in = remark_input, .in_size = sizeof(struct remark),
	  .out = comment_fields, .prepare = comment_add_prepare,
	  .run = comment_add,
	  .doc = "Comments on a draft, a clause of it or words in a clause "
		 "while the round is open; for members." },
	{ .name = "comment.withdraw", .kind = WRITE, .who = WHO_MEMBER,
	  .in = comment_name_input, .in_size = sizeof(struct comment_name),
	  .out = comment_fields, .run = comment_withdraw,
	  .doc = "Empties a comment that is not answered yet and leaves its "
		 "place; for its author." },
	{ .name = "comment.dispose", .kind = WRITE, .who = WHO_MEMBER,
	  .in = disposing_input, .in_size = sizeof(struct disposing),
	  .out = comment_fields, .run = comment_dispose,
	  .doc = "Answers a comment, or answers it otherwise; for "
		 "coordinators." },
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
	{ .name = "comment.disposed", .row = &comment_row,
	  .doc = "A comment was answered, or answered otherwise." },
	{ 0 }
};
