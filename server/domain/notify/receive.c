/* SPDX-License-Identifier: Apache-2.0 */
/*
 * receive.c - what is done about a mail that came in.
 *
 * The edge has read it (docs/mail.md) and says only what it read. Here is
 * decided whose it is and what it does, in this order: known already, a machine's,
 * a bounce, its address, its sender. What it asks for is done by the method that
 * the page would call, in the transaction that notes the mail as taken; so it
 * is taken once, however often it is delivered.
 */
#include "domain/notify/receive.h"

#include <string.h>
#include <strings.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"
#include "soundings/outbox.h"
#include "soundings/record.h"
#include "soundings/reply.h"
#include "soundings/settings.h"
#include "soundings/text.h"

#include "domain/notify/notify.h"

#define WORDS_MAX (2 * 1024 * 1024)
#define SUBJECT_MAX 2000

struct taken {
	const char *result;
};

static const char *const classes[] = { "hard", "soft", "none", NULL };

static const struct field taking_input[] = { F_TEXT(taking, hash, 8, 64),
	F_TEXT(taking, kind, 1, 20), F_TEXT(taking, from, 0, SUBJECT_MAX),
	F_TEXT(taking, subject, 0, SUBJECT_MAX),
	F_TEXT(taking, body, 0, WORDS_MAX), F_TEXT(taking, cut, 0, WORDS_MAX),
	F_TEXT_OPT(taking, address, 200), F_TEXT_OPT(taking, verp, 200),
	F_CHOICE_OPT(taking, class, classes), F_TEXT_OPT(taking, status, 16),
	F_TEXT_OPT(taking, message_id, SUBJECT_MAX),
	F_TEXT_OPT(taking, why, 400), F_BOOL(taking, forged),
	F_INT_OPT(taking, file_count, 0, 1000), F_TEXT_OPT(taking, place, 400),
	F_INT_OPT(taking, validity, 0, UINT32_MAX),
	F_INT_OPT(taking, uid, 0, UINT32_MAX), F_END };
static const struct field taken_output[] = { F_TEXT(taken, result, 1, 20),
	F_END };
const struct field received_stored[] = { F_ID(received, id),
	F_TEXT(received, hash, 8, 64), F_AT(received, at),
	F_TEXT(received, kind, 1, 20), F_TEXT(received, state, 1, 20),
	F_TEXT(received, sender, 1, 64), F_REF(received, member),
	F_TEXT_OPT(received, answer_to, 200), F_REF(received, thing),
	F_REF(received, mail), F_TEXT_OPT(received, class, 4),
	F_TEXT_OPT(received, status, 16), F_TEXT_OPT(received, why, 400),
	F_BOOL(received, answered), F_TEXT(received, subject, 0, SUBJECT_MAX),
	F_TEXT(received, body, 0, WORDS_MAX),
	F_TEXT(received, cut, 0, WORDS_MAX), F_END };
const struct field person_stored[] = { F_ID(person, id),
	F_TEXT(person, email, 3, 254), F_TEXT(person, display_name, 1, 200),
	F_END };

static const char *
sender_hash(struct call *c, const char *from)
{
	char *hash = arena_get(c->arena, SECRET_HASH_LEN + 1);

	secret_hash(SECRET_ADDRESS, from, hash);
	return hash;
}

/* One answer a day, whatever they send: two machines must not talk. */
static bool
may_answer(struct call *c, const struct taking *in)
{
	return db_number(c->db, RECEIVED_ANSWERED, sender_hash(c, in->from),
		   c->now - DAY) == 0;
}

void
receive_note(struct call *c, const struct taking *in, struct received r)
{
	r.hash = in->hash;
	r.at = c->now;
	r.kind = in->kind;
	if (r.sender == NULL)
		r.sender = sender_hash(c, in->from);
	r.answer_to = in->address;
	r.subject = in->subject;
	r.body = in->body;
	r.cut = in->cut;
	db_put(c->db, RECEIVED_INSERT, received_stored, &r);
	log_line(LOG_INFO, "mail.received", LOG_T("kind", r.kind),
	    LOG_T("state", r.state), LOG_N("thing", r.thing));
}

