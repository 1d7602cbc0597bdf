/* SPDX-License-Identifier: Apache-2.0 */
/*
 * inbox.c - between the mailbox thread and the engine; loop thread.
 *
 * It only passes on: a question of the thread becomes a call of the server, and
 * its answer goes back. The thread waits for it, so that mails are dealt with
 * one by one and in their order.
 */
#include "soundings/inbox.h"

#include <stdlib.h>
#include <string.h>
#include <uv.h>

#include "soundings/base.h"
#include "soundings/record.h"

#include "mail/inbox_reader.h"

struct inbox {
	struct engine *engine;
	struct reader *reader; /* NULL: no mailbox is read */
	uv_async_t wake;
	struct question *out;  /* its call is on its way; NULL: none */
};

static void
answered(struct job *j)
{
	struct inbox *b = j->user;
	struct question *q = b->out;
	struct call *c = &j->call;

	q->err = c->err;
	q->why = arena_text(q->arena, c->why);
	q->reply = arena_copy(q->arena, c->reply.at, c->reply.len);
	engine_release(b->engine, j);
	b->out = NULL;
	reader_answer(b->reader, q);
}

static void
ask(struct inbox *b, struct question *q)
{
	struct job *j = engine_job(b->engine);
	const char *why = NULL;
	struct json *params = json_parse(q->params, strlen(q->params), &why);

	invariant(params != NULL);
	j->method = method_find(q->method);
	j->call.server = true;
	j->user = b;
	j->done = answered;
	b->out = q;
	engine_submit(b->engine, j, params);
	json_free(params);
}

static void
on_wake(uv_async_t *wake)
{
	struct inbox *b = wake->data;
	struct question *q = reader_question(b->reader);

	if (q != NULL)
		ask(b, q);
}

/* On the reader's thread. */
static void
on_asks(void *user)
{
	struct inbox *b = user;

	uv_async_send(&b->wake);
}

struct inbox *
inbox_start(struct engine *e, struct uv_loop_s *loop, const struct settings *s)
{
	struct inbox *b = need_zeroed(1, sizeof(*b));

	b->engine = e;
	if (strcmp(s->mail_in, "imap") != 0)
		return b;
	uv_async_init(loop, &b->wake, on_wake);
	b->wake.data = b;
	b->reader = reader_start(s, on_asks, b);
	return b;
}

void
inbox_stop(struct inbox *b)
{
	if (b->reader == NULL)
		return;
	reader_stop(b->reader);
	uv_close((uv_handle_t *)&b->wake, NULL);
}

void
inbox_free(struct inbox *b)
{
	if (b->reader != NULL)
		reader_free(b->reader);
	free(b);
}
