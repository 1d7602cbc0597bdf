/* SPDX-License-Identifier: Apache-2.0 */
/*
 * record.c - records to and from JSON, by their field tables.
 */
#include "soundings/record.h"

#include "soundings/base.h"
#include "unit.h"

struct label {
	int64_t id;
	const char *text;
};

static const struct field label_fields[] = {
	F_ID(label, id),
	F_TEXT(label, text, 1, 10),
	F_END,
};

struct sample {
	int64_t id, reply_to, count, at;
	bool open;
	double share;
	const char *title, *note, *kind;
	struct ids members;
	struct texts tags;
	struct blob bytes;
	struct list labels;
	struct label *first;
	struct json *any;
};

static const char *const kinds[] = { "discussion", "announcement", NULL };

static const struct field sample_fields[] = {
	F_ID(sample, id),
	F_REF(sample, reply_to),
	F_INT_OPT(sample, count, -5, 300),
	F_TIME(sample, at),
	F_BOOL(sample, open),
	{ .name = "share",
	    .type = FIELD_REAL,
	    .optional = true,
	    .offset = FIELD_AT(sample, share, double) },
	F_TEXT(sample, title, 3, 8),
	F_TEXT_OPT(sample, note, 100),
	F_CHOICE_OPT(sample, kind, kinds),
	{ .name = "members",
	    .type = FIELD_IDS,
	    .min = 1,
	    .max = 3,
	    .optional = true,
	    .offset = FIELD_AT(sample, members, struct ids) },
	{ .name = "tags",
	    .type = FIELD_TEXTS,
	    .max = 2,
	    .optional = true,
	    .offset = FIELD_AT(sample, tags, struct texts) },
	F_BLOB(sample, bytes),
	{ .name = "labels",
	    .type = FIELD_LIST,
	    .max = 2,
	    .optional = true,
	    .fields = label_fields,
	    .size = sizeof(struct label),
	    .offset = FIELD_AT(sample, labels, struct list) },
	F_ROW(sample, first, label, label_fields),
	F_JSON(sample, any),
	F_END,
};

static struct arena *arena; /* for all tests; never freed */

BEFORE_ALL
{
	arena = arena_new();
}

/* The parsed value is given back for JSON fields and freed by the caller. */
static struct json *
decode(const char *text, struct sample *sample, struct record_error *error)
{
	const char *why = NULL;
	struct json *j = json_parse(text, strlen(text), &why);

	EQ_TEXT(NULL, why);
	memset(sample, 0xff, sizeof(*sample));
	EQ_INT(error->why != NULL, !record_decode(arena, sample_fields,
				       sizeof(*sample), j, sample, error));
	return j;
}

/* A good record whose last part is under test. */
static const char *
with(const char *part)
{
	return arena_printf(arena, "{\"id\":1,\"title\":\"Tides\"%s%s}",
	    *part ? "," : "", part);
}

TEST(what_is_not_given_is_zero)
{
	struct record_error error = { 0 };
	struct sample s;
	struct json *j = decode(with("\"note\":null,\"at\":null,"
				     "\"members\":null"),
	    &s, &error);

	EQ_INT(1, s.id);
	EQ_TEXT("Tides", s.title);
	EQ_INT(0, s.reply_to);
	EQ_INT(0, s.count);
	EQ_INT(0, s.at);
	NO(s.open);
	EQ_REAL(0, s.share);
	EQ_TEXT(NULL, s.note);
	EQ_TEXT(NULL, s.kind);
	EQ_INT(0, s.members.count + s.tags.count + s.labels.count);
	EQ_INT(0, s.bytes.len);
	YES(s.first == NULL && s.any == NULL);
	json_free(j);
}

