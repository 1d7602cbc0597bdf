/* SPDX-License-Identifier: Apache-2.0 */
/*
 * demo.c - the demonstration community, made by ordinary calls.
 *
 * db/demo/demo.jsonl has one call a line. "$name.path" in a line stands for a
 * part of an answer saved before, "$in:14d" (to the full hour) and "$ago:2h" for
 * instants. People are real members with sessions of their own: each call is
 * made and refused as anyone's would be.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/record.h"

#include "ctl/ctl.h"

#define SAVED_MAX  200
#define PEOPLE_MAX 100

struct line {
	const char *as, *name, *role, *method, *save, *file;
	int64_t join; /* a community; 0: no */
	struct json *params;
};

static const struct field line_fields[] = {
	F_TEXT_OPT(line, as, 254), F_TEXT_OPT(line, name, 80),
	F_REF(line, join), F_TEXT_OPT(line, role, 20),
	F_TEXT_OPT(line, method, 100), F_TEXT_OPT(line, save, 40),
	F_TEXT_OPT(line, file, 100), F_JSON(line, params), F_END
};

struct demo {
	struct talk *talk;
	struct arena *arena;
	const char *folder;
	int64_t now;
	struct { const char *name; struct json *answer; } saved[SAVED_MAX];
	size_t saved_count;
	struct { const char *email, *token, *member; } person[PEOPLE_MAX];
	size_t person_count;
	size_t at; /* line */
};

static const char *
text_of(struct demo *d, const struct json *j)
{
	struct buffer b = { 0 };
	const char *text;

	json_write(&b, j);
	text = arena_copy(d->arena, b.at, b.len);
	buffer_free(&b);
	return text;
}

/* "14d" -> ms */
static int64_t
span(struct demo *d, const char *text)
{
	char *unit;
	long n = strtol(text, &unit, 10);

	switch (*unit) {
	case 'd':
		return n * DAY;
	case 'h':
		return n * HOUR;
	case 'm':
		return n * MINUTE;
	default:
		fatal("demo.jsonl:%zu: %s: write 14d, 3h or 20m", d->at, text);
	}
}

/* What "$..." stands for, as JSON text. */
static const char *
meaning(struct demo *d, const char *name)
{
	const char *dot = strchr(name, '.');
	size_t n = dot != NULL ? (size_t)(dot - name) : strlen(name);
	const struct json *value;

	if (strncmp(name, "in:", 3) == 0) /* nothing closes at 06:19 */
		return arena_printf(d->arena, "%lld", (long long)
		    ((d->now + span(d, name + 3)) / HOUR + 1) * HOUR);
	if (strncmp(name, "ago:", 4) == 0)
		return arena_printf(d->arena, "%lld",
		    (long long)(d->now - span(d, name + 4)));
	for (size_t i = 0; i < d->saved_count; i++) {
		if (strncmp(d->saved[i].name, name, n) != 0 ||
		    d->saved[i].name[n] != '\0')
			continue;
		value = json_at(json_at(d->saved[i].answer, "result"),
		    dot != NULL ? dot + 1 : "id");
		if (value != NULL)
			return text_of(d, value);
	}
	fatal("demo.jsonl:%zu: nothing was saved as $%s", d->at, name);
}

/* The line with every "$name" replaced. */
static void
expand(struct demo *d, const char *line, struct buffer *out)
{
	const char *from, *end;

	while ((from = strstr(line, "\"$")) != NULL) {
		end = strchr(from + 2, '"');
		if (end == NULL)
			break;
		buffer_put(out, line, (size_t)(from - line));
		buffer_text(out, meaning(d, arena_copy(d->arena, from + 2,
		    (size_t)(end - from) - 2)));
		line = end + 1;
	}
	buffer_text(out, line);
}

static struct json *
ask(struct demo *d, const char *method, const char *params, const char *token)
{
	struct json *answer = talk_call(d->talk, method, params, token);
	const struct json *error = json_at(answer, "error.message");

	if (error != NULL)
		fatal("demo.jsonl:%zu: %s: %s", d->at, method,
		    json_as_text(error));
	return answer;
}

static const char *
quoted(struct demo *d, const char *text)
{
	struct buffer b = { 0 };
	const char *copy;

	json_put_text(&b, text);
	copy = arena_copy(d->arena, b.at, b.len);
	buffer_free(&b);
	return copy;
}

/* The session of a person, who is made at their first line. */
static size_t
person(struct demo *d, const char *email, const char *name)
{
	struct json *answer;
	size_t i;

	for (i = 0; i < d->person_count; i++)
		if (strcmp(d->person[i].email, email) == 0)
			return i;
	if (name == NULL || i == PEOPLE_MAX)
		fatal("demo.jsonl:%zu: say the name of %s first", d->at, email);
	answer = ask(d, "session.issue", arena_printf(d->arena,
	    "{\"email\":%s,\"display_name\":%s}", quoted(d, email),
	    quoted(d, name)), NULL);
	d->person[i].email = arena_text(d->arena, email);
	d->person[i].token = arena_text(d->arena,
	    json_as_text(json_at(answer, "result.token")));
	d->person[i].member = text_of(d, json_at(answer, "result.member"));
	d->person_count++;
	json_free(answer);
	return i;
}

