/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert.c - the parts of reading foreign files that need no file: lines to
 * Markdown and back, XML, pandoc's tree, places of comments, encodings.
 */
#include "unit.h"

#include <stdint.h>

#include "../fuzz/markdown_oracle.h"
#include "soundings/base.h"
#include "soundings/text.h"
#include "text/convert_draft.h"
#include "text/convert_letters.h"
#include "text/convert_marks.h"
#include "text/convert_pages.h"
#include "text/convert_xml.h"

/* Numbers that are the same in every run. */
static unsigned
chance(uint64_t *state, unsigned most)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(*state >> 33) % most;
}

TEST(whatever_words_and_styles_a_line_has_its_words_come_back)
{
	static const char *const pieces[] = { "a", "word", " ", "*", "_", "`",
		"[", "](", ")", "<b>", "&amp;", "&", "|", "~", "#", "- ", "1.",
		"12)", "!", "\\", "“x”", ".", "é", "http://a.b/c_d*e~f&g", "www.",
		"x@y.z", "\xc2\xa0", "==", "+", ">", "$", "**", "\xe2\x80\x94" };
	static const char *const links[] = { NULL, NULL, NULL,
		"https://x.org/?a=1&b=2_3*4", "mailto:a@b.c" };
	struct arena *a = arena_new();
	uint64_t state = 1;

	for (int round = 0; round < 20000; round++) {
		struct line l = { .one_row = round % 3 == 0 };
		struct buffer out = { 0 }, want = { 0 }, words = { 0 };
		struct list list;
		struct clause_text *k;

		for (unsigned n = 1 + chance(&state, 8); n > 0; n--) {
			struct look look = { .style = chance(&state, 12),
				.link = links[chance(&state, COUNT(links))] };

			line_put(&l, pieces[chance(&state, COUNT(pieces))],
			    &look);
			if (chance(&state, 12) == 0)
				line_break(&l, &look);
		}
		if (line_empty(&l)) {
			line_free(&l);
			continue;
		}
		if (l.one_row)
			buffer_text(&out, "| ");
		line_write(&l, &out, "");
		if (l.one_row)
			buffer_text(&out, " |\n|---|\n");
		line_words(&l, &want, false);
		CASE("%s", buffer_string(&out));
		list = text_clauses(a, buffer_string(&out));
		k = list.at;
		EQ_INT(1, list.count);
		EQ_TEXT(l.one_row ? "row" : "paragraph", k->kind);
		EQ_TEXT(buffer_string(&want), k->text);
		EQ_TEXT(NULL, oracle_html(k->html, &words));
		EQ_TEXT(k->text, buffer_string(&words));
		buffer_free(&out);
		buffer_free(&want);
		buffer_free(&words);
		line_free(&l);
		arena_reset(a);
	}
	arena_free(a);
}

TEST(bold_begins_and_ends_where_markdown_lets_it)
{
	static const struct {
		const char *before, *bold, *after, *markdown;
	} row[] = {
		{ "", "a", "", "**a**" },
		{ "x ", "a b", " y", "x **a b** y" },
		{ "x", " a ", "y", "x **a** y" },
		{ "x", "a", "y", "x**a**y" },
		{ "x", "a.", "y", "x**a**.y" },
		{ "x ", "(a)", " y", "x **(a)** y" },
		{ "x", "(a)", "y", "x(**a**)y" },
		{ "x", " ", "y", "x y" },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		static const struct look plain = { 0 };
		static const struct look bold = { .style = STYLE_STRONG };
		struct line l = { 0 };
		struct buffer out = { 0 };

		line_put(&l, row[i].before, &plain);
		line_put(&l, row[i].bold, &bold);
		line_put(&l, row[i].after, &plain);
		line_write(&l, &out, "");
		EQ_TEXT(row[i].markdown, buffer_string(&out));
		buffer_free(&out);
		line_free(&l);
	}
}

static enum xml_wrong
wrong(const char *text, size_t *tags)
{
	struct xml x = { .at = text, .end = text + strlen(text) };

	*tags = 0;
	while (xml_next(&x))
		*tags += x.kind == XML_OPEN ? 1 : 0;
	return x.wrong;
}

