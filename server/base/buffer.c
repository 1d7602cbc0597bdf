/* SPDX-License-Identifier: Apache-2.0 */
/*
 * buffer.c - bytes that grow at the end; the room doubles.
 */
#include "soundings/buffer.h"

#include "soundings/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM_LEAST 256
#define ROOM_MOST (SIZE_MAX / 4)

void
buffer_free(struct buffer *b)
{
	free(b->at);
	*b = (struct buffer){ 0 };
}

void
buffer_clear(struct buffer *b)
{
	b->len = 0;
}

static void
buffer_grow(struct buffer *b, size_t len)
{
	size_t room = b->room ? b->room : ROOM_LEAST;

	invariant(len < ROOM_MOST && b->len < ROOM_MOST);
	while (room - b->len <= len)
		room *= 2;
	b->at = need_more(b->at, room);
	b->room = room;
}

char *
buffer_reserve(struct buffer *b, size_t len)
{
	if (b->room - b->len <= len)
		buffer_grow(b, len);
	return b->at + b->len;
}

void
buffer_put(struct buffer *b, const void *from, size_t len)
{
	char *to = buffer_reserve(b, len);

	if (len > 0)
		memcpy(to, from, len);
	b->len += len;
}

void
buffer_text(struct buffer *b, const char *text)
{
	buffer_put(b, text, strlen(text));
}

void
buffer_char(struct buffer *b, char c)
{
	*buffer_reserve(b, 1) = c;
	b->len++;
}

/* By hand: ids and times make up half of an answer, and printf is slow. */
void
buffer_int(struct buffer *b, int64_t n)
{
	char digits[24];
	size_t i = sizeof(digits);
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do {
		digits[--i] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (n < 0)
		digits[--i] = '-';
	buffer_put(b, digits + i, sizeof(digits) - i);
}

void
buffer_printf(struct buffer *b, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	invariant(len >= 0);
	buffer_reserve(b, (size_t)len);
	va_start(args, format);
	vsnprintf(b->at + b->len, (size_t)len + 1, format, args);
	va_end(args);
	b->len += (size_t)len;
}

const char *
buffer_string(struct buffer *b)
{
	if (!b->at)
		return "";
	b->at[b->len] = '\0';
	return b->at;
}
