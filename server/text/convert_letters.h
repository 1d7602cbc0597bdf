/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_letters.h - text in whatever encoding as UTF-8; for convert*.c.
 */
#ifndef TEXT_CONVERT_LETTERS_H
#define TEXT_CONVERT_LETTERS_H

#include "soundings/arena.h"
#include "soundings/field.h"

/* The bytes as UTF-8 without a byte order mark and without NUL; NULL: they are
 * no text. *guessed is the encoding that was assumed without a word of the
 * file's own; NULL: nothing had to be guessed. */
const char *letters_read(struct arena *a, struct blob bytes,
    const char **guessed);

#endif
