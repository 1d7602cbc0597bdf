/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stat_ask.c - lists of numbers and names out of JSON, strictly.
 *
 * Every refusal names the place in the words of base/record.c: "the field
 * 'ratings.3' is not a number", counted from 0. Nothing is skipped, rounded or
 * cut: whoever checks a method must know what it was given.
 */
#include "domain/horizon/stat_ask.h"

#include "soundings/base.h"
#include "soundings/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool
ask_refuse(struct ask *q, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (q->why == NULL)
		q->why = arena_vprintf(q->arena, format, args);
	va_end(args);
	return false;
}

static const char *
inside(struct ask *q, const char *path, size_t i)
{
	return arena_printf(q->arena, "%s.%zu", path, i);
}

bool
ask_list(struct ask *q, const char *path, const struct json *j, size_t most)
{
	if (!json_is_list(j))
		return ask_refuse(q, "the field '%s' is not a list", path);
	if (json_count(j) > most)
		return ask_refuse(q, "the field '%s' has more than %zu items",
		    path, most);
	return true;
}

/* The place is made into words only when there is something to say. */
static bool
ask_item(struct ask *q, const char *path, const struct json *list, size_t i,
    double *n)
{
	const struct json *item = json_item(list, i);

	if (json_as_number(item, n) && fabs(*n) <= (double)FIELD_INT_MAX)
		return true;
	return ask_number(q, inside(q, path, i), item, n);
}

bool
ask_number(struct ask *q, const char *path, const struct json *j, double *n)
{
	if (!json_as_number(j, n))
		return ask_refuse(q, "the field '%s' is not a number", path);
	if (fabs(*n) > (double)FIELD_INT_MAX)
		return ask_refuse(q, "the field '%s' is beyond 2^53", path);
	return true;
}

bool
ask_count(struct ask *q, const char *path, const struct json *j, int64_t *n)
{
	double real;

	if (!ask_number(q, path, j, &real))
		return false;
	if (real < 0 || real > COUNT_MAX || real != floor(real))
		return ask_refuse(q, "the field '%s' is not a whole number "
				     "between 0 and %d", path, COUNT_MAX);
	*n = (int64_t)real;
	return true;
}

bool
ask_numbers(struct ask *q, const char *path, const struct json *j,
    struct numbers *n)
{
	double *at;

	if (!ask_list(q, path, j, RATINGS_MAX))
		return false;
	at = arena_get(q->arena, json_count(j) * sizeof(*at));
	for (size_t i = 0; i < json_count(j); i++)
		if (!ask_item(q, path, j, i, &at[i]))
			return false;
	*n = (struct numbers){ at, json_count(j) };
	return true;
}

bool
ask_ratings(struct ask *q, const char *path, const struct json *j,
    struct tally *t)
{
	struct numbers n;

	*t = (struct tally){ 0 };
	if (!ask_numbers(q, path, j, &n))
		return false;
	for (size_t i = 0; i < n.count; i++) {
		if (n.at[i] < 1 || n.at[i] > SCALE_MAX ||
		    n.at[i] != floor(n.at[i]))
			return ask_refuse(q, "the field '%s.%zu' is not a "
				"whole number between 1 and %d", path, i,
			    SCALE_MAX);
		tally_add(t, (int64_t)n.at[i], 1);
	}
	return true;
}

/* 1 to 9; 0: it is no point of the scale. */
static int64_t
scale_point(const char *name)
{
	return name[0] >= '1' && name[0] <= '9' && name[1] == '\0'
	    ? name[0] - '0' : 0;
}

static bool
ask_point_counts(struct ask *q, const char *path, const struct json *j,
    struct tally *t)
{
	const struct json_member *of = json_members(q->arena, j);

	for (size_t i = 0; i < json_count(j); i++) {
		int64_t people, point = scale_point(of[i].name);

		if (point == 0)
			return ask_refuse(q, "the field '%s' has a name that "
				"is no point of the scale 1 to %d", path,
			    SCALE_MAX);
		if (!ask_count(q, arena_printf(q->arena, "%s.%s", path,
			of[i].name), of[i].value, &people))
			return false;
		tally_add(t, point, people);
	}
	return true;
}

bool
ask_counts(struct ask *q, const char *path, const struct json *j,
    struct tally *t)
{
	int64_t people;

	*t = (struct tally){ 0 };
	if (json_is_object(j))
		return ask_point_counts(q, path, j, t);
	if (!ask_list(q, path, j, SCALE_MAX))
		return false;
	if (json_count(j) != SCALE_MAX)
		return ask_refuse(q, "the field '%s' has %zu items, not one "
			"for each point from 1 to %d", path, json_count(j),
		    SCALE_MAX);
	for (size_t i = 0; i < SCALE_MAX; i++) {
		if (!ask_count(q, inside(q, path, i), json_item(j, i),
			&people))
			return false;
		tally_add(t, (int64_t)i + 1, people);
	}
	return true;
}

