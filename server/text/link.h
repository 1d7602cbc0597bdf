/* SPDX-License-Identifier: Apache-2.0 */
/*
 * link.h - which addresses a text may point to; for the files of text/.
 */
#ifndef TEXT_LINK_H
#define TEXT_LINK_H

#include <stdbool.h>

#include "soundings/buffer.h"

/* Longer ones are nobody's link. */
#define LINK_LEN_MAX 2048

/* Appends the address, entities already decoded, in the form in which it may
 * stand in href (still to be escaped). False, and nothing appended: a scheme
 * other than http, https and mailto, another host without a scheme ("//x"), or
 * too long. */
bool link_put(struct buffer *b, const char *address, size_t len);
/* Does the address lead out of this server? */
bool link_foreign(const char *address);

#endif
