/* SPDX-License-Identifier: Apache-2.0 */
/*
 * words.h - what people wrote, as it may stand in a header; pure.
 */
#ifndef MAIL_WORDS_H
#define MAIL_WORDS_H

#include <stddef.h>

#include "soundings/buffer.h"

/* Appends a text for Subject and the like, folded with LF; `used` columns of
 * the line are taken. Control characters become spaces. */
void words_text(struct buffer *b, const char *text, size_t used);
/* The same as the display name of an address. */
void words_phrase(struct buffer *b, const char *text, size_t used);

#endif
