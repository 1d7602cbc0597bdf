/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dialect.c - our SQL in PostgreSQL's words.
 *
 * SQL is written once, for SQLite's STRICT tables; PostgreSQL gets the same
 * text with a few words exchanged and its :names numbered. Only words in
 * capitals are looked at, so a column may be called text. It is no parser: a
 * statement that needs more than this is written so that both take it.
 */
#include "store/dialect.h"

#include "soundings/base.h"
#include "soundings/buffer.h"

#include <string.h>

#define NAMES_MAX 64

static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
			      "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";

static const struct {
	const char *ours, *theirs;
} words[] = {
	{ "INTEGER", "bigint" },
	{ "REAL", "double precision" },
	{ "BLOB", "bytea" },
	{ "STRICT", "" },
};

struct reading {
	const char *at;
	struct buffer out;
	const char *names[NAMES_MAX];
	size_t count;
	bool after_as; /* the word before was AS */
	const char *why;
};

/* The length of what begins here and is not looked into: a literal, a quoted
 * name or a comment; 0: none does. */
static size_t
closed_len(const char *at)
{
	const char *end = NULL;

	if (*at == '\'' || *at == '"')
		end = strchr(at + 1, *at); /* a doubled one begins anew */
	else if (strncmp(at, "--", 2) == 0)
		return strcspn(at, "\n");
	else
		return 0;
	return end != NULL ? (size_t)(end - at) + 1 : strlen(at);
}

/* The number of a :name; each has one, however often it stands there. */
static size_t
number_of(struct arena *a, struct reading *r, const char *name, size_t len)
{
	for (size_t i = 0; i < r->count; i++)
		if (strlen(r->names[i]) == len &&
		    memcmp(r->names[i], name, len) == 0)
			return i + 1;
	if (r->count == NAMES_MAX) {
		r->why = "takes too many values";
		return 1;
	}
	r->names[r->count++] = arena_copy(a, name, len);
	return r->count;
}

static void
put_word(struct reading *r, const char *word, size_t len)
{
	bool after_as = r->after_as;

	r->after_as = len == 2 && memcmp(word, "AS", 2) == 0;
	for (size_t i = 0; i < COUNT(words); i++)
		if (strlen(words[i].ours) == len &&
		    memcmp(words[i].ours, word, len) == 0) {
			buffer_text(&r->out, words[i].theirs);
			return;
		}
	buffer_put(&r->out, word, len);
	/* Texts are compared by their bytes, as SQLite does; CAST (x AS TEXT)
	 * names the type alone. */
	if (!after_as && len == 4 && memcmp(word, "TEXT", 4) == 0)
		buffer_text(&r->out, " COLLATE \"C\"");
}

static void
translate(struct arena *a, struct reading *r)
{
	size_t len;

	while (*r->at != '\0') {
		if ((len = closed_len(r->at)) > 0) {
			buffer_put(&r->out, r->at, len);
		} else if ((len = strspn(r->at, letters)) > 0) {
			put_word(r, r->at, len);
		} else if (*r->at == ':' &&
			   (len = strspn(r->at + 1, letters)) > 0) {
			buffer_printf(&r->out, "$%zu",
			    number_of(a, r, r->at + 1, len));
			len++;
		} else {
			if (*r->at == '?')
				r->why = "has a value without a :name";
			len = 1;
			buffer_char(&r->out, *r->at);
		}
		r->at += len;
	}
}

struct translated
dialect_statement(struct arena *a, const char *sql, const char **why)
{
	struct reading r = { .at = sql };
	struct translated t = { 0 };

	translate(a, &r);
	if (r.why == NULL) {
		t.sql = arena_copy(a, buffer_string(&r.out), r.out.len);
		t.names = memcpy(arena_get(a, sizeof(r.names)), r.names,
		    sizeof(r.names));
		t.count = r.count;
	}
	buffer_free(&r.out);
	*why = r.why;
	return t;
}

const char *
dialect_schema(struct arena *a, const char *sql)
{
	struct reading r = { .at = sql };
	const char *out;

	translate(a, &r);
	out = arena_copy(a, buffer_string(&r.out), r.out.len);
	buffer_free(&r.out);
	return out;
}
