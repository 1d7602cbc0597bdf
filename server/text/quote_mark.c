/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quote_mark.c - finds the lines that announce a quoted mail.
 *
 * Words alone are not trusted: people write "On Monday the board wrote:" too.
 * A line is such a mark when words and shape agree, when its shape alone leaves
 * no doubt (address, date, time, colon), or when quoted lines follow it.
 */
#include <string.h>

#include "soundings/base.h"

#include "text/quote_line.h"
#include "text/quote_words.h"

enum {
	WROTE_LINES = 4,   /* that a mail program may wrap one over */
	WROTE_LEN_MIN = 8,
	WROTE_LEN_MAX = 400,
	NAME_LEN_MAX = 90, /* before an address, and of "Ann Example wrote:" */
	HEAD_FOLDS = 4,    /* lines on which a header may go on */
	HEAD_LINES = 40,   /* of a header */
	HEAD_UNKNOWN = 8,
	NAMED_LEN = 24,
	RULE_LEN = 20,     /* of a line that may announce one */
	TITLED = 4,        /* marks on both sides of a title in such a line */
};

/* What is told of a line, or of some that were joined. */
struct shape {
	bool colon, address, clock, year, date, wrote;
	bool angled; /* the address stands in brackets, as programs write it */
};

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "10:58", "10.58", "10h58" */
static bool
has_clock(const char *s)
{
	for (; *s != '\0'; s++)
		if (digit(s[0]) && (s[1] == ':' || s[1] == '.' || s[1] == 'h') &&
		    digit(s[2]) && digit(s[3]) && !digit(s[4]) && s[4] != '.')
			return true;
	return false;
}

/* 19xx or 20xx as a number of its own, or with a sign of a year behind. */
static bool
has_year(const char *s)
{
	for (const char *p = s; *p != '\0'; p++)
		if ((strncmp(p, "19", 2) == 0 || strncmp(p, "20", 2) == 0) &&
		    digit(p[2]) && digit(p[3]) && !digit(p[4]) &&
		    (p == s || !digit(p[-1])))
			return true;
	return false;
}

/* "2/2/15", "02.02.2015", "2015-02-02" */
static bool
has_date(const char *s)
{
	size_t n, parts;
	char between;

	for (; *s != '\0'; s += n > 0 ? n : 1) {
		n = strspn(s, "0123456789");
		if (n == 0 || n > 4)
			continue;
		between = s[n];
		if (strchr("/.-", between) == NULL || between == '\0')
			continue;
		for (parts = 1; parts < 3 && s[n] == between && digit(s[n + 1]);
		    parts++)
			n += 1 + strspn(s + n + 1, "0123456789");
		if (parts == 3)
			return true;
	}
	return false;
}

/* "a@b", with something on both sides. */
static bool
has_address(const char *s)
{
	const char *at = s;

	while ((at = strchr(at + 1, '@')) != NULL)
		if (at > s && strchr(" <(\"", at[-1]) == NULL &&
		    strchr(" >)\"", at[1]) == NULL)
			return true;
	return false;
}

/* "<ann@example.org>" or "(ann@...", however the bracket is closed. */
static bool
has_angled(const char *s)
{
	const char *at = s;
	size_t n;

	while ((at = strpbrk(at, "<(")) != NULL) {
		at++;
		at += strspn(at, " <");
		n = strcspn(at, " <>()@");
		if (n > 0 && at[n] == '@')
			return true;
	}
	return false;
}

static bool
ends(const char *s, const char *with)
{
	size_t len = strlen(s), n = strlen(with);

	return len >= n && strcmp(s + len - n, with) == 0;
}

static bool
ends_in_colon(const char *s)
{
	return ends(s, ":") || ends(s, "：") || ends(s, ": >") ||
	       ends(s, ":-");
}

/* Some programs draw a line around it instead: "---- On ... wrote ----". */
static bool
is_between_lines(const char *s)
{
	return strncmp(s, "--", 2) == 0 && ends(s, "--") && says_wrote(s);
}

static struct shape
shape_of(const char *s)
{
	return (struct shape){
		.colon = ends_in_colon(s) || is_between_lines(s),
		.address = *s != '\0' && has_address(s),
		.angled = has_angled(s),
		.clock = has_clock(s),
		.year = has_year(s),
		.date = has_date(s),
		.wrote = says_wrote(s),
	};
}

