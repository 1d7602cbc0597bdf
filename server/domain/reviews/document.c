/* SPDX-License-Identifier: Apache-2.0 */
/*
 * document.c - drafts that a community reviews.
 *
 * A document is one version of a text; adding another of the same title makes
 * the next version. It never changes, and neither do its clauses: comments
 * point into them. Clauses are read with their document, never told one by one.
 * One for named people is there for coordinators until a round on it asks them.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/reviews/versions.h"

#define NOTICES_MAX 30

struct adding {
	int64_t community;
	const char *title;
	int64_t file;
	const char *audience;  /* NULL: that of the version before */
	const char *by;        /* one of convert_ways; NULL: the first */
	struct import *import; /* of prepare; NULL: there was nothing to read */
	struct carry *carry;   /* of prepare; NULL: no version before it */
};

struct upload {
	int64_t id, owner;
	const char *name, *type;
	int64_t size, community;
	struct blob body;
};

struct looking {
	int64_t community, file;
};

struct document_title {
	const char *title; /* NULL: it begins with none */
};

struct document_name {
	int64_t document;
};

struct picture_name {
	int64_t id; /* of its file */
};

struct document_text {
	int64_t document;
	const char *markdown;
};

struct document_query {
	int64_t community;
};

struct document_list {
	int64_t seq;
	struct list documents, rounds, circles;
};

struct document_page {
	int64_t seq;
	struct document *document;
	struct list clauses, rounds;
	struct list documents; /* all versions of the title */
};

const char *const clause_kinds[] = {
	"heading", "paragraph", "item", "row", "code", "quote", NULL
};

static const char *const audiences[] = { "community", "people", NULL };

const struct field document_fields[] = {
	F_ID(document, id), F_ID(document, number), F_ID(document, community),
	F_TEXT(document, title, 1, TITLE_MAX),
	F_INT(document, version, 1, FIELD_INT_MAX), F_ID(document, file),
	F_TEXT(document, file_name, 1, TITLE_MAX),
	F_CHOICE(document, format, convert_formats), F_ID(document, added_by),
	F_AT(document, added_at), F_INT(document, clause_count, 1, CLAUSES_MAX),
	F_INT(document, minutes, 1, FIELD_INT_MAX),
	F_TEXTS(document, notices, 0, NOTICES_MAX),
	F_CHOICE(document, audience, audiences), F_END
};
const struct field clause_fields[] = {
	F_ID(clause, id), F_ID(clause, document),
	F_INT(clause, position, 1, CLAUSES_MAX), F_TEXT(clause, number, 1, 100),
	F_CHOICE(clause, kind, clause_kinds), F_INT(clause, level, 0, 6),
	F_TEXT(clause, text, 0, HTML_MAX), F_TEXT(clause, html, 0, HTML_MAX),
	F_REF(clause, section), F_END
};
static const struct field adding_input[] = {
	F_ID(adding, community), F_TEXT(adding, title, 1, TITLE_MAX),
	F_ID(adding, file), F_CHOICE_OPT(adding, audience, audiences),
	F_CHOICE_OPT(adding, by, convert_ways), F_END
};
static const struct field looking_input[] = {
	F_ID(looking, community), F_ID(looking, file), F_END
};
static const struct field document_title_output[] = {
	F_TEXT_OPT(document_title, title, TITLE_MAX), F_END
};
static const struct field upload_fields[] = {
	F_ID(upload, id), F_ID(upload, owner), F_TEXT(upload, name, 1, TITLE_MAX),
	F_TEXT(upload, type, 1, 100), F_INT(upload, size, 0, FIELD_INT_MAX),
	F_REF(upload, community), F_BLOB(upload, body), F_END
};
static const struct field document_name_input[] = {
	F_ID(document_name, document), F_END
};
static const struct field picture_name_fields[] = {
	F_ID(picture_name, id), F_END
};
static const struct field document_text_output[] = {
	F_ID(document_text, document),
	F_TEXT(document_text, markdown, 0, HTML_MAX), F_END
};
static const struct field document_query_input[] = {
	F_ID(document_query, community), F_END
};
static const struct field document_list_output[] = {
	F_INT(document_list, seq, 0, FIELD_INT_MAX),
	F_LIST(document_list, documents, document, document_fields, ROUNDS_MAX),
	F_LIST(document_list, rounds, round, round_fields, ROUNDS_MAX),
	F_LIST(document_list, circles, circle, circle_fields, FIELD_INT_MAX),
	F_END
};
static const struct field document_page_output[] = {
	F_INT(document_page, seq, 0, FIELD_INT_MAX),
	F_ONE(document_page, document, document, document_fields),
	F_LIST(document_page, clauses, clause, clause_fields, CLAUSES_MAX),
	F_LIST(document_page, rounds, round, round_fields, ROUNDS_MAX),
	F_LIST(document_page, documents, document, document_fields, ROUNDS_MAX),
	F_END
};

