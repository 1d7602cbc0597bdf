/* SPDX-License-Identifier: Apache-2.0 */
/*
 * calls.c - how many calls a second, and how long each takes.
 *
 * `flight` calls are under way at any time, each on another socket of the
 * cast; as soon as one is answered the next idle socket asks. More sockets
 * than calls in flight keep each of them under the server's limit of frames.
 * With rate= a call is asked when its time has come, so many a second, and
 * flight only bounds them; how late it was asked counts as waiting for it.
 * In the params of a call $thread, $number and $id stand for the caller's
 * thread, the number of the call and a random id between low and high; with
 * new=1 each answer must have an id that nobody has had; with pid= the server's
 * own time a call is told, too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"

#define AT_ONCE 64
#define SAMPLES 1000000
#define PATIENCE 20000000000 /* ns, for the last answers */

struct calling {
	struct crowd crowd;
	struct cast cast;
	const char *method, *params;
	int64_t low, high;
	bool new_ids;
	size_t flight, under_way;
	size_t *idle; /* a ring of clients to ask next */
	size_t idle_first, idle_count;
	int64_t said, answered, refused, bytes;
	int64_t twice; /* an id that had been given before */
	int64_t most;  /* calls, and then it ends */
	int64_t *took;
	int64_t pid;   /* of the server; 0: not said */
	int64_t start, until; /* ns */
	int64_t pause;        /* ns between two calls; 0: none */
	uint64_t random;
};

static int64_t
pick(struct calling *c)
{
	c->random = c->random * 6364136223846793005u + 1442695040888963407u;
	return c->low +
	       (int64_t)((c->random >> 33) % (uint64_t)(c->high - c->low + 1));
}

/* Writes the number that a $word stands for; returns how long the word is. */
static size_t
fill_in(struct calling *c, const char *word, int64_t thread, FILE *out)
{
	static const char *const words[] = { "$thread", "$number", "$id" };
	const int64_t values[] = { thread, c->said, pick(c) };

	for (size_t i = 0; i < 3; i++) {
		size_t len = strlen(words[i]);

		if (strncmp(word, words[i], len) == 0) {
			fprintf(out, "%lld", (long long)values[i]);
			return len;
		}
	}
	give_up("nothing is called %.10s", word);
}

static size_t
write_call(struct calling *c, char *text, size_t room, int64_t thread)
{
	FILE *out = fmemopen(text, room, "w");
	size_t len;

	if (out == NULL)
		give_up("out of memory");
	fprintf(out,
	    "{\"jsonrpc\":\"2.0\",\"id\":%lld,\"method\":\"%s\",\"params\":",
	    (long long)c->said, c->method);
	for (const char *p = c->params; *p != 0;)
		if (*p == '$')
			p += fill_in(c, p, thread, out);
		else
			fputc(*p++, out);
	fputc('}', out);
	fflush(out);
	len = (size_t)ftell(out);
	fclose(out);
	return len;
}

/* When the next call is to be asked, in ns. */
static int64_t
due_at(const struct calling *c)
{
	return c->pause > 0 ? c->start + c->said * c->pause : now_ns();
}

static void
ask(struct calling *c)
{
	size_t index = c->idle[c->idle_first++ % c->crowd.count];
	struct client *client = &c->crowd.clients[index];
	char call[1024];
	size_t len = write_call(c, call, sizeof(call), c->cast.threads[index]);

	c->idle_count--;
	client->sent_at = due_at(c);
	client_send(client, call, len);
	c->said++;
	c->under_way++;
}

static void
ask_more(struct calling *c)
{
	while (c->under_way < c->flight && c->idle_count > 0 &&
	       c->said < c->most && now_ns() < c->until &&
	       due_at(c) <= now_ns())
		ask(c);
}

/* In a pause nothing is under way, and yet it is not over. */
static bool
goes_on(const struct calling *c)
{
	return c->crowd.closed == 0 && now_ns() < c->until + PATIENCE &&
	       (c->under_way > 0 || (c->pause > 0 && now_ns() < c->until));
}

