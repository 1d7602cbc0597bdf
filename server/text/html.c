/* SPDX-License-Identifier: Apache-2.0 */
/*
 * html.c - marks and words written as safe HTML.
 *
 * A picture becomes a link to it: showing one would tell its host who reads
 * what, and when. Headings start at h3, because the page and the thread have
 * the two above. Nesting beyond 64 keeps its words and loses its tags.
 */
#include "text/html.h"

#include <string.h>

#include "text/escape.h"
#include "text/link.h"

#define TASK(label, sign)                                                      \
	"<li class=\"task\"><span role=\"img\" aria-label=\"" label "\">" sign \
	"</span> "

struct shape {
	const char *open, *close;
};

static const struct shape shapes[] = {
	[MARK_PARAGRAPH] = { "<p>", "</p>\n" },
	[MARK_QUOTE] = { "<blockquote>\n", "</blockquote>\n" },
	[MARK_LIST] = { "<ul>\n", "</ul>\n" },
	[MARK_NUMBERS] = { "<ol>\n", "</ol>\n" },
	[MARK_ITEM] = { "<li>", "</li>\n" },
	[MARK_RULE] = { "<hr>\n", "" },
	[MARK_CODE] = { "<pre><code>", "</code></pre>\n" },
	[MARK_TABLE] = { "<table>\n", "</table>\n" },
	[MARK_ROW] = { "<tr>", "</tr>\n" },
	[MARK_HEADER] = { "<th scope=\"col\">", "</th>" },
	[MARK_CELL] = { "<td>", "</td>" },
	[MARK_STRONG] = { "<strong>", "</strong>" },
	[MARK_EMPHASIS] = { "<em>", "</em>" },
	[MARK_STRUCK] = { "<del>", "</del>" },
	[MARK_TERM] = { "<code>", "</code>" },
	[MARK_LINK] = { "<a>", "</a>" },
	[MARK_PICTURE] = { "<a>", "</a>" },
};

static const struct shape headings[] = {
	{ "<h3>", "</h3>\n" },
	{ "<h4>", "</h4>\n" },
	{ "<h5>", "</h5>\n" },
	{ "<h6>", "</h6>\n" },
};

static bool
is_link(const struct mark *m)
{
	return m->kind == MARK_LINK || m->kind == MARK_PICTURE;
}

static const struct shape *
shape_of(const struct html *h, const struct mark *m)
{
	static const struct shape none = { "", "" };

	if (is_link(m) && (h->linked || m->address == NULL))
		return &none;
	if (m->kind == MARK_HEADING)
		return &headings[m->level > 4 ? 3 : m->level - 1];
	return &shapes[m->kind];
}

static void
put_link(struct html *h, const char *address)
{
	buffer_text(&h->out, "<a href=\"");
	escape_put(&h->out, address, strlen(address));
	buffer_text(&h->out,
	    link_foreign(address) ? "\" rel=\"nofollow noopener\">" : "\">");
	h->linked = true;
}

static void
put_opening(struct html *h, const struct mark *m, const struct shape *shape)
{
	if (is_link(m))
		put_link(h, m->address);
	else if (m->align != NULL && m->kind == MARK_HEADER)
		buffer_printf(
		    &h->out, "<th scope=\"col\" class=\"%s\">", m->align);
	else if (m->align != NULL)
		buffer_printf(&h->out, "<td class=\"%s\">", m->align);
	else if (m->task == TASK_DONE)
		buffer_text(&h->out, TASK("Done", TASK_DONE_SIGN));
	else if (m->task == TASK_OPEN)
		buffer_text(&h->out, TASK("To do", TASK_OPEN_SIGN));
	else if (m->kind == MARK_NUMBERS && m->start != 1)
		buffer_printf(
		    &h->out, "<ol start=\"%lld\">\n", (long long)m->start);
	else
		buffer_text(&h->out, shape->open);
}

void
html_open(struct html *h, const struct mark *m)
{
	const struct shape *shape = shape_of(h, m);

	if (h->depth == HTML_DEPTH_MAX) {
		h->beyond++;
		return;
	}
	if (*shape->open != '\0')
		put_opening(h, m, shape);
	h->open[h->depth].kind = m->kind;
	h->open[h->depth].close = shape->close;
	h->depth++;
}

static void
close_innermost(struct html *h)
{
	const char *close = h->open[--h->depth].close;

	if (strcmp(close, "</a>") == 0)
		h->linked = false;
	buffer_text(&h->out, close);
}

/* The parser is not always balanced: an asterisk inside an address can open an
 * emphasis that it never closes. */
void
html_close(struct html *h, enum mark_kind kind)
{
	size_t i = h->depth;

	if (h->beyond > 0) {
		h->beyond--;
		return;
	}
	while (i > 0 && h->open[i - 1].kind != kind) {
		if (kind >= MARK_STRONG && h->open[i - 1].kind < MARK_STRONG)
			return;
		i--;
	}
	while (i > 0 && h->depth >= i)
		close_innermost(h);
}

void
html_finish(struct html *h)
{
	h->beyond = 0;
	while (h->depth > 0)
		close_innermost(h);
}

void
html_text(struct html *h, const char *text, size_t len)
{
	escape_put(&h->out, text, len);
}

void
html_break(struct html *h)
{
	buffer_text(&h->out, "<br>");
}
