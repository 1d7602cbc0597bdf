/* SPDX-License-Identifier: Apache-2.0 */
/*
 * queue.c - a bounded ring under one lock.
 *
 * Every door is callable from any thread, but queue_free only when no other
 * thread can still come. Putting never waits: a full queue is the caller's
 * answer "busy", not a stop of the loop.
 */
#include "soundings/queue.h"

#include "soundings/base.h"

#include <pthread.h>
#include <stdlib.h>

struct queue {
	pthread_mutex_t lock;
	pthread_cond_t some; /* an item came, or the queue was closed */
	bool closed;
	size_t first, len, limit;
	void **ring;
};

struct queue *
queue_new(size_t limit)
{
	struct queue *q = need_zeroed(1, sizeof(*q));

	invariant(limit > 0);
	q->lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
	q->some = (pthread_cond_t)PTHREAD_COND_INITIALIZER;
	q->limit = limit;
	q->ring = need_zeroed(limit, sizeof(*q->ring));
	return q;
}

void
queue_free(struct queue *q)
{
	if (!q)
		return;
	pthread_cond_destroy(&q->some);
	pthread_mutex_destroy(&q->lock);
	free(q->ring);
	free(q);
}

bool
queue_put(struct queue *q, void *item)
{
	bool taken;

	pthread_mutex_lock(&q->lock);
	taken = !q->closed && q->len < q->limit;
	if (taken)
		q->ring[(q->first + q->len++) % q->limit] = item;
	pthread_mutex_unlock(&q->lock);
	/* Not under the lock: on a busy core the taker starts at once, and
	 * would have to wait for the lock again. */
	if (taken)
		pthread_cond_signal(&q->some);
	return taken;
}

/* Under the lock, when there is one. */
static void *
queue_first(struct queue *q)
{
	void *item = q->ring[q->first];

	q->first = (q->first + 1) % q->limit;
	q->len--;
	return item;
}

void *
queue_get(struct queue *q)
{
	void *item = NULL;

	pthread_mutex_lock(&q->lock);
	while (q->len == 0 && !q->closed)
		pthread_cond_wait(&q->some, &q->lock);
	if (q->len > 0)
		item = queue_first(q);
	pthread_mutex_unlock(&q->lock);
	return item;
}

size_t
queue_take(struct queue *q, void **items, size_t most)
{
	size_t n = 0;

	pthread_mutex_lock(&q->lock);
	while (n < most && q->len > 0)
		items[n++] = queue_first(q);
	pthread_mutex_unlock(&q->lock);
	return n;
}

void
queue_close(struct queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->closed = true;
	pthread_cond_broadcast(&q->some);
	pthread_mutex_unlock(&q->lock);
}

size_t
queue_len(struct queue *q)
{
	size_t len;

	pthread_mutex_lock(&q->lock);
	len = q->len;
	pthread_mutex_unlock(&q->lock);
	return len;
}
