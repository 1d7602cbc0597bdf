/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_docx.c - a Word document before pandoc sees it.
 *
 * Names are compared without their prefix, since other programs than Word
 * choose others. The strict form of the format has other namespaces, which
 * pandoc cannot read: it is refused here with what to do.
 */
#include "text/convert_office.h"

#include <string.h>

#include "soundings/base.h"

struct word {
	struct rewriting r;
	size_t run_at;         /* where in `out` the last run began */
	size_t run_depth;      /* 0: none is open */
	size_t row_at;         /* and the last row */
	size_t row_depth;      /* 0: no row is open */
	size_t row_paragraph;  /* what r.paragraph was when it opened */
	bool row_notes;        /* inside what is said about the row */
};

/* The target of the first relationship of that kind; NULL: there is none. */
static const char *
related(struct office *o, const char *rels, const char *kind)
{
	const struct part *part = package_part(&o->package, rels);
	struct xml x = { 0 };
	const char *type;
	size_t len = strlen(kind), n;

	if (part == NULL)
		return NULL;
	x.at = part->body.at;
	x.end = x.at + part->body.len;
	while (xml_next(&x)) {
		if (x.kind != XML_OPEN || !xml_is(&x, "Relationship"))
			continue;
		type = xml_attribute(&x, o->arena, "Type");
		n = type == NULL ? 0 : strlen(type);
		if (n > len && strcmp(type + n - len, kind) == 0)
			return xml_attribute(&x, o->arena, "Target");
	}
	return NULL;
}

/* "word/" of "word/document.xml". */
static const char *
folder_of(struct office *o, const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash == NULL ? ""
	    : arena_copy(o->arena, name, (size_t)(slash + 1 - name));
}

static struct part *
part_at(struct office *o, const char *folder, const char *target)
{
	if (target == NULL)
		return NULL;
	if (*target == '/')
		return package_part(&o->package, target + 1);
	return package_part(&o->package,
	    arena_printf(o->arena, "%s%s", folder, target));
}

static struct part *
main_part(struct office *o)
{
	struct part *part = part_at(o, "",
	    related(o, "_rels/.rels", "/officeDocument"));

	if (part == NULL || part->body.len == 0)
		return NULL;
	o->folder = folder_of(o, part->name);
	return part;
}

/* What is the main part about? Its first tag says. */
static const char *
refusal(const struct part *part)
{
	struct xml x = { .at = part->body.at };

	x.end = x.at + part->body.len;
	while (xml_next(&x) && x.kind != XML_OPEN)
		continue;
	if (x.kind == XML_OPEN && xml_is(&x, "workbook"))
		return "This is an Excel workbook, not a text. Please upload a "
		       "Word document (.docx), ODT, PDF, HTML, Markdown or plain "
		       "text.";
	if (x.kind == XML_OPEN && xml_is(&x, "presentation"))
		return "These are PowerPoint slides, not a text. Please upload a "
		       "Word document (.docx), ODT, PDF, HTML, Markdown or plain "
		       "text.";
	if (x.kind != XML_OPEN || !xml_is(&x, "document"))
		return "This is not a Word document that can be read here.";
	if (memmem(x.from, (size_t)(x.to - x.from), "purl.oclc.org/ooxml", 19))
		return "This Word document was saved as Strict Open XML, which "
		       "cannot be read here. In Word choose File, Save As, the "
		       "type \"Word Document (*.docx)\", and upload that.";
	return NULL;
}

static void
read_comments(struct office *o, const struct part *text)
{
	const char *rels = arena_printf(o->arena, "%s_rels/%s.rels", o->folder,
	    text->name + strlen(o->folder));
	const struct part *part = part_at(o, o->folder,
	    related(o, rels, "/comments"));
	struct office_comment c = { 0 };
	struct xml x = { 0 };

	if (part == NULL)
		return;
	x.at = part->body.at;
	x.end = x.at + part->body.len;
	while (xml_next(&x)) {
		if (x.kind != XML_OPEN || !xml_is(&x, "comment"))
			continue;
		c.id = xml_attribute(&x, o->arena, "id");
		c.author = xml_attribute(&x, o->arena, "author");
		c.made_at = office_time(xml_attribute(&x, o->arena, "date"));
		c.body = office_words(o, &x);
		office_comment(o, c);
	}
}

