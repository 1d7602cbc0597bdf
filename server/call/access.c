/* SPDX-License-Identifier: Apache-2.0 */
/*
 * access.c - who may do what: one table, read by every room.
 *
 * Standing is what the caller is to an audience's owner. Everything that the
 * table does not allow is refused; only the server itself passes it by.
 */
#include "soundings/access.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/event.h"

enum standing {
	STRANGER,    /* also a guest */
	BELONGS,     /* a member of the community */
	COORDINATES, /* one of its coordinators, or the person itself */
	NEVER,       /* nobody has this standing */
};

static const enum standing needed[][3] = {
	/*                          MAY_SEE      MAY_POST     MAY_RUN */
	[AUDIENCE_PUBLIC] =       { STRANGER,    NEVER,       NEVER },
	[AUDIENCE_COMMUNITY] =    { BELONGS,     BELONGS,     COORDINATES },
	[AUDIENCE_COORDINATORS] = { COORDINATES, COORDINATES, COORDINATES },
	[AUDIENCE_MEMBER] =       { COORDINATES, COORDINATES, COORDINATES },
	[AUDIENCE_ROUND] =        { BELONGS,     BELONGS,     COORDINATES },
	[AUDIENCE_COMMENTS] =     { BELONGS,     BELONGS,     COORDINATES },
};

static enum standing
standing_of(const struct call *c, const char *role)
{
	if (c->member == 0 || role == NULL)
		return STRANGER;
	return strcmp(role, "coordinator") == 0 ? COORDINATES : BELONGS;
}

/* By the role that a statement finds for (owner, member). */
static enum standing
standing_in(struct call *c, enum sql role_of, int64_t owner)
{
	if (c->member == 0)
		return STRANGER;
	return standing_of(c, db_text(c->db, role_of, owner, c->member));
}

static enum standing
standing_among(struct call *c, int64_t audience)
{
	switch (AUDIENCE_KIND(audience)) {
	case AUDIENCE_COMMUNITY:
	case AUDIENCE_COORDINATORS:
		return standing_in(c, ACCESS_ROLE, AUDIENCE_OWNER(audience));
	case AUDIENCE_ROUND:
		return standing_in(c, ACCESS_ROUND, AUDIENCE_OWNER(audience));
	case AUDIENCE_COMMENTS:
		return standing_in(c, ACCESS_COMMENTS,
		    AUDIENCE_OWNER(audience));
	case AUDIENCE_MEMBER:
		return c->member == AUDIENCE_OWNER(audience) && c->member != 0
		    ? COORDINATES : STRANGER;
	case AUDIENCE_PUBLIC:
		break;
	}
	return STRANGER;
}

bool
access_may(struct call *c, int64_t audience, enum may what)
{
	enum standing least;

	if (access_server(c))
		return true;
	invariant((size_t)AUDIENCE_KIND(audience) < COUNT(needed));
	least = needed[AUDIENCE_KIND(audience)][what];
	if (least == STRANGER)
		return true;
	return least != NEVER && standing_among(c, audience) >= least;
}

bool
access_community(struct call *c, int64_t community, enum may what)
{
	return access_may(c, AUDIENCE(AUDIENCE_COMMUNITY, community), what);
}

bool
access_as(struct call *c, const char *role, enum may what)
{
	return access_server(c) ||
	    standing_of(c, role) >= needed[AUDIENCE_COMMUNITY][what];
}

bool
access_administrator(struct call *c)
{
	return c->member != 0 &&
	    db_number(c->db, ACCESS_ADMINISTRATOR, c->member) != 0;
}

bool
access_server(const struct call *c)
{
	return c->server;
}
