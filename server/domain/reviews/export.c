/* SPDX-License-Identifier: Apache-2.0 */
/*
 * export.c - a round as a file: the table of comments in the layout of ISO/IEC
 * (a row for each comment, eight columns, ours around them), and the rest.
 *
 * For coordinators. The rows are keyed by the number of the comment, with the
 * revision of its answer, so that a table that was filled in elsewhere can be
 * read back (filled.c).
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/file.h"
#include "soundings/grid.h"

#include "domain/reviews/export.h"
#include "domain/reviews/table.h"

static const struct grid_column columns[] = {
	[TABLE_ID] = { "ID", 9 },
	[TABLE_FROM] = { "From", 20 },
	[TABLE_LINE] = { "Line", 6 },
	[TABLE_CLAUSE] = { "Clause", 10 },
	[TABLE_PARAGRAPH] = { "Paragraph", 11 },
	[TABLE_TYPE] = { "Type", 6 },
	[TABLE_COMMENT] = { "Comments", 50 },
	[TABLE_PROPOSED] = { "Proposed change", 40 },
	[TABLE_DISPOSITION] = { "Disposition", 16 },
	[TABLE_OBSERVATIONS] = { "Observations", 40 },
	[TABLE_REVISION] = { "Revision", 9 },
};

static const char *const formats[] = {
	"csv", "xlsx", "docx", "jsonld", "report", "evidence", NULL
};

static const struct field export_input[] = {
	F_ID(export_get, round), F_CHOICE(export_get, format, formats), F_END
};

const char *
export_author(struct call *c, const struct round *r, const struct line *l)
{
	if (strcmp(r->names, "named") == 0)
		return l->organisation == NULL ? l->display_name
		    : arena_printf(c->arena, "%s, %s", l->display_name,
		    l->organisation);
	return l->reviewer == 0 ? "A reviewer"
	    : arena_printf(c->arena, "Reviewer %" PRId64, l->reviewer);
}

const char *
export_proposed(const struct line *l)
{
	return l->proposed != NULL && *l->proposed == '\0'
	    ? "(Take these words out.)" : l->proposed;
}

const char *
export_time(struct call *c, int64_t at)
{
	struct local_time t = clock_local(at, "UTC");

	return arena_printf(c->arena, "%04d-%02d-%02d %02d:%02d UTC", t.year,
	    t.month, t.day, t.hour, t.minute);
}

/* ISO/IEC know general, technical and editorial; a question is general. */
static const char *
type_of(const struct line *l)
{
	if (l->kind != NULL && strcmp(l->kind, "technical") == 0)
		return "te";
	if (l->kind != NULL && strcmp(l->kind, "editorial") == 0)
		return "ed";
	return "ge";
}

/* "2.3 ¶4" -> "2.3" and "¶4" */
static void
put_place(struct call *c, const struct line *l, const char **cells)
{
	const char *number = l->old_number, *space;

	cells[TABLE_CLAUSE] = l->question != 0 ? sheet_place(c, l) : "General";
	if (number == NULL)
		return;
	space = strrchr(number, ' ');
	cells[TABLE_CLAUSE] = space == NULL ? number
	    : arena_copy(c->arena, number, (size_t)(space - number));
	cells[TABLE_PARAGRAPH] = space == NULL ? NULL : space + 1;
	if (strncmp(cells[TABLE_CLAUSE], "\xc2\xb6", 2) == 0) {
		cells[TABLE_PARAGRAPH] = cells[TABLE_CLAUSE];
		cells[TABLE_CLAUSE] = NULL;
	}
}

static const char *
words_of(struct call *c, const struct line *l)
{
	const char *said = l->exact == NULL ? l->body
	    : arena_printf(c->arena, "On \"%s\": %s", l->exact, l->body);

	return l->justification == NULL ? said
	    : arena_printf(c->arena, "%s\nBecause: %s", said,
	    l->justification);
}

/* As it comes back in a filled table: "Duplicate of 4711". */
static const char *
answer_of(struct call *c, const struct line *l)
{
	if (l->disposition == NULL)
		return NULL;
	return l->duplicate_of == 0 ? disposition_words(l->disposition)
	    : arena_printf(c->arena, "%s of %" PRId64,
		  disposition_words(l->disposition), l->duplicate_of);
}

