/* SPDX-License-Identifier: Apache-2.0 */
/*
 * session.c - signing in and out.
 *
 * A token is shown once, to the browser; the database keeps its keyed hash. A
 * mailed link is consumed by a POST only, because mail scanners open links.
 * Whoever asks for a link learns nothing about who has an account here.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/outbox.h"
#include "soundings/secret.h"
#include "soundings/settings.h"

#include "domain/people/people.h"

#define LINK_LIFE       (10 * MINUTE)
#define SESSION_LIFE    (30 * DAY)
#define SESSION_IDLE    (7 * DAY)
#define COORDINATOR_LIFE (7 * DAY)
#define COORDINATOR_IDLE (12 * HOUR)
#define AGENT_MAX       160
#define TRY_ADDRESS     "sign-in to"
#define TRIES_ADDRESS   10
#define TRY_PLACE       "sign-in from"
#define TRIES_PLACE     50
#define TRIES_FOR       (15 * MINUTE)
#define SESSIONS_MAX    200

struct me {
	int64_t seq;
	const char *epoch, *server_name;
	bool demo;
	struct member *member;
	const char *email;
	bool has_password;
	const char *time_zone;
	bool administrator;
	struct list memberships, communities;
};

struct session {
	int64_t id, member;
	const char *hash, *agent;
	int64_t created_at, seen_at, expires_at, idle_ms;
	bool current;
};

struct session_list {
	struct list sessions;
};

struct session_name {
	int64_t session;
};

struct credentials {
	const char *email, *password;
	int64_t member; /* found in the slow half; 0: refused */
};

struct address {
	const char *email;
};

struct opening {
	const char *token;
};

struct issue {
	const char *email, *display_name;
};

struct issued {
	int64_t member;
	const char *token;
};

struct signed_in {
	struct member *member;
};

static const struct field me_fields[] = {
	F_INT(me, seq, 0, FIELD_INT_MAX), F_TEXT(me, epoch, 1, 64),
	F_TEXT(me, server_name, 1, NAME_MAX), F_BOOL(me, demo),
	F_ROW(me, member, member, member_fields),
	F_TEXT_OPT(me, email, EMAIL_MAX), F_BOOL(me, has_password),
	F_TEXT_OPT(me, time_zone, 64), F_BOOL(me, administrator),
	F_LIST(me, memberships, membership, membership_fields, SESSIONS_MAX),
	F_LIST(me, communities, community, community_fields, SESSIONS_MAX),
	F_END
};
static const struct field session_stored[] = {
	F_ID(session, id), F_ID(session, member), F_TEXT(session, hash, 64, 64),
	F_TEXT_OPT(session, agent, AGENT_MAX), F_AT(session, created_at),
	F_AT(session, seen_at), F_AT(session, expires_at),
	F_INT(session, idle_ms, 0, FIELD_INT_MAX), F_END
};
static const struct field session_fields[] = {
	F_ID(session, id), F_AT(session, created_at),
	F_AT(session, seen_at), F_TEXT_OPT(session, agent, AGENT_MAX),
	F_BOOL(session, current), F_END
};
static const struct field session_list_output[] = {
	F_LIST(session_list, sessions, session, session_fields, SESSIONS_MAX),
	F_END
};
static const struct field session_name_input[] = {
	F_ID(session_name, session), F_END
};
static const struct field credentials_input[] = {
	F_TEXT(credentials, email, 1, EMAIL_MAX),
	F_TEXT(credentials, password, 1, 128), F_END
};
static const struct field address_input[] = {
	F_TEXT(address, email, 1, EMAIL_MAX), F_END
};
static const struct field opening_input[] = {
	F_TEXT(opening, token, 1, 64), F_END
};
static const struct field issue_input[] = {
	F_TEXT(issue, email, 3, EMAIL_MAX),
	F_TEXT(issue, display_name, 1, NAME_MAX), F_END
};
static const struct field issued_output[] = {
	F_ID(issued, member), F_TEXT(issued, token, 1, 64), F_END
};
static const struct field signed_in_output[] = {
	F_ONE(signed_in, member, member, member_fields), F_END
};