/* "2016-03-03 17:21 GMT+01:00 Ann", which has neither verb nor colon. */
static bool
is_stamp(const char *s)
{
	const char *zone = strstr(s, "gmt");

	if (zone == NULL)
		zone = strstr(s, "utc");
	return zone != NULL && zone - s <= 20 && digit(*s) && has_date(s) &&
	       has_clock(s) && strchr("+-", zone[3]) != NULL &&
	       zone[3] != '\0' && strlen(s) < WROTE_LEN_MAX / 2;
}

/* "Ann Example <ann@..." with a name short enough to be one. */
static bool
begins_with_name(const char *first)
{
	size_t name = strcspn(first, "<(");

	return first[name] != '\0' && name <= NAME_LEN_MAX &&
	       strcspn(first, "!?") > name && strstr(first, ". ") == NULL;
}

/* "2 Feb 2026, 10:58 by ann@example.org:" */
static bool
ends_in_address(const char *s)
{
	const char *last = strrchr(s, ' ');

	return last != NULL && has_address(last + 1);
}

/* ">>> Ann Example 02/02/2026 10:58 >>>", after which nothing is marked. */
static bool
is_groupwise(const struct line *l)
{
	struct shape s = shape_of(l->bare);

	return l->depth == 3 && ends(l->bare, ">>>") && s.clock &&
	       (s.date || s.year);
}

/* As a person begins a sentence, and no program a name: "As Ann wrote:". */
static bool
begins_a_sentence(const char *s)
{
	static const char *const begun[] = { "as ", "like ", "what ", "when ",
		"who ", "where ", "she ", "he ", "they ", "i ", "you ", "we ",
		"and ", "but ", "so ", "because ", "since ", "somebody ",
		"someone ", "it ", "this ", "the ", "here ", "my ", "our ",
		"your ", "his ", "her ", "their ", "one ", "yesterday ",
		"wie ", "was ", "ich ", "er ", "sie ", "wir ", "und ", "mein ",
		"meine ", "unser ", "unsere ", "die ", "der ", "comme ", "je ",
		"mon ", "notre ", "elle ", "como ", "que ",
		"zoals ", "mijn ", "onze ", "som ", "jak " };

	for (size_t i = 0; i < COUNT(begun); i++)
		if (strncmp(s, begun[i], strlen(begun[i])) == 0)
			return true;
	return false;
}

/* "Ann Example wrote:", as a program writes it. */
static bool
is_name_and_verb(const char *s)
{
	size_t spaces = 0;

	if (begins_a_sentence(s) || strncmp(s, "il ", 3) == 0)
		return false;
	for (const char *p = s; *p != '\0'; p++)
		spaces += *p == ' ';
	return says_wrote(s) && spaces <= 4;
}

/* Could a mark begin with this line? */
static bool
may_begin(const char *first, const struct shape *f)
{
	return says_on(first) || f->address || begins_with_name(first) ||
	       (f->wrote && strlen(first) <= NAME_LEN_MAX) ||
	       (f->year && f->clock);
}

/* "Ann wrote to me that she needs two:" is a sentence; programs put the verb
 * last, or the day behind it. */
static bool
goes_on(const char *whole)
{
	static const char *const verbs[] = { " wrote ", " writes ",
		" a écrit ", " schrieb mir ", " schrieb uns " };
	const char *rest = NULL;
	size_t spaces = 0;

	for (size_t i = 0; i < COUNT(verbs) && rest == NULL; i++) {
		rest = strstr(whole, verbs[i]);
		rest = rest != NULL ? rest + strlen(verbs[i]) : NULL;
	}
	if (rest == NULL || strpbrk(rest, "0123456789@") != NULL)
		return false;
	for (; *rest != '\0'; rest++)
		spaces += *rest == ' ';
	return spaces >= 2;
}

/* Is it a mark, whatever follows it? Without an address it may be a sentence:
 * "On Monday at 10:00 the board wrote:". */