TEST(every_type_of_field_is_read_and_outlives_the_json)
{
	struct record_error error = { 0 };
	struct sample s;
	struct label *labels;

	json_free(decode(with("\"reply_to\":7,\"count\":-5,"
			      "\"at\":1763699460000,\"open\":true,"
			      "\"share\":0.25,\"note\":\"\","
			      "\"kind\":\"announcement\",\"members\":[4,5],"
			      "\"tags\":[\"x\",\"\"],"
			      "\"labels\":[{\"id\":1,\"text\":\"a\"},"
			      "{\"text\":\"b\",\"id\":2}],"
			      "\"first\":{\"id\":9,\"text\":\"c\"}"),
	    &s, &error));
	EQ_INT(7, s.reply_to);
	EQ_INT(-5, s.count);
	EQ_INT(1763699460000, s.at);
	YES(s.open);
	EQ_REAL(0.25, s.share);
	EQ_TEXT("", s.note);
	YES(s.kind == kinds[1]);
	EQ_INT(2, s.members.count);
	EQ_INT(5, s.members.at[1]);
	EQ_INT(2, s.tags.count);
	EQ_TEXT("x", s.tags.at[0]);
	EQ_INT(2, s.labels.count);
	labels = s.labels.at;
	EQ_INT(2, labels[1].id);
	EQ_TEXT("b", labels[1].text);
	EQ_TEXT("c", s.first->text);
}

TEST(a_json_field_is_lent_from_the_value)
{
	struct record_error error = { 0 };
	struct buffer b = { 0 };
	struct sample s;
	struct json *j = decode(with("\"any\":{\"x\":[1,2]}"), &s, &error);

	json_write(&b, s.any);
	EQ_TEXT("{\"x\":[1,2]}", buffer_string(&b));
	buffer_free(&b);
	json_free(j);
}

struct wrong {
	const char *part, *field, *why;
};

static void
refused(const struct wrong *row, size_t count)
{
	struct sample s;

	for (size_t i = 0; i < count; i++) {
		struct record_error error = { .why = "wanted" };

		CASE("%s", row[i].part);
		json_free(decode(with(row[i].part), &s, &error));
		EQ_TEXT(row[i].field, error.field);
		EQ_TEXT(row[i].why, error.why);
	}
}

TEST(a_wrong_field_is_refused_by_its_name)
{
	static const struct wrong row[] = {
		{ "\"colour\":1", "colour", "there is no field 'colour' here" },
		{ "\"bytes\":\"x\"", "bytes",
		    "there is no field 'bytes' here" },
		{ "\"reply_to\":\"7\"", "reply_to",
		    "the field 'reply_to' is not a number" },
		{ "\"reply_to\":0", "reply_to",
		    "the field 'reply_to' is not between 1 and "
		    "9007199254740991" },
		{ "\"reply_to\":1.5", "reply_to",
		    "the field 'reply_to' is not a whole number below 2^53" },
		{ "\"reply_to\":9007199254740992", "reply_to",
		    "the field 'reply_to' is not a whole number below 2^53" },
		{ "\"reply_to\":123456789012345678901234567890", "reply_to",
		    "the field 'reply_to' is not a whole number below 2^53" },
		{ "\"count\":-9007199254740993", "count",
		    "the field 'count' is not a whole number below 2^53" },
		{ "\"count\":301", "count",
		    "the field 'count' is not between -5 and 300" },
		{ "\"count\":true", "count",
		    "the field 'count' is not a number" },
		{ "\"open\":1", "open",
		    "the field 'open' is neither true nor false" },
		{ "\"share\":\"much\"", "share",
		    "the field 'share' is not a number" },
		{ "\"note\":5", "note", "the field 'note' is not a text" },
		{ "\"note\":\"a\\u0007\"", "note",
		    "the field 'note' holds a control character" },
		{ "\"note\":\"a\\rb\"", "note",
		    "the field 'note' holds a control character" },
		{ "\"note\":\"a\\r\"", "note",
		    "the field 'note' holds a control character" },
		{ "\"note\":\"\\u007f\"", "note",
		    "the field 'note' holds a control character" },
		{ "\"note\":\"\\u0085\"", "note",
		    "the field 'note' holds a control character" },
		{ "\"note\":\"\\u009f\"", "note",
		    "the field 'note' holds a control character" },
		{ "\"kind\":\"chat\"", "kind",
		    "the field 'kind' is not one of: discussion, "
		    "announcement" },
		{ "\"kind\":3", "kind", "the field 'kind' is not a text" },
	};

	refused(row, COUNT(row));
}

