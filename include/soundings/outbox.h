/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outbox.h - a mail to be sent, written in the transaction of its cause.
 *
 * The row holds what the person will read. A link that signs somebody in is
 * kept as a seed: "{{link}}" in text and html becomes public_url + path +
 * "#" + token only while the mail is being composed.
 */
#ifndef SOUNDINGS_OUTBOX_H
#define SOUNDINGS_OUTBOX_H

#include "soundings/call.h"

struct outgoing {
	const char *kind;        /* sign_in, invitation, digest, outcome ... */
	int64_t     member;      /* 0: not a member yet */
	const char *to;          /* address */
	const char *to_name;     /* NULL: none */
	const char *from_name;   /* "Ann via Club"; NULL: the server's name */
	const char *subject;
	const char *text;        /* complete plain part */
	const char *html;        /* complete HTML body fragment; NULL: from text */
	int64_t     community;   /* 0: none; sets List-* headers */
	const char *why;         /* "because you asked for a weekly digest" */
	const char *unsubscribe; /* kind that one click stops; NULL: transactional */
	const char *link_path;   /* "/enter"; NULL: no link */
	const char *link_seed;   /* for secret_derived_token(SECRET_LINK) */
	int64_t     event;       /* cause; with member and kind unique; 0: none */
	int64_t     thread;      /* References are made of it; 0: none */
	int64_t     post;        /* Message-ID is made of it; 0: none */
	const char *answer_to;   /* "t41": an answer goes there (sealed.h); NULL */
	const char *answering;   /* Message-ID of the mail it answers; NULL */
};

/* Queues the mail; a second one for the same (event, address, kind) is not
 * written, and one that its reader does not want is written as suppressed. Names
 * and subjects are made one line; an address that could break a header or an
 * envelope is refused with E_INVALID. */
void outbox_put(struct call *c, const struct outgoing *mail);

/* A conservative RFC 5321 mailbox: dot-atom, with the letters of all scripts in
 * it (RFC 6531), ASCII domain with a dot (or "localhost"), at most 254 octets. */
bool address_valid(const char *address);
/* Where a member's answer to "t41" goes; NULL: this server takes no mail, or
 * nothing is to be answered. */
const char *answer_address(struct arena *a, const struct settings *s,
    const char *answer_to, int64_t member, int64_t at);
/* Does this address get no mail of that kind? For those who are about to
 * render much. */
bool address_suppressed(struct call *c, const char *address, const char *kind);

/* What stops a kind of mail to a member, as it stands in a link: no session,
 * good for nothing else, for as long as the key lives. */
const char *unsubscribe_token(struct arena *a, int64_t member,
    const char *kind);
/* False: not ours, or not whole. */
bool unsubscribe_read(struct arena *a, const char *token, int64_t *member,
    const char **kind);

/* Input of outbox.lease. The edge sets `most` and finds the rest afterwards,
 * in the arena of the call. */
struct lease {
	int64_t most;
	struct list mails; /* of struct leased */
	int64_t waiting;   /* how many more are due */
};

/* The call `outbox.renew`: these are still on their way. */
struct renewal {
	struct ids mails;
};

/* A mail on its way out. Zero and NULL mean what they mean above. */
struct leased {
	int64_t     id;
	const char *kind;
	int64_t     member;
	const char *address, *to_name, *from_name, *subject, *text, *html;
	int64_t     community;
	const char *community_name, *community_slug;
	const char *why, *unsubscribe;
	bool        urgent;
	const char *link_path, *link_seed;
	int64_t     thread, post, queued_at;
	int64_t     parent; /* the post that `post` answers; 0: none */
	const char *answer_to, *answering;
	bool        allowed; /* always, here */
};

/* What became of a leased mail. */
struct settlement {
	int64_t     mail;
	const char *result;     /* one of outbox_results */
	const char *reply;      /* of the relay, for the administrator */
	const char *message_id; /* NULL: not sent */
};

/* Input of outbox.settle. One that is not ours any more is passed over: its lease
 * ran out, and somebody else has it. */
struct settling {
	struct list mails; /* of struct settlement */
};

/* sent; later (this mail could not go now); held (no mail could, this one was
 * hardly tried); refused (for good, not because of the address); bounced (the
 * address takes none); letters (the relay cannot write to it, as it has others
 * than a to z before the @). NULL-terminated. */
extern const char *const outbox_results[];

#endif
