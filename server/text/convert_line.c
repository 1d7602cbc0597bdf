/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_line.c - one paragraph, heading or cell on its way to Markdown.
 *
 * Markdown has no way to say some things (bold that ends inside a word, behind
 * a full stop), and its parsers differ at the edges. So each line proves itself:
 * what was written is read by our own parser, and when other words come out the
 * line is written again with less: without styles, then without links.
 */
#include "text/convert_line.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "soundings/base.h"
#include "soundings/text.h"
#include "text/escape.h"

enum { STYLES = 3, TICKS_MAX = 16 };

static const struct {
	unsigned style;
	const char *sign;
} signs[STYLES] = {
	{ STYLE_STRUCK, "~~" }, { STYLE_STRONG, "**" }, { STYLE_EMPHASIS, "*" },
};

static struct atom *
atoms(const struct line *l)
{
	return (struct atom *)(void *)l->atoms.at;
}

static size_t
count(const struct line *l)
{
	return l->atoms.len / sizeof(struct atom);
}

static bool
is_mark(const struct atom *a)
{
	return a->code >= MARK_START && a->code <= MARK_LAST;
}

/* Reads one code point of a valid text. */
static uint32_t
next_code(const char **at)
{
	const unsigned char *p = (const unsigned char *)*at;
	size_t more = *p < 0xc0 ? 0 : *p < 0xe0 ? 1 : *p < 0xf0 ? 2 : 3;
	uint32_t code = more == 0 ? *p : *p & (0x3fU >> more);

	for (size_t i = 1; i <= more; i++)
		code = code << 6 | (p[i] & 0x3fU);
	*at += more + 1;
	return code;
}

static void
put_atom(struct line *l, uint32_t code, const struct look *look)
{
	const struct atom a = { .code = code, .link = look->link,
		.style = (uint16_t)look->style, .picture = look->picture };

	buffer_put(&l->atoms, &a, sizeof(a));
	l->words = l->words || !is_mark(&a);
}

/* A space between two words has what both have: a word in bold does not make
 * the space before it bold. */
static void
put_space(struct line *l, const struct look *look)
{
	size_t n = count(l);
	struct look both = *look;
	const struct atom *last;

	if (!l->space)
		return;
	l->space = false;
	while (n > 0 && is_mark(&atoms(l)[n - 1]))
		n--;
	if (n == 0)
		return;
	last = &atoms(l)[n - 1];
	if (last->code == ' ' || last->code == '\n')
		return;
	both.style &= last->style;
	if (last->link != look->link)
		both.link = NULL;
	if (last->picture != look->picture)
		both.picture = 0;
	put_atom(l, ' ', &both);
}

void
line_put(struct line *l, const char *text, const struct look *look)
{
	uint32_t code;

	while (*text != '\0') {
		code = next_code(&text);
		if (code < 0x80 && escape_space((char)code)) {
			l->space = true;
			continue;
		}
		/* A hyphen that is only seen where a line ends is no letter. */
		if (code < 0x20 || code == 0x7f || code == 0xad)
			continue;
		/* A space goes before what begins and behind what ends. */
		if (code <= MARK_START || code > MARK_LAST)
			put_space(l, look);
		put_atom(l, code, look);
	}
}

void
line_break(struct line *l, const struct look *look)
{
	l->space = false;
	if (line_empty(l))
		return;
	if (l->one_row) {
		l->space = true;
		return;
	}
	if (atoms(l)[count(l) - 1].code == '\n')
		return;
	put_atom(l, '\n', &(struct look){ .link = look->link });
}

bool
line_empty(const struct line *l)
{
	return !l->words;
}

void
line_words(const struct line *l, struct buffer *out, bool marks)
{
	for (size_t i = 0; i < count(l); i++)
		if (marks || !is_mark(&atoms(l)[i]))
			escape_code_point(out, atoms(l)[i].code == '\n'
			    ? ' ' : atoms(l)[i].code);
}

