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
#include "soundings/outbox.h"
#include "soundings/sealed.h"
#include "soundings/text.h"

#include "domain/notify/notify.h"
#include "domain/notify/page.h"

#define QUOTE_MOST 160
#define REASON_MOST 400
#define TITLE_MOST 120
#define WORDS_MOST 1200

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

/* What is asked, and where it is answered. */
static const struct ask_kind {
	const char *kind, *words, *path;
} ask_kinds[] = {
	{ "review", "Review", "round" },
	{ "poll", "Poll", "poll" },
	{ "scan", "Scan", "scan" },
	{ "meeting", "Meeting", "thread" },
};

/* Mails know all the kinds that SQL has. */
static const struct ask_kind *
kind_of(const struct ask *ask)
{
	size_t i = 0;

	while (i < COUNT(ask_kinds) &&
	       strcmp(ask->kind, ask_kinds[i].kind) != 0)
		i++;
	invariant(i < COUNT(ask_kinds));
	return &ask_kinds[i];
}

static const char *
act_link(struct telling *p, char verb, int64_t thing, int64_t choice)
{
	const struct digest *d = p->digest;
	struct sealed s = { verb, thing, d->member, choice, d->now };

	return arena_printf(p->arena, "%s/act#%s", d->url,
	    sealed_write(p->arena, SECRET_ACT, &s));
}

static void
add_rsvps(struct telling *p, const struct ask *ask, struct entry *e)
{
	static const char *const labels[] = { "Yes, I will come", "Maybe",
		"No, I cannot come" };

	if (ask->meeting->cancelled_at != 0 ||
	    ask->meeting->starts_at <= p->digest->now)
		return;
	for (size_t i = 0; i < COUNT(labels); i++)
		e->acts[i] = (struct page_act){ labels[i],
			act_link(p, 'c', ask->id, (int64_t)i + 1) };
}

/* What can be done about it by one press, without signing in. */
static void
add_acts(struct telling *p, const struct ask *ask, struct entry *e)
{
	const struct option_label *o = ask->options.at;

	if (p->digest->member == 0)
		return;
	if (strcmp(ask->kind, "review") == 0) {
		e->acts[0] = (struct page_act){ "Read and comment",
			act_link(p, 'd', ask->id, 0) };
		e->acts[1] = (struct page_act){ "Nothing to add",
			act_link(p, 'n', ask->id, 0) };
	}
	if (strcmp(ask->kind, "scan") == 0)
		e->acts[0] = (struct page_act){ "Rate it",
			act_link(p, 'z', ask->id, 0) };
	if (ask->meeting != NULL)
		add_rsvps(p, ask, e);
	if (strcmp(ask->kind, "poll") == 0 &&
	    (ask->options.count == 0 || ask->options.count >= PAGE_ACTS)) {
		e->acts[0] = (struct page_act){ "Answer this poll",
			act_link(p, 'b', ask->id, 0) };
		return;
	}
	for (size_t i = 0; i < ask->options.count; i++)
		e->acts[i] = (struct page_act){
			arena_printf(p->arena, "Vote \xe2\x80\x9c%s\xe2\x80\x9d",
			    text_excerpt(p->arena, o[i].label, 60)),
			act_link(p, 'v', ask->id, o[i].id)
		};
}

static const char *
answer_to(struct telling *p, char verb, int64_t thing)
{
	const struct digest *d = p->digest;

	if (d->settings == NULL)
		return NULL;
	return answer_address(p->arena, d->settings,
	    arena_printf(p->arena, "%c%lld", verb, (long long)thing),
	    d->member, d->now);
}

/* When on the reader's clocks; the day once, if it ends on the same. */
static const char *
from_until(struct telling *p, const struct meeting *m)
{
	const char *zone = p->digest->zone;
	struct local_time one = clock_local(m->starts_at, zone);
	struct local_time two = clock_local(m->ends_at, zone);
	char starts[128], ends[128];

	clock_words(starts, sizeof(starts), m->starts_at, zone);
	if (one.year == two.year && one.month == two.month &&
	    one.day == two.day)
		return arena_printf(p->arena, "%s, until %02d:%02d.", starts,
		    two.hour, two.minute);
	clock_words(ends, sizeof(ends), m->ends_at, zone);
	return arena_printf(p->arena, "%s, until %s.", starts, ends);
}

/* When and where. */
static void
tell_meeting(struct telling *p, const struct ask *ask, struct entry *e)
{
	const struct meeting *m = ask->meeting;
	struct arena *a = p->arena;

	e->lines[0] = from_until(p, m);
	e->lines[1] = m->place == NULL ? NULL
		: arena_printf(a, "Where: %s",
		      text_excerpt(a, m->place, TITLE_MOST * 4));
	e->lines[2] = m->link == NULL ? NULL
		: arena_printf(a, "Link: %s", m->link);
	e->lines[3] = arena_printf(a, "%s.", ask->community);
	e->words = ask->words == NULL || ask->words[0] == '\0' ? NULL
		: text_excerpt(a, ask->words, WORDS_MOST);
	e->answer = ask->talk ? answer_to(p, 't', ask->id) : NULL;
	add_acts(p, ask, e);
	page_entry(p->page, e);
}

