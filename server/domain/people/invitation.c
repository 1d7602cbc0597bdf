/* SPDX-License-Identifier: Apache-2.0 */
/*
 * invitation.c - asking people to join by mail.
 *
 * An invitation is for one address and one community, works once, and for 28
 * days. Its mail carries the link; the database keeps a hash of the token. Who
 * accepts has shown that they read that mailbox, so they are signed in.
 */
#include <ctype.h>
#include <string.h>

#include "soundings/access.h"
#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/outbox.h"
#include "soundings/sealed.h"
#include "soundings/secret.h"
#include "soundings/settings.h"
#include "soundings/text.h"

#include "domain/people/people.h"

#define LIFE          (28 * DAY)
#define A_DAY_MOST    50
#define ADDRESSES_MAX 100
#define PASTE_MAX     20000

struct invitation {
	int64_t id, community;
	const char *email, *role, *state;
	int64_t invited_by, sent_at, expires_at, accepted_at;
};

struct sending {
	int64_t community;
	const char *addresses, *role;
};

struct skipped {
	const char *email, *why;
};

struct sent {
	struct texts sent;
	struct list skipped;
};

/* Somebody who will only ever use mail. */
struct by_mail {
	int64_t community;
	const char *email, *display_name;
};

struct naming {
	int64_t invitation;
};

struct listing {
	int64_t community;
};

struct invitation_list {
	int64_t seq;
	struct list invitations;
};

struct look {
	const char *token;
};

struct looked {
	int64_t community;
	const char *name, *summary, *remit;
	struct texts expectations;
	const char *invited_by, *email;
	bool known;
};

struct acceptance {
	const char *token, *display_name, *password;
	char hash[SECRET_PASSWORD_LEN]; /* "": no password was given */
};

struct accepted {
	struct member *member;
	struct community *community;
};

static const char *const states[] = { "open", "accepted", "withdrawn", NULL };

static const struct field invitation_fields[] = {
	F_ID(invitation, id), F_ID(invitation, community),
	F_TEXT(invitation, email, 3, EMAIL_MAX),
	F_CHOICE(invitation, role, roles), F_CHOICE(invitation, state, states),
	F_ID(invitation, invited_by), F_AT(invitation, sent_at),
	F_AT(invitation, expires_at), F_TIME(invitation, accepted_at), F_END
};
static const struct field sending_input[] = {
	F_ID(sending, community), F_TEXT(sending, addresses, 1, PASTE_MAX),
	F_CHOICE_OPT(sending, role, roles), F_END
};
static const struct field skipped_fields[] = {
	F_TEXT(skipped, email, 1, EMAIL_MAX), F_TEXT(skipped, why, 1, 200),
	F_END
};
static const struct field sent_output[] = {
	F_TEXTS(sent, sent, 0, ADDRESSES_MAX),
	F_LIST(sent, skipped, skipped, skipped_fields, ADDRESSES_MAX), F_END
};
static const struct field by_mail_input[] = { F_ID(by_mail, community),
	F_TEXT(by_mail, email, 3, EMAIL_MAX),
	F_TEXT(by_mail, display_name, 1, NAME_MAX), F_END };
static const struct field naming_input[] = { F_ID(naming, invitation), F_END };
static const struct field listing_input[] = { F_ID(listing, community), F_END };
static const struct field invitation_list_output[] = {
	F_INT(invitation_list, seq, 0, FIELD_INT_MAX),
	F_LIST(invitation_list, invitations, invitation, invitation_fields,
	    500), F_END
};
static const struct field look_input[] = { F_TEXT(look, token, 1, 64), F_END };
static const struct field looked_output[] = {
	F_ID(looked, community), F_TEXT(looked, name, 1, NAME_MAX),
	F_TEXT(looked, summary, 1, 400), F_TEXT(looked, remit, 1, 8000),
	F_TEXTS(looked, expectations, 0, 20),
	F_TEXT(looked, invited_by, 1, NAME_MAX),
	F_TEXT(looked, email, 3, EMAIL_MAX), F_BOOL(looked, known), F_END
};
static const struct field acceptance_input[] = {
	F_TEXT(acceptance, token, 1, 64),
	F_TEXT_OPT(acceptance, display_name, NAME_MAX),
	F_TEXT_OPT(acceptance, password, 128), F_END
};
static const struct field accepted_output[] = {
	F_ONE(accepted, member, member, member_fields),
	F_ONE(accepted, community, community, community_fields), F_END
};

/* The next address of a pasted text ("Ann <ann@example.org>; ben@..."), as
 * typed; NULL at the end. */
