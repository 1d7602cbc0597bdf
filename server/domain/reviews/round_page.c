/* SPDX-License-Identifier: Apache-2.0 */
/*
 * round_page.c - everything that a page of a round shows, in one answer.
 *
 * What the caller may not read is not in the lists: every statement asks that
 * itself. Coordinators get with it what they note among themselves. What is new
 * to somebody they alone learn: how far they had looked, what of the draft was
 * on their screen.
 */
#include "soundings/inside.h"

#include "domain/reviews/ending.h"
#include "domain/reviews/reviews.h"
#include "domain/reviews/round_rows.h"

#define MEMBERS_MAX 2000
#define ROWS_MAX    FIELD_INT_MAX

struct page_query {
	int64_t round;
};

struct round_page {
	int64_t seq;
	struct round *round;
	struct document *document;
	struct list clauses, comments, members, reviewers, identities, replies;
	struct list stances, extensions, section_sign_offs;
	struct list handlings, themes, templates;
	struct circle *circle;     /* NULL: the whole community is asked */
	struct tally *tally;       /* NULL: not for the caller */
	struct sign_off *sign_off; /* the caller's own; NULL: none */
	struct archive *archive;   /* NULL: it is not put away */
	struct feedback *feedback; /* NULL: nothing was published */
	int64_t looked;            /* the newest comment then; 0: never */
	struct ids read;           /* clauses of the draft */
};

/* What the page shows on which a draft is read from a mail. */
struct round_mailed {
	const char *token;
};

struct round_mailed_page {
	const char *name; /* of its reader */
	struct round *round;
	struct document *document;
	struct list clauses;
};

struct looking {
	int64_t round, upto;
};

struct clause_read {
	int64_t id;
};

static const struct field page_query_input[] = {
	F_ID(page_query, round), F_END
};
static const struct field round_page_output[] = {
	F_INT(round_page, seq, 0, FIELD_INT_MAX),
	F_ONE(round_page, round, round, round_fields),
	F_ONE(round_page, document, document, document_fields),
	F_LIST(round_page, clauses, clause, clause_fields, CLAUSES_MAX),
	F_LIST(round_page, comments, comment, comment_fields, COMMENTS_MAX),
	F_LIST(round_page, members, member, member_fields, MEMBERS_MAX),
	F_LIST(round_page, reviewers, reviewer, reviewer_fields, MEMBERS_MAX),
	F_LIST(round_page, identities, identity, identity_fields, MEMBERS_MAX),
	F_LIST(round_page, replies, reply, reply_fields, ROWS_MAX),
	F_LIST(round_page, stances, stance, stance_fields, ROWS_MAX),
	F_LIST(round_page, extensions, extension, extension_fields, ROWS_MAX),
	F_LIST(round_page, section_sign_offs, section_sign_off,
	    section_sign_off_fields, ROWS_MAX),
	F_LIST(round_page, handlings, handling, handling_fields, ROWS_MAX),
	F_LIST(round_page, themes, theme, theme_fields, ROWS_MAX),
	F_LIST(round_page, templates, template, template_fields, ROWS_MAX),
	F_ROW(round_page, circle, circle, circle_fields),
	F_ROW(round_page, tally, tally, tally_fields),
	F_ROW(round_page, sign_off, sign_off, sign_off_fields),
	F_ROW(round_page, archive, archive, archive_fields),
	F_ROW(round_page, feedback, feedback, feedback_fields),
	F_INT(round_page, looked, 0, FIELD_INT_MAX),
	F_IDS(round_page, read, 0, CLAUSES_MAX), F_END
};
static const struct field round_mailed_input[] = {
	F_TEXT(round_mailed, token, 1, 200), F_END
};
static const struct field round_mailed_output[] = {
	F_TEXT(round_mailed_page, name, 1, 200),
	F_ONE(round_mailed_page, round, round, round_fields),
	F_ONE(round_mailed_page, document, document, document_fields),
	F_LIST(round_mailed_page, clauses, clause, clause_fields, CLAUSES_MAX),
	F_END
};
static const struct field looking_input[] = {
	F_ID(looking, round), F_ID(looking, upto), F_END
};
static const struct field clause_read_stored[] = {
	F_ID(clause_read, id), F_END
};

static struct ids
read_by(struct call *c, int64_t document)
{
	struct list all = db_all(c->db, READING_OF, clause_read_stored,
	    sizeof(struct clause_read), document, c->member);
	const struct clause_read *read = all.at;
	int64_t *ids = arena_get(c->arena, all.count * sizeof(*ids));

	for (size_t i = 0; i < all.count; i++)
		ids[i] = read[i].id;
	return (struct ids){ ids, all.count };
}