bool
document_pick(struct call *c, int64_t id, enum may what, struct document *d)
{
	if (!db_get(c->db, DOCUMENT_GET, document_fields, d, id, c->member) ||
	    !access_community(c, d->community, MAY_SEE)) {
		call_fail(c, E_NOT_FOUND, "There is no such document.");
		return false;
	}
	if (access_community(c, d->community, what))
		return true;
	call_fail(c, E_DENIED, "Only coordinators may do this.");
	return false;
}

bool
document_is_closed(const struct document *d)
{
	return strcmp(d->audience, "people") == 0;
}

bool
document_is_shown(const struct document *d)
{
	return strcmp(d->format, "pages") == 0 ||
	    strcmp(d->format, "picture") == 0;
}

void
document_show(struct call *c, const struct round *r, const struct document *d)
{
	struct list all = db_all(c->db, VERSION_ALL, document_fields,
	    sizeof(struct document), d->community, d->title, 0);
	struct document *v = all.at;

	for (size_t i = 0; i < all.count; i++) {
		if (v[i].version > d->version || !document_is_closed(&v[i]))
			continue;
		if (AUDIENCE_KIND(round_audience(r)) == AUDIENCE_COMMUNITY) {
			v[i].audience = audiences[0];
			db_run(c->db, DOCUMENT_OPEN, v[i].id);
		}
		round_tell(c, "document.shown", r, &v[i]);
	}
}

/* The upload, if the caller may make a draft of it; else the call has failed. */
static bool
upload_pick(struct call *c, int64_t community, int64_t file, struct upload *u)
{
	if (!access_community(c, community, MAY_SEE))
		call_fail(c, E_NOT_FOUND, "There is no such community.");
	else if (!access_community(c, community, MAY_RUN))
		call_fail(c, E_DENIED,
		    "Drafts are added by coordinators. Give yours to one of "
		    "them.");
	else if (!db_get(c->db, UPLOAD_GET, upload_fields, u, file, c->member))
		call_fail(c, E_NOT_FOUND, "There is no such file.");
	else if (u->community != 0 && u->community != community)
		call_fail(c, E_CONFLICT,
		    "This upload belongs to another community. Please upload "
		    "the file again.");
	else if (u->size > CONVERT_MAX)
		call_invalid(c, "file",
		    "A file can have up to 20 MB, and this one has more.");
	return c->err == OK;
}

/* Who begins with a heading begins with the title; a heading further down is
 * one of its parts. */
static enum err
document_title(struct call *c)
{
	const struct looking *in = c->in;
	struct document_title out = { 0 };
	const struct conversion *draft;
	const struct clause_text *first;
	struct upload u;

	if (!upload_pick(c, in->community, in->file, &u) ||
	    !db_get(c->db, FILE_READ, upload_fields, &u, in->file, c->member))
		return c->err;
	db_rest(c->db);
	draft = convert(c->arena, u.name, convert_ways[0], u.body);
	if (draft->why != NULL)
		return call_invalid(c, "file", draft->why);
	first = draft->clauses.at;
	if (draft->clauses.count > 0 && strcmp(first->kind, "heading") == 0)
		out.title = text_excerpt(c->arena, first->text, TITLE_MAX);
	return call_reply(c, document_title_output, &out);
}

/* The slow half: reads the file. What it finds, `run` decides about; who may
 * not add a draft does not make the server read one. */
