/* SPDX-License-Identifier: Apache-2.0 */
/*
 * digest_run.c - who gets a digest when, and what is in it, with a clock that
 * the test sets: methods are run on a database without threads or sockets.
 */
#include "unit.h"

#include "domain/notify/notify.h"
#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"
#include "soundings/method.h"
#include "soundings/outbox.h"
#include "soundings/record.h"
#include "soundings/secret.h"
#include "soundings/settings.h"
#include "soundings/store.h"

#define LONDON "Europe/London"

static const struct settings settings = {
	.mail_in = "off",
	.mail_mode = "relay",
	.name = "Soundings",
	.public_url = "https://club.example.org",
};
static char database[300];

/* A server without threads: one connection, one transaction, one clock. */
static struct db *db;
static struct arena *arena;
static int64_t now;

BEFORE_ALL
{
	char path[300];

	invariant(method_tables[0] != NULL); /* the linker brings the rooms */
	log_level_set(LOG_ALARM);
	snprintf(path, sizeof(path), "%s/key", unit_directory());
	secret_start(path);
	snprintf(database, sizeof(database), "%s/digest.db", unit_directory());
	store_migrate(database, true);
}

static void
open_world(void)
{
	arena = arena_new();
	db = store_open(database, STORE_WRITER);
	store_use(db, arena);
	store_begin(db);
	/* A Saturday. */
	now = clock_instant(LONDON, 2026, 11, 21, 9);
}

static void
close_world(void)
{
	NO(db_failed(db));
	store_rollback(db);
	store_close(db);
	arena_free(arena);
}

/* Calls a method as a member (0: the server) and answers with its reply. */
static struct json *
say(int64_t member, const char *name, const char *params)
{
	const struct method *m = method_find(name);
	struct call *c = arena_get(arena, sizeof(*c));
	struct record_error error;
	struct json *j;
	const char *why = NULL;

	CASE("%s", name);
	*c = (struct call){ .arena = arena,
		.db = db,
		.member = member,
		.server = member == 0,
		.now = now,
		.settings = &settings };
	c->in = arena_get(arena, m->in_size + 1);
	j = json_parse(params, strlen(params), &why);
	if (m->in != NULL)
		YES(record_decode(arena, m->in, m->in_size, j, c->in, &error));
	if (m->prepare != NULL)
		EQ_INT(OK, m->prepare(c));
	EQ_INT(OK, m->run(c));
	EQ_TEXT(NULL, c->why);
	json_free(j);
	j = json_parse(buffer_string(&c->reply), c->reply.len, &why);
	buffer_free(&c->reply);
	YES(j != NULL);
	unit_case[0] = '\0';
	return j;
}

/* The same with printf's words in the params; the reply's number at a path. */
static int64_t __attribute__((format(printf, 4, 5)))
ask(int64_t member, const char *name, const char *path, const char *format, ...)
{
	struct json *j;
	struct buffer b = { 0 };
	va_list args;
	int64_t n;

	va_start(args, format);
	j = say(member, name, arena_vprintf(arena, format, args));
	va_end(args);
	json_write(&b, json_at(j, path));
	n = strtoll(buffer_string(&b), NULL, 10);
	buffer_free(&b);
	json_free(j);
	return n;
}

static int64_t
person(const char *name)
{
	return ask(0, "session.issue", "member",
	    "{\"email\":\"%s@example.org\","
	    "\"display_name\":\"%s\"}",
	    name, name);
}

static int64_t
place(const char *name)
{
	return ask(0, "community.create", "id",
	    "{\"name\":\"%s\",\"summary\":"
	    "\"s\",\"remit\":\"r\",\"expectations\":[\"e\"]}",
	    name);
}

static void
enrol(int64_t community, int64_t member)
{
	ask(0, "community.enrol", "id",
	    "{\"community\":%" PRId64 ",\"member\":%" PRId64
	    ",\"role\":\"coordinator\"}",
	    community, member);
}

static int64_t
open_thread(int64_t member, int64_t community, const char *title)
{
	return ask(member, "thread.open", "thread.id",
	    "{\"community\":%" PRId64 ",\"title\":\"%s\",\"body\":\"b\"}",
	    community, title);
}

static int64_t
open_poll(int64_t member, int64_t community, const char *question, int64_t days)
{
	return ask(member, "poll.open", "poll.id",
	    "{\"community\":%" PRId64
	    ",\"question\":\"%s\",\"options\":[\"a\",\"b\"],\"kind\":\"single\","
	    "\"results\":\"always\",\"zone\":\"UTC\",\"closes_at\":%" PRId64
	    "}",
	    community, question, now + days * DAY);
}

