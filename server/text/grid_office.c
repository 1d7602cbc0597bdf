/* SPDX-License-Identifier: Apache-2.0 */
/*
 * grid_office.c - rows of cells as XLSX and DOCX: the least that ECMA-376 asks
 * for.
 *
 * Cells of a sheet are inline strings, which no program takes for formulas.
 * The packages are stored, not compressed: they are small, and made anew for
 * each download.
 */
#include "soundings/grid.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/buffer.h"

#include "convert_package.h"
#include "escape.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE                                                               \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define SHEET   "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define WORD                                                                 \
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define TYPES "application/vnd.openxmlformats-officedocument."
#define PAGE_WIDTH 14400 /* of the text on A4 across, twentieths of a point */

static const char xlsx_types[] = HEAD
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/"
    "vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPES
    "spreadsheetml.sheet.main+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPES
    "spreadsheetml.styles+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" TYPES
    "spreadsheetml.worksheet+xml\"/></Types>";
static const char xlsx_root[] = HEAD
    "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"r1\" Type=\"" OFFICE "/officeDocument\" "
    "Target=\"xl/workbook.xml\"/></Relationships>";
static const char xlsx_book[] = HEAD
    "<workbook xmlns=\"" SHEET "\" xmlns:r=\"" OFFICE "\"><sheets>"
    "<sheet name=\"Comments\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
static const char xlsx_book_rels[] = HEAD
    "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"r1\" Type=\"" OFFICE "/worksheet\" "
    "Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"" OFFICE "/styles\" "
    "Target=\"styles.xml\"/></Relationships>";
/* 0: text, wrapped, at the top; 1: the same in bold. */
static const char xlsx_styles[] = HEAD
    "<styleSheet xmlns=\"" SHEET "\"><fonts count=\"2\">"
    "<font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border/></borders>"
    "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\">"
    "<xf numFmtId=\"49\" fontId=\"0\" applyAlignment=\"1\" "
    "applyNumberFormat=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    "<xf numFmtId=\"49\" fontId=\"1\" applyFont=\"1\" applyAlignment=\"1\" "
    "applyNumberFormat=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    "</cellXfs></styleSheet>";
static const char docx_types[] = HEAD
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/"
    "vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" TYPES
    "wordprocessingml.document.main+xml\"/></Types>";
static const char docx_root[] = HEAD
    "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"r1\" Type=\"" OFFICE "/officeDocument\" "
    "Target=\"word/document.xml\"/></Relationships>";

static void
put_escaped(struct buffer *b, const char *text)
{
	escape_put(b, text, strlen(text));
}

/* "A", "Z", "AA" */
static void
put_column(struct buffer *b, size_t i)
{
	if (i >= 26)
		put_column(b, i / 26 - 1);
	buffer_char(b, (char)('A' + i % 26));
}

static void
put_sheet_cell(struct buffer *b, size_t column, size_t row, int style,
    const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	buffer_text(b, "<c r=\"");
	put_column(b, column);
	buffer_printf(b, "%zu\" s=\"%d\" t=\"inlineStr\"><is>"
	    "<t xml:space=\"preserve\">", row, style);
	put_escaped(b, text);
	buffer_text(b, "</t></is></c>");
}

static void
put_sheet(struct buffer *b, const struct grid *g)
{
	const char *const *const *rows = g->rows.at;

	buffer_text(b, HEAD "<worksheet xmlns=\"" SHEET "\"><sheetViews>"
	    "<sheetView workbookViewId=\"0\"><pane ySplit=\"1\" "
	    "topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
	    "</sheetView></sheetViews><cols>");
	for (size_t i = 0; i < g->column_count; i++)
		buffer_printf(b, "<col min=\"%zu\" max=\"%zu\" width=\"%d\" "
		    "customWidth=\"1\"/>", i + 1, i + 1, g->columns[i].width);
	buffer_text(b, "</cols><sheetData><row r=\"1\">");
	for (size_t i = 0; i < g->column_count; i++)
		put_sheet_cell(b, i, 1, 1, g->columns[i].head);
	buffer_text(b, "</row>");
	for (size_t r = 0; r < g->rows.count; r++) {
		buffer_printf(b, "<row r=\"%zu\">", r + 2);
		for (size_t i = 0; i < g->column_count; i++)
			put_sheet_cell(b, i, r + 2, 0, rows[r][i]);
		buffer_text(b, "</row>");
	}
	buffer_text(b, "</sheetData></worksheet>");
}

