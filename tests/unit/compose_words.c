/* SPDX-License-Identifier: Apache-2.0 */
/*
 * compose_words.c - names and subjects as header words.
 */
#include "unit.h"

#include "mail/words.h"
#include "soundings/base.h"

TEST(plain_words_stay_readable_and_the_rest_is_encoded)
{
	static const struct {
		const char *in, *text, *phrase;
	} row[] = {
		{ "Ann", "Ann", "Ann" },
		{ "Ann O'Neill", "Ann O'Neill", "Ann O'Neill" },
		{ "Ann (Dr.), RN", "Ann (Dr.), RN", "\"Ann (Dr.), RN\"" },
		{ "a \"b\" \\", "a \"b\" \\", "\"a \\\"b\\\" \\\\\"" },
		{ "x@y.z", "x@y.z", "\"x@y.z\"" },
		{ "", "", "" },
		{ "caf\xc3\xa9",
		    "=?utf-8?B?Y2Fmw6k=?=", "=?utf-8?B?Y2Fmw6k=?=" },
		{ "=?utf-8?q?x?=", "=?utf-8?B?PT91dGYtOD9xP3g/PQ==?=",
		    "=?utf-8?B?PT91dGYtOD9xP3g/PQ==?=" },
		{ " a", "=?utf-8?B?IGE=?=", "=?utf-8?B?IGE=?=" },
		{ "a  b", "=?utf-8?B?YSAgYg==?=", "=?utf-8?B?YSAgYg==?=" },
		{ "a\r\nb", "=?utf-8?B?YSAgYg==?=", "=?utf-8?B?YSAgYg==?=" },
		{ "a\tb", "a b", "a b" },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		struct buffer b = { 0 };

		CASE("%s", row[i].in);
		words_text(&b, row[i].in, 9);
		EQ_TEXT(row[i].text, buffer_string(&b));
		buffer_clear(&b);
		words_phrase(&b, row[i].in, 6);
		EQ_TEXT(row[i].phrase, buffer_string(&b));
		buffer_free(&b);
	}
}

/* No line over 76 columns, no encoded word over 75, and each is whole. */
static void
check_lines(const char *text, size_t used)
{
	size_t len;

	for (;; used = 0) {
		len = strcspn(text, "\n");
		YES(used + len <= 76);
		if (strncmp(text + strspn(text, " "), "=?", 2) == 0) {
			YES(len <= 76);
			YES(strncmp(text + len - 2, "?=", 2) == 0);
		}
		if (text[len] == '\0')
			return;
		YES(text[len + 1] == ' ' && text[len + 2] != '\n');
		text += len + 1;
	}
}

TEST(however_long_it_is_lines_are_short)
{
	static const char *const units[] = { "a", "word ", "\xc3\xa9",
		"\xe2\x82\xac", "\xf0\x9f\x8c\x8a", "caf\xc3\xa9 ", "a, ",
		"a\xf0\x9f\x8c\x8a", "aa\xf0\x9f\x8c\x8a", "aaa\xc3\xa9",
		"verylongwordthatdoesnotendverylongwordthatdoesnotend " };
	char text[1200];

	for (size_t u = 0; u < COUNT(units); u++)
		for (size_t times = 1; times <= 20; times++)
			for (size_t used = 4; used < 12; used++) {
				struct buffer b = { 0 };

				text[0] = '\0';
				for (size_t i = 0; i < times; i++)
					snprintf(text + strlen(text),
					    sizeof(text) - strlen(text), "%s",
					    units[u]);
				CASE("%.100s", text);
				words_text(&b, text, used);
				check_lines(buffer_string(&b), used);
				buffer_clear(&b);
				words_phrase(&b, text, used);
				check_lines(buffer_string(&b), used);
				buffer_free(&b);
			}
}
