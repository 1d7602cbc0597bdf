/* SPDX-License-Identifier: Apache-2.0 */
/*
 * markdown.c - Markdown as HTML: what it looks like, that nothing else comes
 * out, and that a hostile text costs no more than its length allows.
 */
#include "unit.h"

#include <time.h>

#include "../fuzz/markdown_oracle.h"
#include "soundings/base.h"
#include "soundings/text.h"
#include "text/markdown.h"

#define MUCH (1 << 20)
#define REL "\" rel=\"nofollow noopener\">"

TEST(markdown_becomes_plain_html)
{
	static const struct {
		const char *in, *out;
	} row[] = {
		{ "", "" },
		{ "two\nlines", "<p>two\nlines</p>\n" },
		{ "hard  \nbreak", "<p>hard<br>\nbreak</p>\n" },
		{ "# One", "<h3>One</h3>\n" },
		{ "## Two", "<h4>Two</h4>\n" },
		{ "#### Four", "<h6>Four</h6>\n" },
		{ "###### Six", "<h6>Six</h6>\n" },
		{ "*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> "
					 "<del>c</del> <code>d</code></p>\n" },
		{ "> said", "<blockquote>\n<p>said</p>\n</blockquote>\n" },
		{ "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n" },
		{ "3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>\n" },
		{ "1. a", "<ol>\n<li>a</li>\n</ol>\n" },
		{ "- [x] a\n- [ ] b",
		    "<ul>\n<li class=\"task\"><span role="
		    "\"img\" aria-label=\"Done\">\xe2\x98\x91</span> a</li>\n"
		    "<li class=\"task\"><span role=\"img\" aria-label=\"To do\">"
		    "\xe2\x98\x90</span> b</li>\n</ul>\n" },
		{ "| A | B |\n|---|--:|\n| 1 | 2 |",
		    "<table>\n<tr>"
		    "<th scope=\"col\">A</th>"
		    "<th scope=\"col\" class=\"right\">B</th></tr>\n<tr>"
		    "<td>1</td><td class=\"right\">2</td></tr>\n</table>\n" },
		{ "```c\nif (a < b)\n```", "<pre><code>if (a &lt; b)\n"
					   "</code></pre>\n" },
		{ "---", "<hr>\n" },
		{ "&copy; &eacute; &#233; &nosuch; &#0;",
		    "<p>\xc2\xa9 \xc3\xa9 "
		    "\xc3\xa9 &amp;nosuch; \xef\xbf\xbd</p>\n" },
		{ "<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n" },
		{ "[a](https://x.org/?q=1&r=2)",
		    "<p><a href=\"https://x.org/?q=1&amp;r=2" REL
		    "a</a></p>\n" },
		{ "<me@x.org>",
		    "<p><a href=\"mailto:me@x.org" REL "me@x.org</a></p>\n" },
		{ "www.x.org",
		    "<p><a href=\"http://www.x.org" REL "www.x.org</a></p>\n" },
		{ "[a](/t/12)", "<p><a href=\"/t/12\">a</a></p>\n" },
		{ "[a](#part)", "<p><a href=\"#part\">a</a></p>\n" },
		{ "![alt](https://x.org/a.png)",
		    "<p><a href=\"https://x.org/a.png" REL "alt</a></p>\n" },
		{ "[![alt](/a.png)](/b)", "<p><a href=\"/b\">alt</a></p>\n" },
		{ "[a](ftp://x.org)", "<p>a</p>\n" },
		{ "[a](//x.org)", "<p>a</p>\n" },
		{ "[a]()", "<p>a</p>\n" },
		{ "[a](</b c>)", "<p><a href=\"/b%20c\">a</a></p>\n" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].in);
		EQ_TEXT(row[i].out, text_render(a, row[i].in));
		YES(oracle_html(text_render(a, row[i].in), NULL) == NULL);
	}
	arena_free(a);
}

/* Ways that have worked on others. Wherever they stand in a text, nothing but
 * our tags and allowed addresses may come out. */
