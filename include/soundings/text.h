/* SPDX-License-Identifier: Apache-2.0 */
/*
 * text.h - what is done to words: Markdown to safe HTML, drafts to clauses.
 *
 * All functions are pure, take time linear in their input and may be called
 * from any thread.
 */
#ifndef SOUNDINGS_TEXT_H
#define SOUNDINGS_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "soundings/arena.h"
#include "soundings/field.h"

/* CommonMark with tables, strikethrough, task lists and autolinks, as HTML
 * that is safe to show: no raw HTML, links only http, https, mailto and
 * relative, headings start at h3. Output is cut with a notice beyond
 * 16 times the input + 64 KiB (md4c can amplify). Never NULL. */
const char *text_render(struct arena *a, const char *markdown);

/* What Markdown says without how it looks: plain words, white space folded. A
 * text that asks for too much work is cut. Never NULL. */
const char *text_words(struct arena *a, const char *markdown);

/* A part of a draft that can be commented on. */
struct clause_text {
	const char *kind;    /* heading, paragraph, item, row, code, quote */
	int64_t level;       /* headings 1-6; else 0 */
	const char *number;  /* "2.3" a heading, "2.3 ¶4" what follows it;
	                        "Title" the one that stands above all */
	int64_t section;     /* index of its heading in the list; -1: none */
	const char *text;    /* plain, white space folded (not in code); what
	                        anchors count in */
	const char *html;    /* safe inline HTML; its words are exactly text */
};

/* No draft is split into more: beyond it the words are left out, and whoever
 * takes fewer refuses the draft. */
#define TEXT_CLAUSES_MAX 10000

/* Splits a Markdown draft into struct clause_text, in reading order. */
struct list text_clauses(struct arena *a, const char *markdown);
/* The same for plain text: paragraphs by blank lines; short lines that are
 * numbered ("2.1 Scope") or in capitals are headings. */
struct list text_clauses_plain(struct arena *a, const char *plain);

/* A stretch of a text, in code points; the end is exclusive. */
struct stretch {
	int64_t start, end;
};

/* The sentences of a valid plain text as struct stretch, white space between
 * them in none; as anchoring reads them. */
struct list text_sentences(struct arena *a, const char *text);

/* Is it UTF-8 without NUL (RFC 3629: no surrogates, nothing overlong)? */
bool utf8_valid(const char *text, size_t len);
/* Code points in a valid text. */
size_t utf8_count(const char *text);
/* The byte offset of code point n, or of the end. */
size_t utf8_offset(const char *text, size_t n);
/* The code points from start up to end. */
const char *utf8_slice(struct arena *a, const char *text, size_t start,
    size_t end);

/* Text for HTML element content and attribute values. */
const char *text_escape(struct arena *a, const char *text);
/* Plain words as HTML in which addresses of the web and of mail are links. */
const char *text_linked(struct arena *a, const char *words, size_t len);
/* The first words of a plain text, at most `most` code points, cut at a word
 * with an ellipsis. */
const char *text_excerpt(struct arena *a, const char *text, size_t most);

#endif
