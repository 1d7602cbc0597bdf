/* SPDX-License-Identifier: Apache-2.0 */
/*
 * merge.c - the events of all servers in the one order of the log. Loop.
 *
 * The hub takes them without a gap. Those of this server may come before those
 * they follow, which another server wrote: they are held until the ear has read
 * the others' from the log. Too many are let go, and read from the log too.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"

#include "engine/lanes.h"

#define HELD_MAX 4096

struct held {
	struct held *next;
	struct event event;
	char json[];
};

static void
hold(struct engine *e, const struct event *event)
{
	struct held *h = need(sizeof(*h) + event->json_len);

	h->next = NULL;
	h->event = *event;
	h->event.next = NULL;
	h->event.json = memcpy(h->json, event->json, event->json_len);
	if (e->held == NULL)
		e->held = h;
	else
		e->held_last->next = h;
	e->held_last = h;
	e->held_count++;
}

static void
let_go(struct engine *e)
{
	struct held *h = e->held;

	e->held = h->next;
	e->held_count--;
	free(h);
}

static void
publish(struct engine *e, const struct event *event)
{
	hub_publish(e->hub, event);
	atomic_store(&e->told, event->seq);
}

/* Those whose turn has come, and those that came another way. */
static void
publish_held(struct engine *e)
{
	while (e->held != NULL &&
	    e->held->event.seq <= atomic_load(&e->told) + 1) {
		if (e->held->event.seq > atomic_load(&e->told))
			publish(e, &e->held->event);
		let_go(e);
	}
}

static void
take(struct engine *e, const struct event *event)
{
	struct event one = *event;

	one.next = NULL;
	if (event->seq > atomic_load(&e->told) + 1)
		hold(e, event);
	else if (event->seq > atomic_load(&e->told))
		publish(e, &one);
}

void
merge_events(struct engine *e, const struct event *events)
{
	for (; events != NULL; events = events->next)
		take(e, events);
	publish_held(e);
	if (e->held_count > HELD_MAX)
		merge_free(e);
	atomic_store(&e->gap_end, e->held != NULL ? e->held->event.seq : 0);
	if (e->held != NULL)
		ear_look(e);
}

void
merge_free(struct engine *e)
{
	while (e->held != NULL)
		let_go(e);
}