static const char *const payloads[] = {
	"<script>alert(1)</script>",
	"<img src=x onerror=alert(1)>",
	"<svg/onload=alert(1)>",
	"<iframe srcdoc='<script>alert(1)</script>'>",
	"<!--><img src=x onerror=alert(1)-->",
	"<![CDATA[><script>alert(1)</script>]]>",
	"<a href=\"javascript:alert(1)\">a</a>",
	"[a](javascript:alert(1))",
	"[a](JaVaScRiPt:alert(1))",
	"[a](<javascript:alert(1)>)",
	"[a](< javascript:alert(1)>)",
	"[a](<java\tscript:alert(1)>)",
	"[a](&#106;avascript:alert(1))",
	"[a](&#x6A;avascript:alert(1))",
	"[a](javascript&colon;alert(1))",
	"[a](javascript&#58;alert(1))",
	"[a](&Tab;javascript:alert(1))",
	"[a](java&#10;script:alert(1))",
	"[a](&#1;javascript:alert(1))",
	"[a](\001javascript:alert(1))",
	"[a](%6Aavascript:alert(1))",
	"[a](vbscript:msgbox(1))",
	"[a](data:text/html,<script>alert(1)</script>)",
	"[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
	"[a](file:///etc/passwd)",
	"[a](\\\\evil.example/x)",
	"[a](/\\evil.example/x)",
	"[a](//evil.example)",
	"[a](///evil.example)",
	"[a](&sol;&sol;evil.example)",
	"[a](&#47;&#47;evil.example)",
	"[a](https://x.org/\"onmouseover=alert(1))",
	"[a](https://x.org/'onmouseover=alert(1))",
	"[a](https://x.org/&quot;onmouseover=alert(1))",
	"[a](https://x.org/&lt;script&gt;)",
	"[a](https://x.org \"onmouseover=alert(1)\")",
	"[a](https://x.org '\"><script>alert(1)</script>')",
	"[a][b]\n\n[b]: javascript:alert(1)",
	"[b]\n\n[b]: data:text/html,x",
	"<javascript:alert(1)>",
	"<javascript://x.org/%0aalert(1)>",
	"<data:text/html,x>",
	"![a](javascript:alert(1))",
	"![\"onerror=alert(1)](https://x.org)",
	"![a](https://x.org/x\"onerror=\"alert(1))",
	"![[a](javascript:alert(1))](https://x.org)",
	"[![a](javascript:alert(1))](https://x.org)",
	"[[a](https://x.org)](https://y.org)",
	"<https://x.org/\"onclick=alert(1)>",
	"https://x.org/\"onclick=alert(1)//",
	"https://x.org/<script>alert(1)</script>",
	"www.x.org/\"><script>alert(1)</script>",
	"me@x.org\"><script>alert(1)</script>",
	"`<script>alert(1)</script>`",
	"```\"><script>\nalert(1)\n```",
	"~~~ <img src=x onerror=alert(1)>\nx\n~~~",
	"    <script>alert(1)</script>",
	"| <script> |\n|---|\n| </table><script>alert(1)</script> |",
	"# <script>alert(1)</script>",
	"&lt;script&gt;alert(1)&lt;/script&gt;",
	"&#60;script&#62;alert(1)&#60;/script&#62;",
	"\\<script\\>alert(1)\\</script\\>",
	"*a<b onmouseover=alert(1)>*b",
	"<a\nhref=javascript:alert(1)\n>",
	"<!DOCTYPE html><script>alert(1)</script>",
	"<?php alert(1) ?>",
	"</p></div><script>alert(1)</script>",
	"<math><mtext></form><form><mglyph><style></math><img src onerror=1>",
	"<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
	"\xef\xbc\x9cscript\xef\xbc\x9e"
	"alert(1)",
	"1. [a](javascript:alert(1))\n   > <script>x</script>",
	"[x]: https://y.org\"onclick=alert(1)\n\n[x]",
	"[a](mailto:x@y.org?subject=\"><script>)",
	"[a](:javascript:alert(1))",
	"[a](http:javascript:alert(1))",
};

static const char *const places[] = { "%s", "> %s", "- %s", "# %s", "**%s**",
	"[%s](https://x.org)", "![%s](/x)", "| a |\n|---|\n| %s |", "`%s",
	"<%s", "a %s b %s", "[%s", "\\%s", "&%s", "```%s", "- [ ] %s" };

TEST(no_payload_gets_through_anywhere)
{
	struct arena *a = arena_new();
	char typed[256];

	for (size_t i = 0; i < COUNT(payloads); i++)
		for (size_t j = 0; j < COUNT(places); j++) {
			const char *html, *place = strstr(places[j], "%s");

			snprintf(typed, sizeof(typed), "%.*s%s%s",
			    (int)(place - places[j]), places[j], payloads[i],
			    place + 2);
			html = text_render(a, typed);
			CASE("%s", typed);
			EQ_TEXT(NULL, oracle_html(html, NULL));
		}
	arena_free(a);
}

