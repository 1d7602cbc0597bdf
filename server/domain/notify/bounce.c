/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bounce.c - mails that came back, and whom no mail reaches any more.
 *
 * Only a report sent to the sealed return path of one of our mails counts:
 * anybody can write something that looks like a bounce. An address gets no more
 * mail when it is said to be dead (RFC 3463: x.1.x, x.2.1, or a plain "for
 * good"), when a server on the way cannot write its letters (x.6.7, x.6.9), or
 * after five mails in two weeks that could not be delivered for now.
 * A mail too large, or one taken for spam, says nothing about its reader.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/event.h"
#include "soundings/idna.h"
#include "soundings/log.h"

#include "domain/notify/notify.h"
#include "domain/notify/receive.h"

#define SOFT_MOST 5
#define SOFT_WITHIN (14 * DAY)

struct returned {
	int64_t id, member;
	const char *address;
	int64_t community;
	const char *kind;
};

static const struct field returned_stored[] = { F_ID(returned, id),
	F_REF(returned, member), F_TEXT(returned, address, 3, 254),
	F_REF(returned, community), F_TEXT(returned, kind, 1, 40), F_END };
static const struct field bounce_place_stored[] = { F_ID(bounce_place, id),
	F_END };

/* The mail that "57-SEAL" names; 0: not ours. */
static int64_t
mail_of(struct arena *a, const char *verp)
{
	const char *hyphen = strchr(verp, '-');
	char mac[SECRET_MAC_LEN + 1];

	if (hyphen == NULL)
		return 0;
	secret_mac(SECRET_VERP,
	    arena_copy(a, verp, (size_t)(hyphen - verp)), mac);
	return secret_equal(mac, hyphen + 1) ? strtoll(verp, NULL, 10) : 0;
}

static bool
is_dead(const struct taking *in)
{
	const char *s = in->status;

	if (in->class == NULL || strcmp(in->class, "hard") != 0)
		return false;
	return s == NULL || strncmp(s, "5.1.", 4) == 0 ||
	       strcmp(s, "5.2.1") == 0 || strcmp(s, "5.4.4") == 0 ||
	       strcmp(s, "5.0.0") == 0;
}

/* RFC 6531, 3.6 and 4: other letters stand before the @ than the next server
 * takes. */
static bool
is_foreign(const struct taking *in, const char *address)
{
	return in->class != NULL && strcmp(in->class, "hard") == 0 &&
	       in->status != NULL && !idna_plain(address) &&
	       (strcmp(in->status, "5.6.7") == 0 ||
		   strcmp(in->status, "5.6.9") == 0);
}

/* Why nothing more is sent to an address; NULL: more is. */
static const char *
stopping(struct call *c, const struct taking *in, const char *address,
    const char *hash)
{
	if (is_dead(in))
		return "dead";
	if (is_foreign(in, address))
		return "letters";
	return db_number(c->db, RECEIVED_SOFT, hash, c->now - SOFT_WITHIN) >=
		       SOFT_MOST
		   ? "soft"
		   : NULL;
}

struct list
bounce_places(struct call *c, int64_t member)
{
	return db_all(c->db, BOUNCE_COMMUNITIES, bounce_place_stored,
	    sizeof(struct bounce_place), member);
}

void
bounce_tell(struct call *c, int64_t member, int64_t mail)
{
	struct list all = bounce_places(c, member);
	const struct bounce_place *place = all.at;

	for (size_t i = 0; i < all.count; i++)
		event_note(c, "mail.failed",
		    AUDIENCE(AUDIENCE_COORDINATORS, place[i].id), place[i].id,
		    mail);
}

enum err
receive_bounce(struct call *c, const struct taking *in)
{
	struct returned m;
	char hash[SECRET_HASH_LEN + 1];
	int64_t id = in->verp != NULL ? mail_of(c->arena, in->verp) : 0;
	const char *why;

	if (id == 0 || !db_get(c->db, BOUNCE_MAIL, returned_stored, &m, id))
		return OK;
	secret_hash(SECRET_ADDRESS, m.address, hash);
	receive_note(c, in,
	    (struct received){ .state = "taken", .member = m.member,
		.sender = hash, .mail = m.id, .class = in->class,
		.status = in->status });
	db_run(c->db, BOUNCE_NOTE,
	    in->status != NULL ? in->status : "came back", m.id);
	why = stopping(c, in, m.address, hash);
	if (why != NULL) {
		bounce_suppress(c, m.address, m.member, why);
		bounce_tell(c, m.member, m.id);
	}
	return call_done(c);
}
