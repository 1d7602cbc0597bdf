/* SPDX-License-Identifier: Apache-2.0 */
/*
 * digest_words.c - a digest as words, once plain and once as HTML.
 *
 * Both say the same in the same order. What people wrote is quoted by its first
 * words; titles lead, because they are what is scanned on a phone.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/text.h"

#include "domain/notify/notify.h"

#define QUOTE_MOST 160
#define REASON_MOST 400
#define TITLE_MOST 120

/* One entry of a digest: a line that leads somewhere, and lines below it. */
struct entry {
	const char *title, *path;
	const char *lines[3]; /* NULL: none */
};

/* Writes entries in one of the two forms. */
struct page {
	struct arena *arena;
	const struct digest *digest;
	struct buffer out;
	void (*heading)(struct page *p, const char *words);
	void (*entry)(struct page *p, const struct entry *e);
};

static void
plain_heading(struct page *p, const char *words)
{
	if (p->out.len > 0)
		buffer_char(&p->out, '\n');
	buffer_text(&p->out, words);
	buffer_char(&p->out, '\n');
	for (size_t i = utf8_count(words); i > 0; i--)
		buffer_char(&p->out, '-');
	buffer_char(&p->out, '\n');
}

static void
plain_entry(struct page *p, const struct entry *e)
{
	buffer_printf(&p->out, "\n* %s\n", e->title);
	for (size_t i = 0; i < COUNT(e->lines); i++)
		if (e->lines[i] != NULL)
			buffer_printf(&p->out, "  %s\n", e->lines[i]);
	buffer_printf(&p->out, "  %s%s\n", p->digest->url, e->path);
}

static void
html_heading(struct page *p, const char *words)
{
	buffer_printf(&p->out, "<h2>%s</h2>\n", text_escape(p->arena, words));
}

static void
html_entry(struct page *p, const struct entry *e)
{
	buffer_printf(&p->out,
	    "<p class=\"entry\"><a class=\"title\" "
	    "href=\"%s%s\">%s</a>",
	    text_escape(p->arena, p->digest->url),
	    text_escape(p->arena, e->path), text_escape(p->arena, e->title));
	for (size_t i = 0; i < COUNT(e->lines); i++)
		if (e->lines[i] != NULL)
			buffer_printf(&p->out, "<br>\n%s",
			    text_escape(p->arena, e->lines[i]));
	buffer_text(&p->out, "</p>\n");
}

/* Markdown as its first words. */
static const char *
quote(struct arena *a, const char *markdown, size_t most)
{
	struct list list = text_clauses(a, text_excerpt(a, markdown, 4 * most));
	const struct clause_text *clauses = list.at;
	const char *words = "";

	for (size_t i = 0; i < list.count; i++)
		words = arena_printf(
		    a, "%s%s%s", words, i > 0 ? " " : "", clauses[i].text);
	return text_excerpt(a, words, most);
}

static const char *
plural(struct arena *a, int64_t n, const char *one, const char *many)
{
	return arena_printf(a, "%lld %s", (long long)n, n == 1 ? one : many);
}

static const char *
time_left(struct arena *a, int64_t ms)
{
	if (ms >= 2 * DAY)
		return arena_printf(
		    a, "in %s", plural(a, ms / DAY, "day", "days"));
	if (ms >= HOUR)
		return arena_printf(
		    a, "in %s", plural(a, ms / HOUR, "hour", "hours"));
	return "in less than an hour";
}

static void
put_ask(struct page *p, const struct ask *ask)
{
	bool review = strcmp(ask->kind, "review") == 0;
	char closes[128];
	struct entry e = {
		.title = arena_printf(p->arena, "%s: %s",
		    review ? "Review" : "Poll",
		    text_excerpt(p->arena, ask->title, TITLE_MOST)),
		.path = arena_printf(p->arena, "/%s/%lld",
		    review ? "round" : "poll", (long long)ask->id),
	};

	clock_words(closes, sizeof(closes), ask->closes_at, p->digest->zone);
	e.lines[0] = arena_printf(p->arena, "Closes %s, %s.", closes,
	    time_left(p->arena, ask->closes_at - p->digest->now));
	e.lines[1] = arena_printf(p->arena, "Takes about %s. %s.",
	    plural(p->arena, ask->minutes, "minute", "minutes"),
	    ask->community);
	p->entry(p, &e);
}

