/* SPDX-License-Identifier: Apache-2.0 */
/*
 * decision.c - answering comments, one or many, and taking it back.
 *
 * Each answer is a new revision, and the ones before it are kept. Whoever
 * answers says which revision they saw: when somebody else was quicker, the
 * call is refused with a sentence that says who and what, and nothing is
 * overwritten. Answers given together can be undone together, except where
 * somebody has answered otherwise since.
 */
#include <string.h>

#include "soundings/base.h"

#include "domain/reviews/ending.h"
#include "domain/reviews/reviews.h"

struct disposing {
	int64_t comment;
	const char *disposition, *reason;
	int64_t duplicate_of;
	struct maybe revision;
};

struct seen {
	int64_t comment, revision;
};

struct disposing_many {
	struct list comments;
	const char *disposition, *reason;
	int64_t duplicate_of;
};

struct undoing {
	int64_t batch;
};

struct disposed {
	int64_t batch;
	struct list comments;
	struct ids kept; /* not undone: answered otherwise since */
};

/* A line of the history. */
struct decision {
	int64_t comment, revision;
	const char *disposition, *reason;
	int64_t duplicate_of, theme, decided_by, decided_at, batch;
};

static const struct field disposing_input[] = {
	F_ID(disposing, comment),
	F_CHOICE(disposing, disposition, dispositions),
	F_TEXT_OPT(disposing, reason, REASON_MAX),
	F_REF(disposing, duplicate_of),
	F_MAYBE(disposing, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field seen_fields[] = {
	F_ID(seen, comment), F_INT(seen, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field disposing_many_input[] = {
	F_LIST(disposing_many, comments, seen, seen_fields, BATCH_MAX),
	F_CHOICE(disposing_many, disposition, dispositions),
	F_TEXT_OPT(disposing_many, reason, REASON_MAX),
	F_REF(disposing_many, duplicate_of), F_END
};
static const struct field undoing_input[] = {
	F_ID(undoing, batch), F_END
};
static const struct field disposed_output[] = {
	F_ID(disposed, batch),
	F_LIST(disposed, comments, comment, comment_fields, COMMENTS_MAX),
	F_IDS(disposed, kept, 0, COMMENTS_MAX), F_END
};
static const struct field decision_stored[] = {
	F_ID(decision, comment), F_INT(decision, revision, 0, FIELD_INT_MAX),
	F_CHOICE_OPT(decision, disposition, dispositions),
	F_TEXT_OPT(decision, reason, REASON_MAX),
	F_REF(decision, duplicate_of), F_REF(decision, theme),
	F_ID(decision, decided_by), F_AT(decision, decided_at),
	F_ID(decision, batch), F_END
};

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

bool
is_duplicate(const char *disposition)
{
	return disposition != NULL && strcmp(disposition, "duplicate") == 0;
}

bool
answering_valid(struct call *c, const struct answering *a)
{
	if (needs_reason(a->disposition) && is_blank(a->reason))
		call_invalid(c, "reason",
		    "Please say why; the person who wrote this will read it.");
	return c->err == OK;
}

bool
comment_pick_answered(struct call *c, int64_t id, struct comment *m,
    struct round *r)
{
	if (!comment_pick(c, id, m, r))
		return false;
	if (!access_may(c, round_audience(r), MAY_RUN))
		call_fail(c, E_DENIED, "Comments are answered by coordinators.");
	else if (m->withdrawn_at != 0)
		call_fail(c, E_CONFLICT,
		    "This comment was withdrawn by its author.");
	return c->err == OK;
}

int64_t
comment_answer(struct call *c, const struct round *r, struct comment *m,
    const struct answering *a)
{
	int64_t more = (a->disposition != NULL) - (m->disposition != NULL);
	struct decision d;

	if (!archive_absent(c, r->id))
		return 0;
	m->disposition = a->disposition;
	m->reason = is_blank(a->reason) ? NULL : a->reason;
	m->duplicate_of = a->duplicate_of;
	m->disposed_by = a->disposition != NULL ? c->member : 0;
	m->disposed_at = a->disposition != NULL ? c->now : 0;
	m->revision++;
	d = (struct decision){
		.comment = m->id, .revision = m->revision,
		.disposition = m->disposition, .reason = m->reason,
		.duplicate_of = m->duplicate_of, .theme = a->theme,
		.decided_by = c->member, .decided_at = c->now,
		.batch = a->batch,
	};
	db_put(c->db, COMMENT_CHANGE, comment_fields, m);
	db_put(c->db, DECISION_INSERT, decision_stored, &d);
	round_tell_readers(c, m->disposition != NULL ? "comment.disposed"
	    : "comment.reopened", r, m, comment_author(c, m));
	return more;
}

/* Has the caller seen the answer that is there? If not, the call has failed. */
static bool
is_fresh(struct call *c, const struct comment *m, int64_t revision)
{
	struct member who;

	if (m->revision == revision)
		return true;
	c->reason = "changed";
	db_get(c->db, MEMBER_GET, member_fields, &who, m->disposed_by,
	    c->member);
	call_fail(c, E_CONFLICT, m->disposition == NULL
	    ? "Somebody took the answer to this comment back a moment ago. "
	      "Yours is not saved and stays in the form: look, then save again."
	    : arena_printf(c->arena,
		  "%s answered this comment a moment ago. Yours is not saved "
		  "and stays in the form: look, then save again.",
		  who.display_name != NULL ? who.display_name : "Somebody"));
	return false;
}

/* Whoever wrote a duplicate is told how the comment that it repeats is
 * answered, so there is one, and it has an answer of its own or will get it. */
static bool
duplicate_valid(struct call *c, const struct comment *m,
    const struct answering *a)
{
	bool is_one = is_duplicate(a->disposition);
	int64_t other = a->duplicate_of;
	struct comment o;

	if (!is_one && other == 0)
		return true;
	if (!is_one)
		call_invalid(c, "duplicate_of",
		    "Only a duplicate repeats another comment.");
	else if (other == 0)
		call_invalid(c, "duplicate_of",
		    "Choose the comment that it repeats; whoever wrote this "
		    "one is told how that one is answered.");
	else if (other == m->id || !db_get(c->db, COMMENT_GET,
	    comment_fields, &o, other, c->member) || o.round != m->round ||
	    o.withdrawn_at != 0)
		call_invalid(c, "duplicate_of",
		    "That is no other comment of this round.");
	else if (is_duplicate(o.disposition))
		call_invalid(c, "duplicate_of",
		    "That comment is a duplicate itself. Choose the one that "
		    "it repeats.");
	return c->err == OK;
}

static enum err
comment_dispose(struct call *c)
{
	const struct disposing *in = c->in;
	struct answering a = { .disposition = in->disposition,
		.reason = in->reason, .duplicate_of = in->duplicate_of };
	struct comment m;
	struct round r;

	if (!comment_pick_answered(c, in->comment, &m, &r) ||
	    !answering_valid(c, &a) ||
	    !duplicate_valid(c, &m, &a) ||
	    !is_fresh(c, &m, in->revision.is))
		return c->err;
	a.batch = event_seq(c);
	round_count(c, &r, 0, comment_answer(c, &r, &m, &a));
	return call_reply(c, comment_fields, &m);
}

static enum err
comment_dispose_many(struct call *c)
{
	const struct disposing_many *in = c->in;
	const struct seen *seen = in->comments.at;
	size_t n = in->comments.count;
	struct comment *m = arena_get(c->arena, n * sizeof(*m));
	struct disposed out = { .batch = event_seq(c), .comments = { m, n } };
	struct answering a = { .disposition = in->disposition,
		.reason = in->reason, .duplicate_of = in->duplicate_of,
		.batch = out.batch };
	struct round r = { 0 }, first = { 0 };
	int64_t more = 0;

	if (n == 0)
		return call_invalid(c, "comments", "Choose a comment first.");
	for (size_t i = 0; i < n; i++) {
		if (!comment_pick_answered(c, seen[i].comment, &m[i], &r) ||
		    !answering_valid(c, &a) ||
		    !duplicate_valid(c, &m[i], &a) ||
		    !is_fresh(c, &m[i], seen[i].revision))
			return c->err;
		if (i == 0)
			first = r;
		if (r.id != first.id)
			return call_invalid(c, "comments",
			    "These comments are not of one round.");
		more += comment_answer(c, &r, &m[i], &a);
	}
	round_count(c, &r, 0, more);
	return call_reply(c, disposed_output, &out);
}

/* What a comment was answered before a revision; nothing: not answered. */
static struct answering
before(struct call *c, const struct decision *d, int64_t batch)
{
	struct decision old;

	if (d->revision == 1 || !db_get(c->db, DECISION_GET, decision_stored,
	    &old, d->comment, d->revision - 1))
		return (struct answering){ .batch = batch };
	return (struct answering){ .disposition = old.disposition,
		.reason = old.reason, .duplicate_of = old.duplicate_of,
		.theme = old.theme, .batch = batch };
}

static enum err
comment_undo(struct call *c)
{
	const struct undoing *in = c->in;
	struct list list = db_all(c->db, DECISION_OF_BATCH, decision_stored,
	    sizeof(struct decision), in->batch, c->member);
	const struct decision *d = list.at;
	struct comment *m = arena_get(c->arena, list.count * sizeof(*m));
	int64_t *kept = arena_get(c->arena, list.count * sizeof(*kept));
	struct disposed out = { event_seq(c), { .at = m }, { .at = kept } };
	int64_t more = 0;
	struct round r;

	if (list.count == 0)
		return call_fail(c, E_NOT_FOUND,
		    "There is no such set of answers of yours.");
	for (size_t i = 0; i < list.count; i++) {
		struct comment *one = &m[out.comments.count];
		struct answering a = before(c, &d[i], out.batch);

		if (!comment_pick(c, d[i].comment, one, &r) ||
		    !access_may(c, round_audience(&r), MAY_RUN))
			return call_fail(c, E_DENIED,
			    "Comments are answered by coordinators.");
		if (one->revision != d[i].revision) {
			kept[out.kept.count++] = one->id;
			continue;
		}
		more += comment_answer(c, &r, one, &a);
		out.comments.count++;
	}
	round_count(c, &r, 0, more);
	return call_reply(c, disposed_output, &out);
}

const struct method decision_methods[] = {
	{ .name = "comment.dispose", .kind = WRITE, .who = WHO_MEMBER,
	  .in = disposing_input, .in_size = sizeof(struct disposing),
	  .out = comment_fields, .run = comment_dispose,
	  .doc = "Answers a comment, or answers it otherwise than the revision "
		 "that was seen; for coordinators." },
	{ .name = "comment.dispose_many", .kind = WRITE, .who = WHO_MEMBER,
	  .in = disposing_many_input, .in_size = sizeof(struct disposing_many),
	  .out = disposed_output, .run = comment_dispose_many,
	  .doc = "Answers many comments of a round alike, all or none; for "
		 "coordinators." },
	{ .name = "comment.undo", .kind = WRITE, .who = WHO_MEMBER,
	  .in = undoing_input, .in_size = sizeof(struct undoing),
	  .out = disposed_output, .run = comment_undo,
	  .doc = "Takes back what the caller answered at once, where nobody "
		 "answered otherwise since; for coordinators." },
	{ 0 }
};
