/* SPDX-License-Identifier: Apache-2.0 */
/*
 * words.c - what a person's Markdown says, without how it looks.
 *
 * For search and for excerpts: marks are gone, blocks and lines are a space
 * apart, and white space is folded. Addresses of links are not words.
 */
#include "soundings/text.h"

#include <string.h>

#include "text/escape.h"
#include "text/markdown.h"

/* A space, unless there is one or nothing before it. */
static void
part(struct buffer *b)
{
	if (b->len > 0 && b->at[b->len - 1] != ' ')
		buffer_char(b, ' ');
}

static bool
take_open(void *user, const struct mark *m)
{
	if (m->kind < MARK_STRONG)
		part(user);
	return true;
}

static bool
take_close(void *user, enum mark_kind kind)
{
	if (kind < MARK_STRONG)
		part(user);
	return true;
}

static bool
take_text(void *user, const char *text, size_t len)
{
	struct buffer *b = user;

	for (size_t i = 0; i < len; i++)
		if (escape_space(text[i]))
			part(b);
		else
			buffer_char(b, text[i]);
	return true;
}

static bool
take_line_end(void *user, bool hard)
{
	(void)hard;
	part(user);
	return true;
}

const char *
text_words(struct arena *a, const char *markdown)
{
	static const struct markdown_taker taker = {
		.open = take_open,
		.close = take_close,
		.text = take_text,
		.line_end = take_line_end,
	};
	struct buffer b = { 0 };
	const char *words;

	markdown_read(markdown, &taker, &b);
	if (b.len > 0 && b.at[b.len - 1] == ' ')
		b.len--;
	words = arena_copy(a, b.len > 0 ? b.at : "", b.len);
	buffer_free(&b);
	return words;
}