static enum err
document_add_prepare(struct call *c)
{
	struct adding *in = c->in;
	struct upload u;

	if (access_community(c, in->community, MAY_RUN) &&
	    db_get(c->db, UPLOAD_GET, upload_fields, &u, in->file, c->member) &&
	    u.size <= CONVERT_MAX &&
	    db_get(c->db, FILE_READ, upload_fields, &u, in->file, c->member)) {
		db_rest(c->db);
		in->import = import_read(c->arena, u.name,
		    in->by == NULL ? convert_ways[0] : in->by, u.body);
	}
	in->carry = NULL;
	if (in->import != NULL && in->import->draft->why == NULL)
		in->carry = carry_plan(c, in->community, in->title,
		    &in->import->draft->clauses);
	return OK;
}

static void
add_clauses(struct call *c, int64_t document, const struct list *clauses,
    const struct ids *pictures)
{
	const struct clause_text *text = clauses->at;

	for (size_t i = 0; i < clauses->count; i++) {
		int64_t position = (int64_t)i + 1;
		struct clause k = {
			.id = PART_ID(document, position),
			.document = document, .position = position,
			.number = text[i].number, .kind = text[i].kind,
			.level = text[i].level, .text = text[i].text,
			.html = pictures->count == 0 ? text[i].html
			    : convert_show(c->arena, text[i].html, pictures),
		};

		if (text[i].section >= 0)
			k.section = PART_ID(document, text[i].section + 1);
		db_put(c->db, CLAUSE_INSERT, clause_fields, &k);
	}
}

/* Which pictures the text shows. One that was made of the version before, with
 * the accepted edits in it, has that one's. */
static struct ids
shown_pictures(struct call *c, const struct document *d, struct ids own)
{
	struct list all;
	const struct picture_name *p;
	int64_t *ids;

	if (own.count > 0 || d->version == 1 ||
	    strcmp(d->format, "markdown") != 0)
		return own;
	all = db_all(c->db, PICTURES_BEFORE, picture_name_fields,
	    sizeof(struct picture_name), d->community, d->title);
	p = all.at;
	ids = arena_get(c->arena, all.count * sizeof(*ids));
	for (size_t i = 0; i < all.count; i++)
		ids[i] = p[i].id;
	return (struct ids){ .at = ids, .count = all.count };
}

static enum err
add_document(struct call *c, const struct adding *in, const struct upload *u)
{
	const struct conversion *draft = in->import->draft;
	/* First: their events come before the document's. */
	struct ids pictures = import_pictures(c, in->import, in->community);
	struct ids shown;
	struct document before;
	struct document d = {
		.id = event_seq(c), .community = in->community,
		.title = in->title, .file = u->id, .file_name = u->name,
		.format = draft->format, .added_by = c->member,
		.added_at = c->now, .minutes = in->import->minutes,
		.clause_count = (int64_t)draft->clauses.count,
		.notices = draft->notices, .audience = in->audience,
	};

	d.number = db_number(c->db, COMMUNITY_NUMBER, d.community);
	db_get(c->db, VERSION_NEWEST, document_fields, &before, d.community,
	    d.title);
	d.version = 1 + before.version;
	if (d.audience == NULL)
		d.audience = d.version > 1 ? before.audience : audiences[0];
	if (document_is_closed(&d) && u->community != 0)
		return call_fail(c, E_CONFLICT,
		    "This upload belongs to another draft already. Please "
		    "upload the file again.");
	shown = shown_pictures(c, &d, pictures);
	db_run(c->db, FILE_PLACE, d.community, d.file, c->member);
	db_put(c->db, DOCUMENT_INSERT, document_fields, &d);
	if (u->community == 0)
		db_run(c->db, DOCUMENT_FILE, d.id, d.file);
	for (size_t i = 0; i < pictures.count; i++)
		db_run(c->db, DOCUMENT_FILE, d.id, pictures.at[i]);
	add_clauses(c, d.id, &draft->clauses, &shown);
	import_store(c, in->import, d.id);
	if (!carry_store(c, in->carry, before.id, d.id))
		return c->err;
	event_emit(c, "document.added", AUDIENCE(document_is_closed(&d)
	    ? AUDIENCE_COORDINATORS : AUDIENCE_COMMUNITY, d.community),
	    d.community, &d);
	return call_reply(c, document_fields, &d);
}

