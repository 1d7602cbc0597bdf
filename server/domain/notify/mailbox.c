/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mailbox.c - about the mail that came in: what was cut off an answer, and when
 * it is forgotten.
 *
 * What was cut is its author's alone to see: the quoted words may hold other
 * people's addresses, and the sealed one of the author.
 */
#include "soundings/clock.h"
#include "soundings/outbox.h"
#include "soundings/settings.h"

#include "domain/notify/receive.h"

#define CUT_MAX (2 * 1024 * 1024)
#define KEPT    (30 * DAY)
#define KNOWN   (400 * DAY)

struct whose {
	int64_t member;
	const char *thing;
};

struct addressed {
	const char *address;
};

struct cutting {
	int64_t thing;
};

struct cut_off {
	const char *cut;
};

static const struct field whose_input[] = { F_ID(whose, member),
	F_TEXT(whose, thing, 2, 40), F_END };
static const struct field addressed_output[] = {
	F_TEXT_OPT(addressed, address, 254), F_END
};
static const struct field cutting_input[] = { F_ID(cutting, thing), F_END };
static const struct field cut_off_output[] = { F_TEXT(cut_off, cut, 1, CUT_MAX),
	F_END };

static enum err
mail_forget(struct call *c)
{
	db_run(c->db, RECEIVED_FORGET, c->now - KEPT);
	db_run(c->db, RECEIVED_PURGE, c->now - KNOWN);
	return call_done(c);
}

static enum err
mail_address(struct call *c)
{
	const struct whose *in = c->in;
	struct addressed out = { answer_address(
	    c->arena, c->settings, in->thing, in->member, c->now) };

	return call_reply(c, addressed_output, &out);
}

static enum err
mail_cut(struct call *c)
{
	const struct cutting *in = c->in;
	struct cut_off out = { db_text(
	    c->db, RECEIVED_CUT, in->thing, c->member) };

	if (out.cut == NULL)
		return call_fail(c, E_NOT_FOUND,
		    "Nothing of a mail of yours was left out here, or it is "
		    "more than 30 days ago.");
	return call_reply(c, cut_off_output, &out);
}

const struct method mailbox_methods[] = {
	{ .name = "mail.forget",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .run = mail_forget,
	    .every = HOUR,
	    .doc = "Forgets what mails said that came in a month ago." },
	{ .name = "mail.address",
	    .kind = READ,
	    .who = WHO_SERVER,
	    .in = whose_input,
	    .in_size = sizeof(struct whose),
	    .out = addressed_output,
	    .run = mail_address,
	    .doc = "The address that takes a member's answer to a thing, as "
		   "t41; null when no mail comes in." },
	{ .name = "mail.cut",
	    .kind = READ,
	    .who = WHO_MEMBER,
	    .in = cutting_input,
	    .in_size = sizeof(struct cutting),
	    .out = cut_off_output,
	    .run = mail_cut,
	    .doc = "What was cut off the mail of which a post was made; for "
		   "its author." },
	{ 0 }
};