TEST(what_is_wrong_inside_a_field_is_refused_by_its_path)
{
	static const struct wrong row[] = {
		{ "\"members\":5", "members",
		    "the field 'members' is not a list" },
		{ "\"members\":[]", "members",
		    "the field 'members' has fewer than 1 items" },
		{ "\"members\":[1,2,3,4]", "members",
		    "the field 'members' has more than 3 items" },
		{ "\"members\":[1,-2]", "members.1",
		    "the field 'members.1' is not between 1 and "
		    "9007199254740991" },
		{ "\"tags\":[null]", "tags.0",
		    "the field 'tags.0' is not a text" },
		{ "\"labels\":[1]", "labels.0",
		    "the field 'labels.0' is not an object" },
		{ "\"labels\":[{\"id\":1,\"text\":\"a\"},{\"id\":2}]",
		    "labels.1.text", "the field 'labels.1.text' is missing" },
		{ "\"first\":[]", "first",
		    "the field 'first' is not an object" },
		{ "\"first\":{\"id\":1,\"text\":\"a\",\"x\":0}", "first.x",
		    "there is no field 'first.x' here" },
		{ "\"any\":1e16", "any", "the field 'any' is beyond 2^53" },
	};

	refused(row, COUNT(row));
}

TEST(a_title_has_three_to_eight_characters_however_many_bytes)
{
	static const struct {
		const char *title, *why;
	} row[] = {
		{ "\"abc\"", NULL },
		{ "\"abcdefgh\"", NULL },
		{ "\"ŵŷéïöüâê\"", NULL },
		{ "\"🌊🌊🌊\"", NULL },
		{ "\"a\\r\\nb\"", NULL },
		{ "\"🌊🌊\"", "the field 'title' is shorter than 3 "
			    "characters" },
		{ "\"🌊🌊🌊🌊🌊🌊🌊🌊🌊\"",
		    "the field 'title' is longer than 8 characters" },
		{ "\"\"", "the field 'title' is empty" },
		{ "\"     \"", "the field 'title' is empty" },
		{ "\"\\t\\n\\r\\n  \"", "the field 'title' is empty" },
		{ "\"\u00a0\u2003\u3000\u200b\"",
		    "the field 'title' is empty" },
		{ "\"  x  \"", NULL },
		{ "null", "the field 'title' is missing" },
		{ "{}", "the field 'title' is not a text" },
	};
	struct sample s;

	for (size_t i = 0; i < COUNT(row); i++) {
		struct record_error error = { .why = row[i].why };

		CASE("%s", row[i].title);
		json_free(decode(arena_printf(arena, "{\"id\":1,\"title\":%s}",
				     row[i].title),
		    &s, &error));
		EQ_TEXT(row[i].why, error.why);
	}
}

TEST(line_ends_become_newlines_and_nothing_else_changes)
{
	struct record_error error = { 0 };
	struct sample s;

	json_free(decode(
	    with("\"note\":\" a\\r\\nb\\n\\tc\\u200d\\u202e \""), &s, &error));
	EQ_TEXT(" a\nb\n\tc\u200d\u202e ", s.note);
}

TEST(an_unknown_field_is_said_before_a_missing_one)
{
	struct record_error error = { .why = "wanted" };
	struct sample s;

	json_free(decode("{\"id\":1,\"titel\":\"Tides\"}", &s, &error));
	EQ_TEXT("there is no field 'titel' here", error.why);
}

