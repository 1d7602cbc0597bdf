/* SPDX-License-Identifier: Apache-2.0 */
/*
 * page.c - headings and entries of a mail in either form.
 *
 * The look is in mail/frame.c; here are only its classes. Buttons are links to
 * pages: a mail program that opens them for its reader changes nothing.
 */
#include "domain/notify/page.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

struct page {
	struct arena *arena;
	const char *url;
	struct buffer out;
	bool html;
};

static struct page *
page_new(struct arena *a, const char *url, bool html)
{
	struct page *p = arena_get(a, sizeof(*p));

	p->arena = a;
	p->url = url;
	p->html = html;
	return p;
}

struct page *
page_plain(struct arena *a, const char *url)
{
	return page_new(a, url, false);
}

struct page *
page_html(struct arena *a, const char *url)
{
	return page_new(a, url, true);
}

static void
plain_heading(struct page *p, const char *words)
{
	if (p->out.len > 0)
		buffer_char(&p->out, '\n');
	buffer_text(&p->out, words);
	buffer_char(&p->out, '\n');
	for (size_t i = utf8_count(words); i > 0; i--)
		buffer_char(&p->out, '-');
	buffer_char(&p->out, '\n');
}

/* Each line of what somebody wrote, moved in. */
static void
plain_words(struct page *p, const char *words)
{
	size_t n;

	buffer_char(&p->out, '\n');
	for (; *words != '\0'; words += n + (words[n] == '\n')) {
		n = strcspn(words, "\n");
		if (n > 0)
			buffer_text(&p->out, "  ");
		buffer_put(&p->out, words, n);
		buffer_char(&p->out, '\n');
	}
	buffer_char(&p->out, '\n');
}

static void
plain_entry(struct page *p, const struct entry *e)
{
	buffer_printf(&p->out, "\n* %s\n", e->title);
	for (size_t i = 0; i < COUNT(e->lines); i++)
		if (e->lines[i] != NULL)
			buffer_printf(&p->out, "  %s\n", e->lines[i]);
	if (e->words != NULL)
		plain_words(p, e->words);
	buffer_printf(&p->out, "  %s%s\n", p->url, e->path);
	for (size_t i = 0; i < COUNT(e->acts) && e->acts[i].label != NULL; i++)
		buffer_printf(&p->out, "  %s: %s\n", e->acts[i].label,
		    e->acts[i].url);
	if (e->answer != NULL)
		buffer_printf(
		    &p->out, "  Answer by mail: mailto:%s\n", e->answer);
}

static const char *
escaped(struct page *p, const char *text)
{
	return text_escape(p->arena, text);
}

static void
html_acts(struct page *p, const struct entry *e)
{
	if (e->acts[0].label == NULL && e->answer == NULL)
		return;
	buffer_text(&p->out, "<p class=\"acts\">");
	for (size_t i = 0; i < COUNT(e->acts) && e->acts[i].label != NULL; i++)
		buffer_printf(&p->out, "<a class=\"act\" href=\"%s\">%s</a>\n",
		    escaped(p, e->acts[i].url), escaped(p, e->acts[i].label));
	if (e->answer != NULL)
		buffer_printf(&p->out,
		    "<a class=\"act\" href=\"mailto:%s\">Answer by mail</a>\n",
		    escaped(p, e->answer));
	buffer_text(&p->out, "</p>\n");
}

/* A line in which addresses are links. */
static void
html_line(struct page *p, const char *line, size_t len)
{
	buffer_text(&p->out, text_linked(p->arena, line, len));
}

/* Safe HTML of what somebody wrote. Links that lead within the site lead to it
 * from a mail too. */
static void
html_words(struct page *p, const char *html)
{
	const char *at;

	buffer_text(&p->out, "<div class=\"words\">");
	while ((at = strstr(html, "href=\"/")) != NULL) {
		buffer_put(&p->out, html, (size_t)(at - html) + 6);
		buffer_text(&p->out, p->url);
		html = at + 6;
	}
	buffer_printf(&p->out, "%s</div>\n", html);
}

/* One more line of the same paragraph. */
static void
html_under(struct page *p, const char *line)
{
	buffer_text(&p->out, "<br>\n");
	html_line(p, line, strlen(line));
}

static void
html_entry(struct page *p, const struct entry *e)
{
	buffer_printf(&p->out,
	    "<div class=\"entry\">\n<p><a class=\"title\" "
	    "href=\"%s%s\">%s</a>",
	    escaped(p, p->url), escaped(p, e->path), escaped(p, e->title));
	for (size_t i = 0; i < COUNT(e->lines); i++)
		if (e->lines[i] != NULL)
			html_under(p, e->lines[i]);
	buffer_text(&p->out, "</p>\n");
	if (e->words_html != NULL)
		html_words(p, e->words_html);
	else if (e->words != NULL)
		html_words(p, text_render(p->arena, e->words));
	html_acts(p, e);
	buffer_text(&p->out, "</div>\n");
}

void
page_heading(struct page *p, const char *words)
{
	if (p->html)
		buffer_printf(
		    &p->out, "<h2>%s</h2>\n", escaped(p, words));
	else
		plain_heading(p, words);
}

void
page_entry(struct page *p, const struct entry *e)
{
	if (p->html)
		html_entry(p, e);
	else
		plain_entry(p, e);
}

/* The lines of one paragraph; what follows them. */
static const char *
html_paragraph(struct page *p, const char *text)
{
	size_t n;

	buffer_text(&p->out, "<p>");
	for (n = strcspn(text, "\n"); n > 0 && *text != '>';
	     n = strcspn(text, "\n")) {
		html_line(p, text, n);
		text += n + (text[n] == '\n');
		if (*text != '\0' && *text != '\n' && *text != '>')
			buffer_text(&p->out, "<br>\n");
	}
	buffer_text(&p->out, "</p>\n");
	return text;
}

/* The lines of one quote, which are Markdown; what follows them. */
static const char *
html_quote(struct page *p, const char *text)
{
	struct buffer b = { 0 };
	size_t n;

	for (; *text == '>'; text += n + (text[n] == '\n')) {
		text += 1 + (text[1] == ' ');
		n = strcspn(text, "\n");
		buffer_put(&b, text, n);
		buffer_char(&b, '\n');
	}
	html_words(p, text_render(p->arena, buffer_string(&b)));
	buffer_free(&b);
	return text;
}

static void
html_text(struct page *p, const char *text)
{
	for (text += strspn(text, "\n"); *text != '\0';
	     text += strspn(text, "\n"))
		text = *text == '>' ? html_quote(p, text)
				    : html_paragraph(p, text);
}

void
page_text(struct page *p, const char *text)
{
	if (p->html)
		html_text(p, text);
	else if (p->out.len > 0)
		buffer_printf(&p->out, "\n%s", text);
	else
		buffer_text(&p->out, text);
}

const char *
page_finish(struct page *p)
{
	const char *out = arena_copy(
	    p->arena, buffer_string(&p->out), p->out.len);

	buffer_free(&p->out);
	return out;
}
