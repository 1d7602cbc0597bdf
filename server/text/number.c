/* SPDX-License-Identifier: Apache-2.0 */
/*
 * number.c - what people call the clauses of a draft.
 *
 * A draft that numbers its own headings keeps its numbers, since everyone in
 * the room will say "2.3" and mean those; a heading without one is then called
 * by its first words. Other drafts are numbered from their levels. A first
 * heading that stands above all others is the title and takes no part.
 */
#include "text/number.h"

#include <string.h>

#include "soundings/base.h"

enum { PARTS_MAX = 6, DIGITS_MAX = 3, WORDS_LEN = 24, LEVEL_MAX = 6 };

#define PARAGRAPH_SIGN "\xc2\xb6"

static size_t
digits(const char *p)
{
	size_t n = strspn(p, "0123456789");

	return n <= DIGITS_MAX ? n : 0; /* 2026 is a year */
}

size_t
number_own(const char *heading, int64_t *parts, bool *bare)
{
	size_t len, n;

	len = heading[0] >= 'A' && heading[0] <= 'Z' && heading[1] == '.'
		  ? 1
		  : digits(heading);
	if (len == 0)
		return 0;
	for (*parts = 1; *parts < PARTS_MAX && heading[len] == '.'; ++*parts) {
		n = digits(heading + len + 1);
		if (n == 0)
			break;
		len += 1 + n;
	}
	if (*parts == 1 && heading[0] >= 'A')
		return 0; /* "A. Smith" */
	n = heading[len] == '.' || heading[len] == ')' ? 1 : 0;
	*bare = *parts == 1 && n == 0;
	return heading[len + n] == ' ' ? len : 0;
}

static bool
is_heading(const struct clause_text *c)
{
	return c->level > 0;
}

/* Does the draft number its own headings? One "2.3" says so; "3 questions"
 * only when most headings begin like that. */
static bool
numbers_itself(const struct clause_text *clauses, size_t count)
{
	size_t i, headings = 0, sure = 0, maybe = 0;
	int64_t parts;
	bool bare;

	for (i = 0; i < count; i++) {
		if (!is_heading(&clauses[i]))
			continue;
		headings++;
		if (number_own(clauses[i].text, &parts, &bare) == 0)
			continue;
		if (bare)
			maybe++;
		else
			sure++;
	}
	return sure > 0 || (maybe > 0 && maybe * 2 >= headings);
}

static bool
begins_with_title(const struct clause_text *clauses, size_t count)
{
	size_t i, deeper = 0;
	int64_t parts;
	bool bare;

	if (count == 0 || !is_heading(&clauses[0]) ||
	    number_own(clauses[0].text, &parts, &bare) > 0)
		return false;
	for (i = 1; i < count; i++) {
		if (!is_heading(&clauses[i]))
			continue;
		if (clauses[i].level <= clauses[0].level)
			return false;
		deeper++;
	}
	return deeper >= 2;
}

/* The headings above the place that has been reached. */
struct outline {
	int64_t level[LEVEL_MAX];
	int64_t nth[LEVEL_MAX];
	size_t depth;
};

/* Levels may jump (h2, h4, h3): a heading is a neighbour of the last one that
 * is not above it. */
static void
enter(struct outline *o, int64_t level)
{
	int64_t before = 0;

	while (o->depth > 0 && o->level[o->depth - 1] >= level) {
		o->depth--;
		before = o->nth[o->depth];
	}
	invariant(o->depth < LEVEL_MAX);
	o->level[o->depth] = level;
	o->nth[o->depth] = before + 1;
	o->depth++;
}

static const char *
outline_number(struct arena *a, const struct outline *o)
{
	const char *number = "";
	size_t i;

	for (i = 0; i < o->depth; i++)
		number = arena_printf(a, "%s%s%lld", number, i > 0 ? "." : "",
		    (long long)o->nth[i]);
	return number;
}

static const char *
own_number(struct arena *a, const char *heading)
{
	int64_t parts;
	bool bare;
	size_t len = number_own(heading, &parts, &bare);

	if (len == 0)
		return text_excerpt(a, heading, WORDS_LEN);
	return arena_copy(a, heading, len);
}

void
number_clauses(struct arena *a, struct clause_text *clauses, size_t count)
{
	bool own = numbers_itself(clauses, count);
	bool title = begins_with_title(clauses, count);
	struct outline outline = { .depth = 0 };
	const char *under = ""; /* number of the section, with its space */
	int64_t section = -1, nth = 0;
	struct clause_text *c;
	size_t i;

	for (i = 0; i < count; i++) {
		c = &clauses[i];
		c->section = section;
		if (!is_heading(c)) {
			c->number = arena_printf(a, "%s" PARAGRAPH_SIGN "%lld",
			    under, (long long)++nth);
			continue;
		}
		section = (int64_t)i;
		nth = 0;
		if (title && i == 0) {
			c->number = "Title";
			continue;
		}
		enter(&outline, c->level);
		c->number = own ? own_number(a, c->text)
				: outline_number(a, &outline);
		under = arena_printf(a, "%s ", c->number);
	}
}
