/* SPDX-License-Identifier: Apache-2.0 */
/*
 * markdown_oracle.h - is this HTML ours? The judge of the Markdown tests.
 *
 * It knows nothing of how HTML is made: it reads what came out, accepts only
 * the tags and attributes listed here, spelled like this and balanced, and
 * judges addresses as a browser would read them.
 */
#ifndef MARKDOWN_ORACLE_H
#define MARKDOWN_ORACLE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "soundings/buffer.h"

static const char *const oracle_tags[] = { "p", "h3", "h4", "h5", "h6",
	"blockquote", "ul", "ol", "li", "pre", "code", "table", "tr", "th",
	"td", "strong", "em", "del", "a", "span" };

/* Every way in which a tag may begin that is more than its name. */
static const char *const oracle_openings[] = {
	"<th scope=\"col\">",
	"<th scope=\"col\" class=\"left\">",
	"<th scope=\"col\" class=\"center\">",
	"<th scope=\"col\" class=\"right\">",
	"<td class=\"left\">",
	"<td class=\"center\">",
	"<td class=\"right\">",
	"<li class=\"task\">",
	"<span role=\"img\" aria-label=\"Done\">",
	"<span role=\"img\" aria-label=\"To do\">",
};

static inline size_t
oracle_entity(const char *html, char *c)
{
	static const struct {
		const char *text;
		char c;
	} known[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		{ "&quot;", '"' }, { "&#39;", '\'' } };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strncmp(html, known[i].text, strlen(known[i].text)) == 0) {
			*c = known[i].c;
			return strlen(known[i].text);
		}
	return 0;
}

/* The address as a browser reads it: entities decoded, tabs, line ends and
 * leading controls dropped, backslashes turned. */
static inline bool
oracle_address(const char *at, size_t len)
{
	struct buffer b = { 0 };
	const char *seen;
	size_t i, n;
	bool good;
	char c;

	for (i = 0; i < len; i += n) {
		c = at[i];
		n = c == '&' ? oracle_entity(at + i, &c) : 1;
		if (n == 0 || c == '"' || c == '<' || c == '>')
			break;
		if ((unsigned char)c <= 0x20 && (b.len == 0 || c != ' '))
			continue;
		buffer_char(&b, c == '\\' ? '/' : c);
	}
	seen = buffer_string(&b);
	n = strcspn(seen, ":/?#");
	good = i == len;
	if (seen[n] == ':')
		good = good && (strncasecmp(seen, "http:", 5) == 0 ||
				   strncasecmp(seen, "https:", 6) == 0 ||
				   strncasecmp(seen, "mailto:", 7) == 0);
	else
		good = good && strncmp(seen, "//", 2) != 0;
	buffer_free(&b);
	return good;
}

/* The length of a good opening tag, 0 when it is not one; *tag: which. */
static inline size_t
oracle_opening(const char *html, size_t *tag)
{
	const char *end = strchr(html, '>');
	const char *rest;
	size_t i, n = strcspn(html + 1, " >"), len;

	for (i = 0; i < sizeof(oracle_tags) / sizeof(oracle_tags[0]); i++)
		if (strlen(oracle_tags[i]) == n &&
		    strncmp(html + 1, oracle_tags[i], n) == 0)
			break;
	*tag = i;
	if (end == NULL || i == sizeof(oracle_tags) / sizeof(oracle_tags[0]))
		return 0;
	if (html[n + 1] == '>')
		return strcmp(oracle_tags[i], "a") == 0 ? 0 : n + 2;
	if (strncmp(html, "<a href=\"", 9) == 0) {
		len = strcspn(html + 9, "\"");
		rest = html + 9 + len;
		if (!oracle_address(html + 9, len))
			return 0;
		if (strncmp(rest, "\">", 2) == 0)
			return 9 + len + 2;
		n = strlen("\" rel=\"nofollow noopener\">");
		return strncmp(rest, "\" rel=\"nofollow noopener\">", n) == 0
			   ? 9 + len + n
			   : 0;
	}
	if (strncmp(html, "<ol start=\"", 11) == 0) {
		n = 11 + strspn(html + 11, "0123456789");
		return strncmp(html + n, "\">", 2) == 0 ? n + 2 : 0;
	}
	for (i = 0; i < sizeof(oracle_openings) / sizeof(oracle_openings[0]);
	     i++)
		if (strncmp(html, oracle_openings[i],
			strlen(oracle_openings[i])) == 0)
			return strlen(oracle_openings[i]);
	return 0;
}

/* NULL when all is well, else where it is not. Writes the words into `text`
 * unless that is NULL. */
static inline const char *
oracle_html(const char *html, struct buffer *text)
{
	size_t open[256], depth = 0, links = 0, n, tag;
	char c;

	while (*html != '\0') {
		c = *html;
		n = 1;
		if (strncmp(html, "<hr>", 4) == 0 ||
		    strncmp(html, "<br>", 4) == 0) {
			html += 4;
			continue;
		}
		if (c == '<' && html[1] == '/') {
			if (depth == 0)
				return html;
			tag = open[--depth];
			n = strlen(oracle_tags[tag]);
			if (strncmp(html + 2, oracle_tags[tag], n) != 0 ||
			    html[n + 2] != '>')
				return html;
			links -= strcmp(oracle_tags[tag], "a") == 0;
			html += n + 3;
			continue;
		}
		if (c == '<') {
			n = oracle_opening(html, &tag);
			if (n == 0 || depth == 256)
				return html;
			links += strcmp(oracle_tags[tag], "a") == 0;
			if (links > 1)
				return html;
			open[depth++] = tag;
			html += n;
			continue;
		}
		if (c == '&')
			n = oracle_entity(html, &c);
		if (n == 0 || *html == '>' || *html == '"')
			return html;
		if (((unsigned char)c < 0x20 && c != '\t' && c != '\n') ||
		    c == 0x7f)
			return html;
		if (text != NULL)
			buffer_char(text, c);
		html += n;
	}
	return depth == 0 ? NULL : html;
}

#endif
