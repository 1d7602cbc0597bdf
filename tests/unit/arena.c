/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arena.c - memory that lives as long as one call.
 */
#include "soundings/arena.h"

#include "soundings/base.h"

#include "unit.h"

#include <stdalign.h>

TEST(every_piece_is_aligned_zeroed_and_its_own)
{
	static const size_t lens[] = { 0, 1, 15, 16, 17, 300, 5000, 8192, 9000,
		40000, 3, 200000, 12 };
	struct arena *a = arena_new();
	char *pieces[COUNT(lens)];

	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < COUNT(lens); i++) {
			CASE("round %d, %zu bytes", round, lens[i]);
			pieces[i] = arena_get(a, lens[i]);
			EQ_INT(0, (uintptr_t)pieces[i] % alignof(max_align_t));
			for (size_t n = 0; n < lens[i]; n++)
				EQ_INT(0, pieces[i][n]);
			memset(pieces[i], (int)i + 1, lens[i]);
		}
		for (size_t i = 0; i < COUNT(lens); i++)
			for (size_t n = 0; n < lens[i]; n++)
				EQ_INT(i + 1, pieces[i][n]);
		arena_reset(a);
	}
	arena_free(a);
}

TEST(the_first_block_is_kept_for_the_next_call)
{
	struct arena *a = arena_new();
	void *first = arena_get(a, 10);

	arena_get(a, 100000);
	arena_reset(a);
	YES(first == arena_get(a, 10));
	arena_free(a);
}

TEST(a_large_piece_does_not_waste_the_room_before_it)
{
	struct arena *a = arena_new();
	char *before = arena_get(a, 16);

	arena_get(a, 1000000);
	YES((char *)arena_get(a, 16) - before < 8192);
	arena_free(a);
}

TEST(texts_are_copied)
{
	struct arena *a = arena_new();
	char from[] = "tide";
	char *copy = arena_text(a, from);

	from[0] = 'r';
	EQ_TEXT("tide", copy);
	EQ_TEXT("ri", arena_copy(a, from, 2));
	EQ_TEXT("", arena_copy(a, NULL, 0));
	EQ_TEXT(NULL, arena_text(a, NULL));
	arena_free(a);
}

TEST(printed_texts_may_be_longer_than_a_block)
{
	struct arena *a = arena_new();
	const char *text = arena_printf(a, "%050000d|%s", 7, "end");

	EQ_INT(50004, strlen(text));
	EQ_TEXT("7|end", text + 49999);
	EQ_TEXT("", arena_printf(a, "%s", ""));
	arena_free(a);
}

static void
get_too_much(const void *arg)
{
	struct arena *a = arena_new();

	(void)arg;
	arena_get(a, SIZE_MAX - 100);
}

TEST(a_length_that_would_wrap_round_aborts)
{
	ABORTS("LARGEST", get_too_much, NULL);
}
