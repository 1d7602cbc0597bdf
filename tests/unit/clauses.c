/* SPDX-License-Identifier: Apache-2.0 */
/*
 * clauses.c - drafts as clauses: kinds, words and human numbers.
 */
#include "unit.h"

#include "../fuzz/markdown_oracle.h"
#include "soundings/base.h"
#include "soundings/text.h"

#define P "\xc2\xb6"

/* Each clause as "kind number [text]", one a line. */
static const char *
told(struct arena *a, struct list list)
{
	struct clause_text *c = list.at;
	struct buffer b = { 0 };
	const char *out;

	for (size_t i = 0; i < list.count; i++)
		buffer_printf(
		    &b, "%s %s [%s]\n", c[i].kind, c[i].number, c[i].text);
	out = arena_copy(a, buffer_string(&b), b.len);
	buffer_free(&b);
	return out;
}

TEST(each_thing_with_words_is_a_clause)
{
	static const struct {
		const char *in, *out;
	} row[] = {
		{ "", "" },
		{ "---", "" },
		{ "a\nb  \nc\n\nd", "paragraph " P "1 [a b c]\n"
				    "paragraph " P "2 [d]\n" },
		{ "- a\n- b\n  - c\n  more\n- d",
		    "item " P "1 [a]\nitem " P "2 [b]\nitem " P "3 [c more]\n"
		    "item " P "4 [d]\n" },
		{ "1. a\n\n   b\n2. c", "item " P "1 [a]\nitem " P "2 [b]\n"
					"item " P "3 [c]\n" },
		{ "- [x] a\n- [ ] b", "item " P "1 [\xe2\x98\x91 a]\n"
				      "item " P "2 [\xe2\x98\x90 b]\n" },
		{ "| A | B |\n|---|---|\n| 1 | |\n| | |\n| x  y | `z` |",
		    "row " P "1 [A | B]\nrow " P "2 [1 |]\n"
		    "row " P "3 [x y | z]\n" },
		{ "```\nif (a)\n\n\tb\n```\n\n    c",
		    "code " P "1 [if (a)\n\n"
		    "    b]\ncode " P "2 [c]\n" },
		{ "> a\n>\n> b\n> - c", "quote " P "1 [a]\nquote " P "2 [b]\n"
					"item " P "3 [c]\n" },
		{ "- a\n  > b\n\n  c", "item " P "1 [a]\nquote " P "2 [b]\n"
				       "item " P "3 [c]\n" },
		{ "- a\n  ```\n  b\n  ```\n  c",
		    "item " P "1 [a]\n"
		    "code " P "2 [b]\nitem " P "3 [c]\n" },
		{ "- # H\n- a", "heading 1 [H]\nitem 1 " P "1 [a]\n" },
		{ "*a **b** c* [d](/e) ![f](/g) `h  i`",
		    "paragraph " P "1 [a b c d f h i]\n" },
		{ "&eacute;&nbsp;&lt;b&gt; <b>",
		    "paragraph " P "1 [\xc3\xa9\xc2\xa0<b> <b>]\n" },
		{ "- \n- a", "item " P "1 [a]\n" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].in);
		EQ_TEXT(row[i].out, told(a, text_clauses(a, row[i].in)));
	}
	arena_free(a);
}

TEST(the_words_of_the_html_are_the_text)
{
	static const char draft[] =
	    "# A *b*  c\n\nx&amp;y  \nz `q  r` "
	    "[l](https://x.org) ![p](/q) <i>raw</i>\n\n- [ ] t **u**\n\n"
	    "| a | *b* |\n|---|---|\n| &lt; | ` c` |\n\n```\ncode <x>\n  y\n```\n";
	struct arena *a = arena_new();
	struct list list = text_clauses(a, draft);
	struct clause_text *c = list.at;

	EQ_INT(6, list.count);
	for (size_t i = 0; i < list.count; i++) {
		struct buffer words = { 0 };

		CASE("%s", c[i].html);
		EQ_TEXT(NULL, oracle_html(c[i].html, &words));
		EQ_TEXT(c[i].text, buffer_string(&words));
		buffer_free(&words);
	}
	EQ_TEXT("A <em>b</em> c", c[0].html);
	EQ_TEXT("<code>code &lt;x&gt;\n  y</code>", c[5].html);
	arena_free(a);
}