void
line_clear(struct line *l)
{
	buffer_clear(&l->atoms);
	l->space = l->words = false;
}

void
line_free(struct line *l)
{
	buffer_free(&l->atoms);
	buffer_free(&l->tried);
	arena_free(l->scratch);
	l->scratch = NULL;
}

void
mark_put(struct buffer *b, uint32_t which, unsigned comment)
{
	escape_code_point(b, which);
	for (unsigned shift = 12; shift > 0; shift -= 4)
		escape_code_point(b,
		    MARK_DIGIT + (comment >> (shift - 4) & 0xfU));
}

/* What stands between two letters, for the rules of emphasis. */
enum side { SIDE_SPACE, SIDE_SIGN, SIDE_LETTER };

static enum side
side_of(const struct atom *a)
{
	UChar32 code = (UChar32)a->code;

	if (code == '\n' || u_isUWhiteSpace(code))
		return SIDE_SPACE;
	if (code < 0x80 ? ispunct((int)code) != 0
			: u_ispunct(code) || !u_isgraph(code) ||
		    (U_GET_GC_MASK(code) & U_GC_S_MASK) != 0)
		return SIDE_SIGN;
	return SIDE_LETTER;
}

/* The side of the nearest letter before i, or from i on. */
static enum side
side_before(const struct line *l, size_t i)
{
	while (i > 0 && is_mark(&atoms(l)[i - 1]))
		i--;
	return i == 0 ? SIDE_SPACE : side_of(&atoms(l)[i - 1]);
}

static enum side
side_from(const struct line *l, size_t i)
{
	while (i < count(l) && is_mark(&atoms(l)[i]))
		i++;
	return i == count(l) ? SIDE_SPACE : side_of(&atoms(l)[i]);
}

/* Emphasis cannot begin before a space, nor between a letter and a sign. */
static bool
may_open(const struct line *l, size_t i)
{
	enum side first;

	if (is_mark(&atoms(l)[i]))
		return false;
	first = side_of(&atoms(l)[i]);
	return first == SIDE_LETTER ||
	    (first == SIDE_SIGN && side_before(l, i) != SIDE_LETTER);
}

static bool
may_close(const struct line *l, size_t end)
{
	enum side last;

	if (is_mark(&atoms(l)[end - 1]))
		return false;
	last = side_of(&atoms(l)[end - 1]);
	return last == SIDE_LETTER ||
	    (last == SIDE_SIGN && side_from(l, end) != SIDE_LETTER);
}

/* Makes each run of a style begin and end where it can. */
static void
trim_style(struct line *l, unsigned style)
{
	struct atom *a = atoms(l);
	size_t n = count(l), i = 0, end;

	while (i < n) {
		if ((a[i].style & style) == 0 || !may_open(l, i)) {
			a[i++].style &= (uint16_t)~style;
			continue;
		}
		for (end = i; end < n && (a[end].style & style) != 0 &&
		     a[end].link == a[i].link && a[end].picture == 0; end++)
			continue;
		for (; end > i && !may_close(l, end); end--)
			a[end - 1].style &= (uint16_t)~style;
		i = end > i ? end : i + 1;
	}
}

static void
drop(struct line *l, unsigned styles, bool links)
{
	for (size_t i = 0; i < count(l); i++) {
		atoms(l)[i].style &= (uint16_t)~styles;
		if (links)
			atoms(l)[i].link = NULL;
	}
}

/* One line being written. */
struct writing {
	const struct line *line;
	struct buffer *out;
	const char *indent;
	bool marks;          /* written too */
	unsigned open[STYLES]; /* styles, in the order they were opened */
	size_t depth;
	const char *link;
	uint16_t picture;
	bool line_start;     /* nothing but marks in this line yet */
};

static const char *
sign_of(unsigned style)
{
	for (size_t i = 0; i < STYLES; i++)
		if (signs[i].style == style)
			return signs[i].sign;
	return "";
}

