/* SPDX-License-Identifier: Apache-2.0 */
/*
 * letter.h - one mail on its way through mail/.
 *
 * It belongs to one thread at a time: the loop makes it, the carrier composes
 * and sends it, the loop settles and frees it.
 */
#ifndef MAIL_LETTER_H
#define MAIL_LETTER_H

#include "soundings/arena.h"
#include "soundings/buffer.h"
#include "soundings/outbox.h"
#include "soundings/settings.h"

#define REPLY_LEN 200

struct letter {
	struct arena *arena;
	struct leased mail; /* its texts are in the arena */
	int64_t leased_at;  /* monotonic */

	/* Made by compose. */
	const char *link;       /* what {{link}} stands for; NULL: nothing */
	const char *message_id; /* without the angle brackets */
	const char *from;       /* of the envelope */
	bool letters;           /* more than ASCII in the address (RFC 6531) */
	struct buffer bytes;    /* as they go over the wire, before dots */

	/* Made by the carrier. */
	const char *result;    /* one of outbox_results */
	char reply[REPLY_LEN]; /* what the relay said last */

	struct letter *next; /* of whoever has it */
};

struct letter *letter_new(const struct leased *mail);
void letter_free(struct letter *l);

/* Writes bytes, from and message_id. False: it would not be a sound message
 * (RFC 5322) and must not be sent. Carrier only. */
bool compose(struct letter *l, const struct settings *s);
/* Is it 7-bit, in lines of at most 998 octets that end with CR LF, and is
 * there no other CR, LF or NUL? */
bool compose_sound(const char *bytes, size_t len);

/* frame.c: what {{link}} stands for, the text with its footer, and the HTML
 * around a fragment. The link must be known to the other two. */
const char *frame_link(struct letter *l, const struct settings *s);
const char *frame_text(struct letter *l, const struct settings *s);
const char *frame_html(struct letter *l, const struct settings *s);
/* What one click opens; NULL: this mail cannot be stopped. */
const char *frame_unsubscribe(struct letter *l, const struct settings *s);

/* directory.c: one file for each mail. */
void directory_start(const char *path);
void directory_write(struct letter *l, const struct settings *s);

#endif
