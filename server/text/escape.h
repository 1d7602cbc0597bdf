/* SPDX-License-Identifier: Apache-2.0 */
/*
 * escape.h - characters on their way into HTML; for the files of text/.
 */
#ifndef TEXT_ESCAPE_H
#define TEXT_ESCAPE_H

#include <stdbool.h>

#include "soundings/buffer.h"

/* Appends text with & < > " and ' escaped. Control characters other than tab
 * and newline have no meaning in HTML and are left out. */
void escape_put(struct buffer *b, const char *text, size_t len);
/* Space, tab and the line ends: what HTML folds. Not the no-break space. */
bool escape_space(char c);
/* Appends a code point as UTF-8; U+FFFD for what is none. */
void escape_code_point(struct buffer *b, uint32_t code);

#endif
