/* SPDX-License-Identifier: Apache-2.0 */
/*
 * grid_cells.h - rows that are being read, cell by cell; for grid*.c.
 */
#ifndef TEXT_GRID_CELLS_H
#define TEXT_GRID_CELLS_H

#include "soundings/arena.h"
#include "soundings/buffer.h"
#include "soundings/grid.h"

/* A zeroed struct with its arena is empty. */
struct cells {
	struct arena *arena;
	const char *row[GRID_COLUMNS_MAX];
	size_t count;       /* of the row at hand */
	struct buffer rows; /* struct texts */
	bool too_many;
};

/* Is there room for one more? */
bool cells_fit(const struct cells *c);
/* The next cell of the row; copied. */
void cells_put(struct cells *c, const char *text);
/* The cell of that column, those before it empty if they are not there. */
void cells_put_at(struct cells *c, size_t column, const char *text);
void cells_end_row(struct cells *c);
/* Frees it. False: there was nothing, or too much. */
bool cells_done(struct cells *c, struct list *rows, const char **why);

/* Each reads one kind of file, as grid_read does. */
bool grid_read_csv(struct arena *a, struct blob file, struct list *rows,
    const char **why);
bool grid_read_xlsx(struct arena *a, struct blob sheet, struct blob strings,
    struct list *rows, const char **why);
bool grid_read_docx(struct arena *a, struct blob text, struct list *rows,
    const char **why);

#endif