static const char *
decision(const char *disposition)
{
	static const struct {
		const char *name, *words;
	} known[] = {
		{ "accepted", "accepted" },
		{ "accepted_in_part", "accepted in part" },
		{ "not_accepted", "not accepted" },
		{ "noted", "noted" },
		{ "out_of_scope", "out of scope" },
		{ "duplicate", "answered with another comment that says the "
			       "same" },
		{ "later_version", "kept for a later version" },
	};

	for (size_t i = 0; i < COUNT(known); i++)
		if (strcmp(disposition, known[i].name) == 0)
			return known[i].words;
	return disposition;
}

static void
put_answer(struct page *p, const struct answer *answer)
{
	struct arena *a = p->arena;
	struct entry e = {
		.title = arena_printf(a, "Your comment on %s%s%s: %s",
		    answer->clause != NULL ? answer->clause : "",
		    answer->clause != NULL ? " of " : "",
		    text_excerpt(a, answer->title, TITLE_MOST),
		    decision(answer->disposition)),
		.path = arena_printf(
		    a, "/round/%lld", (long long)answer->round),
		.lines = { arena_printf(a,
		    "You wrote: \xe2\x80\x9c%s\xe2\x80\x9d",
		    quote(a, answer->words, QUOTE_MOST)) },
	};

	if (answer->reason != NULL && answer->reason[0] != '\0')
		e.lines[1] = arena_printf(
		    a, "Why: %s", quote(a, answer->reason, REASON_MOST));
	p->entry(p, &e);
}

static void
put_echo(struct page *p, const struct echo *echo)
{
	struct arena *a = p->arena;
	struct entry e = {
		.title = arena_printf(a, "%s answered you in %s", echo->writer,
		    text_excerpt(a, echo->title, TITLE_MOST)),
		.path = arena_printf(a, "/thread/%lld#post-%lld",
		    (long long)echo->thread, (long long)echo->id),
		.lines = { arena_printf(a, "\xe2\x80\x9c%s\xe2\x80\x9d",
		    quote(a, echo->words, QUOTE_MOST)) },
	};

	p->entry(p, &e);
}

static void
put_news(struct page *p, const struct news *news)
{
	struct arena *a = p->arena;
	struct entry e = {
		.title = text_excerpt(a, news->title, TITLE_MOST),
		.path = arena_printf(a, "/thread/%lld", (long long)news->id),
		.lines = { arena_printf(a, "%s. %s.",
		    plural(a, news->unread, "unread post", "unread posts"),
		    news->community) },
	};

	p->entry(p, &e);
}

static void
put_all(struct page *p)
{
	const struct digest *d = p->digest;
	const struct ask *ask = d->asks.at;
	const struct answer *answer = d->answers.at;
	const struct echo *echo = d->echoes.at;
	const struct news *news = d->news.at;
	static const struct entry more = {
		.title = "More is new than fits here",
		.path = "/",
	};

	if (d->asks.count > 0)
		p->heading(p, "Waiting for you");
	for (size_t i = 0; i < d->asks.count; i++)
		put_ask(p, &ask[i]);
	if (d->answers.count + d->echoes.count > 0)
		p->heading(p, "Answers to you");
	for (size_t i = 0; i < d->answers.count; i++)
		put_answer(p, &answer[i]);
	for (size_t i = 0; i < d->echoes.count; i++)
		put_echo(p, &echo[i]);
	if (d->news.count > 0)
		p->heading(p, "Not read yet");
	for (size_t i = 0; i < d->news.count; i++)
		put_news(p, &news[i]);
	if (d->more)
		p->entry(p, &more);
}

static const char *
finish(struct page *p)
{
	const char *out;

	put_all(p);
	out = arena_copy(p->arena, buffer_string(&p->out), p->out.len);
	buffer_free(&p->out);
	return out;
}

const char *
digest_text(struct arena *a, const struct digest *d)
{
	struct page p = {
		.arena = a,
		.digest = d,
		.heading = plain_heading,
		.entry = plain_entry,
	};

	return finish(&p);
}

const char *
digest_html(struct arena *a, const struct digest *d)
{
	struct page p = {
		.arena = a,
		.digest = d,
		.heading = html_heading,
		.entry = html_entry,
	};

	return finish(&p);
}

const char *
digest_subject(struct arena *a, const struct digest *d)
{
	int64_t asks = (int64_t)d->asks.count;
	int64_t answers = (int64_t)(d->answers.count + d->echoes.count);

	if (asks > 0)
		return arena_printf(a, "%s for you",
		    plural(a, asks, "thing waits", "things wait"));
	if (answers > 0)
		return arena_printf(
		    a, "You have %s", plural(a, answers, "answer", "answers"));
	return arena_printf(a, "%s%s news", d->more ? "More than " : "",
	    plural(a, (int64_t)d->news.count, "thread has", "threads have"));
}