TEST(headings_are_numbered_by_level_or_by_themselves)
{
	static const struct {
		const char *what, *in, *out;
	} row[] = {
		{ "by level", "a\n# A\nb\n## B\nc\n\nd\n# C\n",
		    "paragraph " P "1 [a]\nheading 1 [A]\n"
		    "paragraph 1 " P "1 [b]\nheading 1.1 [B]\n"
		    "paragraph 1.1 " P "1 [c]\nparagraph 1.1 " P "2 [d]\n"
		    "heading 2 [C]\n" },
		{ "a title", "# T\na\n## A\n### B\n## C\nb\n",
		    "heading Title [T]\nparagraph " P "1 [a]\nheading 1 [A]\n"
		    "heading 1.1 [B]\nheading 2 [C]\nparagraph 2 " P
		    "1 [b]\n" },
		{ "one heading is no title", "# A\nb\n",
		    "heading 1 [A]\nparagraph 1 " P "1 [b]\n" },
		{ "levels that jump", "# A\n#### B\n## C\n### D\n# E\n",
		    "heading 1 [A]\nheading 1.1 [B]\nheading 1.2 [C]\n"
		    "heading 1.2.1 [D]\nheading 2 [E]\n" },
		{ "its own", "# 2.3 Scope\na\n## 2.3.1. Who\nb\n",
		    "heading 2.3 [2.3 Scope]\nparagraph 2.3 " P "1 [a]\n"
		    "heading 2.3.1 [2.3.1. Who]\nparagraph 2.3.1 " P
		    "1 [b]\n" },
		{ "its own, not everywhere",
		    "# Guide\n## 1. Scope\na\n"
		    "## What we mean by these words\nb\n## A.1 Annex\n",
		    "heading Title [Guide]\nheading 1 [1. Scope]\n"
		    "paragraph 1 " P "1 [a]\nheading What we mean by these\xe2"
		    "\x80\xa6 [What we mean by these words]\n"
		    "paragraph What we mean by these\xe2\x80\xa6 " P "1 [b]\n"
		    "heading A.1 [A.1 Annex]\n" },
		{ "all bare numbers", "# 1 A\n# 2 B\n",
		    "heading 1 [1 A]\nheading 2 [2 B]\n" },
		{ "a number that is a word", "# Who\n# 3 questions\n# When\n",
		    "heading 1 [Who]\nheading 2 [3 questions]\n"
		    "heading 3 [When]\n" },
		{ "a year", "# 2026 plan\n# 2027 plan\n",
		    "heading 1 [2026 plan]\nheading 2 [2027 plan]\n" },
		{ "an initial", "# A. Smith\n", "heading 1 [A. Smith]\n" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].what);
		EQ_TEXT(row[i].out, told(a, text_clauses(a, row[i].in)));
	}
	arena_free(a);
}

TEST(a_clause_knows_its_section)
{
	struct arena *a = arena_new();
	struct list list = text_clauses(a, "a\n# A\nb\n## B\nc\n# C\nd");
	static const int64_t section[] = { -1, -1, 1, 1, 3, 3, 5 };
	static const int64_t level[] = { 0, 1, 0, 2, 0, 1, 0 };
	struct clause_text *c = list.at;

	EQ_INT(COUNT(section), list.count);
	for (size_t i = 0; i < list.count; i++) {
		CASE("%s", c[i].text);
		EQ_INT(section[i], c[i].section);
		EQ_INT(level[i], c[i].level);
	}
	arena_free(a);
}

TEST(plain_text_is_split_by_what_is_plain_to_see)
{
	static const struct {
		const char *what, *in, *out;
	} row[] = {
		{ "paragraphs", "one\n two\r\n\r\n  three  \n",
		    "paragraph " P "1 [one two]\nparagraph " P "2 [three]\n" },
		{ "numbered headings",
		    "2 Scope\n\ntext\n\n2.1 Who\nmore text\n",
		    "heading 2 [2 Scope]\nparagraph 2 " P "1 [text]\n"
		    "heading 2.1 [2.1 Who]\n"
		    "paragraph 2.1 " P "1 [more text]\n" },
		{ "capitals",
		    "INTRODUCTION\ntext\n\nNEXT STEPS\n\n- one\n- two\n",
		    "heading 1 [INTRODUCTION]\nparagraph 1 " P "1 [text]\n"
		    "heading 2 [NEXT STEPS]\nitem 2 " P "1 [one]\n"
		    "item 2 " P "2 [two]\n" },
		{ "a numbered list",
		    "1. Wash hands\n2. Dry hands\n\n"
		    "3. Put on gloves.\n",
		    "item " P "1 [1. Wash hands]\nitem " P "2 [2. Dry hands]\n"
		    "item " P "3 [3. Put on gloves.]\n" },
		{ "letters",
		    "(a) one\n    goes on\n(b) two\nb) three\n(see) four",
		    "item " P "1 [(a) one goes on]\nitem " P "2 [(b) two]\n"
		    "item " P "3 [b) three (see) four]\n" },
		{ "markup is only words", "# A <b>\n",
		    "paragraph " P "1 [# A <b>]\n" },
		{ "a sentence in capitals", "DO NOT ENTER.\n",
		    "paragraph " P "1 [DO NOT ENTER.]\n" },
		{ "bullets", "\xe2\x80\xa2\tone\n\xe2\x80\xa2 two",
		    "item " P "1 [one]\nitem " P "2 [two]\n" },
		{ "nothing", " \n\n\t\n", "" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].what);
		EQ_TEXT(row[i].out, told(a, text_clauses_plain(a, row[i].in)));
	}
	arena_free(a);
}

TEST(a_draft_that_asks_for_too_much_says_that_it_is_cut)
{
	struct arena *a = arena_new();
	struct buffer b = { 0 };
	struct list list;
	struct clause_text *c;

	buffer_text(&b, "|");
	for (int i = 0; i < 5000; i++)
		buffer_text(&b, "x|");
	buffer_text(&b, "\n|");
	for (int i = 0; i < 5000; i++)
		buffer_text(&b, "---|");
	for (int i = 0; i < 5000; i++)
		buffer_text(&b, "\n|");
	list = text_clauses(a, buffer_string(&b));
	c = list.at;
	YES(list.count > 0);
	HAS_TEXT("The rest is not shown", c[list.count - 1].text);
	buffer_free(&b);
	arena_free(a);
}
