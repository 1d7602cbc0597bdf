/* SPDX-License-Identifier: Apache-2.0 */
/*
 * letter.c - each who commented gets one mail: what became of their words.
 *
 * Your words, what was decided, why, the sentence before and after. It goes
 * once, when every comment has its answer or the round was archived with a
 * reason. Who gets it how is decided where it is for all mail, by the log; the
 * words are made here, when it goes.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/event.h"
#include "soundings/settings.h"
#include "soundings/text.h"

#include "domain/closing.h"
#include "domain/letters.h"
#include "domain/reviews/ending.h"
#include "domain/reviews/sheet.h"

struct letter_name {
	int64_t round;
};

/* What the letters of a round are made of. */
struct letters {
	struct call *c;
	struct round round;
	struct archive archive;
	struct list sheet;
};

struct lettering {
	int64_t people, asked; /* who commented; letters that were asked for */
	int64_t open;          /* comments without an answer */
	const char *subject, *text; /* of one; NULL: nobody commented */
};

static const struct field letter_name_input[] = {
	F_ID(letter_name, round), F_END
};
static const struct field lettering_output[] = {
	F_INT(lettering, people, 0, FIELD_INT_MAX),
	F_INT(lettering, asked, 0, FIELD_INT_MAX),
	F_INT(lettering, open, 0, FIELD_INT_MAX),
	F_TEXT_OPT(lettering, subject, FIELD_INT_MAX),
	F_TEXT_OPT(lettering, text, FIELD_INT_MAX), F_END
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
	if (l->duplicate_of != 0 && l->original == NULL)
		buffer_text(b, "The comment that says the same was withdrawn "
		    "by its author.\n\n");
	if (l->original == NULL)
		return;
	/* Not its words: this reader may not be among those who read them. */
	buffer_text(b, "Another comment says the same, and its answer is the "
	    "answer to yours:\n\n");
	put_answer(b, l->original, a);
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

struct letters *
letters_of(struct call *c, int64_t round)
{
	struct letters *k = arena_get(c->arena, sizeof(*k));

	if (!db_get(c->db, ROUND_GET, round_fields, &k->round, round, 0))
		return NULL;
	k->c = c;
	k->archive = (struct archive){ 0 };
	archive_find(c, round, &k->archive);
	k->sheet = sheet_of(c, round);
	return k;
}

const char *
letters_subject(const struct letters *k)
{
	return arena_printf(k->c->arena, "What became of your comments: %s",
	    k->round.title);
}

/* The question as the round asks it; NULL: it is no answer to one. */
static const char *
question_of(const struct letters *k, const struct line *l)
{
	const struct texts *all = &k->round.questions;

	return l->question > 0 && l->question <= (int64_t)all->count
	    ? all->at[l->question - 1] : NULL;
}

static void
put_comment(struct buffer *b, const struct letters *k, const struct line *l,
    int n)
{
	const char *question = question_of(k, l);

	buffer_printf(b, "%d. On %s%s\n\n", n,
	    l->old_number != NULL ? "paragraph " : "",
	    l->old_number != NULL ? l->old_number
	    : question != NULL ? "a question" : "the whole document");
	put_quoted(b, "We asked:", question);
	put_quoted(b, "You wrote:", l->body);
	if (l->proposed != NULL && *l->proposed == '\0')
		buffer_text(b, "You suggested to take the words out.\n\n");
	put_quoted(b, "You suggested:", l->proposed);
	put_answer(b, l, &k->archive);
	put_change(b, l);
}

const char *
letters_text(const struct letters *k, int64_t member)
{
	const struct line *l = k->sheet.at;
	struct buffer b = { 0 };
	const char *text;
	int n = 0;

	buffer_printf(&b, "You commented on \"%s\". Thank you. This is what "
	    "became of your comments.\n\n", k->round.title);
	for (size_t i = 0; i < k->sheet.count; i++)
		if (l[i].author == member)
			put_comment(&b, k, &l[i], ++n);
	buffer_printf(&b, "All comments and answers:\n%s/round/%lld\n",
	    k->c->settings->public_url, (long long)k->round.id);
	text = arena_copy(k->c->arena, buffer_string(&b), b.len);
	buffer_free(&b);
	return n > 0 ? text : NULL;
}

static enum err
letter_preview(struct call *c)
{
	const struct letter_name *in = c->in;
	struct lettering out = { 0 };
	const struct letters *k;
	struct round r;
	int64_t who;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	out.people = db_number(c->db, LETTER_COMMENTERS, r.id);
	out.asked = db_number(c->db, LETTER_COUNT, r.id);
	out.open = db_number(c->db, ROUND_UNANSWERED, r.id);
	who = db_number(c->db, LETTER_READER, r.id);
	if (who != 0) {
		k = letters_of(c, r.id);
		out.subject = letters_subject(k);
		out.text = letters_text(k, who);
	}
	return call_reply(c, lettering_output, &out);
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

static enum err
letter_write(struct call *c)
{
	int64_t id = db_number(c->db, LETTER_DUE, c->now);
	int64_t event;
	struct round r;

	if (id == 0 || !db_get(c->db, ROUND_GET, round_fields, &r, id, 0))
		return call_done(c);
	event = event_seq(c);
	event_note(c, "letter.asked",
	    AUDIENCE(AUDIENCE_COORDINATORS, r.community), r.community, event);
	db_run(c->db, LETTER_WRITTEN, c->now, event, r.id);
	c->again = true;
	return call_done(c);
}

const struct method letter_methods[] = {
	{ .name = "letter.preview", .kind = READ, .who = WHO_MEMBER,
	  .in = letter_name_input, .in_size = sizeof(struct letter_name),
	  .out = lettering_output, .run = letter_preview,
	  .doc = "How many get a letter about their comments in a round, and "
		 "how one reads; for coordinators." },
	{ .name = "letter.send", .kind = WRITE, .who = WHO_MEMBER,
	  .in = letter_name_input, .in_size = sizeof(struct letter_name),
	  .run = letter_send,
	  .doc = "Mails everyone who commented in a round what became of it, "
		 "once; for coordinators." },
	{ .name = "letter.write", .kind = WRITE, .who = WHO_SERVER,
	  .run = letter_write, .every = CLOSING_EVERY,
	  .doc = "Says that the letters that were asked for may go." },
	{ 0 }
};

const struct event_kind letter_events[] = {
	{ .name = "letter.asked",
	  .doc = "Those who commented in a round get their letters." },
	{ 0 }
};