TEST(a_very_long_unknown_name_is_cut_between_characters)
{
	struct record_error error = { .why = "wanted" };
	struct sample s;

	json_free(
	    decode("{\"éééééééééééééééééééééééééééééééééééé\":1}", &s, &error));
	EQ_TEXT("there is no field 'éééééééééééééééééééééééééééééé' here",
	    error.why);
	error.why = "wanted";
	json_free(decode(
	    "{\"xéééééééééééééééééééééééééééééééééééé\":1}", &s, &error));
	EQ_TEXT("there is no field 'xééééééééééééééééééééééééééééé' here",
	    error.why);
}

TEST(what_is_no_object_has_no_field_to_name)
{
	static const char *const row[] = { "[]", "5", "null", "\"x\"" };
	struct sample s;

	for (size_t i = 0; i < COUNT(row); i++) {
		struct record_error error = { .why = "wanted" };

		CASE("%s", row[i]);
		json_free(decode(row[i], &s, &error));
		EQ_TEXT(NULL, error.field);
		EQ_TEXT("this is not an object", error.why);
	}
}

TEST(no_value_is_an_object_without_fields)
{
	static const struct field none[] = { F_END };
	struct record_error error;
	struct sample s;

	YES(record_decode(arena, none, sizeof(s), NULL, &s, &error));
	NO(record_decode(arena, sample_fields, sizeof(s), NULL, &s, &error));
	EQ_TEXT("the field 'id' is missing", error.why);
	NO(json_is_object(NULL));
}

static const char *
encoded(const struct field *fields, const void *record)
{
	struct buffer b = { 0 };
	const char *text;

	record_encode(&b, fields, record);
	text = arena_text(arena, buffer_string(&b));
	buffer_free(&b);
	return text;
}

TEST(an_empty_record_is_written_with_every_field)
{
	struct sample s = { 0 };

	EQ_TEXT("{\"id\":0,\"reply_to\":null,\"count\":0,\"at\":null,"
		"\"open\":false,\"share\":0,\"title\":null,\"note\":null,"
		"\"kind\":null,\"members\":[],\"tags\":[],\"labels\":[],"
		"\"first\":null,\"any\":null}",
	    encoded(sample_fields, &s));
}

TEST(a_record_that_was_written_is_read_as_the_same_record)
{
	static const char text[] =
	    "{\"id\":1,\"reply_to\":7,\"count\":300,\"at\":5,\"open\":true,"
	    "\"share\":0.1,\"title\":\"Tides\",\"note\":\"\\u003cb\\u003e\","
	    "\"kind\":\"discussion\",\"members\":[1,2],\"tags\":[\"x\"],"
	    "\"labels\":[{\"id\":1,\"text\":\"a\"},{\"id\":2,\"text\":\"b\"}],"
	    "\"first\":{\"id\":3,\"text\":\"c\"},\"any\":[{\"k\":null}]}";
	struct record_error error = { 0 };
	struct sample s;
	struct json *j = decode(text, &s, &error);

	EQ_TEXT(text, encoded(sample_fields, &s));
	json_free(j);
}

TEST(a_table_without_fields_is_an_empty_object)
{
	static const struct field none[] = { F_END };
	static const struct field hidden[] = { F_BLOB(sample, bytes), F_END };
	struct sample s = { 0 };

	EQ_TEXT("{}", encoded(none, &s));
	EQ_TEXT("{}", encoded(hidden, &s));
}

TEST(reals_are_written_as_shortly_as_they_read_back)
{
	static const struct {
		double n;
		const char *text;
	} row[] = {
		{ 0.1, "0.1" },
		{ 2.5, "2.5" },
		{ -3, "-3" },
		{ 1.0 / 3, "0.3333333333333333" },
		{ 0.1 + 0.2, "0.30000000000000004" },
		{ 1e21, "1e+21" },
		{ NAN, "null" },
		{ INFINITY, "null" },
		{ -INFINITY, "null" },
	};
	static const struct field fields[] = { F_REAL(sample, share), F_END };

	for (size_t i = 0; i < COUNT(row); i++) {
		struct sample s = { .share = row[i].n };

		EQ_TEXT(arena_printf(arena, "{\"share\":%s}", row[i].text),
		    encoded(fields, &s));
	}
}
