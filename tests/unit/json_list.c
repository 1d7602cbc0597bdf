/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json_list.c - looking into values that no field table describes.
 */
#include "unit.h"

#include "soundings/json.h"
#include "soundings/record.h"

static struct json *
parsed(const char *text)
{
	const char *why;
	struct json *j = json_parse(text, strlen(text), &why);

	YES(j != NULL);
	return j;
}

TEST(lists_have_items_and_numbers)
{
	struct json *j = parsed("[1.5, null, \"2\", []]");
	double n = 7;

	YES(json_is_list(j));
	EQ_INT(4, json_count(j));
	YES(json_as_number(json_item(j, 0), &n));
	EQ_REAL(1.5, n);
	YES(json_is_nothing(json_item(j, 1)));
	NO(json_as_number(json_item(j, 2), &n));
	EQ_REAL(1.5, n);
	EQ_INT(0, json_count(json_item(j, 3)));
	YES(json_item(j, 4) == NULL);
	NO(json_is_nothing(json_item(j, 4)));
	json_free(j);
}

TEST(members_come_in_the_order_in_which_they_were_written)
{
	struct json *j = parsed("{\"b\": 1, \"a\": 2}");
	struct arena *a = arena_new();
	const struct json_member *m = json_members(a, j);

	EQ_INT(2, json_count(j));
	NO(json_is_list(j));
	EQ_TEXT("b", m[0].name);
	EQ_TEXT("a", m[1].name);
	arena_free(a);
	json_free(j);
}

TEST(nothing_is_counted_in_what_is_no_list)
{
	struct json *j = parsed("7");
	struct arena *a = arena_new();

	EQ_INT(0, json_count(j));
	EQ_INT(0, json_count(NULL));
	NO(json_is_list(NULL));
	NO(json_as_number(NULL, &(double){ 0 }));
	YES(json_members(a, j) != NULL);
	arena_free(a);
	json_free(j);
}
