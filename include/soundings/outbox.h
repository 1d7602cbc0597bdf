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
};

/* Queues the mail; a second one for the same (event, address, kind) is not
 * written. An address that could break a header or an envelope is refused
 * with E_INVALID. */
void outbox_put(struct call *c, const struct outgoing *mail);

/* A conservative RFC 5321 mailbox: ASCII dot-atom, domain with a dot (or
 * "localhost"), at most 254 octets. */
bool address_valid(const char *address);

#endif
