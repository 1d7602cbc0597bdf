/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cut.c - a whole crowd loses its connections at once and comes back.
 *
 * One more member posts `rate` times a second all the while: each `every`th
 * post into a thread that all `count` hear, the others into one that nobody
 * hears, because posts for all are too dear to time writes with. They are cut
 * off with RST, connect again with their cookies, at_once under way at a time,
 * and ask event.since for what they missed; `cuts` times. What the answer tells
 * beyond the server's new hello is left out, because it comes live, too: so
 * each post must reach each member exactly once. A post is late from when it
 * was due, not from when it was sent; no more than a few are under way, as the
 * server would not take more either.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"

#define AT_ONCE 64
#define SAMPLES 100000
#define SECOND INT64_C(1000000000)
#define PATIENCE (60 * SECOND)
#define UNDER_WAY 16

enum phase { CALM, AWAY };

struct cutting {
	struct crowd crowd;
	struct cast cast;
	size_t members; /* clients before the poster, who is the last */
	enum phase phase;
	int64_t *cursor; /* of each member: all up to this seq is heard */
	int64_t interval, next_at;
	bool posting;
	int64_t every;
	int64_t said, answered, refused, repeated, reset;
	int64_t heard; /* acknowledged posts for all */
	int64_t due[SAMPLES], took[2][SAMPLES];
	size_t took_count[2]; /* by phase */
	int64_t cut_at, back[SAMPLES], last_back;
	size_t resumed, back_count;
};

static void
post(struct cutting *c)
{
	struct client *poster = &c->crowd.clients[c->members];
	size_t whose = c->said % c->every == 0 ? 0 : c->members;
	char call[512];
	int n = snprintf(call, sizeof(call),
	    "{\"jsonrpc\":\"2.0\",\"id\":%lld,\"method\":\"thread.post\","
	    "\"params\":{\"thread\":%lld,\"body\":\"Number %lld, whoever is "
	    "on the train: the *second* draft is better than the first.\"}}",
	    (long long)c->said, (long long)c->cast.threads[whose],
	    (long long)c->said);

	if (c->said == SAMPLES)
		give_up("it takes too long");
	c->due[c->said++] = c->next_at;
	client_send(poster, call, (size_t)n);
}

/* Posts what is due; returns for how many ms nothing is. */
static int
post_due(struct cutting *c)
{
	int64_t now = now_ns();

	if (!c->posting)
		return 100;
	for (; c->next_at <= now; c->next_at += c->interval) {
		if (c->said - c->answered - c->refused == UNDER_WAY)
			return 100;
		post(c);
	}
	return (int)((c->next_at - now) / 1000000) + 1;
}

static void
turn(struct cutting *c)
{
	crowd_turn(&c->crowd, post_due(c));
	if (c->crowd.closed > 0)
		give_up("the server closes connections itself");
}

static void
run_for(struct cutting *c, int64_t ns)
{
	int64_t until = now_ns() + ns;

	while (now_ns() < until)
		turn(c);
}

static void
came_back(struct cutting *c)
{
	int64_t took = now_ns() - c->cut_at;

	if (c->back_count < SAMPLES)
		c->back[c->back_count++] = took;
	if (took > c->last_back)
		c->last_back = took;
	c->resumed++;
}

static void
ask_since(struct client *client, int64_t after)
{
	char call[128];
	int n = snprintf(call, sizeof(call),
	    "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"event.since\","
	    "\"params\":{\"after\":%lld}}",
	    (long long)after);

	client_send(client, call, (size_t)n);
}

static void
said_hello(struct crowd *crowd, struct client *client)
{
	struct cutting *c = crowd->user;

	if (c->phase == CALM || client->index == c->members)
		c->cursor[client->index] = client->hello;
	else if (client->hello > c->cursor[client->index])
		ask_since(client, c->cursor[client->index]);
	else
		came_back(c);
}

/* One page of what was missed. */
static void
take_missed(struct cutting *c, struct client *client, const char *text)
{
	static const char posted[] = "\"thread.posted\",\"params\":{\"seq\":";
	int64_t *cursor = &c->cursor[client->index], seq;
	const char *upto = strstr(text, "\"result\":{\"seq\":");

	if (upto == NULL || strstr(text, "\"reset\":true") != NULL) {
		c->reset++;
		came_back(c);
		return;
	}
	for (const char *p = text; (p = strstr(p, posted)) != NULL;) {
		p += sizeof(posted) - 1;
		seq = strtoll(p, NULL, 10);
		if (seq <= *cursor)
			c->repeated++;
		*cursor = seq;
		if (seq <= client->hello)
			client_copied(&c->crowd, client);
	}
	seq = strtoll(upto + 16, NULL, 10);
	*cursor = seq > *cursor ? seq : *cursor;
	if (strstr(text, "\"more\":true") != NULL && seq < client->hello)
		ask_since(client, *cursor);
	else
		came_back(c);
}