static void
wish(int64_t member, const char *days, int hour)
{
	ask(member, "notice.set", "digest_hour",
	    "{\"digest_on\":true,"
	    "\"digest_days\":\"%s\",\"digest_hour\":%d,\"time_zone\":\"" LONDON
	    "\"}",
	    days, hour);
}

/* Wants none: so that it is not counted. */
static void
silence(int64_t member)
{
	ask(member, "notice.set", "digest_hour",
	    "{\"digest_on\":false,"
	    "\"digest_days\":\"1\",\"digest_hour\":1,\"time_zone\":\"UTC\"}");
}

/* A digest tells what was decided about; that is done every second. */
static void
decide_all(void)
{
	struct buffer b = { 0 };
	struct json *j;

	do {
		buffer_clear(&b);
		j = say(0, "notice.decide", "{}");
		json_write(&b, json_at(j, "more"));
		json_free(j);
	} while (strcmp(buffer_string(&b), "true") == 0);
	buffer_free(&b);
}

/* Runs the chore at that time; how many digests were queued. */
static int64_t
run_at(int64_t at)
{
	decide_all();
	now = at;
	return ask(0, "digest.run", "sent", "{}");
}

/* Takes what is queued, as sent; the text of the last one, NULL: none. */
static const char *
take_mail(void)
{
	struct lease lease = { .most = 50 };
	struct settlement done = { .result = "sent" };
	struct settling all = { .mails = { &done, 1 } };
	struct call c = { .arena = arena,
		.db = db,
		.server = true,
		.now = now,
		.settings = &settings,
		.in = &lease };
	const char *text = NULL;
	struct leased *mails;

	EQ_INT(OK, method_find("outbox.lease")->run(&c));
	mails = lease.mails.at;
	for (size_t i = 0; i < lease.mails.count; i++) {
		text = arena_text(arena, mails[i].text);
		done.mail = mails[i].id;
		c.in = &all;
		EQ_INT(OK, method_find("outbox.settle")->run(&c));
	}
	buffer_free(&c.reply);
	return text;
}

TEST(a_new_member_hears_of_everything_that_is_open)
{
	int64_t ann, ben, club;

	open_world();
	ann = person("ann");
	club = place("Club");
	enrol(club, ann);
	open_poll(ann, club, "Old but open?", 90);
	open_thread(ann, club, "Old thread");
	now += 30 * DAY;
	ben = person("ben");
	enrol(club, ben);
	ask(0, "notice.reckon", "", "{}");
	EQ_INT(0, run_at(now));
	/* Tuesday at ten, for both. */
	EQ_INT(2, run_at(clock_instant(LONDON, 2026, 12, 22, 10)));
	HAS_TEXT("Old but open?", take_mail());
	EQ_INT(0, run_at(now + HOUR));
	close_world();
}

TEST(an_ask_that_was_told_does_not_make_a_digest_until_it_is_about_to_close)
{
	int64_t ann, club;

	open_world();
	ann = person("ann");
	club = place("Club");
	enrol(club, ann);
	wish(ann, "2", 10);
	open_poll(
	    ann, club, "Three weeks?", 24); /* closes on a Tuesday, at 9 */
	EQ_INT(1, run_at(clock_instant(LONDON, 2026, 11, 24, 10)));
	HAS_TEXT("Three weeks?", take_mail());
	EQ_INT(0, run_at(clock_instant(LONDON, 2026, 12, 1, 10)));
	EQ_INT(1, run_at(clock_instant(LONDON, 2026, 12, 8, 10)));
	HAS_TEXT("in 6 days", take_mail());
	EQ_INT(0, run_at(clock_instant(LONDON, 2026, 12, 15, 10)));
	close_world();
}

TEST(who_joins_a_second_community_hears_of_its_open_asks)
{
	int64_t ann, ben, club, other;

	open_world();
	ann = person("ann");
	ben = person("ben");
	club = place("Club");
	other = place("Other");
	enrol(club, ben);
	enrol(other, ann);
	wish(ben, "2", 10);
	silence(ann);
	open_poll(ben, club, "Mine?", 90);
	open_poll(ann, other, "Theirs?", 90);
	EQ_INT(1, run_at(clock_instant(LONDON, 2026, 11, 24, 10)));
	LACKS_TEXT("Theirs?", take_mail());
	enrol(other, ben);
	EQ_INT(1, run_at(clock_instant(LONDON, 2026, 12, 1, 10)));
	HAS_TEXT("Theirs?", take_mail());
	close_world();
}

