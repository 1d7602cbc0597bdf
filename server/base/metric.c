/* SPDX-License-Identifier: Apache-2.0 */
/*
 * metric.c - counters and gauges of the process.
 *
 * Relaxed atomics in one fixed array: a scrape may see one counter a moment
 * earlier than another, which no graph can tell.
 */
#include "soundings/metric.h"

#include <stdatomic.h>

#define GAUGE "gauge"
#define COUNTER "counter"

static const struct {
	const char *name, *type, *help;
} metrics[METRIC_COUNT] = {
	[METRIC_CONNECTIONS] = { "connections", GAUGE, "open WebSockets" },
	[METRIC_POLLS] = { "polls", GAUGE, "parked long polls" },
	[METRIC_HANDSHAKES_REFUSED] = { "handshakes_refused_total", COUNTER,
	    "WebSocket handshakes refused" },
	[METRIC_CALLS] = { "calls_total", COUNTER, "calls of methods" },
	[METRIC_CALLS_FAILED] = { "calls_failed_total", COUNTER,
	    "calls answered with an error" },
	[METRIC_CALLS_BUSY] = { "calls_busy_total", COUNTER,
	    "calls answered with busy" },
	[METRIC_COMMITS] = { "commits_total", COUNTER,
	    "transactions committed by the writer" },
	[METRIC_EVENTS] = { "events_total", COUNTER, "events committed" },
	[METRIC_DELIVERIES] = { "deliveries_total", COUNTER,
	    "frames given to sockets" },
	[METRIC_EVICTIONS] = { "evictions_total", COUNTER,
	    "slow clients closed with 1013" },
	[METRIC_WAL_PAGES] = { "wal_pages", GAUGE,
	    "pages in the write-ahead log" },
	[METRIC_REPLICA_READS] = { "replica_reads_total", COUNTER,
	    "calls read from the replica" },
	[METRIC_REPLICA_MISSES] = { "replica_misses_total", COUNTER,
	    "calls read from the store because the replica was behind or away" },
	[METRIC_STORAGE_FREE] = { "storage_free_bytes", GAUGE,
	    "room on the disk of the database" },
	[METRIC_STORAGE_LOW] = { "storage_low", GAUGE,
	    "1 when there is less room than storage_floor" },
	[METRIC_MAIL_QUEUED] = { "mail_queued", GAUGE, "mail waiting" },
	[METRIC_MAIL_SENT] = { "mail_sent_total", COUNTER, "mail sent" },
	[METRIC_MAIL_FAILED] = { "mail_failed_total", COUNTER,
	    "mail given up" },
	[METRIC_TURN_LONGEST] = { "turn_longest_microseconds", GAUGE,
	    "longest time since the start for which the loop answered nobody" },
	[METRIC_TURN_LONGEST_CPU] = { "turn_longest_cpu_microseconds", GAUGE,
	    "longest time that the loop worked in one turn" },
};

static _Atomic int64_t values[METRIC_COUNT];

void
metric_add(enum metric m, int64_t n)
{
	atomic_fetch_add_explicit(&values[m], n, memory_order_relaxed);
}

void
metric_set(enum metric m, int64_t n)
{
	atomic_store_explicit(&values[m], n, memory_order_relaxed);
}

int64_t
metric_get(enum metric m)
{
	return atomic_load_explicit(&values[m], memory_order_relaxed);
}

void
metric_print(struct buffer *b)
{
	for (enum metric m = 0; m < METRIC_COUNT; m++) {
		const char *name = metrics[m].name;

		buffer_printf(
		    b, "# HELP soundings_%s %s\n", name, metrics[m].help);
		buffer_printf(
		    b, "# TYPE soundings_%s %s\n", name, metrics[m].type);
		buffer_printf(b, "soundings_%s ", name);
		buffer_int(b, metric_get(m));
		buffer_char(b, '\n');
	}
}
