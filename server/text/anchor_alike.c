/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor_alike.c - a word between two that stayed, written otherwise.
 *
 * A typing error that was mended, or another spelling ("raised", "raized"),
 * often changes the letters by which words are taken for alike. Between two
 * neighbours that are still side by side, one letter more, less or otherwise
 * makes no other word.
 */
#include "anchor_match.h"

#define LEAST 4 /* letters; shorter words are often one letter apart */

static bool
is_near(const struct match *m, uint32_t i, uint32_t j)
{
	const struct word *p = &m->old.at[i], *q = &m->new.at[j];
	uint32_t x = p->end - p->at, y = q->end - q->at, same;
	uint32_t least = x < y ? x : y, most = x < y ? y : x;

	if (p->mark || q->mark || least < LEAST || most - least > 1)
		return false;
	same = words_common_start(&m->old, i, &m->new, j) +
	    words_common_end(&m->old, i, &m->new, j);
	return same + 1 >= most;
}

void
match_alike(struct match *m)
{
	for (uint32_t i = 1; i + 1 < m->old.count; i++) {
		uint32_t j = m->to[i - 1];

		if (m->to[i] != NO_WORD || j == NO_WORD ||
		    j + 2 >= m->new.count || m->to[i + 1] != j + 2 ||
		    m->from[j + 1] != NO_WORD)
			continue;
		if (is_near(m, i, j + 1))
			join(m, i, j + 1);
	}
}
