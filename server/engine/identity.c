/* SPDX-License-Identifier: Apache-2.0 */
/*
 * identity.c - who opens a connection, and what they hear.
 *
 * Read on the loop with its own connection: a handshake must be answered in
 * place, and the three indexed reads cost less than a trip to another thread.
 */
#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/secret.h"
#include "soundings/store.h"

#include "engine/lanes.h"

struct found {
	int64_t id, member, seen_at;
};

static const struct field found_fields[] = {
	F_ID(found, id), F_ID(found, member), F_TIME(found, seen_at), F_END
};

struct heard {
	int64_t audience;
};

static const struct field heard_fields[] = {
	F_INT(heard, audience, 0, FIELD_INT_MAX), F_END
};

static void
add_audience(struct identity *who, int64_t audience)
{
	if (who->audience_count < COUNT(who->audiences))
		who->audiences[who->audience_count++] = audience;
}

static void
read_audiences(struct engine *e, struct identity *who)
{
	struct list list = db_all(e->db, AUDIENCE_LIST, heard_fields,
	    sizeof(struct heard), who->member);
	const struct heard *heard = list.at;

	who->audience_count = 0;
	add_audience(who, AUDIENCE(AUDIENCE_PUBLIC, 0));
	add_audience(who, AUDIENCE(AUDIENCE_MEMBER, who->member));
	for (size_t i = 0; i < list.count; i++)
		add_audience(who, heard[i].audience);
}

static void
begin(struct engine *e)
{
	arena_reset(e->arena);
	store_use(e->db, e->arena);
	store_begin(e->db);
}

/* Ends what `begin` began. */
static bool
fill_in(struct engine *e, bool known, const struct found *s,
    struct identity *who)
{
	if (known) {
		who->member = s->member;
		who->session = s->id;
		read_audiences(e, who);
	}
	store_rollback(e->db);
	return known;
}

bool
engine_identify(struct engine *e, const char *token, struct identity *who)
{
	char hash[SECRET_HASH_LEN + 1];
	struct found s;
	bool known;

	if (!secret_token_valid(token))
		return false;
	secret_hash(SECRET_SESSION, token, hash);
	begin(e);
	known = db_get(e->db, SESSION_BY_HASH, found_fields, &s,
	    (const char *)hash, clock_now());
	return fill_in(e, known, &s, who);
}

bool
engine_recheck(struct engine *e, int64_t session, struct identity *who)
{
	struct found s;
	bool known;

	begin(e);
	known = db_get(e->db, SESSION_ALIVE, found_fields, &s, session,
	    clock_now());
	return fill_in(e, known, &s, who);
}
