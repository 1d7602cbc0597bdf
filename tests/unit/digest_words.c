/* SPDX-License-Identifier: Apache-2.0 */
/*
 * digest_words.c - what a digest says, in which order, in both forms.
 */
#include "unit.h"

#include "../fuzz/markdown_oracle.h"
#include "domain/notify/notify.h"
#include "soundings/base.h"
#include "soundings/clock.h"

#define URL "https://club.example.org"

static struct ask asks[] = {
	{ .kind = "review", .id = 7, .title = "Training needs guide",
	    .community = "Perinatal", .minutes = 12, .fresh = true },
	{ .kind = "poll", .id = 8, .title = "Which first? <b>",
	    .community = "Perinatal", .minutes = 2 },
};
static struct answer answers[] = {
	{ .round = 7, .title = "Training needs guide",
	    .clause = "2.3 \xc2\xb6"
	    "4",
	    .words = "This is **too** short.",
	    .disposition = "accepted_in_part",
	    .reason = "We added *one* line." },
	{ .round = 7, .title = "Training needs guide", .words = "All well.",
	    .disposition = "accepted" },
};
static struct echo echoes[] = {
	{ 31, 30, "Tides", "I think\n\n> so\n\ntoo", "Ben", "reply", false },
};
static struct news news[] = {
	{ 30, "Tides", "Perinatal", 1, 9, false },
	{ 40, "Moons", "Perinatal", 3, 8, false },
};

static struct digest
full(void)
{
	int64_t now = clock_instant("Europe/London", 2026, 11, 24, 10);

	asks[0].closes_at = now + 10 * DAY + 7 * HOUR;
	asks[1].closes_at = now + HOUR;
	return (struct digest){
		.zone = "Europe/London",
		.now = now,
		.url = URL,
		.asks = { asks, COUNT(asks) },
		.answers = { answers, COUNT(answers) },
		.echoes = { echoes, COUNT(echoes) },
		.news = { news, COUNT(news) },
		.more = true,
	};
}

TEST(the_plain_form_says_all_in_order)
{
	static const char words[] =
	    "Waiting for you\n---------------\n\n"
	    "* Review: Training needs guide\n"
	    "  Closes Friday 4 December 2026, 17:00 GMT, in 10 days.\n"
	    "  Takes about 12 minutes. Perinatal.\n"
	    "  " URL "/round/7\n\n"
	    "* Poll: Which first? <b>\n"
	    "  Closes Tuesday 24 November 2026, 11:00 GMT, in 1 hour.\n"
	    "  Takes about 2 minutes. Perinatal.\n"
	    "  " URL "/poll/8\n\n"
	    "Answers to you\n--------------\n\n"
	    "* Your comment on 2.3 \xc2\xb6"
	    "4 of Training needs guide: "
	    "accepted in part\n"
	    "  You wrote: \xe2\x80\x9cThis is too short.\xe2\x80\x9d\n"
	    "  Why: We added one line.\n"
	    "  " URL "/round/7\n\n"
	    "* Your comment on Training needs guide: accepted\n"
	    "  You wrote: \xe2\x80\x9c"
	    "All well.\xe2\x80\x9d\n"
	    "  " URL "/round/7\n\n"
	    "* Ben answered you in Tides\n"
	    "  \xe2\x80\x9cI think so too\xe2\x80\x9d\n"
	    "  " URL "/thread/30#post-31\n\n"
	    "Not read yet\n------------\n\n"
	    "* Tides\n  1 unread post. Perinatal.\n  " URL "/thread/30\n\n"
	    "* Moons\n  3 unread posts. Perinatal.\n  " URL "/thread/40\n\n"
	    "* More is new than fits here\n  " URL "/\n";
	struct arena *a = arena_new();
	struct digest d = full();

	EQ_TEXT(words, digest_text(a, &d));
	arena_free(a);
}

TEST(the_day_of_a_meeting_is_said_once_if_it_ends_on_the_same)
{
	int64_t at = clock_instant("Europe/London", 2026, 6, 8, 22);
	struct meeting m = { .id = 9, .starts_at = at, .place = "Room 4" };
	struct ask ask = { .kind = "meeting", .id = 9, .title = "Night cover",
		.community = "Perinatal", .meeting = &m };
	struct digest d = { .zone = "Europe/London", .now = at - DAY,
		.url = URL, .asks = { &ask, 1 } };
	struct arena *a = arena_new();

	m.ends_at = at + 90 * MINUTE;
	HAS_TEXT("\n  Monday 8 June 2026, 22:00 BST, until 23:30.\n",
	    digest_text(a, &d));
	m.ends_at = at + 2 * HOUR;
	HAS_TEXT("22:00 BST, until Tuesday 9 June 2026, 00:00 BST.\n",
	    digest_text(a, &d));
	d.zone = "America/New_York";
	HAS_TEXT("Monday 8 June 2026, 17:00", digest_text(a, &d));
	HAS_TEXT(", until 19:00.\n", digest_text(a, &d));
	arena_free(a);
}

/* The words of both forms, without marks and line ends. */
static const char *
bare(struct arena *a, const char *text)
{
	char *out = arena_get(a, strlen(text) + 1), *to = out;

	for (; *text != '\0'; text++) {
		if (*text == '<') {
			text = strchr(text, '>');
			continue;
		}
		if (strchr(" \n-*", *text) == NULL)
			*to++ = *text;
	}
	return out;
}

TEST(the_html_form_says_the_same)
{
	struct arena *a = arena_new();
	struct digest d = full();
	const char *html, *text;

	asks[1].title = "Which first?"; /* nothing to escape */
	html = digest_html(a, &d);
	text = digest_text(a, &d);
	HAS_TEXT("<a class=\"title\" href=\"" URL "/round/7\">", html);
	HAS_TEXT("<h2>Waiting for you</h2>", html);
	for (const char *at = text; (at = strstr(at, "  " URL)) != NULL; at++) {
		size_t len = strcspn(at + 2, "\n");

		HAS_TEXT(
		    arena_printf(a, "href=\"%.*s\"", (int)len, at + 2), html);
		memset((char *)(uintptr_t)at, ' ', len + 2);
	}
	EQ_TEXT(bare(a, text), bare(a, html));
	asks[1].title = "Which first? <b>";
	HAS_TEXT("Which first? &lt;b&gt;", digest_html(a, &d));
	arena_free(a);
}

TEST(the_subject_says_what_matters_most)
{
	struct arena *a = arena_new();
	struct digest d = full();

	EQ_TEXT("2 things wait for you", digest_subject(a, &d));
	d.asks.count = 1;
	EQ_TEXT("1 thing waits for you", digest_subject(a, &d));
	d.asks.count = 0;
	EQ_TEXT("You have 3 answers", digest_subject(a, &d));
	d.answers.count = 1;
	d.echoes.count = 0;
	EQ_TEXT("You have 1 answer", digest_subject(a, &d));
	d.answers.count = 0;
	EQ_TEXT("More than 2 threads have news", digest_subject(a, &d));
	d.more = false;
	d.news.count = 1;
	EQ_TEXT("1 thread has news", digest_subject(a, &d));
	arena_free(a);
}

TEST(a_part_without_entries_has_no_heading)
{
	struct arena *a = arena_new();
	struct digest d = full();

	d.asks.count = d.answers.count = d.echoes.count = 0;
	LACKS_TEXT("Waiting", digest_text(a, &d));
	LACKS_TEXT("Answers", digest_html(a, &d));
	YES(strncmp(digest_text(a, &d), "Not read yet\n", 13) == 0);
	arena_free(a);
}
