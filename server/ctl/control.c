/* SPDX-License-Identifier: Apache-2.0 */
/*
 * control.c - the administrator's door: JSON-RPC over a 0600 Unix socket.
 *
 * One request a line, one answer a line, in order of completion. Nothing is
 * authenticated here: the file system says who may open the socket. Runs on
 * the loop thread.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

#include "soundings/base.h"
#include "soundings/file.h"
#include "soundings/log.h"
#include "soundings/record.h"

#include "ctl/ctl.h"

#define LINE_MAX_BYTES (25 * 1024 * 1024)

struct control {
	struct engine *engine;
	uv_pipe_t pipe;
	const char *path;
	struct peer *peers;
};

struct peer {
	uv_pipe_t pipe;
	struct control *control;
	struct buffer in;
	struct peer *next, *before;
	size_t pending; /* calls whose answers still come here */
	bool closed;
};

struct request {
	struct json *id;
	const char *jsonrpc, *method, *token, *key;
	struct json *params;
};

struct upload {
	const char *name, *text;
};

static const struct field request_fields[] = {
	F_JSON(request, id), F_TEXT_OPT(request, jsonrpc, 8),
	F_TEXT(request, method, 1, 100), F_TEXT_OPT(request, token, 64),
	F_TEXT_OPT(request, key, 64), F_JSON(request, params), F_END
};
static const struct field upload_fields[] = {
	F_TEXT(upload, name, 1, 200), F_TEXT(upload, text, 1, LINE_MAX_BYTES),
	F_END
};

struct line_out {
	uv_write_t request;
	struct buffer line;
};

static void
written(uv_write_t *request, int status)
{
	struct line_out *out = (struct line_out *)request;

	(void)status;
	buffer_free(&out->line);
	free(out);
}

static void
peer_closed(uv_handle_t *handle)
{
	struct peer *p = handle->data;

	buffer_free(&p->in);
	free(p);
}

/* Frees the peer once nothing refers to it any more. */
static void
peer_close(struct peer *p)
{
	if (!p->closed) {
		p->closed = true;
		uv_read_stop((uv_stream_t *)&p->pipe);
		if (p->before != NULL)
			p->before->next = p->next;
		else
			p->control->peers = p->next;
		if (p->next != NULL)
			p->next->before = p->before;
	}
	if (p->pending == 0 && !uv_is_closing((uv_handle_t *)&p->pipe))
		uv_close((uv_handle_t *)&p->pipe, peer_closed);
}

static void
send_line(struct peer *p, struct buffer *line)
{
	struct line_out *out;
	uv_buf_t bytes;

	if (p->closed) {
		buffer_free(line);
		return;
	}
	buffer_char(line, '\n');
	out = need_zeroed(1, sizeof(*out));
	out->line = *line;
	bytes = uv_buf_init(out->line.at, (unsigned)out->line.len);
	uv_write(&out->request, (uv_stream_t *)&p->pipe, &bytes, 1, written);
}

static void
answer(struct job *j)
{
	struct peer *p = j->user;
	struct call *c = &j->call;
	struct buffer line = { 0 };

	buffer_printf(&line, "{\"jsonrpc\":\"2.0\",\"id\":%s,", j->id);
	if (c->err == OK) {
		buffer_text(&line, "\"result\":");
		buffer_put(&line, c->reply.at, c->reply.len);
	} else {
		buffer_printf(&line, "\"error\":{\"code\":%d,\"message\":",
		    err_code(c->err));
		json_put_text(&line, c->why);
		buffer_text(&line, ",\"data\":{\"kind\":");
		json_put_text(&line, err_name(c->err));
		buffer_text(&line, ",\"field\":");
		json_put_text(&line, c->field);
		buffer_text(&line, "}}");
	}
	buffer_char(&line, '}');
	send_line(p, &line);
	engine_release(p->control->engine, j);
	p->pending--;
	if (p->closed)
		peer_close(p);
}

static void
refuse(struct peer *p, const char *why)
{
	struct buffer line = { 0 };

	buffer_text(&line, "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":"
			   "{\"code\":-32600,\"message\":");
	json_put_text(&line, why);
	buffer_text(&line, ",\"data\":{\"kind\":\"invalid\"}}}");
	send_line(p, &line);
}

