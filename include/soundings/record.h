/* SPDX-License-Identifier: Apache-2.0 */
/*
 * record.h - records to and from JSON, by their field tables.
 *
 * Reading is strict: an unknown field, a wrong type, a number beyond 2^53, bad
 * UTF-8 or a control character is refused with a sentence that names the field.
 * Writing streams into a buffer and builds no tree.
 */
#ifndef SOUNDINGS_RECORD_H
#define SOUNDINGS_RECORD_H

#include "soundings/arena.h"
#include "soundings/buffer.h"
#include "soundings/field.h"

struct record_error {
	const char *field; /* NULL: the whole value */
	const char *why;   /* a sentence for a person */
};

/* Parses text into a value that record_decode and json_* read; NULL and a
 * sentence in *why when it is not JSON (RFC 8259), is nested deeper than 32,
 * repeats a key, or holds bad UTF-8. Free with json_free. */
struct json *json_parse(const char *text, size_t len, const char **why);
void json_free(struct json *j);
/* Writes a value that was read; NULL writes null. */
void json_write(struct buffer *b, const struct json *j);
bool json_is_object(const struct json *j);
/* The value at a path of member names and indexes from 0, "options.2.id"; NULL:
 * there is none. */
const struct json *json_at(const struct json *j, const char *path);
/* The characters of a string; NULL: it is none. */
const char *json_as_text(const struct json *j);

/* Fills *record (zeroed first) from a JSON object; texts are copied into the
 * arena, JSON fields are borrowed from j. NULL is read as an object without
 * fields. False: *error says why. */
bool record_decode(struct arena *a, const struct field *fields, size_t size,
    const struct json *j, void *record, struct record_error *error);

/* Writes the record as one JSON object. */
void record_encode(struct buffer *b, const struct field *fields,
    const void *record);

/* A text as a JSON string, quotes included; NULL writes null. Safe inside
 * HTML: '<', '>' and U+2028/9 are escaped. */
void json_put_text(struct buffer *b, const char *text);
void json_put_textn(struct buffer *b, const char *text, size_t len);

/* Lists kept in one SQL column: "[1,2]" and "[\"a\",\"b\"]". */
void json_put_ids(struct buffer *b, struct ids ids);
void json_put_texts(struct buffer *b, struct texts texts);
bool json_get_ids(struct arena *a, const char *text, struct ids *ids);
bool json_get_texts(struct arena *a, const char *text, struct texts *texts);

#endif
