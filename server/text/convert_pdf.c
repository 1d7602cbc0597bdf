/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_pdf.c - the words of a PDF on their pages as Markdown.
 *
 * A PDF knows places and sizes, no paragraphs. Larger letters are headings,
 * gaps, indents and short last lines end paragraphs, signs and numbers begin
 * items, and a line that returns on most pages belongs to the paper. All of it
 * is guessed, and the reader is told so.
 */
#include "text/convert_pdf.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/table.h"
#include "soundings/text.h"
#include "text/convert_line.h"
#include "text/convert_xml.h"
#include "text/number.h"

#define MARGIN       0.12 /* of the page: where running heads stand */
#define LARGER       1.12 /* than the body: a heading */
#define TOUCHING     0.05 /* of a letter's height: no space between */
#define HEADING_LEN  200
#define SIZES_MAX    5
#define STEPS        400  /* of letter sizes, half a point each */
#define WIDER        0.25 /* of a letter's height: a gap between paragraphs */
#define COLUMN_LETTERS 20 /* a line of a column, rather than a cell */
#define BETWEEN      " .,;:!?()"

struct pdf_line {
	double left, top, right, bottom, size;
	double page_height, block_right;
	size_t page, block;
	size_t cells;  /* in its row of the page, it included; 0: not known */
	size_t cell;   /* which of them, from 0 */
	const char *text;
	size_t letters;
	bool paper; /* a running head or foot, a page number */
};

struct pdf {
	struct arena *arena;
	struct buffer lines; /* struct pdf_line */
	size_t page, block;
	double page_height;
	const char *raw;
	size_t raw_len;
	struct table *hyphened; /* words, by key_of */
	double gap;          /* between most lines of the body */
	double body;         /* size of most letters */
	double sizes[SIZES_MAX];
	size_t size_count;

	/* What is being written. */
	struct buffer out;
	struct line line;
	struct buffer paragraph;
	size_t paragraph_lines;
	struct pdf_line last;
	const char *label;   /* of the item at hand; NULL: no item */
	size_t columns;      /* of the table at hand; 0: none */
};

static struct pdf_line *
lines(const struct pdf *p)
{
	return (struct pdf_line *)(void *)p->lines.at;
}

static size_t
line_count(const struct pdf *p)
{
	return p->lines.len / sizeof(struct pdf_line);
}

/* The number in an attribute; 0: there is none. */
static double
number(const struct xml *x, const char *name)
{
	size_t len = strlen(name);
	const char *at = memmem(x->from, (size_t)(x->to - x->from), name, len);
	double d = at == NULL || at[len] != '=' ? 0 : strtod(at + len + 2, NULL);

	return isfinite(d) ? d : 0;
}

static void
take_word(struct xml *x, struct pdf_line *l, struct buffer *text,
    size_t *longest, double *right)
{
	double height = number(x, "yMax") - number(x, "yMin");
	double gap = number(x, "xMin") - *right;
	size_t before;

	/* Raised figures and what follows them are words of their own. */
	if (text->len > 0 && gap > height * TOUCHING)
		buffer_char(text, ' ');
	*right = number(x, "xMax");
	before = text->len;
	while (xml_next(x) && x->kind == XML_TEXT)
		xml_put_text(x, text);
	if (text->len - before >= *longest) {
		*longest = text->len - before;
		l->size = height;
	}
}

/* Two lines that differ in their numbers only have the same key. */
static int64_t
key_of(const char *text)
{
	uint64_t key = 14695981039346656037U;

	for (; *text != '\0'; text++)
		if (!isdigit((unsigned char)*text))
			key = (key ^ (unsigned char)*text) * 1099511628211U;
	return (int64_t)(key >> 1);
}

/* Remembers the words that are written with a hyphen inside a line. */
static void
note_hyphens(struct pdf *p, const char *text)
{
	static const char yes;
	const char *end;
	size_t len;

	for (; *text != '\0'; text = end + strspn(end, BETWEEN)) {
		len = strcspn(text, BETWEEN);
		end = text + len;
		if (len > 2 && memchr(text + 1, '-', len - 2) != NULL)
			table_put(p->hyphened, key_of(arena_copy(p->arena, text,
			    len)), (void *)(uintptr_t)&yes);
	}
}