static void
find_ranges(const struct word *w)
{
	struct xml x = w->r.x;
	struct office_comment *c;

	while (xml_next(&x)) {
		if (x.kind != XML_OPEN || !xml_is(&x, "commentRangeStart"))
			continue;
		c = office_comment_of(w->r.office,
		    xml_attribute(&x, w->r.office->arena, "id"));
		if (c != NULL)
			c->ranges = true;
	}
}

/* A mark, as a run of its own with the prefix that the tag at hand has. */
static void
put_run(struct word *w, struct buffer *b, uint32_t which, int comment)
{
	const struct xml *x = &w->r.x;
	int len = (int)(x->name - x->from - 1);

	buffer_printf(b, "<%.*sr><%.*st>", len, x->from + 1, len, x->from + 1);
	mark_put(b, which, (unsigned)comment);
	buffer_printf(b, "</%.*st></%.*sr>", len, x->from + 1, len,
	    x->from + 1);
}

/* The beginning or end of a range becomes a mark; between two paragraphs it
 * goes into the next one. */
static void
take_range(struct word *w, uint32_t which)
{
	struct rewriting *r = &w->r;
	int comment = office_mark(r->office,
	    xml_attribute(&r->x, r->office->arena, "id"), which);

	rewriting_copy(r, r->x.from);
	if (comment >= 0)
		put_run(w, r->paragraph != 0 ? &r->out : &r->marks, which,
		    comment);
	if (xml_skip(&r->x))
		rewriting_pass(r, r->x.to);
}

static void
insert(struct buffer *b, size_t at, const struct buffer *what)
{
	buffer_reserve(b, what->len);
	memmove(b->at + at + what->len, b->at + at, b->len - at);
	memcpy(b->at + at, what->at, what->len);
	b->len += what->len;
}

/* A comment at a point stands inside a run: its mark comes before that run. */
static void
take_reference(struct word *w)
{
	struct rewriting *r = &w->r;
	struct buffer marks = { 0 };
	const char *id = xml_attribute(&r->x, r->office->arena, "id");
	const struct office_comment *c = office_comment_of(r->office, id);
	int comment;

	if (c == NULL || c->ranges || w->run_at == 0)
		return;
	comment = office_mark(r->office, id, MARK_START);
	if (comment < 0)
		return;
	rewriting_copy(r, r->x.from);
	put_run(w, &marks, MARK_START, comment);
	insert(&r->out, w->run_at, &marks);
	buffer_free(&marks);
}

/* Takes back what was copied since the tag of that depth was opened, and passes
 * over the rest of it. False: it does not end. */
static bool
take_back(struct rewriting *r, size_t depth, size_t at)
{
	while (!(r->x.kind == XML_CLOSE && r->x.depth == depth))
		if (!xml_next(&r->x))
			return false;
	r->out.len = at;
	rewriting_pass(r, r->x.to);
	return true;
}

/* A row that was deleted under change tracking is not there any more. */
static void
drop_row(struct word *w)
{
	struct rewriting *r = &w->r;

	if (!take_back(r, w->row_depth, w->row_at))
		return;
	r->office->changes++;
	w->row_notes = false;
	w->row_depth = 0;
	if (r->paragraph > 0 && w->row_paragraph == 0)
		r->paragraph = 0; /* it was in the row */
	w->run_at = 0;
}

static bool
is_off(struct rewriting *r)
{
	const char *value = xml_attribute(&r->x, r->office->arena, "val");

	return value != NULL && (strcmp(value, "0") == 0 ||
	    strcmp(value, "false") == 0 || strcmp(value, "off") == 0);
}