/* An upload comes as text here; the bytes of HTTP are not needed. */
static bool
take_upload(struct job *j, const struct json *params)
{
	struct record_error error;
	struct upload up;
	struct file_put *put = arena_get(j->call.arena, sizeof(*put));

	if (!record_decode(j->call.arena, upload_fields, sizeof(up), params,
	    &up, &error))
		return false;
	put->name = up.name;
	put->body = (struct blob){ up.text, strlen(up.text) };
	j->call.in = put;
	return true;
}

static void
submit(struct peer *p, const struct request *r, size_t size)
{
	struct engine *e = p->control->engine;
	const struct method *m = method_find(r->method);
	struct buffer id = { 0 };
	struct job *j;

	if (m == NULL) {
		refuse(p, "there is no such method");
		return;
	}
	j = engine_job(e);
	j->size = size;
	j->method = m;
	json_write(&id, r->id);
	j->id = arena_copy(j->call.arena, id.at, id.len);
	buffer_free(&id);
	j->token = arena_text(j->call.arena, r->token);
	j->key = arena_text(j->call.arena, r->key);
	j->call.server = r->token == NULL;
	j->done = answer;
	j->user = p;
	if (strcmp(m->name, "file.put") == 0 && !take_upload(j, r->params)) {
		engine_release(e, j);
		refuse(p, "file.put takes name and text here");
		return;
	}
	p->pending++;
	engine_submit(e, j, r->params);
}

static void
take_line(struct peer *p, const char *line, size_t len)
{
	const char *why = NULL;
	struct json *j = json_parse(line, len, &why);
	struct arena *a = arena_new();
	struct record_error error = { 0 };
	struct request r;

	if (j == NULL)
		refuse(p, why);
	else if (!record_decode(a, request_fields, sizeof(r), j, &r, &error))
		refuse(p, error.why);
	else
		submit(p, &r, len);
	json_free(j);
	arena_free(a);
}

static void
take_lines(struct peer *p)
{
	size_t from = 0;
	char *end;

	while ((end = memchr(p->in.at + from, '\n', p->in.len - from)) !=
	    NULL) {
		take_line(p, p->in.at + from,
		    (size_t)(end - p->in.at) - from);
		from = (size_t)(end - p->in.at) + 1;
	}
	memmove(p->in.at, p->in.at + from, p->in.len - from);
	p->in.len -= from;
}

static void
give_room(uv_handle_t *handle, size_t wanted, uv_buf_t *room)
{
	struct peer *p = handle->data;

	(void)wanted;
	*room = uv_buf_init(buffer_reserve(&p->in, 65536), 65536);
}

static void
got(uv_stream_t *stream, ssize_t n, const uv_buf_t *room)
{
	struct peer *p = stream->data;

	(void)room;
	if (n < 0) {
		peer_close(p);
		return;
	}
	p->in.len += (size_t)n;
	if (p->in.len > LINE_MAX_BYTES) {
		peer_close(p);
		return;
	}
	if (n > 0)
		take_lines(p);
}

static void
welcome(uv_stream_t *server, int status)
{
	struct control *c = server->data;
	struct peer *p;

	if (status < 0)
		return;
	p = need_zeroed(1, sizeof(*p));
	p->control = c;
	p->next = c->peers;
	if (p->next != NULL)
		p->next->before = p;
	c->peers = p;
	uv_pipe_init(server->loop, &p->pipe, 0);
	p->pipe.data = p;
	if (uv_accept(server, (uv_stream_t *)&p->pipe) != 0 ||
	    uv_read_start((uv_stream_t *)&p->pipe, give_room, got) != 0)
		peer_close(p);
}

struct control *
control_start(struct engine *e, struct uv_loop_s *loop, const char *path)
{
	struct control *c = need_zeroed(1, sizeof(*c));
	mode_t before;
	int r;

	c->engine = e;
	c->path = path;
	uv_pipe_init(loop, &c->pipe, 0);
	c->pipe.data = c;
	unlink(path); /* the lock of the database says that nobody serves it */
	before = umask(0177);
	r = uv_pipe_bind(&c->pipe, path);
	umask(before);
	if (r == 0)
		r = uv_listen((uv_stream_t *)&c->pipe, 16, welcome);
	if (r != 0)
		fatal("setting control: cannot listen on %s: %s", path,
		    uv_strerror(r));
	return c;
}

void
control_stop(struct control *c)
{
	struct peer *next;

	uv_close((uv_handle_t *)&c->pipe, NULL);
	for (struct peer *p = c->peers; p != NULL; p = next) {
		next = p->next;
		peer_close(p);
	}
	unlink(c->path);
}

void
control_free(struct control *c)
{
	free(c);
}
