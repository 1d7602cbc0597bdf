/* SPDX-License-Identifier: Apache-2.0 */
/*
 * imap.h - one mailbox, read by IMAP (RFC 3501); mailbox thread only, unless
 * said otherwise.
 */
#ifndef MAIL_IMAP_H
#define MAIL_IMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "soundings/arena.h"
#include "soundings/buffer.h"
#include "soundings/field.h"
#include "soundings/settings.h"

struct imap;

/* How the mailbox counts its mails. */
struct mailbox {
	int64_t validity; /* as long as it stays, so do the UIDs */
	int64_t next;     /* no mail has this UID yet, nor a larger one */
};

struct imap_entry {
	int64_t uid, size; /* bytes */
};

enum imap_end {
	IMAP_DONE,
	IMAP_GONE,   /* there is no such mail any more */
	IMAP_FAILED, /* imap_why tells */
};

/* Reads the settings, on the loop thread; fatal when they do not fit. */
struct imap *imap_new(const struct settings *s);
void imap_free(struct imap *m);

/* As it is now. A connection that is in the mailbox may not know of new mails, so
 * after the functions below this takes another one. */
enum imap_end imap_state(struct imap *m, struct mailbox *box);
/* The mails after a UID, oldest first (struct imap_entry). */
enum imap_end imap_list(struct imap *m, struct arena *a,
    const struct mailbox *box, int64_t after, struct list *found);
/* The bytes of one mail, or of its header only. */
enum imap_end imap_fetch(struct imap *m, const struct mailbox *box,
    int64_t uid, struct buffer *mail);
enum imap_end imap_fetch_header(struct imap *m, const struct mailbox *box,
    int64_t uid, struct buffer *mail);
/* Moves it to mail_imap_done. */
enum imap_end imap_move(
    struct imap *m, const struct mailbox *box, int64_t uid);
/* What went wrong last, for the administrator. */
const char *imap_why(const struct imap *m);
/* The same as the name of a line of the log: "inbox.away", "inbox.denied". */
const char *imap_trouble(const struct imap *m);

/* Waits so long, or until imap_stop. */
void imap_pause(struct imap *m, int64_t ms);
/* Breaks off whatever is under way, for good; any thread. */
void imap_stop(struct imap *m);
bool imap_stopped(const struct imap *m);

#endif