static bool
ask_row(struct ask *q, const char *path, const struct json *row, double none,
    double *to)
{
	for (size_t i = 0; i < json_count(row); i++) {
		if (!isnan(none) && json_is_nothing(json_item(row, i)))
			to[i] = none;
		else if (!ask_item(q, path, row, i, &to[i]))
			return false;
	}
	return true;
}

/* Every row is a list, as long as the first, and all are not too much. */
static bool
rows_are_even(struct ask *q, const char *path, const struct json *j)
{
	size_t width = json_count(json_item(j, 0));

	for (size_t i = 0; i < json_count(j); i++) {
		const struct json *row = json_item(j, i);

		if (!json_is_list(row))
			return ask_refuse(q, "the field '%s.%zu' is not a list",
			    path, i);
		if (json_count(row) != width)
			return ask_refuse(q, "the field '%s.%zu' has %zu "
				"items, not %zu as '%s.0'", path, i,
			    json_count(row), width, path);
	}
	if (width > 0 && json_count(j) > SCORES_MAX / width)
		return ask_refuse(q, "the field '%s' has more than %d numbers",
		    path, SCORES_MAX);
	return true;
}

bool
ask_rows(struct ask *q, const char *path, const struct json *j, double none,
    struct numbers *n, size_t *rows)
{
	size_t width = json_count(json_item(j, 0));
	double *at;

	if (!ask_list(q, path, j, RATINGS_MAX) || !rows_are_even(q, path, j))
		return false;
	*rows = json_count(j);
	at = arena_get(q->arena, *rows * width * sizeof(*at));
	for (size_t i = 0; i < *rows; i++)
		if (!ask_row(q, inside(q, path, i), json_item(j, i), none,
			at + i * width))
			return false;
	*n = (struct numbers){ at, *rows * width };
	return true;
}

static int
by_name(const void *a, const void *b, void *names)
{
	const struct texts *of = names;

	return strcmp(of->at[*(const size_t *)a], of->at[*(const size_t *)b]);
}

bool
ask_names(struct ask *q, const char *path, struct texts names,
    struct naming *n)
{
	size_t *sorted = arena_get(q->arena, names.count * sizeof(*sorted));

	for (size_t i = 0; i < names.count; i++)
		sorted[i] = i;
	*n = (struct naming){ names, sorted };
	if (names.count == 0)
		return true;
	qsort_r(sorted, names.count, sizeof(*sorted), by_name, &n->names);
	for (size_t i = 1; i < names.count; i++)
		if (by_name(&sorted[i - 1], &sorted[i], &n->names) == 0)
			return ask_refuse(q, "the field '%s' names '%s' twice",
			    path, names.at[sorted[i]]);
	return true;
}

/* names.count when there is no such name. */
static size_t
find_name(const struct naming *n, const char *name)
{
	size_t low = 0, high = n->names.count, mid;
	int order;

	while (low < high) {
		mid = low + (high - low) / 2;
		order = strcmp(name, n->names.at[n->sorted[mid]]);
		if (order == 0)
			return n->sorted[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return n->names.count;
}

static bool
ask_place(struct ask *q, const char *path, const struct json *j,
    const struct naming *n, size_t *place, size_t at)
{
	const char *name = json_as_text(j);
	size_t who;

	if (name == NULL)
		return ask_refuse(q, "the field '%s' holds something else than "
				     "names", path);
	who = find_name(n, name);
	if (who == n->names.count)
		return ask_refuse(q, "the field '%s' has the unknown name '%s'",
		    path, name);
	if (place[who] != 0)
		return ask_refuse(q, "the field '%s' has '%s' twice", path,
		    name);
	place[who] = at;
	return true;
}

bool
ask_ranking(struct ask *q, const char *path, const struct json *j,
    const struct naming *n, size_t *place)
{
	if (!ask_list(q, path, j, n->names.count))
		return false;
	for (size_t at = 0; at < json_count(j); at++) {
		const struct json *group = json_item(j, at);

		if (!json_is_list(group)) {
			if (!ask_place(q, path, group, n, place, at + 1))
				return false;
			continue;
		}
		if (json_count(group) == 0)
			return ask_refuse(q, "the field '%s.%zu' is empty",
			    path, at);
		for (size_t i = 0; i < json_count(group); i++)
			if (!ask_place(q, path, json_item(group, i), n, place,
				at + 1))
				return false;
	}
	return true;
}