/* Lines become lines of one paragraph. */
static void
put_word_text(struct buffer *b, const char *text, const char *look)
{
	buffer_printf(b, "<w:p><w:r><w:rPr>%s</w:rPr>", look);
	for (size_t len; text != NULL && *text != '\0'; text += len) {
		len = strcspn(text, "\n");
		buffer_text(b, "<w:t xml:space=\"preserve\">");
		escape_put(b, text, len);
		buffer_text(b, "</w:t>");
		if (text[len] == '\n') {
			buffer_text(b, "<w:br/>");
			len++;
		}
	}
	buffer_text(b, "</w:r></w:p>");
}

static int
total_width(const struct grid *g)
{
	int total = 0;

	for (size_t i = 0; i < g->column_count; i++)
		total += g->columns[i].width;
	return total > 0 ? total : 1;
}

static void
put_word_row(struct buffer *b, const struct grid *g, const char *const *cells)
{
	static const char bold[] = "<w:b/><w:sz w:val=\"16\"/>";
	int total = total_width(g);

	buffer_text(b, cells == NULL
	    ? "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
	    : "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
	for (size_t i = 0; i < g->column_count; i++) {
		buffer_printf(b, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" "
		    "w:type=\"dxa\"/></w:tcPr>",
		    PAGE_WIDTH * g->columns[i].width / total);
		put_word_text(b, cells == NULL ? g->columns[i].head : cells[i],
		    cells == NULL ? bold : "<w:sz w:val=\"16\"/>");
		buffer_text(b, "</w:tc>");
	}
	buffer_text(b, "</w:tr>");
}

static void
put_word(struct buffer *b, const struct grid *g)
{
	static const char *const edges[] = { "top", "left", "bottom", "right",
		"insideH", "insideV" };
	const char *const *const *rows = g->rows.at;

	buffer_text(b, HEAD "<w:document xmlns:w=\"" WORD "\"><w:body>");
	put_word_text(b, g->title, "<w:b/><w:sz w:val=\"28\"/>");
	buffer_printf(b, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
	    "<w:tblBorders>", PAGE_WIDTH);
	for (size_t i = 0; i < COUNT(edges); i++)
		buffer_printf(b, "<w:%s w:val=\"single\" w:sz=\"4\" "
		    "w:space=\"0\" w:color=\"808080\"/>", edges[i]);
	buffer_text(b, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/>"
	    "</w:tblPr><w:tblGrid>");
	for (size_t i = 0; i < g->column_count; i++)
		buffer_printf(b, "<w:gridCol w:w=\"%d\"/>",
		    PAGE_WIDTH * g->columns[i].width / total_width(g));
	buffer_text(b, "</w:tblGrid>");
	put_word_row(b, g, NULL);
	for (size_t r = 0; r < g->rows.count; r++)
		put_word_row(b, g, rows[r]);
	buffer_text(b, "</w:tbl><w:p/><w:sectPr><w:pgSz w:w=\"16838\" "
	    "w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1134\" "
	    "w:right=\"1219\" w:bottom=\"1134\" w:left=\"1219\" "
	    "w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr>"
	    "</w:body></w:document>");
}

static struct part
part_of(const char *name, const char *body, size_t len)
{
	return (struct part){ .name = name, .size = len,
		.body = { body, len } };
}

#define FIXED(name, text) part_of((name), (text), sizeof(text) - 1)

struct blob
grid_xlsx(struct arena *a, const struct grid *g)
{
	struct buffer b = { 0 };
	struct package p = { .count = 6 };
	struct part parts[6];
	struct blob made;

	put_sheet(&b, g);
	parts[0] = FIXED("[Content_Types].xml", xlsx_types);
	parts[1] = FIXED("_rels/.rels", xlsx_root);
	parts[2] = FIXED("xl/workbook.xml", xlsx_book);
	parts[3] = FIXED("xl/_rels/workbook.xml.rels", xlsx_book_rels);
	parts[4] = FIXED("xl/styles.xml", xlsx_styles);
	parts[5] = part_of("xl/worksheets/sheet1.xml", b.at, b.len);
	p.parts = parts;
	made = package_rebuilt(a, &p);
	buffer_free(&b);
	return made;
}

struct blob
grid_docx(struct arena *a, const struct grid *g)
{
	struct buffer b = { 0 };
	struct package p = { .count = 3 };
	struct part parts[3];
	struct blob made;

	put_word(&b, g);
	parts[0] = FIXED("[Content_Types].xml", docx_types);
	parts[1] = FIXED("_rels/.rels", docx_root);
	parts[2] = part_of("word/document.xml", b.at, b.len);
	p.parts = parts;
	made = package_rebuilt(a, &p);
	buffer_free(&b);
	return made;
}
