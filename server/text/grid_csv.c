/* SPDX-License-Identifier: Apache-2.0 */
/*
 * grid_csv.c - rows of cells as CSV (RFC 4180), and back.
 *
 * What begins like a formula would be run by the spreadsheet of whoever opens
 * the file; an apostrophe before it makes it text. A cell that begins with an
 * apostrophe already gets another, so that reading back is exact.
 */
#include "soundings/grid.h"

#include <string.h>

#include "soundings/buffer.h"
#include "soundings/text.h"

#include "grid_cells.h"

#define MARK "\xef\xbb\xbf"

static bool
needs_guard(const char *cell)
{
	return *cell != '\0' && strchr("=+-@\t\r\n'", *cell) != NULL;
}

static void
put_cell(struct buffer *b, const char *cell)
{
	bool guard = needs_guard(cell);

	if (!guard && strpbrk(cell, ",;\t\"\r\n") == NULL) {
		buffer_text(b, cell);
		return;
	}
	buffer_text(b, guard ? "\"'" : "\"");
	for (; *cell != '\0'; cell++) {
		if (*cell == '"')
			buffer_char(b, '"');
		buffer_char(b, *cell);
	}
	buffer_char(b, '"');
}

struct blob
grid_csv(struct arena *a, const struct grid *g)
{
	const char *const *const *rows = g->rows.at;
	struct buffer b = { 0 };
	struct blob made;

	buffer_text(&b, MARK);
	for (size_t i = 0; i < g->column_count; i++) {
		buffer_text(&b, i > 0 ? "," : "");
		put_cell(&b, g->columns[i].head);
	}
	buffer_text(&b, "\r\n");
	for (size_t r = 0; r < g->rows.count; r++) {
		for (size_t i = 0; i < g->column_count; i++) {
			buffer_text(&b, i > 0 ? "," : "");
			put_cell(&b, rows[r][i] != NULL ? rows[r][i] : "");
		}
		buffer_text(&b, "\r\n");
	}
	made = (struct blob){ arena_copy(a, b.at, b.len), b.len };
	buffer_free(&b);
	return made;
}

/* What parts the cells of the first line. */
static char
separator_of(const char *text)
{
	size_t commas = 0, semicolons = 0, tabs = 0;
	bool quoted = false;

	for (; *text != '\0' && (quoted || *text != '\n'); text++) {
		quoted ^= *text == '"';
		commas += !quoted && *text == ',';
		semicolons += !quoted && *text == ';';
		tabs += !quoted && *text == '\t';
	}
	if (tabs > commas && tabs > semicolons)
		return '\t';
	return semicolons > commas ? ';' : ',';
}

/* Reads a cell; returns where it ends. */
static const char *
take_cell(const char *at, char separator, struct buffer *cell)
{
	bool quoted = *at == '"';

	buffer_clear(cell);
	for (at += quoted; *at != '\0'; at++) {
		if (quoted && *at == '"') {
			if (at[1] != '"') {
				quoted = false;
				continue;
			}
			at++;
		} else if (!quoted && (*at == separator || *at == '\n' ||
		    (*at == '\r' && at[1] == '\n'))) {
			break;
		}
		buffer_char(cell, *at);
	}
	return at;
}

static const char *
unguarded(const char *cell)
{
	return *cell == '\'' && needs_guard(cell + 1) ? cell + 1 : cell;
}

bool
grid_read_csv(struct arena *a, struct blob file, struct list *rows,
    const char **why)
{
	const char *at = arena_copy(a, file.at, file.len);
	struct cells cells = { .arena = a };
	struct buffer cell = { 0 };
	char separator;

	if (!utf8_valid(at, file.len)) {
		*why = "This file is not in UTF-8. Save it as \"CSV UTF-8\", "
		       "or as XLSX.";
		return false;
	}
	if (strncmp(at, MARK, 3) == 0)
		at += 3;
	separator = separator_of(at);
	while (*at != '\0' && cells_fit(&cells)) {
		at = take_cell(at, separator, &cell);
		cells_put(&cells, unguarded(buffer_string(&cell)));
		if (*at == separator) {
			at++;
			continue;
		}
		at += *at == '\r';
		at += *at == '\n';
		cells_end_row(&cells);
	}
	buffer_free(&cell);
	return cells_done(&cells, rows, why);
}
