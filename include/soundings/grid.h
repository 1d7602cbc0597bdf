/* SPDX-License-Identifier: Apache-2.0 */
/*
 * grid.h - rows of cells as a file that office programs open, and back.
 *
 * Cells are text: no cell is ever a formula. Pure functions, from any thread.
 * Reading takes files that people have worked on, from any program.
 */
#ifndef SOUNDINGS_GRID_H
#define SOUNDINGS_GRID_H

#include <stdbool.h>

#include "soundings/arena.h"
#include "soundings/field.h"

#define GRID_COLUMNS_MAX 64
#define GRID_ROWS_MAX    20000

struct grid_column {
	const char *head;
	int width; /* in characters, about; also its share of a page */
};

struct grid {
	const char *title;
	const struct grid_column *columns;
	size_t column_count;
	struct list rows; /* const char *const *: the cells of a row, each a
	                     text or NULL */
};

/* RFC 4180 in UTF-8 with its mark. A cell that a spreadsheet would take for a
 * formula gets an apostrophe before it, which grid_read takes away. */
struct blob grid_csv(struct arena *a, const struct grid *g);
/* Office Open XML: one sheet with its head kept in view. */
struct blob grid_xlsx(struct arena *a, const struct grid *g);
/* Office Open XML: a title and one table on A4 across, its head repeated. */
struct blob grid_docx(struct arena *a, const struct grid *g);

/* Reads a CSV (also with semicolons or tabs), the first sheet of an XLSX or the
 * first table of a DOCX, told apart by their bytes, into struct texts, a row
 * each. False: it is none, and *why says so in a sentence. */
bool grid_read(struct arena *a, struct blob file, struct list *rows,
    const char **why);

#endif
