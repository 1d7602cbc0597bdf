/* SPDX-License-Identifier: Apache-2.0 */
/*
 * people.h - what the files of this room share.
 */
#ifndef PEOPLE_PEOPLE_H
#define PEOPLE_PEOPLE_H

#include "soundings/event.h"
#include "soundings/method.h"

#include "domain/rooms.h"
#include "domain/rows.h"

#define EMAIL_MAX   254
#define NAME_MAX    80
#define WORDS_MAX   120 /* organisation, profession, region */
#define DEFAULT_ZONE "Europe/London"

/* A person as they see themselves. */
struct self {
	int64_t id;
	const char *email, *display_name, *organisation, *profession, *region;
	const char *time_zone, *password_hash;
	bool administrator;
};

struct community {
	int64_t id;
	const char *name, *slug, *summary, *remit;
	struct texts expectations;
	bool demonstration;
	int64_t created_at, member_count;
};

struct membership {
	int64_t id, community, member;
	const char *role;
	int64_t joined_at, left_at;
};

extern const struct field self_fields[];
extern const struct field community_fields[];
extern const struct field membership_fields[];
extern const char *const roles[];

/* member.c: makes a person and returns their id. */
int64_t member_make(struct call *c, const char *email, const char *name);
bool member_by_email(struct call *c, const char *email, struct self *self);
/* An address as it is stored: lower case. NULL: not an address. */
const char *email_canonical(struct arena *a, const char *email);
#define EMAIL_WRONG "This is not an e-mail address."

/* community.c: lets a member in; a second time it only tells. Returns the
 * membership. */
struct membership community_enter(struct call *c, int64_t community,
    int64_t member, const char *role);

/* session.c: signs a member in; the call's cookie is set. */
void session_start(struct call *c, int64_t member);

/* password.c: refuses a new password that is short or easy to guess, for
 * somebody of that address and name (NULL: not known yet). */
enum err password_check(struct call *c, const char *password,
    const char *email, const char *name);

/* attempt.c: counts a try against a limit; false when there were too many. */
bool attempt_allowed(struct call *c, const char *what, const char *who,
    int64_t most, int64_t within);
/* Would it be allowed? Counts nothing, so the slow half may ask. */
bool attempt_left(struct call *c, const char *what, const char *who,
    int64_t most, int64_t within);

#endif
