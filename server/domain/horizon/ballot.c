/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ballot.c - one member's vote in a poll.
 *
 * Voting sets the ballot to what is sent; voting again sets it anew. In a named
 * poll it is stored with the member and told to them alone. In an anonymous
 * one it is handed to secret.c: nothing is told and no time is kept. The retry
 * key is not remembered, for the same vote twice is one vote.
 */
#include <string.h>

#include "soundings/base.h"

#include "domain/closing.h"
#include "domain/horizon/horizon.h"

#define LIKERT_MAX 5
#define SCORE_MAX  10
#define TIME_MAX   3
#define MARKS_MAX  1000

struct voting {
	int64_t poll;
	struct ids choices, marks;
	const char *reason;
};

/* The same as it is stored. */
struct kept {
	int64_t member, poll;
	struct ids choices, marks;
	const char *reason;
	int64_t cast_at;
};

const struct field ballot_fields[] = {
	F_ID(ballot, id), F_IDS(ballot, choices, 1, OPTIONS_MAX),
	F_IDS(ballot, marks, 0, OPTIONS_MAX),
	F_TEXT_OPT(ballot, reason, VOTE_REASON_MAX), F_TIME(ballot, cast_at), F_END
};
static const struct field voting_input[] = {
	F_ID(voting, poll), F_IDS(voting, choices, 1, OPTIONS_MAX),
	{ .name = "marks", .type = FIELD_IDS,
	  .offset = FIELD_AT(voting, marks, struct ids), .max = OPTIONS_MAX,
	  .optional = true },
	F_TEXT_OPT(voting, reason, VOTE_REASON_MAX), F_END
};

static const struct field kept_fields[] = {
	F_ID(kept, member), F_ID(kept, poll),
	F_IDS(kept, choices, 1, OPTIONS_MAX),
	F_IDS(kept, marks, 0, OPTIONS_MAX),
	F_TEXT_OPT(kept, reason, VOTE_REASON_MAX), F_AT(kept, cast_at), F_END
};

int64_t
poll_mark_max(const struct poll *p)
{
	switch (poll_kind_of(p)) {
	case POLL_LIKERT:
		return LIKERT_MAX;
	case POLL_SCORE:
		return SCORE_MAX;
	case POLL_TIME:
		return TIME_MAX;
	case POLL_POINTS:
		return p->points;
	case POLL_SINGLE:
	case POLL_MULTIPLE:
	case POLL_RANKING:
		break;
	}
	return 0;
}

static bool
has(struct ids ids, int64_t id)
{
	for (size_t i = 0; i < ids.count; i++)
		if (ids.at[i] == id)
			return true;
	return false;
}

/* Are they different options of that poll, and not too many? If not, the call
 * has failed. */
static bool
choices_valid(struct call *c, const struct poll *p, struct ids choices)
{
	struct list options = poll_options(c, p->id);
	const struct option *o = options.at;
	size_t found = 0;

	if (choices.count > 1 && poll_kind_of(p) == POLL_SINGLE)
		call_invalid(c, "choices", "Please choose one option.");
	for (size_t i = 0; i < options.count; i++)
		found += has(choices, o[i].id);
	if (found != choices.count)
		call_invalid(c, "choices",
		    "These are not options of this poll.");
	return c->err == OK;
}

/* Does each choice have its mark, and do points add up? */
static bool
marks_valid(struct call *c, const struct poll *p, const struct voting *in)
{
	int64_t most = poll_mark_max(p), sum = 0;

	if (in->marks.count != (most > 0 ? in->choices.count : 0))
		call_invalid(c, "marks", most > 0
		    ? "Each choice needs its mark."
		    : "This kind of poll has no marks.");
	for (size_t i = 0; i < in->marks.count; i++) {
		if (in->marks.at[i] > most)
			call_invalid(c, "marks", arena_printf(c->arena,
			    "A mark is between 1 and %lld.", (long long)most));
		else
			sum += in->marks.at[i];
	}
	if (p->points > 0 && sum != p->points)
		call_invalid(c, "marks", arena_printf(c->arena,
		    "Please give away %lld points in all; these are %lld.",
		    (long long)p->points, (long long)sum));
	return c->err == OK;
}

/* A reason of blanks is none. */
static const char *
reason_of(const char *reason)
{
	return reason != NULL && reason[strspn(reason, " \t\n")] != '\0'
	    ? reason : NULL;
}

static bool
vote_valid(struct call *c, const struct poll *p, const struct voting *in)
{
	if (!poll_is_open(c, p)) {
		c->reason = "closed";
		call_fail(c, E_CONFLICT, arena_printf(c->arena,
		    "The poll closed on %s.", closing_words(c,
		    p->closed_at != 0 ? p->closed_at : p->closes_at, p->zone)));
		return false;
	}
	if (reason_of(in->reason) != NULL && !p->reasons)
		call_invalid(c, "reason", "This poll asks for no reasons.");
	return choices_valid(c, p, in->choices) && marks_valid(c, p, in);
}

static bool
same_ids(struct ids a, struct ids b)
{
	return a.count == b.count && (a.count == 0 ||
	    memcmp(a.at, b.at, a.count * sizeof(*a.at)) == 0);
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static enum err
vote_named(struct call *c, struct poll *p, struct ballot *b)
{
	struct ballot old;
	struct kept kept = { c->member, p->id, b->choices, b->marks, b->reason,
		c->now };
	bool voted = db_get(c->db, BALLOT_GET, ballot_fields, &old, p->id,
	    c->member);

	if (voted && same_ids(old.choices, b->choices) &&
	    same_ids(old.marks, b->marks) && same_text(old.reason, b->reason))
		return call_reply(c, ballot_fields, &old);
	db_put(c->db, BALLOT_SET, kept_fields, &kept);
	p->voter_count += !voted;
	p->turns++;
	poll_change(c, "poll.touched", p);
	b->cast_at = c->now;
	event_emit(c, "ballot.cast", AUDIENCE(AUDIENCE_MEMBER, c->member),
	    p->community, b);
	return call_reply(c, ballot_fields, b);
}

static enum err
poll_vote(struct call *c)
{
	const struct voting *in = c->in;
	struct ballot b;
	struct poll p;

	if (!poll_pick(c, in->poll, MAY_POST, &p) || !vote_valid(c, &p, in))
		return c->err;
	b = (struct ballot){ .id = p.id, .choices = in->choices,
		.marks = in->marks, .reason = reason_of(in->reason) };
	if (!p.anonymous)
		return vote_named(c, &p, &b);
	secret_cast(c, &p, &b);
	return call_reply(c, ballot_fields, &b);
}

const struct method ballot_methods[] = {
	{ .name = "poll.vote", .kind = WRITE, .who = WHO_MEMBER,
	  .in = voting_input, .in_size = sizeof(struct voting),
	  .out = ballot_fields, .run = poll_vote, .anonymous = true,
	  .doc = "Sets the caller's vote, also anew until the poll closes; for "
		 "members. In a named poll it is stored with the caller's "
		 "name; in an anonymous one under a pseudonym and without a "
		 "time." },
	{ 0 }
};

static const struct row ballot_row = {
	"ballot", ballot_fields, sizeof(struct ballot), BALLOT_GET,
	BALLOT_OF_COMMUNITY,
};

const struct event_kind ballot_events[] = {
	{ .name = "ballot.cast", .row = &ballot_row,
	  .doc = "The member voted, or voted otherwise." },
	{ 0 }
};
