/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_marks.c - marks among the words become places in clauses.
 *
 * The text is split twice, with its marks and without: numbers and kinds must
 * not depend on who has commented. The two lists are the same but for clauses
 * of marks alone. A comment over several clauses belongs to its first.
 */
#include "text/convert_marks.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/buffer.h"
#include "soundings/text.h"
#include "text/convert_line.h"

enum { MARK_LEN = 12, CODE_LEN = 3, AHEAD = 20 };

/* A code point from U+FDD0 on as its number from there; -1: another one. */
static int
mark_code(const char *p)
{
	unsigned char last;

	if ((unsigned char)p[0] != 0xef || (unsigned char)p[1] != 0xb7)
		return -1;
	last = (unsigned char)p[2];
	return last >= 0x90 && last <= 0xaf ? last - 0x90 : -1;
}

/* Reads a whole mark; false: there is none here. */
static bool
mark_at(const char *p, bool *starts, size_t *comment)
{
	int which = mark_code(p), digit;

	if (which != 0 && which != 1)
		return false;
	*starts = which == 0;
	*comment = 0;
	for (size_t i = CODE_LEN; i < MARK_LEN; i += CODE_LEN) {
		if (strnlen(p + i, CODE_LEN) < CODE_LEN)
			return false;
		digit = mark_code(p + i) - (int)(MARK_DIGIT - MARK_START);
		if (digit < 0 || digit > 15)
			return false;
		*comment = *comment << 4 | (size_t)digit;
	}
	return true;
}

const char *
marks_without(struct arena *a, const char *text)
{
	char *copy = arena_text(a, text), *to = copy;

	while (*text != '\0') {
		if (mark_code(text) >= 0) {
			text += CODE_LEN;
			continue;
		}
		*to++ = *text++;
	}
	*to = '\0';
	return copy;
}

struct placing {
	struct arena *arena;
	struct found_comment *comments;
	size_t count;
	const struct clause_text *clauses;
};

static void
note(struct placing *p, size_t clause, size_t offset, size_t comment,
    bool starts)
{
	struct found_comment *c;

	if (comment >= p->count)
		return;
	c = &p->comments[comment];
	if (starts && c->clause < 0) {
		c->clause = (int64_t)clause;
		c->start = (struct maybe){ true, (int64_t)offset };
	} else if (!starts && c->clause == (int64_t)clause) {
		c->end = (struct maybe){ true, (int64_t)offset };
	} else if (!starts && c->clause < 0) {
		c->clause = (int64_t)clause;
	} else if (!starts && !c->end.known && c->start.known) {
		/* It goes on: to the end of the clause it began in. */
		c->end = (struct maybe){ true,
		    (int64_t)utf8_count(p->clauses[c->clause].text) };
	}
}

static void
read_marks(struct placing *p, size_t clause, const char *marked)
{
	size_t offset = 0, comment;
	bool starts;

	while (*marked != '\0') {
		if (mark_at(marked, &starts, &comment)) {
			note(p, clause, offset, comment, starts);
			marked += MARK_LEN;
			continue;
		}
		if (mark_code(marked) >= 0) {
			marked += CODE_LEN;
			continue;
		}
		offset += ((unsigned char)*marked & 0xc0) != 0x80 ? 1 : 0;
		marked++;
	}
}

/* The clause that has these words, here or a little further; count: none. */
static size_t
same_clause(struct list clauses, size_t from, const char *words)
{
	const struct clause_text *k = clauses.at;

	for (size_t i = from; i < clauses.count && i < from + AHEAD; i++)
		if (strcmp(k[i].text, words) == 0)
			return i;
	return clauses.count;
}

/* A range that is one: inside the clause and not empty. */
static void
settle(struct placing *p, struct found_comment *c)
{
	const char *text;
	size_t from, to;

	if (c->clause < 0 || !c->start.known || !c->end.known ||
	    c->end.is <= c->start.is) {
		c->start = c->end = (struct maybe){ 0 };
		return;
	}
	text = p->clauses[c->clause].text;
	from = utf8_offset(text, (size_t)c->start.is);
	to = utf8_offset(text, (size_t)c->end.is);
	c->exact = arena_copy(p->arena, text + from, to - from);
}

size_t
marks_place(struct arena *a, struct list marked, struct list clauses,
    struct found_comment *comments, size_t count)
{
	struct placing p = { .arena = a, .comments = comments, .count = count,
		.clauses = clauses.at };
	const struct clause_text *k = marked.at;
	size_t at = 0, lost = 0;

	for (size_t i = 0; i < marked.count && count > 0; i++) {
		size_t same = same_clause(clauses, at,
		    marks_without(a, k[i].text));

		if (same == clauses.count)
			continue;
		read_marks(&p, same, k[i].text);
		at = same + 1;
	}
	for (size_t i = 0; i < count; i++) {
		settle(&p, &comments[i]);
		lost += comments[i].clause < 0 ? 1 : 0;
	}
	return lost;
}