static void
close_styles(struct writing *w, unsigned but)
{
	size_t keep = 0;

	while (keep < w->depth && (w->open[keep] & but) != 0)
		keep++;
	while (w->depth > keep)
		buffer_text(w->out, sign_of(w->open[--w->depth]));
}

static void
open_styles(struct writing *w, unsigned wanted)
{
	unsigned has = 0;

	for (size_t i = 0; i < w->depth; i++)
		has |= w->open[i];
	for (size_t i = 0; i < STYLES; i++) {
		if ((wanted & signs[i].style) == 0 ||
		    (has & signs[i].style) != 0)
			continue;
		buffer_text(w->out, signs[i].sign);
		w->open[w->depth++] = signs[i].style;
	}
}

static void
put_address(struct buffer *b, const char *link)
{
	buffer_text(b, "](<");
	for (; *link != '\0'; link++)
		if (*link == '&')
			buffer_text(b, "\\&");
		else if (strchr("<>\\|`", *link) != NULL ||
			 (unsigned char)*link <= 0x20)
			buffer_printf(b, "%%%02X", (unsigned char)*link);
		else
			buffer_char(b, *link);
	buffer_text(b, ">)");
}

static void
close_around(struct writing *w, const struct atom *next)
{
	if (w->picture != 0 && (next == NULL || next->picture != w->picture)) {
		buffer_printf(w->out, "](picture-%u)", (unsigned)w->picture);
		w->picture = 0;
	}
	if (w->link != NULL && (next == NULL || next->link != w->link)) {
		close_styles(w, 0);
		put_address(w->out, w->link);
		w->link = NULL;
	}
}

/* Ends what the atom is no longer in and begins what it is in. */
static void
step_into(struct writing *w, const struct atom *a)
{
	close_styles(w, a->picture != 0 ? 0 : a->style);
	close_around(w, a);
	if (a->link != NULL && w->link == NULL) {
		close_styles(w, 0);
		buffer_char(w->out, '[');
		w->link = a->link;
	}
	if (a->picture != 0 && w->picture == 0) {
		buffer_text(w->out, "![");
		w->picture = a->picture;
	}
	if (a->picture == 0)
		open_styles(w, a->style);
}

static bool
is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

/* Would it begin something else than a paragraph here? */
static bool
starts_block(const struct writing *w, size_t i)
{
	const struct atom *a = atoms(w->line);
	size_t first = i;

	if (a[i].code == '.' || a[i].code == ')') {
		while (first > 0 && (is_mark(&a[first - 1]) ||
					is_digit(a[first - 1].code)))
			first--;
		return first < i && (first == 0 || a[first - 1].code == '\n');
	}
	return w->line_start && a[i].code < 0x80 &&
	    strchr("#+-=", (int)a[i].code) != NULL;
}

static bool
alnum_at(const struct writing *w, size_t i)
{
	return i < count(w->line) && side_of(&atoms(w->line)[i]) == SIDE_LETTER;
}

static bool
needs_escape(const struct writing *w, size_t i)
{
	const struct atom *a = &atoms(w->line)[i];

	if (a->code == 0 || a->code >= 0x80)
		return false;
	if (a->code == '_')
		return i == 0 || !alnum_at(w, i - 1) || !alnum_at(w, i + 1);
	if (strchr("\\`*[]<>&~|", (int)a->code) != NULL)
		return true;
	if (a->code == '!')
		return i + 1 < count(w->line) && (a[1].link != a->link ||
						     a[1].picture != a->picture);
	if (a->code == '#' && w->line->one_row)
		return true; /* at the end of a heading it would be eaten */
	return starts_block(w, i);
}

static void
put_letter(struct writing *w, size_t i)
{
	const struct atom *a = &atoms(w->line)[i];

	if (is_mark(a)) {
		if (w->marks)
			escape_code_point(w->out, a->code);
		return;
	}
	if (a->code == '\n') {
		buffer_text(w->out, "\\\n");
		buffer_text(w->out, w->indent);
		w->line_start = true;
		return;
	}
	if (needs_escape(w, i))
		buffer_char(w->out, '\\');
	escape_code_point(w->out, a->code);
	if (!is_digit(a->code))
		w->line_start = false;
}

