/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quote_own.c - the mails that we sent ourselves, known again by their foot.
 *
 * The best evidence that words are quoted is that they are ours. Each of our
 * mails ends with the same lines, so that what stands below them in an answer
 * is the author's again, however the mail program marked the quote, or did not.
 */
#include <string.h>
#include <strings.h>

#include "soundings/reply.h"

#include "text/quote_line.h"

enum {
	SENTENCE_LINES = 4, /* over which the first sentence may be wrapped */
	LINKS = 2,          /* to stop this kind of mail, and to the site */
	NAME_LEN = 60,      /* of what a link is called */
};

static bool
begins(const char *bare, const char *words)
{
	return strncasecmp(bare, words, strlen(words)) == 0;
}

static bool
ends_in(const char *bare, char with)
{
	size_t len = strlen(bare);

	return len > 0 && bare[len - 1] == with;
}

/* Behind the sentence that says why the mail came, or `at`. */
static size_t
sentence_end(const struct mail_lines *m, size_t at)
{
	size_t most = lines_paragraph(m, at, SENTENCE_LINES);

	if (!begins(m->at[at].bare, REPLY_FOOT))
		return at;
	for (size_t i = at; i < most; i++)
		if (ends_in(m->at[i].bare, '.'))
			return i + 1;
	return at;
}

/* A short name and a link, and nothing behind it. */
static bool
is_link(const char *bare)
{
	const char *at = strstr(bare, "http");

	return at != NULL && at - bare <= NAME_LEN &&
	       (strchr(at, ' ') == NULL || ends_in(bare, '>'));
}

/* Behind the link at or below `at`, which may be wrapped behind its name; `at`
 * when there is none. */
static size_t
link_end(const struct mail_lines *m, size_t at)
{
	size_t i = lines_next(m, at), next;

	if (i == m->count || is_link(m->at[i].bare))
		return i == m->count ? at : i + 1;
	next = lines_next(m, i + 1);
	if (begins(m->at[i].bare, REPLY_STOP) && next < m->count &&
	    is_link(m->at[next].bare))
		return next + 1;
	return at;
}

static size_t
foot_end(const struct mail_lines *m, size_t at)
{
	size_t end = sentence_end(m, at), links = 0, next;

	if (end == at)
		return at;
	for (; links < LINKS && (next = link_end(m, end)) > end; links++)
		end = next;
	return links > 0 ? end : at;
}

size_t
own_end(const struct mail_lines *m, size_t from, size_t to)
{
	size_t end = from, foot;

	for (size_t i = from; i < to; i++) {
		foot = foot_end(m, i);
		if (foot > i)
			end = foot;
	}
	return end < to ? end : to;
}
