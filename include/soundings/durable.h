/* SPDX-License-Identifier: Apache-2.0 */
/*
 * durable.h - files that are still there after a power cut.
 *
 * A new file is written beside its place, synced, and put there by rename or
 * link; then its directory is synced, for the name is kept in it. For the
 * database SQLite does the same. Callable from any thread.
 */
#ifndef SOUNDINGS_DURABLE_H
#define SOUNDINGS_DURABLE_H

#include <stdbool.h>
#include <stddef.h>

/* Writes it all and waits for the disk. False: errno says why. */
bool durable_write(int file, const void *bytes, size_t len);
/* Waits until what was made, renamed or removed where `path` stands is on the
 * disk. False: errno says why. */
bool durable_name(const char *path);

#endif
