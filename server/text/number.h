/* SPDX-License-Identifier: Apache-2.0 */
/*
 * number.h - what people call the clauses of a draft; for the files of text/.
 */
#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

#include "soundings/text.h"

/* Sets `section` and `number` of clauses whose other fields are filled. */
void number_clauses(struct arena *a, struct clause_text *clauses, size_t count);
/* Reads "2.3", "4." or "A.1" at the start of a heading: the length of the
 * number without a full stop or bracket behind it, 0 when there is none.
 * *parts: how many numbers it is made of; *bare: a whole number and nothing
 * else, which may be a word of the sentence ("3 questions"). */
size_t number_own(const char *heading, int64_t *parts, bool *bare);

#endif
