/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_inlines.c - the words of a paragraph in pandoc's tree.
 *
 * Tracked changes are accepted here: what was inserted stays, what was deleted
 * goes, but the marks of comments in it stay. What Markdown cannot say (under-
 * lined, small capitals) keeps its words.
 */
#include "text/convert_draft.h"

#include <string.h>

#include "soundings/base.h"
#include "text/escape.h"

static void inline_one(struct draft *d, const struct node *n,
    const struct look *look);

bool
node_is(const struct node *n, const char *type)
{
	return strcmp(tree_of(n, "t")->text, type) == 0;
}

static const struct node *
content(const struct node *n)
{
	return tree_of(n, "c");
}

/* Of deleted words only the marks in them. */
static void
put_marks(struct draft *d, const char *text, const struct look *look)
{
	struct buffer b = { 0 };

	for (; (text = strstr(text, "\xef\xb7")) != NULL; text += 2)
		if ((unsigned char)text[2] >= 0x90 &&
		    (unsigned char)text[2] <= 0xaf)
			buffer_put(&b, text, 3);
	line_put(&d->line, buffer_string(&b), look);
	buffer_free(&b);
}

static void
put_words(struct draft *d, const char *text, const struct look *look)
{
	if (d->deleted)
		put_marks(d, text, look);
	else
		line_put(&d->line, text, look);
}

static void
styled(struct draft *d, const struct node *list, const struct look *look,
    unsigned style)
{
	struct look more = *look;

	more.style |= style;
	draft_inlines(d, list, &more);
}

/* Raised and lowered figures have code points of their own; letters keep their
 * place on the line ("1st"). */
static const char *
moved(struct draft *d, const char *text, bool raised)
{
	static const char plain[] = "0123456789+-=()";
	static const char *const up[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶",
		"⁷", "⁸", "⁹", "⁺", "⁻", "⁼", "⁽", "⁾" };
	static const char *const down[] = { "₀", "₁", "₂", "₃", "₄", "₅", "₆",
		"₇", "₈", "₉", "₊", "₋", "₌", "₍", "₎" };
	struct buffer b = { 0 };
	const char *at, *made;

	if (text[strspn(text, plain)] != '\0')
		return text;
	for (; *text != '\0'; text++) {
		at = strchr(plain, *text);
		buffer_text(&b, (raised ? up : down)[at - plain]);
	}
	made = arena_text(d->arena, buffer_string(&b));
	buffer_free(&b);
	return made;
}

static void
put_moved(struct draft *d, const struct node *list, const struct look *look,
    bool raised)
{
	for (const struct node *n = list->first; n != NULL; n = n->next)
		if (node_is(n, "Str"))
			put_words(d, moved(d, content(n)->text, raised), look);
		else
			inline_one(d, n, look);
}

static void
put_quoted(struct draft *d, const struct node *c, const struct look *look)
{
	bool single = node_is(tree_nth(c, 0), "SingleQuote");

	put_words(d, single ? "‘" : "“", look);
	draft_inlines(d, tree_nth(c, 1), look);
	put_words(d, single ? "’" : "”", look);
}

/* Addresses inside the file lead nowhere here. */
static bool
leads_out(const char *address)
{
	return strncasecmp(address, "http://", 7) == 0 ||
	    strncasecmp(address, "https://", 8) == 0 ||
	    strncasecmp(address, "mailto:", 7) == 0;
}

static void
put_link(struct draft *d, const struct node *c, const struct look *look)
{
	const char *address = tree_nth(tree_nth(c, 2), 0)->text;
	struct look linked = *look;

	if (look->link == NULL && leads_out(address))
		linked.link = address;
	draft_inlines(d, tree_nth(c, 1), &linked);
}

