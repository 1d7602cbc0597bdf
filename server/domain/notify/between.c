/* SPDX-License-Identifier: Apache-2.0 */
/*
 * between.c - what somebody answered inside the mail that we sent them.
 *
 * The reader of mails sees one mail and cuts what looks quoted. Here is known
 * what the quoted mail said: the words of the post, or of the thread, that the
 * address belongs to. What its reader wrote between them is theirs, and comes
 * back before the mail is taken or refused.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/reply.h"

#include "domain/notify/receive.h"

enum { SENT_MOST = 20 }; /* posts of a thread that are compared */

struct sent {
	int64_t id;
	const char *body;
};

static const struct field sent_stored[] = { F_ID(sent, id),
	F_TEXT(sent, body, 0, FIELD_INT_MAX), F_END };

/* The words of all of them but one. */
static const char *
all_but(struct call *c, const struct list *posts, size_t but)
{
	const struct sent *p = posts->at;
	struct buffer b = { 0 };
	const char *out;

	for (size_t i = 0; i < posts->count; i++) {
		if (i == but)
			continue;
		buffer_text(&b, p[i].body);
		buffer_char(&b, '\n');
	}
	out = arena_copy(c->arena, buffer_string(&b), b.len);
	buffer_free(&b);
	return out;
}

/* A mail about one post ends below it with the same words as all; one about
 * several goes on with the next. */
static const char *
as_sent(struct call *c, const struct sealed *to, const struct sent *p)
{
	if (to->verb != 'p')
		return p->body;
	return arena_printf(c->arena, "%s\n" REPLY_ANSWER "\n" REPLY_FOOT,
	    p->body);
}

void
receive_between(struct call *c, struct taking *in, const struct sealed *to)
{
	struct reply r = { in->body, in->cut };
	struct list posts;
	const struct sent *p;
	int64_t thread = to->thing;

	if ((to->verb != 'p' && to->verb != 't') || in->cut[0] == '\0')
		return;
	if (to->verb == 'p')
		thread = db_number(c->db, REPLY_THREAD, to->thing);
	posts = db_all(c->db, REPLY_SENT, sent_stored, sizeof(struct sent),
	    to->thing, thread, (int64_t)SENT_MOST);
	p = posts.at;
	for (size_t i = 0; i < posts.count; i++)
		if (to->verb == 't' || p[i].id == to->thing)
			r = reply_between(c->arena, r, as_sent(c, to, &p[i]),
			    all_but(c, &posts, i));
	in->body = r.kept;
	in->cut = r.trimmed;
	if (strcmp(in->kind, "empty") == 0 && in->body[0] != '\0')
		in->kind = "reply";
}
