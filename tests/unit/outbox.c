/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outbox.c - which addresses are sent to, the links that stop mail, and what
 * becomes of a mail in the database: once for its cause, due, tried, given up.
 */
#include "unit.h"

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"
#include "soundings/method.h"
#include "soundings/outbox.h"
#include "soundings/secret.h"
#include "soundings/settings.h"
#include "soundings/store.h"

static struct settings settings = { .mail_mode = "relay" };
static char database[300];

BEFORE_ALL
{
	char path[300];

	invariant(method_tables[0] != NULL); /* the linker brings the rooms */
	log_level_set(LOG_ALARM);
	snprintf(path, sizeof(path), "%s/key", unit_directory());
	secret_start(path);
	snprintf(database, sizeof(database), "%s/outbox.db", unit_directory());
	store_migrate(database, true);
}

TEST(addresses_are_plain_or_refused)
{
	static const struct {
		const char *address;
		bool valid;
	} row[] = {
		{ "ann@example.org", true },
		{ "ann.b+tag@mail.example.co.uk", true },
		{ "o'neill@example.org", true },
		{ "a@b.c", true },
		{ "root@localhost", true },
		{ "x@xn--caf-dma.example", true },
		{ "", false },
		{ "ann", false },
		{ "@example.org", false },
		{ "ann@", false },
		{ "ann@example", false },
		{ "ann@@example.org", false },
		{ "ann@b@example.org", false },
		{ ".ann@example.org", false },
		{ "ann.@example.org", false },
		{ "a..b@example.org", false },
		{ "ann@.example.org", false },
		{ "ann@example..org", false },
		{ "ann@example.org.", false },
		{ "ann@-example.org", false },
		{ "ann@example-.org", false },
		{ "ann@[127.0.0.1]", false },
		{ "\"ann b\"@example.org", false },
		{ "ann b@example.org", false },
		{ "ann@exam ple.org", false },
		{ "<ann@example.org>", false },
		{ "ann@example.org>", false },
		{ "ann@example.org,ben@example.org", false },
		{ "ann@example.org\r\nRCPT TO:<ben@example.org>", false },
		{ "ann@example.org\nBcc: ben@example.org", false },
		{ "ann\r\n@example.org", false },
		{ "ann@example.org\r", false },
		{ "ann@example.org\t", false },
		{ "ann(comment)@example.org", false },
		{ "ann@example.org SIZE=1", false },
		{ "ann:@example.org", false },
		{ "ann;@example.org", false },
		{ "ann\\@example.org", false },
		{ "\xc3\xa9@example.org", true },
		{ "j\xc3\xb6rg.m\xc3\xbcller@example.org", true },
		{ "\xe5\xbc\xa0@example.org", true },
		{ "\xe0\xa4\x85\xe0\xa4\xa8\xe0\xa5\x81@example.org", true },
		{ "\xc3@example.org", false },
		{ "\xc3\xa9..a@example.org", false },
		{ "\xc3\xa9.@example.org", false },
		{ "\xc3\xa9 a@example.org", false },
		{ "\xc3\xa9\r\n@example.org", false },
		{ "a\xc2\x85@example.org", false },
		{ "a\xc2\xa0@example.org", false },
		{ "a\xe2\x80\xa8@example.org", false },
		{ "a\xe2\x80\xae@example.org", false },
		{ "a\xe2\x80\x8b@example.org", false },
		{ "a\xef\xbc\x9e@example.org", false },
		{ "ann@\xc3\xa9xample.org", false },
		{ "0123456789012345678901234567890123456789012345678901234567"
		  "890123@example.org",
		    true },
		{ "0123456789012345678901234567890123456789012345678901234567"
		  "8901234@example.org",
		    false },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].address);
		EQ_INT(row[i].valid, address_valid(row[i].address));
	}
}

TEST(a_link_that_stops_mail_is_whole_or_nothing)
{
	struct arena *a = arena_new();
	char *token = arena_text(a, unsubscribe_token(a, 42, "digest"));
	const char *kind;
	int64_t member;

	YES(unsubscribe_read(a, token, &member, &kind));
	EQ_INT(42, member);
	EQ_TEXT("digest", kind);
	for (size_t i = 0; token[i] != '\0'; i++)
		for (int bit = 0; bit < 8; bit++) {
			char was = token[i];

			token[i] = (char)(was ^ 1 << bit);
			CASE("%s", token);
			NO(unsubscribe_read(a, token, &member, &kind));
			token[i] = was;
		}
	for (size_t i = 0; token[i] != '\0'; i++)
		NO(unsubscribe_read(
		    a, arena_copy(a, token, i), &member, &kind));
	NO(unsubscribe_read(a, arena_printf(a, "%sa", token), &member, &kind));
	NO(unsubscribe_read(
	    a, arena_printf(a, "1-042%s", token + 4), &member, &kind));
	arena_free(a);
}