static const char *
file_text(struct demo *d, const char *name)
{
	const char *path = arena_printf(d->arena, "%s/%s", d->folder, name);
	struct buffer b = { 0 };
	const char *text;
	size_t n;
	FILE *f = fopen(path, "rb");

	if (f == NULL)
		fatal("demo.jsonl:%zu: %s: %s", d->at, path, strerror(errno));
	do {
		n = fread(buffer_reserve(&b, 65536), 1, 65536, f);
		b.len += n;
	} while (n > 0);
	fclose(f);
	text = arena_copy(d->arena, b.at, b.len);
	buffer_free(&b);
	return text;
}

static void
save(struct demo *d, const char *name, struct json *answer)
{
	if (d->saved_count == SAVED_MAX)
		fatal("demo.jsonl:%zu: too many saved answers", d->at);
	d->saved[d->saved_count].name = arena_text(d->arena, name);
	d->saved[d->saved_count].answer = answer;
	d->saved_count++;
}

static struct json *
perform(struct demo *d, const struct line *l)
{
	size_t who = 0;
	const char *token = NULL;

	if (l->as != NULL) {
		who = person(d, l->as, l->name);
		token = d->person[who].token;
	}
	if (l->join != 0)
		return ask(d, "community.enrol", arena_printf(d->arena,
		    "{\"community\":%lld,\"member\":%s,\"role\":%s}",
		    (long long)l->join, d->person[who].member,
		    quoted(d, l->role != NULL ? l->role : "member")), NULL);
	if (l->file != NULL)
		return ask(d, "file.put", arena_printf(d->arena,
		    "{\"name\":%s,\"text\":%s}", quoted(d, l->file),
		    quoted(d, file_text(d, l->file))), token);
	if (l->method == NULL)
		fatal("demo.jsonl:%zu: say a method, join or file", d->at);
	return ask(d, l->method,
	    l->params != NULL ? text_of(d, l->params) : "{}", token);
}

static void
run_line(struct demo *d, const char *text)
{
	struct buffer whole = { 0 };
	struct record_error error;
	struct json *j, *answer;
	const char *why;
	struct line l;

	expand(d, text, &whole);
	j = json_parse(whole.at, whole.len, &why);
	if (j == NULL)
		fatal("demo.jsonl:%zu: %s", d->at, why);
	if (!record_decode(d->arena, line_fields, sizeof(l), j, &l, &error))
		fatal("demo.jsonl:%zu: %s", d->at, error.why);
	answer = perform(d, &l);
	if (l.save != NULL)
		save(d, l.save, answer);
	else
		json_free(answer);
	json_free(j);
	buffer_free(&whole);
}

static void
load(struct demo *d)
{
	const char *path = arena_printf(d->arena, "%s/demo.jsonl", d->folder);
	FILE *f = fopen(path, "r");
	char *text = NULL;
	size_t room = 0;
	ssize_t n;

	if (f == NULL)
		fatal("%s: %s", path, strerror(errno));
	while ((n = getline(&text, &room, f)) >= 0) {
		d->at++;
		if (n > 1 && text[0] == '{')
			run_line(d, text);
	}
	free(text);
	fclose(f);
}

static void
print_link(struct demo *d, const struct settings *s, const char *role,
    const char *email)
{
	struct json *answer = ask(d, "session.issue_link",
	    arena_printf(d->arena, "{\"email\":%s}", quoted(d, email)), NULL);

	printf("%s (%s):\n  %s/enter#%s\n", role, email, s->public_url,
	    json_as_text(json_at(answer, "result.token")));
	json_free(answer);
}

/* The demonstration is there once its coordinator is. */
static bool
loaded_already(struct demo *d, const char *email)
{
	struct json *answer = talk_call(d->talk, "session.issue_link",
	    arena_printf(d->arena, "{\"email\":%s}", quoted(d, email)), NULL);
	bool there = json_at(answer, "result.token") != NULL;

	json_free(answer);
	return there;
}

#define DEMO_COORDINATOR "coordinator@demo.example.org"
#define DEMO_COLLEAGUE   "daniel.okafor@demo.example.org"
#define DEMO_MEMBER      "member@demo.example.org"

int
ctl_demo(const struct settings *s, int argc, char **argv)
{
	struct demo *d = need_zeroed(1, sizeof(*d));
	bool links = argc == 1 && strcmp(argv[0], "links") == 0;

	if (argc > 1 || (argc == 1 && !links))
		fatal("usage: soundings demo [links]");
	d->arena = arena_new();
	d->folder = s->demo_folder;
	d->now = clock_now();
	d->talk = talk_open(s->control);
	if (!links && !loaded_already(d, DEMO_COORDINATOR))
		load(d);
	if (links) {
		print_link(d, s, "A demonstration coordinator",
		    DEMO_COORDINATOR);
		print_link(d, s, "Another coordinator, for trying things out "
		    "together", DEMO_COLLEAGUE);
		print_link(d, s, "A demonstration member", DEMO_MEMBER);
	}
	talk_close(d->talk);
	for (size_t i = 0; i < d->saved_count; i++)
		json_free(d->saved[i].answer);
	arena_free(d->arena);
	free(d);
	return 0;
}
