/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_blocks.c - pandoc's tree becomes the canonical Markdown.
 *
 * One paragraph is one line, with an empty line between blocks, so that a
 * difference between two versions is a difference of words. Footnotes stand at
 * the end under "Notes"; a list that counts in letters keeps them as words,
 * because Markdown counts in numbers only.
 */
#include "text/convert_draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"

#define COLUMNS_MAX 100

static void block_one(struct draft *d, const struct node *n);
static void cell_blocks(struct draft *d, const struct node *blocks);

static const struct look plain_look;

static const struct node *
content(const struct node *n)
{
	return tree_of(n, "c");
}

static void
blocks(struct draft *d, const struct node *list)
{
	for (const struct node *n = list->first; n != NULL; n = n->next)
		block_one(d, n);
}

/* What stands before a line: the marks of all lists and quotes around it. */
static void
put_prefix(struct draft *d)
{
	for (size_t i = 0; i < d->depth; i++) {
		struct level *l = &d->levels[i];

		buffer_text(&d->out, l->used ? l->rest : l->first);
		l->used = true;
	}
}

static void
begin_block(struct draft *d)
{
	if (d->out.len > 0)
		buffer_char(&d->out, '\n');
	put_prefix(d);
}

/* What stands before its further lines. */
static const char *
indent(struct draft *d)
{
	const char *rest = "";

	for (size_t i = 0; i < d->depth; i++)
		rest = arena_printf(d->arena, "%s%s", rest, d->levels[i].rest);
	return rest;
}

/* False: too deep, it is written flat. */
static bool
enter(struct draft *d, const char *first, const char *rest)
{
	if (d->depth == LEVELS_MAX)
		return false;
	d->levels[d->depth++] = (struct level){ .first = first, .rest = rest };
	return true;
}

static void
flush_line(struct draft *d)
{
	if (d->joined || line_empty(&d->line))
		return; /* marks wait for the next one */
	begin_block(d);
	line_write(&d->line, &d->out, indent(d));
	buffer_char(&d->out, '\n');
	line_clear(&d->line);
}

static void
put_label(struct draft *d)
{
	if (d->label == NULL)
		return;
	line_put(&d->line, d->label, &plain_look);
	line_put(&d->line, " ", &plain_look);
	d->label = NULL;
}

/* The page number at the end of a line of contents: a link, or figures. */
static bool
ends_in_page(const struct node *inlines)
{
	const struct node *last = inlines->first;

	while (last != NULL && last->next != NULL)
		last = last->next;
	if (last == NULL)
		return false;
	if (node_is(last, "Link"))
		return true;
	return node_is(last, "Str") && content(last)->text[0] != '\0' &&
	    strspn(content(last)->text, "0123456789ivxlc") ==
		strlen(content(last)->text);
}

/* A line of a table of contents: nothing but a link into this very file. */
static bool
is_contents(const struct node *inlines)
{
	const struct node *link = NULL;

	for (const struct node *n = inlines->first; n != NULL; n = n->next) {
		if (node_is(n, "Link") && link == NULL)
			link = n;
		else if (!node_is(n, "Space") && !node_is(n, "SoftBreak") &&
			 !node_is(n, "Span"))
			return false;
	}
	return link != NULL && ends_in_page(tree_nth(content(link), 1)) &&
	    tree_nth(tree_nth(content(link), 2), 0)->text[0] == '#';
}

static void
paragraph(struct draft *d, const struct node *inlines)
{
	if (is_contents(inlines)) {
		d->contents++;
		return;
	}
	/* Two paragraphs that became one are still two sentences. */
	d->line.space = d->line.space || d->joined;
	d->joined = false;
	put_label(d);
	draft_inlines(d, inlines, &plain_look);
	flush_line(d);
}

