/* SPDX-License-Identifier: Apache-2.0 */
/*
 * similar.c - how comments like this one were answered before.
 *
 * The index of words finds answered comments with any of the longer words; of
 * the newest of them those come first that share the most. Counting words is
 * crude and says what it does; a coordinator reads five and decides.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/reviews/reviews.h"

#define WORDS_MAX   12  /* of the comment that are looked for */
#define WORD_MIN    5   /* bytes; shorter ones are in every comment */
#define FOUND_MAX   300 /* that are compared, the newest */
#define SHOWN_MAX   5
#define EXCERPT_MAX 160

struct similar_query {
	int64_t comment;
};

struct similar {
	int64_t id;
	const char *title; /* of the round */
	const char *words, *disposition, *reason;
	int64_t disposed_at;
	int64_t shared; /* words */
};

struct similar_list {
	struct list similar;
};

struct heard {
	int64_t audience;
};

static const struct field similar_query_input[] = {
	F_ID(similar_query, comment), F_END
};
static const struct field similar_fields[] = {
	F_ID(similar, id), F_TEXT(similar, title, 0, FIELD_INT_MAX),
	F_TEXT(similar, words, 0, FIELD_INT_MAX),
	F_CHOICE(similar, disposition, dispositions),
	F_TEXT_OPT(similar, reason, REASON_MAX), F_AT(similar, disposed_at),
	F_END
};
static const struct field similar_list_output[] = {
	F_LIST(similar_list, similar, similar, similar_fields, SHOWN_MAX), F_END
};
static const struct field heard_fields[] = {
	F_INT(heard, audience, 0, FIELD_INT_MAX), F_END
};

/* Whether a byte is part of a word; those of other scripts are. */
static bool
in_word(char c)
{
	return isalnum((unsigned char)c) || (c & 0x80) != 0;
}

static bool
among(const char *const *words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcasecmp(words[i], word) == 0)
			return true;
	return false;
}

/* The first of the longer words, each once. */
static struct texts
long_words(struct arena *a, const char *text)
{
	const char **words = arena_get(a, WORDS_MAX * sizeof(*words));
	size_t n = 0, len;

	while (*text != '\0' && n < WORDS_MAX) {
		const char *word;

		if (!in_word(*text)) {
			text++;
			continue;
		}
		for (len = 0; in_word(text[len]); len++)
			;
		word = arena_copy(a, text, len);
		if (len >= WORD_MIN && !among(words, n, word))
			words[n++] = word;
		text += len;
	}
	return (struct texts){ words, n };
}

static const char *
question_of(struct call *c, const struct texts *words)
{
	struct list heard = db_all(c->db, SEARCH_SCOPES, heard_fields,
	    sizeof(struct heard), c->member);
	const struct heard *h = heard.at;
	int64_t *at = arena_get(c->arena, heard.count * sizeof(*at));
	struct buffer typed = { 0 };
	const char *question;

	for (size_t i = 0; i < heard.count; i++)
		at[i] = h[i].audience;
	for (size_t i = 0; i < words->count; i++)
		buffer_printf(&typed, "%s ", words->at[i]);
	question = db_question(c->db, MATCH_ANY, buffer_string(&typed),
	    &(struct ids){ at, heard.count });
	buffer_free(&typed);
	return question;
}

static int
most_shared_first(const void *a, const void *b)
{
	const struct similar *x = a, *y = b;

	if (x->shared != y->shared)
		return x->shared < y->shared ? 1 : -1;
	return x->id < y->id ? 1 : -1;
}

static void
weigh(struct call *c, const struct texts *words, struct list *found)
{
	struct similar *s = found->at;

	for (size_t i = 0; i < found->count; i++) {
		for (size_t k = 0; k < words->count; k++)
			s[i].shared += strcasestr(s[i].words, words->at[k]) !=
			    NULL;
		s[i].words = text_excerpt(c->arena, text_words(c->arena,
		    s[i].words), EXCERPT_MAX);
	}
	if (found->count > 1)
		qsort(s, found->count, sizeof(*s), most_shared_first);
	if (found->count > SHOWN_MAX)
		found->count = SHOWN_MAX;
}

static enum err
comment_similar(struct call *c)
{
	const struct similar_query *in = c->in;
	struct similar_list out = { 0 };
	const char *question;
	struct texts words;
	struct comment m;
	struct round r;

	if (!comment_pick_answered(c, in->comment, &m, &r))
		return c->err;
	words = long_words(c->arena, text_words(c->arena, m.body));
	question = question_of(c, &words);
	if (question != NULL)
		out.similar = db_all(c->db, COMMENT_SIMILAR, similar_fields,
		    sizeof(struct similar), question, m.id, r.community,
		    c->member, FOUND_MAX);
	weigh(c, &words, &out.similar);
	return call_reply(c, similar_list_output, &out);
}

const struct method similar_methods[] = {
	{ .name = "comment.similar", .kind = READ, .who = WHO_MEMBER,
	  .lane = LANE_SEARCH,
	  .in = similar_query_input, .in_size = sizeof(struct similar_query),
	  .out = similar_list_output, .run = comment_similar,
	  .doc = "How comments like this one were answered before; for "
		 "coordinators." },
	{ 0 }
};
