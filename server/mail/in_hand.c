/* SPDX-License-Identifier: Apache-2.0 */
/*
 * in_hand.c - what the server is told of a mail that was read.
 *
 * Whoever has read it, a process beside the server or its mailbox thread, tells
 * the same words, never bytes. A mail that is not taken is handed over a second
 * time with the reason, so that its words are kept and its sender hears.
 */
#include <string.h>
#include <strings.h>

#include "soundings/base.h"
#include "soundings/idna.h"
#include "soundings/record.h"
#include "soundings/sealed.h"

#include "mail/in.h"

enum { WHY_MAX = 390, STATUS_MAX = 16, ID_MAX = 250, PICTURE_SMALL = 65536 };

static const struct field handing_fields[] = { F_TEXT(handing, hash, 1, 64),
	F_TEXT(handing, kind, 1, 20), F_TEXT(handing, from, 0, 2000),
	F_TEXT(handing, subject, 0, 2000),
	F_TEXT(handing, body, 0, INCOMING_MAX),
	F_TEXT(handing, cut, 0, INCOMING_MAX),
	F_TEXT_OPT(handing, address, 200), F_TEXT_OPT(handing, verp, 200),
	F_TEXT_OPT(handing, class, 4), F_TEXT_OPT(handing, status, STATUS_MAX),
	F_TEXT_OPT(handing, message_id, 2000),
	F_TEXT_OPT(handing, why, 400), F_BOOL(handing, forged),
	F_INT(handing, file_count, 0, 1000),
	F_TEXT_OPT(handing, place, 400), F_INT(handing, validity, 0, UINT32_MAX),
	F_INT(handing, uid, 0, UINT32_MAX), F_END };

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

struct handing *
incoming_hand(struct arena *a, const struct settings *s,
    const struct incoming *in, const char *digest, const char *to)
{
	struct handing *h = arena_get(a, sizeof(*h));

	*h = (struct handing){
		.kind = in->kind,
		.from = idna_address(a, in->from),
		.subject = in->subject,
		.body = in->kept,
		.cut = in->trimmed,
		.address = sealed_find(a, s->mail_from, 'r', to),
		.verp = sealed_find(a, s->mail_from, 'b', to),
		.class = in->bounce_class,
		.status = in->bounce_status,
		.message_id = id_of(a, in),
		.why = is_machine(in->kind) ? NULL
					    : incoming_refusal(in->kind),
		.forged = is_forged(s, in),
		.file_count = files_meant(&in->files),
	};
	h->hash = hash_of(a, in, digest, h);
	if (strcmp(in->kind, "empty") == 0 && h->address != NULL)
		h->why = NULL; /* who knows what we sent may find words in it */
	if (strcmp(in->kind, "reply") == 0 && in->kept[0] == '\0')
		h->why = "There were only files in the mail. Files cannot be "
			 "taken by mail yet: please upload them on the page.";
	return h;
}

const char *
handing_params(struct arena *a, const struct handing *h)
{
	struct buffer b = { 0 };
	const char *params;

	record_encode(&b, handing_fields, h);
	params = arena_copy(a, b.at, b.len);
	buffer_free(&b);
	return params;
}

void
handing_refuse(struct arena *a, struct handing *h, const char *why)
{
	h->why = arena_copy(a, why, strnlen(why, WHY_MAX));
}
