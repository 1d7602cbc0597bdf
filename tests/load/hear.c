/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hear.c - how fast what one says reaches those who hear, and only them.
 *
 * `count` clients connect (handshakes; with pid= memory and time of the
 * server), the first `hear` of the cast are members of the thread's community.
 * Members take turns to post: once one post at a time, once `burst` at a time,
 * the next when the last copy of those before has come, or with pause=MS when
 * nobody has heard anything for so long. With protocol=NAME frame=BYTES the
 * server is a reference, and one who hears nothing has it send copies of that
 * size.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "load.h"

#define AT_ONCE 64
#define PATIENCE INT64_C(10000000000) /* ns without a copy: it is lost */
#define SAMPLES 100000

struct hearing {
	struct crowd crowd;
	struct cast cast;
	size_t hear;
	size_t turn; /* whose turn it is to speak */
	int pause;   /* ms between posts; 0: none */
	int64_t pid; /* of the server; 0: not said */
	int64_t said;
	int64_t refused;
};

struct figures {
	double seconds;
	int64_t copies, lost, bytes;
	int64_t cpu;                /* ns of the server */
	int64_t last_p50, last_p99; /* ns from saying to the last copy */
};

static int64_t
resident_bytes(int64_t pid)
{
	char path[64];
	long long size, resident = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%lld/statm", (long long)pid);
	file = fopen(path, "r");
	if (file == NULL || fscanf(file, "%lld %lld", &size, &resident) != 2)
		give_up("cannot read %s", path);
	fclose(file);
	return resident * sysconf(_SC_PAGESIZE);
}

static void
answered(struct crowd *crowd, struct client *c, const char *text, size_t len)
{
	struct hearing *h = crowd->user;

	(void)c;
	if (memmem(text, len, "\"error\"", 7) != NULL) {
		if (h->refused++ == 0)
			fprintf(stderr, "refused: %.*s\n", (int)len, text);
	}
}

static void
say(struct hearing *h)
{
	static const char words[] =
	    "We met on Tuesday and went through the draft. Two people asked "
	    "for a *shorter* list, one for a glossary; nobody was against it.";
	struct client *c;
	char call[512];
	int n;

	if (h->crowd.protocol->say != NULL) {
		h->crowd.protocol->say(
		    &h->crowd, &h->crowd.clients[h->crowd.count - 1]);
	} else {
		c = &h->crowd.clients[h->turn++ % h->hear];
		n = snprintf(call, sizeof(call),
		    "{\"jsonrpc\":\"2.0\",\"id\":%lld,\"method\":"
		    "\"thread.post\",\"params\":{\"thread\":%lld,"
		    "\"body\":\"%s\"}}",
		    (long long)h->said, (long long)h->cast.threads[c->index],
		    words);
		client_send(c, call, (size_t)n);
	}
	h->said++;
}

static int64_t
bytes_heard(const struct hearing *h)
{
	int64_t bytes = 0;

	for (size_t i = 0; i < h->hear; i++)
		bytes += h->crowd.clients[i].bytes;
	return bytes;
}

/* Waits for the copies without sleeping; false: some did not come. Whoever sends
 * to a driver that sleeps pays for waking it, and how often that is depends on
 * who of the two is a little slower. */
static bool
await_copies(struct hearing *h, int64_t wanted)
{
	int64_t last = now_ns(), before = h->crowd.posted;

	while (h->crowd.posted < wanted && h->crowd.closed == 0) {
		crowd_turn(&h->crowd, 0);
		if (h->crowd.posted > before) {
			before = h->crowd.posted;
			last = now_ns();
		} else if (now_ns() - last > PATIENCE) {
			return false;
		}
	}
	return h->crowd.posted >= wanted;
}

static struct figures
measure(struct hearing *h, size_t burst, int64_t seconds)
{
	static int64_t took[SAMPLES];
	struct figures f = { 0 };
	int64_t begun = h->crowd.posted, bytes = bytes_heard(h);
	int64_t cpu = cpu_ns(h->pid);
	int64_t start = now_ns(), until = start + seconds * 1000000000, at;
	size_t rounds = 0;
	bool good = true;

	while (good && now_ns() < until && rounds < SAMPLES) {
		at = now_ns();
		for (size_t i = 0; i < burst; i++)
			say(h);
		f.copies += (int64_t)(burst * h->hear);
		good = await_copies(h, begun + f.copies);
		took[rounds++] = now_ns() - at;
		if (h->pause > 0)
			crowd_settle(&h->crowd, h->pause);
	}
	f.seconds = (double)(now_ns() - start) / 1e9;
	f.cpu = cpu_ns(h->pid) - cpu;
	crowd_settle(&h->crowd, 200);
	f.lost = f.copies - (h->crowd.posted - begun);
	f.bytes = bytes_heard(h) - bytes;
	f.last_p50 = share_of(took, rounds, 0.5);
	f.last_p99 = share_of(took, rounds, 0.99);
	return f;
}

