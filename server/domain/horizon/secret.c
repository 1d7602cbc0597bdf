/* SPDX-License-Identifier: Apache-2.0 */
/*
 * secret.c - the answers of anonymous polls: kept, counted, shown.
 *
 * A ballot is kept under a pseudonym that only the server's key can make, with
 * neither member nor time; a vote is told to nobody and counted by a chore,
 * several at once, so that no event says who voted when. What may be seen are
 * copies, in the order of the pseudonyms, which is none. No two things that are shown differ by fewer
 * answers than the poll's `least`: the answers after the last step, when they
 * are fewer, are never shown.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"

#include "domain/closing.h"
#include "domain/horizon/horizon.h"
#include "domain/horizon/secrecy.h"
#include "domain/pseudonym.h"

#define ARCHIVED_AFTER (30 * DAY) /* then nobody can be linked any more */

/* A ballot as it is kept. */
struct secret {
	int64_t poll;
	const char *pseudonym;
	struct ids choices, marks;
	const char *reason;
	const char *part; /* in memory only, to split the result */
};

/* One that may be seen. */
struct shown {
	int64_t poll, position;
	const char *part;
	struct ids choices, marks;
};

struct belongs {
	int64_t id;
	const char *part;
};

static const struct field secret_fields[] = {
	F_ID(secret, poll), F_TEXT(secret, pseudonym, 1, 100),
	F_IDS(secret, choices, 1, OPTIONS_MAX),
	F_IDS(secret, marks, 0, OPTIONS_MAX),
	F_TEXT_OPT(secret, reason, VOTE_REASON_MAX), F_END
};
static const struct field shown_fields[] = {
	F_ID(shown, poll), F_INT(shown, position, 1, ANSWERS_MAX),
	F_TEXT_OPT(shown, part, FIELD_INT_MAX),
	F_IDS(shown, choices, 1, OPTIONS_MAX),
	F_IDS(shown, marks, 0, OPTIONS_MAX), F_END
};
static const struct field belongs_fields[] = {
	F_ID(belongs, id), F_TEXT_OPT(belongs, part, FIELD_INT_MAX), F_END
};

bool
secret_ballot(struct call *c, int64_t poll, struct ballot *b)
{
	const char *salt = db_text(c->db, POLL_SALT, poll);

	return salt != NULL && db_get(c->db, SECRET_GET, ballot_fields, b, poll,
	    secrecy_pseudonym(c->arena, salt, c->member));
}

bool
pseudonym_answered(struct call *c, const char *kind, int64_t id,
    const char *salt, int64_t member)
{
	enum sql rated = strcmp(kind, "scan") == 0 ? SCAN_RATED : SECRET_HAS;

	return salt != NULL && db_number(c->db, rated, id,
	    secrecy_pseudonym(c->arena, salt, member)) > 0;
}

void
secret_cast(struct call *c, const struct poll *p, const struct ballot *b)
{
	const char *salt = db_text(c->db, POLL_SALT, p->id);
	struct secret s = { .poll = p->id, .choices = b->choices,
		.marks = b->marks, .reason = b->reason };

	s.pseudonym = secrecy_pseudonym(c->arena, salt, c->member);
	db_put(c->db, SECRET_SET, secret_fields, &s);
}

static struct list
secrets_of(struct call *c, int64_t poll)
{
	return db_all(c->db, SECRET_ALL, secret_fields, sizeof(struct secret),
	    poll);
}

static int
by_pseudonym(const void *a, const void *b)
{
	const struct secret *x = a, *y = b;

	return strcmp(x->pseudonym, y->pseudonym);
}

/* Whose answer it is, is found out for this one purpose and then forgotten. */
static void
find_parts(struct call *c, const struct poll *p, const struct list *secrets)
{
	const char *salt = db_text(c->db, POLL_SALT, p->id);
	struct list all = db_all(c->db, POLL_PARTS, belongs_fields,
	    sizeof(struct belongs), p->split, p->community);
	const struct belongs *of = all.at;

	for (size_t i = 0; i < secrets->count; i++)
		((struct secret *)secrets->at)[i].part = "";
	for (size_t i = 0; i < all.count; i++) {
		struct secret key = {
			.pseudonym = secrecy_pseudonym(
			    c->arena, salt, of[i].id) };
		struct secret *found = bsearch(&key, secrets->at,
		    secrets->count, sizeof(key), by_pseudonym);

		if (found != NULL)
			found->part = of[i].part;
	}
}

