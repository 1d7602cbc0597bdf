/* SPDX-License-Identifier: Apache-2.0 */
/*
 * edits.c - the text of a draft with the accepted edits in it.
 *
 * The words are looked for in the Markdown of the draft. What stands there once
 * and without formatting inside is replaced; everything else is left to a
 * person, and said. Nothing is stored: whoever likes the text adds it as the
 * next version, like any other file.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/reviews/versions.h"

#define EDITS_MAX 10000

struct edits_query {
	int64_t round;
};

/* An accepted edit, and what became of it. */
struct edit {
	int64_t id; /* of the comment */
	const char *disposition;
	const char *proposed; /* "": the words go */
	struct maybe start, end;
	const char *exact, *number, *text;
	const char *why; /* it is left to a person; NULL: it is in the text */
};

struct edited {
	int64_t document;
	const char *markdown;
	struct list edits;
};

/* Bytes of the Markdown that give way. */
struct patch {
	size_t from, to;
	const char *words;
};

struct patches {
	struct patch *at;
	size_t count;
};

static const struct field edits_query_input[] = {
	F_ID(edits_query, round), F_END
};
static const struct field edit_stored[] = {
	F_ID(edit, id), F_CHOICE(edit, disposition, dispositions),
	F_TEXT(edit, proposed, 0, BODY_MAX),
	F_MAYBE(edit, start, 0, FIELD_INT_MAX),
	F_MAYBE(edit, end, 0, FIELD_INT_MAX), F_TEXT_OPT(edit, exact, HTML_MAX),
	F_TEXT_OPT(edit, number, 100), F_TEXT_OPT(edit, text, HTML_MAX), F_END
};
static const struct field edit_fields[] = {
	F_ID(edit, id), F_TEXT(edit, proposed, 0, BODY_MAX),
	F_TEXT_OPT(edit, exact, HTML_MAX), F_TEXT_OPT(edit, number, 100),
	F_TEXT_OPT(edit, why, 400), F_END
};
static const struct field edited_output[] = {
	F_ID(edited, document), F_TEXT(edited, markdown, 0, HTML_MAX),
	F_LIST(edited, edits, edit, edit_fields, EDITS_MAX), F_END
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Behind the first `len` bytes of the words, if they stand here; white space
 * is folded in them, and not in Markdown. NULL: they do not. */
static const char *
follow(const char *at, const char *words, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (words[i] != ' ') {
			if (*at++ != words[i])
				return NULL;
			continue;
		}
		if (!is_space(*at))
			return NULL;
		while (is_space(*at))
			at++;
	}
	return at;
}

/* The only place of these words; NULL: there is none, or more than one. */
static const char *
only_place(const char *markdown, const char *words)
{
	size_t len = strlen(words);
	const char *found = NULL;

	if (len == 0)
		return NULL;
	for (const char *p = markdown; (p = strchr(p, words[0])) != NULL; p++)
		if (follow(p, words, len) != NULL) {
			if (found != NULL)
				return NULL;
			found = p;
		}
	return found;
}

/* Finds the words that the edit is about. */
static bool
place(const char *markdown, const struct edit *e, struct patch *p)
{
	const char *at = only_place(markdown, e->text), *from, *to;
	bool marked = e->start.known && e->end.known;
	size_t start = 0, end = strlen(e->text);

	if (marked) {
		start = utf8_offset(e->text, (size_t)e->start.is);
		end = utf8_offset(e->text, (size_t)e->end.is);
	}
	if (at == NULL && marked && e->exact != NULL) {
		at = only_place(markdown, e->exact);
		start = 0;
		end = strlen(e->exact);
		from = at;
		to = at != NULL ? follow(at, e->exact, end) : NULL;
	} else {
		from = at != NULL ? follow(at, e->text, start) : NULL;
		to = at != NULL ? follow(at, e->text, end) : NULL;
	}
	if (from == NULL || to == NULL)
		return false;
	p->from = (size_t)(from - markdown);
	p->to = (size_t)(to - markdown);
	return true;
}

/* Does a line begin, or end, here? */
static bool
is_edge(const char *markdown, const char *at)
{
	return at == markdown || at[-1] == '\n' || *at == '\n' || *at == '\0';
}

/* Without its words a heading, an item or a cell would stand there empty. */
static bool
leaves_a_hole(const char *markdown, const struct edit *e,
    const struct patch *p)
{
	bool whole = !e->start.known || !e->end.known ||
	    (e->start.is == 0 && e->end.is == (int64_t)utf8_count(e->text));

	return *e->proposed == '\0' && whole &&
	    !(is_edge(markdown, markdown + p->from) &&
	    is_edge(markdown, markdown + p->to));
}