static void
take_line(struct pdf *p, struct xml *x)
{
	struct pdf_line l = { .page = p->page, .block = p->block,
		.page_height = p->page_height,
		.left = number(x, "xMin"),
		.right = number(x, "xMax"),
		.top = number(x, "yMin"),
		.bottom = number(x, "yMax") };
	struct buffer text = { 0 };
	size_t depth = x->depth, longest = 0;
	double right = 0;

	while (xml_next(x) && !(x->kind == XML_CLOSE && x->depth == depth))
		if (x->kind == XML_OPEN && xml_is(x, "word"))
			take_word(x, &l, &text, &longest, &right);
	l.text = arena_text(p->arena, buffer_string(&text));
	l.letters = utf8_valid(l.text, strlen(l.text)) ? utf8_count(l.text) : 0;
	buffer_free(&text);
	if (l.letters > 0)
		note_hyphens(p, l.text);
	if (l.letters > 0)
		buffer_put(&p->lines, &l, sizeof(l));
}

static void
read_pages(struct pdf *p)
{
	const char *from = memmem(p->raw, p->raw_len, "<doc>", 5);
	struct xml x = { .at = from, .end = p->raw + p->raw_len };

	if (from == NULL)
		return;
	while (xml_next(&x)) {
		if (x.kind != XML_OPEN)
			continue;
		if (xml_is(&x, "page")) {
			p->page++;
			p->page_height = number(&x, "height");
		} else if (xml_is(&x, "block")) {
			p->block++;
		} else if (xml_is(&x, "line")) {
			take_line(p, &x);
		}
	}
}

static size_t
step_of(double size)
{
	double step = size * 2 + 0.5;

	return step < 0 ? 0 : step >= STEPS ? STEPS - 1 : (size_t)step;
}

/* Most letters have the body's size; clearly larger ones are headings'. */
static void
find_sizes(struct pdf *p)
{
	size_t letters[STEPS] = { 0 }, most = 0;

	for (size_t i = 0; i < line_count(p); i++)
		letters[step_of(lines(p)[i].size)] += lines(p)[i].letters;
	for (size_t i = 0; i < STEPS; i++)
		if (letters[i] > letters[most])
			most = i;
	p->body = (double)most / 2;
	for (size_t i = STEPS - 1; i > 0 && p->size_count < SIZES_MAX; i--) {
		double size = (double)i / 2;

		if (size <= p->body * LARGER)
			break;
		if (letters[i] == 0 || (p->size_count > 0 &&
		    p->sizes[p->size_count - 1] - size < 1))
			continue;
		p->sizes[p->size_count++] = size;
	}
}

static bool
in_margin(const struct pdf_line *l)
{
	return l->bottom < l->page_height * MARGIN ||
	    l->top > l->page_height * (1 - MARGIN);
}

/* "7", "- 7 -", "Page 7 of 60" */
static bool
is_page_number(const char *text)
{
	bool digit = false;

	for (; *text != '\0'; text++) {
		if (isdigit((unsigned char)*text)) {
			digit = true;
			continue;
		}
		if (strncasecmp(text, "page", 4) == 0)
			text += 3;
		else if (strncasecmp(text, "of", 2) == 0)
			text += 1;
		else if (strchr(" -/|", *text) == NULL)
			return false;
	}
	return digit;
}

struct seen {
	size_t pages, last;
};

static void
count_pages(struct pdf *p, struct table *seen)
{
	for (size_t i = 0; i < line_count(p); i++) {
		const struct pdf_line *l = &lines(p)[i];
		struct seen *s;

		if (!in_margin(l))
			continue;
		s = table_get(seen, key_of(l->text));
		if (s == NULL) {
			s = arena_get(p->arena, sizeof(*s));
			table_put(seen, key_of(l->text), s);
		}
		s->pages += s->last != l->page ? 1 : 0;
		s->last = l->page;
	}
}

static void
find_paper(struct pdf *p)
{
	struct table *seen = table_new();

	count_pages(p, seen);
	for (size_t i = 0; i < line_count(p); i++) {
		struct pdf_line *l = &lines(p)[i];
		const struct seen *s;

		if (!in_margin(l))
			continue;
		s = table_get(seen, key_of(l->text));
		l->paper = (s->pages >= 3 && s->pages * 3 >= p->page) ||
		    (p->page > 1 && is_page_number(l->text));
	}
	table_free(seen);
}

static void
drop_paper(struct pdf *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < line_count(p); i++)
		if (!lines(p)[i].paper)
			lines(p)[kept++] = lines(p)[i];
	p->lines.len = kept * sizeof(struct pdf_line);
}