/* A post is named after its event, so ids must never repeat on a socket. */
static void
check_id(struct calling *c, struct client *client, const char *text, size_t len)
{
	const char *id = memmem(text, len, "\"result\":{\"id\":", 15);
	int64_t n = id != NULL ? strtoll(id + 15, NULL, 10) : 0;

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
		if (c->new_ids)
			check_id(c, client, text, len);
	}
	c->bytes += (int64_t)len;
	c->idle[(c->idle_first + c->idle_count++) % crowd->count] =
	    client->index;
	c->under_way--;
	ask_more(c);
}

static int64_t
number_or(const struct words *w, const char *name, const char *otherwise)
{
	return strtoll(word_text(w, name, otherwise), NULL, 10);
}

static void
begin(struct calling *c, const struct words *w)
{
	c->method = word_text(w, "method", NULL);
	c->params = word_text(w, "params", "{}");
	if (c->method == NULL)
		give_up("say method=NAME");
	c->low = number_or(w, "low", "1");
	c->high = number_or(w, "high", "1");
	c->new_ids = number_or(w, "new", "0") != 0;
	c->pid = number_or(w, "pid", "0");
	c->pause = number_or(w, "rate", "0");
	if (c->pause > 0)
		c->pause = 1000000000 / c->pause;
	c->most = number_or(w, "most", "1000000000");
	c->flight = (size_t)word_number(w, "flight");
	cast_read(&c->cast, word_text(w, "cast", NULL));
	crowd_start(&c->crowd, (uint16_t)word_number(w, "port"), c->cast.count);
	c->crowd.protocol = &soundings;
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

static void
print_figures(struct calling *c, double seconds, int64_t cpu)
{
	size_t n = (size_t)(c->answered < SAMPLES ? c->answered : SAMPLES);
	static const int shares[] = { 50, 95, 99 };

	printf("{\"asked\":%lld,\"answered\":%lld,\"per_second\":%.0f,"
	       "\"refused\":%lld,\"lost\":%zu,\"twice\":%lld,\"closed\":%zu,"
	       "\"bytes_per_answer\":%.0f",
	    (long long)c->said, (long long)c->answered,
	    (double)c->answered / seconds, (long long)c->refused, c->under_way,
	    (long long)c->twice + (long long)c->crowd.twice, c->crowd.closed,
	    c->said > 0 ? (double)c->bytes / (double)c->said : 0.0);
	for (size_t i = 0; i < 3; i++)
		printf(",\"p%d_us\":%.1f", shares[i],
		    (double)share_of(c->took, n, shares[i] / 100.0) / 1e3);
	printf(",\"cpu_us\":%.2f}\n",
	    c->said > 0 ? (double)cpu / 1e3 / (double)c->said : 0.0);
}

/* How long to sleep for an answer, in ms. Where one call waits for the other,
 * what waking this core takes would be counted as the server's: so the driver,
 * which has the core to itself, does not sleep. */
static int
patience(const struct calling *c)
{
	if (c->pause > 0)
		return 1;
	return c->flight == 1 ? 0 : 10000;
}

int
scenario_calls(const struct words *w)
{
	struct calling c = { .random = 1 };
	int64_t cpu;

	begin(&c, w);
	crowd_connect(&c.crowd, 0, c.crowd.count, AT_ONCE);
	crowd_settle(&c.crowd, 300);
	cpu = cpu_ns(c.pid);
	c.start = now_ns();
	c.until = c.start + word_number(w, "seconds") * 1000000000;
	ask_more(&c);
	while (goes_on(&c)) {
		crowd_turn(&c.crowd, patience(&c));
		ask_more(&c);
	}
	print_figures(
	    &c, (double)(now_ns() - c.start) / 1e9, cpu_ns(c.pid) - cpu);
	return 0;
}
