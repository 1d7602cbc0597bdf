/* SPDX-License-Identifier: Apache-2.0 */
/*
 * base.h - the few words that every room uses.
 *
 * Errors of start-up and broken invariants end here: `fatal` names the setting
 * to change, `invariant` names the rule that does not hold. Neither returns.
 */
#ifndef SOUNDINGS_BASE_H
#define SOUNDINGS_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define invariant(cond) \
	((cond) ? (void)0 : invariant_broken(#cond, __FILE__, __LINE__))

/* Says which rule does not hold, in which call, and aborts. */
_Noreturn void invariant_broken(const char *rule, const char *file, int line);

/* Names what this thread is doing, for invariant_broken and the log. */
void doing(const char *what);

/* Prints one sentence for the administrator on stderr; exits with status 1. */
_Noreturn void fatal(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* malloc and friends that abort when memory is gone; freed with free(). */
void *need(size_t len);
void *need_zeroed(size_t count, size_t len);
void *need_more(void *p, size_t len);

#endif
