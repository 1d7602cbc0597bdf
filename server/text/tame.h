/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tame.h - Markdown on its way into the parser; for markdown.c.
 */
#ifndef TEXT_TAME_H
#define TEXT_TAME_H

#include "soundings/buffer.h"

/* Appends the Markdown with its extremes cut down. */
void tame_put(struct buffer *b, const char *markdown);

#endif
