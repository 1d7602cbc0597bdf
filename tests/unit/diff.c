/* SPDX-License-Identifier: Apache-2.0 */
/*
 * diff.c - two drafts compared, as people would tell it.
 */
#include "unit.h"

#include "soundings/base.h"
#include "soundings/buffer.h"
#include "soundings/diff.h"
#include "soundings/text.h"

/* The clauses of a Markdown draft, and these laid end to end. */
struct draft {
	struct list clauses;
	struct laid laid;
};

static struct draft
draft_of(struct arena *a, const char *markdown)
{
	struct draft d = { .clauses = text_clauses(a, markdown) };

	d.laid = laid_of(a, d.clauses.at, d.clauses.count,
	    sizeof(struct clause_text), offsetof(struct clause_text, text));
	return d;
}

/* "kind old>new html", one block a line; clauses are counted from 1. */
static const char *
told(struct arena *a, const char *old, const char *new)
{
	struct draft from = draft_of(a, old), to = draft_of(a, new);
	const char *why = NULL, *out;
	struct list blocks = diff_clauses(a, &from.laid, &to.laid, &why);
	const struct diff_block *d = blocks.at;
	const struct clause_text *olds = from.clauses.at;
	const struct clause_text *news = to.clauses.at;
	struct buffer b = { 0 };

	for (size_t i = 0; i < blocks.count; i++) {
		bool gone = d[i].kind == DIFF_REMOVED || d[i].kind == DIFF_LEFT;

		buffer_printf(&b, "%s %d>%d %s\n", diff_kinds[d[i].kind],
		    (int)d[i].old + 1, (int)d[i].new + 1,
		    gone ? olds[d[i].old].html
			 : diff_show(a, news[d[i].new].html, &d[i].marks));
	}
	out = arena_copy(a, buffer_string(&b), b.len);
	buffer_free(&b);
	return out;
}

#define A "Families are asked how they sleep at night."
#define B "Staff listen before they advise anybody about feeding."
#define C "The old leaflet stays on the ward until it is replaced."

TEST(what_changed_is_told_word_by_word)
{
	static const struct {
		const char *old, *new, *told;
	} row[] = {
		{ A, A, "same 1>1 " A "\n" },
		{ "", "", "" },
		{ A, "", "removed 1>0 " A "\n" },
		{ "", A, "added 0>1 " A "\n" },
		{ A "\n\n" B "\n\n" C, A "\n\n" C,
		    "same 1>1 " A "\nremoved 2>0 " B "\nsame 3>2 " C "\n" },
		{ A "\n\n" C, A "\n\n" B "\n\n" C,
		    "same 1>1 " A "\nadded 0>2 " B "\nsame 2>3 " C "\n" },
		{ A, "Families are always asked how they sleep at night.",
		    "changed 1>1 Families are <ins>always</ins> asked how they "
		    "sleep at night.\n" },
		{ A, "Families are asked how they sleep.",
		    "changed 1>1 Families are asked how they sleep<del> at "
		    "night</del>.\n" },
		{ A, "Parents are asked how they sleep at night.",
		    "changed 1>1 <del>Families </del><ins>Parents</ins> are "
		    "asked how they sleep at night.\n" },
		{ A, "Families are asked how they rest at night.",
		    "changed 1>1 Families are asked how they<del> sleep</del> "
		    "<ins>rest</ins> at night.\n" },
		{ A, "Families are asked how they sleek at night.",
		    "changed 1>1 Families are asked how they<del> sleep</del> "
		    "<ins>sleek</ins> at night.\n" },
		{ A, "families are asked how they sleep at night.",
		    "changed 1>1 <del>Families </del><ins>families</ins> are "
		    "asked how they sleep at night.\n" },
		{ A "\n\nGoing home\n\n" C, A "\n\nHome\n\n" C,
		    "same 1>1 " A "\nremoved 2>0 Going home\nadded 0>2 "
		    "Home\nsame 3>3 " C "\n" },
		{ A "\n\n" B "\n\n" C, C "\n\n" A "\n\n" B,
		    "moved 3>1 " C "\nsame 1>2 " A "\nsame 2>3 " B
		    "\nleft 3>1 " C "\n" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s -> %s", row[i].old, row[i].new);
		EQ_TEXT(row[i].told, told(a, row[i].old, row[i].new));
	}
	arena_free(a);
}

TEST(marks_stay_inside_the_tags)
{
	static const struct {
		const char *html, *shown;
		size_t start, end;
		const char *gone;
	} row[] = {
		{ "a b", "<ins>a</ins> b", 0, 1, NULL },
		{ "a <b>b c</b> d", "a <b>b <ins>c</ins></b><ins> d</ins>", 4,
		    7, NULL },
		{ "&lt;&amp; b", "&lt;<ins>&amp;</ins> b", 1, 2, NULL },
		{ "a b", "a<del> x</del> b", 1, 1, " x" },
		{ "a <b>b</b>", "a <b>b<del> &lt;i&gt;</del></b>", 3, 3,
		    " <i>" },
		{ "\xc3\xa9t\xc3\xa9", "\xc3\xa9<ins>t</ins>\xc3\xa9", 1, 2,
		    NULL },
		{ "", "<del>all</del>", 0, 0, "all" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++) {
		struct diff_mark mark = { row[i].start, row[i].end,
			row[i].gone };
		struct list marks = { .at = &mark, .count = 1 };

		CASE("%s", row[i].html);
		EQ_TEXT(row[i].shown, diff_show(a, row[i].html, &marks));
	}
	arena_free(a);
}

TEST(a_paragraph_that_was_parted_has_lost_nothing)
{
	struct arena *a = arena_new();

	EQ_TEXT("same 1>1 " A "\nsame 1>2 " B "\n",
	    told(a, A " " B, A "\n\n" B));
	EQ_TEXT("same 1>1 " A " " B "\n", told(a, A "\n\n" B, A " " B));
	arena_free(a);
}
