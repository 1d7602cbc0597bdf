/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_marks.h - marks among the words become places in clauses; for
 * convert.c.
 */
#ifndef TEXT_CONVERT_MARKS_H
#define TEXT_CONVERT_MARKS_H

#include "soundings/convert.h"

/* A text without its marks. */
const char *marks_without(struct arena *a, const char *text);
/* Finds the places of comments, which are in the order of their numbers.
 * `marked` are the clauses of the text with its marks, `clauses` those of the
 * text without. Returns how many have no place. */
size_t marks_place(struct arena *a, struct list marked, struct list clauses,
    struct found_comment *comments, size_t count);

#endif
