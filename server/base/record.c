/* SPDX-License-Identifier: Apache-2.0 */
/*
 * record.c - JSON objects into structs, by their field tables.
 *
 * This is the one gate through which foreign input becomes a struct: after it
 * every length, range and choice of the table holds. A refusal names the field
 * with its path ("options.2.label") in a sentence that a person may read.
 */
#include "soundings/record.h"

#include "soundings/base.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "json_tree.h"

/* Where a value stands: a name in an object, or a position in a list. */
struct place {
	const struct place *outer; /* NULL: the record itself */
	const char *name;          /* NULL: the position counts */
	size_t position;
};

struct reader {
	struct arena *arena;
	struct record_error *error;
};

static bool decode_object(struct reader *r, const struct place *at,
    const struct field *fields, json_t *object, void *record);

static const char *
place_path(struct arena *a, const struct place *at)
{
	const char *outer;

	if (!at->outer)
		return at->name;
	outer = place_path(a, at->outer);
	if (at->name)
		return arena_printf(a, "%s.%s", outer, at->name);
	return arena_printf(a, "%s.%zu", outer, at->position);
}

/* "the field 'title' " and what is wrong with it. Always false. */
__attribute__((format(printf, 3, 4))) static bool
refuse(struct reader *r, const struct place *at, const char *format, ...)
{
	const char *path = place_path(r->arena, at);
	va_list args;

	va_start(args, format);
	r->error->field = path;
	r->error->why = arena_printf(r->arena, "the field '%s' %s", path,
	    arena_vprintf(r->arena, format, args));
	va_end(args);
	return false;
}

/* A name from outside may be long; a sentence is not. */
static bool
refuse_unknown(struct reader *r, const struct place *outer, const char *name)
{
	size_t len = strnlen(name, 61);
	struct place at = { .outer = outer };

	if (len > 60)
		for (len = 60; ((unsigned char)name[len] & 0xc0) == 0x80;)
			len--;
	at.name = arena_copy(r->arena, name, len);
	r->error->field = place_path(r->arena, &at);
	r->error->why = arena_printf(
	    r->arena, "there is no field '%s' here", r->error->field);
	return false;
}

/* What looks empty to a person: white space and the marks of no width. */
static size_t
blank_len(const char *p)
{
	static const char *const blanks[] = { " ", "\t", "\n", "\u00a0",
		"\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004",
		"\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
		"\u200b", "\u200c", "\u200d", "\u2028", "\u2029", "\u202f",
		"\u205f", "\u2060", "\u3000", "\ufeff" };

	for (size_t i = 0; i < COUNT(blanks); i++) {
		size_t len = strlen(blanks[i]);

		if (strncmp(p, blanks[i], len) == 0)
			return len;
	}
	return 0;
}

static bool
is_blank(const char *text)
{
	size_t len;

	while ((len = blank_len(text)) > 0)
		text += len;
	return *text == '\0';
}

static bool
decode_int(struct reader *r, const struct place *at, const struct field *f,
    const json_t *value, int64_t *n)
{
	if (!json_is_number(value))
		return refuse(r, at, "is not a number");
	if (!json_whole(value, n))
		return refuse(r, at, "is not a whole number below 2^53");
	if (*n < f->min || *n > f->max)
		return refuse(r, at, "is not between %" PRId64 " and %" PRId64,
		    f->min, f->max);
	return true;
}

static bool
decode_maybe(struct reader *r, const struct place *at, const struct field *f,
    const json_t *value, struct maybe *n)
{
	n->known = true;
	return decode_int(r, at, f, value, &n->is);
}

static bool
decode_real(
    struct reader *r, const struct place *at, const json_t *value, double *n)
{
	if (!json_is_number(value))
		return refuse(r, at, "is not a number");
	*n = json_number_value(value);
	return true;
}