/* Other hidden runs are the halves of fields, which must stay in pairs. */
static bool
has_text(struct xml x, size_t depth)
{
	while (xml_next(&x) && !(x.kind == XML_CLOSE && x.depth == depth))
		if (x.kind == XML_OPEN && xml_is(&x, "t"))
			return true;
	return false;
}

/* Hidden text is for its author's eyes, and a draft is for everyone's. */
static void
drop_hidden(struct word *w)
{
	struct rewriting *r = &w->r;

	if (w->run_depth == 0 || is_off(r) || !has_text(r->x, w->run_depth))
		return;
	if (take_back(r, w->run_depth, w->run_at))
		r->office->hidden++;
	w->run_depth = w->run_at = 0;
}

/* Who has typed it in which session is said in attributes of every paragraph
 * and run, and is half of what a file from Word weighs. */
static void
drop_attributes(struct rewriting *r)
{
	const char *name_ends = r->x.name + r->x.name_len;
	const char *tail = r->x.to - (r->x.closes ? 2 : 1);

	if (tail <= name_ends)
		return;
	rewriting_copy(r, name_ends);
	rewriting_pass(r, tail);
}

/* Looks that Markdown has not: pandoc would pass over them too, but it keeps
 * the whole file in memory first. A font matters when its letters are signs. */