TEST(the_judge_refuses_what_is_not_ours)
{
	static const char *const bad[] = { "<script>", "<p>", "<p></b>", "</p>",
		"<p onclick=x></p>", "<a>x</a>", "a > b", "\"", "&nbsp;",
		"<a href=\"javascript:x\">a</a>", "<a href=\"//x\">a</a>",
		"<a href=\"java&#39;\nscript:x\">a</a>",
		"<a href=\"/\\x\">a</a>", "<a href=\"x\" onclick=\"y\">a</a>",
		"<a href=\"/x\"><a href=\"/y\">a</a></a>",
		"<ol start=\"x\"></ol>", "<em><p></em></p>", "\001" };

	for (size_t i = 0; i < COUNT(bad); i++) {
		CASE("%s", bad[i]);
		YES(oracle_html(bad[i], NULL) != NULL);
	}
}

TEST(a_mark_that_the_parser_forgets_to_close_is_closed)
{
	static const char typed[] =
	    "# **b www.x.org ![pic](http:/*/i) [bad](<\n\nnext";
	struct arena *a = arena_new();
	const char *html = text_render(a, typed);

	YES(oracle_html(html, NULL) == NULL);
	HAS_TEXT("<p>next</p>", html);
	arena_free(a);
}

/* 1 MiB of the same thing over and over, or a beginning and then that. */
static const struct {
	const char *start, *again;
} hostile[] = {
	{ "", "[a](b)\n" },
	{ "", "[a](b)" },
	{ "", "[" },
	{ "", "]" },
	{ "", "![" },
	{ "", "[a](<" },
	{ "", "[a](b \"" },
	{ "", ">" },
	{ "", "> " },
	{ "", "- " },
	{ "", "- - - - - - - - a\n\n\n\n\n" },
	{ "", "*" },
	{ "", "*a" },
	{ "", "a**b" },
	{ "", "**a *b _c ~~d " },
	{ "", "`" },
	{ "", "`a\n" },
	{ "", "~" },
	{ "", "~~a " },
	{ "|a|b|\n|---|---|\n", "|a|b|\n" },
	{ "|a|\n|---|\n", "`|\n" },
	{ "", "|" },
	{ "", "a|b\n" },
	{ "", "[a]: x\n" },
	{ "", "[a\n" },
	{ "[a]: x\n\n", "[a]" },
	{ "", "a@a" },
	{ "", "a.a@" },
	{ "", "http://" },
	{ "", "http://a.b/(\n" },
	{ "", "www." },
	{ "", "&amp;" },
	{ "", "&#" },
	{ "", "<" },
	{ "", "<a\n" },
	{ "", "<!--" },
	{ "", "\\" },
	{ "", "\\\n" },
	{ "", "#" },
	{ "", "# a\n" },
	{ "", "a\n-\n" },
	{ "", "a\n" },
	{ "", "```\n" },
	{ "", " " },
	{ "", "\t" },
	{ "", "\n" },
	{ "", "\r" },
	{ "", "1. a\n" },
	{ "", "- a\n+ b\n" },
	{ "[a](", "(" },
	{ "http://a/", "." },
	{ "", "[[a](b)](c)" },
	{ "", "> > > > > > a\nb\nb\n" },
	{ "", "http://a.b " },
	{ "", "www.a.b\n" },
	{ "", "www.a.b " },
	{ "", "a@b.c," },
	{ "", "*\nwww.a.b www.a.b www.a.b www.a.b\n" },
	{ "", "2. www.a.b www.a.b www.a.b www.a.b\n" },
	{ "", "    - www.a.b www.a.b www.a.b\n" },
	{ "", "a@b *a *a *a *a *a *a *a *a *a " },
	{ "|a|\n|---|\n", "|www.a.b www.a.b|\n" },
};

static const char *
much_of(struct arena *a, size_t size, const char *start, const char *again)
{
	size_t at = strlen(start), n = strlen(again);
	char *text = arena_get(a, size + 1);

	memcpy(text, start, at);
	for (; at + n <= size; at += n)
		memcpy(text + at, again, n);
	return text;
}

