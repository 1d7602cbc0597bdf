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

struct document {
	int64_t id, number, community;
	const char *title;
	int64_t version, file;
	const char *file_name, *format;
	int64_t added_by, added_at, clause_count, minutes;
	struct texts notices; /* what the reading changed or left out */
};

struct clause {
	int64_t id, document, position;
	const char *number, *kind;
	int64_t level;
	const char *text, *html;
	int64_t section;
};

/* As everyone in the community sees it. */
struct comment {
	int64_t id, round;
	int64_t clause;           /* 0: the whole document */
	struct maybe start, end;  /* code points; not known: the whole clause */
	const char *exact, *prefix, *suffix;
	int64_t author;
	const char *body, *body_html, *proposed;
	int64_t made_at, withdrawn_at;
	const char *disposition;  /* NULL: not answered yet */
	const char *reason;
	int64_t disposed_by, disposed_at;
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
extern const struct field imported_fields[];

/* import.c: reads an upload as a draft; seconds. Never NULL. */
struct import *import_read(struct arena *a, const char *name,
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
bool round_pick(struct call *c, int64_t id, enum may what, struct round *r);

/* ledger.c: does every comment on earlier versions have a place in this one, or
 * is it history? If not, the call has failed. */
bool ledger_settled(struct call *c, int64_t document);

/* Is it taking comments? The clock decides, not the chore. */
bool round_is_open(const struct call *c, const struct round *r);
/* Keeps a round as it is now, and tells it. */
void round_change(struct call *c, const char *kind, const struct round *r);
/* Tells those who see the round about it or one of its comments. */
void round_tell(struct call *c, const char *kind, const struct round *r,
    const void *row);

#endif
