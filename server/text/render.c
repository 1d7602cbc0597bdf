/* SPDX-License-Identifier: Apache-2.0 */
/*
 * render.c - a person's Markdown as HTML that is safe to show.
 *
 * Safe by construction: html.c can only write the tags of its table, and every
 * other character is escaped. There is no second pass that takes things out.
 */
#include "soundings/text.h"

#include <string.h>

#include "text/html.h"

#define NOTICE                                                                 \
	"<p><em>The rest is not shown: it would grow far beyond the text "     \
	"that was typed.</em></p>\n"

struct page {
	struct html html;
	size_t limit;
};

static bool
small(const struct page *p)
{
	return p->html.out.len <= p->limit;
}

static bool
take_open(void *user, const struct mark *m)
{
	struct page *p = user;

	html_open(&p->html, m);
	return small(p);
}

static bool
take_close(void *user, enum mark_kind kind)
{
	struct page *p = user;

	html_close(&p->html, kind);
	return true;
}

static bool
take_text(void *user, const char *text, size_t len)
{
	struct page *p = user;

	html_text(&p->html, text, len);
	return small(p);
}

static bool
take_line_end(void *user, bool hard)
{
	struct page *p = user;

	if (hard)
		html_break(&p->html);
	html_text(&p->html, "\n", 1);
	return small(p);
}

const char *
text_render(struct arena *a, const char *markdown)
{
	static const struct markdown_taker taker = {
		.open = take_open,
		.close = take_close,
		.text = take_text,
		.line_end = take_line_end,
	};
	struct page p = { .limit = markdown_limit(strlen(markdown)) };
	bool complete;
	const char *out;

	complete = markdown_read(markdown, &taker, &p);
	html_finish(&p.html);
	if (!complete)
		buffer_text(&p.html.out, NOTICE);
	out = arena_copy(a, buffer_string(&p.html.out), p.html.out.len);
	buffer_free(&p.html.out);
	return out;
}