static struct member *
member_row_of(struct call *c, int64_t id)
{
	struct member *m = arena_get(c->arena, sizeof(*m));

	if (!db_get(c->db, MEMBER_GET, member_fields, m, id, c->member))
		return NULL;
	return m;
}

static enum err
session_me(struct call *c)
{
	struct me out = {
		.seq = event_last(c),
		.epoch = db_text(c->db, FACT_GET, "epoch"),
		.server_name = c->settings->name, .demo = c->settings->demo,
	};
	struct self self;
	const struct membership *place;
	struct community *community;

	if (c->member == 0 ||
	    !db_get(c->db, MEMBER_SELF, self_fields, &self, c->member))
		return call_reply(c, me_fields, &out);
	out.member = member_row_of(c, c->member);
	out.email = self.email;
	out.has_password = self.password_hash != NULL;
	out.time_zone = self.time_zone;
	out.administrator = self.administrator;
	out.memberships = db_all(c->db, MEMBERSHIP_OF_MEMBER, membership_fields,
	    sizeof(*place), c->member);
	place = out.memberships.at;
	community = arena_get(c->arena,
	    out.memberships.count * sizeof(*community));
	out.communities.at = community;
	for (size_t i = 0; i < out.memberships.count; i++)
		if (db_get(c->db, COMMUNITY_GET, community_fields,
		    &community[i], place[i].community, c->member))
			out.communities.count++;
	return call_reply(c, me_fields, &out);
}

void
session_start(struct call *c, int64_t member)
{
	bool coordinates = db_number(c->db, COORDINATES_ANY, member) > 0;
	char *hash = arena_get(c->arena, SECRET_HASH_LEN + 1);
	char *token = arena_get(c->arena, SECRET_TOKEN_LEN + 1);
	struct session s = {
		.id = event_seq(c), .member = member, .hash = hash,
		.agent = c->agent, .created_at = c->now, .seen_at = c->now,
		.expires_at = c->now +
		    (coordinates ? COORDINATOR_LIFE : SESSION_LIFE),
		.idle_ms = coordinates ? COORDINATOR_IDLE : SESSION_IDLE,
	};

	secret_token(token);
	secret_hash(SECRET_SESSION, token, hash);
	db_put(c->db, SESSION_INSERT, session_stored, &s);
	event_note(c, "session.started", AUDIENCE(AUDIENCE_MEMBER, member), 0,
	    s.id);
	c->cookie = token;
}

static enum err
answer_signed_in(struct call *c, int64_t member)
{
	struct signed_in out = { 0 };

	session_start(c, member);
	out.member = member_row_of(c, member);
	return call_reply(c, signed_in_output, &out);
}

/* The heavy half: a wrong address costs the same time as a wrong password. Who
 * has no try left costs nothing; the other half says so. */
static enum err
session_sign_in_prepare(struct call *c)
{
	struct credentials *in = c->in;
	const char *email = email_canonical(c->arena, in->email);
	struct self self = { 0 };

	if (email != NULL) {
		in->email = email; /* one count for all ways to spell it */
		member_by_email(c, email, &self);
	}
	if (!attempt_left(c, TRY_ADDRESS, in->email, TRIES_ADDRESS, TRIES_FOR) ||
	    !attempt_left(c, TRY_PLACE, c->address, TRIES_PLACE, TRIES_FOR))
		return OK;
	if (secret_password_matches(self.password_hash, in->password))
		in->member = self.id;
	return OK;
}

static enum err
session_sign_in(struct call *c)
{
	const struct credentials *in = c->in;

	if (!attempt_allowed(c, TRY_ADDRESS, in->email, TRIES_ADDRESS,
	    TRIES_FOR) ||
	    !attempt_allowed(c, TRY_PLACE, c->address, TRIES_PLACE,
	    TRIES_FOR)) {
		c->reason = "too_many_tries";
		return call_fail(c, E_BUSY,
		    "Too many tries. Wait fifteen minutes, or ask for a "
		    "one-time link by mail.");
	}
	c->keep = true; /* the try counts, above all when it fails */
	if (in->member == 0)
		return call_fail(c, E_DENIED,
		    "The e-mail address and the password do not match.");
	return answer_signed_in(c, in->member);
}

