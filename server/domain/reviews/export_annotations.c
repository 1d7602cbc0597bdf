/* SPDX-License-Identifier: Apache-2.0 */
/*
 * export_annotations.c - a round as W3C Web Annotations (JSON-LD, 2017).
 *
 * A comment is an annotation: its words, what it would rather read, and its
 * target: the draft, a clause, or a passage by its words and by its position in
 * the clause. The answer is an annotation that replies to it.
 */
#include <inttypes.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/record.h"
#include "soundings/settings.h"
#include "soundings/text.h"

#include "domain/reviews/export.h"

#define CONTEXT 32 /* code points of prefix and suffix */

static void
put_pair(struct buffer *b, const char *name, const char *text)
{
	json_put_text(b, name);
	buffer_char(b, ':');
	json_put_text(b, text);
}

/* xsd:dateTime */
static const char *
instant(struct call *c, int64_t at)
{
	struct local_time t = clock_local(at, "UTC");

	return arena_printf(c->arena, "%04d-%02d-%02dT%02d:%02d:%02dZ",
	    t.year, t.month, t.day, t.hour, t.minute, (int)(at / 1000 % 60));
}

/* A few words on either side, by which the passage is found again. */
static void
put_context(struct call *c, const struct line *l, struct buffer *b)
{
	size_t start = (size_t)l->old_start.is, end = (size_t)l->old_end.is;
	size_t count = utf8_count(l->old_text);

	if (start > end || end > count)
		return;
	buffer_char(b, ',');
	put_pair(b, "prefix", utf8_slice(c->arena, l->old_text,
	    start > CONTEXT ? start - CONTEXT : 0, start));
	buffer_char(b, ',');
	put_pair(b, "suffix", utf8_slice(c->arena, l->old_text, end,
	    end + CONTEXT < count ? end + CONTEXT : count));
}

static void
put_target(struct call *c, const struct round *r, const struct line *l,
    struct buffer *b)
{
	int64_t document = l->old_document != 0 ? l->old_document : r->document;
	const char *source = arena_printf(c->arena, "%s/document/%" PRId64,
	    c->settings->public_url, document);

	if (l->old_number != NULL)
		source = arena_printf(c->arena, "%s#clause-%" PRId64, source,
		    PART_ID(document, l->old_position));
	buffer_text(b, "\"target\":{");
	put_pair(b, "source", source);
	if (l->exact != NULL && l->old_start.known && l->old_end.known) {
		buffer_text(b, ",\"selector\":[{\"type\":\"TextQuoteSelector\","
			       "");
		put_pair(b, "exact", l->exact);
		put_context(c, l, b);
		buffer_printf(b, "},{\"type\":\"TextPositionSelector\","
		    "\"start\":%" PRId64 ",\"end\":%" PRId64 "}]",
		    l->old_start.is, l->old_end.is);
	}
	buffer_char(b, '}');
}

static void
put_body(struct buffer *b, const char *purpose, const char *text)
{
	buffer_text(b, "{\"type\":\"TextualBody\",\"format\":"
		       "\"text/markdown\",");
	put_pair(b, "purpose", purpose);
	buffer_char(b, ',');
	put_pair(b, "value", text);
	buffer_char(b, '}');
}

static const char *
name_of(struct call *c, const struct round *r, const struct line *l,
    const char *what)
{
	return arena_printf(c->arena, "%s/round/%" PRId64 "#%s-%" PRId64,
	    c->settings->public_url, r->id, what, l->id);
}

static void
put_comment(struct call *c, const struct round *r, const struct line *l,
    struct buffer *b)
{
	buffer_text(b, "{\"type\":\"Annotation\",\"motivation\":"
		       "\"commenting\",");
	put_pair(b, "id", name_of(c, r, l, "comment"));
	buffer_char(b, ',');
	put_pair(b, "created", instant(c, l->made_at));
	buffer_text(b, ",\"creator\":{\"type\":\"Person\",");
	put_pair(b, "name", export_author(c, r, l));
	buffer_text(b, "},\"body\":[");
	put_body(b, "commenting", l->body);
	if (l->proposed != NULL) {
		buffer_char(b, ',');
		put_body(b, "editing", l->proposed);
	}
	buffer_text(b, "],");
	put_target(c, r, l, b);
	buffer_char(b, '}');
}

static void
put_answer(struct call *c, const struct round *r, const struct line *l,
    struct buffer *b)
{
	buffer_text(b, ",{\"type\":\"Annotation\",\"motivation\":"
		       "\"replying\",");
	put_pair(b, "id", name_of(c, r, l, "answer"));
	buffer_char(b, ',');
	put_pair(b, "created", instant(c, l->disposed_at));
	buffer_text(b, ",\"body\":[");
	put_body(b, "classifying", disposition_words(l->disposition));
	if (l->reason != NULL) {
		buffer_char(b, ',');
		put_body(b, "replying", l->reason);
	}
	buffer_text(b, "],");
	put_pair(b, "target", name_of(c, r, l, "comment"));
	buffer_char(b, '}');
}

void
export_annotations(struct call *c, const struct round *r,
    const struct list *sheet, struct buffer *b)
{
	const struct line *l = sheet->at;
	size_t total = sheet->count;

	for (size_t i = 0; i < sheet->count; i++)
		total += l[i].disposition != NULL;
	buffer_text(b, "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\","
		       "\"type\":\"AnnotationCollection\",");
	put_pair(b, "id", arena_printf(c->arena, "%s/round/%" PRId64,
	    c->settings->public_url, r->id));
	buffer_char(b, ',');
	put_pair(b, "label", r->title);
	buffer_printf(b, ",\"total\":%zu,\"first\":{\"type\":\"AnnotationPage\","
	    "\"items\":[", total);
	for (size_t i = 0; i < sheet->count; i++) {
		if (i > 0)
			buffer_char(b, ',');
		put_comment(c, r, &l[i], b);
		if (l[i].disposition != NULL)
			put_answer(c, r, &l[i], b);
	}
	buffer_text(b, "]}}\n");
}
