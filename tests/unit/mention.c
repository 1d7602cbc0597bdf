/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mention.c - whom a post names.
 */
#include "unit.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/mention.h"

#define NAMES_MOST 4

TEST(a_post_names_whoever_stands_behind_its_at_sign)
{
	static const struct {
		const char *text, *names[NAMES_MOST], *named; /* "+-": the first */
	} row[] = {
		{ "Ask @Ann.", { "Ann" }, "+" },
		{ "Ask @ann!", { "Ann" }, "+" },
		{ "Ask Ann.", { "Ann" }, "-" },
		{ "", { "Ann" }, "-" },
		{ "@", { "Ann" }, "-" },
		{ "**@Ann** and _@Ben_", { "Ann", "Ben" }, "++" },
		{ "@Ann's idea", { "Ann" }, "+" },
		{ "@Ann, @Ben: @Cat", { "Ann", "Ben", "Cat", "Dee" }, "+++-" },
		/* Names within names: the longest is meant. */
		{ "@Anna Smith", { "Ann", "Anna", "Anna Smith" }, "--+" },
		{ "@Anna Smythe", { "Ann", "Anna", "Anna Smith" }, "-+-" },
		{ "@Ann-Marie", { "Ann", "Ann-Marie" }, "-+" },
		{ "@Ann-Marie", { "Ann" }, "-" },
		{ "@Ann - see below", { "Ann" }, "+" },
		{ "@Ann and @Anna", { "Ann", "Anna" }, "++" },
		{ "@Ann Lee", { "Ann Lee", "ann lee" }, "++" },
		/* What LIKE takes for any letters is a letter. */
		{ "@abc", { "a%", "a_c", "%" }, "---" },
		{ "@A% and @a_c", { "a%", "a_c" }, "++" },
		/* As people read them. */
		{ "@ÖZGÜR", { "Özgür" }, "+" },
		{ "@O\xcc\x88zgu\xcc\x88r", { "Özgür" }, "+" },
		{ "@özgür", { "O\xcc\x88zgu\xcc\x88r" }, "+" },
		{ "@STRASSER", { "Straßer" }, "+" },
		{ "@O’Neill", { "O'Neill" }, "+" },
		{ "@Ann\nLee", { "Ann Lee" }, "+" },
		{ "@Ann\xc2\xa0Lee", { "Ann  Lee" }, "+" },
		{ "@Jose", { "José" }, "-" },
		{ "@Annä", { "Ann" }, "-" },
		{ "@Ann\xcc\x83", { "Ann" }, "-" },
		/* Where words are not set apart. */
		{ "请@王芳看", { "王芳", "王" }, "+-" },
		{ "@田中さん、", { "田中" }, "+" },
		{ "＠田中", { "田中" }, "+" },
		{ "@김철수님", { "김철수" }, "+" },
		/* An address names nobody, nor does a page of the web. */
		{ "ask@ann.example", { "ann" }, "-" },
		{ "mail ann@Ben", { "Ben" }, "-" },
		{ "@ann@social.example", { "Ann" }, "-" },
		{ "https://social.example/@ann", { "Ann" }, "-" },
		{ "@@Ann", { "Ann" }, "-" },
	};
	struct arena *a = arena_new();
	const bool *named;

	for (size_t i = 0; i < COUNT(row); i++) {
		size_t count = strlen(row[i].named);

		named = mention_find(a, row[i].text, row[i].names, count);
		for (size_t n = 0; n < count; n++)
			if (named[n] != (row[i].named[n] == '+'))
				fail_msg("\"%s\" and %s", row[i].text,
				    row[i].names[n]);
	}
	arena_free(a);
}

TEST(whoever_names_everybody_in_one_post_names_the_first_hundred)
{
	static const char *const names[] = { "Ann", "Ben" };
	struct arena *a = arena_new();
	char text[1000] = "";
	const bool *named;

	for (int i = 0; i < 100; i++)
		memcpy(text + 5 * i, "@Ann ", 5);
	memcpy(text + 500, "@Ben", 5);
	named = mention_find(a, text, names, 2);
	assert_true(named[0] && !named[1]);
	arena_free(a);
}
