/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quote_sent.c - answers inside a mail of ours, known by what we sent.
 *
 * Some programs quote without marks, and their users write into the quoted
 * mail. By the mail alone that cannot be told from the quote; beside what was
 * sent it can: a line between two lines of ours, that is nowhere in ours, is
 * the author's. Only words are compared, because the programs change white
 * space, marks and links. A short line is ours only where the next one goes on
 * as ours does: "no" stands in many texts.
 */
#include <string.h>

#include "soundings/buffer.h"
#include "soundings/reply.h"

#include "text/quote_line.h"

enum {
	LONG = 4,          /* words of a line that nobody writes by chance */
	ANSWER_LINES = 40, /* between two of ours */
	WORDS_MOST = 50000,
	STEPS_MOST = 20000000, /* comparisons; then it is left as it is */
	INDENT = 4,
};

struct word {
	const char *at;
	size_t len;
	bool last; /* of its line */
};

struct words {
	const struct word *at;
	size_t count;
};

enum part {
	PART_NONE, /* says nothing: empty, drawn, a link */
	PART_OURS,
	PART_OTHER, /* ours as well, but not of this text */
	PART_STRANGE,
};

struct search {
	struct mail_lines m;
	struct words *line; /* of each */
	enum part *part;    /* of each */
	struct words sent, others;
	const char *text; /* what was sent, with its links */
	size_t cursor; /* in `sent`, behind what was found */
	size_t steps;
};

/* Bytes of the letter or digit at p; 0: it is neither. U+0080-00BF and
 * U+2000-2FFF are signs, all else beyond ASCII counts as letters. */