/* The words so that Markdown takes them as they are. What would begin a list,
 * a heading or a quotation does so only where a line begins. */
static const char *
escaped(struct call *c, const char *words)
{
	size_t digits = strspn(words, "0123456789");
	struct buffer b = { 0 };
	const char *text;

	if (*words != '\0' && strchr("#>+-=", *words) != NULL)
		buffer_char(&b, '\\');
	for (const char *p = words; *p != '\0'; p++) {
		bool counts = digits > 0 && p == words + digits &&
		    (*p == '.' || *p == ')');

		if (counts || strchr("\\`*_[]<&|~", *p) != NULL)
			buffer_char(&b, '\\');
		buffer_char(&b, is_space(*p) ? ' ' : *p);
	}
	text = arena_copy(c->arena, buffer_string(&b), b.len);
	buffer_free(&b);
	return text;
}

static bool
overlaps(const struct patches *all, const struct patch *p)
{
	for (size_t i = 0; i < all->count; i++)
		if (p->from < all->at[i].to && all->at[i].from < p->to)
			return true;
	return false;
}

/* Why the edit is left to a person; NULL: it is among the patches. */
static const char *
take(struct call *c, const char *markdown, struct patches *all,
    const struct edit *e)
{
	struct patch p;

	if (strcmp(e->disposition, "accepted") != 0)
		return "It was accepted in part.";
	if (e->text == NULL)
		return "It is on the whole document.";
	if (!place(markdown, e, &p))
		return "Its words are formatted, or stand in the text more "
		       "than once.";
	if (overlaps(all, &p))
		return "Another accepted edit changes the same words.";
	if (leaves_a_hole(markdown, e, &p))
		return "It takes out all words of a heading, an item or a "
		       "cell, so what is around them has to go, too.";
	p.words = escaped(c, e->proposed);
	all->at[all->count++] = p;
	return NULL;
}

static int
by_place(const void *a, const void *b)
{
	const struct patch *p = a, *q = b;

	return (p->from > q->from) - (p->from < q->from);
}

static const char *
patched(struct call *c, const char *markdown, struct patches *all)
{
	struct buffer b = { 0 };
	const char *text;
	size_t from = 0;

	if (all->count > 0)
		qsort(all->at, all->count, sizeof(*all->at), by_place);
	for (size_t i = 0; i < all->count; i++) {
		buffer_put(&b, markdown + from, all->at[i].from - from);
		buffer_text(&b, all->at[i].words);
		from = all->at[i].to;
	}
	buffer_text(&b, markdown + from);
	text = arena_copy(c->arena, buffer_string(&b), b.len);
	buffer_free(&b);
	return text;
}

static enum err
version_edited(struct call *c)
{
	const struct edits_query *in = c->in;
	struct patches all = { 0 };
	struct edited out = { 0 };
	const char *markdown;
	struct document d;
	struct edit *e;
	struct round r;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	if (!document_pick(c, r.document, MAY_RUN, &d))
		return c->err;
	if (document_is_shown(&d))
		return call_fail(c, E_CONFLICT,
		    "This draft is reviewed as it looks, so edits cannot be "
		    "put into it. Please change its file.");
	markdown = db_text(c->db, DOCUMENT_TEXT, r.document);
	if (markdown == NULL)
		return call_fail(c, E_CONFLICT,
		    "This draft was added before its text was kept, so edits "
		    "cannot be put into it. Please change its file.");
	out.document = r.document;
	out.edits = db_all(c->db, EDITS_OF_ROUND, edit_stored,
	    sizeof(struct edit), r.id);
	e = out.edits.at;
	all.at = arena_get(c->arena, out.edits.count * sizeof(*all.at));
	for (size_t i = 0; i < out.edits.count; i++)
		e[i].why = take(c, markdown, &all, &e[i]);
	out.markdown = patched(c, markdown, &all);
	return call_reply(c, edited_output, &out);
}

const struct method edits_methods[] = {
	{ .name = "version.edited", .kind = READ, .who = WHO_MEMBER,
	  .lane = LANE_HEAVY,
	  .in = edits_query_input, .in_size = sizeof(struct edits_query),
	  .out = edited_output, .run = version_edited,
	  .doc = "The text of a round's draft with the accepted edits in it, "
		 "and which are left to a person; for coordinators." },
	{ 0 }
};
