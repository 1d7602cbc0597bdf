/* SPDX-License-Identifier: Apache-2.0 */
/*
 * desk.c - what waits for one person, over all their communities.
 *
 * First what is asked of them and by when, then what became of what they said,
 * then what is new. Nothing is stored here; every list has an end, and none is
 * found by reading the archive: of each community only its hundred liveliest
 * threads are looked at.
 */

#include "soundings/clock.h"
#include "soundings/event.h"
#include "soundings/method.h"
#include "soundings/text.h"

#include "domain/pseudonym.h"
#include "domain/rooms.h"
#include "domain/rows.h"

#define ASKS_MAX    100
#define ANSWERS_MAX 50
#define MOVED_MAX   20
#define THREADS_MAX 20
#define ANSWERS_FOR (30 * DAY)
#define WORDS_MAX   160 /* characters of a comment that are quoted */

struct ask {
	const char *kind;
	int64_t community, id, number;
	const char *title;
	int64_t closes_at;
	const char *zone;
	int64_t minutes;
	const char *salt; /* of what is asked in secret; is not shown */
};

struct answer {
	int64_t comment, round;
	const char *title; /* of the round */
	const char *clause_number, *disposition, *reason;
	int64_t disposed_at;
	const char *words;
};

/* What became of a signal. */
struct moved {
	int64_t id;
	const char *title, *kind;
	int64_t other, at;
};

struct talk {
	struct thread *thread;
	int64_t unread;
};

struct home {
	int64_t seq;
	struct list asks, answers, moved, threads, rounds, polls;
};

static const char *const ask_kinds[] = { "review", "poll", "scan", "meeting",
	NULL };

static const char *const move_kinds[] = { "triaged", "merged", "joined", NULL };

static const struct field ask_fields[] = {
	F_CHOICE(ask, kind, ask_kinds), F_ID(ask, community), F_ID(ask, id),
	F_ID(ask, number), F_TEXT(ask, title, 1, FIELD_INT_MAX),
	F_AT(ask, closes_at), F_TEXT(ask, zone, 1, 64),
	F_INT(ask, minutes, 1, FIELD_INT_MAX), F_END
};
static const struct field ask_stored[] = {
	F_CHOICE(ask, kind, ask_kinds), F_ID(ask, community), F_ID(ask, id),
	F_ID(ask, number), F_TEXT(ask, title, 1, FIELD_INT_MAX),
	F_AT(ask, closes_at), F_TEXT(ask, zone, 1, 64),
	F_INT(ask, minutes, 1, FIELD_INT_MAX),
	F_TEXT_OPT(ask, salt, FIELD_INT_MAX), F_END
};
static const struct field answer_fields[] = {
	F_ID(answer, comment), F_ID(answer, round),
	F_TEXT(answer, title, 1, FIELD_INT_MAX),
	F_TEXT_OPT(answer, clause_number, 100),
	F_CHOICE(answer, disposition, dispositions),
	F_TEXT_OPT(answer, reason, FIELD_INT_MAX), F_TIME(answer, disposed_at),
	F_TEXT(answer, words, 0, FIELD_INT_MAX), F_END
};
static const struct field moved_fields[] = {
	F_ID(moved, id), F_TEXT(moved, title, 1, FIELD_INT_MAX),
	F_CHOICE(moved, kind, move_kinds), F_REF(moved, other), F_AT(moved, at),
	F_END
};
static const struct field talk_fields[] = {
	F_ONE(talk, thread, thread, thread_fields), F_INT(talk, unread, 0, 100),
	F_END
};
static const struct field home_output[] = {
	F_INT(home, seq, 0, FIELD_INT_MAX),
	F_LIST(home, asks, ask, ask_fields, ASKS_MAX),
	F_LIST(home, answers, answer, answer_fields, ANSWERS_MAX),
	F_LIST(home, moved, moved, moved_fields, MOVED_MAX),
	F_LIST(home, threads, talk, talk_fields, THREADS_MAX),
	F_LIST(home, rounds, round, round_fields, ASKS_MAX),
	F_LIST(home, polls, poll, poll_fields, ASKS_MAX), F_END
};

/* That somebody has answered anonymously, only the server can tell. */
static struct list
asks(struct call *c)
{
	struct list list = db_all(c->db, DESK_ASKS, ask_stored,
	    sizeof(struct ask), c->member, c->now);
	struct ask *a = list.at;
	size_t count = 0;

	for (size_t i = 0; i < list.count; i++)
		if (!pseudonym_answered(c, a[i].kind, a[i].id, a[i].salt,
			c->member))
			a[count++] = a[i];
	return (struct list){ a, count };
}

static struct list
answers(struct call *c)
{
	struct list list = db_all(c->db, DESK_ANSWERS, answer_fields,
	    sizeof(struct answer), c->member, c->now - ANSWERS_FOR);
	struct answer *a = list.at;

	for (size_t i = 0; i < list.count; i++)
		a[i].words = text_excerpt(c->arena, a[i].words, WORDS_MAX);
	return list;
}

static struct list
threads(struct call *c)
{
	struct list lively = db_all(c->db, DESK_THREADS, thread_fields,
	    sizeof(struct thread), c->member);
	struct thread *thread = lively.at;
	struct talk *talk = arena_get(c->arena, lively.count * sizeof(*talk));

	for (size_t i = 0; i < lively.count; i++) {
		talk[i].thread = &thread[i];
		talk[i].unread = db_number(c->db, DESK_UNREAD, thread[i].id,
		    c->member);
	}
	return (struct list){ .at = talk, .count = lively.count };
}

static enum err
desk_home(struct call *c)
{
	struct home out = { .seq = event_last(c) };

	out.asks = asks(c);
	out.answers = answers(c);
	out.moved = db_all(c->db, DESK_SIGNALS, moved_fields,
	    sizeof(struct moved), c->member, c->now - ANSWERS_FOR);
	out.threads = threads(c);
	out.rounds = db_all(c->db, DESK_ROUNDS, round_fields,
	    sizeof(struct round), c->member, c->now);
	out.polls = db_all(c->db, DESK_POLLS, poll_fields, sizeof(struct poll),
	    c->member, c->now);
	return call_reply(c, home_output, &out);
}

const struct method desk_methods[] = {
	{ .name = "desk.home", .kind = READ, .who = WHO_MEMBER,
	  .out = home_output, .run = desk_home,
	  .doc = "What waits for the caller, what became of their comments, "
		 "and what they have not read." },
	{ 0 }
};
