/* SPDX-License-Identifier: Apache-2.0 */
/*
 * secrecy.c - answers that nobody can put a name to.
 *
 * No state and no database here: the files that store answers do it as this
 * one says. The order of shuffled texts follows from the texts alone, so that
 * two readers see the same and reading twice tells nothing.
 */
#include "domain/horizon/secrecy.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/secret.h"

const char *
secrecy_salt(struct arena *a)
{
	char salt[SECRET_TOKEN_LEN + 1];

	secret_token(salt);
	return arena_text(a, salt);
}

const char *
secrecy_pseudonym(struct arena *a, const char *salt, int64_t member)
{
	char mac[SECRET_MAC_LEN + 1];

	secret_mac(SECRET_BALLOT,
	    arena_printf(a, "%s:%" PRId64, salt, member), mac);
	return arena_text(a, mac);
}

/* The smallest group that is shown and has answers; n: there is none. */
static size_t
smallest_shown(const int64_t *answers, size_t n, const bool *shown)
{
	size_t found = n;

	for (size_t i = 0; i < n; i++)
		if (shown[i] && answers[i] > 0 &&
		    (found == n || answers[i] < answers[found]))
			found = i;
	return found;
}

void
secrecy_groups(const int64_t *answers, size_t n, int64_t least, bool *shown)
{
	int64_t hidden = 0, sum = 0;
	size_t next;

	for (size_t i = 0; i < n; i++) {
		shown[i] = answers[i] >= least;
		if (shown[i] || answers[i] == 0)
			continue;
		hidden++;
		sum += answers[i];
	}
	while (hidden > 0 && (hidden < 2 || sum < least)) {
		next = smallest_shown(answers, n, shown);
		if (next == n)
			return;
		shown[next] = false;
		sum += answers[next];
		hidden++;
	}
}

bool
secrecy_part(int64_t all, int64_t part, int64_t least)
{
	return part >= least && (part == all || all - part >= least);
}

static int
by_hash(const void *a, const void *b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;
	uint64_t h = secret_table_hash(x, strlen(x)),
		 k = secret_table_hash(y, strlen(y));

	return h != k ? (h > k) - (h < k) : strcmp(x, y);
}

void
secrecy_shuffle(const char **texts, size_t n)
{
	qsort(texts, n, sizeof(*texts), by_hash);
}
