/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_pairs.h - a comparison word by word; for diff.c.
 */
#ifndef TEXT_ANCHOR_PAIRS_H
#define TEXT_ANCHOR_PAIRS_H

#include "soundings/anchor.h"

#include "anchor_words.h"

/* Borrowed from the comparison. */
struct anchor_pairs {
	const struct words *old, *new;
	const uint32_t *to, *from; /* partner of each word, or NO_WORD */
	const bool *main;          /* by old word: in order with the rest */
};

struct anchor_pairs anchor_pairs_of(const struct anchor *anchor);

#endif
