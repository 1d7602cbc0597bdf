/* SPDX-License-Identifier: Apache-2.0 */
/*
 * incoming.h - what a mail that came in says; nothing is done about it here.
 *
 * Foreign bytes are read in a child process only, which has little time and
 * memory, no network and no files to write (docs/mail.md). Callable from any
 * thread; each call waits for its child.
 */
#ifndef SOUNDINGS_INCOMING_H
#define SOUNDINGS_INCOMING_H

#include "soundings/arena.h"
#include "soundings/field.h"
#include "soundings/settings.h"

/* Bytes of a mail (mail.md, I-02). */
#define INCOMING_MAX (10 * 1024 * 1024)

struct incoming_file {
	const char *name; /* "" when it has none */
	const char *type; /* "image/png" */
	int64_t size;     /* bytes, decoded */
};

struct incoming {
	const char *kind; /* reply, unsubscribe, auto, bounce, receipt,
			     complaint, list, loop, empty, locked, calendar,
			     damaged, large */
	const char *from; /* the address that it says it is from */
	const char *kept; /* the author's words; "" when there are none */
	const char *trimmed;          /* quoted mails, signature, notices */
	const char *bounce_class;     /* hard, soft, none */
	const char *bounce_status;    /* "5.1.1" (RFC 3463); NULL: none */
	const char *bounce_recipient; /* whom it did not reach; NULL */
	struct list files;            /* struct incoming_file */
	const char *message_id, *list_id; /* NULL: it has none */
	const char *subject;        /* "" */
	const char *to;             /* all whom it names, and to whom it was
				       delivered, as written; "" */
	const char *authentication; /* of the first Authentication-Results; "" */
};

extern const struct field incoming_file_fields[];

/* Reads a message (RFC 5322), whatever it looks like. */
const struct incoming *incoming_read(struct arena *a, const struct settings *s,
    const char *bytes, size_t len);
/* Of a mail that is larger than INCOMING_MAX, by its header: for its sender has
 * to hear of it. */
const struct incoming *incoming_read_large(struct arena *a,
    const struct settings *s, const char *header, size_t len);
/* Why an allowed sender's mail of this kind is not taken, as a sentence for the
 * sender; NULL: it is taken. */
const char *incoming_refusal(const char *kind);
/* A mail as the server is told of it: the input of mail.take, and with `why` of
 * mail.refuse. Words, never bytes. */
struct handing {
	const char *hash, *kind, *from, *subject, *body, *cut, *address, *verp;
	const char *class, *status, *message_id;
	const char *why; /* why it is not taken; NULL: the server decides */
	bool forged;
	int64_t file_count;
	const char *place;     /* the mailbox it lies in; NULL: none */
	int64_t validity, uid; /* what it is called there */
};

/* `digest` stands for its bytes; `to` are the words among which its address
 * is. */
struct handing *incoming_hand(struct arena *a, const struct settings *s,
    const struct incoming *in, const char *digest, const char *to);
/* As JSON. */
const char *handing_params(struct arena *a, const struct handing *h);
/* It was refused: the reason, cut to what is taken as one. */
void handing_refuse(struct arena *a, struct handing *h, const char *why);
/* The child: reads a mail from standard input, writes what it says to standard
 * output, and ends. */
_Noreturn void incoming_child(void);

#endif
