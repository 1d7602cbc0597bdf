/* SPDX-License-Identifier: Apache-2.0 */
/*
 * grid.c - tables that people have worked on, whichever program wrote them.
 */
#include "soundings/grid.h"

#include <string.h>

#include "soundings/base.h"

#include "convert_package.h"
#include "grid_cells.h"

bool
cells_fit(const struct cells *c)
{
	return !c->too_many;
}

void
cells_put_at(struct cells *c, size_t column, const char *text)
{
	if (column >= GRID_COLUMNS_MAX)
		return; /* notes beside the table */
	while (c->count <= column)
		c->row[c->count++] = "";
	c->row[column] = arena_text(c->arena, text);
}

void
cells_put(struct cells *c, const char *text)
{
	cells_put_at(c, c->count, text);
}

void
cells_end_row(struct cells *c)
{
	size_t len = c->count * sizeof(*c->row);
	const char **at = arena_get(c->arena, len);
	struct texts row = { .at = at, .count = c->count };

	memcpy(at, c->row, len);
	if (c->rows.len / sizeof(row) >= GRID_ROWS_MAX)
		c->too_many = true;
	else
		buffer_put(&c->rows, &row, sizeof(row));
	c->count = 0;
}

bool
cells_done(struct cells *c, struct list *rows, const char **why)
{
	if (c->count > 0)
		cells_end_row(c);
	rows->count = c->rows.len / sizeof(struct texts);
	rows->at = arena_get(c->arena, c->rows.len);
	if (c->rows.len > 0)
		memcpy(rows->at, c->rows.at, c->rows.len);
	buffer_free(&c->rows);
	if (c->too_many)
		*why = "This table has more than 20,000 rows.";
	else if (rows->count == 0)
		*why = "There is no table in this file.";
	else
		return true;
	return false;
}

static bool
read_package(struct arena *a, struct package *p, struct list *rows,
    const char **why)
{
	static const struct blob none = { .at = "" };
	const struct part *sheet, *strings, *text;

	if (p->why != NULL) {
		*why = p->why;
		return false;
	}
	sheet = package_part(p, "xl/worksheets/sheet1.xml");
	strings = package_part(p, "xl/sharedStrings.xml");
	text = package_part(p, "word/document.xml");
	if (sheet != NULL)
		return grid_read_xlsx(a, sheet->body,
		    strings != NULL ? strings->body : none, rows, why);
	if (text != NULL)
		return grid_read_docx(a, text->body, rows, why);
	*why = "This file is no CSV, XLSX or DOCX.";
	return false;
}

bool
grid_read(struct arena *a, struct blob file, struct list *rows,
    const char **why)
{
	struct package p;
	bool read;

	if (file.len < 2 || memcmp(file.at, "PK", 2) != 0)
		return grid_read_csv(a, file, rows, why);
	package_open(a, &p, file);
	read = read_package(a, &p, rows, why);
	package_close(&p);
	return read;
}
