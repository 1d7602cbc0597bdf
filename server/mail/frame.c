/* SPDX-License-Identifier: Apache-2.0 */
/*
 * frame.c - what stands around the words of a mail.
 *
 * One column, no pictures, nothing fetched from anywhere: a mail that is opened
 * tells nobody. Both forms end with the reason why the reader gets it and,
 * where it can be stopped, with the one click that does.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/reply.h"
#include "soundings/secret.h"
#include "soundings/text.h"

#include "mail/letter.h"

#define LINK "{{link}}"

/* Contrast 4.5:1 or more in both schemes; what is pressed is 44 px high. */
#define STYLE                                                                  \
	":root{color-scheme:light dark}"                                       \
	"body{margin:0;padding:0;background:#ffffff;color:#1d2b36;"            \
	"font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,"             \
	"'Helvetica Neue',Arial,sans-serif;overflow-wrap:anywhere}"            \
	".page{max-width:600px;margin:0 auto;padding:24px 16px}"               \
	"h1{font-size:22px;line-height:1.3;margin:0 0 16px}"                   \
	"h2{font-size:16px;line-height:1.3;margin:32px 0 0;"                   \
	"padding-bottom:8px;border-bottom:2px solid #00508c}"                  \
	"p{margin:8px 0}a{color:#00508c}"                                      \
	".entry{padding:4px 0 12px;border-bottom:1px solid #c9d1d7}"           \
	".title{display:inline-block;padding:10px 0;font-size:18px;"           \
	"line-height:1.35;font-weight:600;text-decoration:none}"               \
	".words{margin:8px 0;padding:4px 16px;border-left:4px solid #8fb4d3}"  \
	".words pre{white-space:pre-wrap}"                                     \
	".words table{border-collapse:collapse}"                               \
	".words th,.words td{padding:4px 8px;border:1px solid #8fb4d3}"        \
	".acts{margin:8px 0}"                                                  \
	".act{display:inline-block;min-height:44px;line-height:42px;"          \
	"margin:4px 8px 4px 0;padding:0 16px;border:1px solid #00508c;"        \
	"border-radius:6px;text-decoration:none;font-weight:600;"              \
	"box-sizing:border-box}"                                               \
	".foot{margin-top:32px;padding-top:8px;color:#43515c;font-size:14px}"  \
	".foot a{display:inline-block;padding:12px 0}"                         \
	"@media (prefers-color-scheme:dark){"                                  \
	"body{background:#14191d;color:#e8edf0}a{color:#8cc8ff}"               \
	"h2{border-color:#8cc8ff}.entry{border-color:#39434b}"                 \
	".words,.words th,.words td{border-color:#3f6f94}"                     \
	".act{border-color:#8cc8ff}"                                           \
	".foot{color:#b4c0c8}}"

#define BUTTON                                                                 \
	"display:inline-block;min-height:44px;line-height:44px;"               \
	"padding:0 24px;background:#00508c;color:#ffffff;"                     \
	"text-decoration:none;border-radius:4px;font-weight:600"

const char *
frame_link(struct letter *l, const struct settings *s)
{
	const struct leased *m = &l->mail;
	char token[SECRET_TOKEN_LEN + 1];

	if (m->link_path == NULL)
		return NULL;
	if (m->link_seed == NULL)
		return arena_printf(
		    l->arena, "%s%s", s->public_url, m->link_path);
	secret_derived_token(SECRET_LINK, m->link_seed, token);
	return arena_printf(
	    l->arena, "%s%s#%s", s->public_url, m->link_path, token);
}

const char *
frame_unsubscribe(struct letter *l, const struct settings *s)
{
	if (l->mail.unsubscribe == NULL || l->mail.member == 0)
		return NULL;
	return arena_printf(l->arena, "%s/unsubscribe/%s", s->public_url,
	    unsubscribe_token(l->arena, l->mail.member, l->mail.unsubscribe));
}

/* Appends text with every {{link}} replaced. */
static void
put_linked(struct buffer *b, const char *text, const char *link)
{
	const char *at;

	while (link != NULL && (at = strstr(text, LINK)) != NULL) {
		buffer_put(b, text, (size_t)(at - text));
		buffer_text(b, link);
		text = at + strlen(LINK);
	}
	buffer_text(b, text);
}

static const char *
finish(struct letter *l, struct buffer *b)
{
	const char *out = arena_copy(l->arena, buffer_string(b), b->len);

	buffer_free(b);
	return out;
}

/* What stops this kind of mail, and what that kind is called where all of them
 * are chosen (client-web/src/words/en/people.ts). */
static const char *
stop_label(struct letter *l)
{
	static const struct {
		const char *kind, *name;
	} kinds[] = {
		{ "direct", "For you" },
		{ "asks", "What you are asked to do" },
		{ "deadlines", "Deadlines" },
		{ "outcomes", "What came of it" },
		{ "news", "Everything else" },
		{ "digest", "The digest" },
	};

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(l->mail.unsubscribe, kinds[i].kind) == 0)
			return arena_printf(l->arena, REPLY_STOP " (%s)",
			    kinds[i].name);
	return REPLY_STOP;
}

