/* SPDX-License-Identifier: Apache-2.0 */
/*
 * link.h - links that people give, and pages show to be clicked.
 */
#ifndef DOMAIN_LINK_H
#define DOMAIN_LINK_H

#include "soundings/call.h"

/* Is it a link to a page of the web? If not, the call has failed because of that
 * field. NULL is none, and right. */
bool link_valid(struct call *c, const char *field, const char *link);

#endif
