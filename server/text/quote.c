/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quote.c - which words of a mail its author wrote, and which are quoted.
 *
 * A lost word of the author's is ten times worse than a quoted one too many,
 * so every cut needs a reason and what is in doubt stays. Three shapes are
 * told apart: an answer above the quoted mail (that is cut), one below it (the
 * same), and answers between the lines (the quotes stay, because without them
 * the answers make no sense). What was cut can be shown again.
 */
#include "soundings/reply.h"

#include <string.h>

#include "text/quote_line.h"
#include "text/quote_words.h"

enum {
	LITTLE_LEN = 160,  /* bytes of which an announcement has no more */
	PASSAGE_LINES = 6, /* that somebody picks out by hand */
};

static bool
is_words(const struct line *l)
{
	return l->kind == LINE_TEXT && !l->cut;
}

static bool
has_words(const struct mail_lines *m, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (is_words(&m->at[i]))
			return true;
	return false;
}

static void
cut(struct mail_lines *m, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		m->at[i].cut = true;
}

/* The author says that the answers are in the quoted mail. */
static bool
answers_below(const struct mail_lines *m, size_t to)
{
	const char *words;
	bool perhaps = false;
	size_t end, len = 0;

	for (size_t i = 0; i < to; i = end) {
		end = i + 1;
		if (!is_words(&m->at[i]))
			continue;
		end = lines_paragraph(m, i, to - i);
		words = lines_joined(m, i, end);
		len += strlen(words);
		perhaps = perhaps || says_below(words);
		if (says_inline(words))
			return true;
	}
	return perhaps && len <= LITTLE_LEN;
}

/* Behind the lines of this kind, empty ones between them included. */
static size_t
run_end(const struct mail_lines *m, size_t from, enum line_kind kind)
{
	size_t end = from, i = from;

	while (i < m->count && m->at[i].kind == kind) {
		end = i + 1;
		i = lines_next(m, end);
	}
	return end;
}

/* Cuts the feet of every stretch of the author's lines in [from, to). */
static void
cut_feet(struct mail_lines *m, size_t from, size_t to)
{
	bool quoted = false;
	size_t end;

	while (from < to) {
		for (end = from; end < to && m->at[end].kind != LINE_QUOTE &&
		     m->at[end].kind != LINE_WROTE &&
		     m->at[end].kind != LINE_HEAD; end++)
			;
		if (end > from)
			foot_cut(m, from, end, quoted);
		for (from = end; from < to && (m->at[from].kind == LINE_QUOTE ||
					m->at[from].kind == LINE_WROTE ||
					m->at[from].kind == LINE_HEAD);
		     from++)
			quoted = m->at[from].kind == LINE_QUOTE;
	}
}

/* Behind the mark at i, when a quoted mail follows it that is not marked line
 * by line; else i. */
static size_t
mark_end(const struct mail_lines *m, size_t i)
{
	size_t end, after;

	if (m->at[i].kind == LINE_HEAD)
		return run_end(m, i, LINE_HEAD);
	if (m->at[i].kind != LINE_WROTE || m->at[i].depth > 0 ||
	    !mark_is_strong(m, i))
		return i;
	end = run_end(m, i, LINE_WROTE);
	after = lines_next(m, end);
	return after < m->count && m->at[after].kind == LINE_QUOTE ? i : end;
}

/* Cuts a mail of ours that is quoted without marks, up to its foot; what stands
 * below is the author's again. Returns where it ends; `begin`: it has no foot. */
static size_t
cut_own(struct mail_lines *m, size_t begin, size_t words)
{
	size_t end = own_end(m, words, m->count);

	if (end == words)
		return begin;
	end = lines_next(m, end);
	cut(m, begin, end);
	for (size_t i = begin; i < end; i++)
		m->at[i].kind = LINE_QUOTE;
	return end;
}

/* Where a quoted mail begins that is not marked line by line, and everything
 * below is part of it; count: nowhere. A mail that begins with one was passed
 * on, and is the matter itself: only its header goes. */
static size_t
unmarked_begin(struct mail_lines *m)
{
	size_t i, end, own, from = 0;
	bool words = false;

	for (i = 0; i < m->count; i = end) {
		end = mark_end(m, i);
		if (end == i) {
			end++;
			continue;
		}
		cut_feet(m, from, i);
		words = words || has_words(m, from, i);
		if (words && answers_below(m, i))
			return m->count;
		own = cut_own(m, i, end);
		if (own == i && words)
			return i;
		if (own == i)
			cut(m, i, end);
		else
			end = own;
		from = end;
	}
	return m->count;
}

/* The quotes between `from` and `to`: how many stretches with the author's
 * words between them, and where the first begins and ends. */
struct quotes {
	size_t count, begin, end;
	bool announced; /* an attribution or a header stands above the first */
};

static struct quotes
find_quotes(const struct mail_lines *m, size_t to)
{
	struct quotes q = { 0 };
	bool inside = false, header = false;

	for (size_t i = 0; i < to; i++) {
		enum line_kind kind = m->at[i].kind;

		if (kind == LINE_EMPTY)
			continue;
		if (m->at[i].cut) {
			header = kind == LINE_HEAD;
			continue;
		}
		if (kind == LINE_QUOTE || kind == LINE_WROTE) {
			if (!inside && q.count++ == 0) {
				q.begin = i;
				q.announced = kind == LINE_WROTE || header;
			}
			inside = true;
			if (q.count == 1)
				q.end = i + 1;
		} else if (is_words(&m->at[i])) {
			inside = header = false;
		}
	}
	return q;
}

