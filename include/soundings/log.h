/* SPDX-License-Identifier: Apache-2.0 */
/*
 * log.h - one JSON line per event of the server, on stderr.
 *
 * Lines carry ids, never bodies, names, addresses or tokens (trust.md P-12).
 * The pairs are name, value; values are escaped. Callable from any thread.
 */
#ifndef SOUNDINGS_LOG_H
#define SOUNDINGS_LOG_H

#include <stdint.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ALARM };

struct log_pair {
	const char *name; /* NULL ends the list */
	const char *text; /* NULL: the number counts */
	int64_t     number;
};

#define LOG_N(n, v) { .name = (n), .number = (v) }
#define LOG_T(n, v) { .name = (n), .text = (v) }

/* With at least one pair:
 * log_line(LOG_WARN, "queue.full", LOG_T("queue", "write"), LOG_N("len", n)) */
#define log_line(level, what, ...)                                           \
	log_pairs((level), (what),                                           \
	    (const struct log_pair[]){ __VA_ARGS__, { 0 } })

void log_level_set(enum log_level least);
void log_pairs(enum log_level level, const char *what,
    const struct log_pair *pairs);

#endif
