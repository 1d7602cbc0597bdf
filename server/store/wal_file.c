/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wal_file.c - the write-ahead log, written in one go.
 *
 * SQLite writes each page of a commit into its log with two calls, a header and
 * the page: two dozen for one post, one behind the other. This file system
 * (a "VFS" of SQLite) keeps what is written to the log until SQLite does
 * anything else with it, above all sync it, and hands it on as one write. So
 * nothing that SQLite believes to be in the file is missing when it matters:
 * the sync comes before the commit is shown to anybody. Every other file goes
 * straight to the file system that SQLite brings.
 */
#include <pthread.h>
#include <string.h>

#include "soundings/base.h"

#include "store/sqlite.h"

#define NAME     "one-write"
/* SQLite's own file system writes at most 0x1ffff bytes at a time, and takes a
 * write of exactly 0x20000 for a full disk. */
#define KEPT_MAX ((size_t)0x1ffff)

struct wal_file {
	sqlite3_file file; /* first: SQLite's view of it */
	sqlite3_file *real;
	unsigned char *kept;
	size_t len;
	sqlite3_int64 at; /* where in the file `kept` belongs */
};

static sqlite3_vfs *plain; /* SQLite's own */

static struct wal_file *
ours(sqlite3_file *f)
{
	return (struct wal_file *)f;
}

/* Hands on what is kept. When that fails it is gone, and so is the transaction
 * whose operation is told so. */
static int
hand_on(struct wal_file *w)
{
	size_t len = w->len;

	w->len = 0;
	if (len == 0)
		return SQLITE_OK;
	return w->real->pMethods->xWrite(w->real, w->kept, (int)len, w->at);
}

static int
wal_write(sqlite3_file *f, const void *bytes, int n, sqlite3_int64 at)
{
	struct wal_file *w = ours(f);
	size_t len = (size_t)n;
	int rc;

	if (at != w->at + (sqlite3_int64)w->len || w->len + len > KEPT_MAX) {
		rc = hand_on(w);
		if (rc != SQLITE_OK)
			return rc;
		w->at = at;
	}
	if (len > KEPT_MAX)
		return w->real->pMethods->xWrite(w->real, bytes, n, at);
	memcpy(w->kept + w->len, bytes, len);
	w->len += len;
	return SQLITE_OK;
}

static int
wal_read(sqlite3_file *f, void *bytes, int n, sqlite3_int64 at)
{
	struct wal_file *w = ours(f);
	int rc = hand_on(w);

	return rc != SQLITE_OK
	    ? rc : w->real->pMethods->xRead(w->real, bytes, n, at);
}

static int
wal_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	struct wal_file *w = ours(f);
	int rc = hand_on(w);

	return rc != SQLITE_OK
	    ? rc : w->real->pMethods->xTruncate(w->real, size);
}

static int
wal_sync(sqlite3_file *f, int flags)
{
	struct wal_file *w = ours(f);
	int rc = hand_on(w);

	return rc != SQLITE_OK ? rc : w->real->pMethods->xSync(w->real, flags);
}

static int
wal_size(sqlite3_file *f, sqlite3_int64 *size)
{
	struct wal_file *w = ours(f);
	int rc = hand_on(w);

	return rc != SQLITE_OK ? rc
			       : w->real->pMethods->xFileSize(w->real, size);
}

static int
wal_close(sqlite3_file *f)
{
	struct wal_file *w = ours(f);
	int rc = hand_on(w), closed = w->real->pMethods->xClose(w->real);

	sqlite3_free(w->kept);
	return rc != SQLITE_OK ? rc : closed;
}

static int
wal_control(sqlite3_file *f, int what, void *arg)
{
	struct wal_file *w = ours(f);
	int rc = hand_on(w);

	return rc != SQLITE_OK
	    ? rc : w->real->pMethods->xFileControl(w->real, what, arg);
}

static int
wal_sector(sqlite3_file *f)
{
	struct wal_file *w = ours(f);

	return w->real->pMethods->xSectorSize(w->real);
}

static int
wal_device(sqlite3_file *f)
{
	struct wal_file *w = ours(f);

	return w->real->pMethods->xDeviceCharacteristics(w->real);
}

/* Locks are for database files only; SQLite's own journals in memory have
 * none either. */
static const sqlite3_io_methods wal_methods = {
	.iVersion = 1,
	.xClose = wal_close,
	.xRead = wal_read,
	.xWrite = wal_write,
	.xTruncate = wal_truncate,
	.xSync = wal_sync,
	.xFileSize = wal_size,
	.xFileControl = wal_control,
	.xSectorSize = wal_sector,
	.xDeviceCharacteristics = wal_device,
};

static int
open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags,
    int *got)
{
	struct wal_file *w = ours(f);
	int rc;

	(void)vfs;
	if ((flags & SQLITE_OPEN_WAL) == 0)
		return plain->xOpen(plain, name, f, flags, got);
	memset(w, 0, sizeof(*w));
	w->real = (sqlite3_file *)(w + 1);
	w->kept = sqlite3_malloc64(KEPT_MAX);
	if (w->kept == NULL)
		return SQLITE_NOMEM;
	rc = plain->xOpen(plain, name, w->real, flags, got);
	if (rc == SQLITE_OK)
		f->pMethods = &wal_methods;
	else
		sqlite3_free(w->kept);
	return rc;
}

static void
make_one_write(void)
{
	static sqlite3_vfs vfs;

	plain = sqlite3_vfs_find(NULL);
	invariant(plain != NULL);
	vfs = *plain;
	vfs.pNext = NULL;
	vfs.zName = NAME;
	vfs.szOsFile = (int)sizeof(struct wal_file) + plain->szOsFile;
	vfs.xOpen = open_file;
	invariant(sqlite3_vfs_register(&vfs, 0) == SQLITE_OK);
}

const char *
sqlite_one_write(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, make_one_write);
	return NAME;
}
