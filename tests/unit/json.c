/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json.c - JSON values in, JSON text out.
 */
#include "soundings/base.h"
#include "soundings/record.h"
#include "unit.h"

static const char *
repeated(struct arena *a, const char *open, const char *close, int times)
{
	struct buffer b = { 0 };
	const char *text;

	for (int i = 0; i < times; i++)
		buffer_text(&b, open);
	for (int i = 0; i < times; i++)
		buffer_text(&b, close);
	text = arena_text(a, buffer_string(&b));
	buffer_free(&b);
	return text;
}

TEST(what_was_read_is_written_again)
{
	static const struct {
		const char *in, *out;
	} row[] = {
		{ "{}", "{}" },
		{ " [ ] ", "[]" },
		{ "7", "7" },
		{ "-0", "0" },
		{ "7.0", "7" },
		{ "1e3", "1000" },
		{ "0.1", "0.1" },
		{ "-2.5e-7", "-2.5e-07" },
		{ "9007199254740991", "9007199254740991" },
		{ "1e300", "1e+300" },
		{ "null", "null" },
		{ "[true,false]", "[true,false]" },
		{ "{\"b\":1,\"a\":{\"c\":[1,\"x\",null]}}",
		    "{\"b\":1,\"a\":{\"c\":[1,\"x\",null]}}" },
		{ "\"\\u00e9\\ud83c\\udf0a\"", "\"é🌊\"" },
		{ "\"</script>\"", "\"\\u003c/script\\u003e\"" },
		{ "\"\\r\\b\\/\"", "\"\\u000d\\u0008/\"" },
	};
	struct buffer b = { 0 };
	const char *why = NULL;
	struct json *j;

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].in);
		j = json_parse(row[i].in, strlen(row[i].in), &why);
		EQ_TEXT(NULL, why);
		buffer_clear(&b);
		json_write(&b, j);
		EQ_TEXT(row[i].out, buffer_string(&b));
		EQ_INT(row[i].in[0] == '{', json_is_object(j));
		json_free(j);
	}
	buffer_free(&b);
}

TEST(what_is_not_json_is_refused_with_a_sentence)
{
	static const struct {
		const char *in;
		size_t len; /* 0: up to the NUL */
		const char *why;
	} row[] = {
		{ "", 0, "the JSON ends too early" },
		{ "{", 0, "the JSON ends too early" },
		{ "{\"a\":1", 0, "the JSON ends too early" },
		{ "hello", 0, "this is not JSON" },
		{ "{} {}", 0, "this is not JSON" },
		{ "{'a':1}", 0, "this is not JSON" },
		{ "[1,]", 0, "this is not JSON" },
		{ "01", 0, "this is not JSON" },
		{ "NaN", 0, "this is not JSON" },
		{ "\"a\nb\"", 0, "this is not JSON" },
		{ "{\"a\":1,\"a\":2}", 0,
		    "a name is there twice in one object" },
		{ "\"\\u0000\"", 0, "a text holds a NUL character" },
		{ "{\"a\\u0000\":1}", 0, "a text holds a NUL character" },
		{ "\"a\0b\"", 5, "this is not JSON" },
		{ "\"\xff\"", 0, "the text is not valid UTF-8" },
		{ "\"\xc0\xaf\"", 0, "the text is not valid UTF-8" },
		{ "\"\xed\xa0\x80\"", 0, "the text is not valid UTF-8" },
		{ "\"\\ud800\"", 0, "this is not JSON" },
		{ "1e999", 0, "a number is too large" },
	};
	const char *why;

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].in);
		why = NULL;
		YES(json_parse(row[i].in,
			row[i].len ? row[i].len : strlen(row[i].in),
			&why) == NULL);
		EQ_TEXT(row[i].why, why);
	}
}

TEST(thirty_two_levels_are_read_and_thirty_three_are_not)
{
	static const char *const open[] = { "[", "{\"a\":[" };
	static const char *const close[] = { "]", "]}" };
	struct arena *a = arena_new();
	const char *text, *why = NULL;
	struct json *j;

	for (size_t i = 0; i < COUNT(open); i++) {
		CASE("%s", open[i]);
		text = repeated(a, open[i], close[i], i ? 16 : 32);
		j = json_parse(text, strlen(text), &why);
		EQ_TEXT(NULL, why);
		json_free(j);
		text = repeated(a, open[i], close[i], i ? 17 : 33);
		YES(json_parse(text, strlen(text), &why) == NULL);
		EQ_TEXT("the JSON is nested too deep", why);
		why = NULL;
	}
	arena_free(a);
}

TEST(brackets_inside_of_texts_are_not_levels)
{
	struct arena *a = arena_new();
	const char *text, *why = NULL;
	struct json *j;

	text = arena_printf(
	    a, "[\"\\\"%s\\\\\",[1]]", repeated(a, "[", "{", 100));
	j = json_parse(text, strlen(text), &why);
	EQ_TEXT(NULL, why);
	json_free(j);
	arena_free(a);
}

