/* SPDX-License-Identifier: Apache-2.0 */
/*
 * in_form.c - what the child that read a mail hands over.
 *
 * One JSON object, written and read by the same table. The reader trusts the
 * child with nothing: an unknown field, a word that is no kind, a control
 * character or a text too long, and the mail counts as damaged.
 */
#include "soundings/base.h"
#include "soundings/record.h"

#include "mail/in.h"

enum { TEXT_MAX = 2 * IN_TEXT_MAX };

static const char *const kinds[] = { "reply", "unsubscribe", "auto", "bounce",
	"receipt", "complaint", "list", "loop", "empty", "locked", "calendar",
	"damaged", "large", NULL };
static const char *const classes[] = { "hard", "soft", "none", NULL };

const struct field incoming_file_fields[] = {
	F_TEXT(incoming_file, name, 0, IN_HEADER_MAX),
	F_TEXT(incoming_file, type, 0, IN_HEADER_MAX),
	F_INT(incoming_file, size, 0, INCOMING_MAX), F_END
};

static const struct field form_fields[] = {
	F_CHOICE(incoming, kind, kinds),
	F_TEXT(incoming, from, 0, IN_HEADER_MAX),
	F_TEXT(incoming, kept, 0, TEXT_MAX),
	F_TEXT(incoming, trimmed, 0, TEXT_MAX),
	F_CHOICE(incoming, bounce_class, classes),
	F_TEXT_OPT(incoming, bounce_status, 16),
	F_TEXT_OPT(incoming, bounce_recipient, IN_HEADER_MAX),
	F_LIST(incoming, files, incoming_file, incoming_file_fields,
	    IN_FILES_MAX),
	F_TEXT_OPT(incoming, message_id, IN_HEADER_MAX),
	F_TEXT_OPT(incoming, list_id, IN_HEADER_MAX),
	F_TEXT(incoming, subject, 0, IN_HEADER_MAX),
	F_TEXT(incoming, to, 0, 5 * IN_HEADER_MAX + 10),
	F_TEXT(incoming, authentication, 0, IN_HEADER_MAX), F_END
};

void
in_form_write(struct buffer *b, const struct incoming *in)
{
	record_encode(b, form_fields, in);
}

const struct incoming *
in_form_read(struct arena *a, const char *text, size_t len)
{
	struct incoming *in = arena_get(a, sizeof(*in));
	struct record_error error;
	const char *why;
	struct json *j = json_parse(text, len, &why);
	bool good = j != NULL && record_decode(a, form_fields, sizeof(*in), j,
				     in, &error);

	json_free(j);
	return good ? in : NULL;
}
