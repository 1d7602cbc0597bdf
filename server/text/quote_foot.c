/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quote_foot.c - what stands under the author's words: signature, "Sent from my
 * iPhone", notices of confidentiality, the foot of a mailing list.
 *
 * Only what is marked as such, or says so in words that nobody writes to a
 * person, is cut. "Kind regards, Ann" is the author's, and stays. Each cut must
 * reach down to the end: what stands above other words stays with them.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/buffer.h"

#include "text/quote_line.h"
#include "text/quote_words.h"

enum {
	SIGNED_LINES = 24,  /* of a signature behind "-- " */
	DASHED_LINES = 10,  /* behind "--", which may be anything */
	RULED_LINES = 8,    /* behind "_____" */
	NOTICE_LINES = 40,
	NOTICE_RULE = 10,   /* marks of a line drawn above a notice */
	UNDERLINE = 5,      /* of one drawn above a signature */
	PROSE_LEN = 25,
	TELLING_LEN = 50,
	LONG_LINE = 110,
	BANNER_LINES = 6,
	SENT_LEN = 30,
	ROUNDS = 12,        /* nobody has more feet under a mail */
};

struct span {
	struct mail_lines *m;
	size_t from, to; /* not cut yet */
	size_t end;
};

static bool
is_open(const struct line *l)
{
	return !l->cut && l->kind == LINE_TEXT;
}

static size_t
text_lines(const struct span *s, size_t from)
{
	size_t n = 0;

	for (size_t i = from; i < s->to; i++)
		n += is_open(&s->m->at[i]);
	return n;
}

static bool
cut_from(const struct span *s, size_t from)
{
	for (size_t i = from; i < s->to; i++)
		s->m->at[i].cut = true;
	return true;
}

/* Behind the last line that still counts. */
static size_t
open_end(const struct span *s)
{
	size_t to = s->to;

	while (to > s->from && !is_open(&s->m->at[to - 1]))
		to--;
	return to;
}

/* A long line, one that ends like a sentence, or a question; and no known
 * footer. */
static bool
is_prose(const struct line *l)
{
	size_t len = strlen(l->bare);
	char last = l->bare[len - 1];

	if (says_sent_from(l->bare) || says_notice_line(l->bare))
		return false;
	return len > LONG_LINE || last == '?' || last == '!' ||
	       (len > PROSE_LEN && last == '.');
}

static bool
has_prose(const struct span *s, size_t from)
{
	for (size_t i = from; i < s->to; i++)
		if (is_open(&s->m->at[i]) && is_prose(&s->m->at[i]))
			return true;
	return false;
}

static bool
is_dashes(const struct line *l)
{
	return l->kind == LINE_RULE && strcmp(l->bare, "--") == 0;
}

/* Two such lines part thoughts; a signature has one. */
static bool
is_repeated(const struct span *s, size_t at)
{
	for (size_t i = s->from; i < s->end; i++)
		if (i != at && is_dashes(&s->m->at[i]))
			return true;
	return false;
}

/* Below the signature and an empty line somebody asks or tells more. */
static bool
goes_on(const struct span *s, size_t at)
{
	size_t i = at + 1;

	while (i < s->to && is_open(&s->m->at[i]))
		i++;
	for (; i < s->to; i++)
		if (is_open(&s->m->at[i]) && is_prose(&s->m->at[i]) &&
		    strlen(s->m->at[i].bare) >= TELLING_LEN)
			return true;
	return false;
}

/* Where a postscript begins below the signature at `at`; s->to: nowhere. */
static size_t
postscript(const struct span *s, size_t at)
{
	static const char *const names[] = { "ps ", "ps:", "p.s.", "ps.",
		"p.s ", "pps", "pd:", "p.d.", "n.b." };

	for (size_t i = at + 2; i < s->to; i++) {
		const struct line *l = &s->m->at[i];

		if (!is_open(l) || s->m->at[i - 1].kind != LINE_EMPTY)
			continue;
		for (size_t k = 0; k < COUNT(names); k++)
			if (strncmp(l->bare, names[k], strlen(names[k])) == 0)
				return i;
	}
	return s->to;
}

