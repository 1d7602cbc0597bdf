/* SPDX-License-Identifier: Apache-2.0 */
/*
 * load.c - the load driver: one scenario a run, one thread, one core.
 *
 * It prints figures as JSON and judges nothing; tests/load/run starts it and
 * the server, and makes the table. Usage: load SCENARIO name=value...
 */
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const char *
word_text(const struct words *w, const char *name, const char *otherwise)
{
	size_t len = strlen(name);

	for (int i = 0; i < w->count; i++)
		if (strncmp(w->at[i], name, len) == 0 && w->at[i][len] == '=')
			return w->at[i] + len + 1;
	return otherwise;
}

int64_t
word_number(const struct words *w, const char *name)
{
	const char *text = word_text(w, name, NULL);

	if (text == NULL)
		give_up("say %s=NUMBER", name);
	return strtoll(text, NULL, 10);
}

static void
cast_add(struct cast *cast, const char *token, int64_t thread)
{
	if (cast->count % 1024 == 0) {
		size_t room = cast->count + 1024;

		cast->tokens = realloc(
		    cast->tokens, room * sizeof(*cast->tokens));
		cast->threads = realloc(
		    cast->threads, room * sizeof(*cast->threads));
		if (cast->tokens == NULL || cast->threads == NULL)
			give_up("out of memory");
	}
	cast->tokens[cast->count] = strdup(token);
	cast->threads[cast->count++] = thread;
}

void
cast_read(struct cast *cast, const char *path)
{
	FILE *file = path != NULL ? fopen(path, "r") : NULL;
	char token[80];
	long long thread;

	if (file == NULL)
		give_up("say cast=FILE, a file that can be read");
	while (fscanf(file, "%79s %lld", token, &thread) == 2)
		cast_add(cast, token, thread);
	fclose(file);
}

int64_t
cpu_ns(int64_t pid)
{
	struct timespec t;
	clockid_t clock;

	if (pid == 0)
		return 0;
	if (clock_getcpuclockid((pid_t)pid, &clock) != 0 ||
	    clock_gettime(clock, &t) != 0)
		give_up("no process has the number %lld", (long long)pid);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static int
by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

int64_t
share_of(int64_t *values, size_t count, double share)
{
	size_t at = (size_t)((double)count * share);

	if (count == 0)
		return 0;
	qsort(values, count, sizeof(*values), by_size);
	return values[at < count ? at : count - 1];
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*run)(const struct words *w);
	} scenarios[] = {
		{ "hear", scenario_hear },
		{ "calls", scenario_calls },
		{ "cut", scenario_cut },
		{ "sync", scenario_sync },
	};
	struct words w = { argc - 2, argv + 2 };

	for (size_t i = 0; argc > 1 && i < 4; i++)
		if (strcmp(argv[1], scenarios[i].name) == 0)
			return scenarios[i].run(&w);
	fputs("usage: load hear|calls|cut|sync name=value...\n", stderr);
	return 2;
}
