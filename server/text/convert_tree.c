/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_tree.c - what pandoc answers, as a tree.
 *
 * base/json.c reads what comes over the wire: at most 32 deep, with a table for
 * each object. A list in a table in a list is deeper than that, and a draft of
 * 200 pages has 300,000 objects of two keys: here each value is one small node.
 */
#include "text/convert_tree.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/buffer.h"
#include "text/escape.h"

enum { TREE_DEPTH_MAX = 500 };

struct reading {
	struct arena *arena;
	char *at;
	size_t depth;
};

static struct node *read_value(struct reading *r);

static void
blanks(struct reading *r)
{
	r->at += strspn(r->at, " \t\r\n");
}

static bool
took(struct reading *r, char c)
{
	blanks(r);
	if (*r->at != c)
		return false;
	r->at++;
	return true;
}

static struct node *
node_new(struct reading *r, enum node_kind kind)
{
	struct node *n = arena_get(r->arena, sizeof(*n));

	n->kind = kind;
	n->text = "";
	return n;
}

static bool
four_digits(const char *p, uint32_t *code)
{
	char digits[5] = { 0 };

	if (strnlen(p, 4) < 4)
		return false;
	memcpy(digits, p, 4);
	*code = (uint32_t)strtoul(digits, NULL, 16);
	return strspn(digits, "0123456789abcdefABCDEF") == 4;
}

/* One \uXXXX, or a pair; writes it over what stood there. */
static char *
write_code(struct reading *r, char *to)
{
	struct buffer b = { 0 };
	uint32_t code, low;

	if (!four_digits(r->at + 1, &code))
		return NULL;
	r->at += 5;
	if (code >= 0xd800 && code < 0xdc00 && strncmp(r->at, "\\u", 2) == 0 &&
	    four_digits(r->at + 2, &low) && low >= 0xdc00 && low < 0xe000) {
		code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
		r->at += 6;
	}
	escape_code_point(&b, code);
	memcpy(to, b.at, b.len); /* shorter than its escape, always */
	to += b.len;
	buffer_free(&b);
	return to;
}

static char *
write_escaped(struct reading *r, char *to)
{
	static const char from[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	const char *known;

	if (*r->at == 'u')
		return write_code(r, to);
	known = *r->at == '\0' ? NULL : strchr(from, *r->at);
	if (known == NULL)
		return NULL;
	r->at++;
	*to = means[known - from];
	return to + 1;
}

/* Behind the opening quote; the text is decoded over itself. */
static const char *
read_text(struct reading *r)
{
	char *text = r->at, *to = r->at;

	while (*r->at != '"') {
		if (*r->at == '\0')
			return NULL;
		if (*r->at != '\\') {
			*to++ = *r->at++;
			continue;
		}
		r->at++;
		to = write_escaped(r, to);
		if (to == NULL)
			return NULL;
	}
	r->at++;
	*to = '\0';
	return text;
}

/* A list, or a map when there are keys; behind the opening bracket. */
static struct node *
read_many(struct reading *r, enum node_kind kind, char close)
{
	struct node *many = node_new(r, kind), *n, *last = NULL;
	const char *key = NULL;

	if (took(r, close))
		return many;
	do {
		if (kind == NODE_MAP) {
			key = took(r, '"') ? read_text(r) : NULL;
			if (key == NULL || !took(r, ':'))
				return NULL;
		}
		n = read_value(r);
		if (n == NULL)
			return NULL;
		n->key = key;
		if (last == NULL)
			many->first = n;
		else
			last->next = n;
		last = n;
	} while (took(r, ','));
	return took(r, close) ? many : NULL;
}

static struct node *
read_word(struct reading *r)
{
	size_t len = strcspn(r->at, ",]} \t\r\n");
	struct node *n = node_new(r, NODE_WORD);

	if (len == 0)
		return NULL;
	n->text = arena_copy(r->arena, r->at, len);
	r->at += len;
	return n;
}

static struct node *
read_value(struct reading *r)
{
	struct node *n;

	if (++r->depth > TREE_DEPTH_MAX)
		return NULL;
	if (took(r, '[')) {
		n = read_many(r, NODE_LIST, ']');
	} else if (took(r, '{')) {
		n = read_many(r, NODE_MAP, '}');
	} else if (took(r, '"')) {
		n = node_new(r, NODE_TEXT);
		n->text = read_text(r);
		if (n->text == NULL)
			return NULL;
	} else {
		n = read_word(r);
	}
	r->depth--;
	return n;
}

const struct node *
tree_read(struct arena *a, char *json)
{
	struct reading r = { .arena = a, .at = json };

	return read_value(&r);
}

static const struct node nothing = { .kind = NODE_WORD, .text = "" };

const struct node *
tree_of(const struct node *n, const char *key)
{
	for (const struct node *v = n->first; v != NULL; v = v->next)
		if (v->key != NULL && strcmp(v->key, key) == 0)
			return v;
	return &nothing;
}

const struct node *
tree_nth(const struct node *n, size_t nth)
{
	const struct node *v = n->first;

	while (v != NULL && nth-- > 0)
		v = v->next;
	return v != NULL ? v : &nothing;
}