TEST(a_million_brackets_do_not_reach_the_parser)
{
	struct arena *a = arena_new();
	const char *why = NULL, *text = repeated(a, "[", "", 1000000);

	YES(json_parse(text, strlen(text), &why) == NULL);
	EQ_TEXT("the JSON is nested too deep", why);
	arena_free(a);
}

TEST(texts_are_escaped_so_that_they_are_safe_in_json_and_in_html)
{
	static const struct {
		const char *in, *out;
	} row[] = {
		{ NULL, "null" },
		{ "", "\"\"" },
		{ "plain", "\"plain\"" },
		{ "a \"quote\" and a \\", "\"a \\\"quote\\\" and a \\\\\"" },
		{ "two\nlines\tand a tab", "\"two\\nlines\\tand a tab\"" },
		{ "\x01\x1f\x7f", "\"\\u0001\\u001f\x7f\"" },
		{ "<!--", "\"\\u003c!--\"" },
		{ "]]>", "\"]]\\u003e\"" },
		{ "&amp;", "\"&amp;\"" },
		{ "\u2028\u2029\u2027\u2030",
		    "\"\\u2028\\u2029\u2027\u2030\"" },
		{ "\xe2\x80", "\"\xe2\x80\"" }, /* cut short: left as it is */
		{ "ünï © 🌊", "\"ünï © 🌊\"" },
	};
	struct buffer b = { 0 };

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].in ? row[i].in : "(NULL)");
		buffer_clear(&b);
		json_put_text(&b, row[i].in);
		EQ_TEXT(row[i].out, buffer_string(&b));
	}
	buffer_free(&b);
}

/* What is to be escaped may stand anywhere in a stride of the fast scan. */
TEST(an_escape_is_found_at_every_place_of_texts_of_every_length)
{
	static const char *const odd[] = { "\"", "<", "\n", "\u2028",
		"\u2014" };
	static const char *const out[] = { "\\\"", "\\u003c", "\\n", "\\u2028",
		"\u2014" };
	struct buffer b = { 0 };
	char in[200], want[300];

	for (int len = 0; len < 70; len++) {
		for (int at = 0; at <= len; at++) {
			size_t i = (size_t)(len + at) % COUNT(odd);

			snprintf(in, sizeof(in), "%.*s%s%.*s", at,
			    "0123456789012345678901234567890123456789"
			    "0123456789012345678901234567890",
			    odd[i], len - at,
			    "abcdefghijklmnopqrstuvwxyzabcdefghijklm"
			    "nopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
			snprintf(want, sizeof(want), "\"%.*s%s%s\"", at, in,
			    out[i], in + at + strlen(odd[i]));
			buffer_clear(&b);
			json_put_text(&b, in);
			EQ_TEXT(want, buffer_string(&b));
		}
	}
	buffer_free(&b);
}

TEST(lists_of_a_column_come_back_as_they_were)
{
	static const int64_t numbers[] = { 1, -2, 9007199254740991 };
	static const char *const words[] = { "a", "", "say \"b\"\n" };
	struct arena *a = arena_new();
	struct buffer b = { 0 };
	struct ids ids;
	struct texts texts;

	json_put_ids(&b, (struct ids){ numbers, COUNT(numbers) });
	EQ_TEXT("[1,-2,9007199254740991]", buffer_string(&b));
	YES(json_get_ids(a, buffer_string(&b), &ids));
	EQ_INT(3, ids.count);
	for (size_t i = 0; i < ids.count; i++)
		EQ_INT(numbers[i], ids.at[i]);
	buffer_clear(&b);
	json_put_texts(&b, (struct texts){ words, COUNT(words) });
	EQ_TEXT("[\"a\",\"\",\"say \\\"b\\\"\\n\"]", buffer_string(&b));
	YES(json_get_texts(a, buffer_string(&b), &texts));
	EQ_INT(3, texts.count);
	for (size_t i = 0; i < texts.count; i++)
		EQ_TEXT(words[i], texts.at[i]);
	buffer_free(&b);
	arena_free(a);
}

TEST(a_column_that_holds_no_list_is_said_to_be_wrong)
{
	static const struct {
		const char *in;
		bool ids, texts;
		size_t count;
	} row[] = {
		{ NULL, true, true, 0 },
		{ "[]", true, true, 0 },
		{ "[5]", true, false, 1 },
		{ "[\"5\"]", false, true, 1 },
		{ "[5,\"5\"]", false, false, 0 },
		{ "[1.5]", false, false, 0 },
		{ "{}", false, false, 0 },
		{ "", false, false, 0 },
		{ "[1", false, false, 0 },
	};
	struct arena *a = arena_new();
	struct ids ids;
	struct texts texts;

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].in ? row[i].in : "(NULL)");
		EQ_INT(row[i].ids, json_get_ids(a, row[i].in, &ids));
		EQ_INT(row[i].ids ? row[i].count : 0, ids.count);
		EQ_INT(row[i].texts, json_get_texts(a, row[i].in, &texts));
		EQ_INT(row[i].texts ? row[i].count : 0, texts.count);
	}
	arena_free(a);
}
