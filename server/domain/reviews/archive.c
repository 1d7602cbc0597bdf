/* SPDX-License-Identifier: Apache-2.0 */
/*
 * archive.c - a round is put away, and its answers do not change any more.
 *
 * Every comment has an answer by then. If some have none, whoever puts the
 * round away says why; the reason is signed with their name and everyone who
 * reads the round reads it.
 */
#include <string.h>

#include "soundings/base.h"

#include "domain/reviews/ending.h"

struct archiving {
	int64_t round;
	const char *reason;
};

const struct field archive_fields[] = {
	F_ID(archive, id), F_ID(archive, archived_by), F_AT(archive, archived_at),
	F_INT(archive, open_count, 0, FIELD_INT_MAX),
	F_TEXT_OPT(archive, reason, BODY_MAX), F_END
};
static const struct field archiving_input[] = {
	F_ID(archiving, round), F_TEXT_OPT(archiving, reason, BODY_MAX), F_END
};

bool
archive_find(struct call *c, int64_t round, struct archive *a)
{
	return db_get(c->db, ARCHIVE_GET, archive_fields, a, round, c->member);
}

bool
archive_absent(struct call *c, int64_t round)
{
	struct archive a;

	if (!archive_find(c, round, &a))
		return true;
	call_fail(c, E_CONFLICT,
	    "This round is archived, so its answers do not change any more.");
	return false;
}

static bool
says_nothing(const char *text)
{
	return text == NULL || text[strspn(text, " \t\r\n")] == '\0';
}

static enum err
round_archive(struct call *c)
{
	const struct archiving *in = c->in;
	struct archive a;
	struct round r;
	int64_t open;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	if (r.closed_at == 0)
		return call_fail(c, E_CONFLICT,
		    "The round is open. Close it first, answer the comments, "
		    "then archive it.");
	if (!archive_absent(c, r.id))
		return c->err;
	open = db_number(c->db, ROUND_UNANSWERED, r.id);
	if (open > 0 && says_nothing(in->reason))
		return call_invalid(c, "reason", arena_printf(c->arena,
		    "%lld %s no answer. Answer %s, or say why not: everyone "
		    "reads the reason, with your name.", (long long)open,
		    open == 1 ? "comment has" : "comments have",
		    open == 1 ? "it" : "them"));
	a = (struct archive){ .id = r.id, .archived_by = c->member,
		.archived_at = c->now, .open_count = open,
		.reason = open > 0 ? in->reason : NULL };
	db_put(c->db, ARCHIVE_INSERT, archive_fields, &a);
	round_tell(c, "round.archived", &r, &a);
	return call_reply(c, archive_fields, &a);
}

const struct method archive_methods[] = {
	{ .name = "round.archive", .kind = WRITE, .who = WHO_MEMBER,
	  .in = archiving_input, .in_size = sizeof(struct archiving),
	  .out = archive_fields, .run = round_archive,
	  .doc = "Puts a closed round away, with a signed reason if comments "
		 "have no answer; for coordinators." },
	{ 0 }
};

static const struct row archive_row = {
	"archive", archive_fields, sizeof(struct archive), ARCHIVE_GET,
	ARCHIVE_ALL,
};

const struct event_kind archive_events[] = {
	{ .name = "round.archived", .row = &archive_row,
	  .doc = "A round was put away; its answers do not change any more." },
	{ 0 }
};
