/* SPDX-License-Identifier: Apache-2.0 */
/*
 * between.c - what somebody answered inside the mail that we sent them.
 *
 * The reader of mails sees one mail and cuts what looks quoted. Here is known
 * what the quoted mail said: the words of the post or thread that the address
 * belongs to, or in a review what was answered to comments of this member. What
 * its reader wrote between them is theirs, and comes back before the mail is
 * taken or refused. Mails that only ask have nothing to answer line by line.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/reply.h"
#include "soundings/settings.h"

#include "domain/notify/notify.h"
#include "domain/notify/page.h"
#include "domain/notify/receive.h"

enum {
	SENT_MOST = 20,    /* posts of a thread that are compared */
	ANSWERS_MOST = 50, /* to comments of one member in one review */
	ANSWERED_LEN = 64 * 1024, /* of a mail that tells of one; much more */
};

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

/* Below what it is about a mail of ours goes on with the same words as all. */
static const char *
with_foot(struct call *c, const char *words)
{
	return arena_printf(
	    c->arena, "%s\n" REPLY_ANSWER "\n" REPLY_FOOT, words);
}

/* A mail about several posts goes on with the next. */
static const char *
as_sent(struct call *c, const struct sealed *to, const struct sent *p)
{
	return to->verb == 'p' ? with_foot(c, p->body) : p->body;
}

static struct reply
between_posts(struct call *c, struct reply r, const struct sealed *to)
{
	struct list posts;
	const struct sent *p;
	int64_t thread = to->thing;

	if (to->verb == 'p')
		thread = db_number(c->db, REPLY_THREAD, to->thing);
	posts = db_all(c->db, REPLY_SENT, sent_stored, sizeof(struct sent),
	    to->thing, thread, (int64_t)SENT_MOST);
	p = posts.at;
	for (size_t i = 0; i < posts.count; i++)
		if (to->verb == 't' || p[i].id == to->thing)
			r = reply_between(c->arena, r, as_sent(c, to, &p[i]),
			    all_but(c, &posts, i));
	return r;
}

/* Each mail tells of one comment, so it is one of these and no other: they
 * look alike. */
static struct reply
between_answers(struct call *c, struct reply r, const struct sealed *to)
{
	int64_t comment = to->verb == 'c' ? to->thing : 0;
	struct list answers = db_all(c->db, REPLY_ANSWERS, answer_stored,
	    sizeof(struct answer), to->member, receive_round(c, to), comment,
	    (int64_t)ANSWERS_MOST);
	const struct answer *answer = answers.at;

	if (strlen(r.trimmed) > ANSWERED_LEN)
		return r;
	for (size_t i = 0; i < answers.count; i++) {
		struct telling p = { .arena = c->arena,
			.page = page_plain(c->arena,
			    c->settings->public_url) };
		const char *mail;

		tell_answer(&p, &answer[i]);
		mail = page_finish(p.page);
		if (reply_says(c->arena, r.trimmed, mail))
			return reply_between(
			    c->arena, r, with_foot(c, mail), "");
	}
	return r;
}

void
receive_between(struct call *c, struct taking *in, const struct sealed *to)
{
	struct reply r = { in->body, in->cut };

	if (in->cut[0] == '\0')
		return;
	if (to->verb == 'p' || to->verb == 't')
		r = between_posts(c, r, to);
	if (to->verb == 'c' || to->verb == 'r')
		r = between_answers(c, r, to);
	in->body = r.kept;
	in->cut = r.trimmed;
	if (strcmp(in->kind, "empty") == 0 && in->body[0] != '\0')
		in->kind = "reply";
}
