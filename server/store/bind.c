/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bind.c - fields of a record become values of a statement, cells of a row
 * become fields.
 *
 * Names are compared once per statement and field table; what was found is kept
 * with the statement, so that a hot statement costs no strcmp. A name that has
 * no field is a slip of the programmer and aborts with both names; a value that
 * does not fit its field is a failed statement.
 */
#include "store/driver.h"

#include "soundings/base.h"
#include "soundings/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct map {
	struct map *next;
	const struct field *fields;
	const struct field *at[]; /* one per column or :name */
};

/* Bytes of a field in its struct, and what it is in SQL. */
static const struct kind {
	size_t size;
	enum cell_type cell; /* CELL_NULL: never in SQL */
} kinds[] = {
	[FIELD_ID] = { sizeof(int64_t), CELL_INT },
	[FIELD_REF] = { sizeof(int64_t), CELL_INT },
	[FIELD_INT] = { sizeof(int64_t), CELL_INT },
	[FIELD_TIME] = { sizeof(int64_t), CELL_INT },
	[FIELD_MAYBE] = { sizeof(struct maybe), CELL_INT },
	[FIELD_BOOL] = { sizeof(bool), CELL_INT },
	[FIELD_REAL] = { sizeof(double), CELL_REAL },
	[FIELD_TEXT] = { sizeof(const char *), CELL_TEXT },
	[FIELD_CHOICE] = { sizeof(const char *), CELL_TEXT },
	[FIELD_IDS] = { sizeof(struct ids), CELL_TEXT },
	[FIELD_TEXTS] = { sizeof(struct texts), CELL_TEXT },
	[FIELD_BLOB] = { sizeof(struct blob), CELL_BLOB },
	[FIELD_LIST] = { sizeof(struct list), CELL_NULL },
	[FIELD_ROW] = { sizeof(void *), CELL_TEXT },
	[FIELD_JSON] = { sizeof(struct json *), CELL_NULL },
};

static const char *const cell_words[] = {
	[CELL_NULL] = "NULL",
	[CELL_INT] = "INTEGER",
	[CELL_REAL] = "REAL",
	[CELL_TEXT] = "TEXT",
	[CELL_BLOB] = "BLOB",
};

static _Noreturn void
unknown_name(const struct sql_block *block, const char *what, const char *name)
{
	char rule[256];

	snprintf(rule, sizeof(rule),
	    "the %s %s of the statement %s is a field of the record, once",
	    what, name, block->name);
	invariant_broken(rule, block->file, block->line);
}

static const struct field *
field_named(const struct field *fields, const char *name)
{
	for (; fields->type != FIELD_END; fields++)
		if (strcmp(fields->name, name) == 0)
			return fields;
	return NULL;
}

static struct map *
map_find(struct map *list, const struct field *fields)
{
	while (list != NULL && list->fields != fields)
		list = list->next;
	return list;
}

static struct map *
map_new(const struct field *fields, size_t count, struct map **list)
{
	struct map *m = need(sizeof(*m) + count * sizeof(m->at[0]));

	m->fields = fields;
	m->next = *list;
	*list = m;
	return m;
}

const struct field *const *
bind_columns(struct db *db, size_t sql, const struct field *fields)
{
	struct statement *s = &db->statements[sql];
	struct map *m = map_find(s->columns, fields);
	const struct field *f;
	const char *name;

	if (m != NULL)
		return m->at;
	m = map_new(fields, s->column_count, &s->columns);
	for (size_t i = 0; i < s->column_count; i++) {
		name = db->driver->column_name(db, sql, i);
		f = field_named(fields, name);
		for (size_t k = 0; k < i && f != NULL; k++)
			if (m->at[k] == f)
				f = NULL;
		if (f == NULL || kinds[f->type].cell == CELL_NULL)
			unknown_name(&db->blocks[sql], "column", name);
		m->at[i] = f;
	}
	return m->at;
}

const struct field *const *
bind_params(struct db *db, size_t sql, const struct field *fields)
{
	struct statement *s = &db->statements[sql];
	struct map *m = map_find(s->params, fields);
	const struct field *f;
	const char *name;

	if (m != NULL)
		return m->at;
	m = map_new(fields, s->param_count, &s->params);
	for (size_t i = 0; i < s->param_count; i++) {
		name = db->driver->param_name(db, sql, i);
		f = field_named(fields, name);
		if (f == NULL || kinds[f->type].cell == CELL_NULL)
			unknown_name(&db->blocks[sql], "value", name);
		m->at[i] = f;
	}
	return m->at;
}

static void
map_free(struct map *m)
{
	struct map *next;

	for (; m != NULL; m = next) {
		next = m->next;
		free(m);
	}
}

void
bind_free(struct statement *s)
{
	map_free(s->params);
	map_free(s->columns);
}

static struct val
maybe_val(const struct maybe *n)
{
	return n->known ? val_int(n->is) : REF(0);
}

/* What was put into the scratch buffer, as a text of the call. */
static struct val
scratch_val(struct db *db)
{
	return val_text(arena_copy(
	    db->arena, buffer_string(&db->scratch), db->scratch.len));
}

