/* SPDX-License-Identifier: Apache-2.0 */
/*
 * letter.c - each who commented gets one mail: what became of their words.
 *
 * Your words, what was decided, why, the sentence before and after. It goes
 * once, when every comment has its answer or the round was archived with a
 * reason. A chore writes the letters, some at a time, so that a large round
 * holds up nobody.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/outbox.h"
#include "soundings/settings.h"
#include "soundings/text.h"

#include "domain/closing.h"
#include "domain/reviews/ending.h"
#include "domain/reviews/sheet.h"

#define LETTERS_MOST 40 /* a turn */

struct letter_name {
	int64_t round;
};

struct reader {
	int64_t member;
	const char *email, *display_name;
};

struct letters {
	int64_t people, asked; /* who commented; letters that were asked for */
	int64_t open;          /* comments without an answer */
	const char *subject, *text; /* of one; NULL: nobody commented */
};

static const struct field letter_name_input[] = {
	F_ID(letter_name, round), F_END
};
static const struct field reader_fields[] = {
	F_ID(reader, member), F_TEXT(reader, email, 1, FIELD_INT_MAX),
	F_TEXT(reader, display_name, 0, FIELD_INT_MAX), F_END
};
static const struct field letters_output[] = {
	F_INT(letters, people, 0, FIELD_INT_MAX),
	F_INT(letters, asked, 0, FIELD_INT_MAX),
	F_INT(letters, open, 0, FIELD_INT_MAX),
	F_TEXT_OPT(letters, subject, FIELD_INT_MAX),
	F_TEXT_OPT(letters, text, FIELD_INT_MAX), F_END
};

static void
put_quoted(struct buffer *b, const char *title, const char *words)
{
	if (words == NULL || *words == '\0')
		return;
	buffer_printf(b, "%s\n> ", title);
	for (; *words != '\0'; words++) {
		buffer_char(b, *words);
		if (*words == '\n')
			buffer_text(b, "> ");
	}
	buffer_text(b, "\n\n");
}

static void
put_answer(struct buffer *b, const struct line *l, const struct archive *a)
{
	if (l->disposition != NULL)
		buffer_printf(b, "What was decided: %s\n\n",
		    disposition_words(l->disposition));
	else
		buffer_text(b, "It was not answered.\n\n");
	if (l->reason != NULL)
		put_quoted(b, "Why:", l->reason);
	else if (l->disposition == NULL && a->reason != NULL)
		put_quoted(b, "Why:", a->reason);
}

static void
put_change(struct buffer *b, const struct line *l)
{
	if (l->before != NULL && l->after != NULL &&
	    strcmp(l->before, l->after) == 0) {
		put_quoted(b, "The sentence is as it was:", l->before);
		return;
	}
	put_quoted(b, "It said:", l->before);
	if (l->after != NULL)
		put_quoted(b, "It says now:", l->after);
	else if (l->state != NULL && strcmp(l->state, "history") == 0)
		buffer_text(b, "This passage is not in the text any more.\n\n");
}

static const char *
letter_text(struct call *c, const struct round *r, const struct archive *a,
    const struct list *sheet, int64_t member)
{
	const struct line *l = sheet->at;
	struct buffer b = { 0 };
	const char *text;
	int n = 0;

	buffer_printf(&b, "You commented on \"%s\". Thank you. This is what "
	    "became of your comments.\n\n", r->title);
	for (size_t i = 0; i < sheet->count; i++) {
		if (l[i].author != member)
			continue;
		buffer_printf(&b, "%d. On %s%s\n\n", ++n,
		    l[i].old_number != NULL ? "paragraph " : "",
		    l[i].old_number != NULL ? l[i].old_number
					    : "the whole document");
		put_quoted(&b, "You wrote:", l[i].body);
		put_quoted(&b, "You suggested:", l[i].proposed);
		put_answer(&b, &l[i], a);
		put_change(&b, &l[i]);
	}
	buffer_printf(&b, "All comments and answers:\n%s/round/%lld\n",
	    c->settings->public_url, (long long)r->id);
	text = arena_copy(c->arena, buffer_string(&b), b.len);
	buffer_free(&b);
	return text;
}

