/* SPDX-License-Identifier: Apache-2.0 */
/*
 * diff_show.c - the marks of a comparison inside the HTML of a clause.
 *
 * Characters are counted in the HTML as in the text, an entity as one. Tags
 * stay nested: a stretch of new words is closed before each tag and goes on
 * behind it.
 */
#include "soundings/diff.h"

#include <string.h>

#include "soundings/buffer.h"
#include "soundings/text.h"

#include "escape.h"

struct shower {
	struct buffer out;
	const struct diff_mark *marks;
	size_t count, next; /* the next that has not begun */
	size_t point;       /* in the text */
	size_t until;       /* the new words at hand end there */
	bool inside;        /* <ins> is open */
};

static void
close_mark(struct shower *s)
{
	if (s->inside)
		buffer_text(&s->out, "</ins>");
	s->inside = false;
}

/* What went goes at the first chance; new words begin with their first. */
static void
begin_marks(struct shower *s)
{
	const struct diff_mark *m;

	if (s->point >= s->until)
		close_mark(s);
	for (; s->next < s->count && s->marks[s->next].start <= s->point;
	     s->next++) {
		m = &s->marks[s->next];
		if (m->gone == NULL) {
			s->until = m->end;
			continue;
		}
		close_mark(s);
		buffer_text(&s->out, "<del>");
		escape_put(&s->out, m->gone, strlen(m->gone));
		buffer_text(&s->out, "</del>");
	}
}

static const char *
put_tag(struct shower *s, const char *at)
{
	const char *end = strchr(at, '>');
	size_t len = end != NULL ? (size_t)(end - at) + 1 : strlen(at);

	close_mark(s);
	buffer_put(&s->out, at, len);
	return at + len;
}

/* Bytes of the character that begins here, or of its entity. */
static size_t
character_len(const char *at)
{
	const char *end = *at == '&' ? strchr(at, ';') : NULL;
	size_t len = 1;

	if (end != NULL && end - at <= 10)
		return (size_t)(end - at) + 1;
	while (((unsigned char)at[len] & 0xc0) == 0x80)
		len++;
	return len;
}

const char *
diff_show(struct arena *a, const char *html, const struct list *marks)
{
	struct shower s = { .marks = marks->at, .count = marks->count };
	const char *shown;
	size_t len;

	while (*html != '\0') {
		if (*html == '<') {
			if (html[1] == '/')
				begin_marks(&s);
			html = put_tag(&s, html);
			continue;
		}
		begin_marks(&s);
		if (!s.inside && s.point < s.until) {
			buffer_text(&s.out, "<ins>");
			s.inside = true;
		}
		len = character_len(html);
		buffer_put(&s.out, html, len);
		html += len;
		s.point++;
	}
	begin_marks(&s);
	close_mark(&s);
	shown = arena_copy(a, buffer_string(&s.out), s.out.len);
	buffer_free(&s.out);
	return shown;
}
