/* SPDX-License-Identifier: Apache-2.0 */
/*
 * import.c - an upload becomes the clauses of a draft.
 *
 * Markdown and plain text only. What cannot be read is refused with what to do
 * instead; the answer depends on the bytes alone, so it may be found on a
 * reader and said by the writer.
 */
#include <string.h>
#include <strings.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/reviews/reviews.h"

#define DRAFT_MAX       (2 * 1024 * 1024)
#define WORDS_PER_MINUTE 200

const char *const formats[] = { "markdown", "text", NULL };

static bool
name_ends(const char *name, const char *end)
{
	size_t n = strlen(name), len = strlen(end);

	return n >= len && strcasecmp(name + n - len, end) == 0;
}

static bool
looks_like_word(const char *name)
{
	return name_ends(name, ".docx") || name_ends(name, ".doc") ||
	    name_ends(name, ".odt") || name_ends(name, ".rtf");
}

/* Why this cannot be a draft; NULL: it is text. */
static const char *
refusal(const char *name, const char *type, const struct blob *body)
{
	if (looks_like_word(name))
		return "This looks like a Word document. For now please save "
		       "it as Markdown or plain text; Word comes with the next "
		       "version.";
	if (strcmp(type, "application/pdf") == 0)
		return "This is a PDF. For now please save the draft as "
		       "Markdown or plain text.";
	if (body->len > DRAFT_MAX)
		return "A draft can have up to 2 MB of text, and this file has "
		       "more. Please split it into parts.";
	if (!utf8_valid(body->at, body->len))
		return "This file is not text that can be read here. Please "
		       "save the draft as Markdown or plain text, with the "
		       "encoding UTF-8.";
	return NULL;
}

/* The text with a NUL behind it, without the mark some editors put first. */
static const char *
text_of(struct arena *a, const struct blob *body)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t skip = 0;

	if (body->len >= 3 && memcmp(body->at, mark, 3) == 0)
		skip = 3;
	return arena_copy(a, (const char *)body->at + skip, body->len - skip);
}

static int64_t
words_in(const char *text)
{
	static const char space[] = " \t\r\n";
	int64_t n = 0;

	for (text += strspn(text, space); *text != '\0';
	     text += strspn(text, space)) {
		text += strcspn(text, space);
		n++;
	}
	return n;
}

static int64_t
minutes_of(const struct list *clauses)
{
	const struct clause_text *k = clauses->at;
	int64_t words = 0;

	for (size_t i = 0; i < clauses->count; i++)
		words += words_in(k[i].text);
	return words == 0 ? 1
	    : (words + WORDS_PER_MINUTE - 1) / WORDS_PER_MINUTE;
}

struct import *
import_read(struct arena *a, const char *name, const char *type,
    struct blob body)
{
	struct import *d = arena_get(a, sizeof(*d));
	bool markdown = name_ends(name, ".md") || name_ends(name, ".markdown");
	const char *text;

	d->why = refusal(name, type, &body);
	if (d->why != NULL)
		return d;
	text = text_of(a, &body);
	d->format = formats[markdown ? 0 : 1];
	d->clauses = markdown ? text_clauses(a, text)
			      : text_clauses_plain(a, text);
	d->minutes = minutes_of(&d->clauses);
	if (d->clauses.count == 0)
		d->why = "There are no words in this file.";
	if (d->clauses.count > CLAUSES_MAX)
		d->why = "This draft has more than 5,000 paragraphs. Please "
			 "split it into parts.";
	return d;
}
