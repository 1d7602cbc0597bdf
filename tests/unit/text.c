/* SPDX-License-Identifier: Apache-2.0 */
/*
 * text.c - escaping, excerpts and sentences.
 */
#include "unit.h"

#include "soundings/base.h"
#include "soundings/text.h"

TEST(what_means_something_in_html_is_escaped)
{
	static const struct {
		const char *in, *out;
	} row[] = {
		{ "", "" },
		{ "plain words", "plain words" },
		{ "<a href=\"x\" title='y'>&amp;",
		    "&lt;a href=&quot;x&quot; "
		    "title=&#39;y&#39;&gt;&amp;amp;" },
		{ "two\nlines\tand a tab", "two\nlines\tand a tab" },
		{ "bell\a escape\033 delete\177", "bell escape delete" },
		{ "caf\xc3\xa9", "caf\xc3\xa9" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++)
		EQ_TEXT(row[i].out, text_escape(a, row[i].in));
	arena_free(a);
}

TEST(addresses_in_plain_words_become_links)
{
	static const struct {
		const char *in, *out;
	} row[] = {
		{ "", "" },
		{ "a < b", "a &lt; b" },
		{ "see http://a.example/?b=1&c=2.",
		    "see <a href=\"http://a.example/?b=1&amp;c=2\">"
		    "http://a.example/?b=1&amp;c=2</a>." },
		{ "[a link](https://a.example/)",
		    "[a link](<a href=\"https://a.example/\">"
		    "https://a.example/</a>)" },
		{ "<mailto:ann@example.org>",
		    "&lt;<a href=\"mailto:ann@example.org\">"
		    "mailto:ann@example.org</a>&gt;" },
		{ "https:// and http://", "https:// and http://" },
		{ "javascript:alert(1)", "javascript:alert(1)" },
		{ "https://x\"onclick=1",
		    "<a href=\"https://x\">https://x</a>"
		    "&quot;onclick=1" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++)
		EQ_TEXT(row[i].out,
		    text_linked(a, row[i].in, strlen(row[i].in)));
	arena_free(a);
}

TEST(an_excerpt_ends_at_a_word)
{
	static const struct {
		const char *in;
		size_t most;
		const char *out;
	} row[] = {
		{ "short", 5, "short" },
		{ "", 5, "" },
		{ "one two three", 9, "one two\xe2\x80\xa6" },
		{ "one two three", 8, "one two\xe2\x80\xa6" },
		{ "one two three", 7, "one\xe2\x80\xa6" },
		{ "one  two", 6, "one\xe2\x80\xa6" },
		{ "unbreakable", 5, "unbr\xe2\x80\xa6" },
		{ "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", 3,
		    "\xc3\xa9\xc3\xa9\xe2\x80\xa6" },
		{ "word", 0, "" },
		{ "word", 1, "\xe2\x80\xa6" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++) {
		const char *out = text_excerpt(a, row[i].in, row[i].most);

		CASE("\"%s\", at most %zu", row[i].in, row[i].most);
		EQ_TEXT(row[i].out, out);
		YES(utf8_count(out) <= row[i].most);
	}
	arena_free(a);
}

TEST(a_text_is_told_apart_sentence_by_sentence)
{
	static const struct {
		const char *in, *out;
	} row[] = {
		{ "", "" },
		{ " \n", "" },
		{ "One.", "[One.]" },
		{ "No stop", "[No stop]" },
		{ "One two. Three!  Four?", "[One two.][Three!][Four?]" },
		{ "Ask e.g. the nurse. Then go.",
		    "[Ask e.g. the nurse.][Then go.]" },
		{ "Dr. Who asks. 2. The rest.", "[Dr. Who asks.][2. The rest.]" },
		{ "It is 2.5 ml. \"Is it?\" Yes, it is.",
		    "[It is 2.5 ml.][\"Is it?\"][Yes, it is.]" },
		{ "\xe7\xac\xac\xe4\xb8\x80\xe3\x80\x82\xe7\xac\xac\xe4\xba\x8c\xe3\x80\x82",
		    "[\xe7\xac\xac\xe4\xb8\x80\xe3\x80\x82][\xe7\xac\xac\xe4\xba\x8c\xe3\x80\x82]" },
		{ "No.", "[No.]" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++) {
		struct list all = text_sentences(a, row[i].in);
		const struct stretch *s = all.at;
		const char *out = "";

		CASE("\"%s\"", row[i].in);
		for (size_t j = 0; j < all.count; j++)
			out = arena_printf(a, "%s[%s]", out,
			    utf8_slice(a, row[i].in, (size_t)s[j].start,
				(size_t)s[j].end));
		EQ_TEXT(row[i].out, out);
	}
	arena_free(a);
}
