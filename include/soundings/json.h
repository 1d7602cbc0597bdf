/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json.h - values whose shape no field table can tell.
 *
 * Lists of numbers, lists in lists, objects whose names are data: a field table
 * takes such a value as JSON, and these look into it. Parsing, freeing and
 * whatever has a table are in record.h.
 */
#ifndef SOUNDINGS_JSON_H
#define SOUNDINGS_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "soundings/arena.h"
#include "soundings/buffer.h"

struct json;

/* One name of an object and what stands behind it. */
struct json_member {
	const char *name;
	const struct json *value;
};

bool json_is_list(const struct json *j);
/* How many values a list or an object holds; of anything else 0. */
size_t json_count(const struct json *j);
/* The value at a place of a list; NULL: there is none. */
const struct json *json_item(const struct json *j, size_t i);
/* An object's json_count() members, in the order in which they were written. */
const struct json_member *json_members(struct arena *a, const struct json *j);
/* False, and *n as it was: this is no number. */
bool json_as_number(const struct json *j, double *n);
/* JSON's null. */
bool json_is_nothing(const struct json *j);

/* The shortest digits that read back as this number; null for NaN. */
void json_put_real(struct buffer *b, double n);

#endif
