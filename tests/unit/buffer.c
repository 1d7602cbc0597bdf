/* SPDX-License-Identifier: Apache-2.0 */
/*
 * buffer.c - bytes that grow at the end.
 */
#include "soundings/buffer.h"

#include "soundings/base.h"
#include "unit.h"

TEST(an_empty_buffer_is_an_empty_text)
{
	struct buffer b = { 0 };

	EQ_TEXT("", buffer_string(&b));
	buffer_put(&b, NULL, 0);
	EQ_TEXT("", buffer_string(&b));
	buffer_free(&b);
	EQ_INT(0, b.room);
}

TEST(puts_follow_each_other)
{
	struct buffer b = { 0 };

	buffer_text(&b, "a");
	buffer_char(&b, '-');
	buffer_put(&b, "bcd", 2);
	buffer_printf(&b, "[%s:%d]", "x", 5);
	EQ_TEXT("a-bc[x:5]", buffer_string(&b));
	EQ_INT(9, b.len);
	buffer_clear(&b);
	EQ_TEXT("", buffer_string(&b));
	buffer_free(&b);
}

TEST(numbers_are_written_whole)
{
	static const struct {
		int64_t n;
		const char *text;
	} row[] = {
		{ 0, "0" },
		{ 7, "7" },
		{ -1, "-1" },
		{ 1763699460000, "1763699460000" },
		{ INT64_MAX, "9223372036854775807" },
		{ INT64_MIN, "-9223372036854775808" },
	};
	struct buffer b = { 0 };

	for (size_t i = 0; i < COUNT(row); i++) {
		buffer_clear(&b);
		buffer_int(&b, row[i].n);
		EQ_TEXT(row[i].text, buffer_string(&b));
	}
	buffer_free(&b);
}

TEST(bytes_survive_growing_and_there_is_room_for_a_nul)
{
	struct buffer b = { 0 };

	for (int i = 0; i < 100000; i++) {
		buffer_char(&b, (char)('a' + i % 26));
		YES(b.room > b.len);
	}
	for (int i = 0; i < 100000; i++)
		EQ_INT('a' + i % 26, b.at[i]);
	EQ_INT(100000, strlen(buffer_string(&b)));
	buffer_free(&b);
}

TEST(reserved_room_is_filled_by_the_caller)
{
	struct buffer b = { 0 };

	buffer_text(&b, "x");
	memset(buffer_reserve(&b, 1000), 'y', 1000);
	EQ_INT(1, b.len);
	b.len += 1000;
	EQ_INT(1001, strlen(buffer_string(&b)));
	buffer_printf(&b, "%02000d", 1);
	EQ_INT(3001, b.len);
	buffer_free(&b);
}

static void
reserve_too_much(const void *arg)
{
	struct buffer b = { 0 };

	(void)arg;
	buffer_reserve(&b, SIZE_MAX - 10);
}

TEST(a_length_that_would_wrap_round_aborts)
{
	ABORTS("ROOM_MOST", reserve_too_much, NULL);
}