void
tell_ask(struct telling *p, const struct ask *ask)
{
	const struct ask_kind *kind = kind_of(ask);
	char closes[128];
	struct entry e = {
		.title = arena_printf(p->arena, "%s: %s", kind->words,
		    text_excerpt(p->arena, ask->title, TITLE_MOST)),
		.path = arena_printf(
		    p->arena, "/%s/%lld", kind->path, (long long)ask->id),
	};

	if (kind == &ask_kinds[0])
		e.answer = answer_to(p, 'r', ask->id);
	if (ask->meeting != NULL) {
		tell_meeting(p, ask, &e);
		return;
	}
	clock_words(closes, sizeof(closes), ask->closes_at, p->digest->zone);
	e.lines[0] = arena_printf(p->arena, "Closes %s, %s.", closes,
	    time_left(p->arena, ask->closes_at - p->digest->now));
	e.lines[1] = arena_printf(p->arena, "Takes about %s. %s.",
	    plural(p->arena, ask->minutes, "minute", "minutes"),
	    ask->community);
	add_acts(p, ask, &e);
	page_entry(p->page, &e);
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

/* Who would answer, and by mail only, has to hear it before they write. */
static const char *
not_taken(const struct answer *answer)
{
	if (answer->shut == NULL)
		return NULL;
	return strcmp(answer->shut, "paused") == 0
		   ? "The review is paused: no answer is taken now."
		   : "The review has closed: no answer is taken any more.";
}

/* Talk about a comment, in full. */
static void
tell_remark(struct telling *p, const struct answer *answer)
{
	struct arena *a = p->arena;

	page_entry(p->page, &(struct entry){
		.title = arena_printf(a, "%s replied to %s comment on %s%s%s",
		    answer->writer, answer->mine ? "your" : "a",
		    answer->clause != NULL ? answer->clause : "",
		    answer->clause != NULL ? " of " : "",
		    text_excerpt(a, answer->title, TITLE_MOST)),
		.path = arena_printf(
		    a, "/round/%lld", (long long)answer->round),
		.lines = { arena_printf(a, "%s: \xe2\x80\x9c%s\xe2\x80\x9d",
		    answer->mine ? "You wrote" : "The comment",
		    quote(a, answer->words, QUOTE_MOST)),
		    not_taken(answer) },
		.words = answer->said,
		.answer = p->digest == NULL || answer->shut != NULL
				? NULL
				: answer_to(p, 'c', answer->comment) });
}

static void
tell_decision(struct telling *p, const struct answer *answer)
{
	struct arena *a = p->arena;
	struct entry e = {
		.title = arena_printf(a, "Your comment on %s%s%s: %s%s%s",
		    answer->clause != NULL ? answer->clause : "",
		    answer->clause != NULL ? " of " : "",
		    text_excerpt(a, answer->title, TITLE_MOST),
		    decision(answer->disposition),
		    answer->original != NULL ? ": " : "",
		    answer->original != NULL ? decision(answer->original)
					     : ""),
		.path = arena_printf(
		    a, "/round/%lld", (long long)answer->round),
		.lines = { arena_printf(a,
		    "You wrote: \xe2\x80\x9c%s\xe2\x80\x9d",
		    quote(a, answer->words, QUOTE_MOST)) },
	};

	if (answer->reason != NULL && answer->reason[0] != '\0')
		e.lines[1] = arena_printf(
		    a, "Why: %s", quote(a, answer->reason, REASON_MOST));
	e.lines[2] = not_taken(answer);
	page_entry(p->page, &e);
}

void
tell_answer(struct telling *p, const struct answer *answer)
{
	if (answer->writer != NULL)
		tell_remark(p, answer);
	else
		tell_decision(p, answer);
}

void
tell_outcome(struct telling *p, const struct outcome *outcome)
{
	struct arena *a = p->arena;
	struct entry e = {
		.title = text_excerpt(a, outcome->title, TITLE_MOST),
		.path = arena_printf(a, "/%s/%lld", outcome->kind,
		    (long long)outcome->id),
		.lines = { arena_printf(
		    a, "What came of it. %s.", outcome->community) },
		.words = outcome->outcome,
	};

	page_entry(p->page, &e);
}

static const char *
echo_verb(const char *cause)
{
	if (strcmp(cause, "mention") == 0)
		return "named you";
	return strcmp(cause, "follow") == 0 ? "wrote" : "answered you";
}

static void
put_echo(struct telling *p, const struct echo *echo)
{
	struct arena *a = p->arena;
	struct entry e = {
		.title = arena_printf(a, "%s %s in %s", echo->writer,
		    echo_verb(echo->cause),
		    text_excerpt(a, echo->title, TITLE_MOST)),
		.path = arena_printf(a, "/thread/%lld#post-%lld",
		    (long long)echo->thread, (long long)echo->id),
		.lines = { arena_printf(a, "\xe2\x80\x9c%s\xe2\x80\x9d",
		    quote(a, echo->words, QUOTE_MOST)),
		    echo->closed ? THREAD_CLOSED : NULL },
		.answer = echo->closed ? NULL : answer_to(p, 'p', echo->id),
	};

	page_entry(p->page, &e);
}

static void
put_news(struct telling *p, const struct news *news)
{
	struct arena *a = p->arena;
	struct entry e = {
		.title = text_excerpt(a, news->title, TITLE_MOST),
		.path = arena_printf(a, "/thread/%lld", (long long)news->id),
		.lines = { arena_printf(a, "%s. %s.",
		    plural(a, news->unread, "unread post", "unread posts"),
		    news->community),
		    news->closed ? THREAD_CLOSED : NULL },
		.answer = news->closed ? NULL : answer_to(p, 't', news->id),
	};

	page_entry(p->page, &e);
}

static void
put_letter(struct telling *p, const struct round_letter *letter)
{
	page_entry(p->page, &(struct entry){
		.title = letter->subject,
		.path = arena_printf(p->arena, "/round/%lld",
		    (long long)letter->round) });
	page_text(p->page, letter->text);
}

static void
put_answers(struct telling *p, const struct digest *d)
{
	const struct answer *answer = d->answers.at;
	const struct echo *echo = d->echoes.at;
	const struct round_letter *letter = d->letters.at;

	if (d->answers.count + d->echoes.count + d->letters.count > 0)
		page_heading(p->page, "Answers to you");
	for (size_t i = 0; i < d->answers.count; i++)
		tell_answer(p, &answer[i]);
	for (size_t i = 0; i < d->echoes.count; i++)
		put_echo(p, &echo[i]);
	for (size_t i = 0; i < d->letters.count; i++)
		put_letter(p, &letter[i]);
}

/* Whoever only ever uses mail has to be told where a signal goes, in every digest:
 * it is the only page that they have. */
static void
put_watches(struct telling *p)
{
	const struct watch *w = p->digest->watches.at;

	for (size_t i = 0; i < p->digest->watches.count; i++) {
		const char *address = answer_to(p, 's', w[i].id);

		if (address == NULL)
			return;
		if (i == 0)
			page_heading(p->page, "Do you see something change?");
		page_entry(p->page, &(struct entry){
			.title = arena_printf(
			    p->arena, "Tell %s by mail", w[i].name),
			.path = arena_printf(
			    p->arena, "/c/%s/signals/new", w[i].slug),
			.lines = { "The subject says what changes, in one "
				   "sentence; below it, why it matters." },
			.answer = address });
	}
}

static void
put_all(struct telling *p)
{
	const struct digest *d = p->digest;
	const struct ask *ask = d->asks.at;
	const struct news *news = d->news.at;
	const struct outcome *outcome = d->outcomes.at;
	static const struct entry more = {
		.title = "More is new than fits here",
		.path = "/",
	};

	if (d->asks.count > 0)
		page_heading(p->page, "Waiting for you");
	for (size_t i = 0; i < d->asks.count; i++)
		tell_ask(p, &ask[i]);
	put_answers(p, d);
	if (d->outcomes.count > 0)
		page_heading(p->page, "What came of it");
	for (size_t i = 0; i < d->outcomes.count; i++)
		tell_outcome(p, &outcome[i]);
	if (d->news.count > 0)
		page_heading(p->page, "Not read yet");
	for (size_t i = 0; i < d->news.count; i++)
		put_news(p, &news[i]);
	if (d->more)
		page_entry(p->page, &more);
	put_watches(p);
}

const char *
digest_text(struct arena *a, const struct digest *d)
{
	struct telling p = { a, d, page_plain(a, d->url) };

	put_all(&p);
	return page_finish(p.page);
}

const char *
digest_html(struct arena *a, const struct digest *d)
{
	struct telling p = { a, d, page_html(a, d->url) };

	put_all(&p);
	return page_finish(p.page);
}

const char *
digest_subject(struct arena *a, const struct digest *d)
{
	int64_t asks = (int64_t)d->asks.count;
	int64_t answers = (int64_t)(d->answers.count + d->echoes.count +
				    d->letters.count);

	if (asks > 0)
		return arena_printf(a, "%s for you",
		    plural(a, asks, "thing waits", "things wait"));
	if (answers > 0)
		return arena_printf(
		    a, "You have %s", plural(a, answers, "answer", "answers"));
	if (d->news.count == 0)
		return "What came of it";
	return arena_printf(a, "%s%s news", d->more ? "More than " : "",
	    plural(a, (int64_t)d->news.count, "thread has", "threads have"));
}
