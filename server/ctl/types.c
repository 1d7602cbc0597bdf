/* SPDX-License-Identifier: Apache-2.0 */
/*
 * types.c - the contract as TypeScript, for the web client.
 *
 * Rows become interfaces, methods a map of `in` and `out`; the constants at the
 * end are all that a browser needs to know of the contract at run time.
 */
#include <ctype.h>
#include <string.h>

#include "soundings/event.h"
#include "soundings/method.h"

#include "ctl/ctl.h"

static void type_object(struct buffer *b, const struct field *f, bool input);

/* Methods that a browser can call. */
static void
for_methods(struct buffer *b,
    void (*do_it)(struct buffer *, const struct method *))
{
	for (size_t t = 0; method_tables[t] != NULL; t++)
		for (const struct method *m = method_tables[t]; m->name != NULL;
		     m++)
			if (m->who != WHO_SERVER)
				do_it(b, m);
}

/* The first kind that carries this row: rows are listed once. */
static const struct event_kind *
first_with(const struct row *row)
{
	for (size_t t = 0; event_tables[t] != NULL; t++)
		for (const struct event_kind *k = event_tables[t];
		     k->name != NULL; k++)
			if (k->row == row)
				return k;
	return NULL;
}

static void
for_rows(struct buffer *b,
    void (*do_it)(struct buffer *, const struct row *))
{
	for (size_t t = 0; event_tables[t] != NULL; t++)
		for (const struct event_kind *k = event_tables[t];
		     k->name != NULL; k++)
			if (k->row != NULL && k == first_with(k->row))
				do_it(b, k->row);
}

static const struct row *
row_with(const struct field *fields)
{
	for (size_t t = 0; event_tables[t] != NULL; t++)
		for (const struct event_kind *k = event_tables[t];
		     k->name != NULL; k++)
			if (k->row != NULL && k->row->fields == fields)
				return k->row;
	return NULL;
}

/* "sign_off" -> "SignOff" */
static void
type_name(struct buffer *b, const char *name)
{
	bool up = true;

	for (; *name != '\0'; name++) {
		if (*name != '_')
			buffer_char(b, up ? (char)toupper((unsigned char)*name)
					  : *name);
		up = *name == '_';
	}
}

static void
type_inner(struct buffer *b, const struct field *fields, bool input)
{
	const struct row *row = row_with(fields);

	if (row != NULL)
		type_name(b, row->name);
	else
		type_object(b, fields, input);
}

static void
type_choices(struct buffer *b, const struct field *f)
{
	for (size_t i = 0; f->choices[i] != NULL; i++)
		buffer_printf(b, "%s'%s'", i > 0 ? " | " : "", f->choices[i]);
}

static void
type_field(struct buffer *b, const struct field *f, bool input)
{
	switch (f->type) {
	case FIELD_CHOICE:
		type_choices(b, f);
		break;
	case FIELD_IDS:
		buffer_text(b, "number[]");
		return;
	case FIELD_TEXTS:
		buffer_text(b, "string[]");
		return;
	case FIELD_LIST:
		type_inner(b, f->fields, input);
		buffer_text(b, "[]");
		return;
	case FIELD_ROW:
		type_inner(b, f->fields, input);
		break;
	case FIELD_JSON:
		buffer_text(b, "unknown");
		return;
	case FIELD_BOOL:
		buffer_text(b, "boolean");
		return;
	case FIELD_TEXT:
		buffer_text(b, "string");
		break;
	default:
		buffer_text(b, "number");
		break;
	}
	if (f->optional)
		buffer_text(b, " | null");
}

static void
type_object(struct buffer *b, const struct field *f, bool input)
{
	if (f == NULL) {
		buffer_text(b, "Nothing");
		return;
	}
	buffer_text(b, "{");
	for (const struct field *p = f; p->type != FIELD_END; p++) {
		buffer_printf(b, "%s %s%s: ", p == f ? "" : ";", p->name,
		    input && p->optional ? "?" : "");
		type_field(b, p, input);
	}
	buffer_text(b, " }");
}

static void
row_interface(struct buffer *b, const struct row *row)
{
	buffer_text(b, "export interface ");
	type_name(b, row->name);
	buffer_text(b, " {\n");
	for (const struct field *f = row->fields; f->type != FIELD_END; f++) {
		buffer_printf(b, "\t%s: ", f->name);
		type_field(b, f, false);
		buffer_text(b, ";\n");
	}
	buffer_text(b, "}\n\n");
}

static void
row_line(struct buffer *b, const struct row *row)
{
	buffer_printf(b, "\t%s: ", row->name);
	type_name(b, row->name);
	buffer_text(b, ";\n");
}

static void
method_lines(struct buffer *b, const struct method *m)
{
	buffer_printf(b, "\t/** %s */\n\t'%s': {\n\t\tin: ", m->doc, m->name);
	type_object(b, m->in, true);
	buffer_text(b, ";\n\t\tout: ");
	if (m->out != NULL)
		type_inner(b, m->out, false);
	else
		buffer_text(b, "Nothing");
	buffer_text(b, ";\n\t};\n");
}

/* "round.closed" is ".closed" among those of a round. */
static void
kind_word(struct buffer *b, const struct event_kind *k)
{
	size_t own = strlen(k->row->name);
	bool is_own = strncmp(k->name, k->row->name, own) == 0 &&
		      k->name[own] == '.';

	buffer_printf(b, "%s%s", k == first_with(k->row) ? "" : " ",
	    is_own ? k->name + own : k->name);
}

static void
kinds_line(struct buffer *b, const struct row *row)
{
	buffer_printf(b, "\t%s: '", row->name);
	for (size_t t = 0; event_tables[t] != NULL; t++)
		for (const struct event_kind *k = event_tables[t];
		     k->name != NULL; k++)
			if (k->row == row)
				kind_word(b, k);
	buffer_text(b, "',\n");
}

void
api_types(struct buffer *b)
{
	buffer_text(b,
	    "// SPDX-License-Identifier: Apache-2.0\n/*\n"
	    " * contract.ts - what the server can be asked, what it says, and "
	    "its rows.\n *\n"
	    " * MADE by `soundings api --types` from the server's tables; the "
	    "tests compare\n * it. Change the tables, not this.\n */\n\n");
	for_rows(b, row_interface);
	buffer_text(b, "export interface Rows {\n");
	for_rows(b, row_line);
	buffer_text(b, "}\n\ntype Nothing = Record<string, never>;\n\n"
		       "export interface Methods {\n");
	for_methods(b, method_lines);
	buffer_text(b, "}\n\nexport type Method = keyof Methods;\n"
		       "export type Table = keyof Rows;\n\n"
		       "/* The events that bring a table's rows; '.added' of "
		       "poll is 'poll.added'. */\n"
		       "export const kinds: Readonly<Record<Table, string>> "
		       "= {\n");
	for_rows(b, kinds_line);
	buffer_text(b, "};\n");
}