static void
mail_link(struct call *c, const struct self *self)
{
	char seed[SECRET_TOKEN_LEN + 1], token[SECRET_TOKEN_LEN + 1];
	char hash[SECRET_HASH_LEN + 1];
	struct outgoing mail = {
		.kind = "sign_in", .member = self->id, .to = self->email,
		.to_name = self->display_name,
		.subject = arena_printf(c->arena, "Sign in to %s",
		    c->settings->name),
		.text = "Here is your link to sign in. It works once and for "
			"ten minutes.\n\n{{link}}\n\nIf you did not ask for "
			"it, ignore this mail: nothing has happened.\n",
		.why = "you, or somebody who knows your address, asked to "
		       "sign in",
		.link_path = "/enter", .link_seed = seed,
	};

	secret_token(seed);
	secret_derived_token(SECRET_LINK, seed, token);
	secret_hash(SECRET_LINK, token, hash);
	db_run(c->db, LINK_INSERT, (const char *)hash, self->id, self->email,
	    c->now, c->now + LINK_LIFE);
	outbox_put(c, &mail);
}

static enum err
session_send_link(struct call *c)
{
	const struct address *in = c->in;
	const char *email = email_canonical(c->arena, in->email);
	struct self self;

	if (email == NULL)
		return call_invalid(c, "email", EMAIL_WRONG);
	if (attempt_allowed(c, "link to", email, 3, 15 * MINUTE) &&
	    attempt_allowed(c, "link from", c->address, 10, HOUR) &&
	    member_by_email(c, email, &self))
		mail_link(c, &self);
	return call_done(c);
}

static enum err
session_open_link(struct call *c)
{
	const struct opening *in = c->in;
	char hash[SECRET_HASH_LEN + 1];
	int64_t member;

	secret_hash(SECRET_LINK, in->token, hash);
	member = db_number(c->db, LINK_USE, c->now, (const char *)hash);
	if (member == 0)
		return call_fail(c, E_CONFLICT,
		    "This link has been used or is too old. Ask for a new one; "
		    "it takes a moment.");
	return answer_signed_in(c, member);
}

static enum err
session_end_one(struct call *c, int64_t session)
{
	if (db_changed(c->db, SESSION_END, c->now, session, c->member) == 0)
		return call_fail(c, E_NOT_FOUND, "There is no such session.");
	event_note(c, "session.ended", AUDIENCE(AUDIENCE_MEMBER, c->member), 0,
	    session);
	return call_done(c);
}

static enum err
session_end(struct call *c)
{
	const struct session_name *in = c->in;

	return session_end_one(c, in->session);
}

static enum err
session_sign_out(struct call *c)
{
	c->cookie = "";
	return session_end_one(c, c->session);
}

static enum err
session_list(struct call *c)
{
	struct session_list out = { 0 };
	struct session *s;

	out.sessions = db_all(c->db, SESSION_LIST, session_fields,
	    sizeof(struct session), c->member, c->now);
	s = out.sessions.at;
	for (size_t i = 0; i < out.sessions.count; i++)
		s[i].current = s[i].id == c->session;
	return call_reply(c, session_list_output, &out);
}

static enum err
session_touch(struct call *c)
{
	const struct session_name *in = c->in;

	db_run(c->db, SESSION_TOUCH, c->now, in->session);
	return call_done(c);
}

/* A session for somebody, made by who runs the server: `soundings demo links`
 * and the tests. The person is made when the address is new. */
static enum err
session_issue(struct call *c)
{
	const struct issue *in = c->in;
	const char *email = email_canonical(c->arena, in->email);
	struct issued out;
	struct self self;

	if (email == NULL)
		return call_invalid(c, "email", EMAIL_WRONG);
	out.member = member_by_email(c, email, &self)
	    ? self.id : member_make(c, email, in->display_name);
	session_start(c, out.member);
	out.token = c->cookie;
	return call_reply(c, issued_output, &out);
}

/* The first person of a new server, and every later administrator. */
static enum err
member_appoint(struct call *c)
{
	const struct issue *in = c->in;
	const char *email = email_canonical(c->arena, in->email);
	struct signed_in out = { 0 };
	struct self self;
	int64_t member;

	if (email == NULL)
		return call_invalid(c, "email", EMAIL_WRONG);
	member = member_by_email(c, email, &self)
	    ? self.id : member_make(c, email, in->display_name);
	db_run(c->db, MEMBER_MAKE_ADMINISTRATOR, member);
	out.member = member_row_of(c, member);
	return call_reply(c, signed_in_output, &out);
}