TEST(a_seal_for_something_else_stops_nothing)
{
	struct arena *a = arena_new();
	char mac[SECRET_MAC_LEN + 1];
	const char *kind;
	int64_t member;

	secret_mac(SECRET_VERP, "1-42-digest", mac);
	NO(unsubscribe_read(
	    a, arena_printf(a, "1-42-digest-%s", mac), &member, &kind));
	secret_mac(SECRET_UNSUBSCRIBE, "1-42-digest", mac);
	YES(unsubscribe_read(
	    a, arena_printf(a, "1-42-digest-%s", mac), &member, &kind));
	arena_free(a);
}

/* A call of the server itself inside a transaction that is taken back. */
static struct call *
call_open(struct db **db)
{
	struct arena *a = arena_new();
	struct call *c = arena_get(a, sizeof(*c));

	*db = store_open(database, STORE_WRITER);
	store_use(*db, a);
	store_begin(*db);
	c->arena = a;
	c->db = *db;
	c->server = true;
	c->now = INT64_C(1795234260000);
	c->settings = &settings;
	return c;
}

static void
call_close(struct call *c)
{
	struct db *db = c->db;

	NO(db_failed(db));
	store_rollback(db);
	store_close(db);
	buffer_free(&c->reply);
	arena_free(c->arena);
}

static struct outgoing
mail_to(const char *address)
{
	return (struct outgoing){ .kind = "outcome",
		.to = address,
		.subject = "Done",
		.text = "It is done.",
		.why = "you asked" };
}

static enum err
run(struct call *c, const char *method, void *in)
{
	c->in = in;
	c->err = OK;
	return method_find(method)->run(c);
}

static size_t
lease(struct call *c, struct leased **mails)
{
	struct lease *in = arena_get(c->arena, sizeof(*in));

	in->most = 10;
	EQ_INT(OK, run(c, "outbox.lease", in));
	*mails = in->mails.at;
	return in->mails.count;
}

static void
settle(struct call *c, int64_t mail, const char *result)
{
	struct settlement one = {
		.mail = mail, .result = result, .reply = "250 ok"
	};
	struct settling in = { .mails = { &one, 1 } };

	EQ_INT(OK, run(c, "outbox.settle", &in));
}

TEST(a_mail_is_written_once_for_its_cause)
{
	struct db *db;
	struct call *c = call_open(&db);
	struct outgoing mail = mail_to("ann@example.org");
	struct leased *mails;

	mail.event = 7;
	outbox_put(c, &mail);
	outbox_put(c, &mail);
	mail.to = "ben@example.org";
	outbox_put(c, &mail);
	mail.event = 0;
	outbox_put(c, &mail);
	outbox_put(c, &mail);
	EQ_INT(OK, c->err);
	EQ_INT(4, lease(c, &mails));
	call_close(c);
}

TEST(what_could_break_a_header_is_refused)
{
	static const struct outgoing bad[] = {
		{ .to = "ann@example.org\r\nBcc: x@y.z" },
		{ .to = "no address" },
		{ .link_path = "/enter\r\nX: y" },
		{ .why = "a\nb" },
	};

	for (size_t i = 0; i < COUNT(bad); i++) {
		struct db *db;
		struct call *c = call_open(&db);
		struct outgoing mail = mail_to(
		    bad[i].to != NULL ? bad[i].to : "ann@example.org");
		struct leased *mails;

		mail.link_path = bad[i].link_path;
		if (bad[i].why != NULL)
			mail.why = bad[i].why;
		CASE("row %zu", i);
		outbox_put(c, &mail);
		EQ_INT(E_INVALID, c->err);
		EQ_INT(0, lease(c, &mails));
		call_close(c);
	}
}

TEST(names_and_subjects_become_one_line)
{
	struct db *db;
	struct call *c = call_open(&db);
	struct outgoing mail = mail_to("ann@example.org");
	struct leased *mails;

	mail.subject = "a\r\nBcc: x@y.z";
	mail.to_name = "Ann\nBcc: x@y.z";
	mail.from_name = "Ben\tvia Club\x7f";
	outbox_put(c, &mail);
	EQ_INT(OK, c->err);
	EQ_INT(1, lease(c, &mails));
	EQ_TEXT("a  Bcc: x@y.z", mails[0].subject);
	EQ_TEXT("Ann Bcc: x@y.z", mails[0].to_name);
	EQ_TEXT("Ben via Club ", mails[0].from_name);
	call_close(c);
}

TEST(a_lease_is_a_minute_and_is_renewed_by_who_still_sends)
{
	struct db *db;
	struct call *c = call_open(&db);
	struct outgoing mail = mail_to("ann@example.org");
	struct leased *mails;
	struct renewal still;

	outbox_put(c, &mail);
	EQ_INT(1, lease(c, &mails));
	still.mails = (struct ids){ &mails[0].id, 1 };
	c->now += 50 * SECOND;
	EQ_INT(0, lease(c, &mails));
	EQ_INT(OK, run(c, "outbox.renew", &still));
	c->now += 50 * SECOND;
	EQ_INT(0, lease(c, &mails));
	c->now += 11 * SECOND;
	EQ_INT(1, lease(c, &mails));
	call_close(c);
}