static const char *
next_address(struct arena *a, const char **text)
{
	const char *from, *p = *text;

	for (;;) {
		while (*p != '\0' && (isspace((unsigned char)*p) ||
		    strchr(",;<>\"'()", *p) != NULL))
			p++;
		if (*p == '\0')
			return NULL;
		for (from = p; *p != '\0' && !isspace((unsigned char)*p) &&
		    strchr(",;<>\"'()", *p) == NULL; p++)
			;
		*text = p;
		if (memchr(from, '@', (size_t)(p - from)) != NULL)
			return arena_copy(a, from, (size_t)(p - from));
	}
}

/* Makes a fresh link; the mail gets the seed, the row the hash. */
static const char *
fresh_link(struct call *c, const char **hash)
{
	char *seed = arena_get(c->arena, SECRET_TOKEN_LEN + 1);
	char *h = arena_get(c->arena, SECRET_HASH_LEN + 1);
	char token[SECRET_TOKEN_LEN + 1];

	secret_token(seed);
	secret_derived_token(SECRET_LINK, seed, token);
	secret_hash(SECRET_LINK, token, h);
	*hash = h;
	return seed;
}

static const char *
inviter_name(struct call *c, int64_t id)
{
	struct member m;

	if (!db_get(c->db, MEMBER_GET, member_fields, &m, id, c->member))
		return c->settings->name;
	return m.display_name;
}

static void
mail_invitation(struct call *c, const struct invitation *i, const char *seed)
{
	struct community page;
	const char *name = inviter_name(c, i->invited_by);

	if (!db_get(c->db, COMMUNITY_GET, community_fields, &page,
	    i->community, c->member))
		return;
	outbox_put(c, &(struct outgoing){
		.kind = "invitation", .to = i->email,
		.from_name = arena_printf(c->arena, "%s via %s", name,
		    page.name),
		.subject = arena_printf(c->arena, "%s invites you to %s", name,
		    page.name),
		.text = arena_printf(c->arena,
		    "%s invites you to join %s.\n\n%s\n\n"
		    "What it is for\n\n%s\n\n"
		    "To look closer and join, open this link. It is yours "
		    "alone and works for 28 days:\n\n{{link}}\n",
		    name, page.name, page.summary, page.remit),
		.community = i->community,
		.why = "a coordinator entered your address; you are on no list "
		       "unless you join",
		.link_path = "/join", .link_seed = seed,
	});
}

static void
invite(struct call *c, const struct sending *in, const char *email)
{
	struct invitation i = {
		.id = event_seq(c), .community = in->community, .email = email,
		.role = in->role != NULL ? in->role : "member",
		.state = "open", .invited_by = c->member, .sent_at = c->now,
		.expires_at = c->now + LIFE,
	};
	const char *hash, *seed = fresh_link(c, &hash);

	db_run(c->db, INVITATION_INSERT, i.id, i.community, i.email, i.role,
	    hash, i.invited_by, i.sent_at, i.expires_at);
	event_emit(c, "invitation.sent",
	    AUDIENCE(AUDIENCE_COORDINATORS, i.community), i.community, &i);
	mail_invitation(c, &i, seed);
}

/* Why this address gets no invitation; NULL: it gets one. */
static const char *
obstacle(struct call *c, const struct sending *in, const char *email,
    int64_t left)
{
	if (email == NULL)
		return EMAIL_WRONG;
	if (db_number(c->db, MEMBER_BELONGS, email, in->community) > 0)
		return "Belongs to the community already.";
	if (db_number(c->db, INVITATION_OPEN_FOR, email, in->community,
	    c->now) > 0)
		return "Has an open invitation; you can send it again.";
	if (left <= 0)
		return "That is more than 50 invitations in a day; go on "
		       "tomorrow.";
	return NULL;
}

