/* SPDX-License-Identifier: Apache-2.0 */
/*
 * link.c - links that people give: http or https, because a page shows them to be
 * clicked, and other schemes can be programs.
 */
#include <string.h>

#include "soundings/base.h"

#include "domain/link.h"

static bool
is_link(const char *link)
{
	static const char *const begins[] = { "https://", "http://" };

	for (size_t i = 0; i < COUNT(begins); i++) {
		size_t n = strlen(begins[i]);

		if (strncmp(link, begins[i], n) == 0 && link[n] != '\0')
			return strpbrk(link, " \t\n\"<>") == NULL;
	}
	return false;
}

bool
link_valid(struct call *c, const char *field, const char *link)
{
	if (link != NULL && !is_link(link))
		call_invalid(c, field,
		    "A link begins with https:// and has no spaces.");
	return c->err == OK;
}
