/* SPDX-License-Identifier: Apache-2.0 */
/*
 * decide.h - which mail somebody gets for what happened: now, in the digest, or
 * none.
 */
#ifndef NOTIFY_DECIDE_H
#define NOTIFY_DECIDE_H

#include <stdbool.h>
#include <stdint.h>

/* A kind of mail, as members choose it. */
struct mail_kind {
	const char *name;
	const char *usual;   /* what they have who never chose */
	const char *ways[4]; /* what can be chosen; NULL-terminated */
};

/* NULL-terminated by name. */
extern const struct mail_kind mail_kinds[];
extern const char *const mail_kind_names[];
/* NULL: no such kind. */
const struct mail_kind *mail_kind_find(const char *name);

/* What is known of a reader and a kind of mail. */
struct wanting {
	const char *zone;
	bool closed;     /* the account is */
	const char *way; /* what they chose; NULL: nothing, the usual counts */
	bool digest_on;
	int64_t awake_from, awake_to; /* hours; mail comes from the one until
	                                 the other */
	const char *awake_days;       /* "12345" */
	int64_t mailed;  /* mails of the last day that were no digest */
};

struct verdict {
	const char *way; /* now, digest, none */
	const char *why; /* wish, usual, cap, no_digest, closed */
	int64_t due_at;  /* when a mail may go */
};

/* More mails a day than this are left to the digest. */
#define MAILS_A_DAY 20

/* One decision for one reader: pure. `until` is when it is too late (a
 * deadline); 0: never. */
struct verdict decide(const struct mail_kind *kind, const struct wanting *w,
    int64_t now, int64_t until);
/* The first moment at or after `at` at which that reader's mail may come. */
int64_t decide_awake(const struct wanting *w, int64_t at);

#endif
