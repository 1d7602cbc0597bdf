/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_match.h - which word of the old text went to which of the new one.
 *
 * A word has one partner or none: text of the new draft that belongs to one
 * passage is no candidate for another. The steps fill the table one after the
 * other, from the surest to the least sure.
 */
#ifndef TEXT_ANCHOR_MATCH_H
#define TEXT_ANCHOR_MATCH_H

#include "anchor_words.h"

#define NO_WORD UINT32_MAX

struct match {
	struct arena *arena;
	struct words old, new;
	uint32_t *to;   /* by old word: the new one, or NO_WORD */
	uint32_t *from; /* by new word: the old one, or NO_WORD */
	size_t work;    /* cells of alignment that may still be computed */
	uint8_t *once;  /* by old word: see match_once */
	uint8_t *old_copied, *new_copied; /* by sentence: enum copied */
};

/* Does the other text have a sentence word for word? */
enum copied {
	COPIED_NOT,
	COPIED_SOMEWHERE, /* short, or several times in one of them */
	COPIED_ONCE,
};

/* The most words that are looked at together for `once`. */
#define ONCE_MOST 3

/* Words that follow each other in both texts. */
struct run {
	uint32_t old, new, count;
	uint32_t weight;
	bool main;
};

struct runs {
	struct run *at;
	size_t count;
};

static inline bool
is_equal(const struct match *m, uint32_t i, uint32_t j)
{
	return m->old.at[i].key == m->new.at[j].key;
}

static inline void
join(struct match *m, uint32_t i, uint32_t j)
{
	m->to[i] = j;
	m->from[j] = i;
}

static inline void
part(struct match *m, uint32_t i)
{
	m->from[m->to[i]] = NO_WORD;
	m->to[i] = NO_WORD;
}

/* anchor_whole.c: fills old_copied and new_copied. */
void match_copied(struct match *m);
/* Those of them that are left over, where it can be told which is which. */
void match_whole(struct match *m);
/* Did a neighbour of that old sentence go beside that new one? */
bool match_beside(const struct match *m, uint32_t old, uint32_t new);

/* anchor_runs.c: words in runs that occur once in each text. */
void match_rare_runs(struct match *m);
/* All that is joined now, as runs in the order of the old text; those of the
 * heaviest chain that is in order in both texts are `main`. */
struct runs match_runs(struct match *m, struct arena *a);

/* anchor_align.c: the best alignment in order of some words of each text. */
void match_align(struct match *m, const uint32_t *old, uint32_t old_count,
    const uint32_t *new, uint32_t new_count);
/* anchor_gaps.c: what lies between two runs that kept their order. */
void match_gaps(struct match *m);

/* anchor_rescue.c: sentences that moved and were rewritten. */
void match_sentences(struct match *m);
/* anchor_edges.c: the rest of sentences of which a part was found. */
void match_edges(struct match *m);
/* anchor_slide.c: the edges of insertions, set to sentences. */
void match_slide(struct match *m);
/* anchor_alike.c: single words between two that stayed. */
void match_alike(struct match *m);
/* anchor_once.c: fills `once` with how many words from this one on are found
 * nowhere else in the old text: 1 to ONCE_MOST; 0: more than that. */
void match_once(struct match *m);

#endif
