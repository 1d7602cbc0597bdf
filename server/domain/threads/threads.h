/* SPDX-License-Identifier: Apache-2.0 */
/*
 * threads.h - what the files of this room share.
 */
#ifndef THREADS_THREADS_H
#define THREADS_THREADS_H

#include "soundings/access.h"
#include "soundings/event.h"
#include "soundings/method.h"

#include "domain/rooms.h"
#include "domain/rows.h"

#define TITLE_MAX 200
#define BODY_MAX  20000
#define HTML_MAX  FIELD_INT_MAX
#define PAGE      50

struct post {
	int64_t id, thread, author, posted_at, reply_to;
	const char *body, *body_html;
	int64_t edited_at, edit_count, withdrawn_at;
};

/* How far the caller has read a thread. */
struct mark {
	int64_t id; /* of the thread */
	int64_t post;
};

extern const struct field post_fields[];
extern const struct field mark_fields[];
/* What one can say to a meeting: yes, maybe, no; NULL-terminated. */
extern const char *const rsvp_answers[];

/* Opens a thread with its first post, by the caller. `t` has its community, kind
 * and title; the rest is filled in. */
struct post thread_begin(struct call *c, struct thread *t, const char *body,
    const char *body_html);
/* The thread, if the caller may do this in it; else the call has failed. */
bool thread_pick(struct call *c, int64_t id, enum may what, struct thread *t);
/* Tells those who see the thread, and notes that it is not as it was. `row` is
 * the thread or one of its posts. */
void thread_tell(struct call *c, const char *kind, const struct thread *t,
    const void *row);
/* Adds a post, tells it, and marks it read for its author. */
struct post thread_add(struct call *c, struct thread *t, int64_t reply_to,
    const char *body, const char *body_html);
/* Moves the caller's read mark to a post that is newer than all they can have
 * read, and tells their other screens. */
void mark_newest(struct call *c, const struct thread *t, int64_t post);

/* The meeting that a thread is, if the caller may do this in it; else the call
 * has failed. */
bool meeting_pick(struct call *c, int64_t thread, enum may what,
    struct meeting *m);
/* May it still be changed, or answered? If not, the call has failed. */
bool meeting_is_ahead(struct call *c, const struct meeting *m);
/* Says to all who see the meeting that something about it is not as it was. */
void meeting_tell(struct call *c, const char *kind, const struct meeting *m);

#endif
