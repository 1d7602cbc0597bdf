/* SPDX-License-Identifier: Apache-2.0 */
/*
 * files.c - bytes in and out, around the methods file.put and file.get.
 *
 * The body of an upload goes to its call without a copy, and a download is
 * sent from where the call has put it. Files always come as attachments that
 * may run nothing, whatever they are.
 */
#include "soundings/file.h"

#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "net/files.h"
#include "net/http.h"

#define NAME_BYTES_MAX 400
#define ID_DIGITS      15

struct upload {
	struct file_put put; /* first: it is the call's input */
	struct buffer body;
};

bool
files_may_upload(const struct conn *c)
{
	struct identity who;
	char token[SECRET_TOKEN_LEN + 1];

	return filter_session(c->head.value[HEADER_COOKIE], token) &&
	    engine_identify(c->net->engine, token, &who);
}

static int
hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = strchr(digits, c >= 'A' && c <= 'F' ? c | 32 : c);

	return c != '\0' && at != NULL ? (int)(at - digits) : -1;
}

/* The name of ?name=, decoded; "" when there is none that is a text. */
static const char *
name_of(struct arena *a, const char *query)
{
	char *name = arena_get(a, strlen(query) + 1);
	size_t len = 0;

	if (strncmp(query, "name=", 5) != 0)
		return "";
	for (const char *p = query + 5; *p != '\0' && *p != '&'; p++) {
		int high = *p == '%' ? hex_digit(p[1]) : -1;
		int low = high >= 0 ? hex_digit(p[2]) : -1;

		if (low >= 0) {
			name[len++] = (char)(high * 16 + low);
			p += 2;
		} else {
			name[len++] = (char)(*p == '+' ? ' ' : *p);
		}
	}
	if (len > NAME_BYTES_MAX || !utf8_valid(name, len) ||
	    strlen(name) != len)
		return "";
	return name;
}

static void
put_done(struct job *j)
{
	struct conn *c = j->user;
	struct upload *upload = j->call.in;

	buffer_free(&upload->body);
	if (j->call.err == OK)
		http_answer_json(c, 200, NULL, &j->call.reply);
	else
		http_answer_error(c, &j->call);
	engine_release(c->net->engine, j);
}

void
files_put(struct conn *c)
{
	struct job *j = engine_job(c->net->engine);
	struct upload *upload = arena_get(j->call.arena, sizeof(*upload));

	upload->body = conn_take_body(c);
	upload->put.name = name_of(j->call.arena, c->head.query);
	upload->put.body = (struct blob){ upload->body.at, upload->body.len };
	j->call.in = upload;
	j->method = method_find("file.put");
	j->done = put_done;
	j->user = c;
	http_introduce(c, j);
	c->awaited = true;
	engine_submit(c->net->engine, j, NULL);
}

static void
get_done(struct job *j)
{
	struct conn *c = j->user;
	struct engine *e = c->net->engine;
	struct buffer headers = { 0 };
	struct answer a = { .status = 200, .attachment = true,
		.type = j->call.file_type, .body = j->call.file };

	if (j->call.err != OK || j->call.file_name == NULL) {
		http_answer_error(c, &j->call);
		engine_release(e, j);
		return;
	}
	if (strcmp(a.type, "text/plain") == 0)
		a.type = "text/plain; charset=utf-8";
	answer_put_name(&headers, j->call.file_name);
	a.headers = buffer_string(&headers);
	conn_answer_lent(c, &a, j);
	buffer_free(&headers);
}

/* A number of at most ID_DIGITS at the start of a text; 0: there is none. */
static int64_t
id_at(const char *text, size_t *len)
{
	*len = strspn(text, "0123456789");
	return *len <= ID_DIGITS ? strtoll(text, NULL, 10) : 0;
}

/* /files/ID */
static void
ask_file(struct job *j, const char *path)
{
	struct file_get *get = arena_get(j->call.arena, sizeof(*get));
	size_t len;

	get->file = id_at(path, &len);
	if (path[len] != '\0')
		get->file = 0;
	j->call.in = get;
	j->method = method_find("file.get");
}

/* /files/round/ID/FORMAT */
static void
ask_export(struct job *j, const char *path)
{
	struct export_get *get = arena_get(j->call.arena, sizeof(*get));
	size_t len;

	get->round = id_at(path, &len);
	get->format = arena_text(j->call.arena,
	    path[len] == '/' ? path + len + 1 : "");
	j->call.in = get;
	j->method = method_find("export.get");
}

void
files_get(struct conn *c)
{
	static const char round[] = "/files/round/";
	const char *path = c->head.path;
	struct job *j = engine_job(c->net->engine);

	if (strncmp(path, round, sizeof(round) - 1) == 0)
		ask_export(j, path + sizeof(round) - 1);
	else
		ask_file(j, path + strlen("/files/"));
	j->done = get_done;
	j->user = c;
	http_introduce(c, j);
	c->awaited = true;
	engine_submit(c->net->engine, j, NULL);
}
