/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sentences.c - where the sentences of a plain text begin and end.
 *
 * The same sentences by which comments find their places in the next draft. A
 * short word with a stop at the start ("Dr.", "2.") is no sentence to a
 * reader: it goes with what follows.
 */
#include <string.h>

#include "soundings/text.h"

#include "anchor_words.h"

#define SHORT 3 /* code points */

static bool
is_abbreviated(const struct words *w, const struct sentence *s)
{
	const struct word *first = &w->at[s->from];

	return !s->ends_block && s->to - s->from == 2 &&
	    first->end - first->at <= SHORT;
}

struct list
text_sentences(struct arena *a, const char *text)
{
	struct arena *scratch = arena_new();
	struct words w;
	struct stretch *at;
	size_t n = 0;
	bool begun = false;

	words_read(scratch, &w, text, strlen(text));
	at = arena_get(a, w.sentence_count * sizeof(*at));
	for (uint32_t i = 0; i < w.sentence_count; i++) {
		const struct sentence *s = &w.sentences[i];

		if (!begun)
			at[n].start = w.at[s->from].at;
		at[n].end = w.at[s->to - 1].end;
		begun = is_abbreviated(&w, s);
		n += !begun;
	}
	arena_free(scratch);
	return (struct list){ .at = at, .count = n + begun };
}
