/* SPDX-License-Identifier: Apache-2.0 */
/*
 * grid.c - tables written as files and read back.
 */
#include "unit.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/buffer.h"
#include "soundings/grid.h"

static const struct grid_column columns[] = { { "ID", 8 }, { "Said", 40 } };

static const char *const cells[][2] = {
	{ "1", "plain" },
	{ "2", "=SUM(A1:A9)" },
	{ "3", "'quoted" },
	{ "4", "-1, \"two\"; three\r\nfour\tfive" },
	{ "5", NULL },
	{ "6", "<b>&amp;</b> \xc3\xa9 \xf0\x9f\x98\x80" },
	{ "7", "  blanks  " },
	{ "8", "@here\nand there" },
};

static struct grid
sample(const char *const **rows)
{
	for (size_t i = 0; i < COUNT(cells); i++)
		rows[i] = cells[i];
	return (struct grid){ .title = "Sample", .columns = columns,
		.column_count = COUNT(columns),
		.rows = { .at = rows, .count = COUNT(cells) } };
}

/* The rows as "a|b", one a line. */
static const char *
told(struct arena *a, struct blob file)
{
	struct list rows = { 0 };
	const char *why = "", *out;
	struct buffer b = { 0 };
	const struct texts *row;

	if (!grid_read(a, file, &rows, &why))
		return why;
	row = rows.at;
	for (size_t r = 0; r < rows.count; r++) {
		for (size_t i = 0; i < row[r].count; i++)
			buffer_printf(&b, "%s%s", i > 0 ? "|" : "",
			    row[r].at[i]);
		buffer_char(&b, '\n');
	}
	out = arena_copy(a, buffer_string(&b), b.len);
	buffer_free(&b);
	return out;
}

static void
check_back(struct arena *a, struct blob file)
{
	struct list rows = { 0 };
	const char *why = "";
	const struct texts *row;

	YES(grid_read(a, file, &rows, &why));
	EQ_INT(COUNT(cells) + 1, rows.count);
	row = rows.at;
	EQ_TEXT("Said", row[0].at[1]);
	for (size_t r = 0; r < COUNT(cells); r++) {
		CASE("%s", cells[r][0]);
		EQ_TEXT(cells[r][0], row[r + 1].at[0]);
		if (cells[r][1] != NULL)
			EQ_TEXT(cells[r][1], row[r + 1].at[1]);
	}
}

TEST(a_csv_comes_back_as_it_was_and_runs_nothing)
{
	const char *const *rows[COUNT(cells)];
	struct grid g = sample(rows);
	struct arena *a = arena_new();
	struct blob file = grid_csv(a, &g);
	const char *text = arena_copy(a, file.at, file.len);

	check_back(a, file);
	HAS_TEXT("\"'=SUM(A1:A9)\"", text);
	HAS_TEXT("\"'@here\nand there\"", text);
	YES(strstr(text, ",=") == NULL && strstr(text, ",\"=") == NULL);
	arena_free(a);
}

TEST(office_files_come_back_as_they_were)
{
	static const char *const other[][2] = { { "1", "a\nb  c" },
		{ "2", "=1" }, { "3", "<&>" } };
	const char *const *rows[] = { other[0], other[1], other[2] };
	struct grid g = { .title = "T", .columns = columns, .column_count = 2,
		.rows = { .at = rows, .count = 3 } };
	struct arena *a = arena_new();

	EQ_TEXT("ID|Said\n1|a\nb  c\n2|=1\n3|<&>\n", told(a, grid_xlsx(a, &g)));
	EQ_TEXT("ID|Said\n1|a\nb  c\n2|=1\n3|<&>\n", told(a, grid_docx(a, &g)));
	arena_free(a);
}

TEST(tables_of_other_programs_are_read)
{
	static const struct {
		const char *in, *out;
	} row[] = {
		{ "a;b\n1;\"2;3\"\n", "a|b\n1|2;3\n" },
		{ "a\tb\r\n1\t2\r\n", "a|b\n1|2\n" },
		{ "a,b\n1,2", "a|b\n1|2\n" },
		{ "\xef\xbb\xbf" "a,b\n\"x\"\"y\",\n", "a|b\nx\"y|\n" },
		{ "", "There is no table in this file." },
		{ "a,\xff", "This file is not in UTF-8. Save it as \"CSV "
			    "UTF-8\", or as XLSX." },
		{ "PK\x03\x04nothing", "This file is damaged: it is an archive "
				       "that cannot be unpacked. Please save "
				       "the document again and upload the new "
				       "file." },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].in);
		EQ_TEXT(row[i].out, told(a, (struct blob){ row[i].in,
		    strlen(row[i].in) }));
	}
	arena_free(a);
}
