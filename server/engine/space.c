/* SPDX-License-Identifier: Apache-2.0 */
/*
 * space.c - is there room on the disk of the database?
 *
 * Asked before every change, on the writer: the system call costs a thousandth
 * of what the change does, and a value kept from a moment ago would be wrong
 * just when it matters. A database that is no file here has no floor here.
 */
#include <sys/statvfs.h>

#include "soundings/log.h"
#include "soundings/metric.h"
#include "soundings/settings.h"
#include "soundings/store.h"

#include "engine/lanes.h"

/* Tells once when it becomes short, and once when it is well again. */
static void
note_space(int64_t room, bool is_short)
{
	bool was_short = metric_get(METRIC_STORAGE_LOW) != 0;

	metric_set(METRIC_STORAGE_FREE, room);
	metric_set(METRIC_STORAGE_LOW, is_short);
	if (is_short && !was_short)
		log_line(LOG_ALARM, "storage.low", LOG_N("free_bytes", room));
	if (!is_short && was_short)
		log_line(LOG_WARN, "storage.well", LOG_N("free_bytes", room));
}

bool
space_is_short(const struct settings *s)
{
	const char *file = store_file(s->store);
	struct statvfs disk;
	int64_t room;
	bool is_short;

	if (file == NULL || statvfs(file, &disk) != 0)
		return false;
	room = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
	is_short = room < s->storage_floor;
	note_space(room, is_short);
	return is_short;
}
