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

const struct field session_found_fields[] = {
	F_ID(session_found, id), F_ID(session_found, member),
	F_AT(session_found, seen_at),
	F_INT(session_found, idle_ms, 0, FIELD_INT_MAX),
	F_AT(session_found, expires_at), F_END
};

struct heard {
	int64_t audience;
};

static const struct field heard_fields[] = {
	F_INT(heard, audience, 0, FIELD_INT_MAX), F_END
};

static void
read_audiences(struct engine *e, struct identity *who)
{
	struct list list = db_all(e->db, AUDIENCE_LIST, heard_fields,
	    sizeof(struct heard), who->member);
	const struct heard *heard = list.at;
	int64_t *at = arena_get(e->arena, (list.count + 2) * sizeof(*at));

	at[0] = AUDIENCE(AUDIENCE_PUBLIC, 0);
	at[1] = AUDIENCE(AUDIENCE_MEMBER, who->member);
	for (size_t i = 0; i < list.count; i++)
		at[i + 2] = heard[i].audience;
	who->audiences = at;
	who->audience_count = list.count + 2;
}

static void
begin(struct engine *e)
{
	arena_reset(e->arena);
	store_use(e->db, e->arena);
	store_begin(e->db);
}

/* Ends what `begin` began. Who is known, but not what they hear, is not known:
 * they would be deaf, and think that nothing happens. */
static bool
fill_in(struct engine *e, bool known, const struct session_found *s,
    struct identity *who)
{
	if (known) {
		who->member = s->member;
		who->session = s->id;
		who->ends_at = s->seen_at + s->idle_ms;
		if (who->ends_at > s->expires_at)
			who->ends_at = s->expires_at;
		read_audiences(e, who);
	}
	who->unsure = db_failed(e->db);
	store_rollback(e->db);
	return known && !who->unsure;
}

/* By the hash of a token, or by id where there is none. A connection that was
 * lost meanwhile is made again, and asked once more. */
static bool
look_up(struct engine *e, const char *hash, int64_t session,
    struct identity *who)
{
	struct session_found s;
	bool known;
	int tries = 0;

	do {
		begin(e);
		if (hash != NULL)
			known = db_get(e->db, SESSION_BY_HASH,
			    session_found_fields, &s, hash, clock_now());
		else
			known = db_get(e->db, SESSION_ALIVE,
			    session_found_fields, &s, session, clock_now());
		known = fill_in(e, known, &s, who);
	} while (store_why(e->db) == STORE_AGAIN && ++tries < 2);
	return known;
}

bool
engine_identify(struct engine *e, const char *token, struct identity *who)
{
	char hash[SECRET_HASH_LEN + 1];

	who->unsure = false;
	if (!secret_token_valid(token))
		return false;
	secret_hash(SECRET_SESSION, token, hash);
	return look_up(e, hash, 0, who);
}

bool
engine_recheck(struct engine *e, int64_t session, struct identity *who)
{
	return look_up(e, NULL, session, who);
}
