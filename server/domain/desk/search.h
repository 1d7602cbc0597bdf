/* SPDX-License-Identifier: Apache-2.0 */
/*
 * search.h - how far the index of words is.
 */
#ifndef DOMAIN_DESK_SEARCH_H
#define DOMAIN_DESK_SEARCH_H

#include "soundings/call.h"

/* A fact about the index that is a number; 0: nothing is known. */
int64_t search_fact(struct call *c, const char *name);

#endif
