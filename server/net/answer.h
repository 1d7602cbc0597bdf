/* SPDX-License-Identifier: Apache-2.0 */
/*
 * answer.h - the text of an HTTP answer.
 */
#ifndef NET_ANSWER_H
#define NET_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "soundings/buffer.h"
#include "soundings/field.h"

struct answer {
	int status;
	const char *type;    /* Content-Type; NULL: plain text */
	const char *cache;   /* Cache-Control; NULL: no-store */
	const char *headers; /* more of them, each with its CR LF; NULL: none */
	const char *cookie;  /* a session token to set; "": clear; NULL: leave */
	bool attachment;     /* a file of a stranger: nothing in it may run */
	struct blob body;
};

/* How it travels. */
struct answer_way {
	int64_t at;      /* the time now */
	bool keep_alive;
	bool secure;     /* people reach us by https */
};

/* Status line and headers, the empty line included. */
void answer_write(struct buffer *b, const struct answer *a,
    const struct answer_way *way);

/* `attachment; filename=...` for a name in any script. */
void answer_put_name(struct buffer *b, const char *file_name);

#endif
