/* SPDX-License-Identifier: Apache-2.0 */
/*
 * queue.c - a bounded queue between threads.
 */
#include "soundings/queue.h"

#include "soundings/base.h"
#include "unit.h"

#include <pthread.h>

#define PUTTERS 3
#define TAKERS 3
#define EACH 5000

TEST(items_come_out_in_the_order_they_went_in)
{
	struct queue *q = queue_new(3);
	int items[7];

	for (size_t i = 0; i < COUNT(items); i++) {
		YES(queue_put(q, &items[i]));
		EQ_INT(1, queue_len(q));
		YES(queue_get(q) == &items[i]);
	}
	EQ_INT(0, queue_len(q));
	queue_free(q);
}

TEST(a_full_queue_refuses_and_a_taken_place_is_free_again)
{
	struct queue *q = queue_new(2);
	int a, b, c;

	YES(queue_put(q, &a));
	YES(queue_put(q, &b));
	NO(queue_put(q, &c));
	YES(queue_get(q) == &a);
	YES(queue_put(q, &c));
	YES(queue_get(q) == &b);
	YES(queue_get(q) == &c);
	queue_free(q);
}

TEST(take_does_not_wait_and_takes_at_most_what_is_asked)
{
	struct queue *q = queue_new(4);
	int a, b, c;
	void *taken[4];

	EQ_INT(0, queue_take(q, taken, 4));
	queue_put(q, &a);
	queue_put(q, &b);
	queue_put(q, &c);
	EQ_INT(2, queue_take(q, taken, 2));
	YES(taken[0] == &a && taken[1] == &b);
	EQ_INT(1, queue_take(q, taken, 4));
	YES(taken[0] == &c);
	queue_free(q);
}

TEST(a_closed_queue_is_drained_and_then_ends)
{
	struct queue *q = queue_new(2);
	int a, b;

	queue_put(q, &a);
	queue_close(q);
	NO(queue_put(q, &b));
	YES(queue_get(q) == &a);
	YES(queue_get(q) == NULL);
	YES(queue_get(q) == NULL);
	queue_free(q);
}

struct crowd {
	struct queue *q;
	int seen[PUTTERS * EACH];
	int *items;
	int first; /* of this putter */
};

static void *
put_many(void *arg)
{
	struct crowd *crowd = arg;

	for (int i = 0; i < EACH; i++)
		while (!queue_put(crowd->q, &crowd->items[crowd->first + i]))
			sched_yield();
	return NULL;
}

static void *
take_many(void *arg)
{
	struct crowd *crowd = arg;
	int *item;

	while ((item = queue_get(crowd->q)) != NULL)
		crowd->seen[item - crowd->items]++;
	return NULL;
}

TEST(among_many_threads_nothing_is_lost_and_nothing_comes_twice)
{
	static int items[PUTTERS * EACH];
	static struct crowd putters[PUTTERS], takers[TAKERS];
	pthread_t threads[PUTTERS + TAKERS];
	struct queue *q = queue_new(64);
	int times;

	for (int i = 0; i < PUTTERS; i++) {
		putters[i].q = q;
		putters[i].items = items;
		putters[i].first = i * EACH;
		pthread_create(&threads[i], NULL, put_many, &putters[i]);
	}
	for (int i = 0; i < TAKERS; i++) {
		takers[i].q = q;
		takers[i].items = items;
		pthread_create(
		    &threads[PUTTERS + i], NULL, take_many, &takers[i]);
	}
	for (int i = 0; i < PUTTERS; i++)
		pthread_join(threads[i], NULL);
	queue_close(q);
	for (int i = 0; i < TAKERS; i++)
		pthread_join(threads[PUTTERS + i], NULL);
	for (int n = 0; n < PUTTERS * EACH; n++) {
		times = 0;
		for (int i = 0; i < TAKERS; i++)
			times += takers[i].seen[n];
		CASE("item %d", n);
		EQ_INT(1, times);
	}
	queue_free(q);
}