/* "-- " (RFC 3676, 4.3), and without its space, as many programs leave it. */
static bool
cut_signature(const struct span *s)
{
	for (size_t i = s->from; i < s->to; i++) {
		const struct line *l = &s->m->at[i];
		bool spaced = l->len == 3 && strncmp(l->at, "-- ", 3) == 0;
		struct span part = *s;

		if (l->cut || !is_dashes(l) ||
		    (!spaced && is_repeated(s, i)))
			continue;
		part.to = postscript(s, i);
		if (text_lines(&part, i) <=
			(spaced ? SIGNED_LINES : DASHED_LINES) &&
		    (spaced ? !goes_on(&part, i) : !has_prose(&part, i)))
			return cut_from(&part, i);
	}
	return false;
}

static bool
is_drawn(const struct line *l, size_t least)
{
	return l->kind == LINE_RULE && l->len >= least;
}

/* Where the paragraphs begin that reach down to the end and all may belong to a
 * notice. */
static size_t
perhaps_begin(const struct span *s)
{
	size_t begin = s->to, end = open_end(s), from;

	while (end > s->from) {
		for (from = end; from > s->from && is_open(&s->m->at[from - 1]);
		     from--)
			;
		if (from < end &&
		    !says_notice_perhaps(lines_joined(s->m, from, end)))
			break;
		begin = from;
		end = from == end ? end - 1 : from;
	}
	return begin;
}

static bool
is_ruled(const struct span *s, size_t i, size_t *rule)
{
	while (i > s->from && s->m->at[i - 1].kind == LINE_EMPTY)
		i--;
	*rule = i - 1;
	return i > s->from && is_drawn(&s->m->at[i - 1], NOTICE_RULE);
}

/* A paragraph that is a notice, with a drawn line above it or nothing but more
 * of the kind below. Where there are no other words it is what the author came
 * to say. */
static bool
cut_notice(const struct span *s, bool quoted)
{
	size_t tail = perhaps_begin(s), lines = text_lines(s, s->from);
	size_t all = lines, end, rule;

	for (size_t i = s->from; i < s->to; i = end) {
		end = i + 1;
		if (!is_open(&s->m->at[i]))
			continue;
		end = lines_paragraph(s->m, i, s->to - i);
		if ((quoted || lines < all) &&
		    (i >= tail || lines <= NOTICE_LINES) &&
		    says_notice(lines_joined(s->m, i, end))) {
			if (is_ruled(s, i, &rule) && lines <= NOTICE_LINES)
				return cut_from(s, rule);
			if (i >= tail)
				return cut_from(s, i);
		}
		lines -= end - i;
	}
	return false;
}

/* The foot of a list, or a signature under a drawn line. */
static bool
cut_ruled(const struct span *s, bool quoted)
{
	size_t i = open_end(s), end = i;

	while (i > s->from && s->m->at[i - 1].kind != LINE_RULE)
		i--;
	if (i == s->from || !is_drawn(&s->m->at[i - 1], UNDERLINE) ||
	    text_lines(s, i) > RULED_LINES)
		return false;
	if (says_list_foot(lines_joined(s->m, i, end)))
		return cut_from(s, i - 1);
	return quoted && text_lines(s, s->from) == text_lines(s, i) &&
	       !has_prose(s, i) && cut_from(s, i - 1);
}

static bool
cut_list_foot(const struct span *s)
{
	size_t i = open_end(s), end = i;

	while (i > s->from && is_open(&s->m->at[i - 1]))
		i--;
	return end > i && end - i <= RULED_LINES &&
	       says_list_foot(lines_joined(s->m, i, end)) &&
	       strstr(lines_joined(s->m, i, end), "you received this") !=
		   NULL &&
	       cut_from(s, i);
}

/* Below the lines stands what announces a quoted mail. */
static bool
is_above_mark(const struct span *s)
{
	size_t i = s->end;

	while (i < s->m->count && (s->m->at[i].kind == LINE_EMPTY ||
				      s->m->at[i].kind == LINE_RULE))
		i++;
	return i < s->m->count && (s->m->at[i].kind == LINE_HEAD ||
				      s->m->at[i].kind == LINE_WROTE);
}

/* "Sent from Nine", alone right above a quoted mail, with no word more. */
static bool
is_sent_line(const struct span *s, size_t i)
{
	const struct line *l = &s->m->at[i];

	return i > s->from && s->m->at[i - 1].kind == LINE_EMPTY &&
	       strlen(l->bare) <= SENT_LEN && says_sent(l->bare) &&
	       !is_prose(l) && is_above_mark(s);
}