/* A one-time link for somebody, as a token: it is as good as the mailed one. */
static enum err
session_issue_link(struct call *c)
{
	const struct address *in = c->in;
	const char *email = email_canonical(c->arena, in->email);
	char token[SECRET_TOKEN_LEN + 1], hash[SECRET_HASH_LEN + 1];
	struct issued out;
	struct self self;

	if (email == NULL || !member_by_email(c, email, &self))
		return call_invalid(c, "email", "Nobody has this address.");
	secret_token(token);
	secret_hash(SECRET_LINK, token, hash);
	db_run(c->db, LINK_INSERT, (const char *)hash, self.id, self.email,
	    c->now, c->now + DAY);
	out.member = self.id;
	out.token = token;
	return call_reply(c, issued_output, &out);
}

const struct method session_methods[] = {
	{ .name = "session.me", .kind = READ, .who = WHO_GUEST,
	  .out = me_fields, .run = session_me,
	  .doc = "Who the caller is, and where they belong; guests may ask." },
	{ .name = "session.sign_in", .kind = WRITE, .who = WHO_GUEST,
	  .always = true,
	  .lane = LANE_HEAVY,
	  .in = credentials_input, .in_size = sizeof(struct credentials),
	  .out = signed_in_output, .prepare = session_sign_in_prepare,
	  .run = session_sign_in,
	  .doc = "Signs in by password and sets the cookie." },
	{ .name = "session.send_link", .kind = WRITE, .who = WHO_GUEST,
	  .in = address_input, .in_size = sizeof(struct address),
	  .run = session_send_link,
	  .doc = "Mails a one-time link to sign in; the same answer for all." },
	{ .name = "session.open_link", .kind = WRITE, .who = WHO_GUEST,
	  .always = true,
	  .in = opening_input, .in_size = sizeof(struct opening),
	  .out = signed_in_output, .run = session_open_link,
	  .doc = "Takes a one-time link, signs in and sets the cookie." },
	{ .name = "session.sign_out", .kind = WRITE, .who = WHO_MEMBER,
	  .always = true,
	  .run = session_sign_out,
	  .doc = "Ends the caller's session and clears the cookie." },
	{ .name = "session.list", .kind = READ, .who = WHO_MEMBER,
	  .out = session_list_output, .run = session_list,
	  .doc = "Where the caller is signed in." },
	{ .name = "session.end", .kind = WRITE, .who = WHO_MEMBER,
	  .always = true,
	  .in = session_name_input, .in_size = sizeof(struct session_name),
	  .run = session_end,
	  .doc = "Ends one of the caller's sessions, on whatever device." },
	{ .name = "session.touch", .kind = WRITE, .who = WHO_SERVER,
	  .in = session_name_input, .in_size = sizeof(struct session_name),
	  .run = session_touch,
	  .doc = "Notes that a session is in use." },
	{ .name = "session.issue", .kind = WRITE, .who = WHO_SERVER,
	  .in = issue_input, .in_size = sizeof(struct issue),
	  .out = issued_output, .run = session_issue,
	  .doc = "Makes a session for an address, and the member if new." },
	{ .name = "member.appoint", .kind = WRITE, .who = WHO_SERVER,
	  .in = issue_input, .in_size = sizeof(struct issue),
	  .out = signed_in_output, .run = member_appoint,
	  .doc = "Makes somebody an administrator, and a member if new." },
	{ .name = "session.issue_link", .kind = WRITE, .who = WHO_SERVER,
	  .in = address_input, .in_size = sizeof(struct address),
	  .out = issued_output, .run = session_issue_link,
	  .doc = "Makes a one-time link for a member, good for a day." },
	{ 0 }
};

const struct event_kind session_events[] = {
	{ .name = "session.started",
	  .doc = "The member signed in somewhere." },
	{ .name = "session.ended", .effect = EFFECT_SESSION,
	  .doc = "One of the member's sessions has ended." },
	{ 0 }
};
