/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_place.h - one passage of a text whose words have found their places.
 */
#ifndef TEXT_ANCHOR_PLACE_H
#define TEXT_ANCHOR_PLACE_H

#include "soundings/anchor.h"

#include "anchor_match.h"

/* main: by old word, is it in order with the rest? */
struct anchor_place place_words(
    const struct match *m, const bool *main, uint32_t start, uint32_t end);

/* anchor_find.c */
bool find_quote(const struct words *w, const struct anchor_quote *quote,
    size_t *start, size_t *end);

#endif