/* Is an answer to the mail itself taken? */
static bool
may_answer(struct letter *l, const struct settings *s)
{
	return answer_address(l->arena, s, l->mail.answer_to, l->mail.member,
		   l->mail.queued_at) != NULL;
}

const char *
frame_text(struct letter *l, const struct settings *s)
{
	const char *stop = frame_unsubscribe(l, s);
	struct buffer b = { 0 };

	put_linked(&b, l->mail.text, l->link);
	if (b.len > 0 && b.at[b.len - 1] != '\n')
		buffer_char(&b, '\n');
	if (may_answer(l, s))
		buffer_text(&b, "\n" REPLY_ANSWER "\n");
	buffer_printf(
	    &b, "\n-- \n" REPLY_FOOT " %s.\n", l->mail.why);
	if (stop != NULL)
		buffer_printf(&b, "%s: %s\n", stop_label(l), stop);
	buffer_printf(&b, "%s: %s\n", s->name, s->public_url);
	return finish(l, &b);
}

static void
put_button(struct buffer *b, struct letter *l)
{
	const char *path = l->mail.link_path;
	const char *label = "Open";

	if (strcmp(path, "/enter") == 0)
		label = "Sign in";
	else if (strcmp(path, "/join") == 0)
		label = "See the invitation";
	buffer_printf(b, "<p><a href=\"%s\" style=\"" BUTTON "\">%s</a></p>\n",
	    text_escape(l->arena, l->link), label);
}

static bool
is_link(struct letter *l, const char *text, size_t len)
{
	return l->link != NULL && len == strlen(LINK) &&
	       strncmp(text, LINK, len) == 0;
}

/* One word of a line: an address becomes a link. */
static void
put_word(struct buffer *b, struct letter *l, const char *word, size_t len)
{
	if (is_link(l, word, len)) {
		word = l->link;
		len = strlen(word);
	}
	buffer_text(b, text_linked(l->arena, word, len));
}

static void
put_line(struct buffer *b, struct letter *l, const char *line, size_t len)
{
	size_t n;

	while (len > 0) {
		n = strcspn(line, " \n");
		n = n < len ? n : len;
		put_word(b, l, line, n);
		if (n < len)
			buffer_char(b, line[n++]);
		line += n;
		len -= n;
	}
}

/* One paragraph; {{link}} alone in it is the button. */
static void
put_paragraph(struct buffer *b, struct letter *l, const char *text, size_t len)
{
	size_t line;

	buffer_text(b, "<p>");
	while (len > 0) {
		line = strcspn(text, "\n");
		line = line < len ? line : len;
		put_line(b, l, text, line);
		if (line < len) {
			buffer_text(b, "<br>\n");
			line++;
		}
		text += line;
		len -= line;
	}
	buffer_text(b, "</p>\n");
}

/* A plain text as HTML: paragraphs are what blank lines part. */
static void
put_paragraphs(struct buffer *b, struct letter *l)
{
	const char *text = l->mail.text, *end;
	size_t len;

	for (;;) {
		text += strspn(text, "\n");
		if (*text == '\0')
			return;
		end = strstr(text, "\n\n");
		len = end != NULL ? (size_t)(end - text) : strlen(text);
		while (len > 0 && text[len - 1] == '\n')
			len--;
		if (is_link(l, text, len))
			put_button(b, l);
		else
			put_paragraph(b, l, text, len);
		text = end != NULL ? end : text + strlen(text);
	}
}

static void
put_foot(struct buffer *b, struct letter *l, const struct settings *s)
{
	const char *stop = frame_unsubscribe(l, s);
	struct arena *a = l->arena;

	if (may_answer(l, s))
		buffer_text(b, "<p>" REPLY_ANSWER "</p>\n");
	buffer_printf(b,
	    "<div class=\"foot\">\n<p>" REPLY_FOOT " %s.</p>\n<p>",
	    text_escape(a, l->mail.why));
	if (stop != NULL)
		buffer_printf(b,
		    "<a href=\"%s\">%s</a><br>\n", text_escape(a, stop),
		    stop_label(l));
	buffer_printf(b, "<a href=\"%s\">%s</a></p>\n</div>\n",
	    text_escape(a, s->public_url), text_escape(a, s->name));
}

const char *
frame_html(struct letter *l, const struct settings *s)
{
	const char *subject = text_escape(l->arena, l->mail.subject);
	struct buffer b = { 0 };

	buffer_printf(&b,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<title>%s</title>\n<style>" STYLE "</style>\n</head>\n<body>\n"
	    "<div class=\"page\">\n<h1>%s</h1>\n",
	    subject, subject);
	if (l->mail.html == NULL)
		put_paragraphs(&b, l);
	else
		put_linked(&b, l->mail.html,
		    l->link != NULL ? text_escape(l->arena, l->link) : NULL);
	put_foot(&b, l, s);
	buffer_text(&b, "</div>\n</body>\n</html>\n");
	return finish(l, &b);
}
