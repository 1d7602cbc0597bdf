/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hub.c - who hears what, against a model that does it one event at a time.
 *
 * The model keeps for every listener the list of seqs that it should have got.
 * At every moment what it got is the beginning of that list; when nothing
 * holds it up, it is all of it.
 */
#include "unit.h"

#include "soundings/base.h"
#include "soundings/buffer.h"
#include "soundings/hub.h"

#define LISTENERS 40
#define MEMBERS   12
#define AUDIENCES 110 /* more than a slice takes; the first are members' */
#define EVENTS    20000
#define RING      600

static const struct event_kind kinds[] = {
	{ .name = "plain" },
	{ .name = "audiences", .effect = EFFECT_AUDIENCES },
	{ .name = "session", .effect = EFFECT_SESSION },
};

struct listening {
	struct subscriber *s; /* NULL: not there */
	bool poll, blocked, evicted, woken, ending;
	int64_t member, session, after;
	bool hears[AUDIENCES];
	int64_t from[AUDIENCES];
	int64_t want[EVENTS], got[EVENTS];
	size_t want_count, got_count;
};

static struct world {
	struct hub *hub;
	struct listening all[LISTENERS];
	int64_t audience[EVENTS + 1], len[EVENTS + 1]; /* by seq */
	int64_t seq;
	int64_t next_session;
	uint64_t dice;
	int64_t sent, evicted;
} w;

static uint64_t
roll(uint64_t sides)
{
	w.dice ^= w.dice << 13;
	w.dice ^= w.dice >> 7;
	w.dice ^= w.dice << 17;
	return w.dice % sides;
}

static size_t
list_audiences(const struct listening *l, int64_t out[AUDIENCES])
{
	size_t n = 0;

	for (int64_t a = 0; a < AUDIENCES; a++)
		if (l->hears[a])
			out[n++] = a;
	return n;
}

static size_t
test_header(unsigned char *out, size_t len)
{
	uint32_t n = (uint32_t)len;

	out[0] = 'F';
	memcpy(out + 1, &n, sizeof(n));
	return 1 + sizeof(n);
}

static bool
test_send(void *user, const unsigned char *bytes, size_t len)
{
	struct listening *l = user;
	uint32_t frame;

	NO(l->poll);
	NO(l->evicted);
	YES(len > 0);
	if (l->blocked)
		return false;
	while (len > 0) {
		YES(len > 5 && bytes[0] == 'F');
		memcpy(&frame, bytes + 1, sizeof(frame));
		YES(frame + 5 <= len);
		l->got[l->got_count++] = strtoll((const char *)bytes + 12,
		    NULL, 10);
		w.sent++;
		bytes += frame + 5;
		len -= frame + 5;
	}
	return true;
}

static void
test_evict(void *user)
{
	struct listening *l = user;

	int64_t waiting = 0;

	for (size_t i = l->got_count; i < l->want_count; i++)
		waiting += w.len[l->want[i]];
	YES(waiting > 1000000 || w.seq - l->want[l->got_count] > RING - 300);
	l->evicted = true;
	w.evicted++;
}

static void
test_wake(void *user)
{
	struct listening *l = user;

	YES(l->poll);
	l->woken = true;
}

static void
leave(struct listening *l)
{
	hub_leave(w.hub, l->s);
	l->s = NULL;
}

static void
test_session_ended(void *user)
{
	struct listening *l = user;

	YES(l->ending);
	leave(l);
}

static void
test_audiences_changed(void *user)
{
	struct listening *l = user;
	int64_t audiences[AUDIENCES];

	hub_rejoin(w.hub, l->s, audiences, list_audiences(l, audiences));
}

static const struct hub_edge edge = {
	.headroom = 16, .header = test_header, .send = test_send,
	.evict = test_evict, .wake = test_wake,
	.session_ended = test_session_ended,
	.audiences_changed = test_audiences_changed,
};

static void
join(struct listening *l, bool poll)
{
	int64_t audiences[AUDIENCES];
	struct listener who = { .user = l, .audiences = audiences };

	memset(l, 0, sizeof(*l));
	l->poll = poll;
	l->member = (int64_t)roll(MEMBERS);
	l->session = ++w.next_session;
	l->after = hub_seq(w.hub);
	l->hears[l->member] = true;
	for (int64_t a = MEMBERS; a < AUDIENCES; a++)
		l->hears[a] = roll(4) == 0;
	who.kind = poll ? SUBSCRIBER_POLL : SUBSCRIBER_SOCKET;
	who.session = l->session;
	who.audience_count = list_audiences(l, audiences);
	l->s = hub_join(w.hub, &who);
}

/* What one event means, told to one listener. */
static void
expect(struct listening *l, const struct event *e)
{
	if (l->s == NULL || l->evicted || !l->hears[e->audience])
		return;
	if (e->seq > l->from[e->audience])
		l->want[l->want_count++] = e->seq;
}

