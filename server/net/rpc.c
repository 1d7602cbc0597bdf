/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rpc.c - reading requests, writing answers.
 *
 * The envelope is a record like any other, so it is read as strictly: unknown
 * members, other versions and wrong types are refused. Batches are not taken
 * (the turn of the loop is the batch), nor requests without an id: every
 * request here has an answer.
 */
#include "net/rpc.h"

#include <string.h>

#include "soundings/base.h"

#define NOT_JSON      (-32700)
#define NOT_A_REQUEST (-32600)
#define NO_METHOD     (-32601)
#define NAME_MAX      100
#define ID_MAX        100
#define KEY_MIN       16
#define KEY_MAX       64

struct envelope {
	const char *jsonrpc, *method, *key;
	struct json *id, *params;
};

static const char *const versions[] = { "2.0", NULL };

static const struct field envelope_fields[] = {
	F_CHOICE(envelope, jsonrpc, versions), F_JSON(envelope, id),
	F_TEXT(envelope, method, 1, NAME_MAX), F_JSON(envelope, params),
	{ .name = "key", .type = FIELD_TEXT, .min = KEY_MIN, .max = KEY_MAX,
	    .offset = FIELD_AT(envelope, key, const char *), .optional = true },
	F_END
};

/* Methods that do not go over every edge, and what to do instead. */
static const struct {
	const char *method;
	enum rpc_edge not_over;
	const char *why;
} elsewhere[] = {
	{ "session.sign_in", RPC_SOCKET, "Sign in by POST /rpc." },
	{ "session.open_link", RPC_SOCKET, "Open links by POST /rpc." },
	{ "session.sign_out", RPC_SOCKET, "Sign out by POST /rpc." },
	{ "invitation.accept", RPC_SOCKET, "Accept by POST /rpc." },
	{ "event.wait", RPC_SOCKET, "Events come over this socket anyway." },
	{ "file.put", RPC_SOCKET, "Files are sent by POST /files." },
	{ "file.put", RPC_HTTP, "Files are sent by POST /files." },
	{ "file.get", RPC_SOCKET, "Files are read by GET /files/ID." },
	{ "file.get", RPC_HTTP, "Files are read by GET /files/ID." },
	{ "export.get", RPC_SOCKET, "Read it by GET /files/round/ID/FORMAT." },
	{ "export.get", RPC_HTTP, "Read it by GET /files/round/ID/FORMAT." },
};

static void
write_error(struct buffer *b, int code, const char *why, const char *kind,
    const char *field, const char *reason)
{
	buffer_text(b, "{\"code\":");
	buffer_int(b, code);
	buffer_text(b, ",\"message\":");
	json_put_text(b, why);
	buffer_text(b, ",\"data\":{\"kind\":");
	json_put_text(b, kind);
	if (field != NULL) {
		buffer_text(b, ",\"field\":");
		json_put_text(b, field);
	}
	if (reason != NULL) {
		buffer_text(b, ",\"reason\":");
		json_put_text(b, reason);
	}
	buffer_text(b, "}}");
}

static void
begin(struct buffer *b, const char *id)
{
	buffer_text(b, "{\"jsonrpc\":\"2.0\",\"id\":");
	buffer_text(b, id);
}

static void
refuse(struct buffer *b, const char *id, int code, const char *why)
{
	begin(b, id);
	buffer_text(b, ",\"error\":");
	write_error(b, code, why, err_name(E_INVALID), NULL, NULL);
	buffer_char(b, '}');
}

/* The id as JSON text, if it is a string or a number of decent length. */
static const char *
id_text(struct arena *a, const struct json *tree)
{
	const struct json *id = NULL;
	struct buffer b = { 0 };
	const char *text = NULL;

	if (json_is_object(tree))
		id = json_at(tree, "id");
	if (id != NULL)
		json_write(&b, id);
	if (b.len > 0 && b.len <= ID_MAX &&
	    strchr("\"-0123456789", b.at[0]) != NULL)
		text = arena_copy(a, b.at, b.len);
	buffer_free(&b);
	return text;
}

