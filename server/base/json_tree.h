/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json_tree.h - what json.c and record.c share of a parsed value.
 *
 * `struct json` has no definition: it is jansson's value under a name that the
 * other floors may carry without knowing jansson.
 */
#ifndef SOUNDINGS_BASE_JSON_TREE_H
#define SOUNDINGS_BASE_JSON_TREE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "soundings/arena.h"
#include "soundings/json.h"

#undef json_is_object /* jansson's macro; ours is a function */

struct json;

static inline json_t *
json_tree(const struct json *j)
{
	return (json_t *)j;
}

/* False: no number, not a whole one, or beyond what JavaScript keeps exactly.
 * Numbers are parsed as reals, so that one too large is seen with its field. */
bool json_whole(const json_t *value, int64_t *n);

/* A text copied into the arena, CR LF made LF; NULL when it holds control
 * characters other than tab and newline. *count: its code points. */
const char *json_clean_text(
    struct arena *a, const json_t *value, int64_t *count);

#endif
