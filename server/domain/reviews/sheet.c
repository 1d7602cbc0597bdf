/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet.c - a round as one sheet: a line for each comment, with its answer and
 * what became of its words.
 *
 * Letters, tables and reports are all written from these lines, so that they
 * say the same.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/reviews/sheet.h"

#define SENTENCE_MOST 600 /* code points; longer ones are cut */

static const struct field line_fields[] = {
	F_ID(line, id), F_ID(line, author),
	F_TEXT(line, display_name, 0, FIELD_INT_MAX),
	F_TEXT_OPT(line, organisation, FIELD_INT_MAX),
	F_TEXT_OPT(line, profession, FIELD_INT_MAX),
	F_TEXT_OPT(line, region, FIELD_INT_MAX),
	F_REF(line, reviewer), F_TEXT_OPT(line, interests, BODY_MAX),
	F_TEXT_OPT(line, kind, 20), F_TEXT(line, body, 0, BODY_MAX),
	F_TEXT_OPT(line, proposed, BODY_MAX),
	F_TEXT_OPT(line, justification, BODY_MAX), F_REF(line, question),
	F_AT(line, made_at),
	F_INT(line, supports, 0, FIELD_INT_MAX),
	F_INT(line, opposes, 0, FIELD_INT_MAX),
	F_CHOICE_OPT(line, disposition, dispositions),
	F_TEXT_OPT(line, reason, BODY_MAX), F_REF(line, duplicate_of),
	F_TIME(line, disposed_at), F_INT(line, revision, 0, FIELD_INT_MAX),
	F_TEXT_OPT(line, theme, FIELD_INT_MAX),
	F_TEXT_OPT(line, responder, FIELD_INT_MAX), F_REF(line, old_document),
	F_REF(line, old_position), F_TEXT_OPT(line, old_number, 100),
	F_TEXT_OPT(line, old_kind, 100),
	F_TEXT_OPT(line, old_text, FIELD_INT_MAX),
	F_MAYBE(line, old_start, 0, FIELD_INT_MAX),
	F_MAYBE(line, old_end, 0, FIELD_INT_MAX),
	F_TEXT_OPT(line, exact, FIELD_INT_MAX), F_TEXT_OPT(line, state, 20),
	F_TEXT_OPT(line, new_number, 100),
	F_TEXT_OPT(line, new_text, FIELD_INT_MAX),
	F_MAYBE(line, new_start, 0, FIELD_INT_MAX),
	F_MAYBE(line, new_end, 0, FIELD_INT_MAX), F_END
};

const char *
disposition_words(const char *disposition)
{
	static const char *const said[] = {
		"Accepted", "Accepted in part", "Not accepted", "Noted",
		"Out of scope", "Duplicate", "For a later version",
	};

	for (size_t i = 0; i < COUNT(said) && disposition != NULL; i++)
		if (strcmp(dispositions[i], disposition) == 0)
			return said[i];
	return "Not answered";
}

/* The sentences that this stretch touches; the whole clause if none is
 * marked. */
static const char *
sentence(struct arena *a, const char *text, struct maybe start,
    struct maybe end)
{
	struct list all;
	const struct stretch *s;
	size_t from = 0, to;

	if (text == NULL)
		return NULL;
	all = text_sentences(a, text);
	if (!start.known || !end.known || all.count == 0)
		return text_excerpt(a, text, SENTENCE_MOST);
	s = all.at;
	while (from + 1 < all.count && s[from + 1].start <= start.is)
		from++;
	for (to = from; to + 1 < all.count && s[to].end < end.is;)
		to++;
	return text_excerpt(a, utf8_slice(a, text, (size_t)s[from].start,
	    (size_t)s[to].end), SENTENCE_MOST);
}

static int
by_place(const void *a, const void *b)
{
	const struct line *l = a, *m = b;

	if (l->old_position != m->old_position)
		return l->old_position < m->old_position ? -1 : 1;
	return (l->id > m->id) - (l->id < m->id);
}

struct line *
sheet_line(const struct list *sheet, int64_t comment)
{
	struct line *l = sheet->at;

	for (size_t i = 0; i < sheet->count; i++)
		if (l[i].id == comment)
			return &l[i];
	return NULL;
}

const char *
sheet_place(struct call *c, const struct line *l)
{
	return l->question == 0 ? l->old_number
	    : arena_printf(c->arena, "Question %lld", (long long)l->question);
}

/* What a duplicate repeats in the end; NULL: that was withdrawn, or was not
 * asked for once. As many steps as there are lines: then they go round. */
static const struct line *
original_of(const struct list *sheet, const struct line *l)
{
	for (size_t i = 0; l != NULL && i < sheet->count; i++) {
		if (!is_duplicate(l->disposition))
			return l;
		l = sheet_line(sheet, l->duplicate_of);
	}
	return NULL;
}

struct list
sheet_of(struct call *c, int64_t round)
{
	struct list all = db_all(c->db, SHEET_OF_ROUND, line_fields,
	    sizeof(struct line), round);
	struct line *l = all.at;

	for (size_t i = 0; i < all.count; i++) {
		l[i].before = sentence(c->arena, l[i].old_text,
		    l[i].old_start, l[i].old_end);
		l[i].after = sentence(c->arena, l[i].new_text, l[i].new_start,
		    l[i].new_end);
	}
	if (all.count > 0)
		qsort(all.at, all.count, sizeof(*l), by_place);
	for (size_t i = 0; i < all.count; i++)
		if (is_duplicate(l[i].disposition))
			l[i].original = original_of(&all, &l[i]);
	return all;
}
