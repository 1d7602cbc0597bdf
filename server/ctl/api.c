/* SPDX-License-Identifier: Apache-2.0 */
/*
 * api.c - the contract, printed from the tables that enforce it.
 *
 * `soundings api` prints OpenRPC 1.2; `soundings api --types` the TypeScript of
 * the web client, which the tests compare with what the client was built from.
 * Nothing here knows a method by name.
 */
#include <stdio.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/event.h"
#include "soundings/method.h"
#include "soundings/record.h"

#include "ctl/ctl.h"

static const char *const who_words[] = {
	[WHO_GUEST] = "guest", [WHO_MEMBER] = "member", [WHO_SERVER] = "server",
};

static void schema_object(struct buffer *b, const struct field *f, bool input);

static void
schema_bounds(struct buffer *b, const struct field *f, const char *least,
    const char *most)
{
	if (f->min != 0)
		buffer_printf(b, ",\"%s\":%lld", least, (long long)f->min);
	if (f->max != 0 && f->max != FIELD_INT_MAX)
		buffer_printf(b, ",\"%s\":%lld", most, (long long)f->max);
}

static void
schema_choices(struct buffer *b, const struct field *f)
{
	buffer_text(b, "{\"enum\":[");
	for (size_t i = 0; f->choices[i] != NULL; i++) {
		if (i > 0)
			buffer_char(b, ',');
		json_put_text(b, f->choices[i]);
	}
	buffer_text(b, f->optional ? ",null]}" : "]}");
}

static const char *
schema_type(const struct field *f)
{
	switch (f->type) {
	case FIELD_ID:
	case FIELD_INT:
	case FIELD_REF:
	case FIELD_TIME:
	case FIELD_MAYBE:
		return f->optional ? "[\"integer\",\"null\"]" : "\"integer\"";
	case FIELD_REAL:
		return "\"number\"";
	case FIELD_BOOL:
		return "\"boolean\"";
	default:
		return f->optional ? "[\"string\",\"null\"]" : "\"string\"";
	}
}

static void
schema_field(struct buffer *b, const struct field *f, bool input)
{
	switch (f->type) {
	case FIELD_CHOICE:
		schema_choices(b, f);
		return;
	case FIELD_IDS:
	case FIELD_TEXTS:
		buffer_printf(b, "{\"type\":\"array\",\"items\":{\"type\":\"%s\"}",
		    f->type == FIELD_IDS ? "integer" : "string");
		schema_bounds(b, f, "minItems", "maxItems");
		break;
	case FIELD_LIST:
		buffer_text(b, "{\"type\":\"array\",\"items\":");
		schema_object(b, f->fields, input);
		schema_bounds(b, f, "minItems", "maxItems");
		break;
	case FIELD_ROW:
		if (!f->optional) {
			schema_object(b, f->fields, input);
			return;
		}
		buffer_text(b, "{\"oneOf\":[{\"type\":\"null\"},");
		schema_object(b, f->fields, input);
		buffer_text(b, "]");
		break;
	case FIELD_JSON:
		buffer_text(b, "{");
		break;
	case FIELD_TEXT:
		buffer_printf(b, "{\"type\":%s", schema_type(f));
		schema_bounds(b, f, "minLength", "maxLength");
		break;
	default:
		buffer_printf(b, "{\"type\":%s", schema_type(f));
		schema_bounds(b, f, "minimum", "maximum");
		break;
	}
	buffer_char(b, '}');
}

/* An answer has every field; input may leave out the optional ones. */
static void
schema_object(struct buffer *b, const struct field *f, bool input)
{
	const char *comma = "";

	buffer_text(b, "{\"type\":\"object\",\"additionalProperties\":false,"
		       "\"properties\":{");
	for (const struct field *p = f; p->type != FIELD_END; p++) {
		buffer_printf(b, "%s\"%s\":", p == f ? "" : ",", p->name);
		schema_field(b, p, input);
	}
	buffer_text(b, "},\"required\":[");
	for (const struct field *p = f; p->type != FIELD_END; p++) {
		if (input && p->optional)
			continue;
		buffer_printf(b, "%s\"%s\"", comma, p->name);
		comma = ",";
	}
	buffer_text(b, "]}");
}

static void
openrpc_method(struct buffer *b, const struct method *m)
{
	buffer_text(b, "{\"name\":");
	json_put_text(b, m->name);
	buffer_text(b, ",\"summary\":");
	json_put_text(b, m->doc);
	buffer_printf(b, ",\"paramStructure\":\"by-name\",\"x-kind\":\"%s\","
			 "\"x-who\":\"%s\",\"params\":[",
	    m->kind == READ ? "read" : "write", who_words[m->who]);
	for (const struct field *p = m->in; p != NULL && p->type != FIELD_END;
	     p++) {
		buffer_printf(b, "%s{\"name\":\"%s\",\"required\":%s,"
				 "\"schema\":", p == m->in ? "" : ",", p->name,
		    p->optional ? "false" : "true");
		schema_field(b, p, true);
		buffer_char(b, '}');
	}
	buffer_text(b, "],\"result\":{\"name\":\"result\",\"schema\":");
	if (m->out != NULL)
		schema_object(b, m->out, false);
	else
		buffer_text(b, "{\"type\":\"object\"}");
	buffer_text(b, "}}");
}

static void
openrpc_event(struct buffer *b, const struct event_kind *k)
{
	buffer_text(b, "{\"name\":");
	json_put_text(b, k->name);
	buffer_text(b, ",\"summary\":");
	json_put_text(b, k->doc);
	buffer_text(b, ",\"row\":");
	json_put_text(b, k->row != NULL ? k->row->name : NULL);
	if (k->row != NULL) {
		buffer_text(b, ",\"schema\":");
		schema_object(b, k->row->fields, false);
	}
	buffer_char(b, '}');
}

static void
print_openrpc(struct buffer *b)
{
	const char *comma = "";

	buffer_text(b, "{\"openrpc\":\"1.2.6\",\"info\":{\"title\":"
		       "\"Soundings\",\"version\":\"1\"},\"methods\":[");
	for (size_t t = 0; method_tables[t] != NULL; t++)
		for (const struct method *m = method_tables[t]; m->name != NULL;
		     m++) {
			buffer_text(b, comma);
			openrpc_method(b, m);
			comma = ",\n";
		}
	buffer_text(b, "],\"x-events\":[");
	comma = "";
	for (size_t t = 0; event_tables[t] != NULL; t++)
		for (const struct event_kind *k = event_tables[t];
		     k->name != NULL; k++) {
			buffer_text(b, comma);
			openrpc_event(b, k);
			comma = ",\n";
		}
	buffer_text(b, "]}\n");
}

int
ctl_api(const struct settings *s, int argc, char **argv)
{
	struct buffer b = { 0 };

	(void)s;
	if (argc > 0 && strcmp(argv[0], "--types") == 0) {
		api_types(&b);
	} else if (argc == 0) {
		print_openrpc(&b);
	} else {
		fatal("usage: soundings api [--types]");
	}
	fwrite(b.at, 1, b.len, stdout);
	buffer_free(&b);
	return 0;
}
