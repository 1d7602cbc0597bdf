/* SPDX-License-Identifier: Apache-2.0 */
/*
 * alike.c - is somebody about to note what is there already?
 *
 * Each longer word of the title is looked up in the search index by itself;
 * signals that have several of them come first. It is a hint while typing, not
 * a verdict: nobody is kept from adding theirs.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "domain/horizon/signal.h"

#define WORDS_MAX   8  /* of a title that are looked up */
#define WORD_LEAST  4  /* bytes; shorter ones say little */
#define FOUND_MAX   20 /* for a word */
#define SIMILAR_MAX 5

struct similar_query {
	int64_t community;
	const char *title;
};

struct likeness {
	int64_t id, words;
	const char *title;
};

struct likenesses {
	struct list alike;
};

/* A hit of the index, of which only this is wanted. */
struct hit {
	int64_t id;
	const char *kind;
	int64_t community, place, author;
	const char *author_name;
	int64_t at;
	const char *heading, *excerpt;
};

static const struct field similar_input[] = {
	F_ID(similar_query, community),
	F_TEXT(similar_query, title, 1, TITLE_MAX), F_END
};
static const struct field likeness_fields[] = {
	F_ID(likeness, id), F_INT(likeness, words, 1, WORDS_MAX),
	F_TEXT(likeness, title, 1, TITLE_MAX), F_END
};
static const struct field similar_output[] = {
	F_LIST(likenesses, alike, likeness, likeness_fields, SIMILAR_MAX),
	F_END
};
static const struct field hit_fields[] = {
	F_ID(hit, id), F_TEXT(hit, kind, 1, 20), F_ID(hit, community),
	F_ID(hit, place), F_REF(hit, author),
	F_TEXT_OPT(hit, author_name, FIELD_INT_MAX), F_AT(hit, at),
	F_TEXT(hit, heading, 0, FIELD_INT_MAX),
	F_TEXT(hit, excerpt, 0, FIELD_INT_MAX), F_END
};

static bool
in_word(char letter)
{
	return isalnum((unsigned char)letter) || (letter & 0x80) != 0;
}

/* The next word that is long enough; NULL: there is none. */
static const char *
next_word(struct arena *a, const char **at)
{
	for (size_t len; **at != '\0'; *at += len) {
		while (**at != '\0' && !in_word(**at))
			(*at)++;
		for (len = 0; in_word((*at)[len]); len++)
			continue;
		if (len >= WORD_LEAST) {
			*at += len;
			return arena_copy(a, *at - len, len);
		}
	}
	return NULL;
}

static void
count_hit(struct likeness *found, size_t *count, const struct hit *hit)
{
	size_t i = 0;

	while (i < *count && found[i].id != hit->id)
		i++;
	if (i == *count)
		found[(*count)++] = (struct likeness){ hit->id, 0,
			hit->heading };
	found[i].words++;
}

static int
by_words(const void *a, const void *b)
{
	const struct likeness *x = a, *y = b;

	if (x->words != y->words)
		return (x->words < y->words) - (x->words > y->words);
	return (x->id < y->id) - (x->id > y->id);
}

/* A title of one long word is like another that has it. */
static struct list
find(struct call *c, const struct similar_query *in)
{
	struct likeness *found = arena_get(c->arena,
	    WORDS_MAX * FOUND_MAX * sizeof(*found));
	int64_t audience = AUDIENCE(AUDIENCE_COMMUNITY, in->community);
	struct ids heard = { &audience, 1 };
	size_t count = 0, words = 0, like = 0;
	const char *at = in->title, *word;

	while (words < WORDS_MAX && (word = next_word(c->arena, &at)) != NULL) {
		struct list hits = db_all(c->db, SEARCH_FIND, hit_fields,
		    sizeof(struct hit), db_question(c->db, MATCH_ALL,
			word, &heard),
		    FIELD_INT_MAX, "signal", in->community, c->member,
		    FOUND_MAX);

		words++;
		for (size_t i = 0; i < hits.count; i++)
			count_hit(found, &count,
			    &((const struct hit *)hits.at)[i]);
	}
	qsort(found, count, sizeof(*found), by_words);
	while (like < count && like < SIMILAR_MAX &&
	    found[like].words * 2 >= (int64_t)words)
		like++;
	return (struct list){ found, like };
}

static enum err
signal_similar(struct call *c)
{
	const struct similar_query *in = c->in;
	struct likenesses out;

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.alike = find(c, in);
	return call_reply(c, similar_output, &out);
}

const struct method alike_methods[] = {
	{ .name = "signal.similar", .kind = READ, .who = WHO_MEMBER,
	  .in = similar_input, .in_size = sizeof(struct similar_query),
	  .out = similar_output, .run = signal_similar,
	  .doc = "Signals that have at least half the longer words of a title; "
		 "for members." },
	{ 0 }
};
