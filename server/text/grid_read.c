/* SPDX-License-Identifier: Apache-2.0 */
/*
 * grid_read.c - the cells of a sheet (XLSX) and of a table in a text (DOCX).
 *
 * Numbers and dates of a sheet come as they are stored; formulas as what they
 * came to when the file was saved. Of a text the first table counts, and a
 * table inside a cell is part of that cell.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"

#include "convert_xml.h"
#include "grid_cells.h"

#define STRINGS_MAX 200000

struct strings {
	const char **at;
	size_t count;
};

static struct xml
xml_of(struct blob b)
{
	return (struct xml){ .at = b.at, .end = (const char *)b.at + b.len };
}

/* The words of all <t> up to the end of the tag at hand; those that say how it
 * is pronounced are left out. */
static void
take_words(struct xml *x, struct buffer *b)
{
	size_t depth = x->depth;
	bool inside = false;

	buffer_clear(b);
	while (xml_next(x) && !(x->kind == XML_CLOSE && x->depth == depth)) {
		if (x->kind == XML_OPEN && xml_is(x, "rPh"))
			xml_skip(x);
		else if (x->kind == XML_OPEN)
			inside = xml_is(x, "t") || xml_is(x, "v");
		else if (x->kind == XML_CLOSE)
			inside = false;
		else if (inside)
			xml_put_text(x, b);
	}
}

static struct strings
read_strings(struct arena *a, struct blob part)
{
	struct xml x = xml_of(part);
	struct buffer list = { 0 }, words = { 0 };
	struct strings s = { 0 };
	const char *one;

	while (s.count < STRINGS_MAX && xml_next(&x)) {
		if (x.kind != XML_OPEN || !xml_is(&x, "si"))
			continue;
		take_words(&x, &words);
		one = arena_text(a, buffer_string(&words));
		buffer_put(&list, &one, sizeof(one));
		s.count++;
	}
	s.at = arena_get(a, list.len);
	if (list.len > 0)
		memcpy(s.at, list.at, list.len);
	buffer_free(&list);
	buffer_free(&words);
	return s;
}

/* "AB12" -> 27; the next one if the file does not say. */
static size_t
column_of(const char *place, size_t next)
{
	size_t n = 0;

	if (place == NULL || *place < 'A' || *place > 'Z')
		return next;
	for (; *place >= 'A' && *place <= 'Z' && n < 10000; place++)
		n = n * 26 + (size_t)(*place - 'A') + 1;
	return n - 1;
}

static void
take_sheet_cell(struct xml *x, struct cells *c, const struct strings *s,
    struct buffer *words)
{
	size_t column = column_of(xml_attribute(x, c->arena, "r"), c->count);
	const char *type = xml_attribute(x, c->arena, "t");
	bool shared = type != NULL && strcmp(type, "s") == 0;
	const char *text;
	size_t n;

	take_words(x, words);
	text = buffer_string(words);
	if (shared) {
		n = strtoul(text, NULL, 10);
		text = n < s->count ? s->at[n] : "";
	}
	if (*text != '\0')
		cells_put_at(c, column, text);
}

bool
grid_read_xlsx(struct arena *a, struct blob sheet, struct blob strings,
    struct list *rows, const char **why)
{
	struct strings s = read_strings(a, strings);
	struct cells cells = { .arena = a };
	struct buffer words = { 0 };
	struct xml x = xml_of(sheet);

	while (cells_fit(&cells) && xml_next(&x))
		if (x.kind == XML_OPEN && xml_is(&x, "c"))
			take_sheet_cell(&x, &cells, &s, &words);
		else if (x.kind == XML_CLOSE && xml_is(&x, "row"))
			cells_end_row(&cells);
	buffer_free(&words);
	return cells_done(&cells, rows, why);
}

/* The words of a cell, its paragraphs and lines apart. */
static void
take_word_cell(struct xml *x, struct buffer *b)
{
	size_t depth = x->depth;
	bool inside = false;

	buffer_clear(b);
	while (xml_next(x) && !(x->kind == XML_CLOSE && x->depth == depth)) {
		if (x->kind == XML_OPEN) {
			inside = xml_is(x, "t");
			if ((xml_is(x, "p") && b->len > 0) || xml_is(x, "br"))
				buffer_char(b, '\n');
			else if (xml_is(x, "tab"))
				buffer_char(b, '\t');
		} else if (x->kind == XML_CLOSE) {
			inside = false;
		} else if (inside) {
			xml_put_text(x, b);
		}
	}
}

bool
grid_read_docx(struct arena *a, struct blob text, struct list *rows,
    const char **why)
{
	struct cells cells = { .arena = a };
	struct buffer words = { 0 };
	struct xml x = xml_of(text);

	while (cells_fit(&cells) && xml_next(&x)) {
		if (x.kind == XML_OPEN && xml_is(&x, "tc")) {
			take_word_cell(&x, &words);
			cells_put(&cells, buffer_string(&words));
		} else if (x.kind == XML_CLOSE && xml_is(&x, "tr")) {
			cells_end_row(&cells);
		} else if (x.kind == XML_CLOSE && xml_is(&x, "tbl")) {
			break;
		}
	}
	buffer_free(&words);
	return cells_done(&cells, rows, why);
}
