/* SPDX-License-Identifier: Apache-2.0 */
/*
 * calls.c - how many calls a second: posts that are on the disk, and pages.
 *
 * `flight` calls are under way at any time, each on another socket of the
 * cast; as soon as one is answered the next idle socket asks. More sockets
 * than calls in flight keep each of them under the server's limit of frames.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"

#define AT_ONCE 64
#define SAMPLES 1000000

enum what { POST, PAGE, KNOWN };

struct calling {
	struct crowd crowd;
	struct cast cast;
	enum what what;
	int64_t low, high, known; /* pages: ids to look before; seq known */
	size_t flight, under_way;
	size_t *idle; /* a ring of clients to ask next */
	size_t idle_first, idle_count;
	int64_t said, answered, refused, bytes;
	int64_t twice; /* an id that had been given before */
	int64_t *took;
	int64_t until; /* ns */
	uint64_t random;
};

static int64_t
pick(struct calling *c)
{
	c->random = c->random * 6364136223846793005u + 1442695040888963407u;
	return c->low +
	       (int64_t)((c->random >> 33) % (uint64_t)(c->high - c->low + 1));
}

static int
write_params(struct calling *c, char *out, size_t room, int64_t thread)
{
	switch (c->what) {
	case POST:
		return snprintf(out, room,
		    "\"thread.post\",\"params\":{\"thread\":%lld,\"body\":"
		    "\"Number %lld: I have read the *second* draft and would "
		    "keep the list in section 3 as it is.\"}}",
		    (long long)thread, (long long)c->said);
	case PAGE:
		return snprintf(out, room,
		    "\"thread.page\",\"params\":{\"thread\":%lld,"
		    "\"before\":%lld}}",
		    (long long)thread, (long long)pick(c));
	default:
		return snprintf(out, room,
		    "\"thread.page\",\"params\":{\"thread\":%lld,"
		    "\"known\":%lld}}",
		    (long long)thread, (long long)c->known);
	}
}

static void
ask(struct calling *c)
{
	size_t index = c->idle[c->idle_first++ % c->crowd.count];
	struct client *client = &c->crowd.clients[index];
	char call[512];
	int n = snprintf(call, sizeof(call),
	    "{\"jsonrpc\":\"2.0\",\"id\":%lld,\"method\":", (long long)c->said);

	c->idle_count--;
	n += write_params(
	    c, call + n, sizeof(call) - (size_t)n, c->cast.threads[index]);
	client->sent_at = now_ns();
	client_send(&c->crowd, client, call, (size_t)n);
	c->said++;
	c->under_way++;
}

static void
ask_more(struct calling *c)
{
	while (c->under_way < c->flight && c->idle_count > 0 &&
	       now_ns() < c->until)
		ask(c);
}

/* A post is named after its event, so ids must never repeat on a socket. */
static void
check_id(struct calling *c, struct client *client, const char *text, size_t len)
{
	const char *id = memmem(text, len, "\"result\":{\"id\":", 15);
	int64_t n;

	if (c->what != POST)
		return;
	n = id != NULL ? strtoll(id + 15, NULL, 10) : 0;
	if (n <= client->posted)
		c->twice++;
	client->posted = n;
}

static void
answered(
    struct crowd *crowd, struct client *client, const char *text, size_t len)
{
	struct calling *c = crowd->user;

	if (memmem(text, len < 200 ? len : 200, "\"error\":", 8) != NULL) {
		if (c->refused++ == 0)
			fprintf(stderr, "refused: %.*s\n", (int)len, text);
	} else {
		if (c->answered < SAMPLES)
			c->took[c->answered] = now_ns() - client->sent_at;
		c->answered++;
		check_id(c, client, text, len);
	}
	c->bytes += (int64_t)len;
	c->idle[(c->idle_first + c->idle_count++) % crowd->count] =
	    client->index;
	c->under_way--;
	ask_more(c);
}

static void
begin(struct calling *c, const struct words *w)
{
	const char *what = word_text(w, "what", "post");

	c->what = strcmp(what, "page") == 0    ? PAGE
		  : strcmp(what, "known") == 0 ? KNOWN
					       : POST;
	c->low = strtoll(word_text(w, "low", "1"), NULL, 10);
	c->high = strtoll(word_text(w, "high", "1"), NULL, 10);
	c->known = strtoll(word_text(w, "known", "0"), NULL, 10);
	c->flight = (size_t)word_number(w, "flight");
	cast_read(&c->cast, word_text(w, "cast", NULL));
	crowd_start(&c->crowd, (uint16_t)word_number(w, "port"), c->cast.count);
	c->crowd.tokens = c->cast.tokens;
	c->crowd.answer = answered;
	c->crowd.user = c;
	c->idle = calloc(c->cast.count, sizeof(*c->idle));
	c->took = calloc(SAMPLES, sizeof(*c->took));
	if (c->idle == NULL || c->took == NULL)
		give_up("out of memory");
	for (size_t i = 0; i < c->cast.count; i++)
		c->idle[i] = i;
	c->idle_count = c->cast.count;
}

int
scenario_calls(const struct words *w)
{
	struct calling c = { .random = 1 };
	int64_t start;
	double seconds;
	size_t samples;

	begin(&c, w);
	crowd_connect(&c.crowd, 0, c.crowd.count, AT_ONCE);
	crowd_settle(&c.crowd, 300);
	start = now_ns();
	c.until = start + word_number(w, "seconds") * 1000000000;
	ask_more(&c);
	while (c.under_way > 0 && c.crowd.closed == 0) {
		crowd_turn(&c.crowd, 10000);
		if (now_ns() > c.until + 20000000000)
			break;
	}
	seconds = (double)(now_ns() - start) / 1e9;
	samples = (size_t)(c.answered < SAMPLES ? c.answered : SAMPLES);
	printf("{\"asked\":%lld,\"answered\":%lld,\"per_second\":%.0f,"
	       "\"refused\":%lld,\"lost\":%zu,\"twice\":%lld,\"closed\":%zu,"
	       "\"bytes_per_answer\":%.0f,\"p50_us\":%.1f,",
	    (long long)c.said, (long long)c.answered,
	    (double)c.answered / seconds, (long long)c.refused, c.under_way,
	    (long long)c.twice + (long long)c.crowd.twice, c.crowd.closed,
	    c.said > 0 ? (double)c.bytes / (double)c.said : 0.0,
	    (double)share_of(c.took, samples, 0.5) / 1e3);
	printf("\"p99_us\":%.1f}\n",
	    (double)share_of(c.took, samples, 0.99) / 1e3);
	return 0;
}