/* Behind the last line that is not cut yet. */
static size_t
open_end(const struct mail_lines *m, size_t to)
{
	while (to > 0 && (m->at[to - 1].cut || m->at[to - 1].kind == LINE_EMPTY))
		to--;
	return to;
}

/* The last stretch of quotes, when nothing of the author's follows it. */
static size_t
trailing_quote(const struct mail_lines *m, size_t to)
{
	size_t begin = to;

	for (size_t i = to; i > 0 && !is_words(&m->at[i - 1]); i--)
		if (m->at[i - 1].kind == LINE_QUOTE ||
		    m->at[i - 1].kind == LINE_WROTE)
			begin = i - 1;
	return begin;
}

/* Does a line of the author's stand above, that ends with a colon? "And what
 * of this:" */
static bool
is_led_up_to(const struct mail_lines *m, size_t at)
{
	size_t len;

	if (at == m->count || m->at[at].kind != LINE_QUOTE)
		return false;
	while (at > 0 && m->at[at - 1].kind == LINE_EMPTY)
		at--;
	if (at == 0 || !is_words(&m->at[at - 1]))
		return false;
	len = strlen(m->at[at - 1].bare);
	return m->at[at - 1].bare[len - 1] == ':';
}

/* Behind the few quoted lines at `from` that no program announces, so that they
 * were put there by hand; `from` when they are no such. */
static size_t
passage_end(const struct mail_lines *m, size_t from, size_t to)
{
	size_t lines = 0, i = from;

	for (; i < to && m->at[i].kind != LINE_WROTE; i++)
		if (says_original(m->at[i].bare) ||
		    says_head(m->at[i].bare) != HEAD_NONE ||
		    (*m->at[i].bare != '\0' && ++lines > PASSAGE_LINES))
			return from;
	return i;
}

static bool
has_mark(const struct mail_lines *m, size_t to)
{
	for (size_t i = 0; i < to; i++)
		if (m->at[i].kind == LINE_WROTE)
			return true;
	return false;
}

/* Are several quotes announced, side by side? No program does that. */
static bool
is_of_several(const struct mail_lines *m, size_t from, size_t to)
{
	size_t count = 0;

	for (size_t i = from; i < to; i++)
		count += !m->at[i].cut && m->at[i].kind == LINE_WROTE &&
			 m->at[i].depth == 0 &&
			 (i == 0 || m->at[i - 1].kind != LINE_WROTE);
	return count > 1;
}

/* The quotes stay, and of several people who said what; of one it is known.
 * Marks with no words behind them, as phones put below it, go with it. */
static void
cut_wrote(struct mail_lines *m, size_t to)
{
	if (is_of_several(m, 0, to))
		return;
	for (size_t i = 0; i < to; i++)
		if (m->at[i].kind == LINE_WROTE ||
		    (m->at[i].kind == LINE_QUOTE && *m->at[i].bare == '\0' &&
			i > 0 && m->at[i - 1].cut))
			m->at[i].cut = true;
}

/* "Amina wrote:" and a few lines of hers, as people quote by hand. */
static bool
is_by_hand(const struct mail_lines *m, const struct quotes *q)
{
	return m->at[q->begin].kind == LINE_WROTE &&
	       mark_is_bare(m, q->begin) &&
	       passage_end(m, q->begin + 1, q->end) == q->end;
}

/* Decides about the lines before `to`, which are the author's or quoted line
 * by line. */
static void
cut_quotes(struct mail_lines *m, size_t to)
{
	struct quotes q = find_quotes(m, to);
	bool between = q.count > 1; /* the author's words */
	bool whole;                 /* a mail of ours, as it was sent */
	size_t i, end;

	if (q.count == 0)
		return;
	if (!between && answers_below(m, q.begin)) {
		cut_wrote(m, to);
		return;
	}
	whole = q.count == 1 && own_end(m, q.begin, q.end) > q.begin;
	if (!has_words(m, 0, to)) {
		/* Nothing was added; a passage quoted by hand stays. */
		if (q.announced || whole)
			cut(m, q.begin, to);
		return;
	}
	i = passage_end(m, q.begin, q.end);
	if (i == q.end)
		i = q.begin; /* there is no mark: it is all of it */
	if (whole && !is_led_up_to(m, i)) {
		cut(m, i, lines_next(m, q.end));
		return;
	}
	end = open_end(m, to);
	i = trailing_quote(m, end);
	if (!between || !has_mark(m, i))
		i = passage_end(m, i, end);
	if (!is_led_up_to(m, i))
		cut(m, i, to);
	q = find_quotes(m, to);
	if (!between && q.announced && !has_words(m, 0, q.begin) &&
	    !is_of_several(m, q.begin, q.end)) {
		if (is_by_hand(m, &q))
			return;
		cut(m, q.begin, q.end); /* the answer stands below */
		return;
	}
	cut_wrote(m, to);
}

struct reply
reply_trim(struct arena *a, const char *text)
{
	struct mail_lines m = lines_read(a, armour_open(a, text));
	size_t end;

	armour_cut(&m);
	marks_find(&m);
	banner_cut(&m);
	end = unmarked_begin(&m);
	cut(&m, end, m.count);
	cut_feet(&m, 0, end);
	cut_quotes(&m, end);
	return (struct reply){ lines_gather(&m, false),
		lines_gather(&m, true) };
}
