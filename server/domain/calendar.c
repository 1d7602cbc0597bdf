/* SPDX-License-Identifier: Apache-2.0 */
/*
 * calendar.c - a meeting as calendars read it (RFC 5545).
 *
 * Times are in UTC: a calendar shows them on its owner's clocks, and no rules of
 * a zone have to go along. UID stays, SEQUENCE grows with each change: so the
 * file of a meeting that was moved or cancelled changes what is there.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/buffer.h"
#include "soundings/clock.h"
#include "soundings/settings.h"

#include "domain/calendar.h"

#define LINE_MOST 75 /* bytes, without the end of the line */

/* One line, folded between characters. */
static void
put_line(struct buffer *b, const char *name, const char *value)
{
	size_t room = LINE_MOST - strlen(name) - 1;

	buffer_printf(b, "%s:", name);
	while (*value != '\0') {
		size_t len = 1;

		while ((value[len] & 0xc0) == 0x80)
			len++;
		if (len > room) {
			buffer_text(b, "\r\n ");
			room = LINE_MOST - 1;
		}
		buffer_put(b, value, len);
		room -= len;
		value += len;
	}
	buffer_text(b, "\r\n");
}

/* Words of people: what would be read as a sign of the format is escaped, and
 * controls, which it forbids, are left out. */
static void
put_words(struct arena *a, struct buffer *b, const char *name,
    const char *words)
{
	struct buffer out = { 0 };

	for (; *words != '\0'; words++) {
		if (*words == '\n')
			buffer_text(&out, "\\n");
		else if (*words == '\t')
			buffer_char(&out, ' ');
		else if (strchr("\\;,", *words) != NULL)
			buffer_printf(&out, "\\%c", *words);
		else if ((unsigned char)*words >= ' ' && *words != 0x7f)
			buffer_char(&out, *words);
	}
	put_line(b, name, arena_text(a, buffer_string(&out)));
	buffer_free(&out);
}

static void
put_time(struct arena *a, struct buffer *b, const char *name, int64_t at)
{
	struct local_time t = clock_local(at, "UTC");

	put_line(b, name, arena_printf(a, "%04d%02d%02dT%02d%02d%02dZ", t.year,
	    t.month, t.day, t.hour, t.minute, (int)(at / SECOND % 60)));
}

/* Of the server: names that it gives are nobody else's. */
static const char *
host_of(struct arena *a, const char *url)
{
	const char *after = strstr(url, "://");

	after = after == NULL ? url : after + strlen("://");
	return arena_copy(a, after, strcspn(after, "/"));
}

static void
put_event(struct call *c, struct buffer *b, const struct meeting *m)
{
	struct arena *a = c->arena;
	const char *url = c->settings->public_url;
	const char *page = arena_printf(a, "%s/thread/%lld", url,
	    (long long)m->id);

	put_line(b, "UID", arena_printf(a, "meeting-%lld@%s", (long long)m->id,
	    host_of(a, url)));
	put_time(a, b, "DTSTAMP", m->changed_at);
	put_line(b, "SEQUENCE",
	    arena_printf(a, "%lld", (long long)m->revision));
	put_line(b, "STATUS", m->cancelled_at != 0 ? "CANCELLED" : "CONFIRMED");
	put_time(a, b, "DTSTART", m->starts_at);
	put_time(a, b, "DTEND", m->ends_at);
	put_words(a, b, "SUMMARY", m->title);
	put_words(a, b, "LOCATION", m->place != NULL ? m->place : m->link);
	put_words(a, b, "DESCRIPTION", m->link == NULL ? page
	    : arena_printf(a, "%s\n%s", m->link, page));
	put_line(b, "URL", page);
}

const char *
calendar_of(struct call *c, const struct meeting *m)
{
	struct buffer b = { 0 };
	const char *text;

	put_line(&b, "BEGIN", "VCALENDAR");
	put_line(&b, "VERSION", "2.0");
	put_line(&b, "PRODID", "-//Soundings//Meetings//EN");
	put_line(&b, "BEGIN", "VEVENT");
	put_event(c, &b, m);
	put_line(&b, "END", "VEVENT");
	put_line(&b, "END", "VCALENDAR");
	text = arena_copy(c->arena, b.at, b.len);
	buffer_free(&b);
	return text;
}
