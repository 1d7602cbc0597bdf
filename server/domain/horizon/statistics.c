/* SPDX-License-Identifier: Apache-2.0 */
/*
 * statistics.c - methods of statistics, found by name.
 *
 * Reports call the functions of horizon's own statistics.h directly; by name
 * they are called from the command line, for scripts and for checking.
 */
#include "soundings/statistics.h"

#include "soundings/base.h"
#include "soundings/record.h"

#include "domain/horizon/stat_ask.h"

#include <string.h>

static const struct stat_method *const tables[] = {
	stat_rating_methods, stat_round_methods, stat_ranking_methods,
};

const struct statistic *
statistics_list(struct arena *a)
{
	struct statistic *list;
	size_t count = 1;

	for (size_t t = 0; t < COUNT(tables); t++)
		for (size_t i = 0; tables[t][i].name != NULL; i++)
			count++;
	list = arena_get(a, count * sizeof(*list));
	count = 0;
	for (size_t t = 0; t < COUNT(tables); t++)
		for (const struct stat_method *m = tables[t]; m->name != NULL;
		     m++)
			list[count++] = (struct statistic){ m->name, m->in,
				m->out };
	return list;
}

static const struct stat_method *
find(const char *name)
{
	for (size_t t = 0; t < COUNT(tables); t++)
		for (const struct stat_method *m = tables[t]; m->name != NULL;
		     m++)
			if (strcmp(m->name, name) == 0)
				return m;
	return NULL;
}

const char *
statistics_answer(struct arena *a, const char *method, const struct json *in,
    struct buffer *out)
{
	const struct stat_method *m = find(method);
	struct ask q = { .arena = a, .out = out };
	struct record_error error;

	if (m == NULL)
		return "there is no such method";
	if (!json_is_object(in))
		return "the input is not a JSON object";
	q.in = arena_get(a, m->size);
	if (!record_decode(a, m->fields, m->size, in, q.in, &error))
		return error.why;
	buffer_clear(out);
	if (!m->run(&q)) {
		buffer_clear(out);
		return q.why;
	}
	if (q.reason != NULL)
		tell_text(&q, "reason", q.reason);
	buffer_char(out, '}');
	return NULL;
}
