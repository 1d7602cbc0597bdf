/* SPDX-License-Identifier: Apache-2.0 */
/*
 * limit.c - how many connections one address or one member has.
 *
 * Addresses are counted by their keyed hash: the table holds none of them.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/secret.h"

#include "net/edge.h"

struct count {
	int64_t n;
};

bool
limit_take(struct table *t, int64_t key, int64_t most)
{
	struct count *count = table_get(t, key);

	if (count == NULL) {
		count = need_zeroed(1, sizeof(*count));
		table_put(t, key, count);
	}
	if (count->n >= most)
		return false;
	count->n++;
	return true;
}

void
limit_give(struct table *t, int64_t key)
{
	struct count *count = table_get(t, key);

	invariant(count != NULL && count->n > 0);
	if (--count->n > 0)
		return;
	table_drop(t, key);
	free(count);
}

int64_t
limit_address(const char *address)
{
	return (int64_t)secret_table_hash(address, strlen(address));
}