static bool
decode_bool(
    struct reader *r, const struct place *at, const json_t *value, bool *yes)
{
	if (!json_is_boolean(value))
		return refuse(r, at, "is neither true nor false");
	*yes = json_is_true(value);
	return true;
}

static bool
clean_text(struct reader *r, const struct place *at, const json_t *value,
    const char **text, int64_t *count)
{
	if (!json_is_string(value))
		return refuse(r, at, "is not a text");
	*text = json_clean_text(r->arena, value, count);
	if (!*text)
		return refuse(r, at, "holds a control character");
	return true;
}

static bool
decode_text(struct reader *r, const struct place *at, const struct field *f,
    const json_t *value, const char **text)
{
	int64_t count;

	if (!clean_text(r, at, value, text, &count))
		return false;
	if (f->min > 0 && is_blank(*text))
		return refuse(r, at, "is empty");
	if (count < f->min)
		return refuse(
		    r, at, "is shorter than %" PRId64 " characters", f->min);
	if (count > f->max)
		return refuse(
		    r, at, "is longer than %" PRId64 " characters", f->max);
	return true;
}

static const char *
choices_words(struct arena *a, const char *const *choices)
{
	const char *words = choices[0];

	for (size_t i = 1; words && choices[i]; i++)
		words = arena_printf(a, "%s, %s", words, choices[i]);
	return words ? words : "";
}

/* The text of the table itself, so that a choice outlives its call. */
static bool
decode_choice(struct reader *r, const struct place *at, const struct field *f,
    const json_t *value, const char **choice)
{
	if (!json_is_string(value))
		return refuse(r, at, "is not a text");
	for (size_t i = 0; f->choices[i]; i++) {
		if (strcmp(f->choices[i], json_string_value(value)) == 0) {
			*choice = f->choices[i];
			return true;
		}
	}
	return refuse(
	    r, at, "is not one of: %s", choices_words(r->arena, f->choices));
}

static bool
check_items(struct reader *r, const struct place *at, const struct field *f,
    const json_t *value)
{
	int64_t count;

	if (!json_is_array(value))
		return refuse(r, at, "is not a list");
	count = (int64_t)json_array_size(value);
	if (count < f->min)
		return refuse(
		    r, at, "has fewer than %" PRId64 " items", f->min);
	if (count > f->max)
		return refuse(r, at, "has more than %" PRId64 " items", f->max);
	return true;
}

static bool
decode_ids(struct reader *r, const struct place *at, const struct field *f,
    const json_t *value, struct ids *ids)
{
	static const struct field item = { .min = 1, .max = FIELD_INT_MAX };
	int64_t *ids_at;
	struct place here = { .outer = at };

	if (!check_items(r, at, f, value))
		return false;
	ids->count = json_array_size(value);
	ids->at = ids_at = arena_get(r->arena, ids->count * sizeof(*ids_at));
	for (; here.position < ids->count; here.position++)
		if (!decode_int(r, &here, &item,
			json_array_get(value, here.position),
			&ids_at[here.position]))
			return false;
	return true;
}

static bool
decode_texts(struct reader *r, const struct place *at, const struct field *f,
    const json_t *value, struct texts *texts)
{
	const char **texts_at;
	int64_t count;
	struct place here = { .outer = at };

	if (!check_items(r, at, f, value))
		return false;
	texts->count = json_array_size(value);
	texts_at = arena_get(r->arena, texts->count * sizeof(*texts_at));
	texts->at = texts_at;
	for (; here.position < texts->count; here.position++)
		if (!clean_text(r, &here, json_array_get(value, here.position),
			&texts_at[here.position], &count))
			return false;
	return true;
}

static bool
decode_list(struct reader *r, const struct place *at, const struct field *f,
    const json_t *value, struct list *list)
{
	struct place here = { .outer = at };

	if (!check_items(r, at, f, value))
		return false;
	list->count = json_array_size(value);
	list->at = arena_get(r->arena, list->count * f->size);
	for (; here.position < list->count; here.position++)
		if (!decode_object(r, &here, f->fields,
			json_array_get(value, here.position),
			(char *)list->at + here.position * f->size))
			return false;
	return true;
}