/* A run of code, between one tick more than it has itself. */
static size_t
put_code(struct writing *w, size_t i)
{
	const struct atom *a = atoms(w->line);
	size_t end = i, ticks = 0, run = 0;
	char fence[TICKS_MAX + 1];

	for (; end < count(w->line) && (a[end].style & STYLE_CODE) != 0 &&
	     a[end].link == a[i].link && a[end].code != '\n'; end++) {
		run = a[end].code == '`' ? run + 1 : 0;
		ticks = run > ticks ? run : ticks;
	}
	ticks = ticks + 1 < TICKS_MAX ? ticks + 1 : TICKS_MAX;
	memset(fence, '`', ticks);
	fence[ticks] = '\0';
	buffer_text(w->out, fence);
	for (; i < end; i++)
		if (!is_mark(&a[i]) || w->marks)
			escape_code_point(w->out, a[i].code);
	buffer_text(w->out, fence);
	w->line_start = false;
	return end;
}

static void
write_atoms(struct writing *w)
{
	const struct atom *a = atoms(w->line);
	size_t i = 0;

	w->line_start = true;
	while (i < count(w->line)) {
		if (!is_mark(&a[i]))
			step_into(w, &a[i]);
		if ((a[i].style & STYLE_CODE) != 0 && a[i].code != '\n' &&
		    a[i].picture == 0 && !is_mark(&a[i]))
			i = put_code(w, i);
		else
			put_letter(w, i++);
	}
	close_styles(w, 0);
	close_around(w, NULL);
}

/* Do just these words come out, as one paragraph or one row? */
static bool
proves(struct line *l, bool marks)
{
	struct writing w = { .line = l, .out = &l->tried, .indent = "",
		.marks = marks };
	struct buffer expected = { 0 };
	const struct clause_text *k;
	struct list list;
	bool right;

	buffer_clear(&l->tried);
	if (l->one_row)
		buffer_text(&l->tried, "| ");
	write_atoms(&w);
	if (l->one_row)
		buffer_text(&l->tried, " |\n|---|\n");
	line_words(l, &expected, marks);
	list = text_clauses(l->scratch, buffer_string(&l->tried));
	k = list.at;
	right = list.count == 1 && k->level == 0 &&
	    strcmp(k->kind, l->one_row ? "row" : "paragraph") == 0 &&
	    strcmp(k->text, buffer_string(&expected)) == 0;
	arena_reset(l->scratch);
	buffer_free(&expected);
	return right;
}

static bool
has_marks(const struct line *l)
{
	for (size_t i = 0; i < count(l); i++)
		if (is_mark(&atoms(l)[i]))
			return true;
	return false;
}

static bool
right(struct line *l)
{
	return proves(l, false) && (!has_marks(l) || proves(l, true));
}

/* A space or break at the end is none; marks behind it stay. */
static void
trim_end(struct line *l)
{
	struct atom *a = atoms(l);
	size_t n = count(l), from = n, to;

	while (from > 0 && (is_mark(&a[from - 1]) || a[from - 1].code == '\n' ||
			       a[from - 1].code == ' '))
		from--;
	to = from;
	for (size_t i = from; i < n; i++)
		if (is_mark(&a[i]))
			a[to++] = a[i];
	l->atoms.len = to * sizeof(*a);
}

void
line_write(struct line *l, struct buffer *out, const char *indent)
{
	struct writing w = { .line = l, .out = out, .indent = indent,
		.marks = true };

	if (l->scratch == NULL)
		l->scratch = arena_new();
	trim_end(l);
	for (size_t i = 0; i < STYLES; i++)
		trim_style(l, signs[i].style);
	if (!right(l)) {
		drop(l, STYLE_STRUCK | STYLE_STRONG | STYLE_EMPHASIS, false);
		if (!right(l))
			drop(l, STYLE_CODE, true);
	}
	write_atoms(&w);
}
