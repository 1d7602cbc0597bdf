/* SPDX-License-Identifier: Apache-2.0 */
/*
 * base.c - how the server gives up: fatal, invariant, and memory that is gone.
 *
 * Start-up errors speak to the administrator; everything else aborts, because
 * a process whose rules do not hold must not write on. Memory that is gone is
 * said without the log, which would need some.
 */
#include "soundings/base.h"

#include "soundings/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "doing.h"

static _Thread_local const char *doing_now;

void
doing(const char *what)
{
	doing_now = what;
}

const char *
doing_what(void)
{
	return doing_now;
}

_Noreturn void
invariant_broken(const char *rule, const char *file, int line)
{
	log_line(LOG_ALARM, "invariant.broken", LOG_T("rule", rule),
	    LOG_T("file", file), LOG_N("line", line));
	abort();
}

_Noreturn void
fatal(const char *format, ...)
{
	va_list args;

	fputs("soundings: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(EXIT_FAILURE);
}

static void *
needed(void *p)
{
	static const char gone[] = "soundings: out of memory\n";

	if (!p) {
		if (write(STDERR_FILENO, gone, sizeof(gone) - 1) < 0)
			_exit(EXIT_FAILURE);
		abort();
	}
	return p;
}

/* A length of zero asks for one byte: NULL then always means no memory. */
void *
need(size_t len)
{
	return needed(malloc(len ? len : 1));
}

void *
need_zeroed(size_t count, size_t len)
{
	return needed(calloc(count ? count : 1, len ? len : 1));
}

void *
need_more(void *p, size_t len)
{
	return needed(realloc(p, len ? len : 1));
}
