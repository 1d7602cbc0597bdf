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

#include "two_texts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

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
	struct arena *a = arena_new();
	struct two_texts t = two_texts(a, data, given);
	struct list old = text_clauses(a, t.old);
	struct list new = text_clauses(a, t.new);
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
