/* SPDX-License-Identifier: Apache-2.0 */
/*
 * inside.h - one method done inside another's call, as a member.
 *
 * A mail that came in and a button in a mail are calls by somebody who is not
 * signed in. What they ask for is done by the same method as everyone's, with
 * that member's rights and in the transaction that notes the mail as taken. The
 * rooms need not know each other for it: what is asked is named and JSON.
 */
#ifndef SOUNDINGS_INSIDE_H
#define SOUNDINGS_INSIDE_H

#include "soundings/method.h"

struct inside {
	int64_t member; /* as whom; 0: as the server */
	const struct method *method;
	void *in;
};

/* Decodes the params, a JSON object; the call fails as the method would. The
 * method must exist and write. */
bool inside_new(struct call *c, struct inside *i, int64_t member,
    const char *method, const char *params);
/* Its slow half, in the slow half of the call, and its fast one in the other.
 * The answer of the inner method is the call's until it writes its own. */
enum err inside_prepare(struct call *c, const struct inside *i);
enum err inside_run(struct call *c, const struct inside *i);

/* What is said of a link that says nothing. */
#define INSIDE_BROKEN                                                         \
	"This link is not complete, or older than 90 days. Copy the whole "  \
	"address from the mail, or sign in and do it on the page."
/* For a page that a mail leads to: from here on the call reads as the member
 * to whom the token was given, for that verb. 0: it has failed; else the thing
 * that it is about. */
int64_t inside_enter(struct call *c, const char *token, char verb);

#endif
