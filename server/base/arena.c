/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arena.c - memory that lives as long as one call.
 *
 * A chain of blocks, the newest first; the oldest one is kept by a reset. What
 * is larger than half a block gets a block of its own behind the newest, so
 * that the room left there is not lost. Under AddressSanitizer everything not
 * taken is poisoned: a pointer kept beyond its call is then found.
 */
#include "soundings/arena.h"

#include "soundings/base.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define ARENA_POISONS
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(ARENA_POISONS)
#include <sanitizer/asan_interface.h>
#define POISON(p, len) ASAN_POISON_MEMORY_REGION(p, len)
#define UNPOISON(p, len) ASAN_UNPOISON_MEMORY_REGION(p, len)
#define ARENA_GAP alignof(max_align_t) /* poisoned, after each piece */
#else
#define POISON(p, len) ((void)(p), (void)(len))
#define UNPOISON(p, len) ((void)(p), (void)(len))
#define ARENA_GAP 0
#endif

#define FIRST_BLOCK (8 * 1024)
#define NEXT_BLOCK (32 * 1024)
#define LARGEST (SIZE_MAX / 4)

struct block {
	struct block *older;
	size_t room, taken;
	alignas(max_align_t) char at[];
};

struct arena {
	struct block *newest;
	struct block *first;
};

static struct block *
block_new(size_t room, struct block *older)
{
	struct block *b = need(sizeof(*b) + room);

	*b = (struct block){ .older = older, .room = room };
	POISON(b->at, room);
	return b;
}

static void *
block_take(struct block *b, size_t len, size_t step)
{
	char *p = b->at + b->taken;

	b->taken += step;
	UNPOISON(p, len);
	return memset(p, 0, len);
}

struct arena *
arena_new(void)
{
	struct arena *a = need(sizeof(*a));

	a->first = a->newest = block_new(FIRST_BLOCK, NULL);
	return a;
}

void
arena_reset(struct arena *a)
{
	struct block *b, *older;

	for (b = a->newest; b; b = older) {
		older = b->older;
		if (b != a->first)
			free(b);
	}
	a->newest = a->first;
	a->first->older = NULL;
	a->first->taken = 0;
	POISON(a->first->at, a->first->room);
}

void
arena_free(struct arena *a)
{
	if (!a)
		return;
	arena_reset(a);
	free(a->first);
	free(a);
}

void *
arena_get(struct arena *a, size_t len)
{
	const size_t align = alignof(max_align_t);
	size_t step;

	invariant(len <= LARGEST);
	step = (len + align - 1) / align * align + ARENA_GAP;
	if (step <= a->newest->room - a->newest->taken)
		return block_take(a->newest, len, step);
	if (step > NEXT_BLOCK / 2) {
		a->newest->older = block_new(step, a->newest->older);
		return block_take(a->newest->older, len, step);
	}
	a->newest = block_new(NEXT_BLOCK, a->newest);
	return block_take(a->newest, len, step);
}

char *
arena_copy(struct arena *a, const void *from, size_t len)
{
	char *copy = arena_get(a, len + 1);

	if (len > 0)
		memcpy(copy, from, len);
	return copy;
}

char *
arena_text(struct arena *a, const char *text)
{
	return text ? arena_copy(a, text, strlen(text)) : NULL;
}

char *
arena_vprintf(struct arena *a, const char *format, va_list args)
{
	va_list again;
	char *text;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	invariant(len >= 0);
	text = arena_get(a, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, args);
	return text;
}

char *
arena_printf(struct arena *a, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vprintf(a, format, args);
	va_end(args);
	return text;
}
