/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json_list.c - lists, objects and numbers of a value without a field table.
 *
 * What comes from outside has passed json_parse, so that lists are no deeper
 * and texts no worse than it allows; sizes are for the caller to limit.
 */
#include "soundings/json.h"

#include "json_tree.h"

bool
json_is_list(const struct json *j)
{
	return json_is_array(json_tree(j));
}

size_t
json_count(const struct json *j)
{
	const json_t *value = json_tree(j);

	return json_is_array(value) ? json_array_size(value)
				    : json_object_size(value);
}

const struct json *
json_item(const struct json *j, size_t i)
{
	return (const struct json *)json_array_get(json_tree(j), i);
}

const struct json_member *
json_members(struct arena *a, const struct json *j)
{
	struct json_member *members, *to;
	const char *name;
	json_t *value;

	to = members = arena_get(a, json_count(j) * sizeof(*members));
	json_object_foreach(json_tree(j), name, value)
		*to++ = (struct json_member){ name, (struct json *)value };
	return members;
}

bool
json_as_number(const struct json *j, double *n)
{
	if (!json_is_number(json_tree(j)))
		return false;
	*n = json_number_value(json_tree(j));
	return true;
}

bool
json_is_nothing(const struct json *j)
{
	return j != NULL && json_typeof(json_tree(j)) == JSON_NULL;
}
