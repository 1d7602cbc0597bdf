/* SPDX-License-Identifier: Apache-2.0 */
/*
 * notify.h - what the files of this room share.
 */
#ifndef DOMAIN_NOTIFY_H
#define DOMAIN_NOTIFY_H

#include "soundings/call.h"

#include "domain/rows.h"

#define DAYS_MAX 7

/* What members have who never chose: Tuesday at ten. */
#define DIGEST_DAYS "2"
#define DIGEST_HOUR 10

/* When a digest comes: days "1".."7" (Monday is 1), an hour of local time. */
struct schedule {
	const char *days;
	int64_t hour;
	const char *zone;
};

/* Are they days in order, each once, at least one? */
bool schedule_days_valid(const char *days);
/* The first moment after `after` at which a digest is due. */
int64_t schedule_next(const struct schedule *s, int64_t after);
/* The day of the calendar there and then: "2026-11-24". */
const char *schedule_day(struct arena *a, const char *zone, int64_t at);

/* What a vote is for. */
struct option_label {
	int64_t id;
	const char *label;
};

/* Something that waits for the reader: a review, a poll, a meeting. */
struct ask {
	const char *kind;
	int64_t id;
	const char *title, *community;
	int64_t closes_at, minutes;
	bool fresh; /* not told before */
	const char *salt; /* of an anonymous poll */
	struct list options; /* struct option_label: votes of one press */
	const struct meeting *meeting; /* NULL: it is something else */
	const char *words; /* of a meeting: what it is about */
	bool talk;         /* of a meeting: its thread takes answers */
};

/* What became of a comment of the reader. */
struct answer {
	int64_t round;
	const char *title, *clause, *words, *disposition, *reason;
	const char *original; /* the answer to the comment that it repeats */
	const char *shut; /* closed, paused: no answer is taken; NULL: it is */

	/* A reply instead of a decision: */
	const char *writer, *said; /* NULL: it is a decision */
	int64_t comment;
	bool mine;                 /* the comment is the reader's */
};

/* A community that takes signals by mail. */
struct watch {
	int64_t id;
	const char *name, *slug;
};

/* A post that concerns the reader. */
struct echo {
	int64_t id, thread;
	const char *title, *words, *writer;
	const char *cause; /* reply, thread, mention, follow */
	bool closed;       /* the thread takes no more posts */
};

/* All of the reader's comments in a round, with what became of them. */
struct round_letter {
	int64_t round;
	const char *subject, *text;
};

/* A thread with posts that the reader has not read. */
struct news {
	int64_t id;
	const char *title, *community;
	int64_t unread, last_post;
	bool closed;
};

/* What came of something the reader took part in. */
struct outcome {
	const char *kind; /* as in the path of its page */
	int64_t id;
	const char *title, *outcome, *community;
};

/* A digest before it is words. */
struct digest {
	const char *zone; /* of the reader */
	int64_t now;
	const char *url;     /* of the server */
	int64_t member;      /* the reader; 0: nobody, then there are no buttons */
	const struct settings *settings; /* NULL: no answer addresses */
	struct list asks;    /* of struct ask */
	struct list answers; /* of struct answer */
	struct list echoes;  /* of struct echo */
	struct list news;    /* of struct news */
	struct list outcomes; /* of struct outcome */
	struct list letters;  /* of struct round_letter */
	bool more;           /* there is more news than is listed */
	struct list watches; /* of struct watch */
};

/* Gives a member who never chose the row of the usual. */
void notice_settle(struct call *c, int64_t member);

/* Where a member belongs; of struct bounce_place. */
struct bounce_place {
	int64_t id;
};
struct list bounce_places(struct call *c, int64_t member);
/* An address takes no mail any more: nothing is sent there for half a year. `why`
 * is one of bounce_whys; member 0: it is nobody's here. */
void bounce_suppress(struct call *c, const char *address, int64_t member,
    const char *why);
extern const char *const bounce_whys[];
/* Tells the coordinators of all a member's communities. */
void bounce_tell(struct call *c, int64_t member, int64_t mail);

/* Where a digest or a letter is written to. */
struct telling {
	struct arena *arena;
	const struct digest *digest; /* zone, time and reader count */
	struct page *page;
};
void tell_ask(struct telling *p, const struct ask *ask);
void tell_answer(struct telling *p, const struct answer *answer);

/* A meeting as what its reader is asked, answered or not; false: it is not
 * there any more for them. */
bool ask_meeting(struct call *c, int64_t meeting, int64_t member,
    struct ask *ask);
extern const struct field ask_stored[];
extern const struct field answer_stored[];
extern const struct field remark_stored[];
extern const struct field outcome_stored[];
void tell_outcome(struct telling *p, const struct outcome *outcome);
/* The open asks of a member, with what can be pressed. */
struct list digest_asks(struct call *c, int64_t member, int64_t told,
    int64_t told_at, int64_t most);

/* digest_words.c */
const char *digest_subject(struct arena *a, const struct digest *d);
const char *digest_text(struct arena *a, const struct digest *d);
const char *digest_html(struct arena *a, const struct digest *d);

#endif
