/* SPDX-License-Identifier: Apache-2.0 */
/*
 * metric.c - counters and gauges as Prometheus text.
 */
#include "soundings/metric.h"

#include "soundings/base.h"
#include "unit.h"

#include <pthread.h>

static void *
count_up(void *arg)
{
	(void)arg;
	for (int i = 0; i < 10000; i++)
		metric_add(METRIC_EVENTS, 1);
	return NULL;
}

TEST(threads_that_count_together_lose_nothing)
{
	pthread_t threads[4];

	for (size_t i = 0; i < COUNT(threads); i++)
		pthread_create(&threads[i], NULL, count_up, NULL);
	for (size_t i = 0; i < COUNT(threads); i++)
		pthread_join(threads[i], NULL);
	EQ_INT(40000, metric_get(METRIC_EVENTS));
}

TEST(a_gauge_goes_up_and_down)
{
	metric_set(METRIC_WAL_PAGES, 12);
	metric_add(METRIC_WAL_PAGES, -5);
	EQ_INT(7, metric_get(METRIC_WAL_PAGES));
}

TEST(every_metric_is_printed_with_a_name_and_a_type)
{
	struct buffer b = { 0 };
	const char *text;
	int types = 0;

	metric_set(METRIC_CONNECTIONS, 3);
	metric_print(&b);
	text = buffer_string(&b);
	HAS_TEXT("# HELP soundings_connections open WebSockets\n"
		 "# TYPE soundings_connections gauge\n"
		 "soundings_connections 3\n",
	    text);
	HAS_TEXT("# TYPE soundings_mail_failed_total counter\n"
		 "soundings_mail_failed_total 0\n",
	    text);
	LACKS_TEXT("(null)", text);
	for (const char *p = text; (p = strstr(p, "# TYPE")) != NULL; p++)
		types++;
	EQ_INT(METRIC_COUNT, types);
	buffer_free(&b);
}
