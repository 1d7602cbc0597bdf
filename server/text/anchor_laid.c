/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_laid.c - the clauses of a draft laid end to end, and back.
 *
 * Two versions are compared as whole texts, because a passage may go to another
 * clause; comments count inside one clause. A blank line stands between two,
 * so that no sentence runs over from one to the next.
 */
#include <string.h>

#include "soundings/anchor.h"
#include "soundings/buffer.h"
#include "soundings/text.h"

#define BETWEEN "\n\n"
#define BETWEEN_POINTS 2

struct laid
laid_of(struct arena *a, const void *clauses, size_t n, size_t size,
    size_t offset)
{
	size_t point = 0;
	const char **texts = arena_get(a, n * sizeof(*texts));
	struct laid l = { .count = n, .texts = texts,
		.starts = arena_get(a, n * sizeof(*l.starts)),
		.lens = arena_get(a, n * sizeof(*l.lens)) };
	struct buffer b = { 0 };

	for (size_t i = 0; i < n; i++) {
		const char *at = (const char *)clauses + i * size + offset;

		memcpy(&texts[i], at, sizeof(texts[i]));
		l.starts[i] = point;
		l.lens[i] = utf8_count(texts[i]);
		point += l.lens[i] + BETWEEN_POINTS;
		buffer_text(&b, texts[i]);
		buffer_text(&b, BETWEEN);
	}
	l.len = b.len;
	l.text = arena_copy(a, buffer_string(&b), b.len);
	buffer_free(&b);
	return l;
}

static size_t
overlap(const struct laid *l, size_t i, size_t start, size_t end)
{
	size_t from = l->starts[i] > start ? l->starts[i] : start;
	size_t to = l->starts[i] + l->lens[i];

	if (to > end)
		to = end;
	return to > from ? to - from : 0;
}

size_t
laid_clause(const struct laid *l, size_t point)
{
	size_t low = 0, high = l->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (l->starts[middle] <= point)
			low = middle;
		else
			high = middle;
	}
	return low;
}

size_t
laid_find(const struct laid *l, size_t *start, size_t *end)
{
	size_t best = laid_clause(l, *start), from;

	for (size_t i = best; i < l->count && l->starts[i] < *end; i++)
		if (overlap(l, i, *start, *end) >
		    overlap(l, best, *start, *end))
			best = i;
	from = *start > l->starts[best] ? *start - l->starts[best] : 0;
	*end = from + overlap(l, best, *start, *end);
	*start = from;
	return best;
}
