/* SPDX-License-Identifier: Apache-2.0 */
/*
 * imported.c - comments that stood in the margin of a file.
 *
 * They are offered to coordinators alone, since whoever wrote them may not
 * have meant them for everyone. Taken into a round each becomes a comment of
 * the coordinator who takes it, with the words of who wrote it quoted under
 * their name: nobody is made the author of what they did not post here.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/text.h"

#include "domain/reviews/reviews.h"

#define IMPORTED_MAX 4096 /* of one file */
#define TAKE_MAX     200  /* in one call */
#define AUTHOR_MAX   200

struct imported_query {
	int64_t document;
};

struct imported_list {
	struct list imported;
};

struct taking {
	int64_t round;
	struct ids imported;
};

struct taken {
	struct list comments;
};

const struct field imported_fields[] = {
	F_ID(imported_comment, id), F_ID(imported_comment, document),
	F_INT(imported_comment, position, 1, IMPORTED_MAX),
	F_TEXT(imported_comment, author, 0, AUTHOR_MAX),
	F_TIME(imported_comment, made_at),
	F_TEXT(imported_comment, body, 0, HTML_MAX),
	F_REF(imported_comment, clause),
	F_MAYBE(imported_comment, start, 0, FIELD_INT_MAX),
	F_MAYBE(imported_comment, end, 0, FIELD_INT_MAX),
	F_TEXT_OPT(imported_comment, exact, HTML_MAX),
	F_REF(imported_comment, comment), F_END
};
static const struct field imported_query_input[] = {
	F_ID(imported_query, document), F_END
};
static const struct field imported_list_output[] = {
	F_LIST(imported_list, imported, imported_comment, imported_fields,
	    IMPORTED_MAX), F_END
};
static const struct field taking_input[] = {
	F_ID(taking, round), F_IDS(taking, imported, 1, TAKE_MAX), F_END
};
static const struct field taken_output[] = {
	F_LIST(taken, comments, comment, comment_fields, TAKE_MAX), F_END
};

static enum err
imported_list(struct call *c)
{
	const struct imported_query *in = c->in;
	struct imported_list out = { 0 };
	struct document d;

	if (!document_pick(c, in->document, MAY_RUN, &d))
		return c->err;
	out.imported = db_all(c->db, IMPORTED_OF_DOCUMENT, imported_fields,
	    sizeof(struct imported_comment), d.id);
	return call_reply(c, imported_list_output, &out);
}

/* A name stays a name: its signs mean nothing. */
static void
put_name(struct buffer *b, const char *name)
{
	for (; *name != '\0'; name++) {
		if (strchr("\\`*_~[]<>&!|#", *name) != NULL)
			buffer_char(b, '\\');
		buffer_char(b, *name);
	}
}

/* Who said so, when, and what: as Markdown, in which a quotation stays one. */
static const char *
quotation(struct call *c, const struct imported_comment *k)
{
	const char *said = text_excerpt(c->arena, k->body, BODY_MAX / 2);
	const char *author = *k->author != '\0' ? k->author : "Somebody";
	struct local_time at = clock_local(k->made_at, "UTC");
	struct buffer b = { 0 };
	const char *text;

	put_name(&b, author);
	buffer_text(&b, " wrote in the file");
	if (k->made_at != 0)
		buffer_printf(&b, " (%04d-%02d-%02d)", at.year, at.month,
		    at.day);
	buffer_text(&b, ":\n\n> ");
	for (; *said != '\0'; said++) {
		buffer_char(&b, *said);
		if (*said == '\n')
			buffer_text(&b, "> ");
	}
	text = arena_text(c->arena, buffer_string(&b));
	buffer_free(&b);
	return text;
}

/* False: the call has failed. */
static bool
take_one(struct call *c, struct round *r, int64_t id, struct comment *m)
{
	struct imported_comment k;

	if (!db_get(c->db, IMPORTED_GET, imported_fields, &k, id) ||
	    k.document != r->document) {
		call_invalid(c, "imported",
		    "One of these comments is not from the file of this "
		    "draft.");
		return false;
	}
	if (k.comment != 0) {
		call_fail(c, E_CONFLICT,
		    "One of these comments was imported already. Load the "
		    "list again.");
		return false;
	}
	*m = (struct comment){
		.clause = k.clause, .body = quotation(c, &k),
	};
	m->body_html = text_render(c->arena, m->body);
	if (k.start.known && k.end.known && k.exact != NULL &&
	    utf8_count(k.exact) <= BODY_MAX) {
		m->start = k.start;
		m->end = k.end;
		m->exact = k.exact;
	}
	comment_put(c, r, m);
	db_run(c->db, IMPORTED_TAKE, m->id, k.id);
	return true;
}

static enum err
imported_take(struct call *c)
{
	const struct taking *in = c->in;
	struct comment *m = arena_get(c->arena, in->imported.count *
	    sizeof(*m));
	struct taken out = { { .at = m, .count = in->imported.count } };
	struct round r;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	if (!round_takes(c, &r, ", so no comment can be added to it."))
		return c->err;
	for (size_t i = 0; i < in->imported.count; i++)
		if (!take_one(c, &r, in->imported.at[i], &m[i]))
			return c->err;
	round_count(c, &r, (int64_t)in->imported.count, 0);
	return call_reply(c, taken_output, &out);
}

const struct method imported_methods[] = {
	{ .name = "imported.list", .kind = READ, .who = WHO_MEMBER,
	  .in = imported_query_input, .in_size = sizeof(struct imported_query),
	  .out = imported_list_output, .run = imported_list,
	  .doc = "The comments that stood in the margin of a draft's file; for "
		 "coordinators." },
	{ .name = "imported.take", .kind = WRITE, .who = WHO_MEMBER,
	  .in = taking_input, .in_size = sizeof(struct taking),
	  .out = taken_output, .run = imported_take,
	  .doc = "Makes comments of a round of them, quoted under the names of "
		 "those who wrote them; for coordinators." },
	{ 0 }
};