static bool
is_strong(const char *first, const char *whole)
{
	struct shape f = shape_of(first), w = shape_of(whole);
	bool when = w.year || w.date;

	if (is_stamp(whole) && (w.colon || !w.address))
		return true;
	if (is_between_lines(whole) && (w.clock || w.address))
		return true;
	if (!w.colon || !w.address || goes_on(whole))
		return false;
	if (!w.clock && !when && begins_a_sentence(first))
		return false;
	if (w.wrote && w.clock && when && strlen(whole) <= NAME_LEN_MAX)
		return true;
	if (!may_begin(first, &f))
		return false;
	if (w.angled && w.clock && when)
		return true;
	if (w.wrote && w.angled)
		return true;
	if (digit(*first) && w.clock && when && ends_in_address(whole))
		return true;
	return w.wrote && says_on(first) && w.clock;
}

/* Is it one if quoted lines follow? */
static bool
is_weak(const char *first, const char *whole)
{
	struct shape f = shape_of(first), w = shape_of(whole);

	if (!w.colon || goes_on(whole) || !(may_begin(first, &f) || w.wrote))
		return false;
	if (is_name_and_verb(whole))
		return true;
	return (w.wrote && (w.year || w.date || w.clock)) ||
	       (w.address && (w.year || w.date || w.clock)) ||
	       (says_on(first) && w.clock && (w.year || w.date)) ||
	       (w.address && strlen(whole) <= NAME_LEN_MAX);
}

/* Does a mail of ours follow, whole, and no other mark between? */
static bool
own_follows(const struct mail_lines *m, size_t at)
{
	size_t end = own_end(m, at, m->count);

	for (size_t i = at; i < end; i++)
		if (m->at[i].kind == LINE_HEAD ||
		    m->at[i].kind == LINE_QUOTE ||
		    is_strong(m->at[i].bare, m->at[i].bare))
			return false;
	return end > at;
}

static bool
quote_follows(const struct mail_lines *m, size_t at, int depth)
{
	at = lines_next(m, at);
	return at < m->count && m->at[at].kind == LINE_QUOTE &&
	       m->at[at].depth >= (depth > 0 ? depth : 1);
}

/* A line in a list may look like a mark in a language that we do not know:
 * "12:00, 3/11/2026: Ann <ann@example.org>:". */
static bool
stands_alone(const struct mail_lines *m, size_t from, size_t to)
{
	return quote_follows(m, to, m->at[from].depth) || to == m->count ||
	       m->at[to].kind != LINE_TEXT || own_follows(m, to) ||
	       is_stamp(m->at[from].bare);
}

/* Behind the mark that begins at `from`, or `from` when there is none. */
static size_t
wrote_end(const struct mail_lines *m, size_t from)
{
	size_t most = lines_paragraph(m, from, WROTE_LINES);
	const char *first = m->at[from].bare, *whole;

	for (size_t to = from + 1; to <= most; to++) {
		whole = lines_joined(m, from, to);
		if (strlen(whole) > WROTE_LEN_MAX)
			break;
		if (strlen(whole) < WROTE_LEN_MIN ||
		    (!ends_in_colon(whole) && !digit(*whole) && *whole != '-'))
			continue;
		if (is_strong(first, whole) &&
		    (says_wrote(whole) || stands_alone(m, from, to)))
			return to;
		if (is_weak(first, whole) &&
		    (quote_follows(m, to, m->at[from].depth) ||
			own_follows(m, to)))
			return to;
	}
	return from;
}

/* A line on which the name is missing, so that it stands above. */
static bool
lacks_beginning(const char *bare)
{
	return *bare == '<' || *bare == '(' ||
	       strcspn(bare, "@") < strcspn(bare, " ");
}

/* The date of a mark whose name is on the next line. */
static bool
looks_begun(const char *bare)
{
	struct shape s = shape_of(bare);

	if (ends(bare, "!") || ends(bare, "?") ||
	    (ends(bare, ".") && !(s.clock && (s.year || s.date))))
		return false;
	return (s.clock || s.year || s.date) && (says_on(bare) || s.angled);
}

/* The mark in [from, to) may begin further down, when an author's line stands
 * right above it: it is the least that is one, and what above looks like its
 * beginning. */
static size_t
wrote_begin(const struct mail_lines *m, size_t from, size_t to)
{
	size_t begin = to;

	for (size_t i = to; i > from && begin == to; i--)
		if (is_strong(m->at[i - 1].bare, lines_joined(m, i - 1, to)))
			begin = i - 1;
	for (size_t i = to; i > from && begin == to; i--)
		if (wrote_end(m, i - 1) == to)
			begin = i - 1;
	while (begin > from && (lacks_beginning(m->at[begin].bare) ||
				   looks_begun(m->at[begin - 1].bare)))
		begin--;
	return begin;
}