static void
drop_small_parts(struct arena *a, const struct list *secrets)
{
	struct secret *s = secrets->at;
	const char **part = arena_get(a, secrets->count * sizeof(*part));

	for (size_t i = 0; i < secrets->count; i++)
		part[i] = s[i].part;
	split_small(a, part, secrets->count);
	for (size_t i = 0; i < secrets->count; i++)
		s[i].part = part[i];
}

static void
show_reasons(struct call *c, const struct poll *p, const struct list *secrets)
{
	const struct secret *s = secrets->at;
	const char **body = arena_get(c->arena, secrets->count * sizeof(*body));
	size_t count = 0;

	db_run(c->db, SHOWN_REASON_DROP, p->id);
	for (size_t i = 0; i < secrets->count; i++)
		if (s[i].reason != NULL)
			body[count++] = s[i].reason;
	if ((int64_t)count < p->least)
		return;
	secrecy_shuffle(body, count);
	for (size_t i = 0; i < count; i++)
		db_run(c->db, SHOWN_REASON_INSERT, p->id, (int64_t)i + 1,
		    body[i]);
}

static void
show(struct call *c, const struct poll *p, const struct list *secrets)
{
	const struct secret *s = secrets->at;

	db_run(c->db, SHOWN_DROP, p->id);
	for (size_t i = 0; i < secrets->count; i++)
		db_put(c->db, SHOWN_INSERT, shown_fields, &(struct shown){
		    p->id, (int64_t)i + 1, s[i].part, s[i].choices,
		    s[i].marks });
	show_reasons(c, p, secrets);
}

/* The order in which they came is in how they lie on the disk, too. */
static void
write_anew(struct call *c, const struct poll *p, const struct list *secrets)
{
	const struct secret *s = secrets->at;

	db_run(c->db, SECRET_DROP, p->id);
	for (size_t i = 0; i < secrets->count; i++)
		db_put(c->db, SECRET_SET, secret_fields, &s[i]);
}

/* Nothing was shown, or so much is new that no single answer can be had from
 * the difference. */
static bool
may_show(struct call *c, const struct poll *p, int64_t answers)
{
	int64_t before = db_number(c->db, SHOWN_COUNT, p->id);

	return answers >= p->least &&
	    (before == 0 || answers - before >= p->least);
}

void
secret_close(struct call *c, struct poll *p)
{
	struct list secrets = secrets_of(c, p->id);

	p->voter_count = (int64_t)secrets.count;
	write_anew(c, p, &secrets);
	c->wipe = true;
	if (!may_show(c, p, p->voter_count))
		return;
	if (p->split != NULL) {
		find_parts(c, p, &secrets);
		drop_small_parts(c->arena, &secrets);
	}
	show(c, p, &secrets);
}

static void
count_answers(struct call *c, struct poll *p)
{
	struct list secrets = secrets_of(c, p->id);

	p->voter_count = (int64_t)secrets.count;
	p->turns++;
	if (strcmp(p->results, "steps") == 0 &&
	    may_show(c, p, p->voter_count))
		show(c, p, &secrets);
	poll_change(c, "poll.touched", p);
}

static enum err
poll_count(struct call *c)
{
	struct list due = db_all(c->db, POLL_COUNT_DUE, poll_fields,
	    sizeof(struct poll), c->now);
	struct poll *p = due.at;

	for (size_t i = 0; i < due.count; i++)
		count_answers(c, &p[i]);
	return call_done(c);
}

static enum err
poll_archive(struct call *c)
{
	struct list due = db_all(c->db, POLL_ARCHIVE_DUE, belongs_fields,
	    sizeof(struct belongs), c->now - ARCHIVED_AFTER);
	const struct belongs *poll = due.at;

	for (size_t i = 0; i < due.count; i++) {
		db_run(c->db, SECRET_DROP, poll[i].id);
		db_run(c->db, POLL_ARCHIVE, poll[i].id);
	}
	return call_done(c);
}

const struct method secret_methods[] = {
	{ .name = "poll.count", .kind = WRITE, .who = WHO_SERVER,
	  .run = poll_count, .every = CLOSING_EVERY,
	  .doc = "Counts the answers of anonymous polls, several at once." },
	{ .name = "poll.archive", .kind = WRITE, .who = WHO_SERVER,
	  .run = poll_archive, .every = HOUR,
	  .doc = "Cuts the link between members and their anonymous answers, "
		 "30 days after the close." },
	{ 0 }
};