static size_t
letter_len(const char *p)
{
	unsigned char u = (unsigned char)*p;
	size_t len = u >= 0xf0 ? 4 : u >= 0xe0 ? 3 : u >= 0xc0 ? 2 : 1;

	if (u < 0x80)
		return (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z');
	if (u < 0xc0 || u == 0xc2 || u == 0xe2 || u == 0xef)
		return 0;
	return strnlen(p, len);
}

/* Chinese, Japanese and Korean are wrapped anywhere: each sign is a word. */
static bool
is_word_alone(const char *p)
{
	return (unsigned char)*p >= 0xe3;
}

static size_t
word_len(const char *p)
{
	size_t len = letter_len(p), n;

	if (is_word_alone(p))
		return len;
	while ((n = letter_len(p + len)) > 0 && !is_word_alone(p + len))
		len += n;
	return len;
}

/* Bytes of a link at p: programs rewrite them. */
static size_t
link_len(const char *p)
{
	if (strncmp(p, "http://", 7) != 0 && strncmp(p, "https://", 8) != 0)
		return 0;
	return strcspn(p, " <>()[]\"");
}

/* The words of a line behind the number that it may have in a list. */
static const char *
behind_number(const char *bare)
{
	size_t n = strspn(bare, "0123456789");

	if (n == 0 || (bare[n] != '.' && bare[n] != ')') || bare[n + 1] != ' ')
		return bare;
	return bare + n + 1;
}

/* The next word, or the end. */
static const char *
next_word(const char *p)
{
	while (*p != '\0' && (link_len(p) > 0 || letter_len(p) == 0))
		p += link_len(p) > 0 ? link_len(p) : 1;
	return p;
}

static void
add_words(struct buffer *b, const char *bare)
{
	const char *p = behind_number(bare);
	struct word w;

	for (p = next_word(p); *p != '\0' && b->len < WORDS_MOST * sizeof(w);
	     p = next_word(p)) {
		w = (struct word){ .at = p, .len = word_len(p) };
		p += w.len;
		w.last = *next_word(p) == '\0';
		buffer_put(b, &w, sizeof(w));
	}
}

static struct words
words_end(struct arena *a, struct buffer *b)
{
	struct words w = { (const struct word *)(const void *)arena_copy(
			       a, buffer_string(b), b->len),
		b->len / sizeof(struct word) };

	buffer_free(b);
	return w;
}

static struct words
words_of(struct arena *a, const char *text)
{
	struct mail_lines m = lines_read(a, text);
	struct buffer b = { 0 };

	for (size_t i = 0; i < m.count; i++)
		add_words(&b, m.at[i].bare);
	return words_end(a, &b);
}

static bool
stands_at(struct search *s, const struct words *in, size_t at,
    const struct words *line)
{
	if (at > in->count || in->count - at < line->count)
		return false;
	for (size_t i = 0; i < line->count; i++) {
		const struct word *x = &in->at[at + i], *y = &line->at[i];

		s->steps++;
		if (x->len != y->len || memcmp(x->at, y->at, x->len) != 0)
			return false;
	}
	return true;
}

/* Does the next line that has words go on as the sent text does at `at`? */
static bool
goes_on(struct search *s, size_t i, size_t at)
{
	for (i++; i < s->m.count; i++)
		if (s->line[i].count > 0)
			return stands_at(s, &s->sent, at, &s->line[i]);
	return false;
}

/* Or a long one a few lines below, so that only answers are between? */
static bool
goes_on_below(struct search *s, size_t i, size_t at)
{
	for (size_t n = 0; ++i < s->m.count && n < ANSWER_LINES; n++)
		if (s->line[i].count >= LONG &&
		    stands_at(s, &s->sent, at, &s->line[i]))
			return true;
	return at == s->sent.count;
}

/* The end of a line of ours, which was wrapped. */
static bool
is_rest(const struct search *s, size_t i, size_t end)
{
	return i > 0 && s->part[i - 1] == PART_OURS &&
	       s->sent.at[end - 1].last;
}

static bool
is_ours_at(struct search *s, size_t i, size_t at)
{
	const struct words *line = &s->line[i];
	size_t end = at + line->count;

	if (!stands_at(s, &s->sent, at, line))
		return false;
	return line->count >= LONG || goes_on(s, i, end) ||
	       (at == s->cursor &&
		   (is_rest(s, i, end) || goes_on_below(s, i, end)));
}

static bool
is_elsewhere(struct search *s, const struct words *line)
{
	for (size_t at = 0; at + line->count <= s->others.count &&
			    s->steps < STEPS_MOST; at++)
		if (stands_at(s, &s->others, at, line))
			return true;
	return false;
}

/* A link alone, as it was sent. */
static bool
is_our_link(const struct search *s, const char *bare)
{
	return link_len(bare) > 0 && bare[link_len(bare)] == '\0' &&
	       strcasestr(s->text, bare) != NULL;
}

static enum part
part_of(struct search *s, size_t i)
{
	const struct words *line = &s->line[i];

	if (line->count == 0)
		return i > 0 && *s->m.at[i].bare != '\0' &&
			       s->part[i - 1] == PART_STRANGE &&
			       !is_our_link(s, s->m.at[i].bare)
			   ? PART_STRANGE
			   : PART_NONE;
	for (size_t at = s->cursor; at + line->count <= s->sent.count &&
				    s->steps < STEPS_MOST; at++)
		if (is_ours_at(s, i, at)) {
			s->cursor = at + line->count;
			return PART_OURS;
		}
	if (line->count >= LONG && is_elsewhere(s, line))
		return PART_OTHER;
	return PART_STRANGE;
}

static bool
is_mark(const struct line *l)
{
	return l->kind == LINE_HEAD || l->kind == LINE_WROTE;
}

/* Finds the lines of ours, up to where an older mail is announced. Returns
 * where what is between them begins; *to: behind it. */
static size_t
find_parts(struct search *s, size_t *to)
{
	size_t from = s->m.count;

	*to = 0;
	for (size_t i = 0; i < s->m.count; i++) {
		if (is_mark(&s->m.at[i]) && from < i)
			break;
		if (is_mark(&s->m.at[i]))
			continue;
		s->part[i] = part_of(s, i);
		if (s->part[i] != PART_OURS)
			continue;
		if (from == s->m.count)
			from = i;
		*to = i + 1;
	}
	return from;
}

/* The line without quote marks. */
static void
put_line(struct buffer *b, const struct line *l)
{
	const char *p = l->at, *end = l->at + l->len;
	size_t n;

	for (int i = 0; i < l->depth; i++) {
		for (n = 0; p + n < end && (p[n] == ' ' || p[n] == '\t'); n++)
			;
		if (p + n < end && p[n] == '>')
			p += n + 1;
	}
	for (n = 0; n < INDENT && p < end && *p == ' '; n++)
		p++;
	buffer_put(b, p, (size_t)(end - p));
	buffer_char(b, '\n');
}

static void
put_space(struct buffer *b)
{
	if (b->len > 0)
		buffer_char(b, '\n');
}

/* The paragraph of ours right above the answer at i, not given back before. */
static size_t
answered_begin(const struct search *s, size_t i, size_t from)
{
	while (i > from && s->part[i - 1] == PART_NONE)
		i--;
	while (i > from && s->part[i - 1] == PART_OURS && !s->m.at[i - 1].cut)
		i--;
	return i;
}

/* The answers with what they answer; the lines count as cut now, out of what
 * was trimmed. */
static void
put_answers(struct search *s, struct buffer *b, size_t from, size_t to)
{
	size_t k, end;

	for (size_t i = from; i < to; i = end) {
		end = i + 1;
		if (s->part[i] != PART_STRANGE)
			continue;
		put_space(b);
		k = answered_begin(s, i, from);
		if (k < i && s->part[k] == PART_OURS) {
			for (; k < i && s->part[k] == PART_OURS; k++) {
				s->m.at[k].cut = true;
				buffer_text(b, "> ");
				put_line(b, &s->m.at[k]);
			}
			put_space(b);
		}
		for (end = i; end < to && s->part[end] == PART_STRANGE; end++) {
			s->m.at[end].cut = true;
			put_line(b, &s->m.at[end]);
		}
	}
}

static struct search
search_begin(struct arena *a, const char *text, const char *sent,
    const char *others)
{
	struct search s = { .m = lines_read(a, text),
		.sent = words_of(a, sent),
		.others = words_of(a, others), .text = sent };

	marks_find(&s.m);
	s.line = arena_get(a, (s.m.count + 1) * sizeof(struct words));
	s.part = arena_get(a, (s.m.count + 1) * sizeof(enum part));
	for (size_t i = 0; i < s.m.count; i++) {
		struct buffer b = { 0 };

		add_words(&b, s.m.at[i].bare);
		s.line[i] = words_end(a, &b);
	}
	return s;
}

struct reply
reply_between(struct arena *a, struct reply r, const char *sent,
    const char *others)
{
	struct search s = search_begin(a, r.trimmed, sent, others);
	struct buffer b = { 0 };
	size_t from, to;

	from = find_parts(&s, &to);
	if (s.steps >= STEPS_MOST)
		return r;
	buffer_text(&b, r.kept);
	if (b.len > 0)
		buffer_char(&b, '\n');
	put_answers(&s, &b, from, to);
	while (b.len > 0 && b.at[b.len - 1] == '\n')
		b.len--;
	r.kept = arena_copy(a, buffer_string(&b), b.len);
	r.trimmed = lines_gather(&s.m, false);
	buffer_free(&b);
	return r;
}

static bool
stands_somewhere(struct search *s, const struct words *line)
{
	for (size_t at = 0; at + line->count <= s->sent.count; at++)
		if (stands_at(s, &s->sent, at, line))
			return true;
	return false;
}

bool
reply_says(struct arena *a, const char *text, const char *lines)
{
	struct search s = { .sent = words_of(a, text) };
	struct words line;
	size_t n;

	for (; *lines != '\0'; lines += n + (lines[n] == '\n')) {
		n = strcspn(lines, "\n");
		line = words_of(a, arena_copy(a, lines, n));
		if (!stands_somewhere(&s, &line))
			return false;
	}
	return true;
}
