/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_deliver.c - hands a mail that was read to the running server.
 *
 * The reading was done here, in a process beside the server; the server is told
 * words, never bytes. A mail that it does not take is handed over a second time
 * with the reason, so that its words are kept and its sender hears. Whatever
 * ends this early is tried again by the mail server and does nothing twice.
 */
#include <string.h>
#include <strings.h>

#include "soundings/base.h"
#include "soundings/record.h"
#include "soundings/sealed.h"

#include "ctl/mail_deliver.h"

enum { WHY_MAX = 390, STATUS_MAX = 16, ID_MAX = 250, PICTURE_SMALL = 65536 };

/* The input of mail.take (domain/notify/receive.h). */
struct handing {
	const char *hash, *kind, *from, *subject, *body, *cut, *address, *verp;
	const char *class, *status, *message_id, *why;
	bool forged;
	int64_t file_count;
};

struct said {
	struct json *jsonrpc, *id, *result, *error;
};

static const struct field handing_fields[] = { F_TEXT(handing, hash, 1, 64),
	F_TEXT(handing, kind, 1, 20), F_TEXT(handing, from, 0, 2000),
	F_TEXT(handing, subject, 0, 2000),
	F_TEXT(handing, body, 0, INCOMING_MAX),
	F_TEXT(handing, cut, 0, INCOMING_MAX),
	F_TEXT_OPT(handing, address, 200), F_TEXT_OPT(handing, verp, 200),
	F_TEXT_OPT(handing, class, 4), F_TEXT_OPT(handing, status, STATUS_MAX),
	F_TEXT_OPT(handing, message_id, 2000),
	F_TEXT_OPT(handing, why, 400), F_BOOL(handing, forged),
	F_INT(handing, file_count, 0, 1000), F_END };
static const struct field said_fields[] = { F_JSON(said, jsonrpc),
	F_JSON(said, id), F_JSON(said, result), F_JSON(said, error), F_END };

/* Small pictures come with many a signature, and nobody misses them. */
static int64_t
files_meant(const struct list *files)
{
	const struct incoming_file *f = files->at;
	int64_t n = 0;

	for (size_t i = 0; i < files->count; i++)
		n += strncmp(f[i].type, "image/", 6) != 0 ||
		     f[i].size > PICTURE_SMALL;
	return n;
}

/* Machines get no answer, whatever they sent. */
static bool
is_machine(const char *kind)
{
	static const char *const machines[] = { "auto", "bounce", "receipt",
		"complaint", "list", "loop" };

	for (size_t i = 0; i < COUNT(machines); i++)
		if (strcmp(kind, machines[i]) == 0)
			return true;
	return false;
}

/* Our own mail server says that the domain of the sender disowns the mail. What
 * others wrote under that header's name counts for nothing (RFC 8601). */
static bool
is_forged(const struct settings *s, const struct incoming *in)
{
	size_t len = strlen(s->mail_authserv);
	const char *says = in->authentication;

	return len > 0 && strncasecmp(says, s->mail_authserv, len) == 0 &&
	       strchr("; ", says[len]) != NULL &&
	       strcasestr(says, "dmarc=fail") != NULL;
}

/* The name of a mail, "one@example.org", to be named in our answer; NULL when it
 * is not as RFC 5322 has it. */
static const char *
id_of(struct arena *a, const struct incoming *in)
{
	const char *from = in->message_id == NULL
			       ? NULL
			       : strchr(in->message_id, '<');
	size_t len = from == NULL ? 0 : strcspn(from + 1, "> ");

	if (len == 0 || len > ID_MAX || from[1 + len] != '>')
		return NULL;
	for (size_t i = 1; i <= len; i++)
		if (from[i] < 0x21 || from[i] > 0x7e)
			return NULL;
	return arena_copy(a, from + 1, len);
}

/* One mail for one address is one, however often it is delivered. */
static const char *
hash_of(struct arena *a, const struct incoming *in, const char *digest,
    const struct handing *h)
{
	char *hash = arena_get(a, SECRET_HASH_LEN + 1);
	const char *what = arena_printf(a, "%s %s %s",
	    in->message_id != NULL ? in->message_id : digest, in->from,
	    h->address != NULL ? h->address : "");

	secret_digest(what, strlen(what), hash);
	return hash;
}

enum outcome { TAKEN, REFUSED, LATER };

/* What the server says to it; its reason in *why when it refuses. */
static enum outcome
ask(struct talk *t, struct arena *a, const char *method,
    const struct handing *h, const char **why)
{
	struct buffer params = { 0 };
	struct record_error error;
	struct json *whole;
	struct said said;
	enum outcome out = TAKEN;
	const char *kind;

	record_encode(&params, handing_fields, h);
	whole = talk_call(t, method, buffer_string(&params), NULL);
	buffer_free(&params);
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
mail_deliver(struct talk *t, struct arena *a, const struct settings *s,
    const struct incoming *in, const char *digest, const char *to)
{
	const char *why = is_machine(in->kind) ? NULL
					       : incoming_refusal(in->kind);
	struct handing h = {
		.kind = in->kind,
		.from = in->from,
		.subject = in->subject,
		.body = in->kept,
		.cut = in->trimmed,
		.address = sealed_find(a, s->mail_from, 'r', to),
		.verp = sealed_find(a, s->mail_from, 'b', to),
		.class = in->bounce_class,
		.status = in->bounce_status,
		.message_id = id_of(a, in),
		.forged = is_forged(s, in),
		.file_count = files_meant(&in->files),
	};
	enum outcome out = why == NULL ? TAKEN : REFUSED;

	h.hash = hash_of(a, in, digest, &h);
	if (strcmp(in->kind, "reply") == 0 && in->kept[0] == '\0') {
		why = "There were only files in the mail. Files cannot be taken "
		      "by mail yet: please upload them on the page.";
		out = REFUSED;
	}
	if (out == TAKEN)
		out = ask(t, a, "mail.take", &h, &why);
	if (out != REFUSED)
		return out == TAKEN;
	h.why = arena_copy(a, why, strnlen(why, WHY_MAX));
	return ask(t, a, "mail.refuse", &h, &why) == TAKEN;
}