/* The last lines, perhaps wrapped over two. */
static bool
cut_sent_from(const struct span *s)
{
	size_t end = open_end(s);

	if (end > s->from && is_open(&s->m->at[end - 1]) &&
	    is_sent_line(s, end - 1))
		return cut_from(s, end - 1);

	for (size_t n = 1; n <= 2 && s->from + n <= end; n++)
		if (is_open(&s->m->at[end - n]) &&
		    says_sent_from(lines_joined(s->m, end - n, end)))
			return cut_from(s, end - n);
	return false;
}

/* A line drawn under the last words divides them from nothing. */
static void
cut_rules(const struct span *s)
{
	size_t end = open_end(s);

	for (size_t i = end; i < s->to; i++)
		if (s->m->at[i].kind == LINE_RULE)
			s->m->at[i].cut = true;
}

void
foot_cut(struct mail_lines *m, size_t from, size_t to, bool quoted)
{
	struct span s = { m, from, to, to };
	size_t rounds = ROUNDS;

	while (rounds-- > 0 &&
	    (cut_sent_from(&s) || cut_notice(&s, quoted) || cut_ruled(&s, quoted) ||
		cut_list_foot(&s) || cut_signature(&s)))
		s.to = open_end(&s);
	s.to = to;
	cut_rules(&s);
}

void
banner_cut(struct mail_lines *m)
{
	size_t i = lines_next(m, 0), end;

	if (i == m->count || m->at[i].kind != LINE_TEXT)
		return;
	end = lines_paragraph(m, i, BANNER_LINES);
	if (!says_banner(lines_joined(m, i, end)))
		return;
	for (; i < end; i++)
		m->at[i].cut = true;
}

static bool
is_armour(const struct line *l, const char *words)
{
	return l->kind == LINE_TEXT && strcmp(l->bare, words) == 0;
}

/* Behind the line with these words, or `from`. */
static size_t
armour_end(const struct mail_lines *m, size_t from, const char *words)
{
	for (size_t i = from; i < m->count; i++)
		if (is_armour(&m->at[i], words))
			return i + 1;
	return from;
}

/* As if they were not there: no mark of anything else. */
static void
cut_lines(struct mail_lines *m, size_t from, size_t to)
{
	for (; from < to; from++) {
		m->at[from].cut = true;
		m->at[from].kind = LINE_EMPTY;
	}
}

/* What is locked in the text, with its armour. */
static void
cut_locked(struct mail_lines *m)
{
	size_t end;

	for (size_t i = 0; i < m->count; i++) {
		if (!is_armour(&m->at[i], "-----begin pgp message-----"))
			continue;
		end = armour_end(m, i, "-----end pgp message-----");
		cut_lines(m, i, end > i ? end : m->count);
	}
}

void
armour_cut(struct mail_lines *m)
{
	size_t i = lines_next(m, 0), begin = i;

	cut_locked(m);
	if (i == m->count ||
	    !is_armour(&m->at[i], "-----begin pgp signed message-----"))
		return;
	while (i < m->count && m->at[i].kind != LINE_EMPTY)
		i++; /* with the names of its hashes */
	cut_lines(m, begin, i);
	begin = armour_end(m, i, "-----begin pgp signature-----");
	if (begin > i)
		cut_lines(m, begin - 1,
		    armour_end(m, begin, "-----end pgp signature-----"));
}

/* Behind the line end at or behind p. */
static const char *
next_line(const char *p)
{
	p += strcspn(p, "\n");
	return *p == '\n' ? p + 1 : p;
}

const char *
armour_open(struct arena *a, const char *text)
{
	static const char begins[] = "-----BEGIN PGP SIGNED MESSAGE-----";
	static const char ends[] = "-----BEGIN PGP SIGNATURE-----";
	const char *p = text + strspn(text, " \t\n"), *end, *out;
	struct buffer b = { 0 };

	end = strstr(p, ends);
	if (strncmp(p, begins, strlen(begins)) != 0 || end == NULL)
		return text;
	for (; p < end; p = next_line(p)) {
		if (strncmp(p, "- -", 3) == 0)
			p += 2;
		buffer_put(&b, p, (size_t)(next_line(p) - p));
	}
	buffer_text(&b, end);
	out = arena_copy(a, b.at, b.len);
	buffer_free(&b);
	return out;
}