static enum err
say(struct call *c, const char *result)
{
	return call_reply(c, taken_output, &(struct taken){ result });
}

static const char *
quoted(struct call *c, const char *text)
{
	struct buffer b = { 0 };
	const char *out;

	json_put_text(&b, text);
	out = arena_copy(c->arena, b.at, b.len);
	buffer_free(&b);
	return out;
}

/* When it will matter, if the mail says so; else now. */
static const char *
horizon_of(const char *subject, const char *body)
{
	if (strstr(subject, "3-10") != NULL || strstr(body, "3-10") != NULL)
		return "3-10";
	if (strstr(subject, "1-3") != NULL || strstr(body, "1-3") != NULL)
		return "1-3";
	return "now";
}

/* The subject without what mail programs put before it. */
static const char *
bare_subject(struct call *c, const char *subject)
{
	while (strncasecmp(subject, "re:", 3) == 0 ||
	       strncasecmp(subject, "fw:", 3) == 0 ||
	       strncasecmp(subject, "fwd:", 4) == 0) {
		subject = strchr(subject, ':') + 1;
		subject += strspn(subject, " ");
	}
	return *subject == '\0' ? "By mail"
				: text_excerpt(c->arena, subject, 190);
}

bool
receive_remark(struct call *c, int64_t member, const struct mailed_remark *r,
    struct inside *i)
{
	const char *kind = r->kind != NULL
			       ? r->kind
			       : db_text(c->db, REMARK_KIND, r->round);
	struct buffer b = { 0 };
	bool good;

	buffer_printf(&b, "{\"round\":%lld,\"body\":%s", (long long)r->round,
	    quoted(c, r->body));
	if (r->clause != 0)
		buffer_printf(&b, ",\"clause\":%lld", (long long)r->clause);
	if (kind != NULL)
		buffer_printf(&b, ",\"kind\":%s", quoted(c, kind));
	buffer_char(&b, '}');
	good = inside_new(c, i, member, "comment.add", buffer_string(&b));
	buffer_free(&b);
	return good;
}

bool
receive_plan(struct call *c, const struct sealed *to, const char *subject,
    const char *body, struct inside *i)
{
	const char *words = quoted(c, body);
	long long thing = to->thing;

	switch (to->verb) {
	case 't':
		return inside_new(c, i, to->member, "thread.post",
		    arena_printf(c->arena, "{\"thread\":%lld,\"body\":%s}",
			thing, words));
	case 'p':
		return inside_new(c, i, to->member, "thread.post",
		    arena_printf(c->arena,
			"{\"thread\":%lld,\"reply_to\":%lld,\"body\":%s}",
			(long long)db_number(c->db, REPLY_THREAD, to->thing),
			thing, words));
	case 'r':
		return receive_remark(c, to->member,
		    &(struct mailed_remark){ to->thing, to->choice, NULL,
			body },
		    i);
	case 'c':
		return inside_new(c, i, to->member, "reply.add",
		    arena_printf(c->arena, "{\"comment\":%lld,\"body\":%s}",
			thing, words));
	case 's':
		return inside_new(c, i, to->member, "signal.add",
		    arena_printf(c->arena,
			"{\"community\":%lld,\"title\":%s,\"changing\":%s,"
			"\"horizon\":\"%s\"}",
			thing, quoted(c, bare_subject(c, subject)), words,
			horizon_of(subject, body)));
	case 'i':
		return inside_new(c, i, 0, "invitation.accept_by_mail",
		    arena_printf(c->arena, "{\"invitation\":%lld}", thing));
	default:
		call_fail(c, E_NOT_FOUND,
		    "Nothing can be answered to this address by mail.");
		return false;
	}
}

int64_t
receive_round(struct call *c, const struct sealed *to)
{
	if (to->verb == 'c')
		return db_number(c->db, REPLY_ROUND, to->thing);
	return to->verb == 'r' ? to->thing : 0;
}

