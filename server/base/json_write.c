/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json_write.c - JSON text, streamed into a buffer.
 *
 * No tree is built only to be printed: that costs three times the page. Texts
 * are mostly plain, so they are looked at eight bytes at a time, in one word,
 * and plain runs are copied whole.
 */
#include "soundings/record.h"

#include "soundings/base.h"

#include <endian.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_tree.h"

#define WORD sizeof(uint64_t)
#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))
#define ZEROS(bytes) (((bytes)-EACH(1)) & ~(bytes)&EACH(0x80))

/* Of eight bytes, the lowest first: the high bit of each that may need an
 * escape; bits above the lowest one set may be wrong. '<' and '>' differ in
 * one bit; E2 starts U+2028 and U+2029, among others. */
static uint64_t
suspects(uint64_t bytes)
{
	uint64_t ascii = (bytes - EACH(0x20)) |
			 ((bytes ^ EACH('"')) - EACH(1)) |
			 ((bytes ^ EACH('\\')) - EACH(1)) |
			 (((bytes ^ EACH('<')) & EACH(0xfd)) - EACH(1));

	return (ascii & ~bytes & EACH(0x80)) | ZEROS(bytes ^ EACH(0xe2));
}

/* The length of the run at p that needs no look at all. */
static size_t
plain_run(const unsigned char *p, size_t len)
{
	uint64_t bytes, found;
	size_t run;

	for (run = 0; run + WORD <= len; run += WORD) {
		memcpy(&bytes, p + run, WORD);
		found = suspects(le64toh(bytes));
		if (found != 0)
			return run + (size_t)__builtin_ctzll(found) / 8;
	}
	bytes = 0; /* a zero is a suspect: it ends the run at the latest */
	memcpy(&bytes, p + run, len - run);
	return run + (size_t)__builtin_ctzll(suspects(le64toh(bytes))) / 8;
}

static void
put_code(struct buffer *b, unsigned code)
{
	static const char digits[] = "0123456789abcdef";
	const char escape[6] = { '\\', 'u', digits[code >> 12 & 15],
		digits[code >> 8 & 15], digits[code >> 4 & 15],
		digits[code & 15] };

	buffer_put(b, escape, sizeof(escape));
}

/* Writes the suspect at p, escaped where it must be; how many bytes it was. */
static size_t
put_suspect(struct buffer *b, const unsigned char *p, size_t len)
{
	switch (p[0]) {
	case '"':
	case '\\':
		buffer_char(b, '\\');
		buffer_char(b, (char)p[0]);
		return 1;
	case '\n':
		buffer_put(b, "\\n", 2);
		return 1;
	case '\t':
		buffer_put(b, "\\t", 2);
		return 1;
	case 0xe2:
		if (len >= 3 && p[1] == 0x80 &&
		    (p[2] == 0xa8 || p[2] == 0xa9)) {
			put_code(b, 0x2000u | (p[2] - 0x80u));
			return 3;
		}
		buffer_char(b, (char)p[0]);
		return 1;
	default:
		put_code(b, p[0]);
		return 1;
	}
}

void
json_put_textn(struct buffer *b, const char *text, size_t len)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t run;

	buffer_reserve(b, len + 2);
	buffer_char(b, '"');
	while (len > 0) {
		run = plain_run(p, len);
		buffer_put(b, p, run);
		p += run;
		len -= run;
		if (len > 0) {
			run = put_suspect(b, p, len);
			p += run;
			len -= run;
		}
	}
	buffer_char(b, '"');
}

void
json_put_text(struct buffer *b, const char *text)
{
	if (text)
		json_put_textn(b, text, strlen(text));
	else
		buffer_put(b, "null", 4);
}

void
json_put_real(struct buffer *b, double n)
{
	char digits[32];

	if (!isfinite(n)) {
		buffer_put(b, "null", 4);
		return;
	}
	for (int precision = 15; precision <= 17; precision++) {
		snprintf(digits, sizeof(digits), "%.*g", precision, n);
		if (strtod(digits, NULL) == n)
			break;
	}
	buffer_text(b, digits);
}

void
json_put_ids(struct buffer *b, struct ids ids)
{
	buffer_char(b, '[');
	for (size_t i = 0; i < ids.count; i++) {
		if (i > 0)
			buffer_char(b, ',');
		buffer_int(b, ids.at[i]);
	}
	buffer_char(b, ']');
}

void
json_put_texts(struct buffer *b, struct texts texts)
{
	buffer_char(b, '[');
	for (size_t i = 0; i < texts.count; i++) {
		if (i > 0)
			buffer_char(b, ',');
		json_put_text(b, texts.at[i]);
	}
	buffer_char(b, ']');
}

static void put_value(struct buffer *b, json_t *value);

static void
put_array(struct buffer *b, json_t *array)
{
	buffer_char(b, '[');
	for (size_t i = 0; i < json_array_size(array); i++) {
		if (i > 0)
			buffer_char(b, ',');
		put_value(b, json_array_get(array, i));
	}
	buffer_char(b, ']');
}

static void
put_object(struct buffer *b, json_t *object)
{
	const char *name, *between = "";
	json_t *value;

	buffer_char(b, '{');
	json_object_foreach(object, name, value)
	{
		buffer_text(b, between);
		json_put_text(b, name);
		buffer_char(b, ':');
		put_value(b, value);
		between = ",";
	}
	buffer_char(b, '}');
}

static void
put_number(struct buffer *b, const json_t *value)
{
	int64_t n;

	if (json_whole(value, &n))
		buffer_int(b, n);
	else
		json_put_real(b, json_number_value(value));
}

/* As deep as json_parse allows, which is not deep. */
static void
put_value(struct buffer *b, json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		put_object(b, value);
		break;
	case JSON_ARRAY:
		put_array(b, value);
		break;
	case JSON_STRING:
		json_put_textn(
		    b, json_string_value(value), json_string_length(value));
		break;
	case JSON_INTEGER:
	case JSON_REAL:
		put_number(b, value);
		break;
	case JSON_TRUE:
		buffer_put(b, "true", 4);
		break;
	case JSON_FALSE:
		buffer_put(b, "false", 5);
		break;
	case JSON_NULL:
		buffer_put(b, "null", 4);
		break;
	}
}

void
json_write(struct buffer *b, const struct json *j)
{
	if (j)
		put_value(b, json_tree(j));
	else
		buffer_put(b, "null", 4);
}