static enum err
coordinators_only(struct call *c, int64_t community)
{
	if (!access_community(c, community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!access_community(c, community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Only coordinators invite people.");
	return OK;
}

static enum err
invitation_send(struct call *c)
{
	const struct sending *in = c->in;
	const char *rest = in->addresses, *typed, *email, *why;
	const char **sent = arena_get(c->arena, ADDRESSES_MAX * sizeof(*sent));
	struct skipped *skipped =
	    arena_get(c->arena, ADDRESSES_MAX * sizeof(*skipped));
	struct sent out = { .sent.at = sent, .skipped.at = skipped };
	int64_t left;

	if (coordinators_only(c, in->community) != OK)
		return c->err;
	left = A_DAY_MOST - db_number(c->db, INVITATION_SENT_BY, in->community,
	    c->member, c->now - DAY);
	while ((typed = next_address(c->arena, &rest)) != NULL) {
		if (out.sent.count + out.skipped.count == ADDRESSES_MAX)
			return call_invalid(c, "addresses",
			    "Please paste at most 100 addresses at a time.");
		email = email_canonical(c->arena, typed);
		why = obstacle(c, in, email, left);
		if (why != NULL) {
			skipped[out.skipped.count++] = (struct skipped){
				text_excerpt(c->arena, typed, 100), why };
			continue;
		}
		invite(c, in, email);
		sent[out.sent.count++] = email;
		left--;
	}
	if (out.sent.count + out.skipped.count == 0)
		return call_invalid(c, "addresses",
		    "There is no e-mail address in this text.");
	return call_reply(c, sent_output, &out);
}

static enum err
tell(struct call *c, const char *kind, const struct invitation *i)
{
	event_emit(c, kind, AUDIENCE(AUDIENCE_COORDINATORS, i->community),
	    i->community, i);
	return call_reply(c, invitation_fields, i);
}

/* The remit in full, one button, and an address that takes a yes. */
static void
mail_remit(struct call *c, const struct invitation *i, const char *name)
{
	struct sealed s = { .verb = 'i', .thing = i->id, .at = c->now };
	const char *inviter = inviter_name(c, i->invited_by), *yes;
	struct community page;

	if (!db_get(c->db, COMMUNITY_GET, community_fields, &page,
	    i->community, c->member))
		return;
	yes = strcmp(c->settings->mail_in, "off") == 0 ? NULL
	    : sealed_address(c->arena, c->settings->mail_from, &s);
	outbox_put(c, &(struct outgoing){
		.kind = "invitation", .to = i->email, .to_name = name,
		.from_name = arena_printf(c->arena, "%s via %s", inviter,
		    page.name),
		.subject = arena_printf(c->arena, "Take part in %s by mail",
		    page.name),
		.text = arena_printf(c->arena,
		    "%s asks you to take part in %s, by mail alone: what you "
		    "are asked comes to you, and you answer from the mail. You "
		    "need no password and no page.\n\n%s\n\n"
		    "What it is for\n\n%s\n\n"
		    "If you accept this, press the button of the next page%s:"
		    "\n\n{{link}}\n\nIf not, do nothing: you get no more "
		    "mail.\n", inviter, page.name, page.summary, page.remit,
		    yes == NULL ? ""
		    : arena_printf(c->arena, ", or write the word yes to %s",
			yes)),
		.community = i->community,
		.why = "a coordinator entered your address; you are on no list "
		       "unless you accept",
		.link_path = arena_printf(c->arena, "/act#%s",
		    sealed_write(c->arena, SECRET_ACT, &s)),
	});
}

static enum err
invitation_by_mail(struct call *c)
{
	const struct by_mail *in = c->in;
	struct sending sending = { .community = in->community };
	const char *email = email_canonical(c->arena, in->email), *why, *hash;
	struct invitation i;

	if (coordinators_only(c, in->community) != OK)
		return c->err;
	why = obstacle(c, &sending, email, A_DAY_MOST -
	    db_number(c->db, INVITATION_SENT_BY, in->community, c->member,
	    c->now - DAY));
	if (why != NULL)
		return call_invalid(c, "email", why);
	fresh_link(c, &hash); /* nobody has it: the sealed one is the way in */
	i = (struct invitation){
		.id = event_seq(c), .community = in->community, .email = email,
		.role = "member", .state = "open", .invited_by = c->member,
		.sent_at = c->now, .expires_at = c->now + LIFE,
	};
	db_run(c->db, INVITATION_INSERT, i.id, i.community, i.email, i.role,
	    hash, i.invited_by, i.sent_at, i.expires_at);
	db_run(c->db, INVITATION_BY_MAIL, in->display_name, i.id);
	mail_remit(c, &i, in->display_name);
	event_emit(c, "invitation.sent",
	    AUDIENCE(AUDIENCE_COORDINATORS, i.community), i.community, &i);
	return call_reply(c, invitation_fields, &i);
}

/* The server says that who was asked has accepted: by the button or a yes. */
static enum err
invitation_accept_by_mail(struct call *c)
{
	const struct naming *in = c->in;
	const char *name = db_text(c->db, INVITATION_NAME, in->invitation);
	struct invitation i;
	struct self self;
	int64_t id;

	if (name == NULL || !db_get(c->db, INVITATION_GET, invitation_fields,
	    &i, in->invitation, (int64_t)0))
		return call_fail(c, E_NOT_FOUND,
		    "There is no such invitation.");
	if (strcmp(i.state, "accepted") == 0)
		return call_done(c);
	if (strcmp(i.state, "open") != 0 || i.expires_at <= c->now)
		return call_fail(c, E_CONFLICT,
		    "This invitation was withdrawn or is too old. Ask your "
		    "coordinator for a new one.");
	id = member_by_email(c, i.email, &self) ? self.id
	    : member_make(c, i.email, name);
	i.state = "accepted";
	i.accepted_at = c->now;
	db_run(c->db, INVITATION_STATE, i.state, REF(i.accepted_at), i.id);
	tell(c, "invitation.accepted", &i);
	community_enter(c, i.community, id, i.role);
	return call_done(c);
}

static enum err
invitation_list(struct call *c)
{
	const struct listing *in = c->in;
	struct invitation_list out = { .seq = event_last(c) };

	if (coordinators_only(c, in->community) != OK)
		return c->err;
	out.invitations = db_all(c->db, INVITATION_PAGE, invitation_fields,
	    sizeof(struct invitation), in->community);
	return call_reply(c, invitation_list_output, &out);
}

/* The invitation that a coordinator names, if it can still be changed. */
static enum err
pick(struct call *c, struct invitation *i)
{
	const struct naming *in = c->in;

	if (!db_get(c->db, INVITATION_GET, invitation_fields, i,
	    in->invitation, c->member) ||
	    !access_community(c, i->community, MAY_RUN))
		return call_fail(c, E_NOT_FOUND,
		    "There is no such invitation.");
	if (strcmp(i->state, "accepted") == 0)
		return call_fail(c, E_CONFLICT,
		    "This invitation has been accepted.");
	return OK;
}

static enum err
invitation_withdraw(struct call *c)
{
	struct invitation i;

	if (pick(c, &i) != OK)
		return c->err;
	i.state = "withdrawn";
	db_run(c->db, INVITATION_STATE, i.state, REF(0), i.id);
	return tell(c, "invitation.withdrawn", &i);
}

static enum err
invitation_resend(struct call *c)
{
	struct invitation i;
	const char *hash, *seed;

	if (pick(c, &i) != OK)
		return c->err;
	if (!attempt_allowed(c, "invitation to", i.email, 3, DAY)) {
		c->reason = "too_many_tries";
		return call_fail(c, E_BUSY,
		    "This person has had three invitations today.");
	}
	seed = fresh_link(c, &hash);
	i.state = "open";
	i.sent_at = c->now;
	i.expires_at = c->now + LIFE;
	db_run(c->db, INVITATION_RENEW, hash, i.sent_at, i.expires_at, i.id);
	mail_invitation(c, &i, seed);
	return tell(c, "invitation.resent", &i);
}

static enum err
find_open(struct call *c, const char *token, struct invitation *i)
{
	char hash[SECRET_HASH_LEN + 1];

	secret_hash(SECRET_LINK, token, hash);
	if (!db_get(c->db, INVITATION_BY_HASH, invitation_fields, i,
	    (const char *)hash) || strcmp(i->state, "open") != 0 ||
	    i->expires_at <= c->now)
		return call_fail(c, E_CONFLICT,
		    "This invitation has been used, withdrawn or is too old. "
		    "If you joined already, sign in; else ask your coordinator "
		    "for a new one.");
	return OK;
}

static enum err
invitation_look(struct call *c)
{
	const struct look *in = c->in;
	struct invitation i;
	struct community page;
	struct self self;
	struct looked out = { 0 };

	if (find_open(c, in->token, &i) != OK)
		return c->err;
	if (!db_get(c->db, COMMUNITY_GET, community_fields, &page,
	    i.community, c->member))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.community = page.id;
	out.name = page.name;
	out.summary = page.summary;
	out.remit = page.remit;
	out.expectations = page.expectations;
	out.invited_by = inviter_name(c, i.invited_by);
	out.email = i.email;
	out.known = member_by_email(c, i.email, &self);
	return call_reply(c, looked_output, &out);
}

/* Without a good link nothing is hashed: that is dear. */
static enum err
invitation_accept_prepare(struct call *c)
{
	struct acceptance *in = c->in;
	struct invitation i;

	if (in->password == NULL)
		return OK;
	if (find_open(c, in->token, &i) != OK ||
	    password_check(c, in->password, i.email, in->display_name) != OK)
		return c->err;
	secret_password_hash(in->password, in->hash);
	return OK;
}

/* Who accepts: the owner of the address, made now if unknown here. */
static enum err
accepting(struct call *c, const struct acceptance *in,
    const struct invitation *i, int64_t *member)
{
	struct self self;

	if (member_by_email(c, i->email, &self)) {
		*member = self.id;
		return OK;
	}
	if (in->display_name == NULL || in->display_name[0] == '\0')
		return call_invalid(c, "display_name",
		    "Please say what others should call you.");
	*member = member_make(c, i->email, in->display_name);
	if (in->hash[0] != '\0')
		db_run(c->db, MEMBER_PASSWORD, (const char *)in->hash, *member);
	return OK;
}

static enum err
invitation_accept(struct call *c)
{
	const struct acceptance *in = c->in;
	struct invitation i;
	struct member member;
	struct community page;
	struct accepted out = { &member, &page };
	int64_t id = 0;

	if (find_open(c, in->token, &i) != OK ||
	    accepting(c, in, &i, &id) != OK)
		return c->err;
	i.state = "accepted";
	i.accepted_at = c->now;
	db_run(c->db, INVITATION_STATE, i.state, REF(i.accepted_at), i.id);
	c->member = id;
	tell(c, "invitation.accepted", &i);
	community_enter(c, i.community, id, i.role);
	session_start(c, id);
	db_get(c->db, MEMBER_GET, member_fields, &member, id, id);
	db_get(c->db, COMMUNITY_GET, community_fields, &page, i.community, id);
	return call_reply(c, accepted_output, &out);
}

const struct method invitation_methods[] = {
	{ .name = "invitation.send", .kind = WRITE, .who = WHO_MEMBER,
	  .in = sending_input, .in_size = sizeof(struct sending),
	  .out = sent_output, .run = invitation_send,
	  .doc = "Invites the addresses in a pasted text; for coordinators, 50 "
		 "a day." },
	{ .name = "invitation.by_mail", .kind = WRITE, .who = WHO_MEMBER,
	  .in = by_mail_input, .in_size = sizeof(struct by_mail),
	  .out = invitation_fields, .run = invitation_by_mail,
	  .doc = "Asks somebody to take part by mail alone; for coordinators, "
		 "50 invitations a day." },
	{ .name = "invitation.accept_by_mail", .kind = WRITE,
	  .who = WHO_SERVER,
	  .in = naming_input, .in_size = sizeof(struct naming),
	  .run = invitation_accept_by_mail,
	  .doc = "Lets in who accepted by the button of the mail or a yes." },
	{ .name = "invitation.list", .kind = READ, .who = WHO_MEMBER,
	  .in = listing_input, .in_size = sizeof(struct listing),
	  .out = invitation_list_output, .run = invitation_list,
	  .doc = "The invitations of a community, for its coordinators." },
	{ .name = "invitation.withdraw", .kind = WRITE, .who = WHO_MEMBER,
	  .in = naming_input, .in_size = sizeof(struct naming),
	  .out = invitation_fields, .run = invitation_withdraw,
	  .doc = "Withdraws an invitation; its link dies. For coordinators." },
	{ .name = "invitation.resend", .kind = WRITE, .who = WHO_MEMBER,
	  .in = naming_input, .in_size = sizeof(struct naming),
	  .out = invitation_fields, .run = invitation_resend,
	  .doc = "Mails an invitation again with a new link; for "
		 "coordinators." },
	{ .name = "invitation.look", .kind = READ, .who = WHO_GUEST,
	  .in = look_input, .in_size = sizeof(struct look),
	  .out = looked_output, .run = invitation_look,
	  .doc = "What an invitation is to, for who holds its link." },
	{ .name = "invitation.accept", .kind = WRITE, .who = WHO_GUEST,
	  .lane = LANE_HEAVY,
	  .in = acceptance_input, .in_size = sizeof(struct acceptance),
	  .out = accepted_output, .prepare = invitation_accept_prepare,
	  .run = invitation_accept,
	  .doc = "Joins by an invitation, signs in and sets the cookie." },
	{ 0 }
};

static const struct row invitation_row = {
	"invitation", invitation_fields, sizeof(struct invitation),
	INVITATION_GET, INVITATION_ALL,
};

const struct event_kind invitation_events[] = {
	{ .name = "invitation.sent", .row = &invitation_row,
	  .doc = "A coordinator invited somebody." },
	{ .name = "invitation.resent", .row = &invitation_row,
	  .doc = "An invitation was mailed again." },
	{ .name = "invitation.accepted", .row = &invitation_row,
	  .doc = "Somebody accepted an invitation." },
	{ .name = "invitation.withdrawn", .row = &invitation_row,
	  .doc = "An invitation was withdrawn." },
	{ 0 }
};