/* Inside a quote only its first line is asked: deeper ones go with it. */
static bool
may_be_asked(const struct mail_lines *m, size_t i)
{
	if (*m->at[i].bare == '\0')
		return false;
	if (m->at[i].kind == LINE_TEXT)
		return true;
	return m->at[i].kind == LINE_QUOTE &&
	       (i == 0 || m->at[i - 1].kind != LINE_QUOTE);
}

static void
find_wrote(struct mail_lines *m)
{
	size_t i = 0, to;

	while (i < m->count) {
		if (is_groupwise(&m->at[i])) {
			m->at[i].depth = 0;
			m->at[i++].kind = LINE_WROTE;
			continue;
		}
		if (!may_be_asked(m, i) || (to = wrote_end(m, i)) == i) {
			i++;
			continue;
		}
		for (i = wrote_begin(m, i, to); i < to; i++)
			m->at[i].kind = LINE_WROTE;
	}
}

/* What the lines of a header say together. */
struct block {
	size_t end;   /* behind its last line */
	size_t count; /* of named lines */
	bool has[HEAD_OTHER + 1];
	bool address; /* in the line From */
	bool hour;    /* there, which no sender has */
	bool when;    /* a time or a day in the line Date */
};

static void
add_head(struct block *b, enum head head, const struct line *l, size_t at)
{
	struct shape s = shape_of(l->bare);

	b->count += !b->has[head];
	b->has[head] = true;
	if (head == HEAD_FROM) {
		b->address = b->address || s.address;
		b->hour = b->hour || s.clock;
	}
	if (head == HEAD_DATE && (s.clock || s.year || s.date))
		b->when = true;
	b->end = at + 1;
}

/* Reads named lines, each perhaps folded, perhaps with an empty line between.
 * Ends where two empty lines or text come. */
static struct block
read_block(const struct mail_lines *m, size_t from)
{
	struct block b = { .end = from };
	size_t folds = 0, i;
	enum head head;

	for (i = from; i < m->count && i - from < HEAD_LINES; i++) {
		const struct line *l = &m->at[i];

		if (*l->bare == '\0') {
			if (i + 1 >= m->count || folds > 0 ||
			    says_head(m->at[i + 1].bare) == HEAD_NONE)
				break;
			continue;
		}
		head = l->kind == LINE_TEXT ? says_head(l->bare) : HEAD_NONE;
		if (head == HEAD_NONE) {
			if (l->kind != LINE_TEXT || ++folds > HEAD_FOLDS)
				break;
			continue;
		}
		if (head == HEAD_FROM && b.has[HEAD_FROM])
			break; /* nobody's mail has two: what was above is words */
		folds = 0;
		add_head(&b, head, l, i);
	}
	return b;
}

/* An event may have "Date", "From" and "To" as well; a mail has a subject too
 * and says when it was sent, or has an address in its From. */
static bool
is_block(const struct block *b, bool announced)
{
	if (b->has[HEAD_FROM] && (announced || b->address) && b->count >= 2)
		return announced || b->count >= 3;
	return b->count >= 3 && b->has[HEAD_FROM] && b->has[HEAD_SUBJECT] &&
	       b->when && !b->hour;
}

/* "Word: value", the word no longer than names of headers are. */
static bool
is_named(const char *bare)
{
	size_t n = strcspn(bare, ":");

	return n > 0 && n <= NAMED_LEN && bare[n] == ':' &&
	       bare[n + 1] == ' ' && strcspn(bare, "@<,.!?") > n;
}

/* A header in a language that we do not know: named lines, the first with an
 * address, the second with date and time, the third with an address again. */
static size_t
unknown_block(const struct mail_lines *m, size_t from)
{
	size_t to = lines_paragraph(m, from, HEAD_UNKNOWN), end = from;
	struct shape s;

	while (end < to && is_named(m->at[end].bare))
		end++;
	if (end - from < 4 || !has_angled(m->at[from].bare) ||
	    !has_address(m->at[from + 2].bare))
		return from;
	s = shape_of(m->at[from + 1].bare);
	return s.clock && (s.year || s.date) ? end : from;
}