static const char *const *
row_of(struct call *c, const struct round *r, const struct line *l)
{
	const char **cells = arena_get(c->arena,
	    COUNT(columns) * sizeof(*cells));

	cells[TABLE_ID] = arena_printf(c->arena, "%" PRId64, l->id);
	cells[TABLE_FROM] = export_author(c, r, l);
	put_place(c, l, cells);
	cells[TABLE_TYPE] = type_of(l);
	cells[TABLE_COMMENT] = words_of(c, l);
	cells[TABLE_PROPOSED] = export_proposed(l);
	cells[TABLE_DISPOSITION] = answer_of(c, l);
	cells[TABLE_OBSERVATIONS] = l->reason;
	cells[TABLE_REVISION] = arena_printf(c->arena, "%" PRId64,
	    l->revision);
	return cells;
}

static struct grid
grid_of(struct call *c, const struct round *r, const struct list *sheet)
{
	const struct line *l = sheet->at;
	const char *const **rows = arena_get(c->arena,
	    sheet->count * sizeof(*rows));

	for (size_t i = 0; i < sheet->count; i++)
		rows[i] = row_of(c, r, &l[i]);
	return (struct grid){ .title = r->title, .columns = columns,
		.column_count = COUNT(columns),
		.rows = { .at = rows, .count = sheet->count } };
}

static void
give(struct call *c, const char *name, const char *type, struct blob file)
{
	c->file_name = name;
	c->file_type = type;
	c->file = file;
}

static void
give_grid(struct call *c, const struct round *r, const struct list *sheet,
    const char *format)
{
	struct grid g = grid_of(c, r, sheet);
	const char *name = arena_printf(c->arena, "comments-%" PRId64 ".%s",
	    r->number, format);

	if (strcmp(format, "csv") == 0)
		give(c, name, "text/csv", grid_csv(c->arena, &g));
	else if (strcmp(format, "xlsx") == 0)
		give(c, name, "application/vnd.openxmlformats-officedocument."
		    "spreadsheetml.sheet", grid_xlsx(c->arena, &g));
	else
		give(c, name, "application/vnd.openxmlformats-officedocument."
		    "wordprocessingml.document", grid_docx(c->arena, &g));
}

static void
give_text(struct call *c, const struct round *r, const struct list *sheet,
    const char *format)
{
	bool json = strcmp(format, "jsonld") == 0;
	struct buffer b = { 0 };

	if (json)
		export_annotations(c, r, sheet, &b);
	else if (strcmp(format, "report") == 0)
		export_report(c, r, sheet, &b);
	else
		export_evidence(c, r, sheet, &b);
	give(c, arena_printf(c->arena, "%s-%" PRId64 ".%s",
	    json ? "annotations" : format, r->number,
	    json ? "jsonld" : "html"),
	    json ? "application/ld+json" : "text/html",
	    (struct blob){ arena_copy(c->arena, b.at, b.len), b.len });
	buffer_free(&b);
}

static bool
is_format(const char *format)
{
	for (size_t i = 0; formats[i] != NULL; i++)
		if (strcmp(formats[i], format) == 0)
			return true;
	return false;
}

static enum err
export_get(struct call *c)
{
	const struct export_get *in = c->in;
	struct list sheet;
	struct round r;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	if (!is_format(in->format))
		return call_fail(c, E_NOT_FOUND,
		    "There is no such file of a round.");
	sheet = sheet_of(c, r.id);
	if (strcmp(in->format, "csv") == 0 ||
	    strcmp(in->format, "xlsx") == 0 || strcmp(in->format, "docx") == 0)
		give_grid(c, &r, &sheet, in->format);
	else
		give_text(c, &r, &sheet, in->format);
	return call_done(c);
}

const struct method export_methods[] = {
	{ .name = "export.get", .kind = READ, .who = WHO_MEMBER,
	  .lane = LANE_HEAVY,
	  .in = export_input, .in_size = sizeof(struct export_get),
	  .run = export_get,
	  .doc = "A round as a file, by GET /files/round/ID/FORMAT; for "
		 "coordinators." },
	{ 0 }
};
