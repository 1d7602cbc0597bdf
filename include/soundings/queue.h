/* SPDX-License-Identifier: Apache-2.0 */
/*
 * queue.h - a bounded queue between threads; one of the two homes of locks.
 *
 * A pointer that is put is gone: the taker owns it. Callable from any thread.
 */
#ifndef SOUNDINGS_QUEUE_H
#define SOUNDINGS_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

struct queue;

struct queue *queue_new(size_t limit);
void queue_free(struct queue *q);
/* False: the queue is full or closed, and the caller still owns the item. */
bool queue_put(struct queue *q, void *item);
/* Waits for an item; NULL once the queue is closed and empty. */
void *queue_get(struct queue *q);
/* Takes what is there, at most `most`, without waiting. */
size_t queue_take(struct queue *q, void **items, size_t most);
/* No more puts; takers drain it and then get NULL. */
void queue_close(struct queue *q);
size_t queue_len(struct queue *q);

#endif
