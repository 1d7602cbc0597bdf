/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reply.h - the words of a person in a mail's text.
 *
 * Pure functions, callable from any thread, linear in their input. They see
 * texts; what a mail is made of, and who sent it, is known elsewhere.
 */
#ifndef SOUNDINGS_REPLY_H
#define SOUNDINGS_REPLY_H

#include <stdbool.h>
#include <stddef.h>

#include "soundings/arena.h"

/* The first words of the two lines under every mail of ours: by them it is known
 * again in an answer. */
#define REPLY_FOOT "You get this mail because"
#define REPLY_STOP "Stop mail of this kind"
/* What stands below the words of a mail that may be answered. */
#define REPLY_ANSWER                                                           \
	"You can answer this mail: what you write is published there in your " \
	"name."
/* Said of a mail in which nothing is its author's. */
#define REPLY_NO_WORDS                                                         \
	"There were no words of yours in the mail, only quoted ones or none "  \
	"at all."

struct reply {
	const char *kept;    /* what the author wrote; "" when nothing */
	const char *trimmed; /* quoted mails, signatures, notices */
};

/* Parts the author's words from the rest. Every line of the text is in one of
 * the two; empty lines around either are left out. */
struct reply reply_trim(struct arena *a, const char *text);

/* Gives back what the author wrote into a mail of ours without a mark, so that
 * it was trimmed with it: what stands between lines of `sent`, and is nowhere
 * in it. It comes behind the kept words, each answer below the lines that it
 * answers. `others`: what else we may have sent; it is not the author's either.
 * Texts that are too long or too alike are left as they are. */
struct reply reply_between(struct arena *a, struct reply r, const char *sent,
    const char *others);
/* Does the text say each of these lines somewhere, however it is wrapped and
 * marked? */
bool reply_says(struct arena *a, const char *text, const char *lines);

/* The text of format=flowed (RFC 3676) with its paragraphs joined; `delsp`: the
 * space at the end of a flowed line is no part of it. */
const char *reply_unflow(struct arena *a, const char *text, bool delsp);

/* HTML as such a text: links kept behind their words, quotes with "> ", what a
 * mail program calls its signature behind "-- ". */
const char *reply_from_html(struct arena *a, const char *html);

/* A text for looking words up in it: small letters, white space collapsed,
 * neither asterisks nor invisible characters. */
const char *reply_bare(struct arena *a, const char *text);

#endif
