/* SPDX-License-Identifier: Apache-2.0 */
/*
 * letters.h - what became of somebody's comments in a round, for their mail.
 *
 * Each who commented gets one such letter. Rooms meet here: reviews knows the
 * words, notify knows who gets them, when and how.
 */
#ifndef DOMAIN_LETTERS_H
#define DOMAIN_LETTERS_H

#include "soundings/call.h"

/* What the letters of a round are made of, read once; of the call's arena. */
struct letters;

/* NULL: there is no such round. */
struct letters *letters_of(struct call *c, int64_t round);
/* "What became of your comments: Guide" */
const char *letters_subject(const struct letters *k);
/* Plain text, lines of quotes begin with "> "; NULL: no comment of theirs. */
const char *letters_text(const struct letters *k, int64_t member);

#endif
