/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mention.h - whom a post names: "@Ann Price".
 */
#ifndef SOUNDINGS_MENTION_H
#define SOUNDINGS_MENTION_H

#include <stdbool.h>
#include <stddef.h>

#include "soundings/arena.h"

/* For each of these names whether the Markdown has it behind an "@", in large
 * letters or small. Of names of which one begins another the longest is meant:
 * "@Anna Smith" does not name Ann, nor Anna. The "@" of an address names
 * nobody. Pure, in time linear in the text and in the names. */
const bool *mention_find(struct arena *a, const char *markdown,
    const char *const *names, size_t count);

/* Do people read these two names as one: in large letters or small, with any
 * spaces, apostrophes and dashes? Pure. */
bool mention_same(struct arena *a, const char *x, const char *y);

#endif
