/* SPDX-License-Identifier: Apache-2.0 */
/*
 * diff.c - fuzzes diff_clauses and diff_show on two Markdown drafts.
 *
 * The input is cut at its first 0xff. Every clause of the new draft is told
 * once and in order; every clause of the old one is told or has a kept word.
 * Marks lie in their clause and do not overlap. Without what the marks put in,
 * the HTML is what it was; a draft and itself are the same throughout.
 */
#include <stdint.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/buffer.h"
#include "soundings/diff.h"
#include "soundings/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define MOST 600 /* bytes: alignment is slow under the fuzzer's counters */

static char *
text_of(struct arena *a, const uint8_t *data, size_t len)
{
	char *text = arena_copy(a, data, len);

	for (size_t i = 0; i < len; i++)
		if (text[i] == '\0')
			text[i] = ' ';
	if (!utf8_valid(text, len))
		for (size_t i = 0; i < len; i++)
			if ((unsigned char)text[i] >= 0x80)
				text[i] = (char)('a' + text[i] % 3 + 2);
	return text;
}

static struct laid
laid(struct arena *a, const struct list *clauses)
{
	return laid_of(a, clauses->at, clauses->count,
	    sizeof(struct clause_text), offsetof(struct clause_text, text));
}

/* The HTML without <ins>, and without <del> and what is in it. */
static const char *
unmarked(struct arena *a, const char *html)
{
	char *out = arena_get(a, strlen(html) + 1);
	size_t n = 0;

	while (*html != '\0')
		if (strncmp(html, "<ins>", 5) == 0) {
			html += 5;
		} else if (strncmp(html, "</ins>", 6) == 0) {
			html += 6;
		} else if (strncmp(html, "<del>", 5) == 0) {
			html = strstr(html, "</del>");
			invariant(html != NULL);
			html += 6;
		} else {
			out[n++] = *html++;
		}
	return out;
}

static void
check_marks(struct arena *a, const struct clause_text *clause,
    const struct list *marks)
{
	const struct diff_mark *m = marks->at;
	size_t points = utf8_count(clause->text), last = 0;

	for (size_t i = 0; i < marks->count; i++) {
		invariant(m[i].start >= last && m[i].end <= points);
		invariant(m[i].gone != NULL ? m[i].start == m[i].end
					    : m[i].start < m[i].end);
		last = m[i].end;
	}
	/* What Markdown writes as struck out is <del> of its own. */
	if (strstr(clause->html, "<del>") == NULL)
		invariant(strcmp(clause->html, unmarked(a,
		    diff_show(a, clause->html, marks))) == 0);
}

static struct list
compare(struct arena *a, const struct list *old, const struct list *new)
{
	struct laid from = laid(a, old), to = laid(a, new);
	const char *why = NULL;
	struct list blocks = diff_clauses(a, &from, &to, &why);

	invariant(why == NULL);
	return blocks;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t given)
{
	size_t len = given < MOST ? given : MOST;
	const uint8_t *at = memchr(data, 0xff, len);
	size_t first = at != NULL ? (size_t)(at - data) : len / 2;
	size_t second = at != NULL ? first + 1 : first;
	struct arena *a = arena_new();
	struct list old = text_clauses(a, text_of(a, data, first));
	struct list new = text_clauses(a, text_of(a, data + second,
	    len - second));
	struct list blocks = compare(a, &old, &new);
	const struct diff_block *b = blocks.at;
	int64_t next = 0;

	for (size_t i = 0; i < blocks.count; i++) {
		if (b[i].kind == DIFF_REMOVED || b[i].kind == DIFF_LEFT)
			continue;
		invariant(b[i].new == next++);
		check_marks(a, &((struct clause_text *)new.at)[b[i].new],
		    &b[i].marks);
	}
	invariant(next == (int64_t)new.count);
	blocks = compare(a, &new, &new);
	b = blocks.at;
	for (size_t i = 0; i < blocks.count; i++)
		invariant(b[i].kind == DIFF_SAME);
	arena_free(a);
	return 0;
}
