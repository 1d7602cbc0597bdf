/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_draft.h - pandoc's tree on its way to Markdown; for convert*.c.
 */
#ifndef TEXT_CONVERT_DRAFT_H
#define TEXT_CONVERT_DRAFT_H

#include "text/convert_line.h"
#include "text/convert_tree.h"

#define LEVELS_MAX 12 /* lists and quotes; deeper ones are written flat */

struct level {
	const char *first; /* before the first line of it */
	const char *rest;  /* before all others */
	bool used;
};

struct draft {
	struct arena *arena;
	struct buffer out;
	struct line line;
	struct level levels[LEVELS_MAX];
	size_t depth;
	const char *label;    /* comes before the next paragraph; NULL: nothing */
	bool lists_differ;    /* two lists in a row must not become one */

	/* Which picture stands at an address of the file, from 1; 0: none that
	 * can be shown. */
	uint16_t (*picture)(void *user, const char *address);
	void *user;

	const char *title;    /* stands above all; NULL: the tree may have one */
	int64_t shift;        /* how much deeper headings are than in the file */
	int64_t headings;     /* how many there were */
	int64_t top;          /* the highest level behind the first; 0: none */
	struct buffer notes;  /* const struct node *: blocks of each footnote */
	bool deleted;         /* inside what was deleted under tracking */
	bool joined;          /* the next paragraph goes on with this one */
	size_t changes;       /* tracked changes, accepted */
	size_t contents;      /* lines of a table of contents, left out */
	size_t lost_pictures; /* not to be shown */
	size_t formulas;      /* written as code */
};

/* Writes the whole tree as Markdown into d->out. With_title: what the file
 * calls its title stands in its text. */
void draft_write(struct draft *d, const struct node *tree, bool with_title);
void draft_free(struct draft *d);

/* convert_inlines.c: puts words into d->line. */
void draft_inlines(struct draft *d, const struct node *list,
    const struct look *look);
/* Is it called that? */
bool node_is(const struct node *n, const char *type);

#endif