TEST(xml_is_read_or_refused_for_a_reason)
{
	static const struct {
		const char *xml;
		enum xml_wrong wrong;
		size_t tags;
	} row[] = {
		{ "", XML_FINE, 0 },
		{ "<a/>", XML_FINE, 1 },
		{ "<?xml version=\"1.0\" encoding='UTF-8'?><a><b c='>'/></a>",
		    XML_FINE, 2 },
		{ "<a><!-- <b> --><![CDATA[<c>]]></a>", XML_FINE, 1 },
		{ "<a", XML_BROKEN, 0 },
		{ "<a><b></a", XML_BROKEN, 2 },
		{ "<a>", XML_BROKEN, 1 },
		{ "</a>", XML_BROKEN, 0 },
		{ "<a <b/>", XML_BROKEN, 0 },
		{ "<a/><!-- ", XML_BROKEN, 1 },
		{ "<a/><!ELEMENT a>", XML_BROKEN, 1 },
		{ "<!DOCTYPE a><a/>", XML_ENTITIES, 0 },
		{ "<?xml version='1.0' encoding='utf-7'?><a/>", XML_LETTERS, 0 },
	};
	size_t tags;

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].xml);
		EQ_INT(row[i].wrong, wrong(row[i].xml, &tags));
		EQ_INT(row[i].tags, tags);
	}
}

TEST(attributes_are_found_by_name_whatever_the_prefix)
{
	static const char text[] =
	    "<w:a w:id=\"1\" r:xid='2' name = \"x &lt; &#233;\"/>";
	struct arena *a = arena_new();
	struct xml x = { .at = text, .end = text + strlen(text) };

	YES(xml_next(&x));
	YES(xml_is(&x, "a"));
	EQ_TEXT("1", xml_attribute(&x, a, "id"));
	EQ_TEXT("2", xml_attribute(&x, a, "xid"));
	EQ_TEXT(NULL, xml_attribute(&x, a, "d"));
	arena_free(a);
}

TEST(a_tree_is_read_in_place_and_nonsense_is_none)
{
	char good[] = "{\"t\":\"Str\",\"c\":[1,\"a\\\"\\u00e9\\ud834\\udd1e\",{}]}";
	static const char *const bad[] = { "", "{", "[1,", "[1 2]", "{1:2}",
		"{\"a\"}", "\"", "\"\\x\"", "\"\\u12\"", "[}" };
	struct arena *a = arena_new();
	const struct node *n = tree_read(a, good);

	YES(n != NULL);
	EQ_TEXT("Str", tree_of(n, "t")->text);
	EQ_TEXT("1", tree_nth(tree_of(n, "c"), 0)->text);
	EQ_TEXT("a\"\xc3\xa9\xf0\x9d\x84\x9e",
	    tree_nth(tree_of(n, "c"), 1)->text);
	EQ_TEXT("", tree_nth(tree_of(tree_of(n, "x"), "y"), 7)->text);
	for (size_t i = 0; i < COUNT(bad); i++) {
		CASE("%s", bad[i]);
		YES(tree_read(a, arena_text(a, bad[i])) == NULL);
	}
	arena_free(a);
}

TEST(a_tree_deeper_than_any_draft_is_none)
{
	enum { DEEP = 100000 };
	struct arena *a = arena_new();
	char *text = arena_get(a, DEEP + 1);

	memset(text, '[', DEEP);
	YES(tree_read(a, text) == NULL);
	arena_free(a);
}

