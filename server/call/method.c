/* SPDX-License-Identifier: Apache-2.0 */
/*
 * method.c - finding a method by its name.
 */
#include "soundings/method.h"

#include <string.h>

const struct method *
method_find(const char *name)
{
	for (size_t t = 0; method_tables[t] != NULL; t++)
		for (const struct method *m = method_tables[t]; m->name != NULL;
		     m++)
			if (strcmp(m->name, name) == 0)
				return m;
	return NULL;
}
