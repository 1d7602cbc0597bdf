/* SPDX-License-Identifier: Apache-2.0 */
/*
 * match.c - what a person types into a search box, as FTS5 and PostgreSQL ask.
 *
 * All words must be there, or any of them; "a few words" in quotes stand
 * together; -word must not be there. Each is quoted, so nothing that is typed
 * is syntax: covid-19 and 2.5mg are found. The places to look in are part of the question: the index
 * then steps over all that its reader may not see.
 */
#include <ctype.h>
#include <string.h>

#include "soundings/base.h"

#include "store/driver.h"

#define SPACE     " \t\r\n"
#define TERMS_MAX 16 /* of what is typed; the rest is not looked at */

struct term {
	const char *at;
	size_t len;
	bool without;
};

/* Takes one term off what is typed; it may be empty. */
static struct term
next_term(const char **typed)
{
	const char *at = *typed + strspn(*typed, SPACE);
	struct term t = { .without = *at == '-' };
	bool quoted;

	at += t.without;
	quoted = *at == '"';
	t.at = at + quoted;
	t.len = strcspn(t.at, quoted ? "\"" : SPACE "\"");
	at = t.at + t.len;
	*typed = at + (quoted && *at == '"');
	return t;
}

/* Is there anything that an index has? Bytes of other scripts are. */
static bool
has_word(const struct term *t)
{
	for (size_t i = 0; i < t->len; i++)
		if (isalnum((unsigned char)t->at[i]) || (t->at[i] & 0x80) != 0)
			return true;
	return false;
}

static void
put_term(struct buffer *b, const struct term *t, const char *between)
{
	if (b->len > 0)
		buffer_text(b, between);
	buffer_char(b, '"');
	buffer_put(b, t->at, t->len); /* there is no quote in it */
	buffer_char(b, '"');
}

static void
put_scopes(struct buffer *b, const struct ids *scopes)
{
	buffer_text(b, "{scope} : (");
	for (size_t i = 0; i < scopes->count; i++)
		buffer_printf(b, "%s\"a%lld\"", i > 0 ? " OR " : "",
		    (long long)scopes->at[i]);
	buffer_text(b, ")");
}

const char *
match_fts5(struct arena *a, enum match match, const char *typed,
    const struct ids *scopes)
{
	struct buffer with = { 0 }, without = { 0 }, out = { 0 };
	const char *question = NULL;

	for (int i = 0; i < TERMS_MAX && *typed != '\0'; i++) {
		struct term t = next_term(&typed);

		if (has_word(&t) && t.without)
			put_term(&without, &t, " OR ");
		else if (has_word(&t))
			put_term(&with, &t,
			    match == MATCH_ANY ? " OR " : " AND ");
	}
	if (with.len > 0 && scopes->count > 0) {
		put_scopes(&out, scopes);
		buffer_printf(&out, " AND {title body} : (%s)",
		    buffer_string(&with));
		if (without.len > 0)
			buffer_printf(&out, " NOT {title body} : (%s)",
			    buffer_string(&without));
		question = arena_copy(a, out.at, out.len);
	}
	buffer_free(&with);
	buffer_free(&without);
	buffer_free(&out);
	return question;
}

/* In quotes `or` is a word like any other. */
const char *
match_websearch(struct arena *a, enum match match, const char *typed)
{
	struct buffer out = { 0 };
	const char *question = NULL;
	bool asks = false;

	for (int i = 0; i < TERMS_MAX && *typed != '\0'; i++) {
		struct term t = next_term(&typed);

		if (!has_word(&t))
			continue;
		asks |= !t.without;
		if (t.without)
			buffer_text(&out, " -");
		put_term(&out, &t, t.without ? ""
		    : match == MATCH_ANY ? " or " : " ");
	}
	if (asks)
		question = arena_copy(a, out.at, out.len);
	buffer_free(&out);
	return question;
}
