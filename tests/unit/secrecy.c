/* SPDX-License-Identifier: Apache-2.0 */
/*
 * secrecy.c - what is shown of a round determines no group below the minimum.
 *
 * Ten thousand made-up rounds: whoever subtracts the groups that are shown
 * from the sum is left with nothing, or with at least the minimum of at least
 * two groups.
 */
#include "unit.h"

#include "domain/horizon/secrecy.h"
#include "soundings/base.h"
#include "soundings/secret.h"

#include <stdio.h>
#include <string.h>

#define ROUNDS 10000
#define GROUPS 8

BEFORE_ALL
{
	char path[512];

	snprintf(path, sizeof(path), "%s/key", unit_directory());
	secret_start(path);
}

/* A generator of our own: the same rounds on every machine. */
static int64_t
chance(uint64_t *state, int64_t below)
{
	*state = *state * UINT64_C(6364136223846793005) +
		 UINT64_C(1442695040888963407);
	return (int64_t)(*state >> 33) % below;
}

TEST(what_is_hidden_cannot_be_reckoned)
{
	uint64_t state = 20261121;
	int64_t answers[GROUPS], least, hidden, left;
	bool shown[GROUPS];
	size_t n;

	for (int round = 0; round < ROUNDS; round++) {
		n = 1 + (size_t)chance(&state, GROUPS);
		least = GROUP_LEAST +
			chance(&state, LEAST_MOST - GROUP_LEAST + 1);
		for (size_t i = 0; i < n; i++)
			answers[i] = chance(&state, 2) ? chance(&state, 12)
						       : chance(&state, 60);
		secrecy_groups(answers, n, least, shown);
		hidden = left = 0;
		for (size_t i = 0; i < n; i++) {
			YES(!shown[i] || answers[i] >= least);
			if (!shown[i] && answers[i] > 0) {
				hidden++;
				left += answers[i];
			}
		}
		for (size_t i = 0; i < n; i++)
			if (hidden > 0 && shown[i])
				YES(hidden >= 2 && left >= least);
	}
}

TEST(nothing_is_hidden_without_need)
{
	static const struct {
		int64_t answers[4];
		const char *shown;
	} row[] = {
		{ { 8, 9, 10, 0 }, "1110" }, { { 8, 9, 3, 30 }, "0101" },
		{ { 4, 5, 20, 30 }, "0011" }, { { 3, 4, 20, 30 }, "0001" },
		{ { 7, 0, 0, 0 }, "0000" }, { { 0, 0, 0, 0 }, "0000" },
	};
	bool shown[4];

	for (size_t i = 0; i < COUNT(row); i++) {
		secrecy_groups(row[i].answers, 4, 8, shown);
		for (size_t k = 0; k < 4; k++)
			EQ_INT(row[i].shown[k] == '1', shown[k]);
	}
}

/* Guesses who is who by the order of pseudonyms, as one who has the table can;
 * a right guess comes about once a round, as by chance. */
static int64_t
right_guesses(struct arena *a, int64_t members)
{
	const char *salt = secrecy_salt(a), *mine, *other;
	int64_t right = 0, before;

	for (int64_t m = 1; m <= members; m++) {
		mine = secrecy_pseudonym(a, salt, m);
		before = 0;
		for (int64_t o = 1; o <= members; o++) {
			other = secrecy_pseudonym(a, salt, o);
			before += strcmp(other, mine) < 0;
		}
		right += before == m - 1;
	}
	return right;
}

TEST(the_order_of_pseudonyms_says_nothing_of_members)
{
	struct arena *a = arena_new();
	int64_t right = 0;

	for (int round = 0; round < 200; round++)
		right += right_guesses(a, 20);
	/* Poisson with mean 200: four deviations either way */
	YES(right > 200 - 57 && right < 200 + 57);
	arena_free(a);
}

TEST(a_member_is_another_in_each_thing_that_is_asked)
{
	struct arena *a = arena_new();
	const char *one = secrecy_salt(a), *two = secrecy_salt(a);

	EQ_TEXT(secrecy_pseudonym(a, one, 7), secrecy_pseudonym(a, one, 7));
	NO(strcmp(secrecy_pseudonym(a, one, 7),
	       secrecy_pseudonym(a, two, 7)) == 0);
	arena_free(a);
}

TEST(shuffled_texts_keep_no_order)
{
	const char *one[] = { "a", "b", "c", "d", "e", "f" };
	const char *two[] = { "f", "e", "d", "c", "b", "a" };

	secrecy_shuffle(one, COUNT(one));
	secrecy_shuffle(two, COUNT(two));
	for (size_t i = 0; i < COUNT(one); i++)
		EQ_TEXT(one[i], two[i]);
}

TEST(neither_a_part_nor_its_rest_is_a_few)
{
	static const struct {
		int64_t all, part;
		bool shown;
	} row[] = {
		{ 5, 5, true }, { 10, 5, true }, { 6, 5, false },
		{ 9, 5, false }, { 30, 29, false }, { 30, 25, true },
		{ 4, 4, false }, { 30, 4, false }, { 30, 0, false },
	};

	for (size_t i = 0; i < COUNT(row); i++)
		EQ_INT(row[i].shown, secrecy_part(row[i].all, row[i].part, 5));
}