/* What a picture is called: its description, else what is known of it. */
static void
put_picture(struct draft *d, const struct node *c, const struct look *look)
{
	const struct node *target = tree_nth(c, 2);
	const char *address = tree_nth(target, 0)->text;
	const char *title = tree_nth(target, 1)->text;
	struct look shown = *look;

	if (d->deleted)
		return;
	if (leads_out(address)) {
		shown.link = address;
	} else {
		shown.picture = d->picture(d->user, address);
		shown.link = NULL;
		if (shown.picture == 0)
			d->lost_pictures++;
	}
	if (strncmp(title, "fig:", 4) == 0)
		title += 4;
	if (tree_nth(c, 1)->first != NULL)
		draft_inlines(d, tree_nth(c, 1), &shown);
	else if (*title != '\0')
		put_words(d, title, &shown);
	else if (shown.picture != 0)
		put_words(d, arena_printf(d->arena, "Picture %u",
		    (unsigned)shown.picture), &shown);
	else
		put_words(d, "Picture", &shown);
}

static void
put_note(struct draft *d, const struct node *blocks, const struct look *look)
{
	struct look plain = *look;

	if (d->deleted)
		return;
	buffer_put(&d->notes, &blocks, sizeof(blocks));
	plain.style = 0;
	put_words(d, arena_printf(d->arena, "[%zu]",
	    d->notes.len / sizeof(blocks)), &plain);
}

static bool
has_class(const struct node *attributes, const char *name)
{
	const struct node *n = tree_nth(attributes, 1)->first;

	for (; n != NULL; n = n->next)
		if (strcmp(n->text, name) == 0)
			return true;
	return false;
}

static void
put_span(struct draft *d, const struct node *c, const struct look *look)
{
	const struct node *about = tree_nth(c, 0);
	bool was = d->deleted;

	if (has_class(about, "comment-start") || has_class(about, "comment-end"))
		return;
	if (has_class(about, "insertion") || has_class(about, "deletion") ||
	    has_class(about, "paragraph-insertion"))
		d->changes++;
	if (has_class(about, "paragraph-deletion")) {
		d->changes++;
		d->joined = true;
	}
	d->deleted = was || has_class(about, "deletion");
	draft_inlines(d, tree_nth(c, 1), look);
	d->deleted = was;
}

static void
put_code(struct draft *d, const char *text, const struct look *look)
{
	struct look code = *look;

	code.style = STYLE_CODE;
	put_words(d, text, &code);
}

/* False: it is none of those that only hold other words. */
static bool
holder(struct draft *d, const struct node *n, const struct look *look)
{
	static const struct {
		const char *type;
		unsigned style;
	} kinds[] = {
		{ "Emph", STYLE_EMPHASIS }, { "Strong", STYLE_STRONG },
		{ "Strikeout", STYLE_STRUCK }, { "Underline", 0 },
		{ "SmallCaps", 0 },
	};

	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (!node_is(n, kinds[i].type))
			continue;
		styled(d, content(n), look, kinds[i].style);
		return true;
	}
	return false;
}

static void
inline_one(struct draft *d, const struct node *n, const struct look *look)
{
	const struct node *c = content(n);

	if (node_is(n, "Str")) {
		put_words(d, c->text, look);
	} else if (node_is(n, "Space") || node_is(n, "SoftBreak")) {
		put_words(d, " ", look);
	} else if (node_is(n, "LineBreak")) {
		if (!d->deleted)
			line_break(&d->line, look);
	} else if (holder(d, n, look)) {
		return;
	} else if (node_is(n, "Superscript") || node_is(n, "Subscript")) {
		put_moved(d, c, look, node_is(n, "Superscript"));
	} else if (node_is(n, "Quoted")) {
		put_quoted(d, c, look);
	} else if (node_is(n, "Cite")) {
		draft_inlines(d, tree_nth(c, 1), look);
	} else if (node_is(n, "Code")) {
		put_code(d, tree_nth(c, 1)->text, look);
	} else if (node_is(n, "Math")) {
		d->formulas++;
		put_code(d, tree_nth(c, 1)->text, look);
	} else if (node_is(n, "Link")) {
		put_link(d, c, look);
	} else if (node_is(n, "Image")) {
		put_picture(d, c, look);
	} else if (node_is(n, "Note")) {
		put_note(d, c, look);
	} else if (node_is(n, "Span")) {
		put_span(d, c, look);
	}
}

void
draft_inlines(struct draft *d, const struct node *list, const struct look *look)
{
	for (const struct node *n = list->first; n != NULL; n = n->next)
		inline_one(d, n, look);
}