TEST(a_leased_mail_is_due_again_when_its_carrier_is_lost)
{
	struct db *db;
	struct call *c = call_open(&db);
	struct outgoing mail = mail_to("ann@example.org");
	struct leased *mails;
	int64_t id;

	outbox_put(c, &mail);
	EQ_INT(1, lease(c, &mails));
	id = mails[0].id;
	EQ_INT(0, lease(c, &mails));
	c->now += HOUR;
	EQ_INT(1, lease(c, &mails));
	EQ_INT(id, mails[0].id);
	EQ_INT(OK, run(c, "outbox.recover", NULL));
	EQ_INT(1, lease(c, &mails));
	settle(c, id, "sent");
	c->now += DAY;
	EQ_INT(0, lease(c, &mails));
	call_close(c);
}

TEST(a_mail_is_tried_soon_then_hourly_and_given_up_after_five_days)
{
	static const int64_t minutes[] = { 1, 5, 15, 30, 60, 60, 60 };
	struct db *db;
	struct call *c = call_open(&db);
	struct outgoing mail = mail_to("ann@example.org");
	struct leased *mails;
	int64_t start = c->now;
	int tries = 0;

	outbox_put(c, &mail);
	for (size_t i = 0; i < COUNT(minutes); i++, tries++) {
		EQ_INT(1, lease(c, &mails));
		settle(c, mails[0].id, "later");
		c->now += minutes[i] * MINUTE - 1;
		CASE("after try %zu", i + 1);
		EQ_INT(0, lease(c, &mails));
		c->now++;
	}
	while (lease(c, &mails) == 1) {
		settle(c, mails[0].id, "later");
		c->now += HOUR;
		tries++;
	}
	EQ_INT(124, tries);
	YES(c->now - start > 5 * DAY);
	YES(c->now - start < 5 * DAY + 2 * HOUR);
	NO(address_suppressed(c, "ann@example.org", "outcome"));
	call_close(c);
}

TEST(an_outage_costs_no_mail_its_tries)
{
	struct db *db;
	struct call *c = call_open(&db);
	struct outgoing mail = mail_to("ann@example.org");
	struct leased *mails;

	outbox_put(c, &mail);
	mail.to = "ben@example.org";
	outbox_put(c, &mail);
	for (int i = 0; i < 100; i++) {
		c->now += MINUTE;
		EQ_INT(2, lease(c, &mails));
		settle(c, mails[0].id, "held");
		settle(c, mails[1].id, "held");
	}
	EQ_INT(2, lease(c, &mails));
	settle(c, mails[0].id, "later");
	settle(c, mails[1].id, "sent");
	c->now += MINUTE; /* its first wait, not its hundredth */
	EQ_INT(1, lease(c, &mails));
	call_close(c);
}

TEST(an_address_that_bounces_gets_no_more_but_a_link_to_sign_in)
{
	struct db *db;
	struct call *c = call_open(&db);
	struct outgoing mail = mail_to("ann@example.org");
	struct leased *mails;

	outbox_put(c, &mail);
	mail.to = "ben@example.org";
	outbox_put(c, &mail);
	mail.to = "ann@example.org";
	mail.subject = "Waiting when it bounced";
	outbox_put(c, &mail);
	EQ_INT(3, lease(c, &mails));
	settle(c, mails[0].id, "bounced");
	settle(c, mails[1].id, "refused");
	settle(c, mails[2].id, "held");
	YES(address_suppressed(c, "ann@example.org", "outcome"));
	NO(address_suppressed(c, "ben@example.org", "outcome"));
	EQ_INT(0, lease(c, &mails)); /* asked again before it is sent */
	outbox_put(c, &mail);
	EQ_INT(0, lease(c, &mails));
	mail.kind = "sign_in";
	outbox_put(c, &mail);
	EQ_INT(1, lease(c, &mails));
	c->now += 365 * DAY;
	NO(address_suppressed(c, "ann@example.org", "outcome"));
	call_close(c);
}

TEST(a_link_to_sign_in_goes_first_and_not_when_it_is_too_old)
{
	struct db *db;
	struct call *c = call_open(&db);
	struct outgoing mail = mail_to("ann@example.org");
	struct leased *mails;

	for (int i = 0; i < 20; i++)
		outbox_put(c, &mail);
	mail.kind = "sign_in";
	c->now++;
	outbox_put(c, &mail);
	EQ_INT(10, lease(c, &mails));
	EQ_TEXT("sign_in", mails[0].kind);
	EQ_TEXT("outcome", mails[1].kind);
	EQ_INT(OK, run(c, "outbox.recover", NULL));
	c->now += 11 * MINUTE;
	EQ_INT(10, lease(c, &mails));
	EQ_TEXT("outcome", mails[0].kind);
	call_close(c);
}

TEST(with_mail_off_nothing_waits)
{
	struct db *db;
	struct call *c = call_open(&db);
	struct outgoing mail = mail_to("ann@example.org");
	struct leased *mails;

	settings.mail_mode = "off";
	outbox_put(c, &mail);
	settings.mail_mode = "relay";
	EQ_INT(OK, c->err);
	EQ_INT(0, lease(c, &mails));
	call_close(c);
}
