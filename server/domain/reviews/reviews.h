/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reviews.h - what the files of this room share.
 */
#ifndef REVIEWS_REVIEWS_H
#define REVIEWS_REVIEWS_H

#include "soundings/access.h"
#include "soundings/convert.h"
#include "soundings/event.h"
#include "soundings/method.h"

#include "domain/rooms.h"
#include "domain/rows.h"

#define TITLE_MAX    200
#define BODY_MAX     20000
#define HTML_MAX     FIELD_INT_MAX
#define CLAUSES_MAX  5000
#define ROUNDS_MAX   200 /* in a list, the newest */
#define REASON_MAX   4000
#define COMMENTS_MAX 10000
#define BATCH_MAX    200 /* comments in one call */

struct document {
	int64_t id, number, community;
	const char *title;
	int64_t version, file;
	const char *file_name, *format;
	int64_t added_by, added_at, clause_count, minutes;
	struct texts notices; /* what the reading changed or left out */
	const char *audience; /* community, people: those a round asks */
};

struct clause {
	int64_t id, document, position;
	const char *number, *kind;
	int64_t level;
	const char *text, *html;
	int64_t section;
};

/* As everyone sees it who may read it: under pseudonyms without its author,
 * whom an identity names to coordinators. */
struct comment {
	int64_t id, round;
	int64_t clause;           /* 0: the whole document */
	struct maybe start, end;  /* code points; not known: the whole clause */
	const char *exact, *prefix, *suffix;
	int64_t author;           /* 0: under a pseudonym */
	int64_t reviewer;         /* 0: older than reviewers */
	const char *kind;         /* NULL: the form was free */
	const char *body, *body_html, *proposed, *justification;
	int64_t question;         /* of the round, from 1; 0: none */
	int64_t made_at, withdrawn_at;
	int64_t supports, opposes;
	const char *disposition;  /* NULL: not answered yet */
	const char *reason;
	int64_t duplicate_of;
	int64_t disposed_by, disposed_at;
	int64_t revision;         /* how often the answer was changed */
};

/* Somebody who takes part, as those see them who read the comments. */
struct reviewer {
	int64_t id, round, number;
	int64_t member;           /* 0: under a pseudonym */
	const char *interests;    /* declared; NULL: nothing said */
	int64_t declared_at;
};

/* A later closing time. */
struct extension {
	int64_t id, round, was_at, closes_at;
	const char *reason;
	int64_t made_by, made_at;
};

/* One answer for many comments; for coordinators. */
struct theme {
	int64_t id, round;
	const char *title, *disposition, *reason;
	int64_t made_by, made_at, revision;
	int64_t changed_by; /* who named or answered it last; 0: not known */
};

/* What a comment is answered with. */
struct answering {
	const char *disposition, *reason;
	int64_t duplicate_of;
	int64_t theme, batch;
};

/* A picture of a draft, on its way to the files. */
struct picture {
	int64_t id, owner;
	const char *name, *type;
	int64_t size;
	const char *digest;
	int64_t added_at;
	struct blob body;
};

/* An upload that was read as a draft. */
struct import {
	const struct conversion *draft;
	struct list pictures; /* struct picture: name to digest are known */
	int64_t minutes;
};

/* A comment that stood in the margin of the file. */
struct imported_comment {
	int64_t id, document, position;
	const char *author;
	int64_t made_at;
	const char *body;
	int64_t clause;
	struct maybe start, end;
	const char *exact;
	int64_t comment; /* what it became in a round; 0: nothing yet */
};

extern const struct field document_fields[];
extern const struct field clause_fields[];
extern const char *const clause_kinds[];
extern const struct field comment_fields[];
extern const struct field reviewer_fields[];
extern const struct field extension_fields[];
extern const struct field theme_fields[];
extern const struct field imported_fields[];

/* import.c: reads an upload as a draft, in one of convert_ways; seconds. Never
 * NULL. */
struct import *import_read(struct arena *a, const char *name, const char *way,
    struct blob body);
/* Makes files of a draft's pictures, for all of its community. */
struct ids import_pictures(struct call *c, const struct import *i,
    int64_t community);
/* Stores what comes with a draft beside its row and clauses: its text and the
 * comments of the file. */
void import_store(struct call *c, const struct import *i, int64_t document);

/* Ids of clauses and of imported comments: the document's with their position
 * behind it. */
#define PART_ID(document, position) ((document) * 10000 + (position))

/* The document, the round, if the caller may do this with it; else the call
 * has failed. */
bool document_pick(struct call *c, int64_t id, enum may what,
    struct document *d);
/* Is it only for coordinators, and for those whom a round on it asks? */
bool document_is_closed(const struct document *d);
/* Is it pictures, which are reviewed as they look? */
bool document_is_shown(const struct document *d);
/* The round has come to this draft: who may read it from now on is told of it
 * and of the versions before it, if it was not open to all. */
void document_show(struct call *c, const struct round *r,
    const struct document *d);
bool round_pick(struct call *c, int64_t id, enum may what, struct round *r);

/* ledger.c: does every comment on earlier versions have a place in this one, or
 * is it history? If not, the call has failed. */
bool ledger_settled(struct call *c, int64_t document);

/* Is it not closed? The clock decides, not the chore. */
bool round_is_open(const struct call *c, const struct round *r);
/* Fails the call unless the round takes comments now: the clock decides, not
 * the chore. `kept` ends the sentence. */
bool round_takes(struct call *c, const struct round *r, const char *kept);
/* Whom it asks, as an audience. */
int64_t round_audience(const struct round *r);
/* Do all whom it asks read what the others say? */
bool round_is_shown(const struct round *r);
/* Keeps a round as it is now, and tells it. */
void round_change(struct call *c, const char *kind, struct round *r);
/* So many comments and answers more than before: keeps and tells it. */
void round_count(struct call *c, struct round *r, int64_t comments,
    int64_t disposed);
/* Tells those who see the round about it. */
void round_tell(struct call *c, const char *kind, const struct round *r,
    const void *row);
/* Tells those who may read what this author says in the round. */
void round_tell_readers(struct call *c, const char *kind,
    const struct round *r, const void *row, int64_t author);

/* The caller as a reviewer of the round, from now on if not before. */
struct reviewer reviewer_take(struct call *c, const struct round *r);
/* The same for who comments: under `after_mine` they see the others now. */
struct reviewer reviewer_comments(struct call *c, const struct round *r);

/* Stores a comment of the caller and tells it; counts nothing. */
void comment_put(struct call *c, const struct round *r, struct comment *m);
/* The comment and its round, if the caller sees them; else the call has
 * failed. */
bool comment_pick(struct call *c, int64_t id, struct comment *m,
    struct round *r);
/* The same for who answers it. */
bool comment_pick_answered(struct call *c, int64_t id, struct comment *m,
    struct round *r);
int64_t comment_author(struct call *c, const struct comment *m);
/* NULL, which is no answer, is none. */
bool is_duplicate(const char *disposition);
/* May it be answered so? If not, the call has failed. */
bool answering_valid(struct call *c, const struct answering *a);
/* Answers a comment (disposition NULL: takes the answer back), keeps it in
 * the history and tells it; returns by how many answers there are more. */
int64_t comment_answer(struct call *c, const struct round *r,
    struct comment *m, const struct answering *a);

#endif