static bool
decode_row(struct reader *r, const struct place *at, const struct field *f,
    json_t *value, void *to)
{
	void *row = arena_get(r->arena, f->size);

	memcpy(to, &row, sizeof(row)); /* the pointer's own type is unknown */
	return decode_object(r, at, f->fields, value, row);
}

/* Deeper numbers are checked when their own table reads them. */
static bool
decode_json(
    struct reader *r, const struct place *at, json_t *value, struct json **json)
{
	double limit = (double)FIELD_INT_MAX;

	if (json_is_number(value) && (json_number_value(value) > limit ||
					 json_number_value(value) < -limit))
		return refuse(r, at, "is beyond 2^53");
	*json = (struct json *)value;
	return true;
}

static bool
decode_value(struct reader *r, const struct place *at, const struct field *f,
    json_t *value, void *to)
{
	switch (f->type) {
	case FIELD_ID:
	case FIELD_REF:
	case FIELD_INT:
	case FIELD_TIME:
		return decode_int(r, at, f, value, to);
	case FIELD_MAYBE:
		return decode_maybe(r, at, f, value, to);
	case FIELD_BOOL:
		return decode_bool(r, at, value, to);
	case FIELD_REAL:
		return decode_real(r, at, value, to);
	case FIELD_TEXT:
		return decode_text(r, at, f, value, to);
	case FIELD_CHOICE:
		return decode_choice(r, at, f, value, to);
	case FIELD_IDS:
		return decode_ids(r, at, f, value, to);
	case FIELD_TEXTS:
		return decode_texts(r, at, f, value, to);
	case FIELD_LIST:
		return decode_list(r, at, f, value, to);
	case FIELD_ROW:
		return decode_row(r, at, f, value, to);
	case FIELD_JSON:
		return decode_json(r, at, value, to);
	case FIELD_BLOB:
	case FIELD_END:
		break;
	}
	return refuse(r, at, "cannot be sent");
}

static bool
is_known(const struct field *fields, const char *name)
{
	for (const struct field *f = fields; f->type != FIELD_END; f++)
		if (f->type != FIELD_BLOB && strcmp(f->name, name) == 0)
			return true;
	return false;
}

static bool
decode_fields(struct reader *r, const struct place *outer,
    const struct field *fields, json_t *object, void *record)
{
	for (const struct field *f = fields; f->type != FIELD_END; f++) {
		struct place at = { .outer = outer, .name = f->name };
		json_t *value = json_object_get(object, f->name);

		if (f->type == FIELD_BLOB)
			continue;
		if (value && !json_is_null(value)) {
			if (!decode_value(
				r, &at, f, value, (char *)record + f->offset))
				return false;
		} else if (!f->optional)
			return refuse(r, &at, "is missing");
	}
	return true;
}

/* Unknown names first: a slip of the pen is better news than "missing". */
static bool
decode_object(struct reader *r, const struct place *at,
    const struct field *fields, json_t *object, void *record)
{
	const char *name;
	json_t *value;

	if (object && json_typeof(object) != JSON_OBJECT) {
		if (at)
			return refuse(r, at, "is not an object");
		*r->error = (struct record_error){ NULL,
			"this is not an object" };
		return false;
	}
	json_object_foreach(object, name,
	    value) if (!is_known(fields, name)) return refuse_unknown(r, at,
	    name);
	return decode_fields(r, at, fields, object, record);
}

bool
record_decode(struct arena *a, const struct field *fields, size_t size,
    const struct json *j, void *record, struct record_error *error)
{
	struct reader r = { .arena = a, .error = error };

	memset(record, 0, size);
	*error = (struct record_error){ 0 };
	return decode_object(&r, NULL, fields, json_tree(j), record);
}