static void
print_figures(const char *name, const struct figures *f)
{
	double copies = f->copies > 0 ? (double)f->copies : 1.0;

	printf(",\"%s\":{\"copies\":%lld,\"per_second\":%.0f,\"lost\":%lld,"
	       "\"bytes_per_copy\":%.1f,\"last_p50_us\":%.1f,"
	       "\"last_p99_us\":%.1f,\"cpu_us_per_copy\":%.2f}",
	    name, (long long)f->copies, (double)f->copies / f->seconds,
	    (long long)f->lost, (double)f->bytes / copies,
	    (double)f->last_p50 / 1e3, (double)f->last_p99 / 1e3,
	    (double)f->cpu / 1e3 / copies);
}

/* Bytes that came to those who must not hear. */
static int64_t
leaked(const struct hearing *h)
{
	int64_t bytes = 0;

	for (size_t i = h->hear; i < h->crowd.count; i++)
		bytes += h->crowd.clients[i].bytes;
	return bytes;
}

static void
connect_all(struct hearing *h)
{
	int64_t pid = h->pid, start = now_ns();
	int64_t before = pid != 0 ? resident_bytes(pid) : 0;
	double seconds, memory = 0;

	crowd_connect(&h->crowd, 0, h->crowd.count, AT_ONCE);
	seconds = (double)(now_ns() - start) / 1e9;
	crowd_settle(&h->crowd, 500);
	if (pid != 0)
		memory = (double)(resident_bytes(pid) - before) /
			 (double)h->crowd.count;
	printf("{\"connected\":%zu,\"handshakes_per_second\":%.0f,"
	       "\"bytes_per_connection\":%.0f",
	    h->crowd.open, (double)h->crowd.count / seconds, memory);
}

static void
assign_roles(struct hearing *h)
{
	for (size_t i = h->hear; i < h->crowd.count; i++)
		h->crowd.clients[i].role = 'I';
	h->crowd.clients[h->crowd.count - 1].role = 'T';
}

static void
begin(struct hearing *h, const struct words *w)
{
	size_t count = (size_t)word_number(w, "count");

	h->crowd.protocol = protocol_find(
	    word_text(w, "protocol", "soundings"));
	h->hear = (size_t)word_number(w, "hear");
	h->pid = strtoll(word_text(w, "pid", "0"), NULL, 10);
	h->pause = (int)strtol(word_text(w, "pause", "0"), NULL, 10);
	if (h->crowd.protocol == &soundings) {
		cast_read(&h->cast, word_text(w, "cast", NULL));
		if (count > h->cast.count || h->hear > count || h->hear == 0)
			give_up("the cast is smaller than count");
	} else {
		h->crowd.frame = (size_t)word_number(w, "frame");
		count++; /* who speaks to a reference hears nothing */
	}
	crowd_start(&h->crowd, (uint16_t)word_number(w, "port"), count);
	h->crowd.tokens = h->cast.tokens;
	h->crowd.answer = answered;
	h->crowd.user = h;
	assign_roles(h);
}

int
scenario_hear(const struct words *w)
{
	struct hearing h = { 0 };
	int64_t seconds = word_number(w, "seconds");
	size_t burst = (size_t)strtoull(word_text(w, "burst", "0"), NULL, 10);
	struct figures f;

	begin(&h, w);
	connect_all(&h);
	f = measure(&h, 1, seconds);
	print_figures("single", &f);
	if (burst > 0) {
		f = measure(&h, burst, seconds);
		print_figures("burst", &f);
	}
	printf(",\"twice\":%lld,\"leaked\":%lld,\"refused\":%lld,"
	       "\"closed\":%zu}\n",
	    (long long)h.crowd.twice, (long long)leaked(&h),
	    (long long)h.refused, h.crowd.closed);
	return 0;
}
