/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_odt.c - an OpenDocument text before pandoc sees it.
 *
 * Deleted text of tracked changes lies apart in the file and pandoc leaves it
 * out, which is to accept the changes; only that there were some must be said.
 */
#include "text/convert_office.h"

#include <string.h>

#include "soundings/base.h"

#define TITLES_MAX 64 /* forms of the title's style in one file */

static void
take_annotation(struct rewriting *r)
{
	struct office *o = r->office;
	struct xml *x = &r->x;
	size_t depth = x->depth;
	struct office_comment c = {
		.id = xml_attribute(x, o->arena, "name"),
	};
	struct buffer body = { 0 };
	int comment;

	rewriting_copy(r, x->from);
	while (xml_next(x) && !(x->kind == XML_CLOSE && x->depth == depth)) {
		if (x->kind != XML_OPEN)
			continue;
		if (xml_is(x, "creator"))
			c.author = office_words(o, x);
		else if (xml_is(x, "date"))
			c.made_at = office_time(office_words(o, x));
		else if (xml_is(x, "p"))
			buffer_printf(&body, "%s%s", body.len > 0 ? "\n\n" : "",
			    office_words(o, x));
	}
	rewriting_pass(r, x->to);
	c.body = arena_text(o->arena, buffer_string(&body));
	buffer_free(&body);
	comment = office_comment(o, c);
	if (comment >= 0)
		mark_put(&r->out, MARK_START, (unsigned)comment);
}

static void
take_annotation_end(struct rewriting *r)
{
	int comment = office_mark(r->office,
	    xml_attribute(&r->x, r->office->arena, "name"), MARK_END);

	rewriting_copy(r, r->x.from);
	if (comment >= 0)
		mark_put(&r->out, MARK_END, (unsigned)comment);
	if (xml_skip(&r->x))
		rewriting_pass(r, r->x.to);
}

/* Is the style of the paragraph at hand the title's, or made from it? */
static bool
is_title(struct rewriting *r, const struct buffer *titles)
{
	const char *style = xml_attribute(&r->x, r->office->arena, "style-name");
	const char *const *known = (void *)titles->at;

	if (style == NULL)
		return false;
	for (size_t i = 0; i < titles->len / sizeof(*known); i++)
		if (strcmp(style, known[i]) == 0)
			return true;
	return strcmp(style, "Title") == 0;
}

/* Pandoc takes a title for a paragraph like any other. */
static void
take_title(struct rewriting *r)
{
	rewriting_copy(r, r->x.from);
	r->office->title = office_words(r->office, &r->x);
	rewriting_pass(r, r->x.to);
}

/* The names that this file has given to changed forms of the title's style. */
static void
find_titles(struct rewriting *r, struct buffer *titles)
{
	struct xml x = r->x;
	const char *parent, *name;

	while (xml_next(&x) && !xml_is(&x, "body")) {
		if (x.kind != XML_OPEN || !xml_is(&x, "style"))
			continue;
		parent = xml_attribute(&x, r->office->arena,
		    "parent-style-name");
		name = xml_attribute(&x, r->office->arena, "name");
		if (parent != NULL && name != NULL &&
		    strcmp(parent, "Title") == 0 &&
		    titles->len < TITLES_MAX * sizeof(name))
			buffer_put(titles, &name, sizeof(name));
	}
}

/* What can hold paragraphs of its own, drawn anywhere on the page. */
static bool
is_shape(const struct xml *x)
{
	static const char *const shapes[] = { "text-box", "custom-shape",
		"rect", "ellipse", "circle", "caption", "polygon", "path" };

	for (size_t i = 0; i < COUNT(shapes); i++)
		if (xml_is(x, shapes[i]))
			return true;
	return false;
}

static void
take_open(struct rewriting *r)
{
	const struct xml *x = &r->x;

	if (xml_is(x, "tracked-changes"))
		xml_skip(&r->x);
	else if ((xml_is(x, "p") || xml_is(x, "h")) && r->paragraph == 0)
		r->paragraph = x->depth;
	else if (xml_is(x, "annotation"))
		take_annotation(r);
	else if (xml_is(x, "annotation-end"))
		take_annotation_end(r);
	else if (is_shape(x))
		rewriting_box(r);
	else if (xml_is(x, "change") || xml_is(x, "change-start"))
		r->office->changes++;
	else if (xml_is(x, "table-header-rows")) /* pandoc leaves them out */
		rewriting_unwrap(r);
}

static void
take_close(struct rewriting *r)
{
	if (xml_is(&r->x, "table-header-rows"))
		rewriting_unwrap(r);
	if (r->paragraph == 0 || r->x.depth != r->paragraph)
		return;
	r->paragraph = 0;
	rewriting_copy(r, r->x.to);
	buffer_put(&r->out, r->boxes.at, r->boxes.len);
	buffer_clear(&r->boxes);
}

void
odt_prepare(struct office *o)
{
	struct part *part = package_part(&o->package, "content.xml");
	struct buffer titles = { 0 };
	struct rewriting r;

	o->folder = "";
	if (part == NULL || part->body.len == 0) {
		o->why = "This file is an archive without a text in it. Please "
			 "save the document again and upload the new file.";
		return;
	}
	rewriting_start(&r, o, part);
	find_titles(&r, &titles);
	while (xml_next(&r.x)) {
		if (r.x.kind == XML_OPEN && xml_is(&r.x, "p") &&
		    r.paragraph == 0 && o->title == NULL &&
		    is_title(&r, &titles))
			take_title(&r);
		else if (r.x.kind == XML_OPEN)
			take_open(&r);
		else if (r.x.kind == XML_CLOSE)
			take_close(&r);
	}
	buffer_free(&titles);
	if (!rewriting_end(&r, part))
		o->why = "This file is damaged: its text cannot be read.";
}
