/* SPDX-License-Identifier: Apache-2.0 */
/*
 * head.h - the head of one HTTP/1 request, read strictly.
 */
#ifndef NET_HEAD_H
#define NET_HEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HEAD_MAX   8192 /* bytes of a whole head */
#define TARGET_MAX 2048

enum verb {
	VERB_GET,
	VERB_HEAD,
	VERB_POST,
	VERB_OTHER,   /* known, and used nowhere here */
	VERB_UNKNOWN,
};

/* The headers that mean something here; all others are skipped. */
enum header {
	HEADER_ACCEPT_ENCODING,
	HEADER_CONNECTION,
	HEADER_CONTENT_LENGTH,
	HEADER_CONTENT_TYPE,
	HEADER_COOKIE,
	HEADER_EXPECT,
	HEADER_FETCH_SITE,
	HEADER_FORWARDED_FOR,
	HEADER_HOST,
	HEADER_IF_NONE_MATCH,
	HEADER_ORIGIN,
	HEADER_TRANSFER_ENCODING,
	HEADER_UPGRADE,
	HEADER_USER_AGENT,
	HEADER_WS_KEY,
	HEADER_WS_PROTOCOL,
	HEADER_WS_VERSION,
	HEADER_COUNT
};

struct head {
	enum verb verb;
	int minor;         /* HTTP/1.0 or 1.1 */
	const char *path;  /* decoded; begins with '/' */
	const char *query; /* as it came, without '?'; "" when there is none */
	const char *value[HEADER_COUNT]; /* NULL: not there */
	int64_t body_len;  /* -1: no Content-Length */
	bool keep_alive;
};

/* The length of the head that text begins with, its empty line included; 0:
 * it is not whole yet; -1: it never will be. */
int64_t head_len(const char *text, size_t len);

/* Reads a whole head, in place: what `h` points to is text. 0, or the status
 * that refuses it. */
int head_read(struct head *h, char *text, size_t len);

/* Is the word one of the comma-separated list, in any case? NULL has none. */
bool head_lists(const char *list, const char *word);

#endif
