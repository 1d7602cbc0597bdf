/* SPDX-License-Identifier: Apache-2.0 */
/*
 * opening.h - how a round is opened, now or at a time set before.
 *
 * There is one way: who opens a planned round is held to the rules of who opens
 * one by hand.
 */
#ifndef REVIEWS_OPENING_H
#define REVIEWS_OPENING_H

#include "domain/reviews/reviews.h"

/* What a round is opened with. */
struct opening {
	int64_t document;
	const char *title; /* NULL: the draft's */
	const char *instructions;
	int64_t closes_at;
	const char *zone;
	int64_t group;  /* 0: none */
	struct ids asked;
	struct texts questions;
	const char *form, *visibility, *names; /* NULL: the usual */
	const char *instructions_html; /* not asked for; rendered */
};

/* Plans are stored in these (plan.c): what is stored must stay valid. */
extern const struct field opening_fields[];

/* May the caller open this round at that time? If not, the call has failed.
 * Writes nothing. */
bool opening_valid(struct call *c, const struct opening *o, int64_t at,
    struct document *d);
/* Opens the round in the name of the caller, who was found to be allowed to. */
struct round opening_make(struct call *c, const struct opening *o,
    const struct document *d);

/* circle.c: does it ask some, not the whole community? */
bool circle_asked(const struct opening *o);
/* May they be asked on this draft? If not, the call has failed. */
bool circle_valid(struct call *c, const struct opening *o,
    const struct document *d);
/* Asks them; they and the coordinators are told of the round. */
void circle_draw(struct call *c, const struct opening *o,
    const struct round *r);

/* plan.c: what closes then is over before a round that is planned on the draft,
 * or none is that will open by itself. If not, the call has failed. */
bool plan_leaves_room(struct call *c, int64_t document, int64_t closes_at);

#endif
