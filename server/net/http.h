/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http.h - answers that several routes give.
 */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include "net/conn.h"

/* cookie: as in struct answer. */
void http_answer_json(struct conn *c, int status, const char *cookie,
    const struct buffer *json);
/* The failure of a call outside of JSON-RPC. */
void http_answer_error(struct conn *c, const struct call *call);
/* Says in the job who asks: session, address, browser. */
void http_introduce(const struct conn *c, struct job *j);

#endif