static int
by_top(const void *a, const void *b)
{
	const struct pdf_line *x = a, *y = b;

	return x->top < y->top ? -1 : x->top > y->top;
}

static int
by_left(const void *a, const void *b)
{
	const struct pdf_line *x = a, *y = b;

	return x->left < y->left ? -1 : x->left > y->left;
}

/* Puts lines of one page in rows, as an eye that knows no columns sees them. */
static void
make_rows(struct pdf_line *l, size_t n)
{
	size_t from, to, i;
	double right = 0;

	qsort(l, n, sizeof(*l), by_top);
	for (i = 0; i < n; i++)
		right = l[i].right > right ? l[i].right : right;
	for (from = 0; from < n; from = to) {
		for (to = from + 1; to < n && (l[to].top + l[to].bottom) / 2 <
		     l[from].bottom; to++)
			continue;
		qsort(l + from, to - from, sizeof(*l), by_left);
		for (i = from; i < to; i++) {
			l[i].cells = to - from;
			l[i].cell = i - from;
			l[i].block = 0;
			l[i].block_right = right;
		}
	}
}

/* Do long lines stand side by side on most of the page? */
static bool
has_columns(const struct pdf_line *l, size_t n)
{
	size_t rows = 0, beside = 0, longer = 0;

	for (size_t i = 0; i < n; i++) {
		longer = l[i].cell == 0 ? 0 : longer;
		longer += l[i].letters >= COLUMN_LETTERS ? 1 : 0;
		if (l[i].cell + 1 < l[i].cells)
			continue;
		rows++;
		beside += longer >= 2 ? 1 : 0;
	}
	return beside * 3 > rows;
}

/* Blocks reach as far to the right as their longest line. */
static void
find_rights(struct pdf_line *l, size_t n)
{
	for (size_t from = 0, to; from < n; from = to) {
		double right = 0;

		for (to = from; to < n && l[to].block == l[from].block; to++)
			right = l[to].right > right ? l[to].right : right;
		for (size_t i = from; i < to; i++)
			l[i].block_right = right;
	}
}

/* Pdftotext sees columns in a list and in a table too. Its order is kept for
 * pages that do have columns; on others lines follow each other downwards. */
static void
arrange(struct pdf *p)
{
	struct pdf_line *l = lines(p), *copy;
	size_t n = line_count(p);

	for (size_t from = 0, to; from < n; from = to) {
		for (to = from; to < n && l[to].page == l[from].page; to++)
			continue;
		copy = arena_get(p->arena, (to - from) * sizeof(*copy));
		memcpy(copy, l + from, (to - from) * sizeof(*copy));
		make_rows(copy, to - from);
		if (has_columns(copy, to - from))
			find_rights(l + from, to - from);
		else
			memcpy(l + from, copy, (to - from) * sizeof(*copy));
	}
}

/* The length of a sign that begins an item, its spaces too; 0: none. */
static size_t
bullet_len(const char *text)
{
	static const char *const bullets[] = { "•", "◦", "▪", "●", "○", "■",
		"‣", "–", "-", "*", "\xef\x82\xb7", "\xef\x82\xa7",
		"\xef\x83\x98" };
	size_t len;

	for (size_t i = 0; i < COUNT(bullets); i++) {
		len = strlen(bullets[i]);
		if (strncmp(text, bullets[i], len) == 0 &&
		    (text[len] == ' ' || text[len] == '\0'))
			return len + strspn(text + len, " ");
	}
	return 0;
}

/* "1." "12)" "(a)" "iv." at the beginning; its length, or 0. */
static size_t
label_len(const char *text)
{
	size_t open = *text == '(' ? 1 : 0, n;

	n = strspn(text + open, "0123456789");
	if (n == 0)
		n = strspn(text + open, "ivx");
	if (n == 0 && islower((unsigned char)text[open]))
		n = 1;
	if (n == 0 || n > 4)
		return 0;
	n += open;
	if (text[n] != ')' && (open > 0 || text[n] != '.'))
		return 0;
	return text[n + 1] == ' ' ? n + 1 : 0;
}

