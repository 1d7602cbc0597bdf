/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tables.c - all that the server can be asked, and all that can happen.
 */
#include "domain/rooms.h"

#define METHODS_OF(name) name##_methods,
#define EVENTS_OF(name) name##_events,

const struct method *const method_tables[] = {
	ROOM_METHODS(METHODS_OF) NULL
};

const struct event_kind *const event_tables[] = {
	ROOM_EVENTS(EVENTS_OF) NULL
};