static struct event
random_event(void)
{
	static char json[100000];
	struct event e = { .kind = &kinds[0], .seq = ++w.seq, .json = json };

	if (json[0] == '\0')
		memset(json, '.', sizeof(json));
	e.json_len = 20 + (roll(50) == 0 ? roll(90000) : roll(200));
	e.audience = (int64_t)roll(AUDIENCES);
	snprintf(json, 20, "{\"seq\":%011lld", (long long)e.seq);
	json[18] = ',';
	w.audience[e.seq] = e.audience;
	w.len[e.seq] = (int64_t)e.json_len;
	return e;
}

/* Other audiences count for what comes after seq. What waits for a listener
 * and is no longer for its ears goes. */
static void
change(struct listening *l, int64_t seq)
{
	size_t kept = l->got_count;

	for (int64_t a = MEMBERS; a < AUDIENCES; a++) {
		bool hears = roll(3) == 0;

		if (hears && !l->hears[a])
			l->from[a] = seq;
		l->hears[a] = hears;
	}
	if (!l->blocked && !l->poll)
		return; /* nothing waits: it was all delivered before */
	for (size_t i = l->got_count; i < l->want_count; i++)
		if (l->hears[w.audience[l->want[i]]])
			l->want[kept++] = l->want[i];
	l->want_count = kept;
}

static void
publish(struct event e)
{
	hub_publish(w.hub, &e);
	for (size_t i = 0; i < LISTENERS; i++) {
		struct listening *l = &w.all[i];

		expect(l, &e);
		if (l->s == NULL || l->member != e.audience)
			continue;
		if (e.kind->effect == EFFECT_AUDIENCES)
			change(l, e.seq);
		if (e.kind->effect == EFFECT_SESSION && l->session == e.subject)
			l->ending = true;
	}
}

/* An event of a member that changes what it hears, or ends a session of it. */
static void
publish_effect(void)
{
	struct listening *l = &w.all[roll(LISTENERS)];
	struct event e = random_event();

	e.audience = w.audience[e.seq] = l->member;
	e.subject = l->session;
	e.kind = &kinds[1 + roll(2)];
	publish(e);
}

static void
check(const struct listening *l)
{
	size_t n = l->got_count;

	if (l->s == NULL || l->poll)
		return;
	YES(n <= l->want_count);
	YES(n == 0 || memcmp(l->got, l->want, n * sizeof(*l->got)) == 0);
	if (!l->blocked && !l->evicted)
		EQ_INT(l->want_count, n);
}

/* Everything that the poll should hear, and nothing else. */
static void
check_poll(struct listening *l)
{
	struct buffer b = { 0 };
	const char *at;

	if (l->s == NULL || !l->poll)
		return;
	if (l->want_count > 0)
		YES(l->woken);
	while (hub_covers(w.hub, NULL, l->after) && l->after < hub_seq(w.hub)) {
		size_t i = 0;

		buffer_clear(&b);
		l->after = hub_since(w.hub, l->s, l->after, &b);
		for (at = buffer_string(&b); (at = strstr(at, "\"seq\":"));
		     at += 6) {
			YES(i < l->want_count);
			EQ_INT(l->want[i++], strtoll(at + 6, NULL, 10));
		}
		memmove(l->want, l->want + i,
		    (l->want_count - i) * sizeof(*l->want));
		l->want_count -= i;
	}
	if (l->after == hub_seq(w.hub))
		EQ_INT(0, l->want_count);
	else
		leave(l); /* fell out of the ring */
	l->woken = false;
	buffer_free(&b);
}

static void
turn(void)
{
	size_t events = roll(10) == 0 ? roll(250) : roll(12);
	size_t effect = roll(2 * events + 20);

	for (size_t i = 0; i < events; i++) {
		if (i == effect)
			publish_effect();
		publish(random_event());
	}
	hub_flush(w.hub);
	EQ_INT(w.seq, hub_seq(w.hub));
	for (size_t i = 0; i < LISTENERS; i++) {
		YES(w.all[i].s == NULL || !w.all[i].ending);
		check(&w.all[i]);
		check_poll(&w.all[i]);
	}
}

/* The socket takes bytes again, and perhaps soon no more. */
static void
release(struct listening *l)
{
	l->blocked = false;
	while (hub_ready(w.hub, l->s) && !l->blocked) {
		YES(l->got_count < l->want_count);
		l->blocked = roll(20) == 0;
	}
	check(l);
}

static void
someone_acts(void)
{
	struct listening *l = &w.all[roll(LISTENERS)];

	if (l->s == NULL) {
		join(l, roll(4) == 0);
	} else if (l->evicted || roll(40) == 0) {
		leave(l);
	} else if (!l->poll && l->blocked) {
		release(l);
	} else if (!l->poll) {
		l->blocked = roll(3) == 0;
	}
}

static void
someone_rejoins(void)
{
	struct listening *l = &w.all[roll(LISTENERS)];

	if (l->s == NULL || l->evicted)
		return;
	change(l, hub_seq(w.hub));
	test_audiences_changed(l);
}

