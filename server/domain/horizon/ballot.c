/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ballot.c - one member's vote in a poll.
 *
 * Voting sets the ballot to what is sent; voting again moves the counts. A
 * ballot is told to its owner alone. It is stored with the member's name, as
 * the poll's page says; a secret ballot needs another table than this.
 */
#include <string.h>

#include "soundings/base.h"

#include "domain/closing.h"
#include "domain/horizon/horizon.h"

struct voting {
	int64_t poll;
	struct ids choices;
};

/* The same as it is stored. */
struct kept {
	int64_t member, poll;
	struct ids choices;
	int64_t cast_at;
};

const struct field ballot_fields[] = {
	F_ID(ballot, id), F_IDS(ballot, choices, 1, OPTIONS_MAX),
	F_AT(ballot, cast_at), F_END
};
static const struct field voting_input[] = {
	F_ID(voting, poll), F_IDS(voting, choices, 1, OPTIONS_MAX), F_END
};

static const struct field kept_fields[] = {
	F_ID(kept, member), F_ID(kept, poll),
	F_IDS(kept, choices, 1, OPTIONS_MAX), F_AT(kept, cast_at), F_END
};

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
choices_valid(struct call *c, const struct poll *p, struct ids choices,
    const struct list *options)
{
	const struct option *o = options->at;
	size_t found = 0;

	if (choices.count > 1 && !p->multiple)
		call_invalid(c, "choices", "Please choose one option.");
	for (size_t i = 0; i < options->count; i++)
		found += has(choices, o[i].id);
	if (found != choices.count)
		call_invalid(c, "choices",
		    "These are not options of this poll.");
	return c->err == OK;
}

/* Moves the votes that are not as they were, and tells the totals if they may
 * be seen. False: nothing had to be moved. */
static bool
move_votes(struct call *c, const struct poll *p, const struct list *options,
    struct ids old, struct ids new)
{
	const struct option *o = options->at;
	bool shown = strcmp(p->results, "always") == 0, moved = false;
	struct option now;

	for (size_t i = 0; i < options->count; i++) {
		int64_t change = has(new, o[i].id) - has(old, o[i].id);

		if (change == 0)
			continue;
		moved = true;
		db_run(c->db, OPTION_COUNT, change, o[i].id);
		if (!shown)
			continue;
		db_get(c->db, OPTION_GET, option_fields, &now, o[i].id,
		    c->member);
		poll_tell(c, "option.counted", p, &now);
	}
	return moved;
}

static enum err
poll_vote(struct call *c)
{
	const struct voting *in = c->in;
	struct list options;
	struct ballot old;
	struct kept kept;
	struct poll p;
	bool voted;

	if (!poll_pick(c, in->poll, MAY_POST, &p))
		return c->err;
	if (!poll_is_open(c, &p)) {
		c->reason = "closed";
		return call_fail(c, E_CONFLICT, arena_printf(c->arena,
		    "The poll closed on %s.", closing_words(c,
		    p.closed_at != 0 ? p.closed_at : p.closes_at, p.zone)));
	}
	options = poll_options(c, p.id);
	if (!choices_valid(c, &p, in->choices, &options))
		return c->err;
	voted = db_get(c->db, BALLOT_GET, ballot_fields, &old, p.id, c->member);
	if (!move_votes(c, &p, &options, old.choices, in->choices))
		return call_reply(c, ballot_fields, &old);
	kept = (struct kept){ c->member, p.id, in->choices, c->now };
	db_put(c->db, BALLOT_SET, kept_fields, &kept);
	if (!voted) {
		p.voter_count++;
		poll_change(c, "poll.touched", &p);
	}
	old = (struct ballot){ p.id, in->choices, c->now };
	event_emit(c, "ballot.cast", AUDIENCE(AUDIENCE_MEMBER, c->member),
	    p.community, &old);
	return call_reply(c, ballot_fields, &old);
}

const struct method ballot_methods[] = {
	{ .name = "poll.vote", .kind = WRITE, .who = WHO_MEMBER,
	  .in = voting_input, .in_size = sizeof(struct voting),
	  .out = ballot_fields, .run = poll_vote,
	  .doc = "Sets the caller's vote, also anew until the poll closes; for "
		 "members. It is stored with the caller's name; others are "
		 "shown totals." },
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
