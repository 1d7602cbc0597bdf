/* SPDX-License-Identifier: Apache-2.0 */
/*
 * group.h - what group.c and group_member.c share.
 */
#ifndef PEOPLE_GROUP_H
#define PEOPLE_GROUP_H

#include "soundings/access.h"

#include "domain/people/people.h"

struct group {
	int64_t id, community;
	const char *name, *purpose;
	int64_t made_at;
	int64_t changed_by; /* who named, or removed, it last */
	int64_t removed_at; /* 0: it is there */
	int64_t revision;   /* how often it was changed */
};

/* Somebody in a group, or who was. */
struct group_member {
	int64_t id, group, member;
	int64_t joined_at, left_at; /* left_at 0: is in it */
};

extern const struct field group_fields[];
extern const struct field group_member_fields[];

/* The group, if it is there and the caller may do this with it; else the call
 * has failed. */
bool group_pick(struct call *c, int64_t id, enum may what, struct group *g);

#endif
