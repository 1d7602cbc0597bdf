/* SPDX-License-Identifier: Apache-2.0 */
/*
 * inbox_reader.h - the mailbox thread: mails in, questions to the server out.
 */
#ifndef MAIL_INBOX_READER_H
#define MAIL_INBOX_READER_H

#include "soundings/arena.h"
#include "soundings/call.h"
#include "soundings/settings.h"

/* One call that the thread wants made. It and all it points to live in the
 * arena, which belongs to whoever has the question. */
struct question {
	struct arena *arena;
	const char *method, *params; /* JSON */
	enum err err;
	const char *why;             /* when it failed */
	const char *reply;           /* JSON, when it did not */
};

struct reader;

/* `asks` is called on the reader's thread when reader_question has one. */
struct reader *reader_start(
    const struct settings *s, void (*asks)(void *user), void *user);
/* NULL: none now. There is never more than one. */
struct question *reader_question(struct reader *r);
void reader_answer(struct reader *r, struct question *q);
/* Waits for the thread to end. A question that is out may still be answered. */
void reader_stop(struct reader *r);
void reader_free(struct reader *r);

#endif