static const char *
subject(struct call *c, const struct round *r)
{
	return arena_printf(c->arena, "What became of your comments: %s",
	    r->title);
}

static enum err
letter_preview(struct call *c)
{
	const struct letter_name *in = c->in;
	struct letters out = { 0 };
	struct archive a = { 0 };
	struct reader who;
	struct round r;
	struct list sheet;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	out.people = db_number(c->db, LETTER_COMMENTERS, r.id);
	out.asked = db_number(c->db, LETTER_COUNT, r.id);
	out.open = db_number(c->db, ROUND_UNANSWERED, r.id);
	archive_find(c, r.id, &a);
	if (db_get(c->db, LETTER_READER, reader_fields, &who, r.id)) {
		sheet = sheet_of(c, r.id);
		out.subject = subject(c, &r);
		out.text = letter_text(c, &r, &a, &sheet, who.member);
	}
	return call_reply(c, letters_output, &out);
}

static enum err
letter_send(struct call *c)
{
	const struct letter_name *in = c->in;
	struct archive a;
	struct round r;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	if (r.closed_at == 0)
		return call_fail(c, E_CONFLICT,
		    "The round is open. The letters go when it is closed and "
		    "every comment has its answer.");
	if (db_number(c->db, ROUND_UNANSWERED, r.id) > 0 &&
	    !archive_find(c, r.id, &a))
		return call_fail(c, E_CONFLICT,
		    "Some comments have no answer yet. Answer them, or archive "
		    "the round and say why not; then send the letters.");
	db_run(c->db, LETTER_ASK, c->now, c->member, r.id);
	return call_done(c);
}

static void
mail(struct call *c, const struct round *r, const struct reader *to,
    const char *text)
{
	outbox_put(c, &(struct outgoing){
		.kind = "answer", .event = r->id, .member = to->member,
		.to = to->email, .to_name = to->display_name,
		.subject = subject(c, r), .text = text,
		.community = r->community,
		.why = "you commented in this review",
		.unsubscribe = "answer",
	});
}

static enum err
letter_write(struct call *c)
{
	int64_t id = db_number(c->db, LETTER_DUE, c->now);
	struct archive a = { 0 };
	struct list readers, sheet;
	const struct reader *to;
	struct round r;

	if (id == 0 || !db_get(c->db, ROUND_GET, round_fields, &r, id, 0))
		return call_done(c);
	readers = db_all(c->db, LETTER_NEXT, reader_fields,
	    sizeof(struct reader), r.id, LETTERS_MOST);
	to = readers.at;
	sheet = sheet_of(c, r.id);
	archive_find(c, r.id, &a);
	for (size_t i = 0; i < readers.count; i++) {
		mail(c, &r, &to[i], letter_text(c, &r, &a, &sheet,
		    to[i].member));
		db_run(c->db, LETTER_WRITTEN, c->now, r.id, to[i].member);
	}
	c->again = readers.count == LETTERS_MOST;
	return call_done(c);
}

const struct method letter_methods[] = {
	{ .name = "letter.preview", .kind = READ, .who = WHO_MEMBER,
	  .in = letter_name_input, .in_size = sizeof(struct letter_name),
	  .out = letters_output, .run = letter_preview,
	  .doc = "How many get a letter about their comments in a round, and "
		 "how one reads; for coordinators." },
	{ .name = "letter.send", .kind = WRITE, .who = WHO_MEMBER,
	  .in = letter_name_input, .in_size = sizeof(struct letter_name),
	  .run = letter_send,
	  .doc = "Mails everyone who commented in a round what became of it, "
		 "once; for coordinators." },
	{ .name = "letter.write", .kind = WRITE, .who = WHO_SERVER,
	  .run = letter_write, .every = CLOSING_EVERY,
	  .doc = "Writes the letters that were asked for, some at a time." },
	{ 0 }
};
