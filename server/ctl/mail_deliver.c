/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_deliver.c - hands a mail that was read to the running server.
 *
 * The reading was done here, in a process beside the server. Whatever ends this
 * early is tried again by the mail server and does nothing twice.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/record.h"

#include "ctl/mail_deliver.h"

struct said {
	struct json *jsonrpc, *id, *result, *error;
};

static const struct field said_fields[] = { F_JSON(said, jsonrpc),
	F_JSON(said, id), F_JSON(said, result), F_JSON(said, error), F_END };

enum outcome { TAKEN, REFUSED, LATER };

/* What the server says to it; its reason in *why when it refuses. */
static enum outcome
ask(struct talk *t, struct arena *a, const char *method,
    const struct handing *h, const char **why)
{
	struct record_error error;
	struct json *whole;
	struct said said;
	enum outcome out = TAKEN;
	const char *kind;

	whole = talk_call(t, method, handing_params(a, h), NULL);
	if (!record_decode(a, said_fields, sizeof(said), whole, &said, &error))
		fatal("the server's answer: %s", error.why);
	if (said.error != NULL) {
		kind = json_as_text(json_at(said.error, "data.kind"));
		*why = arena_text(
		    a, json_as_text(json_at(said.error, "message")));
		out = kind == NULL || strcmp(kind, "busy") == 0 ||
			      strcmp(kind, "broken") == 0
			  ? LATER
			  : REFUSED;
	}
	json_free(whole);
	return out;
}

bool
mail_deliver(struct talk *t, struct arena *a, struct handing *h)
{
	const char *why = h->why;
	enum outcome out = REFUSED;

	if (why == NULL)
		out = ask(t, a, "mail.take", h, &why);
	if (out != REFUSED)
		return out == TAKEN;
	handing_refuse(a, h, why);
	return ask(t, a, "mail.refuse", h, &why) == TAKEN;
}