TEST(every_listener_gets_what_it_may_hear_once_and_in_order)
{
	for (uint64_t seed = 1; seed <= 4; seed++) {
		CASE("seed %llu", (unsigned long long)seed);
		memset(&w, 0, sizeof(w));
		w.dice = seed * 7919;
		w.hub = hub_new(&edge, RING);
		while (w.seq < EVENTS - 300) {
			turn();
			for (int i = 0; i < 6; i++)
				someone_acts();
			if (roll(5) == 0)
				someone_rejoins();
		}
		YES(w.sent > EVENTS);
		YES(w.evicted > 0);
		for (size_t i = 0; i < LISTENERS; i++)
			if (w.all[i].s != NULL)
				leave(&w.all[i]);
		hub_free(w.hub);
	}
}

/* An edge that counts. */
static size_t sends, bytes_sent, wakes;

static bool
count_send(void *user, const unsigned char *bytes, size_t len)
{
	(void)user, (void)bytes;
	sends++;
	bytes_sent += len;
	return true;
}

static void
count_wake(void *user)
{
	(void)user;
	wakes++;
}

static const struct hub_edge counting = {
	.header = test_header, .send = count_send, .wake = count_wake,
};

static struct subscriber *
listen_to(struct hub *h, enum subscriber_kind kind, int64_t audience)
{
	struct listener l = { .kind = kind, .audiences = &audience,
		.audience_count = 1 };

	return hub_join(h, &l);
}

static void
publish_plain(struct hub *h, int64_t seq, int64_t audience)
{
	struct event e = { .kind = &kinds[0], .seq = seq, .audience = audience,
		.json = "{}", .json_len = 2 };

	hub_publish(h, &e);
}

TEST(a_turn_is_one_write_for_each_who_hears_it)
{
	struct hub *h = hub_new(&counting, 64);
	struct subscriber *s[100], *other = listen_to(h, SUBSCRIBER_SOCKET, 2);

	sends = bytes_sent = 0;
	for (size_t i = 0; i < COUNT(s); i++)
		s[i] = listen_to(h, SUBSCRIBER_SOCKET, 1);
	for (int64_t seq = 1; seq <= 16; seq++)
		publish_plain(h, seq, 1);
	EQ_INT(0, sends);
	hub_flush(h);
	EQ_INT(100, sends);
	EQ_INT(100 * 16 * 7, bytes_sent);
	for (size_t i = 0; i < COUNT(s); i++)
		hub_leave(h, s[i]);
	hub_leave(h, other);
	hub_free(h);
}

TEST(a_turn_longer_than_the_ring_is_delivered_whole)
{
	struct hub *h = hub_new(&counting, 16);
	struct subscriber *s = listen_to(h, SUBSCRIBER_SOCKET, 1);

	bytes_sent = 0;
	hub_start(h, 500);
	for (int64_t seq = 501; seq <= 600; seq++)
		publish_plain(h, seq, 1);
	hub_flush(h);
	EQ_INT(100 * 7, bytes_sent);
	hub_leave(h, s);
	hub_free(h);
}

TEST(what_was_said_before_one_came_in_is_not_told_from_the_ring)
{
	static const int64_t both[] = { 1, 2 };
	struct hub *h = hub_new(&counting, 16);
	struct subscriber *s = listen_to(h, SUBSCRIBER_SOCKET, 1);
	struct buffer b = { 0 };

	for (int64_t seq = 1; seq <= 4; seq++)
		publish_plain(h, seq, 2);
	hub_flush(h);
	YES(hub_covers(h, s, 2));
	hub_rejoin(h, s, both, COUNT(both));
	NO(hub_covers(h, s, 3));
	YES(hub_covers(h, NULL, 3));
	YES(hub_covers(h, s, 4));
	publish_plain(h, 5, 2);
	hub_flush(h);
	EQ_INT(5, hub_since(h, s, 4, &b));
	EQ_TEXT("{}", buffer_string(&b));
	buffer_free(&b);
	hub_leave(h, s);
	hub_free(h);
}

TEST(the_ring_knows_how_far_back_it_goes)
{
	struct hub *h = hub_new(&counting, 16);
	struct subscriber *s = listen_to(h, SUBSCRIBER_POLL, 1);
	struct buffer b = { 0 };

	wakes = 0;
	hub_start(h, 500);
	YES(hub_covers(h, s, 500));
	NO(hub_covers(h, s, 499));
	NO(hub_covers(h, s, 501));
	for (int64_t seq = 501; seq <= 540; seq++)
		publish_plain(h, seq, seq == 540 ? 1 : 9);
	EQ_INT(0, wakes);
	hub_flush(h);
	EQ_INT(1, wakes);
	EQ_INT(540, hub_seq(h));
	YES(hub_covers(h, s, 524));
	NO(hub_covers(h, s, 523));
	YES(hub_covers(h, s, 540));
	NO(hub_covers(h, s, 541));
	EQ_INT(540, hub_since(h, s, 524, &b));
	EQ_TEXT("{}", buffer_string(&b));
	buffer_free(&b);
	hub_leave(h, s);
	hub_free(h);
}