static int
heading_level(const struct pdf *p)
{
	const char *text = p->paragraph.at;
	size_t len = p->paragraph.len;
	int64_t parts;
	bool bare;

	if (len == 0 || len > HEADING_LEN || p->label != NULL)
		return 0;
	for (size_t i = 0; i < p->size_count; i++)
		if (p->last.size > p->sizes[i] - 0.75)
			return (int)i + 1;
	if (p->paragraph_lines > 1 || strchr(".;,:?!", text[len - 1]) != NULL)
		return 0;
	len = number_own(text, &parts, &bare);
	if (len == 0 || parts < 2)
		return 0;
	len += strcspn(text + len, " ");
	return isupper((unsigned char)text[len + (text[len] == ' ')])
	    ? (int)parts + (int)p->size_count - 1 + (p->size_count == 0)
	    : 0;
}

static void
put_start(struct pdf *p, int level)
{
	if (level > 0)
		buffer_printf(&p->out, "%.*s ", level > 6 ? 6 : level, "######");
	else if (p->label != NULL && isdigit((unsigned char)*p->label))
		buffer_printf(&p->out, "%s ", p->label);
	else if (p->label != NULL)
		buffer_text(&p->out, "- ");
}

static void
end_paragraph(struct pdf *p)
{
	static const struct look plain;
	int level;

	if (p->paragraph.len == 0)
		return;
	buffer_string(&p->paragraph);
	level = heading_level(p);
	if (p->out.len > 0)
		buffer_char(&p->out, '\n');
	put_start(p, level);
	p->line.one_row = level > 0;
	if (p->label != NULL && !isdigit((unsigned char)*p->label) &&
	    *p->label != '\0') {
		line_put(&p->line, p->label, &plain);
		line_put(&p->line, " ", &plain);
	}
	line_put(&p->line, buffer_string(&p->paragraph), &plain);
	line_write(&p->line, &p->out, "  ");
	line_clear(&p->line);
	buffer_char(&p->out, '\n');
	buffer_clear(&p->paragraph);
	p->paragraph_lines = 0;
	p->label = NULL;
}

/* Is the word, with its hyphen, written so elsewhere in the file? */
static bool
keeps_hyphen(const struct pdf *p, const char *next)
{
	size_t from = p->paragraph.len, tail = strcspn(next, BETWEEN);
	const char *whole;

	while (from > 0 && strchr(BETWEEN, p->paragraph.at[from - 1]) == NULL)
		from--;
	whole = arena_printf(p->arena, "%.*s%.*s",
	    (int)(p->paragraph.len - from), p->paragraph.at + from, (int)tail,
	    next);
	return table_get(p->hyphened, key_of(whole)) != NULL;
}

static void
join(struct pdf *p, const char *text)
{
	struct buffer *b = &p->paragraph;

	if (b->len > 2 && memcmp(b->at + b->len - 2, "\xc2\xad", 2) == 0) {
		b->len -= 2;
	} else if (b->len > 1 && b->at[b->len - 1] == '-' &&
		   isalpha((unsigned char)b->at[b->len - 2]) &&
		   islower((unsigned char)*text)) {
		if (!keeps_hyphen(p, text))
			b->len--;
	} else if (b->len > 0) {
		buffer_char(b, ' ');
	}
	buffer_text(b, text);
}

static bool
ends_sentence(const struct buffer *b)
{
	return b->len > 0 && strchr(".:;?!", b->at[b->len - 1]) != NULL;
}

/* Does this line go on with the paragraph? */
static bool
goes_on(const struct pdf *p, const struct pdf_line *l)
{
	const struct pdf_line *last = &p->last;
	double gap = l->top - last->bottom, width;

	if (p->paragraph.len == 0 || fabs(l->size - last->size) > last->size / 8)
		return false;
	if (l->page != last->page)
		return !ends_sentence(&p->paragraph) &&
		    islower((unsigned char)*l->text);
	if (l->block != last->block)
		return false;
	if (gap > p->gap + last->size * WIDER || l->top < last->top)
		return false;
	width = last->block_right - last->left;
	if (last->right < last->block_right - width / 5 &&
	    ends_sentence(&p->paragraph))
		return false;
	if (last->right < last->block_right - width * 2 / 5 &&
	    !islower((unsigned char)*l->text))
		return false;
	/* An indent begins a paragraph, but not the second line of an item. */
	return l->left < last->left + l->size || p->label != NULL;
}

