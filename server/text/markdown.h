/* SPDX-License-Identifier: Apache-2.0 */
/*
 * markdown.h - Markdown as a run of marks and words; for the files of text/.
 *
 * What comes out is already judged: text has its entities decoded and no raw
 * HTML in it, links have an address that may be written or none. Nothing is
 * escaped yet.
 */
#ifndef TEXT_MARKDOWN_H
#define TEXT_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mark_kind {
	MARK_PARAGRAPH,
	MARK_HEADING,
	MARK_QUOTE,
	MARK_LIST,
	MARK_NUMBERS, /* a numbered list */
	MARK_ITEM,
	MARK_RULE, /* stands alone: opened and closed */
	MARK_CODE, /* a block */
	MARK_TABLE,
	MARK_ROW,
	MARK_HEADER, /* a cell */
	MARK_CELL,
	MARK_STRONG, /* from here on inside a line */
	MARK_EMPHASIS,
	MARK_STRUCK,
	MARK_TERM, /* code inside a line */
	MARK_LINK,
	MARK_PICTURE,
};

enum mark_task { TASK_NONE, TASK_OPEN, TASK_DONE };

struct mark {
	enum mark_kind kind;
	int level;           /* HEADING: 1-6 */
	int64_t start;       /* NUMBERS: the first one */
	enum mark_task task; /* ITEM */
	const char *align;   /* HEADER, CELL: "left" ...; NULL: none */
	const char *address; /* LINK, PICTURE; NULL: not allowed, or none */
};

/* Who takes the run. Each function answers false to stop it. The strings do
 * not outlive the call. */
struct markdown_taker {
	bool (*open)(void *user, const struct mark *m);
	bool (*close)(void *user, enum mark_kind kind);
	bool (*text)(void *user, const char *text, size_t len);
	bool (*line_end)(void *user, bool hard);
};

/* False: stopped by the taker, or the text asks for more than 16 times the
 * work its length justifies. */
bool markdown_read(
    const char *markdown, const struct markdown_taker *taker, void *user);
/* How much may be made of a text of that length. */
size_t markdown_limit(size_t len);

#endif