const char *
receive_place(struct call *c, const struct sealed *to)
{
	long long thing = to->thing;

	if (to->verb == 'p')
		thing = db_number(c->db, REPLY_THREAD, to->thing);
	if (to->verb == 't' || to->verb == 'p')
		return arena_printf(c->arena, "thread:%lld", thing);
	if (to->verb == 'r')
		return arena_printf(c->arena, "comment:%lld:%lld", thing,
		    (long long)to->choice);
	if (to->verb == 'c')
		return arena_printf(c->arena, "reply:%lld", thing);
	return NULL;
}

/* Whom the address was given to; the call has failed when it is not ours. */
static bool
read_address(struct call *c, const struct taking *in, struct sealed *to)
{
	if (in->address == NULL)
		call_fail(c, E_NOT_FOUND,
		    "Nobody reads mail to this address. Answer a mail that you "
		    "got from here instead: its address says where your words "
		    "belong.");
	else if (!sealed_read(
		     c->arena, SECRET_REPLY, in->address, c->now, to))
		call_fail(c, E_NOT_FOUND,
		    "The address that you wrote to is not whole, or older than "
		    "90 days. Open the page and answer there, or answer a newer "
		    "mail.");
	return c->err == OK;
}

/* By its kind: somebody wrote it, though perhaps nothing of their own. */
static bool
is_person(const struct taking *in)
{
	return strcmp(in->kind, "reply") == 0 || strcmp(in->kind, "empty") == 0;
}

/* Slow: the words are rendered before the writer has to wait for them. */
static enum err
mail_take_prepare(struct call *c)
{
	struct taking *in = c->in;
	struct sealed to;

	in->ready = false;
	if (!is_person(in) || db_text(c->db, RECEIVED_KNOWN, in->hash) != NULL)
		return OK;
	if (!read_address(c, in, &to))
		return c->err;
	receive_between(c, in, &to);
	if (in->body[0] == '\0')
		return call_fail(c, E_INVALID, REPLY_NO_WORDS);
	if (!receive_plan(c, &to, in->subject, in->body, &in->inside))
		return c->err;
	in->ready = true;
	return inside_prepare(c, &in->inside);
}

static const char *
page_of(struct call *c, const struct sealed *to)
{
	const char *url = c->settings->public_url;
	long long thing = to->thing;

	if (to->verb == 'p')
		thing = db_number(c->db, REPLY_THREAD, to->thing);
	if (to->verb == 't' || to->verb == 'p')
		return arena_printf(c->arena, "%s/thread/%lld", url, thing);
	if (to->verb == 'c' || to->verb == 'r')
		return arena_printf(c->arena, "%s/round/%lld", url,
		    (long long)receive_round(c, to));
	return url;
}

/* The words are published; of the files their sender has to know. */
static void
tell_of_files(struct call *c, const struct taking *in, const struct person *p,
    const char *page)
{
	outbox_put(c, &(struct outgoing){
		.kind = "returned", .member = p->id, .to = p->email,
		.to_name = p->display_name,
		.subject = arena_printf(c->arena, "Without its files: %s",
		    text_excerpt(c->arena,
			in->subject[0] != '\0' ? in->subject : "your mail",
			120)),
		.text = arena_printf(c->arena,
		    "Your words are published. The files that came with them "
		    "are not: by mail only words are taken.\n\n"
		    "Please add the files on the page, or write where they can "
		    "be found:\n%s\n",
		    page),
		.why = "you wrote to this server, and a part of your mail was "
		       "not taken",
		.answering = in->message_id,
	});
}

/* Somebody else's address, or one that our relay does not believe: the member
 * says by one press whether it was them. */
