/* SPDX-License-Identifier: Apache-2.0 */
/*
 * record_encode.c - structs into JSON objects, by their field tables.
 *
 * On the hot path of every answer and event, so it streams. Every field is
 * written, whether it was given or not: the client's rows keep one shape.
 */
#include "soundings/record.h"

#include "soundings/base.h"

#include <string.h>

#include "json_tree.h"

static void
put_null(struct buffer *b)
{
	buffer_put(b, "null", 4);
}

static void
put_number_or_null(struct buffer *b, int64_t n)
{
	if (n == 0)
		put_null(b);
	else
		buffer_int(b, n);
}

static void
put_maybe(struct buffer *b, const struct maybe *n)
{
	if (n->known)
		buffer_int(b, n->is);
	else
		put_null(b);
}

static void
put_list(struct buffer *b, const struct field *f, const struct list *list)
{
	buffer_char(b, '[');
	for (size_t i = 0; i < list->count; i++) {
		if (i > 0)
			buffer_char(b, ',');
		record_encode(
		    b, f->fields, (const char *)list->at + i * f->size);
	}
	buffer_char(b, ']');
}

static void
put_row(struct buffer *b, const struct field *f, const void *from)
{
	const void *row;

	memcpy(&row, from, sizeof(row)); /* the pointer's own type is unknown */
	if (row)
		record_encode(b, f->fields, row);
	else
		put_null(b);
}

static void
put_field(struct buffer *b, const struct field *f, const void *from)
{
	switch (f->type) {
	case FIELD_ID:
	case FIELD_INT:
		buffer_int(b, *(const int64_t *)from);
		break;
	case FIELD_REF:
	case FIELD_TIME:
		put_number_or_null(b, *(const int64_t *)from);
		break;
	case FIELD_MAYBE:
		put_maybe(b, from);
		break;
	case FIELD_BOOL:
		buffer_text(b, *(const bool *)from ? "true" : "false");
		break;
	case FIELD_REAL:
		json_put_real(b, *(const double *)from);
		break;
	case FIELD_TEXT:
	case FIELD_CHOICE:
		json_put_text(b, *(const char *const *)from);
		break;
	case FIELD_IDS:
		json_put_ids(b, *(const struct ids *)from);
		break;
	case FIELD_TEXTS:
		json_put_texts(b, *(const struct texts *)from);
		break;
	case FIELD_LIST:
		put_list(b, f, from);
		break;
	case FIELD_ROW:
		put_row(b, f, from);
		break;
	case FIELD_JSON:
		json_write(b, *(const struct json *const *)from);
		break;
	case FIELD_BLOB:
	case FIELD_END:
		break;
	}
}

/* Names are words of ours and need no escape. */
static void
put_name(struct buffer *b, const char *name)
{
	size_t len = strlen(name);
	char *to = buffer_reserve(b, len + 3);

	to[0] = '"';
	memcpy(to + 1, name, len);
	to[len + 1] = '"';
	to[len + 2] = ':';
	b->len += len + 3;
}

void
record_encode(struct buffer *b, const struct field *fields, const void *record)
{
	char between = '{';

	for (const struct field *f = fields; f->type != FIELD_END; f++) {
		if (f->type == FIELD_BLOB)
			continue;
		buffer_char(b, between);
		put_name(b, f->name);
		put_field(b, f, (const char *)record + f->offset);
		between = ',';
	}
	if (between == '{')
		buffer_char(b, '{');
	buffer_char(b, '}');
}