/* Why the method is not to be had over this edge; NULL: it is. */
static const char *
not_here(const char *method, enum rpc_edge edge)
{
	for (size_t i = 0; i < COUNT(elsewhere); i++)
		if (elsewhere[i].not_over == edge &&
		    strcmp(elsewhere[i].method, method) == 0)
			return elsewhere[i].why;
	return NULL;
}

/* Fills in the job from the tree; false: refused. */
static bool
read_envelope(struct rpc *r, enum rpc_edge edge, struct buffer *refusal)
{
	struct job *j = r->job;
	struct arena *a = j->call.arena;
	struct record_error error = { 0 };
	struct envelope envelope;
	const char *id = id_text(a, r->tree);
	const char *why;

	if (!record_decode(a, envelope_fields, sizeof(envelope), r->tree,
	    &envelope, &error)) {
		why = error.field == NULL
		    ? error.why
		    : arena_printf(a, "%s: %s", error.field, error.why);
		refuse(refusal, id != NULL ? id : "null", NOT_A_REQUEST, why);
		return false;
	}
	if (id == NULL) {
		refuse(refusal, "null", NOT_A_REQUEST,
		    "a request has an id: a short string or a number");
		return false;
	}
	j->method = method_find(envelope.method);
	if (j->method == NULL || j->method->who == WHO_SERVER) {
		refuse(refusal, id, NO_METHOD, "there is no such method");
		return false;
	}
	why = not_here(envelope.method, edge);
	if (why != NULL) {
		refuse(refusal, id, err_code(E_INVALID), why);
		return false;
	}
	j->id = arena_text(a, id);
	j->key = j->method->kind == WRITE ? envelope.key : NULL;
	r->params = envelope.params;
	return true;
}

struct rpc *
rpc_read(struct engine *e, enum rpc_edge edge, const char *text, size_t len,
    struct buffer *refusal)
{
	const char *why = NULL;
	struct json *tree = json_parse(text, len, &why);
	struct job *j;
	struct rpc *r;

	if (tree == NULL) {
		refuse(refusal, "null", NOT_JSON, why);
		return NULL;
	}
	j = engine_job(e);
	j->size = len;
	r = arena_get(j->call.arena, sizeof(*r));
	r->engine = e;
	r->job = j;
	r->tree = tree;
	if (read_envelope(r, edge, refusal))
		return r;
	rpc_free(r);
	return NULL;
}

static void
done(struct job *j)
{
	struct rpc *r = j->user;

	r->answered(r);
}

void
rpc_submit(struct rpc *r, void (*answered)(struct rpc *r), void *user)
{
	static const char nothing[] = "{}";
	const char *why;

	r->answered = answered;
	r->user = user;
	r->job->done = done;
	r->job->user = r;
	if (r->params == NULL) {
		json_free(r->tree);
		r->tree = json_parse(nothing, sizeof(nothing) - 1, &why);
		r->params = r->tree;
	}
	engine_submit(r->engine, r->job, r->params);
}

void
rpc_write_error(const struct call *c, struct buffer *b)
{
	write_error(b, err_code(c->err), c->why, err_name(c->err), c->field,
	    c->reason);
}

void
rpc_write(const struct rpc *r, struct buffer *b)
{
	const struct call *c = &r->job->call;

	begin(b, r->job->id);
	if (c->err == OK) {
		buffer_text(b, ",\"result\":");
		buffer_put(b, c->reply.at, c->reply.len);
	} else {
		buffer_text(b, ",\"error\":");
		rpc_write_error(c, b);
	}
	buffer_char(b, '}');
}

void
rpc_free(struct rpc *r)
{
	json_free(r->tree);
	engine_release(r->engine, r->job);
}