#define ROWS(sql, type, of)                                                  \
	db_all(c->db, sql, type##_fields, sizeof(struct type), of, c->member)

static enum err
round_page(struct call *c)
{
	const struct page_query *in = c->in;
	struct round_page out = { .seq = event_last(c) };
	struct circle circle;
	struct tally tally;
	struct sign_off s;
	struct archive a;
	struct feedback f;
	struct document d;
	struct round r;

	if (!round_pick(c, in->round, MAY_SEE, &r) ||
	    !document_pick(c, r.document, MAY_SEE, &d))
		return c->err;
	out.round = &r;
	out.document = &d;
	out.clauses = db_all(c->db, CLAUSE_OF_DOCUMENT, clause_fields,
	    sizeof(struct clause), d.id);
	out.comments = ROWS(COMMENT_OF_ROUND, comment, r.id);
	out.members = ROWS(ROUND_MEMBERS, member, r.id);
	out.reviewers = ROWS(REVIEWER_OF_ROUND, reviewer, r.id);
	out.identities = ROWS(IDENTITY_OF_ROUND, identity, r.id);
	out.replies = ROWS(REPLY_OF_ROUND, reply, r.id);
	out.stances = ROWS(STANCE_OF_ROUND, stance, r.id);
	out.extensions = ROWS(EXTENSION_OF_ROUND, extension, r.id);
	out.section_sign_offs = ROWS(SECTION_SIGN_OFF_OF_ROUND,
	    section_sign_off, r.id);
	out.handlings = ROWS(HANDLING_OF_ROUND, handling, r.id);
	out.themes = ROWS(THEME_OF_ROUND, theme, r.id);
	out.templates = ROWS(TEMPLATE_ALL, template, r.community);
	if (db_get(c->db, CIRCLE_GET, circle_fields, &circle, r.id,
	    c->member))
		out.circle = &circle;
	if (db_get(c->db, TALLY_GET, tally_fields, &tally, r.id, c->member))
		out.tally = &tally;
	if (db_get(c->db, SIGN_OFF_GET, sign_off_fields, &s, r.id, c->member))
		out.sign_off = &s;
	if (archive_find(c, r.id, &a))
		out.archive = &a;
	if (db_get(c->db, FEEDBACK_GET, feedback_fields, &f, r.id, c->member))
		out.feedback = &f;
	out.looked = db_number(c->db, LOOK_GET, r.id, c->member);
	out.read = read_by(c, d.id);
	return call_reply(c, round_page_output, &out);
}

static enum err
round_look(struct call *c)
{
	const struct looking *in = c->in;
	struct comment m;
	struct round r;

	if (!comment_pick(c, in->upto, &m, &r))
		return c->err;
	if (r.id != in->round)
		return call_invalid(c, "upto",
		    "That comment is not of this round.");
	db_run(c->db, LOOK_PUT, r.id, c->member, m.id);
	return call_done(c);
}

/* Nothing of what others said: who forwards the mail gives away the draft. */
static enum err
round_by_mail(struct call *c)
{
	const struct round_mailed *in = c->in;
	struct round_mailed_page out = { 0 };
	int64_t id = inside_enter(c, in->token, 'd');
	struct document d;
	struct round r;

	if (id == 0 || !round_pick(c, id, MAY_SEE, &r) ||
	    !document_pick(c, r.document, MAY_SEE, &d))
		return c->err;
	if (r.closed_at != 0)
		return call_fail(c, E_CONFLICT, "This review is closed.");
	out.name = db_text(c->db, MEMBER_NAME, c->member);
	out.round = &r;
	out.document = &d;
	out.clauses = db_all(c->db, CLAUSE_OF_DOCUMENT, clause_fields,
	    sizeof(struct clause), d.id);
	return call_reply(c, round_mailed_output, &out);
}

const struct method round_page_methods[] = {
	{ .name = "round.by_mail", .kind = READ, .who = WHO_GUEST,
	  .in = round_mailed_input, .in_size = sizeof(struct round_mailed),
	  .out = round_mailed_output, .run = round_by_mail,
	  .doc = "The draft of an open round, for the member to whom the link "
		 "was mailed; whoever has the link may." },
	{ .name = "round.page", .kind = READ, .who = WHO_MEMBER,
	  .in = page_query_input, .in_size = sizeof(struct page_query),
	  .out = round_page_output, .run = round_page,
	  .doc = "A round with its draft, and what the caller may read of the "
		 "comments; for those who are asked and coordinators." },
	{ .name = "round.look", .kind = WRITE, .who = WHO_MEMBER,
	  .in = looking_input, .in_size = sizeof(struct looking),
	  .run = round_look,
	  .doc = "Notes that the caller has seen the comments of a round up to "
		 "this one; for who may read it." },
	{ 0 }
};
