/* SPDX-License-Identifier: Apache-2.0 */
/*
 * in_child.c - reads one mail, in a process made for it.
 *
 * Started anew for each mail, so that whatever a mail breaks is gone with it.
 * It ends by _exit: there is nothing to tidy up in a process that has done what
 * it was made for, and nothing of a broken heap is touched.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/reply.h"

#include "mail/in.h"

static const char *
or_null(const char *text)
{
	return *text == '\0' ? NULL : text;
}

const struct incoming *
in_read_here(struct arena *a, const char *bytes, size_t len)
{
	struct parcel p = in_parse(a, bytes, len);
	struct incoming *in = arena_get(a, sizeof(*in));
	struct reply words = reply_trim(a, p.text);

	in->from = p.from;
	in->kept = words.kept;
	in->trimmed = words.trimmed;
	in->files = p.files;
	in->message_id = or_null(p.header[IN_MESSAGE_ID]);
	in->list_id = or_null(p.header[IN_LIST_ID]);
	in->subject = p.header[IN_SUBJECT];
	in->authentication = p.header[IN_AUTHENTICATION_RESULTS];
	in->to = arena_printf(a, "%s %s %s %s %s", p.header[IN_DELIVERED_TO],
	    p.header[IN_X_ORIGINAL_TO], p.header[IN_ENVELOPE_TO],
	    p.header[IN_TO], p.header[IN_CC]);
	in_bounce(&p, in);
	in->kind = in_kind(
	    &p, in->kept, strcmp(in->bounce_class, "none") != 0);
	return in;
}

static void
read_all(struct buffer *b)
{
	ssize_t n = 1;

	while (n > 0 && b->len <= INCOMING_MAX) {
		n = read(STDIN_FILENO, buffer_reserve(b, 65536), 65536);
		if (n > 0)
			b->len += (size_t)n;
	}
	if (n != 0)
		_exit(1);
}

static void
write_all(const char *at, size_t len)
{
	ssize_t n;

	while (len > 0) {
		n = write(STDOUT_FILENO, at, len);
		if (n <= 0)
			_exit(1);
		at += n;
		len -= (size_t)n;
	}
}

void
incoming_child(void)
{
	struct arena *a = arena_new();
	struct buffer bytes = { 0 }, form = { 0 };

	in_confine();
	read_all(&bytes);
	in_form_write(&form, in_read_here(a, buffer_string(&bytes), bytes.len));
	write_all(form.at, form.len);
	_exit(0);
}
