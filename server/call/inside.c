/* SPDX-License-Identifier: Apache-2.0 */
/*
 * inside.c - one method inside another's call.
 *
 * For as long as it lasts the call is the member's: not the server's, whose
 * rights would pass every rule. When it fails, the whole call has failed, and
 * with it all that it wrote.
 */
#include "soundings/inside.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/record.h"
#include "soundings/sealed.h"

bool
inside_new(struct call *c, struct inside *i, int64_t member,
    const char *method, const char *params)
{
	struct record_error error = { 0 };
	const char *why;
	struct json *j = json_parse(params, strlen(params), &why);
	bool good;

	i->member = member;
	i->method = method_find(method);
	invariant(j != NULL && i->method != NULL && i->method->kind == WRITE);
	i->in = arena_get(c->arena, i->method->in_size + 1);
	good = i->method->in == NULL ||
	       record_decode(c->arena, i->method->in, i->method->in_size, j,
	    i->in, &error);
	json_free(j);
	if (!good)
		call_invalid(c, error.field, error.why);
	return good;
}

static enum err
as(struct call *c, const struct inside *i, enum err (*half)(struct call *))
{
	void *in = c->in;
	int64_t member = c->member;
	bool server = c->server;

	c->in = i->in;
	c->member = i->member;
	c->server = i->member == 0;
	half(c);
	c->in = in;
	c->member = member;
	c->server = server;
	return c->err;
}

enum err
inside_prepare(struct call *c, const struct inside *i)
{
	return i->method->prepare != NULL ? as(c, i, i->method->prepare)
					  : c->err;
}

enum err
inside_run(struct call *c, const struct inside *i)
{
	return as(c, i, i->method->run);
}

int64_t
inside_enter(struct call *c, const char *token, char verb)
{
	struct sealed s;

	if (!sealed_read(c->arena, SECRET_ACT, token, c->now, &s) ||
	    s.verb != verb || db_number(c->db, SENDER_GET, s.member) == 0) {
		call_fail(c, E_INVALID, INSIDE_BROKEN);
		return 0;
	}
	c->member = s.member;
	return s.thing;
}
