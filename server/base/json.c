/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json.c - JSON text into values, by jansson.
 *
 * What jansson leaves open is closed here: depth, control characters, numbers
 * beyond 2^53. Every number is read as a double, as JavaScript does: 7, 7.0
 * and 7e0 are the same number. Writing is json_write.c.
 */
#include "soundings/record.h"

#include "soundings/base.h"

#include <math.h>
#include <string.h>

#include "json_tree.h"

#define DEPTH_MAX 32

/* Brackets outside of strings, before jansson recurses into them. */
static bool
too_deep(const char *text, size_t len)
{
	size_t depth = 0;
	bool quoted = false;

	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '[' || c == '{'))
			depth++;
		else if (!quoted && (c == ']' || c == '}') && depth > 0)
			depth--;
		if (depth > DEPTH_MAX)
			return true;
	}
	return false;
}

static const char *
parse_sentence(const json_error_t *error)
{
	switch (json_error_code(error)) {
	case json_error_invalid_utf8:
		return "the text is not valid UTF-8";
	case json_error_null_character:
	case json_error_null_byte_in_key:
		return "a text holds a NUL character";
	case json_error_duplicate_key:
		return "a name is there twice in one object";
	case json_error_numeric_overflow:
		return "a number is too large";
	case json_error_premature_end_of_input:
		return "the JSON ends too early";
	default:
		return "this is not JSON";
	}
}

struct json *
json_parse(const char *text, size_t len, const char **why)
{
	const size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY |
			     JSON_DECODE_INT_AS_REAL;
	json_error_t error;
	json_t *value;

	if (too_deep(text, len)) {
		*why = "the JSON is nested too deep";
		return NULL;
	}
	value = json_loadb(text, len, flags, &error);
	if (!value) {
		*why = parse_sentence(&error);
		return NULL;
	}
	return (struct json *)value;
}

void
json_free(struct json *j)
{
	json_decref(json_tree(j));
}

bool
json_is_object(const struct json *j)
{
	return j && json_typeof(json_tree(j)) == JSON_OBJECT;
}

bool
json_whole(const json_t *value, int64_t *n)
{
	double real;

	if (!json_is_number(value))
		return false;
	real = json_number_value(value);
	if (real != floor(real) || fabs(real) > (double)FIELD_INT_MAX)
		return false;
	*n = (int64_t)real;
	return true;
}

/* C0 but tab and newline, DEL, and C1 (which is C2 80 to C2 9F in UTF-8). */
static bool
is_control(const unsigned char *p)
{
	if (p[0] == 0xc2)
		return p[1] < 0xa0;
	return (p[0] < 0x20 && p[0] != '\t' && p[0] != '\n') || p[0] == 0x7f;
}

const char *
json_clean_text(struct arena *a, const json_t *value, int64_t *count)
{
	size_t len = json_string_length(value);
	const char *from = json_string_value(value), *end = from + len;
	char *clean = arena_get(a, len + 1), *to = clean;

	*count = 0;
	for (; from < end; from++) {
		if (from[0] == '\r' && from[1] == '\n')
			continue;
		if (is_control((const unsigned char *)from))
			return NULL;
		if (((unsigned char)*from & 0xc0) != 0x80)
			++*count;
		*to++ = *from;
	}
	return clean;
}

/* A parsed array, or NULL; the caller frees it. */
static json_t *
parsed_array(const char *text)
{
	const char *why;
	struct json *j = json_parse(text, strlen(text), &why);

	if (j && !json_is_array(json_tree(j))) {
		json_free(j);
		return NULL;
	}
	return j ? json_tree(j) : NULL;
}

bool
json_get_ids(struct arena *a, const char *text, struct ids *ids)
{
	json_t *array;
	int64_t *at;
	bool ok = true;

	*ids = (struct ids){ 0 };
	if (!text)
		return true;
	array = parsed_array(text);
	if (!array)
		return false;
	at = arena_get(a, json_array_size(array) * sizeof(*at));
	for (size_t i = 0; i < json_array_size(array) && ok; i++)
		ok = json_whole(json_array_get(array, i), &at[i]);
	if (ok)
		*ids = (struct ids){ at, json_array_size(array) };
	json_decref(array);
	return ok;
}

bool
json_get_texts(struct arena *a, const char *text, struct texts *texts)
{
	json_t *array;
	const char **at;
	bool ok = true;

	*texts = (struct texts){ 0 };
	if (!text)
		return true;
	array = parsed_array(text);
	if (!array)
		return false;
	at = arena_get(a, json_array_size(array) * sizeof(*at));
	for (size_t i = 0; i < json_array_size(array) && ok; i++) {
		json_t *item = json_array_get(array, i);

		ok = json_is_string(item);
		at[i] = arena_text(a, json_string_value(item));
	}
	if (ok)
		*texts = (struct texts){ at, json_array_size(array) };
	json_decref(array);
	return ok;
}
