/* SPDX-License-Identifier: Apache-2.0 */
/*
 * turn.c - how long the loop's turns take. Loop thread.
 *
 * Told apart are the time that passed and the time for which this thread had a
 * core: the first alone would blame the server for a busy machine. The wait for
 * something to happen belongs to no turn.
 */
#include <uv.h>

#include "soundings/clock.h"
#include "soundings/metric.h"

#include "net/edge.h"

enum { NS_PER_US = 1000 };

static void
read_now(struct turn *t, struct uv_loop_s *loop)
{
	t->idle = (int64_t)(uv_metrics_idle_time(loop) / NS_PER_US);
	t->at = clock_monotonic_us();
	t->cpu = clock_thread_us();
}

static void
raise_to(enum metric longest, int64_t us)
{
	if (us > metric_get(longest))
		metric_set(longest, us);
}

void
turn_begin(struct turn *t, struct uv_loop_s *loop)
{
	uv_loop_configure(loop, UV_METRICS_IDLE_TIME);
	read_now(t, loop);
}

void
turn_over(struct turn *t, struct uv_loop_s *loop)
{
	struct turn before = *t;

	read_now(t, loop);
	raise_to(METRIC_TURN_LONGEST,
	    (t->at - before.at) - (t->idle - before.idle));
	raise_to(METRIC_TURN_LONGEST_CPU, t->cpu - before.cpu);
}
