/* SPDX-License-Identifier: Apache-2.0 */
/*
 * receive.h - a mail that came in, for the files that decide about it.
 */
#ifndef NOTIFY_RECEIVE_H
#define NOTIFY_RECEIVE_H

#include "soundings/event.h"
#include "soundings/inside.h"
#include "soundings/sealed.h"

/* The input of mail.take and mail.refuse, as the edge read it. */
struct taking {
	const char *hash;    /* of its Message-ID, or of its bytes */
	const char *kind;    /* as in incoming.h */
	const char *from;    /* as it says; "" */
	const char *subject, *body, *cut;
	const char *address; /* the sealed words it was sent to; NULL */
	const char *verp;    /* the mail that it says came back; NULL */
	const char *class, *status; /* of a bounce; NULL */
	const char *message_id;     /* NULL */
	const char *why;     /* why it is refused; NULL: it is not */
	bool forged;         /* our relay says that the sender is not real */
	int64_t file_count;  /* files that came with it and are not kept */
	const char *place;   /* the mailbox it was read from; NULL: none */
	int64_t validity, uid; /* what it is called there (inbox.c) */

	/* Found in the slow half. */
	struct inside inside;
	bool ready; /* inside is */
};

struct person {
	int64_t id;
	const char *email, *display_name;
};

/* A mail that came in, as its row. */
struct received {
	int64_t id;
	const char *hash;
	int64_t at;
	const char *kind, *state, *sender;
	int64_t member;
	const char *answer_to;
	int64_t thing, mail;
	const char *class, *status, *why;
	bool answered;
	const char *subject, *body, *cut;
};

extern const struct field received_stored[];
extern const struct field person_stored[];

/* What it is taken for; the rest of the row is made of the input. */
void receive_note(struct call *c, const struct taking *in, struct received r);
/* Words about a draft that came by mail, or from a mail's page. */
struct mailed_remark {
	int64_t round;
	int64_t clause;   /* 0: about the whole */
	const char *kind; /* NULL: general, where the round asks for it */
	const char *body;
};

/* The call by which they become a comment; false: the call has failed. */
bool receive_remark(struct call *c, int64_t member,
    const struct mailed_remark *r, struct inside *i);
/* The call by which an answer to a sealed address takes effect; false: the call
 * has failed. */
bool receive_plan(struct call *c, const struct sealed *to, const char *subject,
    const char *body, struct inside *i);
/* The review that an address of a draft or a comment belongs to; 0: none. */
int64_t receive_round(struct call *c, const struct sealed *to);
/* Where the writer finds the words again that were not taken. */
const char *receive_place(struct call *c, const struct sealed *to);
/* between.c: words of theirs that were cut with the mail of ours in which they
 * stand, to `to`, come back to the body. For the slow half. */
void receive_between(struct call *c, struct taking *in,
    const struct sealed *to);
/* inbox.c: the mailbox has been read up to this mail, if it came from one. False:
 * it was there before us and is none of ours; nothing is to be done about it. */
bool inbox_advance(struct call *c, const struct taking *in);
/* bounce.c: a mail that came back. */
enum err receive_bounce(struct call *c, const struct taking *in);

#endif
