/* SPDX-License-Identifier: Apache-2.0 */
/*
 * metric.h - counters and gauges, printed as Prometheus text.
 *
 * One fixed table, relaxed atomics; callable from any thread.
 */
#ifndef SOUNDINGS_METRIC_H
#define SOUNDINGS_METRIC_H

#include <stdint.h>

#include "soundings/buffer.h"

enum metric {
	METRIC_CONNECTIONS,        /* gauge: open WebSockets */
	METRIC_POLLS,              /* gauge: parked long polls */
	METRIC_HANDSHAKES_REFUSED, /* counter */
	METRIC_CALLS,              /* counter */
	METRIC_CALLS_FAILED,       /* counter */
	METRIC_CALLS_BUSY,         /* counter: answered with busy */
	METRIC_COMMITS,            /* counter */
	METRIC_EVENTS,             /* counter */
	METRIC_DELIVERIES,         /* counter: frames given to sockets */
	METRIC_EVICTIONS,          /* counter: slow clients closed with 1013 */
	METRIC_WAL_PAGES,          /* gauge */
	METRIC_REPLICA_READS,      /* counter: calls read from the replica */
	METRIC_REPLICA_MISSES,     /* counter: ... that it could not answer */
	METRIC_STORAGE_FREE,       /* gauge: bytes, as of the last change */
	METRIC_STORAGE_LOW,        /* gauge: 1 below the free-space floor */
	METRIC_MAIL_QUEUED,        /* gauge */
	METRIC_MAIL_SENT,          /* counter */
	METRIC_MAIL_FAILED,        /* counter */
	METRIC_TURN_LONGEST,       /* gauge: us, of one turn of the loop */
	METRIC_TURN_LONGEST_CPU,   /* gauge: us that it worked itself */
	METRIC_COUNT
};

void metric_add(enum metric m, int64_t n);
void metric_set(enum metric m, int64_t n);
int64_t metric_get(enum metric m);
void metric_print(struct buffer *b);

#endif
