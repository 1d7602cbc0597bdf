/* SPDX-License-Identifier: Apache-2.0 */
/*
 * call.c - how a call fails and how it answers.
 *
 * Not how it is run: that is the engine's. The first failure is kept, because
 * what follows it is usually only its echo.
 */
#include <string.h>

#include "soundings/call.h"

#include "soundings/record.h"

static const struct {
	const char *name;
	int code;
} errs[] = {
	[OK] = { "ok", 0 },
	[E_INVALID] = { "invalid", -32001 },
	[E_DENIED] = { "denied", -32002 },
	[E_NOT_FOUND] = { "not_found", -32003 },
	[E_CONFLICT] = { "conflict", -32004 },
	[E_BUSY] = { "busy", -32005 },
	[E_BROKEN] = { "broken", -32006 },
};

enum err
call_fail(struct call *c, enum err e, const char *why)
{
	if (c->err == OK) {
		c->err = e;
		c->why = why;
	}
	return c->err;
}

enum err
call_invalid(struct call *c, const char *field, const char *why)
{
	if (c->err == OK)
		c->field = field;
	return call_fail(c, E_INVALID, why);
}

static bool
was_changed(struct call *c, int64_t by)
{
	const char *name = by == 0 ? NULL : db_text(c->db, MEMBER_NAME, by);

	c->reason = "changed";
	call_fail(c, E_CONFLICT, arena_printf(c->arena,
	    "%s has written this since you opened the form. Yours is not saved "
	    "and stays in the form: look at theirs, then decide.",
	    name == NULL ? "Somebody else" : name));
	return true;
}

bool
call_seen(struct call *c, const char *seen, const char *there, int64_t by)
{
	return strcmp(seen != NULL ? seen : "", there != NULL ? there : "") == 0
	    || !was_changed(c, by);
}

bool
call_fresh(struct call *c, int64_t seen, int64_t there, int64_t by)
{
	return seen == there || !was_changed(c, by);
}

enum err
call_reply(struct call *c, const struct field *fields, const void *p)
{
	if (c->err != OK)
		return c->err;
	buffer_clear(&c->reply);
	record_encode(&c->reply, fields, p);
	return OK;
}

enum err
call_done(struct call *c)
{
	if (c->err != OK)
		return c->err;
	buffer_clear(&c->reply);
	buffer_text(&c->reply, "{}");
	return OK;
}

int
err_code(enum err e)
{
	return errs[e].code;
}

const char *
err_name(enum err e)
{
	return errs[e].name;
}
