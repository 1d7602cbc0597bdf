/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arena.h - memory that lives as long as one call.
 *
 * Everything a call allocates comes from its arena and goes with it; nothing is
 * freed on its own. An arena belongs to one thread at a time.
 */
#ifndef SOUNDINGS_ARENA_H
#define SOUNDINGS_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a);
/* Forgets all that was taken; keeps the first block for the next call. */
void arena_reset(struct arena *a);

/* Zeroed memory, aligned for any type. Never NULL; len 0 is allowed. */
void *arena_get(struct arena *a, size_t len);
/* A copy of len bytes with a NUL behind them. */
char *arena_copy(struct arena *a, const void *from, size_t len);
/* A copy of a text; NULL stays NULL. */
char *arena_text(struct arena *a, const char *text);
char *arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#endif
