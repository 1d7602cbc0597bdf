/* SPDX-License-Identifier: Apache-2.0 */
/*
 * notify.h - what the files of this room share.
 */
#ifndef DOMAIN_NOTIFY_H
#define DOMAIN_NOTIFY_H

#include "soundings/call.h"

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

/* Something that waits for the reader: a review or a poll. */
struct ask {
	const char *kind;
	int64_t id;
	const char *title, *community;
	int64_t closes_at, minutes;
	bool fresh; /* not told before */
	const char *salt; /* of an anonymous poll */
};

/* What became of a comment of the reader. */
struct answer {
	int64_t round;
	const char *title, *clause, *words, *disposition, *reason;
};

/* An answer to a post of the reader. */
struct echo {
	int64_t id, thread;
	const char *title, *words, *writer;
};

/* A thread with posts that the reader has not read. */
struct news {
	int64_t id;
	const char *title, *community;
	int64_t unread;
};

/* A digest before it is words. */
struct digest {
	const char *zone; /* of the reader */
	int64_t now;
	const char *url;     /* of the server */
	struct list asks;    /* of struct ask */
	struct list answers; /* of struct answer */
	struct list echoes;  /* of struct echo */
	struct list news;    /* of struct news */
	bool more;           /* there is more news than is listed */
};

/* An address takes no mail any more: nothing is sent there for half a year. */
void bounce_suppress(struct call *c, const char *address);
/* Tells the coordinators of all a member's communities. */
void bounce_tell(struct call *c, int64_t member, int64_t mail);

/* digest_words.c */
const char *digest_subject(struct arena *a, const struct digest *d);
const char *digest_text(struct arena *a, const struct digest *d);
const char *digest_html(struct arena *a, const struct digest *d);

#endif
