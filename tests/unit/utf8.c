/* SPDX-License-Identifier: Apache-2.0 */
/*
 * utf8.c - what is UTF-8, and counting in it.
 */
#include "unit.h"

#include "soundings/base.h"
#include "soundings/text.h"

TEST(only_well_formed_text_without_nul_is_valid)
{
	static const struct {
		const char *in;
		size_t len;
		bool valid;
	} row[] = {
		{ "", 0, true },
		{ "tide", 4, true },
		{ "caf\xc3\xa9", 5, true },
		{ "\xed\x9f\xbf", 3, true },     /* last before surrogates */
		{ "\xee\x80\x80", 3, true },     /* first after */
		{ "\xf4\x8f\xbf\xbf", 4, true }, /* U+10FFFF */
		{ "\0", 1, false },
		{ "a\0b", 3, false },
		{ "\x80", 1, false }, /* no first byte */
		{ "\xc3", 1, false }, /* cut off */
		{ "\xc3(", 2, false },
		{ "\xe2\x82", 2, false },
		{ "\xe2\x82(", 3, false },
		{ "\xf0\x9f\x92", 3, false },
		{ "\xc0\xaf", 2, false }, /* overlong "/" */
		{ "\xc1\xbf", 2, false },
		{ "\xe0\x80\xaf", 3, false },
		{ "\xe0\x9f\xbf", 3, false },
		{ "\xf0\x80\x80\xaf", 4, false },
		{ "\xf0\x8f\xbf\xbf", 4, false },
		{ "\xed\xa0\x80", 3, false },     /* U+D800 */
		{ "\xed\xbf\xbf", 3, false },     /* U+DFFF */
		{ "\xf4\x90\x80\x80", 4, false }, /* U+110000 */
		{ "\xf5\x80\x80\x80", 4, false },
		{ "\xff", 1, false },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("row %zu", i);
		EQ_INT(row[i].valid, utf8_valid(row[i].in, row[i].len));
	}
}

/* Every code point there is, written by hand. */
TEST(each_code_point_is_valid_and_counts_one)
{
	char out[5];

	for (uint32_t c = 1; c <= 0x10ffff; c++) {
		size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
		bool surrogate = c >= 0xd800 && c <= 0xdfff;

		memset(out, 0, sizeof(out));
		if (n == 1)
			out[0] = (char)c;
		for (size_t i = n; n > 1 && i-- > 1;)
			out[i] = (char)(0x80 | (c >> (6 * (n - 1 - i)) & 0x3f));
		if (n > 1)
			out[0] = (char)((0xf00 >> n & 0xff) |
					c >> (6 * (n - 1)));
		CASE("U+%04X", (unsigned)c);
		EQ_INT(!surrogate, utf8_valid(out, n));
		if (!surrogate)
			EQ_INT(1, utf8_count(out));
	}
}

TEST(offsets_are_found_by_code_point)
{
	static const char text[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x92\x99z";

	EQ_INT(5, utf8_count(text));
	EQ_INT(0, utf8_offset(text, 0));
	EQ_INT(1, utf8_offset(text, 1));
	EQ_INT(3, utf8_offset(text, 2));
	EQ_INT(6, utf8_offset(text, 3));
	EQ_INT(10, utf8_offset(text, 4));
	EQ_INT(11, utf8_offset(text, 5));
	EQ_INT(11, utf8_offset(text, 99));
	EQ_INT(0, utf8_count(""));
	EQ_INT(0, utf8_offset("", 3));
}
