/* SPDX-License-Identifier: Apache-2.0 */
/*
 * buffer.h - bytes that grow at the end.
 *
 * A zeroed struct is an empty buffer. The bytes are the owner's until
 * buffer_free; after any put, older pointers into `at` are stale.
 */
#ifndef SOUNDINGS_BUFFER_H
#define SOUNDINGS_BUFFER_H

#include <stddef.h>
#include <stdint.h>

struct buffer {
	char  *at;   /* NULL: nothing was put yet */
	size_t len;
	size_t room; /* allocated bytes; always at least len + 1 once used */
};

void buffer_free(struct buffer *b);
/* Empties it and keeps the memory. */
void buffer_clear(struct buffer *b);
void buffer_put(struct buffer *b, const void *from, size_t len);
void buffer_text(struct buffer *b, const char *text);
void buffer_char(struct buffer *b, char c);
void buffer_int(struct buffer *b, int64_t n);
void buffer_printf(struct buffer *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Room for len more bytes; the caller fills them and adds to b->len. */
char *buffer_reserve(struct buffer *b, size_t len);
/* The bytes as a text with a NUL behind them; "" when empty. */
const char *buffer_string(struct buffer *b);

#endif