static enum err
hold(struct call *c, const struct taking *in, const struct person *owner)
{
	struct sealed s = { .verb = 'h', .member = owner->id, .at = c->now };

	receive_note(c, in,
	    (struct received){ .state = "held", .member = owner->id,
		.why = "The sender is not the member's address." });
	s.thing = db_number(c->db, RECEIVED_LAST, 0);
	outbox_put(c, &(struct outgoing){
		.kind = "held", .member = owner->id, .to = owner->email,
		.to_name = owner->display_name,
		.subject = "Was this mail yours?",
		.text = arena_printf(c->arena,
		    "A mail came in that answers in your name, but it was not "
		    "sent from your address here, or your mail provider does "
		    "not vouch for it. Nothing was published.\n\n"
		    "It begins:\n\n%s\n\n"
		    "If it is yours, publish it with one press:\n\n{{link}}\n\n"
		    "If it is not, you need do nothing: after 30 days it is "
		    "deleted.\n",
		    text_excerpt(c->arena, text_words(c->arena, in->body), 300)),
		.why = "somebody answered in your name from another address",
		.link_path = arena_printf(c->arena, "/act#%s",
		    sealed_write(c->arena, SECRET_ACT, &s)),
	});
	return say(c, "held");
}

static bool
is_from(const struct taking *in, const struct person *p)
{
	return strcasecmp(in->from, p->email) == 0 && !in->forged;
}

/* Who was asked to take part by mail says yes; whatever else they write, a
 * coordinator has to read, and nobody is let in by it. */
static enum err
take_yes(struct call *c, const struct taking *in, const struct sealed *to)
{
	struct person asked;

	if (!db_get(c->db, INVITATION_STATE_OF, person_stored, &asked,
		to->thing, c->now))
		return call_fail(c, E_CONFLICT,
		    "This invitation was withdrawn or is too old.");
	if (!is_from(in, &asked) || strncasecmp(in->body, "yes", 3) != 0) {
		receive_note(c, in, (struct received){ .state = "ignored" });
		return say(c, "ignored");
	}
	if (inside_run(c, &in->inside) != OK)
		return c->err;
	receive_note(c, in, (struct received){ .state = "taken" });
	return say(c, "taken");
}

static enum err
take_reply(struct call *c, const struct taking *in)
{
	struct person owner;
	struct sealed to;
	int64_t before;
	bool tell;

	if (!read_address(c, in, &to))
		return c->err;
	if (!in->ready)
		return call_fail(c, E_BUSY, "Please try again.");
	if (to.verb == 'i')
		return take_yes(c, in, &to);
	if (!db_get(c->db, SENDER_GET, person_stored, &owner, to.member))
		return call_fail(c, E_NOT_FOUND,
		    "This address belonged to an account that is closed.");
	if (!is_from(in, &owner))
		return hold(c, in, &owner);
	before = event_seq(c);
	if (inside_run(c, &in->inside) != OK)
		return c->err;
	tell = in->file_count > 0 && may_answer(c, in);
	if (tell)
		tell_of_files(c, in, &owner, page_of(c, &to));
	receive_note(c, in,
	    (struct received){ .state = "taken", .member = owner.id,
		.thing = before, .answered = tell });
	return say(c, "taken");
}

/* "unsubscribe 1-57-digest-..." */
static enum err
take_unsubscribe(struct call *c, const struct taking *in)
{
	const char *token = in->subject + strcspn(in->subject, " ");
	struct inside i;

	token += strspn(token, " ");
	if (!inside_new(c, &i, 0, "notice.unsubscribe",
		arena_printf(c->arena, "{\"token\":%s}", quoted(c, token))))
		return c->err;
	if (inside_run(c, &i) != OK)
		return c->err;
	receive_note(c, in, (struct received){ .state = "taken" });
	return say(c, "taken");
}

static enum err
mail_take(struct call *c)
{
	const struct taking *in = c->in;

	if (!inbox_advance(c, in))
		return say(c, "passed");
	if (db_text(c->db, RECEIVED_KNOWN, in->hash) != NULL)
		return say(c, "known");
	if (strcmp(in->kind, "reply") == 0)
		return take_reply(c, in);
	if (strcmp(in->kind, "unsubscribe") == 0)
		return take_unsubscribe(c, in);
	if (strcmp(in->kind, "bounce") == 0 && receive_bounce(c, in) == OK &&
	    c->reply.len > 0)
		return c->err;
	receive_note(c, in, (struct received){ .state = "ignored" });
	return say(c, "ignored");
}