static void
put_heading(struct draft *d, int64_t level, const struct node *inlines)
{
	level += d->shift;
	level = level < 1 ? 1 : level > 6 ? 6 : level;
	d->joined = false;
	d->line.one_row = true;
	put_label(d);
	draft_inlines(d, inlines, &plain_look);
	d->joined = false;
	if (!line_empty(&d->line)) {
		begin_block(d);
		buffer_printf(&d->out, "%.*s ", (int)level, "######");
		line_write(&d->line, &d->out, "");
		buffer_char(&d->out, '\n');
		line_clear(&d->line);
		if (d->headings++ > 0 && (d->top == 0 || level < d->top))
			d->top = level;
	}
	d->line.one_row = false;
}

static void
put_items(struct draft *d, const struct node *items, const char *sign)
{
	for (const struct node *n = items->first; n != NULL; n = n->next) {
		bool in = enter(d, sign, "  ");

		blocks(d, n);
		if (in)
			d->depth--;
	}
}

static void
bullets(struct draft *d, const struct node *items)
{
	d->lists_differ = !d->lists_differ;
	put_items(d, items, d->lists_differ ? "- " : "* ");
}

/* "iv" of 4; up to 3,999. */
static const char *
roman(struct arena *a, int64_t n)
{
	static const struct {
		int64_t value;
		const char *sign;
	} steps[] = {
		{ 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" },
		{ 100, "c" }, { 90, "xc" }, { 50, "l" }, { 40, "xl" },
		{ 10, "x" }, { 9, "ix" }, { 5, "v" }, { 4, "iv" }, { 1, "i" },
	};
	const char *text = "";

	if (n > 3999)
		return arena_printf(a, "%lld", (long long)n);
	for (size_t i = 0; i < COUNT(steps); i++)
		for (; n >= steps[i].value; n -= steps[i].value)
			text = arena_printf(a, "%s%s", text, steps[i].sign);
	return text;
}

static char *
lettered(struct arena *a, int64_t n)
{
	char letter = (char)('a' + (n - 1) % 26);

	return n > 26 ? arena_printf(a, "%s%c", lettered(a, (n - 1) / 26), letter)
		      : arena_printf(a, "%c", letter);
}

static const char *
label_of(struct arena *a, const struct node *about, int64_t n)
{
	const struct node *style = tree_nth(about, 1);
	const struct node *around = tree_nth(about, 2);
	bool upper = strncmp(tree_of(style, "t")->text, "Upper", 5) == 0;
	bool is_roman = strstr(tree_of(style, "t")->text, "Roman") != NULL;
	char *text = arena_text(a, is_roman ? roman(a, n) : lettered(a, n));

	for (char *p = text; upper && *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	if (node_is(around, "TwoParens"))
		return arena_printf(a, "(%s)", text);
	return arena_printf(a, "%s%s", text,
	    node_is(around, "OneParen") ? ")" : ".");
}

static void
numbers(struct draft *d, const struct node *c)
{
	const struct node *about = tree_nth(c, 0), *style = tree_nth(about, 1);
	int64_t n = strtoll(tree_nth(about, 0)->text, NULL, 10);
	bool counts = node_is(style, "LowerAlpha") ||
	    node_is(style, "UpperAlpha") || node_is(style, "LowerRoman") ||
	    node_is(style, "UpperRoman");
	const char *sign, *after;

	d->lists_differ = !d->lists_differ;
	after = d->lists_differ ? "." : ")";
	n = n < 0 || n > 100000 ? 1 : n;
	for (const struct node *i = tree_nth(c, 1)->first; i != NULL;
	     i = i->next, n++) {
		bool in;

		sign = counts ? (d->lists_differ ? "- " : "* ")
			      : arena_printf(d->arena, "%lld%s ", (long long)n,
				    after);
		in = enter(d, sign, arena_printf(d->arena, "%*s",
		    (int)strlen(sign), ""));
		d->label = counts && n > 0 ? label_of(d->arena, about, n) : NULL;
		blocks(d, i);
		d->label = NULL;
		if (in)
			d->depth--;
	}
}

static void
definitions(struct draft *d, const struct node *list)
{
	const struct look term = { .style = STYLE_STRONG };

	for (const struct node *n = list->first; n != NULL; n = n->next) {
		d->joined = false;
		draft_inlines(d, tree_nth(n, 0), &term);
		flush_line(d);
		for (const struct node *m = tree_nth(n, 1)->first; m != NULL;
		     m = m->next)
			blocks(d, m);
	}
}

static void
quote(struct draft *d, const struct node *list)
{
	bool in = enter(d, "> ", "> ");

	blocks(d, list);
	if (in)
		d->depth--;
}

/* A fence longer than any run of its sign inside. */
static void
code_block(struct draft *d, const char *text)
{
	size_t run = 0, longest = 2;
	const char *before = indent(d);

	for (const char *p = text; *p != '\0'; p++) {
		run = *p == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	begin_block(d);
	for (size_t i = 0; i <= longest; i++)
		buffer_char(&d->out, '`');
	for (const char *p = text;; p += 1) {
		size_t len = strcspn(p, "\n");

		buffer_printf(&d->out, "\n%s%.*s", before, (int)len, p);
		p += len;
		if (*p == '\0')
			break;
	}
	buffer_printf(&d->out, "\n%s", before);
	for (size_t i = 0; i <= longest; i++)
		buffer_char(&d->out, '`');
	buffer_char(&d->out, '\n');
}

static void
line_block(struct draft *d, const struct node *lines)
{
	d->joined = false;
	put_label(d);
	for (const struct node *n = lines->first; n != NULL; n = n->next) {
		if (n != lines->first)
			line_break(&d->line, &plain_look);
		draft_inlines(d, n, &plain_look);
	}
	flush_line(d);
}

/* A list in a cell: signs between the words. */
static void
cell_items(struct draft *d, const struct node *items)
{
	for (const struct node *n = items->first; n != NULL; n = n->next) {
		line_put(&d->line, " \xe2\x80\xa2 ", &plain_look);
		cell_blocks(d, n);
	}
}

static void
cell_rows(struct draft *d, const struct node *rows)
{
	for (const struct node *r = rows->first; r != NULL; r = r->next)
		for (const struct node *k = tree_nth(r, 1)->first; k != NULL;
		     k = k->next)
			cell_blocks(d, tree_nth(k, 4));
}

static void
cell_table(struct draft *d, const struct node *c)
{
	cell_rows(d, tree_nth(tree_nth(c, 3), 1));
	for (const struct node *b = tree_nth(c, 4)->first; b != NULL;
	     b = b->next)
		cell_rows(d, tree_nth(b, 3));
}

static void
cell_lines(struct draft *d, const struct node *lines)
{
	for (const struct node *n = lines->first; n != NULL; n = n->next) {
		draft_inlines(d, n, &plain_look);
		line_put(&d->line, " ", &plain_look);
	}
}

/* Everything that a cell holds, on one line. */
static void
cell_blocks(struct draft *d, const struct node *list)
{
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		const struct node *c = content(n);

		line_put(&d->line, " ", &plain_look);
		if (node_is(n, "Para") || node_is(n, "Plain"))
			draft_inlines(d, c, &plain_look);
		else if (node_is(n, "Header"))
			draft_inlines(d, tree_nth(c, 2), &plain_look);
		else if (node_is(n, "BulletList"))
			cell_items(d, c);
		else if (node_is(n, "OrderedList"))
			cell_items(d, tree_nth(c, 1));
		else if (node_is(n, "BlockQuote"))
			cell_blocks(d, c);
		else if (node_is(n, "Div"))
			cell_blocks(d, tree_nth(c, 1));
		else if (node_is(n, "CodeBlock"))
			line_put(&d->line, tree_nth(c, 1)->text, &plain_look);
		else if (node_is(n, "LineBlock"))
			cell_lines(d, c);
		else if (node_is(n, "Table"))
			cell_table(d, c);
	}
}

struct grid {
	size_t columns;
	int64_t below[COLUMNS_MAX]; /* rows that a cell above still fills */
	bool begun;                 /* the line of dashes is written */
};

static void
put_cell(struct draft *d, const struct node *cell)
{
	buffer_text(&d->out, " ");
	if (cell != NULL) {
		cell_blocks(d, tree_nth(cell, 4));
		d->joined = false;
		if (!line_empty(&d->line)) {
			line_write(&d->line, &d->out, "");
			line_clear(&d->line);
		}
	}
	buffer_text(&d->out, " |");
}

static int64_t
span_of(const struct node *cell, size_t which)
{
	int64_t n = strtoll(tree_nth(cell, which)->text, NULL, 10);

	return n < 1 ? 1 : n > 1000 ? 1000 : n;
}

static void
put_row(struct draft *d, struct grid *g, const struct node *row)
{
	const struct node *cell = tree_nth(row, 1)->first;
	int64_t wide = 0, tall = 1;

	put_prefix(d);
	buffer_char(&d->out, '|');
	for (size_t i = 0; i < g->columns; i++) {
		if (wide > 0 || g->below[i] > 0 || cell == NULL) {
			put_cell(d, NULL);
			g->below[i] = wide > 0 ? tall - 1
			    : g->below[i] > 0  ? g->below[i] - 1
					       : 0;
			wide -= wide > 0 ? 1 : 0;
			continue;
		}
		tall = span_of(cell, 2);
		wide = span_of(cell, 3) - 1;
		g->below[i] = tall - 1;
		put_cell(d, cell);
		cell = cell->next;
	}
	buffer_char(&d->out, '\n');
}

static void
put_dashes(struct draft *d, struct grid *g)
{
	put_prefix(d);
	buffer_char(&d->out, '|');
	for (size_t i = 0; i < g->columns; i++)
		buffer_text(&d->out, "---|");
	buffer_char(&d->out, '\n');
	g->begun = true;
}

static void
put_rows(struct draft *d, struct grid *g, const struct node *rows)
{
	for (const struct node *r = rows->first; r != NULL; r = r->next) {
		put_row(d, g, r);
		if (!g->begun)
			put_dashes(d, g);
	}
}

/* One column, or too many: no table that anybody reads as one. */
static void
rows_as_blocks(struct draft *d, const struct node *rows)
{
	for (const struct node *r = rows->first; r != NULL; r = r->next)
		for (const struct node *k = tree_nth(r, 1)->first; k != NULL;
		     k = k->next)
			blocks(d, tree_nth(k, 4));
}

static void
flat_table(struct draft *d, const struct node *c)
{
	rows_as_blocks(d, tree_nth(tree_nth(c, 3), 1));
	for (const struct node *b = tree_nth(c, 4)->first; b != NULL;
	     b = b->next) {
		rows_as_blocks(d, tree_nth(b, 2));
		rows_as_blocks(d, tree_nth(b, 3));
	}
	rows_as_blocks(d, tree_nth(tree_nth(c, 5), 1));
}

static void
table(struct draft *d, const struct node *c)
{
	const struct node *head = tree_nth(tree_nth(c, 3), 1);
	struct grid g = { 0 };

	for (const struct node *n = tree_nth(c, 2)->first; n; n = n->next)
		g.columns++;
	blocks(d, tree_nth(tree_nth(c, 1), 1));
	if (g.columns < 2 || g.columns > COLUMNS_MAX) {
		flat_table(d, c);
		return;
	}
	d->joined = false;
	if (d->out.len > 0)
		buffer_char(&d->out, '\n');
	d->line.one_row = true;
	if (head->first == NULL) { /* Markdown has no table without one */
		put_row(d, &g, head);
		put_dashes(d, &g);
	}
	put_rows(d, &g, head);
	for (const struct node *b = tree_nth(c, 4)->first; b; b = b->next) {
		put_rows(d, &g, tree_nth(b, 2));
		put_rows(d, &g, tree_nth(b, 3));
	}
	put_rows(d, &g, tree_nth(tree_nth(c, 5), 1));
	d->line.one_row = false;
}

static void
block_one(struct draft *d, const struct node *n)
{
	const struct node *c = content(n);

	if (node_is(n, "Para") || node_is(n, "Plain")) {
		paragraph(d, c);
	} else if (node_is(n, "Header")) {
		put_heading(d, strtoll(tree_nth(c, 0)->text, NULL, 10),
		    tree_nth(c, 2));
	} else if (node_is(n, "BulletList")) {
		bullets(d, c);
	} else if (node_is(n, "OrderedList")) {
		numbers(d, c);
	} else if (node_is(n, "DefinitionList")) {
		definitions(d, c);
	} else if (node_is(n, "BlockQuote")) {
		quote(d, c);
	} else if (node_is(n, "CodeBlock")) {
		code_block(d, tree_nth(c, 1)->text);
	} else if (node_is(n, "LineBlock")) {
		line_block(d, c);
	} else if (node_is(n, "Table")) {
		table(d, c);
	} else if (node_is(n, "Div")) {
		blocks(d, tree_nth(c, 1));
	} else if (node_is(n, "Figure")) {
		blocks(d, tree_nth(c, 2));
		blocks(d, tree_nth(tree_nth(c, 1), 1));
	} else if (node_is(n, "HorizontalRule")) {
		begin_block(d);
		buffer_text(&d->out, "---\n");
	}
}

/* A value of the file's own description: words, or blocks, or several. */
static void
put_meta(struct draft *d, const struct node *value)
{
	const struct node *c = content(value);

	if (node_is(value, "MetaInlines"))
		paragraph(d, c);
	else if (node_is(value, "MetaBlocks"))
		blocks(d, c);
	else if (node_is(value, "MetaList"))
		for (const struct node *n = c->first; n != NULL; n = n->next)
			put_meta(d, n);
}

/* A heading of one word or more that does not come out of the tree. */
static void
put_words_heading(struct draft *d, int64_t level, const char *words)
{
	const struct node word = { .key = "c", .text = words };
	const struct node type = { .key = "t", .text = "Str", .next = &word };
	const struct node str = { .kind = NODE_MAP, .first = &type };
	const struct node heading = { .kind = NODE_LIST, .first = &str };

	put_heading(d, level, &heading);
}

static void
put_front(struct draft *d, const struct node *meta)
{
	static const char *const others[] = { "subtitle", "author", "date",
		"abstract" };
	const struct node *title = tree_of(meta, "title");

	if (d->title != NULL)
		put_words_heading(d, 1, d->title);
	else if (node_is(title, "MetaInlines"))
		put_heading(d, 1, content(title));
	d->shift = d->headings;
	for (size_t i = 0; i < COUNT(others); i++)
		put_meta(d, tree_of(meta, others[i]));
}

/* Footnotes may have footnotes: the list can grow while it is written. */
static void
put_notes(struct draft *d)
{
	const struct node *note;

	if (d->notes.len == 0)
		return;
	put_words_heading(d, (d->top > 0 ? d->top : 1 + d->shift) - d->shift,
	    "Notes");
	for (size_t i = 0; i < d->notes.len / sizeof(note); i++) {
		memcpy(&note, d->notes.at + i * sizeof(note), sizeof(note));
		d->label = arena_printf(d->arena, "[%zu]", i + 1);
		blocks(d, note);
		d->label = NULL;
	}
}

void
draft_write(struct draft *d, const struct node *tree, bool with_title)
{
	if (with_title)
		put_front(d, tree_of(tree, "meta"));
	blocks(d, tree_of(tree, "blocks"));
	d->joined = false;
	flush_line(d);
	put_notes(d);
}

void
draft_free(struct draft *d)
{
	buffer_free(&d->out);
	buffer_free(&d->notes);
	line_free(&d->line);
}
