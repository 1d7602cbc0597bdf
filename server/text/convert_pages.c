/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_pages.c - a leaflet page by page, as it looks.
 *
 * Where columns, colours and pictures say half of it, the words alone are not
 * what is reviewed. A page is one paragraph: its picture, and its words below
 * it, by which it is read aloud, found, and known again in the next version.
 */
#include "text/convert_pages.h"

#include <string.h>

#include "soundings/buffer.h"
#include "soundings/convert.h"
#include "soundings/text.h"
#include "text/convert_line.h"

/* Markers of a JPEG file (ITU-T T.81, table B.1). */
enum { JPEG_STUFFED = 0x00, JPEG_RESTART = 0xd0, JPEG_START = 0xd8,
	JPEG_END = 0xd9, JPEG_MARK = 0xff };

/* How long the JPEG at the beginning is; 0: there is no whole one. */
static size_t
jpeg_len(const unsigned char *at, size_t len)
{
	size_t i = 2;

	if (len < 4 || at[0] != JPEG_MARK || at[1] != JPEG_START)
		return 0;
	while (i + 1 < len) {
		if (at[i] != JPEG_MARK || at[i + 1] == JPEG_MARK)
			i++;
		else if (at[i + 1] == JPEG_END)
			return i + 2;
		else if (at[i + 1] == JPEG_STUFFED ||
		    (at[i + 1] >= JPEG_RESTART && at[i + 1] < JPEG_START))
			i += 2;
		else if (i + 3 < len)
			i += 2 + ((size_t)at[i + 2] << 8 | at[i + 3]);
		else
			return 0;
	}
	return 0;
}

struct list
pages_pictures(struct arena *a, struct blob jpegs)
{
	struct buffer found = { 0 };
	struct found_picture p = { .type = "image/jpeg" };
	const char *at = jpegs.at;
	size_t left = jpegs.len, len;
	struct list list;

	while ((len = jpeg_len((const unsigned char *)at, left)) > 0) {
		p.body = (struct blob){ .at = at, .len = len };
		buffer_put(&found, &p, sizeof(p));
		at += len;
		left -= len;
	}
	list.count = found.len / sizeof(p);
	list.at = arena_copy(a, buffer_string(&found), found.len);
	buffer_free(&found);
	return list;
}

/* The words of one page, up to its form feed; blank lines part them. */
static const char *
put_words(struct line *line, struct arena *a, const char *words)
{
	static const struct look plain;
	size_t page = strcspn(words, "\f");
	const char *end = words + page, *part, *next;

	for (part = words; part < end; part = next) {
		next = memmem(part, (size_t)(end - part), "\n\n", 2);
		next = next == NULL ? end : next + 2;
		line_break(line, &plain);
		line_put(line, arena_printf(a, "%.*s", (int)(next - part), part),
		    &plain);
	}
	return *end == '\f' ? end + 1 : end;
}

const char *
pages_markdown(struct arena *a, struct blob words, size_t count)
{
	const char *at = utf8_valid(words.at, words.len) ? words.at : "";
	struct buffer b = { 0 };
	struct line line = { 0 };
	const char *made;

	for (size_t i = 1; i <= count; i++) {
		line_put(&line, arena_printf(a, "Page %zu", i),
		    &(struct look){ .picture = (uint16_t)i });
		at = put_words(&line, a, at);
		line_write(&line, &b, "");
		line_clear(&line);
		buffer_text(&b, "\n\n");
	}
	made = arena_copy(a, buffer_string(&b), b.len);
	buffer_free(&b);
	line_free(&line);
	return made;
}