/* What was not taken is not lost: it stands where it would have gone, behind
 * what the member was writing there already. */
static bool
keep_draft(struct call *c, const struct taking *in, const struct sealed *to,
    int64_t member)
{
	const char *place = receive_place(c, to), *old;
	struct inside i;

	if (place == NULL || in->body[0] == '\0')
		return false;
	old = db_text(c->db, DRAFT_WORDS, member, place);
	if (old != NULL && strstr(old, in->body) != NULL)
		return true;
	if (!inside_new(c, &i, member, "draft.save",
		arena_printf(c->arena, "{\"place\":\"%s\",\"body\":%s}", place,
		    quoted(c, old == NULL || old[0] == '\0'
				  ? in->body
				  : arena_printf(c->arena, "%s\n\n%s", old,
					in->body)))))
		return false;
	return inside_run(c, &i) == OK;
}

/* Slow, as above: what is kept is kept whole. */
static enum err
mail_refuse_prepare(struct call *c)
{
	struct taking *in = c->in;
	struct sealed to;

	if (is_person(in) && in->address != NULL &&
	    sealed_read(c->arena, SECRET_REPLY, in->address, c->now, &to))
		receive_between(c, in, &to);
	return OK;
}

static void
send_back(struct call *c, const struct taking *in, const struct person *p,
    const char *page, bool kept)
{
	const char *words = in->body[0] == '\0'
				? ""
				: arena_printf(c->arena, "You wrote:\n\n%s\n",
				      text_excerpt(c->arena, in->body, 4000));

	outbox_put(c, &(struct outgoing){
		.kind = "returned", .member = p->id, .to = p->email,
		.to_name = p->display_name,
		.subject = arena_printf(c->arena, "Not published: %s",
		    text_excerpt(c->arena,
			in->subject[0] != '\0' ? in->subject : "your mail",
			120)),
		.text = arena_printf(c->arena,
		    "Your mail was not published.\n\n%s\n\n%s%s%s\n\n%s",
		    in->why,
		    kept ? "Your words are kept as a draft; you find them "
			   "where they would have gone:\n"
			 : "Here is the page:\n",
		    page, "", words),
		.why = "you wrote to this server; it answers such a mail at "
		       "most once a day",
		.answering = in->message_id,
	});
}

static enum err
mail_refuse(struct call *c)
{
	const struct taking *in = c->in;
	struct sealed to = { 0 };
	struct person p = { 0 };
	struct received r = { .state = "refused", .why = in->why };
	bool ours = in->address != NULL &&
		    sealed_read(c->arena, SECRET_REPLY, in->address, c->now,
			&to);
	bool known = !in->forged &&
		     db_get(c->db, SENDER_MEMBER, person_stored, &p, in->from);

	if (!inbox_advance(c, in))
		return say(c, "passed");
	if (db_text(c->db, RECEIVED_KNOWN, in->hash) != NULL)
		return say(c, "known");
	if (in->why == NULL)
		return call_invalid(c, "why", "Please say why.");
	r.member = p.id;
	if (known) {
		bool kept = ours && to.member == p.id &&
			    keep_draft(c, in, &to, p.id);

		r.answered = may_answer(c, in);
		if (r.answered)
			send_back(c, in, &p,
			    ours ? page_of(c, &to) : c->settings->public_url,
			    kept);
	}
	receive_note(c, in, r);
	return say(c, r.answered ? "answered" : "refused");
}

const struct method receive_methods[] = {
	{ .name = "mail.take",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .in = taking_input,
	    .in_size = sizeof(struct taking),
	    .out = taken_output,
	    .prepare = mail_take_prepare,
	    .run = mail_take,
	    .doc = "Does what a mail asks for that came in, once." },
	{ .name = "mail.refuse",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .in = taking_input,
	    .in_size = sizeof(struct taking),
	    .out = taken_output,
	    .prepare = mail_refuse_prepare,
	    .run = mail_refuse,
	    .doc = "Keeps the words of a mail that was not taken, and tells "
		   "its sender why." },
	{ 0 }
};
