/* SPDX-License-Identifier: Apache-2.0 */
/*
 * search.c - finding things by their words.
 *
 * The index is one more reader of the log: a chore takes what has happened and
 * looks the thing up, so posting never waits for it, and what was withdrawn
 * goes as it came. Answers come newest first: at a million posts that takes
 * milliseconds, where the best match would have to weigh them all.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/access.h"
#include "soundings/base.h"
#include "soundings/event.h"
#include "soundings/text.h"

#include "domain/desk/search.h"
#include "domain/rooms.h"

#define FOUND_MAX  20
#define WORDS_MAX  200 /* code points that are looked for */
#define NEWS_MOST  512 /* as the block says */
#define INDEX_MOST 128 /* things a turn; the writer waits for it */
#define SOON       200 /* ms until what was said can be found, at most */

struct search {
	const char *words, *kind;
	int64_t community, before;
};

struct found {
	int64_t id;
	const char *kind;
	int64_t community, place, author;
	const char *author_name;
	int64_t at;
	const char *heading, *excerpt;
};

struct answer {
	struct list found;
	bool more;
};

/* A thing as the index has it; NULL body: it is not to be found any more. */
struct entry {
	int64_t id;
	const char *kind;
	int64_t community, audience, place, author, at;
	const char *heading, *title, *body;
};

struct news {
	int64_t seq;
	const char *kind;
	int64_t subject;
};

struct indexing {
	int64_t after, upto;
	struct entry *entries;
	size_t count;
	bool more;
};

struct indexed {
	int64_t count;
	bool more;
};

struct heard {
	int64_t audience;
};

/* Which event says that a thing's words are new, and where they stand. */
static const struct source {
	const char *event;
	enum sql sql;
} sources[] = {
	{ "thread.opened", SEARCH_THREAD },
	{ "thread.closed", SEARCH_THREAD },
	{ "thread.reopened", SEARCH_THREAD },
	{ "meeting.opened", SEARCH_THREAD },
	{ "meeting.changed", SEARCH_THREAD },
	{ "thread.posted", SEARCH_POST },
	{ "post.edited", SEARCH_POST },
	{ "post.withdrawn", SEARCH_POST },
	{ "document.added", SEARCH_DOCUMENT },
	{ "document.shown", SEARCH_DOCUMENT },
	{ "round.opened", SEARCH_ROUND },
	{ "round.decided", SEARCH_ROUND },
	{ "comment.added", SEARCH_COMMENT },
	{ "comment.disposed", SEARCH_COMMENT },
	{ "comment.withdrawn", SEARCH_COMMENT },
	{ "poll.opened", SEARCH_POLL },
	{ "poll.decided", SEARCH_POLL },
	{ "signal.added", SEARCH_SIGNAL },
	{ "signal.triaged", SEARCH_SIGNAL },
	{ "signal.merged", SEARCH_SIGNAL },
	{ "resource.added", SEARCH_RESOURCE },
	{ "resource.changed", SEARCH_RESOURCE },
};

static const char *const kinds[] = { "thread", "post", "document", "round",
	"comment", "poll", "signal", "resource", NULL };

static const struct field search_input[] = {
	F_TEXT(search, words, 1, WORDS_MAX),
	F_CHOICE_OPT(search, kind, kinds), F_REF(search, community),
	F_REF(search, before), F_END
};
static const struct field found_fields[] = {
	F_ID(found, id), F_CHOICE(found, kind, kinds), F_ID(found, community),
	F_ID(found, place), F_REF(found, author),
	F_TEXT_OPT(found, author_name, FIELD_INT_MAX), F_AT(found, at),
	F_TEXT(found, heading, 0, FIELD_INT_MAX),
	F_TEXT(found, excerpt, 0, FIELD_INT_MAX), F_END
};
static const struct field answer_fields[] = {
	F_LIST(answer, found, found, found_fields, FOUND_MAX),
	F_BOOL(answer, more), F_END
};
static const struct field entry_fields[] = {
	F_ID(entry, id), F_CHOICE(entry, kind, kinds), F_ID(entry, community),
	F_INT(entry, audience, 0, FIELD_INT_MAX), F_ID(entry, place),
	F_REF(entry, author), F_AT(entry, at),
	F_TEXT(entry, heading, 0, FIELD_INT_MAX),
	F_TEXT(entry, title, 0, FIELD_INT_MAX),
	F_TEXT_OPT(entry, body, FIELD_INT_MAX), F_END
};
static const struct field news_fields[] = {
	F_ID(news, seq), F_TEXT(news, kind, 1, 64),
	F_INT(news, subject, 0, FIELD_INT_MAX), F_END
};
static const struct field indexed_output[] = {
	F_INT(indexed, count, 0, INDEX_MOST), F_BOOL(indexed, more), F_END
};
static const struct field heard_fields[] = {
	F_INT(heard, audience, 0, FIELD_INT_MAX), F_END
};

static struct ids
audiences(struct call *c)
{
	struct list heard = db_all(c->db, SEARCH_SCOPES, heard_fields,
	    sizeof(struct heard), c->member);
	const struct heard *h = heard.at;
	int64_t *at = arena_get(c->arena, heard.count * sizeof(*at));

	for (size_t i = 0; i < heard.count; i++)
		at[i] = h[i].audience;
	return (struct ids){ at, heard.count };
}

