/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rows.h - rows that more than one room shows.
 *
 * Rooms do not know each other; here they meet. Each row has one home, which
 * defines its field table and is the only one to change it.
 */
#ifndef DOMAIN_ROWS_H
#define DOMAIN_ROWS_H

#include "soundings/field.h"

/* people: a person as others see them. */
struct member {
	int64_t id;
	const char *display_name, *organisation, *profession, *region;
};

/* threads */
struct thread {
	int64_t id, number, community;
	const char *kind, *title;
	int64_t opened_by, opened_at, last_post_at, post_count, last_post;
	int64_t closed_at, closed_by;
	const char *outcome, *outcome_html;
};

/* threads: a thread that is a meeting. */
struct meeting {
	int64_t id; /* of the thread */
	int64_t community;
	const char *title; /* of the thread */
	int64_t starts_at, ends_at;
	const char *zone;
	const char *place, *link; /* one of them at least */
	int64_t seats;            /* 0: whoever comes */
	int64_t was_at; /* began before the last change; 0: there was none */
	int64_t changed_at, changed_by, revision;
	const char *reason; /* of the last change; NULL: there was none */
	int64_t cancelled_at;
};

/* threads: what somebody is still writing. */
struct draft {
	int64_t id;
	const char *place, *body;
	int64_t saved_at;
};

/* reviews */
struct round {
	int64_t id, number, community, document;
	const char *title, *instructions, *instructions_html;
	int64_t opened_by, opened_at, closes_at;
	const char *zone;
	int64_t closed_at, closed_by;
	const char *outcome, *outcome_html;
	int64_t outcome_by; /* who wrote it last; 0: not known */
	const char *audience; /* community, people */
	struct texts questions;
	const char *form;       /* free, structured */
	const char *visibility; /* of others' comments */
	const char *names;      /* named, pseudonyms */
	int64_t paused_at;
	const char *pause_reason;
	struct maybe comment_count, disposed_count; /* not told: unknown */
};

/* reviews: whom a round asks, if not its whole community. */
struct circle {
	int64_t id;       /* of the round */
	int64_t group;    /* 0: people by name only */
	const char *name; /* of the group, at opening */
	int64_t named;    /* beside the group, at opening */
	int64_t people;   /* who are asked, in all */
};

/* horizon */
struct poll {
	int64_t id, number, community;
	const char *question, *explanation;
	const char *kind;
	bool anonymous;
	int64_t least;     /* answers before any is shown, if anonymous */
	int64_t points;    /* to be given away; 0: not of that kind */
	bool reasons;      /* are asked for */
	const char *split; /* by what the result is split; NULL: not */
	const char *results;
	int64_t thread, post; /* where it stands, of what it was made; 0: none */
	int64_t opened_by, opened_at, closes_at;
	const char *zone;
	int64_t closed_at;
	const char *outcome, *outcome_html;
	int64_t outcome_by; /* who wrote it last; 0: not known */
	int64_t voter_count;
	int64_t turns; /* grows whenever there is another result to be seen */
};

/* library */
struct vocabulary {
	int64_t id, community;
	const char *name, *note;
	bool demonstration;
	struct texts terms;
	int64_t revision; /* how often it was changed */
};

extern const struct field member_fields[];
extern const struct field thread_fields[];
extern const struct field meeting_fields[];
extern const struct field draft_fields[];
extern const struct field round_fields[];
extern const struct field circle_fields[];
extern const struct field poll_fields[];
extern const struct field vocabulary_fields[];

/* What can be answered to a comment; NULL-terminated. */
extern const char *const dispositions[];

#define VOCABULARIES_MAX 100 /* of a community */

#endif
