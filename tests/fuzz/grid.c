/* SPDX-License-Identifier: Apache-2.0 */
/*
 * grid.c - fuzzes reading of tables, and CSV there and back.
 *
 * Whatever bytes come are read or refused with a sentence. Cells made of them
 * come back from CSV as they were, and no cell of the file begins a formula.
 */
#include <stdint.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/grid.h"
#include "soundings/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check_there_and_back(struct arena *a, const uint8_t *data, size_t len)
{
	static const struct grid_column columns[] = { { "a", 1 }, { "b", 1 } };
	const char *text = arena_copy(a, data, len);
	const char *cells[2] = { text, text + strlen(text) / 2 };
	const char *const *rows[] = { cells };
	struct grid g = { .title = "", .columns = columns, .column_count = 2,
		.rows = { .at = rows, .count = 1 } };
	struct list back = { 0 };
	const char *why = NULL, *at;
	struct blob file;

	while (!utf8_valid(cells[1], strlen(cells[1])))
		cells[1]++;
	if (!utf8_valid(text, strlen(text)))
		return;
	file = grid_csv(a, &g);
	at = strstr(arena_copy(a, file.at, file.len), "\r\n") + 2;
	invariant(strchr("=+-@\t\r", at[0] == '"' ? at[1] : at[0]) == NULL ||
	    at[0] == '\0');
	invariant(grid_read(a, file, &back, &why) && back.count == 2);
	invariant(((struct texts *)back.at)[1].count == 2);
	for (size_t i = 0; i < 2; i++)
		invariant(strcmp(((struct texts *)back.at)[1].at[i],
		    cells[i]) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new();
	struct list rows = { 0 };
	const char *why = NULL;

	if (!grid_read(a, (struct blob){ data, len }, &rows, &why))
		invariant(why != NULL && *why != '\0');
	check_there_and_back(a, data, len);
	arena_free(a);
	return 0;
}
