/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quote_words.h - the words by which mail programs announce what they quote.
 *
 * Every text here is "bare": case-folded, white space collapsed, no asterisks
 * (quote_line.h makes it so).
 */
#ifndef TEXT_QUOTE_WORDS_H
#define TEXT_QUOTE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* What a line of a quoted mail's header says. */
enum head {
	HEAD_NONE,
	HEAD_FROM,
	HEAD_DATE,
	HEAD_TO,
	HEAD_SUBJECT,
	HEAD_OTHER, /* Cc, Reply-To, importance, attachments */
};

/* "Ann wrote:" in any language we know. */
bool says_wrote(const char *bare);
/* Begins as such a line does: "On ", "Le ", "Am ", a weekday or a digit. */
bool says_on(const char *bare);
/* "From: ...", "Von: ..."; tells which. */
enum head says_head(const char *bare);
/* "-----Original Message-----", "Begin forwarded message:". */
bool says_original(const char *bare);
/* "Sent from my iPhone". */
bool says_sent_from(const char *bare);
/* Begins like that: "Sent from Nine", or from Leeds. */
bool says_sent(const char *bare);
/* The paragraph is a notice of confidentiality or another thing that an
 * organisation puts under every mail. */
bool says_notice(const char *bare);
/* It could well belong to one that has begun. */
bool says_notice_perhaps(const char *bare);
/* A line of one, by itself. */
bool says_notice_line(const char *bare);
/* "CAUTION: This email originated from outside", above the author's words. */
bool says_banner(const char *bare);
/* The foot of a mailing list. */
bool says_list_foot(const char *bare);
/* "My answers are below in red": the author's words are in the quoted mail. */
bool says_inline(const char *bare);
/* May mean that, where these are all words of the author's. */
bool says_below(const char *bare);

#endif
