/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bell.c - LISTEN and NOTIFY on a connection of their own.
 *
 * NOTIFY is a transaction that waits for the disk unless it is told not to. A
 * lost connection is made again by bell_wait, at most once a second; what
 * rang meanwhile nobody knows, so that counts as a ring.
 */
#include "soundings/bell.h"

#include "soundings/base.h"
#include "soundings/clock.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "store/postgres.h"

#define RETRY_MS 1000

struct bell {
	char *store;
	PGconn *conn;     /* NULL: lost */
	int64_t retry_at; /* monotonic */
};

struct bell *
bell_new(const char *store)
{
	struct bell *b = need_zeroed(1, sizeof(*b));

	b->store = strdup(store);
	invariant(b->store != NULL);
	return b;
}

static void
lose(struct bell *b)
{
	PQfinish(b->conn);
	b->conn = NULL;
}

void
bell_free(struct bell *b)
{
	lose(b);
	free(b->store);
	free(b);
}

static void
run(struct bell *b, const char *sql)
{
	PGresult *r = PQexec(b->conn, sql);
	ExecStatusType status = PQresultStatus(r);

	PQclear(r);
	if (status != PGRES_COMMAND_OK)
		lose(b);
}

/* True: there is a new connection. */
static bool
connect_again(struct bell *b)
{
	struct arena *a;
	const char *why;

	if (clock_monotonic() < b->retry_at)
		return false;
	b->retry_at = clock_monotonic() + RETRY_MS;
	a = arena_new();
	b->conn = postgres_connect(b->store, POSTGRES_UPKEEP, a, &why);
	arena_free(a);
	if (b->conn != NULL)
		run(b, "SET synchronous_commit = off; LISTEN soundings");
	return b->conn != NULL;
}

/* Has somebody else rung, of what has been received? */
static bool
rang(struct bell *b)
{
	int self = PQbackendPID(b->conn);
	bool yes = false;
	PGnotify *n;

	while ((n = PQnotifies(b->conn)) != NULL) {
		yes |= n->be_pid != self;
		PQfreemem(n);
	}
	return yes;
}

bool
bell_wait(struct bell *b, int fd, int ms)
{
	struct pollfd wait[2] = { { .fd = fd, .events = POLLIN },
		{ .fd = -1, .events = POLLIN } };

	if (b->conn == NULL && connect_again(b))
		return true;
	if (b->conn != NULL && rang(b))
		return true;
	if (b->conn != NULL)
		wait[1].fd = PQsocket(b->conn);
	poll(wait, COUNT(wait), ms);
	if (b->conn == NULL || wait[1].revents == 0)
		return false;
	if (PQconsumeInput(b->conn) == 1)
		return rang(b);
	lose(b);
	return false;
}

void
bell_ring(struct bell *b)
{
	if (b->conn != NULL)
		run(b, "NOTIFY soundings");
}
