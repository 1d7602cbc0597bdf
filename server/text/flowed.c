/* SPDX-License-Identifier: Apache-2.0 */
/*
 * flowed.c - format=flowed, in which a space at the end of a line means that
 * the paragraph goes on (RFC 3676).
 *
 * Quote marks stay as they are. A signature's "-- " never flows.
 */
#include "soundings/reply.h"

#include <string.h>

#include "soundings/buffer.h"

struct flow {
	struct buffer out;
	size_t depth;
	bool open; /* the last line goes on */
};

static void
take_line(struct flow *f, const char *line, size_t len, bool delsp)
{
	size_t depth = strspn(line, ">");
	bool space, signature;
	const char *words;

	depth = depth < len ? depth : len;
	words = line + depth;
	len -= depth;
	if (len > 0 && *words == ' ') { /* stuffed */
		words++;
		len--;
	}
	signature = len == 3 && strncmp(words, "-- ", 3) == 0;
	if (f->open && (depth != f->depth || signature)) {
		buffer_char(&f->out, '\n');
		f->open = false;
	}
	for (size_t i = 0; !f->open && i < depth; i++)
		buffer_char(&f->out, '>');
	if (!f->open && depth > 0)
		buffer_char(&f->out, ' ');
	space = len > 0 && words[len - 1] == ' ' && !signature;
	buffer_put(&f->out, words, space && delsp ? len - 1 : len);
	f->open = space;
	f->depth = depth;
	if (!space)
		buffer_char(&f->out, '\n');
}

const char *
reply_unflow(struct arena *a, const char *text, bool delsp)
{
	struct flow f = { 0 };
	const char *out;
	size_t len, end;

	while (*text != '\0') {
		len = end = strcspn(text, "\n");
		if (end > 0 && text[end - 1] == '\r')
			end--;
		take_line(&f, text, end, delsp);
		text += len + (text[len] == '\n');
	}
	out = arena_copy(a, buffer_string(&f.out), f.out.len);
	buffer_free(&f.out);
	return out;
}
