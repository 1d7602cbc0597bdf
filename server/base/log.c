/* SPDX-License-Identifier: Apache-2.0 */
/*
 * log.c - one JSON line per event of the server, on stderr.
 *
 * A line is made outside the lock and written in one go under it, so that
 * lines of several threads never mix. A line that cannot be written is lost:
 * there is nobody left to tell.
 */
#include "soundings/log.h"

#include "soundings/buffer.h"
#include "soundings/clock.h"
#include "soundings/record.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "doing.h"

static const char *const level_names[] = {
	[LOG_DEBUG] = "debug",
	[LOG_INFO] = "info",
	[LOG_WARN] = "warn",
	[LOG_ALARM] = "alarm",
};

static _Atomic enum log_level log_least = LOG_INFO;
static pthread_mutex_t log_lock = PTHREAD_MUTEX_INITIALIZER;

void
log_level_set(enum log_level least)
{
	atomic_store_explicit(&log_least, least, memory_order_relaxed);
}

static void
put_name(struct buffer *b, const char *name)
{
	buffer_char(b, ',');
	json_put_text(b, name);
	buffer_char(b, ':');
}

static void
put_line(struct buffer *b, enum log_level level, const char *what,
    const struct log_pair *pairs)
{
	char at[32];

	clock_iso(at, sizeof(at), clock_now());
	buffer_printf(b, "{\"time\":\"%s\",\"level\":\"%s\",\"what\":", at,
	    level_names[level]);
	json_put_text(b, what);
	for (const struct log_pair *p = pairs; p->name; p++) {
		put_name(b, p->name);
		if (p->text)
			json_put_text(b, p->text);
		else
			buffer_int(b, p->number);
	}
	if (doing_what()) {
		put_name(b, "doing");
		json_put_text(b, doing_what());
	}
	buffer_text(b, "}\n");
}

static void
write_line(const char *at, size_t len)
{
	ssize_t n;

	while (len > 0) {
		n = write(STDERR_FILENO, at, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		at += n;
		len -= (size_t)n;
	}
}

void
log_pairs(enum log_level level, const char *what, const struct log_pair *pairs)
{
	struct buffer line = { 0 };
	int error = errno; /* the caller may still want it */

	if (level < atomic_load_explicit(&log_least, memory_order_relaxed))
		return;
	put_line(&line, level, what, pairs);
	pthread_mutex_lock(&log_lock);
	write_line(line.at, line.len);
	pthread_mutex_unlock(&log_lock);
	buffer_free(&line);
	errno = error;
}