TEST(what_was_read_or_answered_is_not_told)
{
	int64_t ann, ben, club, thread, poll;

	open_world();
	ann = person("ann");
	ben = person("ben");
	club = place("Club");
	enrol(club, ann);
	enrol(club, ben);
	silence(ann);
	wish(ben, "2", 10);
	thread = open_thread(ann, club, "Tides");
	poll = open_poll(ann, club, "Which?", 90);
	ask(ben, "thread.mark_read", "post",
	    "{\"thread\":%" PRId64 ",\"post\":%" PRId64 "}", thread,
	    ask(ben, "thread.page", "thread.last_post",
		"{\"thread\":%" PRId64 "}", thread));
	ask(ben, "poll.vote", "cast_at",
	    "{\"poll\":%" PRId64 ",\"choices\":[%" PRId64 "]}", poll,
	    poll * 100 + 1);
	EQ_INT(0, run_at(clock_instant(LONDON, 2026, 11, 24, 10)));
	EQ_TEXT(NULL, take_mail());
	close_world();
}

TEST(one_digest_a_day_even_when_the_hour_is_moved)
{
	int64_t ann, ben, club;

	open_world();
	ann = person("ann");
	ben = person("ben");
	club = place("Club");
	enrol(club, ann);
	enrol(club, ben);
	silence(ann);
	wish(ben, "1234567", 10);
	open_thread(ann, club, "One");
	EQ_INT(1, run_at(clock_instant(LONDON, 2026, 11, 21, 10)));
	HAS_TEXT("One", take_mail());
	wish(ben, "1234567", 15);
	open_thread(ann, club, "Two");
	EQ_INT(0, run_at(clock_instant(LONDON, 2026, 11, 21, 15)));
	EQ_INT(1, run_at(clock_instant(LONDON, 2026, 11, 22, 15)));
	HAS_TEXT("Two", take_mail());
	close_world();
}

TEST(an_outage_of_mail_makes_no_burst_of_digests)
{
	int64_t ann, ben, club;

	open_world();
	ann = person("ann");
	ben = person("ben");
	club = place("Club");
	enrol(club, ann);
	enrol(club, ben);
	silence(ann);
	wish(ben, "1234567", 10);
	open_thread(ann, club, "One");
	EQ_INT(1, run_at(clock_instant(LONDON, 2026, 11, 21, 10)));
	for (int day = 22; day <= 24; day++) {
		open_thread(ann, club, "Another");
		EQ_INT(0, run_at(clock_instant(LONDON, 2026, 11, day, 10)));
	}
	LACKS_TEXT("Another", take_mail());
	EQ_INT(1, run_at(clock_instant(LONDON, 2026, 11, 25, 10)));
	HAS_TEXT("Another", take_mail());
	close_world();
}

TEST(after_an_outage_of_the_server_there_is_one_digest)
{
	int64_t ann, ben, club;

	open_world();
	ann = person("ann");
	ben = person("ben");
	club = place("Club");
	enrol(club, ann);
	enrol(club, ben);
	silence(ann);
	wish(ben, "1234567", 10);
	open_thread(ann, club, "One");
	EQ_INT(1, run_at(clock_instant(LONDON, 2026, 11, 28, 7)));
	EQ_INT(0, run_at(now));
	HAS_TEXT("One", take_mail());
	close_world();
}

/* Something new every day for a year, with the chore running every half hour:
 * each date has one digest, at ten by the clocks of London. */
TEST(a_year_of_daily_digests_has_one_for_each_date)
{
	int64_t ann, ben, club, sent = 0;
	const char *day, *before = "";
	struct local_time t;

	open_world();
	now = clock_instant(LONDON, 2026, 1, 1, 0);
	ann = person("ann");
	ben = person("ben");
	club = place("Club");
	enrol(club, ann);
	enrol(club, ben);
	silence(ann);
	wish(ben, "1234567", 10);
	open_thread(ann, club, "News");
	for (int64_t at = now; at < clock_instant(LONDON, 2027, 1, 1, 0);
	     at += 30 * MINUTE) {
		if (run_at(at) == 0)
			continue;
		sent++;
		t = clock_local(at, LONDON);
		EQ_INT(10, t.hour);
		EQ_INT(0, t.minute);
		day = schedule_day(arena, LONDON, at);
		YES(strcmp(day, before) > 0);
		before = day;
		HAS_TEXT("Not read yet", take_mail());
		open_thread(ann, club, "News");
	}
	EQ_INT(365, sent);
	close_world();
}
