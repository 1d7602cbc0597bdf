/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert.c - fuzzes what reads foreign files in our own process: the archive,
 * the XML of DOCX and ODT, the tree that pandoc answers, the pages of a PDF as
 * words and as pictures, encodings. The first byte says which. Whatever goes in, the clauses that come
 * out have HTML with exactly their words, and comments lie inside them.
 */
#include <stdint.h>
#include <string.h>

#include "markdown_oracle.h"
#include "soundings/base.h"
#include "soundings/text.h"
#include "text/convert_draft.h"
#include "text/convert_letters.h"
#include "text/convert_marks.h"
#include "text/convert_office.h"
#include "text/convert_pages.h"
#include "text/convert_pdf.h"
#include "text/convert_scenes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check_clauses(struct list list)
{
	const struct clause_text *k = list.at;
	struct buffer words = { 0 };

	for (size_t i = 0; i < list.count; i++) {
		buffer_clear(&words);
		invariant(oracle_html(k[i].html, &words) == NULL);
		invariant(strcmp(buffer_string(&words), k[i].text) == 0);
	}
	buffer_free(&words);
}

/* Marked text to clauses and places. */
static void
check_markdown(struct arena *a, const char *marked)
{
	enum { COMMENTS = 3 };
	const char *plain = marks_without(a, marked);
	struct list clauses = text_clauses(a, plain);
	const struct clause_text *k = clauses.at;
	struct found_comment c[COMMENTS];

	for (size_t i = 0; i < COMMENTS; i++)
		c[i] = (struct found_comment){ .clause = -1 };
	check_clauses(clauses);
	marks_place(a, text_clauses(a, marked), clauses, c, COMMENTS);
	for (size_t i = 0; i < COMMENTS; i++) {
		invariant(c[i].clause < (int64_t)clauses.count);
		if (!c[i].start.known)
			continue;
		invariant(c[i].clause >= 0 && c[i].start.is < c[i].end.is);
		invariant((size_t)c[i].end.is <=
		    utf8_count(k[c[i].clause].text));
	}
}

static void
read_archive(struct arena *a, struct blob in)
{
	struct package p, again;

	package_open(a, &p, in);
	if (p.why == NULL) {
		package_open(a, &again, package_rebuilt(a, &p));
		invariant(again.why == NULL);
		package_close(&again);
	}
	package_close(&p);
}

/* Every tag of the part goes by before it may be rewritten, as in a package. */
static bool
sound(struct blob in)
{
	struct xml x = { .at = in.at, .end = (const char *)in.at + in.len };

	if (!utf8_valid(in.at, in.len))
		return false;
	while (xml_next(&x))
		continue;
	return x.wrong == XML_FINE;
}

static void
read_part(struct arena *a, struct blob in, bool word)
{
	static const char rels[] = "<R><Relationship Type=\"x/officeDocument\" "
				   "Target=\"word/document.xml\"/></R>";
	static const char more[] = "<R><Relationship Type=\"x/comments\" "
				   "Target=\"comments.xml\"/></R>";
	static const char comments[] =
	    "<w:comments><w:comment w:id=\"0\" w:author=\"A\"><w:p><w:t>Oh"
	    "</w:t></w:p></w:comment><w:comment w:id=\"1\"/></w:comments>";
	struct part parts[] = {
		{ .name = "_rels/.rels", .body = { rels, sizeof(rels) - 1 } },
		{ .name = "word/_rels/document.xml.rels",
		  .body = { more, sizeof(more) - 1 } },
		{ .name = "word/comments.xml",
		  .body = { comments, sizeof(comments) - 1 } },
		{ .name = "word/document.xml", .body = in },
		{ .name = "content.xml", .body = in },
	};
	struct office o = { .arena = a,
		.package = { .parts = parts, .count = COUNT(parts) } };

	if (!sound(in))
		return;
	if (word)
		docx_prepare(&o);
	else
		odt_prepare(&o);
	invariant(utf8_valid(parts[word ? 3 : 4].body.at,
	    parts[word ? 3 : 4].body.len));
	buffer_free(&o.comments);
}

static uint16_t
no_picture(void *user, const char *address)
{
	(void)user;
	return *address == 'p' ? 1 : 0;
}

static void
read_tree(struct arena *a, struct blob in)
{
	char *json = arena_copy(a, in.at, in.len);
	struct draft d = { .arena = a, .picture = no_picture };
	const struct node *tree;

	if (!utf8_valid(json, in.len))
		return;
	tree = tree_read(a, json);
	if (tree == NULL)
		return;
	draft_write(&d, tree, true);
	invariant(utf8_valid(buffer_string(&d.out), d.out.len));
	check_markdown(a, buffer_string(&d.out));
	draft_free(&d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new();
	struct blob in = { .at = data + 1, .len = len - 1 };
	const char *guessed, *text;

	if (len == 0)
		in.len = 0;
	else if (data[0] == 'z')
		read_archive(a, in);
	else if (data[0] == 'w' || data[0] == 'o')
		read_part(a, in, data[0] == 'w');
	else if (data[0] == 't')
		read_tree(a, in);
	else if (data[0] == 'p' && utf8_valid(in.at, in.len))
		check_markdown(a, pdf_markdown(a, in));
	else if (data[0] == 'j')
		pages_pictures(a, in);
	else if (data[0] == 'g' && utf8_valid(in.at, in.len))
		check_markdown(a, pages_markdown(a, (struct blob){
		    .at = arena_copy(a, in.at, in.len), .len = in.len }, 3));
	else if (data[0] == 's' && utf8_valid(in.at, in.len)) {
		text = scenes_parted(a, arena_copy(a, in.at, in.len));
		invariant(utf8_valid(text, strlen(text)));
		scenes_number(a, text_clauses(a, text));
	} else if (data[0] == 'm' && utf8_valid(in.at, in.len))
		check_markdown(a, arena_copy(a, in.at, in.len));
	else if (data[0] == 'l' &&
		 (text = letters_read(a, in, &guessed)) != NULL)
		invariant(utf8_valid(text, strlen(text)));
	arena_free(a);
	return 0;
}
