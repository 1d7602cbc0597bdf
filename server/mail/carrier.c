/* SPDX-License-Identifier: Apache-2.0 */
/*
 * carrier.c - the mail thread: letters in, letters with a result out.
 *
 * It composes and sends, or writes files. It decides nothing: a letter goes
 * back with what happened to it. Two queues are all that it shares.
 */
#include "mail/carrier.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"
#include "soundings/queue.h"

#include "mail/relay.h"
#include "mail/sign.h"

#define STALE_AFTER (40 * SECOND) /* within the lease of a minute */
#define STOP_MS 2000
#define IDLE_MS 60000

struct carrier {
	const struct settings *settings;
	struct relay *relay; /* NULL: files are written */
	struct signer *signer; /* NULL: somebody else signs, or nobody */
	struct queue *in, *out;
	pthread_t thread;
	atomic_bool stopping;
	_Atomic int64_t renewed_at; /* monotonic */
	void (*done)(void *user);
	void *user;
};

static void
give_back(struct carrier *c, struct letter *l)
{
	bool put = queue_put(c->out, l);

	invariant(put); /* it has room for all that was given */
	c->done(c->user);
}

static void
give_back_as(
    struct carrier *c, struct letter *l, const char *result, const char *why)
{
	l->result = result;
	snprintf(l->reply, sizeof(l->reply), "%s", why);
	give_back(c, l);
}

static void
give_back_all(struct carrier *c, struct letter *list)
{
	struct letter *next;

	for (; list != NULL; list = next) {
		next = list->next;
		give_back(c, list);
	}
}

/* Is the letter ours no more, for all we know? */
static bool
is_stale(struct carrier *c, const struct letter *l)
{
	int64_t since = atomic_load(&c->renewed_at);

	if (since < l->leased_at)
		since = l->leased_at;
	return clock_monotonic() - since > STALE_AFTER;
}

static void
carry(struct carrier *c, struct letter *l)
{
	if (is_stale(c, l)) {
		give_back_as(c, l, "held", "waited too long for its turn");
		return;
	}
	if (!compose(l, c->settings)) {
		log_line(LOG_ALARM, "mail.unsound", LOG_N("mail", l->mail.id));
		give_back_as(c, l, "refused", "not a sound message");
		return;
	}
	if (c->signer != NULL)
		signer_sign(c->signer, l);
	if (c->relay != NULL) {
		relay_send(c->relay, l);
		return;
	}
	directory_write(l, c->settings);
	give_back(c, l);
}

/* Begins what can begin. */
static void
begin_some(struct carrier *c)
{
	struct letter *l;

	while (relay_ready(c->relay) && queue_take(c->in, (void **)&l, 1) == 1)
		carry(c, l);
}

/* Files need no waiting for a network, so the queue itself is waited for. */
static void
write_files(struct carrier *c)
{
	struct letter *l;

	while ((l = queue_get(c->in)) != NULL) {
		if (atomic_load(&c->stopping))
			give_back_as(c, l, "held", "the server stops");
		else
			carry(c, l);
	}
}

static void
use_relay(struct carrier *c)
{
	int64_t end;
	struct letter *l;

	while (!atomic_load(&c->stopping)) {
		begin_some(c);
		give_back_all(c, relay_move(c->relay));
		if (!relay_ready(c->relay) || queue_len(c->in) == 0)
			relay_wait(c->relay, IDLE_MS);
	}
	while (queue_take(c->in, (void **)&l, 1) == 1)
		give_back_as(c, l, "held", "the server stops");
	end = clock_monotonic() + STOP_MS;
	while (!relay_idle(c->relay) && clock_monotonic() < end) {
		give_back_all(c, relay_move(c->relay));
		if (!relay_idle(c->relay))
			relay_wait(c->relay, 100);
	}
	give_back_all(c, relay_abandon(c->relay));
}

static void *
carrier_main(void *arg)
{
	struct carrier *c = arg;

	doing("mail");
	if (c->relay != NULL)
		use_relay(c);
	else
		write_files(c);
	return NULL;
}

struct carrier *
carrier_start(const struct settings *s, void (*done)(void *user), void *user)
{
	struct carrier *c = need_zeroed(1, sizeof(*c));

	c->settings = s;
	c->done = done;
	c->user = user;
	c->in = queue_new(CARRIER_ROOM);
	c->out = queue_new(CARRIER_ROOM);
	if (strcmp(s->mail_mode, "relay") == 0)
		c->relay = relay_new(s);
	else
		directory_start(s->mail_directory);
	c->signer = signer_new(s);
	if (pthread_create(&c->thread, NULL, carrier_main, c) != 0)
		fatal("cannot start a thread; are there too many?");
	return c;
}

void
carrier_give(struct carrier *c, struct letter *l)
{
	bool put = queue_put(c->in, l);

	invariant(put); /* nobody gives more than there is room for */
	if (c->relay != NULL)
		relay_wake(c->relay);
}

void
carrier_renewed(struct carrier *c, int64_t at)
{
	atomic_store(&c->renewed_at, at);
}

struct letter *
carrier_take(struct carrier *c)
{
	struct letter *l;

	return queue_take(c->out, (void **)&l, 1) == 1 ? l : NULL;
}

void
carrier_stop(struct carrier *c)
{
	atomic_store(&c->stopping, true);
	queue_close(c->in);
	if (c->relay != NULL)
		relay_wake(c->relay);
	pthread_join(c->thread, NULL);
}

void
carrier_free(struct carrier *c)
{
	if (c->relay != NULL)
		relay_free(c->relay);
	signer_free(c->signer);
	queue_free(c->in);
	queue_free(c->out);
	free(c);
}