static enum err
document_add(struct call *c)
{
	const struct adding *in = c->in;
	struct upload u;

	if (!upload_pick(c, in->community, in->file, &u))
		return c->err;
	if (in->import == NULL)
		return call_fail(c, E_CONFLICT,
		    "You became a coordinator a moment ago. Please try again.");
	if (in->import->draft->why != NULL)
		return call_invalid(c, "file", in->import->draft->why);
	return add_document(c, in, &u);
}

static enum err
document_list(struct call *c)
{
	const struct document_query *in = c->in;
	struct document_list out = { .seq = event_last(c) };

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.documents = db_all(c->db, DOCUMENT_PAGE, document_fields,
	    sizeof(struct document), in->community, c->member);
	out.rounds = db_all(c->db, ROUND_PAGE, round_fields,
	    sizeof(struct round), in->community, c->member);
	out.circles = db_all(c->db, CIRCLE_ALL, circle_fields,
	    sizeof(struct circle), in->community, c->member);
	return call_reply(c, document_list_output, &out);
}

static enum err
document_get(struct call *c)
{
	const struct document_name *in = c->in;
	struct document_page out = { .seq = event_last(c) };
	struct document d;

	if (!document_pick(c, in->document, MAY_SEE, &d))
		return c->err;
	out.document = &d;
	out.clauses = db_all(c->db, CLAUSE_OF_DOCUMENT, clause_fields,
	    sizeof(struct clause), d.id);
	out.rounds = db_all(c->db, ROUND_OF_DOCUMENT, round_fields,
	    sizeof(struct round), d.id, c->member);
	out.documents = db_all(c->db, VERSION_ALL, document_fields,
	    sizeof(struct document), d.community, d.title, c->member);
	return call_reply(c, document_page_output, &out);
}

static enum err
document_text(struct call *c)
{
	const struct document_name *in = c->in;
	struct document_text out = { .document = in->document };
	struct document d;

	if (!document_pick(c, in->document, MAY_SEE, &d))
		return c->err;
	out.markdown = db_text(c->db, DOCUMENT_TEXT, d.id);
	if (out.markdown == NULL)
		return call_fail(c, E_NOT_FOUND,
		    "This draft was added before its text was kept. Its file "
		    "has it.");
	return call_reply(c, document_text_output, &out);
}

const struct method document_methods[] = {
	{ .name = "document.add", .kind = WRITE, .who = WHO_MEMBER,
	  .lane = LANE_HEAVY,
	  .in = adding_input, .in_size = sizeof(struct adding),
	  .out = document_fields, .prepare = document_add_prepare,
	  .run = document_add,
	  .doc = "Makes a draft of an upload (DOCX, ODT, PDF, HTML, Markdown or "
		 "plain text), the next version if the title is known; `by` "
		 "pages: of a PDF as it looks; for coordinators." },
	{ .name = "document.title", .kind = READ, .who = WHO_MEMBER,
	  .lane = LANE_HEAVY,
	  .in = looking_input, .in_size = sizeof(struct looking),
	  .out = document_title_output, .run = document_title,
	  .doc = "The title with which an upload begins, before a draft is made "
		 "of it; for coordinators." },
	{ .name = "document.list", .kind = READ, .who = WHO_MEMBER,
	  .in = document_query_input, .in_size = sizeof(struct document_query),
	  .out = document_list_output, .run = document_list,
	  .doc = "The newest drafts of a community and their rounds; for "
		 "members." },
	{ .name = "document.get", .kind = READ, .who = WHO_MEMBER,
	  .in = document_name_input, .in_size = sizeof(struct document_name),
	  .out = document_page_output, .run = document_get,
	  .doc = "A draft clause by clause, with its rounds and the other "
		 "versions of its title; for members." },
	{ .name = "document.text", .kind = READ, .who = WHO_MEMBER,
	  .in = document_name_input, .in_size = sizeof(struct document_name),
	  .out = document_text_output, .run = document_text,
	  .doc = "The whole text of a draft as Markdown; for members." },
	{ 0 }
};

static const struct row document_row = {
	"document", document_fields, sizeof(struct document), DOCUMENT_GET,
	DOCUMENT_ALL,
};

const struct event_kind document_events[] = {
	{ .name = "document.added", .row = &document_row,
	  .doc = "A draft was added; document.get has its clauses." },
	{ .name = "document.shown", .row = &document_row,
	  .doc = "A draft can be read by those whom a round on it asks." },
	{ 0 }
};
