/* SPDX-License-Identifier: Apache-2.0 */
/*
 * page.h - the words of a mail, once plain and once as HTML.
 *
 * Both forms are written by the same calls, so they say the same in the same
 * order. A page is made of headings and entries.
 */
#ifndef NOTIFY_PAGE_H
#define NOTIFY_PAGE_H

#include "soundings/arena.h"
#include "soundings/buffer.h"

#define PAGE_LINES 4
#define PAGE_ACTS 8

/* Where an answer would be refused none is offered, and this is said. */
#define THREAD_CLOSED "The thread is closed: no answer is taken any more."

/* A button: it opens a page that does one thing. */
struct page_act {
	const char *label, *url;
};

/* A line that leads somewhere, what is said of it, and what can be done. */
struct entry {
	const char *title, *path;
	const char *lines[PAGE_LINES]; /* NULL: none */
	const char *words;      /* what somebody wrote, plain; NULL: none */
	const char *words_html; /* the same as safe HTML; NULL: made of words */
	struct page_act acts[PAGE_ACTS]; /* label NULL: none */
	const char *answer;     /* the address that takes an answer; NULL */
};

struct page;

/* `url` is the server's. */
struct page *page_plain(struct arena *a, const char *url);
struct page *page_html(struct arena *a, const char *url);
void page_heading(struct page *p, const char *words);
void page_entry(struct page *p, const struct entry *e);
/* Paragraphs of plain text; lines that begin with "> " are somebody's words. */
void page_text(struct page *p, const char *text);
/* All that was written. The page is over. */
const char *page_finish(struct page *p);

#endif