TEST(hostile_text_is_rendered_within_its_limit)
{
	for (size_t i = 0; i < COUNT(hostile); i++) {
		struct arena *a = arena_new();
		const char *typed = much_of(
		    a, MUCH, hostile[i].start, hostile[i].again);
		const char *html = text_render(a, typed);

		CASE("%s%s...", hostile[i].start, hostile[i].again);
		YES(oracle_html(html, NULL) == NULL);
		YES(strlen(html) <= 22 * strlen(typed));
		arena_free(a);
	}
}

/* CPU time of this thread for so much of a text, the best of three. */
static double
cost_of(size_t i, size_t size)
{
	double best = 0;

	for (int k = 0; k < 3; k++) {
		struct arena *a = arena_new();
		const char *typed = much_of(
		    a, size, hostile[i].start, hostile[i].again);
		struct timespec from, to;
		double took;

		clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
		text_render(a, typed);
		clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
		took = (double)(to.tv_sec - from.tv_sec) * 1e3 +
		       (double)(to.tv_nsec - from.tv_nsec) / 1e6;
		best = k == 0 || took < best ? took : best;
		arena_free(a);
	}
	return best;
}

/* Four times the text costs four times as much, about; what is quadratic costs
 * sixteen times as much. */
TEST(hostile_text_costs_what_its_length_is)
{
	for (size_t i = 0; i < COUNT(hostile); i++) {
		double little = cost_of(i, 1 << 14), much = cost_of(i, 1 << 16);

		CASE("%s%s... %.1f ms, then %.1f ms", hostile[i].start,
		    hostile[i].again, little, much);
		YES(much < 9 * little + 1);
	}
}

struct work {
	size_t steps, bytes;
};

static bool
count_open(void *user, const struct mark *m)
{
	struct work *w = user;

	w->steps++;
	w->bytes += m->address == NULL ? 0 : strlen(m->address);
	return true;
}

static bool
count_close(void *user, enum mark_kind kind)
{
	(void)kind;
	((struct work *)user)->steps++;
	return true;
}

static bool
count_text(void *user, const char *text, size_t len)
{
	(void)text;
	((struct work *)user)->steps++;
	((struct work *)user)->bytes += len;
	return true;
}

static bool
count_line_end(void *user, bool hard)
{
	(void)hard;
	((struct work *)user)->steps++;
	return true;
}

static const struct markdown_taker counter = { count_open, count_close,
	count_text, count_line_end };

TEST(no_text_makes_more_work_than_its_length_allows)
{
	struct arena *a = arena_new();
	const char *cells = much_of(a, MUCH, "", "x|");
	static const struct {
		const char *what, *start, *again;
		size_t head; /* how much of `again` heads the text */
	} row[] = {
		{ "a long address used over and over", "", "a", 20000 },
		{ "an address that decodes to nothing long", "", "&amp;",
		    20000 },
	};
	struct work w = { 0 };
	const char *typed;

	for (size_t i = 0; i < COUNT(row); i++) {
		typed = arena_printf(a, "[x]: %.*s\n\n%s", (int)row[i].head,
		    much_of(a, MUCH, "", row[i].again), much_of(a, MUCH, "", "[x]"));
		w = (struct work){ 0 };
		CASE("%s", row[i].what);
		NO(markdown_read(typed, &counter, &w));
		YES(w.bytes <= markdown_limit(strlen(typed)));
		YES(w.steps <= markdown_limit(strlen(typed)) / 4);
	}

	CASE("a table of very many columns");
	typed = arena_printf(a, "|%.*s\n|%.*s\n%s", 20000, cells, 40000,
	    much_of(a, MUCH, "", "---|"), much_of(a, MUCH, "", "|\n"));
	w = (struct work){ 0 };
	NO(markdown_read(typed, &counter, &w));
	YES(w.steps <= markdown_limit(strlen(typed)) / 4);
	HAS_TEXT("The rest is not shown", text_render(a, typed));
	EQ_TEXT(NULL, oracle_html(text_render(a, typed), NULL));
	arena_free(a);
}

TEST(long_paragraphs_and_deep_lists_keep_their_words)
{
	struct arena *a = arena_new();
	const char *html;

	html = text_render(
	    a, arena_printf(a, "%.*s", 6000, much_of(a, MUCH, "", "word\n")));
	YES(oracle_html(html, NULL) == NULL);
	HAS_TEXT("word</p>\n<p>word", html); /* cut after 1,000 lines */

	html = text_render(
	    a, arena_printf(a, "%.*send", 400, much_of(a, MUCH, "", "> ")));
	YES(oracle_html(html, NULL) == NULL);
	HAS_TEXT("end", html);
	arena_free(a);
}