/* What stands above a header. */
enum above {
	ABOVE_WORDS,
	ABOVE_RULE,     /* a drawn line */
	ABOVE_ORIGINAL, /* "Original Message" */
};

/* "Sent: Saturday, 14 November 2026", and in the next line who sent it. */
static bool
is_sent_first(const struct mail_lines *m, size_t i)
{
	struct shape s = shape_of(m->at[i].bare);

	return s.clock && (s.year || s.date) && i + 1 < m->count &&
	       says_head(m->at[i + 1].bare) == HEAD_FROM &&
	       has_address(m->at[i + 1].bare);
}

/* "The lost mail had these lines:", and none of them says when it was sent, as
 * all programs do. */
static bool
is_shown(const struct mail_lines *m, size_t i, const struct block *b)
{
	if (b->has[HEAD_DATE])
		return false;
	while (i > 0 && m->at[i - 1].kind == LINE_EMPTY)
		i--;
	return i > 0 && m->at[i - 1].kind == LINE_TEXT &&
	       ends_in_colon(m->at[i - 1].bare);
}

/* Behind the header that begins at i, or i. Below words it begins with the
 * sender, or with a time and then the sender: "To: be honest" may stand right
 * above it. */
static size_t
block_end(const struct mail_lines *m, size_t i, enum above above)
{
	enum head first = says_head(m->at[i].bare);
	struct block b;

	if (first == HEAD_NONE)
		return is_named(m->at[i].bare) ? unknown_block(m, i) : i;
	if (first != HEAD_FROM && above == ABOVE_WORDS &&
	    (first != HEAD_DATE || !is_sent_first(m, i)))
		return i;
	b = read_block(m, i);
	if (above == ABOVE_WORDS && is_shown(m, i, &b))
		return i;
	return is_block(&b, above == ABOVE_ORIGINAL) ? b.end
						    : unknown_block(m, i);
}

/* "----- Forwarded message -----" in a language that we do not know. */
static bool
is_titled_rule(const char *bare)
{
	size_t before = strspn(bare, "-_="), len = strlen(bare), after = 0;

	while (after < len && strchr("-_=", bare[len - 1 - after]) != NULL)
		after++;
	return before >= TITLED && after >= TITLED && before < len;
}

static bool
header_follows(const struct mail_lines *m, size_t from)
{
	size_t i = lines_next(m, from);

	return i < m->count && says_head(m->at[i].bare) != HEAD_NONE;
}

/* "-- Original message --" may be a person's words. */
static bool
is_title(const struct mail_lines *m, size_t i)
{
	const char *bare = m->at[i].bare;

	if (header_follows(m, i + 1))
		return says_original(bare) || is_titled_rule(bare);
	return says_original(bare) && is_titled_rule(bare);
}

static void
find_heads(struct mail_lines *m)
{
	enum above above = ABOVE_WORDS;
	size_t end;

	for (size_t i = 0; i < m->count; i++) {
		struct line *l = &m->at[i];

		if (l->kind == LINE_EMPTY)
			continue;
		if (l->kind == LINE_RULE) {
			if (above == ABOVE_WORDS && l->len >= RULE_LEN)
				above = ABOVE_RULE;
			continue;
		}
		if (l->kind == LINE_TEXT && is_title(m, i)) {
			l->kind = LINE_HEAD;
			above = ABOVE_ORIGINAL;
			continue;
		}
		end = l->kind == LINE_TEXT ? block_end(m, i, above) : i;
		for (size_t k = i; k < end; k++)
			m->at[k].kind = LINE_HEAD;
		if (end > i)
			i = end - 1;
		above = ABOVE_WORDS;
	}
}

void
marks_find(struct mail_lines *m)
{
	find_heads(m);
	find_wrote(m);
}

bool
mark_is_bare(const struct mail_lines *m, size_t at)
{
	struct shape s = shape_of(m->at[at].bare);

	return is_name_and_verb(m->at[at].bare) && s.colon && !s.address &&
	       !s.clock && !s.year && !s.date;
}

bool
mark_is_strong(const struct mail_lines *m, size_t at)
{
	size_t to = at;

	if (ends(m->at[at].bare, ">>>"))
		return true;
	while (to < m->count && m->at[to].kind == LINE_WROTE &&
	    to - at < WROTE_LINES)
		to++;
	return own_follows(m, to) ||
	       is_strong(m->at[at].bare, lines_joined(m, at, to));
}
