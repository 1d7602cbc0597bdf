/* SPDX-License-Identifier: Apache-2.0 */
/*
 * letter.h - a mail about something that happened, for the files that make it.
 */
#ifndef NOTIFY_LETTER_H
#define NOTIFY_LETTER_H

#include "soundings/call.h"

#include "domain/letters.h"
#include "domain/notify/decide.h"
#include "domain/notify/notify.h"

/* What was decided for one member about one event. */
struct decision {
	int64_t member, event;
	const char *kind;
	int64_t community, subject, batch;
	const char *cause, *way, *why;
	int64_t at, due_at, settled_at, mail;
};

extern const struct field decision_stored[];

/* What decide() has to know of a member and a kind of mail. */
struct wanting wanting_of(struct call *c, int64_t member, int64_t community,
    const struct mail_kind *kind);

/* digest.c: what became of the member's comment, or was replied to it; false:
 * nothing for their eyes. */
bool answer_get(struct call *c, const struct decision *d,
    struct answer *answer);

/* The letters of the round that was looked at last: many go at a time. */
struct letter_shelf {
	int64_t round;
	struct letters *letters;
};

/* A member and what goes together to them. */
struct ready {
	int64_t member, batch, community;
	const char *email, *display_name, *zone;

	/* Made by the slow half. */
	struct list decisions; /* of struct decision; `mail` 1: it is told */
	size_t told;           /* how many of them are */
	bool warns;            /* of a deadline */
	const char *subject, *from_name, *text, *html, *why;
	const char *kind, *sort; /* what one click stops; what it is */
	int64_t event; /* of what names it: once with this sort */
	const char *answer_to;
	int64_t post;
};

/* Writes both forms of what is due to a member, for notice.send's slow half. */
void letter_write(struct call *c, struct ready *r, struct letter_shelf *shelf);
/* What the letters of a round are made of; NULL: not for this member now. */
const struct letters *letter_shelf_take(struct call *c,
    struct letter_shelf *shelf, int64_t member, int64_t round);

#endif