/* The database marks what it found by the characters 2 and 3; whatever else is
 * in the excerpt is somebody's words. */
static const char *
excerpt_html(struct arena *a, const char *excerpt)
{
	struct buffer b = { 0 };
	const char *html;

	for (;; excerpt++) {
		size_t len = strcspn(excerpt, "\2\3");

		buffer_text(&b, text_escape(a, arena_copy(a, excerpt, len)));
		excerpt += len;
		if (*excerpt == '\0')
			break;
		buffer_text(&b, *excerpt == '\2' ? "<mark>" : "</mark>");
	}
	html = arena_copy(a, buffer_string(&b), b.len);
	buffer_free(&b);
	return html;
}

static enum err
search_find(struct call *c)
{
	const struct search *in = c->in;
	struct ids heard = audiences(c);
	const char *question = db_question(c->db, MATCH_ALL, in->words,
	    &heard);
	struct answer out = { 0 };
	struct found *f;

	if (in->community != 0 && !access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (question == NULL && heard.count > 0)
		return call_invalid(c, "words", "Type a word to look for.");
	if (question == NULL)
		return call_reply(c, answer_fields, &out);
	out.found = db_all(c->db, SEARCH_FIND, found_fields, sizeof(*f),
	    question, in->before != 0 ? in->before : FIELD_INT_MAX,
	    in->kind != NULL ? in->kind : "", in->community, c->member,
	    FOUND_MAX + 1);
	out.more = out.found.count > FOUND_MAX;
	if (out.more)
		out.found.count = FOUND_MAX;
	f = out.found.at;
	for (size_t i = 0; i < out.found.count; i++)
		f[i].excerpt = excerpt_html(c->arena, f[i].excerpt);
	return call_reply(c, answer_fields, &out);
}

static const struct source *
source_of(const char *event)
{
	for (size_t i = 0; i < COUNT(sources); i++)
		if (strcmp(sources[i].event, event) == 0)
			return &sources[i];
	return NULL;
}

/* What the thing says now; it may be gone by the time it is looked up. */
static struct entry
look_up(struct call *c, const struct source *source, int64_t id)
{
	struct entry e;

	if (db_get(c->db, source->sql, entry_fields, &e, id))
		e.body = text_words(c->arena, e.body);
	e.id = id;
	return e;
}

int64_t
search_fact(struct call *c, const char *name)
{
	const char *value = db_text(c->db, FACT_GET, name);

	return value != NULL ? strtoll(value, NULL, 10) : 0;
}

/* The slow half, on a reader: reads on in the log. */
static enum err
search_index_prepare(struct call *c)
{
	struct indexing *l = c->in;
	struct list news;
	const struct news *n;
	const struct source *source;

	l->count = 0;
	l->after = l->upto = search_fact(c, "searched");
	news = db_all(c->db, SEARCH_NEWS, news_fields, sizeof(*n), l->after);
	n = news.at;
	l->entries = arena_get(c->arena, INDEX_MOST * sizeof(*l->entries));
	for (size_t i = 0; i < news.count && l->count < INDEX_MOST; i++) {
		source = source_of(n[i].kind);
		if (source != NULL)
			l->entries[l->count++] = look_up(c, source,
			    n[i].subject);
		l->upto = n[i].seq;
		l->more = i + 1 < news.count || news.count == NEWS_MOST;
	}
	return OK;
}

/* First all things, then all words: FTS5 gathers words in memory, and writes them
 * down before each statement on another table that could be taken back. */
static void
index_entries(struct call *c, const struct entry *e, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (e[i].body != NULL)
			db_put(c->db, SEARCH_ADD, entry_fields, &e[i]);
		else
			db_run(c->db, SEARCH_FORGET, e[i].id);
	for (size_t i = 0; i < n; i++)
		if (e[i].body != NULL)
			db_put(c->db, SEARCH_ADD_TEXT, entry_fields, &e[i]);
		else
			db_run(c->db, SEARCH_FORGET_TEXT, e[i].id);
}

static bool
move_on(struct call *c, const struct indexing *l)
{
	const char *upto = arena_printf(c->arena, "%lld", (long long)l->upto);
	const char *after = arena_printf(c->arena, "%lld", (long long)l->after);

	return db_changed(c->db, SEARCH_MOVED, upto, after) > 0;
}

static enum err
search_index(struct call *c)
{
	const struct indexing *l = c->in;
	struct indexed out = { .more = l->more };

	if (l->upto == l->after)
		return call_reply(c, indexed_output, &out);
	if (move_on(c, l)) {
		index_entries(c, l->entries, l->count);
		out.count = (int64_t)l->count;
	} else {
		out.more = true; /* somebody was quicker: look again */
	}
	c->again = out.more;
	return call_reply(c, indexed_output, &out);
}

const struct method search_methods[] = {
	{ .name = "search.find", .kind = READ, .who = WHO_MEMBER,
	  .lane = LANE_SEARCH,
	  .in = search_input, .in_size = sizeof(struct search),
	  .out = answer_fields, .run = search_find,
	  .doc = "What has these words in the caller's communities, newest "
		 "first; for members." },
	{ .name = "search.index", .kind = WRITE, .who = WHO_SERVER,
	  .in_size = sizeof(struct indexing), .out = indexed_output,
	  .prepare = search_index_prepare, .run = search_index, .every = SOON,
	  .doc = "Takes into the index what has happened." },
	{ 0 }
};
