/* SPDX-License-Identifier: Apache-2.0 */
/*
 * html.h - marks and words written as safe HTML; for the files of text/.
 *
 * Whatever order the marks come in, what is written is balanced, uses the tags
 * of html.c's table only and never nests links.
 */
#ifndef TEXT_HTML_H
#define TEXT_HTML_H

#include "soundings/buffer.h"
#include "text/markdown.h"

enum { HTML_DEPTH_MAX = 64 };

#define TASK_DONE_SIGN "\xe2\x98\x91" /* a ballot box, checked */
#define TASK_OPEN_SIGN "\xe2\x98\x90" /* and empty */

/* A zeroed struct is the beginning; free `out` at the end. */
struct html {
	struct buffer out;
	size_t depth; /* open marks */
	struct {
		enum mark_kind kind;
		const char *close; /* "": nothing was written */
	} open[HTML_DEPTH_MAX];
	size_t beyond; /* deeper ones, which lose their tags */
	bool linked;   /* inside <a> */
};

void html_open(struct html *h, const struct mark *m);
/* Closes the mark and what was opened in it; nothing when it is not open. */
void html_close(struct html *h, enum mark_kind kind);
/* Closes what is still open. */
void html_finish(struct html *h);
void html_text(struct html *h, const char *text, size_t len);
void html_break(struct html *h);

#endif
