/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_tree.h - what pandoc answers, as a tree; for convert*.c.
 */
#ifndef TEXT_CONVERT_TREE_H
#define TEXT_CONVERT_TREE_H

#include "soundings/arena.h"

enum node_kind { NODE_WORD, NODE_TEXT, NODE_LIST, NODE_MAP };

/* Missing nodes are a word of no letters, so that a path may be followed
 * without looking at each step. */
struct node {
	const char *key;   /* in a map */
	const char *text;  /* TEXT: decoded; WORD: a number, true, null; else "" */
	const struct node *first, *next;
	enum node_kind kind;
};

/* Takes the JSON apart where it stands: the bytes are changed and must stay.
 * NULL: not JSON, or nested deeper than any draft. */
const struct node *tree_read(struct arena *a, char *json);
/* The value of a key, the nth value (from 0). Never NULL. */
const struct node *tree_of(const struct node *n, const char *key);
const struct node *tree_nth(const struct node *n, size_t nth);

#endif