static bool
is_useless(const struct xml *x)
{
	static const char *const names[] = { "proofErr", "lang", "noProof",
		"lastRenderedPageBreak", "sz", "szCs", "color", "kern",
		"spacing", "rFonts" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (xml_is(x, names[i]))
			return memmem(x->from, (size_t)(x->to - x->from),
			    "Symbol", 6) == NULL;
	return false;
}

static void
drop_element(struct rewriting *r)
{
	rewriting_copy(r, r->x.from);
	if (xml_skip(&r->x))
		rewriting_pass(r, r->x.to);
}

static void
open_paragraph(struct word *w)
{
	struct rewriting *r = &w->r;

	drop_attributes(r);
	if (r->paragraph != 0)
		return;
	r->paragraph = r->x.depth;
	if (r->marks.len == 0 || r->x.closes)
		return;
	rewriting_copy(r, r->x.to);
	buffer_put(&r->out, r->marks.at, r->marks.len);
	buffer_clear(&r->marks);
}

/* Pandoc drops a table whose columns have no width. */
static void
open_column(struct word *w)
{
	struct rewriting *r = &w->r;
	const char *name_ends = r->x.name + r->x.name_len;

	if (xml_attribute(&r->x, r->office->arena, "w") != NULL)
		return;
	rewriting_copy(r, name_ends);
	buffer_printf(&r->out, " %.*sw=\"1\"",
	    (int)(r->x.name - r->x.from - 1), r->x.from + 1);
}

static void
open_row(struct word *w)
{
	rewriting_copy(&w->r, w->r.x.from);
	w->row_at = w->r.out.len;
	w->row_depth = w->r.x.depth;
	w->row_paragraph = w->r.paragraph;
}

/* Signs out of a font of signs, which pandoc leaves out; others stay lost. */
static void
take_sign(struct word *w)
{
	static const struct {
		const char *code, *sign;
	} known[] = {
		{ "6E", "■" }, { "6F", "□" }, { "71", "❑" }, { "76", "❖" },
		{ "A7", "▪" }, { "A8", "◻" }, { "B7", "•" }, { "D8", "➢" },
		{ "E0", "→" }, { "FB", "✗" }, { "FC", "✓" }, { "FD", "☒" },
		{ "FE", "☑" },
	};
	struct rewriting *r = &w->r;
	const char *font = xml_attribute(&r->x, r->office->arena, "font");
	const char *code = xml_attribute(&r->x, r->office->arena, "char");
	int len = (int)(r->x.name - r->x.from - 1);

	if (font == NULL || code == NULL || strlen(code) != 4 ||
	    strcmp(font, "Wingdings") != 0)
		return;
	for (size_t i = 0; i < COUNT(known); i++) {
		if (strcasecmp(code + 2, known[i].code) != 0)
			continue;
		rewriting_copy(r, r->x.from);
		buffer_printf(&r->out, "<%.*st>%s</%.*st>", len,
		    r->x.from + 1, known[i].sign, len, r->x.from + 1);
	}
}

/* Pandoc drops these with the words in them. */
static bool
is_wrapper(const struct xml *x)
{
	return xml_is(x, "fldSimple") || xml_is(x, "customXml") ||
	    xml_is(x, "dir") || xml_is(x, "bdo");
}

/* A picture that lies elsewhere is not in the file. */
static bool
is_linked_picture(struct rewriting *r)
{
	return xml_is(&r->x, "blip") &&
	    xml_attribute(&r->x, r->office->arena, "link") != NULL &&
	    xml_attribute(&r->x, r->office->arena, "embed") == NULL;
}

static void
take_open(struct word *w)
{
	struct rewriting *r = &w->r;
	const struct xml *x = &r->x;

	if (xml_is(x, "p")) {
		open_paragraph(w);
	} else if (xml_is(x, "r") && r->paragraph != 0) {
		rewriting_copy(r, x->from);
		w->run_at = r->out.len;
		w->run_depth = x->closes ? 0 : x->depth;
		drop_attributes(r);
	} else if (xml_is(x, "commentRangeStart")) {
		take_range(w, MARK_START);
	} else if (xml_is(x, "commentRangeEnd")) {
		take_range(w, MARK_END);
	} else if (xml_is(x, "commentReference")) {
		take_reference(w);
	} else if (xml_is(x, "gridCol")) {
		open_column(w);
	} else if (xml_is(x, "tr")) {
		open_row(w);
	} else if (xml_is(x, "trPr")) {
		w->row_notes = !x->closes;
	} else if (xml_is(x, "del") && w->row_notes && w->row_depth != 0) {
		drop_row(w);
	} else if (is_wrapper(x)) {
		rewriting_unwrap(r);
	} else if (xml_is(x, "vanish")) {
		drop_hidden(w);
	} else if (xml_is(x, "sym")) {
		take_sign(w);
	} else if (xml_is(x, "Fallback")) {
		xml_skip(&r->x);
	} else if (xml_is(x, "txbxContent")) {
		rewriting_box(r);
	} else if (is_useless(x)) {
		drop_element(r);
	} else if (xml_is(x, "chart") || xml_is(x, "relIds") ||
		   is_linked_picture(r)) {
		r->office->drawings++;
	} else if (xml_is(x, "altChunk") || xml_is(x, "subDoc")) {
		r->office->embedded++;
	}
}

static void
take_close(struct word *w)
{
	struct rewriting *r = &w->r;

	if (xml_is(&r->x, "trPr"))
		w->row_notes = false;
	if (is_wrapper(&r->x))
		rewriting_unwrap(r);
	if (r->x.depth == w->row_depth)
		w->row_depth = 0;
	if (r->x.depth == w->run_depth)
		w->run_depth = 0;
	if (r->paragraph == 0 || r->x.depth != r->paragraph)
		return;
	r->paragraph = 0;
	w->run_at = 0;
	rewriting_copy(r, r->x.to);
	buffer_put(&r->out, r->boxes.at, r->boxes.len);
	buffer_clear(&r->boxes);
}

static void
rewrite(struct office *o, struct part *part)
{
	struct word w = { 0 };

	rewriting_start(&w.r, o, part);
	find_ranges(&w);
	while (xml_next(&w.r.x)) {
		if (w.r.x.kind == XML_OPEN)
			take_open(&w);
		else if (w.r.x.kind == XML_CLOSE)
			take_close(&w);
	}
	if (!rewriting_end(&w.r, part))
		o->why = "This file is damaged: its text cannot be read.";
}

void
docx_prepare(struct office *o)
{
	struct part *part = main_part(o);

	o->why = part == NULL
	    ? "This file is an archive without a text in it. Please save the "
	      "document again and upload the new file."
	    : refusal(part);
	if (o->why != NULL)
		return;
	read_comments(o, part);
	rewrite(o, part);
}