TEST(marks_become_places_and_leave_no_trace)
{
	struct arena *a = arena_new();
	struct found_comment c[3] = { { .clause = -1 }, { .clause = -1 },
		{ .clause = -1 } };
	struct buffer b = { 0 };
	const char *plain;
	struct list clauses;

	buffer_text(&b, "# 2.1 \xc3\xa9 ");
	mark_put(&b, MARK_START, 0);
	buffer_text(&b, "Scope");
	mark_put(&b, MARK_END, 0);
	buffer_text(&b, "\n\n");
	mark_put(&b, MARK_START, 1);
	buffer_text(&b, "\n\na **b");
	mark_put(&b, MARK_START, 2);
	buffer_text(&b, "c** d\n\n- e");
	mark_put(&b, MARK_END, 2);
	plain = marks_without(a, buffer_string(&b));
	EQ_TEXT("# 2.1 \xc3\xa9 Scope\n\n\n\na **bc** d\n\n- e", plain);
	clauses = text_clauses(a, plain);
	EQ_INT(1, marks_place(a, text_clauses(a, buffer_string(&b)), clauses, c,
	    COUNT(c)));
	EQ_INT(0, c[0].clause);
	EQ_INT(6, c[0].start.is);
	EQ_INT(11, c[0].end.is);
	EQ_TEXT("Scope", c[0].exact);
	EQ_INT(-1, c[1].clause);
	EQ_INT(1, c[2].clause);
	EQ_TEXT("c d", c[2].exact);
	buffer_free(&b);
	arena_free(a);
}

TEST(letters_are_read_in_the_encoding_that_they_have)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *text;
		bool guessed;
	} row[] = {
		{ "a\xc3\xa9", 3, "a\xc3\xa9", false },
		{ "\xef\xbb\xbf" "a", 4, "a", false },
		{ "\xff\xfe" "a\0\xe9\0", 6, "a\xc3\xa9", false },
		{ "\xfe\xff" "\0a", 4, "a", false },
		{ "\xa3" "5", 2, "\xc2\xa3" "5", true },
		{ "<meta charset=\"iso-8859-15\">\xa4", 29,
		    "<meta charset=\"iso-8859-15\">\xe2\x82\xac", false },
		{ "a\0b", 3, NULL, false },
		{ "\x01\x02\xff", 3, NULL, false },
	};
	struct arena *a = arena_new();
	const char *guessed;

	for (size_t i = 0; i < COUNT(row); i++) {
		struct blob b = { row[i].bytes, row[i].len };

		CASE("%zu", i);
		EQ_TEXT(row[i].text, letters_read(a, b, &guessed));
		YES((guessed != NULL) == row[i].guessed);
	}
	arena_free(a);
}

TEST(whole_jpegs_are_taken_apart_and_a_broken_one_ends_them)
{
	/* A segment may hold what looks like an end; so may not the scan, in
	 * which 0xff is stuffed or restarts. */
#define JPEG "\xff\xd8\xff\xe0\0\4\xff\xd9\xff\xda\0\3x\1\xff\0\xff\xd3\xff\xff\xd9"
	static const struct {
		const char *said;
		size_t len, count;
	} row[] = {
		{ "", 0, 0 }, { "\xff\xd8", 2, 0 }, { "GIF89a", 6, 0 },
		{ JPEG, sizeof(JPEG) - 1, 1 },
		{ JPEG JPEG, 2 * (sizeof(JPEG) - 1), 2 },
		{ JPEG JPEG, 2 * (sizeof(JPEG) - 1) - 1, 1 },
		{ JPEG "x" JPEG, 2 * (sizeof(JPEG) - 1) + 1, 1 },
		{ "\xff\xd8\xff\xe0\xff\xff\xff\xd9", 8, 0 },
		{ "\xff\xd8\xff\xe0\0", 5, 0 },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++) {
		char *exact = malloc(row[i].len > 0 ? row[i].len : 1);
		struct list found;

		CASE("row %zu", i);
		memcpy(exact, row[i].said, row[i].len);
		found = pages_pictures(a, (struct blob){ .at = exact,
		    .len = row[i].len });
		EQ_INT(row[i].count, found.count);
		free(exact);
	}
	arena_free(a);
#undef JPEG
}

TEST(pictures_are_shown_from_their_files)
{
	static const int64_t id[] = { 70, 80 };
	static const struct ids files = { id, COUNT(id) };
	struct arena *a = arena_new();

	EQ_TEXT("a <img src=\"/files/80\" alt=\"\"><a href=\"/files/80\">b</a>"
		" <a href=\"picture-3\">c</a> <a href=\"picture-0\">",
	    convert_show(a, "a <a href=\"picture-2\">b</a> <a href="
		"\"picture-3\">c</a> <a href=\"picture-0\">", &files));
	arena_free(a);
}
