/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http.c - where a request goes, and what its answer looks like.
 *
 * Admission comes before the body: who may not upload is told so before 20 MB
 * are on their way. POST /rpc answers with status 200 even for refused calls;
 * other statuses mean that the transport itself said no.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/log.h"
#include "soundings/metric.h"
#include "soundings/text.h"

#include "net/conn.h"
#include "net/files.h"
#include "net/poll.h"
#include "net/rpc.h"
#include "net/static.h"
#include "net/ws.h"

#include "net/http.h"

#define AGENT_MAX 160

static const char json_type[] = "application/json; charset=utf-8";
static const char text_type[] = "text/plain; charset=utf-8";

static void
answer_text(struct conn *c, int status, const char *type, const char *text)
{
	struct answer a = { .status = status, .type = type,
		.body = { text, strlen(text) } };

	conn_answer(c, &a);
}

void
http_answer_json(struct conn *c, int status, const char *cookie,
    const struct buffer *json)
{
	struct answer a = { .status = status, .type = json_type,
		.cookie = cookie, .body = { json->at, json->len } };

	conn_answer(c, &a);
}

void
http_answer_error(struct conn *c, const struct call *call)
{
	static const int statuses[] = {
		[OK] = 200, [E_INVALID] = 400, [E_DENIED] = 403,
		[E_NOT_FOUND] = 404, [E_CONFLICT] = 409, [E_BUSY] = 503,
		[E_BROKEN] = 500,
	};
	struct buffer b = { 0 };

	buffer_text(&b, "{\"error\":");
	rpc_write_error(call, &b);
	buffer_char(&b, '}');
	http_answer_json(c, statuses[call->err], NULL, &b);
	buffer_free(&b);
}

void
http_introduce(const struct conn *c, struct job *j)
{
	struct call *call = &j->call;
	char token[SECRET_TOKEN_LEN + 1];
	const char *agent = c->head.value[HEADER_USER_AGENT];

	call->address = arena_text(call->arena, c->address);
	if (agent != NULL && utf8_valid(agent, strlen(agent)))
		call->agent = arena_copy(call->arena, agent,
		    utf8_offset(agent, AGENT_MAX));
	if (filter_session(c->head.value[HEADER_COOKIE], token))
		j->token = arena_text(call->arena, token);
}

static void
rpc_answered(struct rpc *r)
{
	struct conn *c = r->user;
	struct buffer b = { 0 };

	rpc_write(r, &b);
	http_answer_json(c, 200, r->job->call.cookie, &b);
	rpc_free(r);
	buffer_free(&b);
}

static void
answer_rpc(struct conn *c)
{
	struct buffer refusal = { 0 };
	struct rpc *r = rpc_read(c->net->engine, RPC_HTTP, c->in.at,
	    (size_t)c->head.body_len, &refusal);

	if (r == NULL) {
		http_answer_json(c, 200, NULL, &refusal);
		buffer_free(&refusal);
		return;
	}
	http_introduce(c, r->job);
	if (strcmp(r->job->method->name, "event.wait") == 0) {
		poll_request(c, r);
		return;
	}
	c->awaited = true;
	rpc_submit(r, rpc_answered, c);
}

static void
unsubscribed(struct job *j)
{
	struct conn *c = j->user;

	if (j->call.err == OK)
		answer_text(c, 200, text_type, "You get no more of these.\n");
	else
		answer_text(c, j->call.err == E_BUSY ? 503 : 400, text_type,
		    j->call.why);
	engine_release(c->net->engine, j);
}

/* RFC 8058: the mail program of a person posts to the link of our mail. What
 * the body says is the same for all and is not looked at. */
static void
answer_unsubscribe(struct conn *c)
{
	struct buffer text = { 0 };
	struct json *params;
	const char *why;
	struct job *j = engine_job(c->net->engine);

	buffer_text(&text, "{\"token\":");
	json_put_text(&text, c->head.path + strlen("/unsubscribe/"));
	buffer_char(&text, '}');
	params = json_parse(text.at, text.len, &why);
	j->method = method_find("notice.unsubscribe");
	invariant(params != NULL && j->method != NULL);
	http_introduce(c, j);
	j->token = NULL;
	j->done = unsubscribed;
	j->user = c;
	c->awaited = true;
	engine_submit(c->net->engine, j, params);
	json_free(params);
	buffer_free(&text);
}

static void
answer_metrics(struct conn *c)
{
	struct buffer b = { 0 };
	struct answer a = { .status = 200,
		.type = "text/plain; version=0.0.4; charset=utf-8" };

	metric_print(&b);
	a.body = (struct blob){ b.at, b.len };
	conn_answer(c, &a);
	buffer_free(&b);
}

static void
answer_health(struct conn *c)
{
	if (engine_healthy(c->net->engine) && !c->net->stopping)
		answer_text(c, 200, text_type, "ok\n");
	else
		answer_text(c, 503, text_type, "stopping\n");
}

static const struct refusal *
admit(struct conn *c)
{
	const struct refusal *refused;

	c->route = filter_route(&c->head, c->inside);
	refused = filter_request(&c->net->filter, &c->head, c->route);
	if (refused != NULL)
		return refused;
	if (c->net->stopping && c->route != ROUTE_HEALTH)
		return filter_refusal(503);
	if (c->route == ROUTE_UPLOAD && !files_may_upload(c))
		return filter_refusal(403);
	return NULL;
}

const struct refusal *
http_admit(struct conn *c)
{
	const struct refusal *refused = admit(c);

	if (refused == NULL)
		return NULL;
	if (c->route == ROUTE_SOCKET)
		metric_add(METRIC_HANDSHAKES_REFUSED, 1);
	log_line(LOG_DEBUG, "http.refused", LOG_N("status", refused->status),
	    LOG_N("route", c->route));
	return refused;
}

void
http_request(struct conn *c)
{
	switch (c->route) {
	case ROUTE_RPC:
		answer_rpc(c);
		break;
	case ROUTE_SOCKET:
		ws_open(c);
		break;
	case ROUTE_UPLOAD:
		files_put(c);
		break;
	case ROUTE_FILE:
		files_get(c);
		break;
	case ROUTE_UNSUBSCRIBE:
		answer_unsubscribe(c);
		break;
	case ROUTE_HEALTH:
		answer_health(c);
		break;
	case ROUTE_METRICS:
		answer_metrics(c);
		break;
	case ROUTE_CLIENT:
		static_answer(c);
		break;
	case ROUTE_NONE:
		answer_text(c, 404, text_type, "There is nothing here.\n");
		break;
	}
}