static struct val
row_val(struct db *db, const struct field *f, const void *from)
{
	const void *row;

	memcpy(&row, from, sizeof(row)); /* the pointer's own type is unknown */
	if (row == NULL)
		return val_text(NULL);
	buffer_clear(&db->scratch);
	record_encode(&db->scratch, f->fields, row);
	return scratch_val(db);
}

bool
bind_val(struct db *db, size_t sql, const struct field *f, const void *record,
    struct val *v)
{
	const void *from = (const char *)record + f->offset;

	switch (f->type) {
	case FIELD_ID:
		*v = val_int(*(const int64_t *)from);
		if (v->i != 0)
			return true;
		db_fail(db, STORE_FAILED, "%s: %s is 0", db->blocks[sql].name,
		    f->name);
		return false;
	case FIELD_INT:
		*v = val_int(*(const int64_t *)from);
		return true;
	case FIELD_REF:
	case FIELD_TIME:
		*v = REF(*(const int64_t *)from);
		return true;
	case FIELD_MAYBE:
		*v = maybe_val(from);
		return true;
	case FIELD_BOOL:
		*v = val_int(*(const bool *)from);
		return true;
	case FIELD_REAL:
		*v = val_real(*(const double *)from);
		return true;
	case FIELD_TEXT:
	case FIELD_CHOICE:
		*v = val_text(*(const char *const *)from);
		return true;
	case FIELD_IDS:
		buffer_clear(&db->scratch);
		json_put_ids(&db->scratch, *(const struct ids *)from);
		*v = scratch_val(db);
		return true;
	case FIELD_TEXTS:
		buffer_clear(&db->scratch);
		json_put_texts(&db->scratch, *(const struct texts *)from);
		*v = scratch_val(db);
		return true;
	case FIELD_ROW:
		*v = row_val(db, f, from);
		return true;
	default:
		*v = val_blob(*(const struct blob *)from);
		return true;
	}
}

/* Most lists are empty, and need no parser. */
static bool
cell_empty_list(const struct cell *cell)
{
	return cell->len == 2 && memcmp(cell->at, "[]", 2) == 0;
}

/* SQL finds whole numbers where we see reals: sum(x) of an empty set, 1. */
static double
cell_real(const struct cell *cell)
{
	return cell->type == CELL_INT ? (double)cell->i : cell->r;
}

static bool
cell_row(struct db *db, const struct cell *cell, const struct field *f,
    void *to)
{
	void *row = arena_get(db->arena, f->size);
	struct record_error error;
	const char *why;
	struct json *j = json_parse(cell->at, cell->len, &why);
	bool read = j != NULL && record_decode(db->arena, f->fields, f->size,
	    j, row, &error);

	json_free(j);
	memcpy(to, &row, sizeof(row));
	return read;
}

static bool
cell_fits(const struct cell *cell, const struct field *f)
{
	enum cell_type want = kinds[f->type].cell;

	return cell->type == want ||
	       (want == CELL_REAL && cell->type == CELL_INT);
}

bool
bind_cell(struct db *db, size_t sql, const struct cell *cell,
    const struct field *f, void *record)
{
	void *to = (char *)record + f->offset;
	bool read = true;

	if (cell->type == CELL_NULL)
		return true;
	if (!cell_fits(cell, f)) {
		db_fail(db, STORE_FAILED, "%s: %s is %s, the field is %s",
		    db->blocks[sql].name, f->name, cell_words[cell->type],
		    cell_words[kinds[f->type].cell]);
		return false;
	}
	switch (f->type) {
	case FIELD_MAYBE:
		*(struct maybe *)to = (struct maybe){ true, cell->i };
		break;
	case FIELD_BOOL:
		*(bool *)to = cell->i != 0;
		break;
	case FIELD_REAL:
		*(double *)to = cell_real(cell);
		break;
	case FIELD_TEXT:
	case FIELD_CHOICE:
		*(const char **)to = arena_copy(db->arena, cell->at, cell->len);
		break;
	case FIELD_IDS:
		read = cell_empty_list(cell) ||
		       json_get_ids(db->arena, cell->at, to);
		break;
	case FIELD_TEXTS:
		read = cell_empty_list(cell) ||
		       json_get_texts(db->arena, cell->at, to);
		break;
	case FIELD_ROW:
		read = cell_row(db, cell, f, to);
		break;
	case FIELD_BLOB:
		if (cell->len > 0)
			*(struct blob *)to = (struct blob){
				arena_copy(db->arena, cell->at, cell->len),
				cell->len
			};
		break;
	default:
		*(int64_t *)to = cell->i;
		break;
	}
	if (!read)
		db_fail(db, STORE_FAILED, "%s: %s holds no %s",
		    db->blocks[sql].name, f->name,
		    f->type == FIELD_ROW ? "record" : "list");
	return read;
}

void
bind_zero(const struct field *fields, void *record)
{
	for (; fields->type != FIELD_END; fields++)
		memset((char *)record + fields->offset, 0,
		    kinds[fields->type].size);
}