static void
take_posted(struct cutting *c, const char *text)
{
	const char *id = strstr(text, "\"id\":");
	int64_t n = id != NULL ? strtoll(id + 5, NULL, 10) : 0;
	size_t *count = &c->took_count[c->phase];

	if (strstr(text, "\"error\"") != NULL) {
		if (c->refused++ == 0)
			fprintf(stderr, "refused: %s\n", text);
	} else {
		c->took[c->phase][(*count)++] = now_ns() - c->due[n];
		c->answered++;
		c->heard += n % c->every == 0;
	}
}

static void
answered(
    struct crowd *crowd, struct client *client, const char *text, size_t len)
{
	struct cutting *c = crowd->user;
	char *whole = strndup(text, len);

	if (whole == NULL)
		give_up("out of memory");
	if (client->index == c->members)
		take_posted(c, whole);
	else
		take_missed(c, client, whole);
	free(whole);
}

/* Who posts does not wait for the tenth of a second that this takes. */
static void
cut_all(struct cutting *c)
{
	c->resumed = 0;
	c->cut_at = now_ns();
	c->phase = AWAY;
	for (size_t i = 0; i < c->members; i++) {
		struct client *client = &c->crowd.clients[i];

		if (client->last_seq > c->cursor[i])
			c->cursor[i] = client->last_seq;
		client_cut(&c->crowd, client);
		if (i % AT_ONCE == 0) {
			post_due(c);
			crowd_turn(&c->crowd, 0);
		}
	}
}

static void
come_back(struct cutting *c, size_t at_once)
{
	size_t next = 0;

	while (c->resumed < c->members) {
		while (next < c->members && next - c->resumed < at_once)
			client_connect(&c->crowd, &c->crowd.clients[next++]);
		turn(c);
		if (now_ns() - c->cut_at > PATIENCE)
			give_up("after a minute %zu of %zu are back",
			    c->resumed, c->members);
	}
	c->phase = CALM;
}

/* Ends the posting and waits for what is on its way. */
static void
wind_down(struct cutting *c)
{
	int64_t until = now_ns() + PATIENCE;

	c->posting = false;
	while (c->answered + c->refused < c->said && now_ns() < until)
		turn(c);
	crowd_settle(&c->crowd, 1000);
}

static void
print_figures(struct cutting *c)
{
	static const char *const phases[] = { "calm", "away" };
	int64_t lost = 0, twice = c->repeated + c->crowd.twice, missing;

	for (size_t i = 0; i < c->members; i++) {
		missing = c->heard - c->crowd.clients[i].posted;
		lost += missing > 0 ? missing : 0;
		twice += missing < 0 ? -missing : 0;
	}
	printf("{\"back_p50_ms\":%.1f,\"back_last_ms\":%.1f",
	    (double)share_of(c->back, c->back_count, 0.5) / 1e6,
	    (double)c->last_back / 1e6);
	for (size_t i = 0; i < 2; i++)
		printf(",\"%s_posts\":%zu,\"%s_p50_ms\":%.2f,"
		       "\"%s_p99_ms\":%.2f",
		    phases[i], c->took_count[i], phases[i],
		    (double)share_of(c->took[i], c->took_count[i], 0.5) / 1e6,
		    phases[i],
		    (double)share_of(c->took[i], c->took_count[i], 0.99) / 1e6);
	printf(
	    ",\"posts\":%lld,\"heard\":%lld,\"lost\":%lld,\"twice\":%lld,\"refused\":%lld,"
	    "\"reset\":%lld,\"closed\":%zu}\n",
	    (long long)c->answered, (long long)c->heard, (long long)lost,
	    (long long)twice, (long long)c->refused, (long long)c->reset,
	    c->crowd.closed);
}

int
scenario_cut(const struct words *w)
{
	static struct cutting c;
	size_t at_once = (size_t)word_number(w, "at_once");

	c.members = (size_t)word_number(w, "count");
	c.interval = SECOND / word_number(w, "rate");
	c.every = word_number(w, "every");
	cast_read(&c.cast, word_text(w, "cast", NULL));
	if (c.members + 1 > c.cast.count)
		give_up("the cast is smaller than count");
	crowd_start(&c.crowd, (uint16_t)word_number(w, "port"), c.members + 1);
	c.crowd.protocol = &soundings;
	c.crowd.tokens = c.cast.tokens;
	c.crowd.answer = answered;
	c.crowd.hello = said_hello;
	c.crowd.user = &c;
	c.cursor = calloc(c.members + 1, sizeof(*c.cursor));
	if (c.cursor == NULL)
		give_up("out of memory");
	crowd_connect(&c.crowd, 0, c.crowd.count, AT_ONCE);
	crowd_settle(&c.crowd, 500);
	c.posting = true;
	c.next_at = now_ns();
	for (int64_t n = word_number(w, "cuts"); n > 0; n--) {
		run_for(&c, SECOND);
		cut_all(&c);
		come_back(&c, at_once);
	}
	run_for(&c, SECOND);
	wind_down(&c);
	print_figures(&c);
	return 0;
}
