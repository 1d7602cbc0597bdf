/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json_path.c - one value out of an answer whose shape is somebody else's.
 *
 * For the command line, which reads answers of methods that it does not know;
 * whatever has a field table is read by record.c.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/record.h"

#include "json_tree.h"

const struct json *
json_at(const struct json *j, const char *path)
{
	const json_t *at = json_tree(j);
	size_t n;

	while (at != NULL && *path != '\0') {
		n = strcspn(path, ".");
		at = json_is_array(at)
		    ? json_array_get(at, strtoul(path, NULL, 10))
		    : json_object_getn(at, path, n);
		path += n + (path[n] == '.');
	}
	return (const struct json *)at;
}

const char *
json_as_text(const struct json *j)
{
	return json_string_value(json_tree(j));
}