static void
take(struct pdf *p, const struct pdf_line *l)
{
	size_t bullet = bullet_len(l->text);
	size_t label = bullet > 0 ? 0 : label_len(l->text);

	if (bullet > 0 || label > 0) {
		end_paragraph(p);
		p->label = label > 0 ? arena_copy(p->arena, l->text, label) : "";
		join(p, l->text + bullet + label +
		    strspn(l->text + bullet + label, " "));
	} else {
		/* A sign alone on its line belongs to the next one. */
		if (p->paragraph.len > 0 && !goes_on(p, l))
			end_paragraph(p);
		join(p, l->text);
	}
	p->paragraph_lines++;
	p->last = *l;
}

/* The distance that lines of the body mostly have; letters reach into the line
 * above, so that it can be less than nothing. */
static void
find_gap(struct pdf *p)
{
	enum { BELOW = 40 };
	size_t times[STEPS] = { 0 }, most = BELOW;
	const struct pdf_line *l = lines(p);

	for (size_t i = 1; i < line_count(p); i++) {
		double gap = l[i].top - l[i - 1].bottom;

		if (l[i].page == l[i - 1].page && l[i].size < p->body * LARGER &&
		    l[i - 1].size < p->body * LARGER && gap > -BELOW / 2.0)
			times[step_of(gap + BELOW / 2.0)]++;
	}
	for (size_t i = 0; i < STEPS; i++)
		if (times[i] > times[most])
			most = i;
	p->gap = ((double)most - BELOW) / 2;
}

static void
put_cells(struct pdf *p, const struct pdf_line *l)
{
	static const struct look plain;

	end_paragraph(p);
	if (p->columns != l->cells) {
		buffer_text(&p->out, p->out.len > 0 ? "\n|" : "|");
		for (size_t i = 0; i < l->cells; i++)
			buffer_text(&p->out, "  |");
		buffer_text(&p->out, "\n|");
		for (size_t i = 0; i < l->cells; i++)
			buffer_text(&p->out, "---|");
		buffer_char(&p->out, '\n');
	}
	p->columns = l->cells;
	p->line.one_row = true;
	buffer_char(&p->out, '|');
	for (size_t i = 0; i < l->cells; i++) {
		buffer_char(&p->out, ' ');
		line_put(&p->line, l[i].text, &plain);
		line_write(&p->line, &p->out, "");
		line_clear(&p->line);
		buffer_text(&p->out, " |");
	}
	buffer_char(&p->out, '\n');
	p->last = l[l->cells - 1];
}

/* Several texts beside each other, with such a row before or after, are a
 * table; a sign and its text are an item. */
static bool
is_table_row(const struct pdf *p, const struct pdf_line *l, size_t left)
{
	const struct pdf_line *next = left > l->cells ? l + l->cells : NULL;

	if (l->cells < 2 || bullet_len(l->text) > 0 ||
	    label_len(arena_printf(p->arena, "%s ", l->text)) > 0)
		return false;
	return p->columns == l->cells ||
	    (next != NULL && next->cells == l->cells && next->page == l->page);
}

/* One row of a page; returns how many lines it is made of. */
static size_t
take_row(struct pdf *p, const struct pdf_line *l, size_t left)
{
	struct pdf_line whole = *l;
	size_t n = l->cells > 1 ? l->cells : 1;

	if (is_table_row(p, l, left)) {
		put_cells(p, l);
		return n;
	}
	p->columns = 0;
	for (size_t i = 1; i < n; i++) {
		whole.text = arena_printf(p->arena, "%s %s", whole.text,
		    l[i].text);
		whole.right = l[i].right;
		whole.bottom = l[i].bottom;
		whole.size = l[i].size;
	}
	take(p, &whole);
	return n;
}

const char *
pdf_markdown(struct arena *a, struct blob pages)
{
	struct pdf p = { .arena = a, .raw = pages.at, .raw_len = pages.len,
		.hyphened = table_new() };
	const char *made;

	read_pages(&p);
	find_sizes(&p);
	find_paper(&p);
	drop_paper(&p);
	arrange(&p);
	find_gap(&p);
	for (size_t i = 0; i < line_count(&p);)
		i += take_row(&p, &lines(&p)[i], line_count(&p) - i);
	end_paragraph(&p);
	made = arena_copy(a, buffer_string(&p.out), p.out.len);
	table_free(p.hyphened);
	buffer_free(&p.out);
	buffer_free(&p.lines);
	buffer_free(&p.paragraph);
	line_free(&p.line);
	return made;
}
