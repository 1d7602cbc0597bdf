/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert.c - a file that somebody has written elsewhere, as a draft.
 *
 * What a file is, its bytes say and not its name. Pandoc and pdftotext do the
 * reading, in a child process that can do nothing else; here is what is
 * asked of them, what is made of the answer, and a sentence for each way in
 * which it can go wrong. A file is read whole or refused.
 */
#include "soundings/convert.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "soundings/base.h"
#include "soundings/text.h"
#include "text/convert_child.h"
#include "text/convert_draft.h"
#include "text/convert_letters.h"
#include "text/convert_marks.h"
#include "text/convert_office.h"
#include "text/convert_pages.h"
#include "text/convert_pdf.h"
#include "text/convert_pictures.h"
#include "text/convert_scenes.h"

#define DRAFT_MAX   (2 * 1024 * 1024)
#define CLAUSES_MAX 5000
#define PAGES_MAX   60

/* In the order of `enum format`. */
const char *const convert_formats[] = { "markdown", "text", "html", "docx",
	"odt", "pdf", "picture", "pages", NULL };
const char *const convert_ways[] = { "clauses", "pages", NULL };

enum format { MARKDOWN, TEXT, HTML, DOCX, ODT, PDF, PICTURE, PAGES };

struct converting {
	struct arena *arena;
	const char *name;
	const char *way; /* one of convert_ways */
	struct blob file;
	struct conversion *out;
	struct buffer notices; /* const char * */
	const char *title;     /* that pandoc does not see; NULL: none */
	size_t changes;        /* tracked ones that pandoc does not see */
};

#define OTHER_FORMATS                                                          \
	"Please upload a Word document (.docx), ODT, PDF, HTML, Markdown, "     \
	"plain text or a picture."

#define FILM                                                                   \
	"This is a film, which cannot be shown here. Please upload its "        \
	"script, or a list of its scenes: a link to the film, then lines that " \
	"begin with their time, such as 2:35. Each can be commented on."

#define MUCH_TEXT                                                              \
	"A draft can have up to 2 MB of text, and this file has more. Please " \
	"split it into parts."

static void
refuse(struct converting *c, const char *why)
{
	if (c->out->why == NULL)
		c->out->why = why;
}

static void
notice(struct converting *c, const char *sentence)
{
	buffer_put(&c->notices, &sentence, sizeof(sentence));
}

/* Says a sentence of one or of many; %zu is the number. */
static void
count_notice(struct converting *c, size_t n, const char *one, const char *many)
{
	const char *sentence = one;
	const char *at = strstr(many, "%zu");

	if (n == 0)
		return;
	if (n > 1 && at != NULL)
		sentence = arena_printf(c->arena, "%.*s%zu%s",
		    (int)(at - many), many, n, at + 3);
	notice(c, sentence);
}

static bool
name_ends(const char *name, const char *const *ends)
{
	size_t n = strlen(name), len;

	for (; *ends != NULL; ends++) {
		len = strlen(*ends);
		if (n >= len && strcasecmp(name + n - len, *ends) == 0)
			return true;
	}
	return false;
}

static bool
begins(struct blob b, const char *with, size_t len)
{
	return b.len >= len && memcmp(b.at, with, len) == 0;
}

/* Files that are known at once and are no text. */
static const char *
known_refusal(struct blob b)
{
	static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k";
	static const struct {
		const char *magic;
		size_t len;
		const char *why;
	} known[] = {
		{ "{\\rtf", 5,
		    "This is an RTF file. Please save it as a Word document "
		    "(.docx) or ODT and upload that." },
		{ "\211PNG", 4,
		    "This picture is damaged. Please save it again and upload "
		    "that." },
		{ "\037\213", 2, "This is an archive, not a text. " OTHER_FORMATS },
		{ "\032\105\337\243", 4, FILM }, /* WebM, Matroska */
		{ "OggS", 4, FILM },
		{ "\0\0\1\272", 4, FILM }, /* MPEG */
		{ "Rar!", 4, "This is an archive, not a text. " OTHER_FORMATS },
		{ "7z\274\257", 4,
		    "This is an archive, not a text. " OTHER_FORMATS },
	};

	for (size_t i = 0; i < COUNT(known); i++)
		if (begins(b, known[i].magic, known[i].len))
			return known[i].why;
	if (b.len > 12 && (memcmp((const char *)b.at + 4, "ftyphei", 7) == 0 ||
	    memcmp((const char *)b.at + 4, "ftypmif1", 8) == 0 ||
	    memcmp((const char *)b.at + 4, "ftypavif", 8) == 0))
		return "This is a picture that not every browser shows. Please "
		       "save it as JPEG or PNG and upload that.";
	if (b.len > 8 && memcmp((const char *)b.at + 4, "ftyp", 4) == 0)
		return FILM;
	if (!begins(b, "\320\317\021\340\241\261\032\341", 8))
		return NULL;
	if (memmem(b.at, b.len, encrypted, sizeof(encrypted) - 1) != NULL)
		return "This file is protected by a password. Please save it "
		       "without one and upload it again.";
	return "This is a document of an old Office format (.doc). In Word "
	       "choose File, Save As, the type \"Word Document (*.docx)\", and "
	       "upload that.";
}

static const char *
child_refusal(struct arena *a, const char *program, const char *package,
    enum child_end end)
{
	switch (end) {
	case CHILD_DONE:
		break;
	case CHILD_ABSENT:
		return arena_printf(a,
		    "Files of this kind cannot be read yet: the program %s is "
		    "not installed on the server. Its administrator can "
		    "install the Debian package %s. Markdown and plain text "
		    "can be read without it.", program, package);
	case CHILD_SLOW:
		return "Reading this file took longer than 30 seconds. Please "
		       "split it into parts, or save it as plain text.";
	case CHILD_LARGE:
		return "Reading this file takes more memory than a draft may. "
		       "Please split it into parts, or save it as plain text.";
	case CHILD_BROKEN:
		return "The server could not start the program that reads "
		       "files of this kind. Its log says why.";
	case CHILD_REFUSED:
		return "This file is damaged: its text cannot be read. Please "
		       "save the document again and upload the new file.";
	}
	return NULL;
}

/* What pandoc makes of the bytes; NULL: refused. */
static const struct node *
ask_pandoc(struct converting *c, const char *format, struct blob in)
{
	/* A large nursery: a fifth less time for 64 MB. */
	const char *const argv[] = { "pandoc", "+RTS", "-M480M", "-A64m", "-RTS",
		"--sandbox", "-f", format, "-t", "json", "--track-changes=all",
		NULL };
	struct child_said said;
	enum child_end end = child_run(c->arena, argv, in, &said);
	const struct node *tree = NULL;

	if (end != CHILD_DONE) {
		refuse(c, child_refusal(c->arena, "pandoc", "pandoc", end));
		return NULL;
	}
	if (utf8_valid(said.out.at, said.out.len))
		tree = tree_read(c->arena, (char *)(uintptr_t)said.out.at);
	if (tree == NULL)
		refuse(c, "This file is nested deeper than a draft can be.");
	return tree;
}

static void
tell_draft(struct converting *c, const struct draft *d)
{
	count_notice(c, c->changes + d->changes,
	    "The file had a tracked change. It was accepted.",
	    "The file had %zu tracked changes. All were accepted: what was "
	    "inserted is here, what was deleted is not.");
	count_notice(c, d->lost_pictures,
	    "One picture cannot be shown here. The original file has it.",
	    "%zu pictures cannot be shown here. The original file has them.");
	count_notice(c, d->formulas,
	    "One formula is shown as it is written in LaTeX.",
	    "%zu formulas are shown as they are written in LaTeX.");
	if (d->contents > 0)
		notice(c, "The table of contents was left out: the outline "
			  "takes its place.");
	if (d->notes.len > 0)
		notice(c, "Footnotes stand at the end, under Notes.");
}

static struct list
list_of(struct arena *a, struct buffer *b, size_t size)
{
	struct list list = { .at = arena_copy(a, buffer_string(b), b->len),
		.count = b->len / size };

	buffer_free(b);
	return list;
}

/* Tree to Markdown; pictures and notices on the way. */
static const char *
write_draft(struct converting *c, const struct node *tree,
    struct pictures *pictures)
{
	struct draft d = { .arena = c->arena, .picture = pictures_take,
		.user = pictures, .title = c->title };
	const char *markdown;

	/* What a web page calls itself in its head stands in no text. */
	draft_write(&d, tree, pictures->package != NULL);
	markdown = arena_copy(c->arena, buffer_string(&d.out), d.out.len);
	tell_draft(c, &d);
	draft_free(&d);
	buffer_free(&pictures->addresses);
	c->out->pictures = list_of(c->arena, &pictures->found,
	    sizeof(struct found_picture));
	return markdown;
}

/* Markdown with marks in it to clauses, and comments at their places. */
static void
split(struct converting *c, const char *marked, struct list comments)
{
	struct conversion *out = c->out;
	struct list with = { 0 };
	size_t lost;

	out->markdown = marks_without(c->arena, marked);
	out->clauses = text_clauses(c->arena, out->markdown);
	if (comments.count == 0)
		return;
	with = text_clauses(c->arena, marked);
	lost = marks_place(c->arena, with, out->clauses, comments.at,
	    comments.count);
	out->comments = comments;
	count_notice(c, comments.count,
	    "The file has a comment in its margin. It can be imported.",
	    "The file has %zu comments in its margin. They can be imported.");
	count_notice(c, lost,
	    "One of them stands at a place that is not in the text.",
	    "%zu of them stand at places that are not in the text.");
}

static struct list
comments_of(struct office *o)
{
	const struct office_comment *from = (void *)o->comments.at;
	size_t n = o->comments.len / sizeof(*from);
	struct found_comment *to = arena_get(o->arena, n * sizeof(*to));

	for (size_t i = 0; i < n; i++)
		to[i] = (struct found_comment){ .author = from[i].author,
			.made_at = from[i].made_at, .body = from[i].body,
			.clause = -1 };
	buffer_free(&o->comments);
	return (struct list){ .at = to, .count = n };
}

static enum format
office_format(struct office *o)
{
	static const char odt[] = "application/vnd.oasis.opendocument.text";
	const struct part *type = package_part(&o->package, "mimetype");

	if (package_part(&o->package, "[Content_Types].xml") != NULL)
		return DOCX;
	if (type != NULL && begins(type->body, odt, sizeof(odt) - 1))
		return ODT;
	o->why = type != NULL
	    ? "This is not a text document. " OTHER_FORMATS
	    : "This is an archive, not a text. " OTHER_FORMATS;
	return TEXT;
}

static void
prepare_office(struct office *o, enum format format)
{
	const struct part *manifest;

	if (format == DOCX) {
		docx_prepare(o);
		return;
	}
	manifest = package_part(&o->package, "META-INF/manifest.xml");
	if (manifest != NULL && memmem(manifest->body.at, manifest->body.len,
	    "encryption-data", 15) != NULL)
		o->why = "This file is protected by a password. Please save it "
			 "without one and upload it again.";
	else
		odt_prepare(o);
}

static void
tell_office(struct converting *c, const struct office *o)
{
	count_notice(c, o->boxes,
	    "A text box was taken out of its frame: its words stand behind the "
	    "paragraph that it belonged to.",
	    "%zu text boxes were taken out of their frames: their words stand "
	    "behind the paragraphs that they belonged to.");
	count_notice(c, o->drawings,
	    "A chart, diagram or linked picture could not be taken over. The "
	    "original file has it.",
	    "%zu charts, diagrams or linked pictures could not be taken over. "
	    "The original file has them.");
	count_notice(c, o->hidden,
	    "The file had hidden text. It was left out.",
	    "The file had hidden text in %zu places. It was left out.");
	count_notice(c, o->embedded,
	    "Another document is embedded in the file. Its words were left "
	    "out: open the file, save it again and upload that.",
	    "%zu other documents are embedded in the file. Their words were "
	    "left out: open the file, save it again and upload that.");
}

static void
read_office(struct converting *c, struct office *o)
{
	struct pictures pictures = { .arena = c->arena,
		.package = &o->package };
	enum format format = office_format(o);
	const struct node *tree;
	const char *marked;
	struct list comments;

	if (o->why == NULL)
		prepare_office(o, format);
	comments = comments_of(o);
	if (o->why != NULL) {
		refuse(c, o->why);
		return;
	}
	c->out->format = convert_formats[format];
	tree = ask_pandoc(c, c->out->format, package_rebuilt(c->arena,
	    &o->package));
	if (tree == NULL)
		return;
	pictures.folder = o->folder;
	c->changes = o->changes;
	c->title = o->title;
	marked = write_draft(c, tree, &pictures);
	tell_office(c, o);
	split(c, marked, comments);
}

static void
convert_office(struct converting *c)
{
	struct office o = { .arena = c->arena };

	package_open(c->arena, &o.package, c->file);
	if (o.package.why != NULL)
		refuse(c, o.package.why);
	else
		read_office(c, &o);
	package_close(&o.package);
}

/* What a program of poppler makes of the file; false: refused. */
static bool
ask_poppler(struct converting *c, const char *const *argv, struct blob *out)
{
	struct child_said said;
	enum child_end end = child_run(c->arena, argv, c->file, &said);

	if (end == CHILD_REFUSED && (said.status == 3 ||
	    memmem(c->file.at, c->file.len, "/Encrypt", 8) != NULL))
		refuse(c, "This PDF is protected by a password, or may not be "
			  "copied from. Please make one without protection.");
	if (end != CHILD_DONE)
		refuse(c, child_refusal(c->arena, argv[0], "poppler-utils",
		    end));
	*out = said.out;
	return c->out->why == NULL;
}

/* A leaflet: each page is one clause, and looks as it does on paper. */
static void
convert_pages(struct converting *c)
{
	/* One page more than may be, so that it can be refused; a longer side
	 * of so many dots, whatever the size of the paper. */
	const char *const last = arena_printf(c->arena, "%d", PAGES_MAX + 1);
	const char *const pages[] = { "pdftoppm", "-q", "-jpeg", "-jpegopt",
		"quality=85", "-scale-to", "1600", "-l", last, "-", NULL };
	static const char *const text[] = { "pdftotext", "-q", "-enc", "UTF-8",
		"-", "-", NULL };
	struct blob jpegs, words;

	c->out->format = convert_formats[PAGES];
	if (!ask_poppler(c, pages, &jpegs) || !ask_poppler(c, text, &words))
		return;
	c->out->pictures = pages_pictures(c->arena, jpegs);
	if (c->out->pictures.count > PAGES_MAX)
		refuse(c, "Page by page a draft can have up to 60 pages, and "
			  "this one has more. Please split it into parts, or "
			  "review it by its words.");
	if (c->out->pictures.count == 0)
		refuse(c, child_refusal(c->arena, pages[0], "",
		    CHILD_REFUSED));
	if (c->out->why != NULL)
		return;
	split(c, pages_markdown(c->arena, words, c->out->pictures.count),
	    (struct list){ 0 });
	notice(c, "Each page is shown as it looks, with its words below, and is "
		  "commented on as a whole or by these words.");
}

static void
convert_pdf(struct converting *c)
{
	static const char *const argv[] = { "pdftotext", "-q", "-bbox-layout",
		"-enc", "UTF-8", "-", "-", NULL };
	struct blob said;

	c->out->format = convert_formats[PDF];
	if (!ask_poppler(c, argv, &said))
		return;
	split(c, pdf_markdown(c->arena, said), (struct list){ 0 });
	if (c->out->clauses.count == 0) {
		convert_pages(c);
		notice(c, "There is no text in this PDF, only pictures of "
			  "pages, which cannot be read aloud or searched. If "
			  "you have the document that it was made of, upload "
			  "that instead.");
		return;
	}
	notice(c, "Headings, lists and paragraphs of a PDF are guessed from the "
		  "way it looks; lines that repeat at the top and bottom of "
		  "pages are left out. If you have the document that the PDF "
		  "was made of, upload that instead.");
}

static void
convert_html(struct converting *c, const char *text)
{
	struct pictures pictures = { .arena = c->arena, .folder = "" };
	struct blob in = { .at = text, .len = strlen(text) };
	const struct node *tree = ask_pandoc(c, "html", in);

	c->out->format = convert_formats[HTML];
	if (tree != NULL)
		split(c, write_draft(c, tree, &pictures),
		    (struct list){ 0 });
}

/* What XML and HTML may have before their first tag says nothing. */
static const char *
behind_prolog(const char *text)
{
	const char *end;

	for (;;) {
		text += strspn(text, " \t\r\n");
		end = strncmp(text, "<!--", 4) == 0 ? strstr(text, "-->")
		    : strncmp(text, "<?", 2) == 0   ? strstr(text, "?>")
						    : NULL;
		if (end == NULL)
			return text;
		text = end + (*end == '-' ? 3 : 2);
	}
}

/* Does it begin like a web page? */
static bool
is_html(const char *text)
{
	static const char *const tags[] = { "<!doctype html", "<html", "<head",
		"<body" };

	text = behind_prolog(text);
	for (size_t i = 0; i < COUNT(tags); i++)
		if (strncasecmp(text, tags[i], strlen(tags[i])) == 0)
			return true;
	return false;
}

/* Plain text as Markdown that reads as the same clauses. */
static const char *
plain_markdown(struct arena *a, struct list clauses)
{
	static const struct look plain;
	const struct clause_text *k = clauses.at;
	struct buffer b = { 0 };
	struct line line = { 0 };
	const char *made;

	for (size_t i = 0; i < clauses.count; i++) {
		buffer_text(&b, i > 0 ? "\n" : "");
		if (k[i].level > 0)
			buffer_printf(&b, "%.*s ", (int)k[i].level, "######");
		else if (strcmp(k[i].kind, "item") == 0)
			buffer_text(&b, "- ");
		line_put(&line, k[i].text, &plain);
		line_write(&line, &b, "");
		line_clear(&line);
		buffer_char(&b, '\n');
	}
	made = arena_copy(a, buffer_string(&b), b.len);
	buffer_free(&b);
	line_free(&line);
	return made;
}

static void
convert_text(struct converting *c)
{
	static const char *const binary[] = { ".docx", ".doc", ".odt", ".pdf",
		".docm", ".dotx", ".rtf", NULL };
	static const char *const markdown[] = { ".md", ".markdown", NULL };
	static const char *const page[] = { ".html", ".htm", ".xhtml", NULL };
	const char *guessed, *text = letters_read(c->arena, c->file, &guessed);
	struct conversion *out = c->out;

	if (text == NULL && name_ends(c->name, binary)) {
		refuse(c, "This file is damaged: it does not begin as a file "
			  "of its kind does. Please save the document again "
			  "and upload the new file.");
	} else if (text == NULL) {
		refuse(c, "This file is not text that can be read here. Please "
			  "save the draft as Markdown or plain text, with the "
			  "encoding UTF-8.");
	} else if (is_html(text) || name_ends(c->name, page)) {
		convert_html(c, text);
	} else if (strncmp(text + strspn(text, " \t\r\n"), "<?xml", 5) == 0) {
		refuse(c, "This is an XML file, not a text. " OTHER_FORMATS);
	} else if (strlen(text) > DRAFT_MAX) {
		refuse(c, MUCH_TEXT);
	} else if (name_ends(c->name, binary)) {
		refuse(c, "This file is not what its name says: there is only "
			  "plain text in it. If it is a draft, give it a name "
			  "that ends in .txt or .md.");
	} else if (name_ends(c->name, markdown)) {
		out->format = convert_formats[MARKDOWN];
		split(c, scenes_parted(c->arena, text), (struct list){ 0 });
	} else {
		out->format = convert_formats[TEXT];
		out->clauses = text_clauses_plain(c->arena,
		    scenes_parted(c->arena, text));
		out->markdown = plain_markdown(c->arena, out->clauses);
	}
	if (guessed != NULL)
		notice(c, "The file does not say how its letters are encoded. "
			  "It was read as Windows-1252: please look at signs "
			  "such as £ and quotation marks.");
}

/* Readers allow something before the first line of a PDF; but words can speak
 * of one. */
static bool
is_pdf(const struct converting *c)
{
	static const char *const pdf[] = { ".pdf", NULL };
	struct blob b = c->file;

	return begins(b, "%PDF-", 5) || (name_ends(c->name, pdf) &&
	    memmem(b.at, b.len < 1024 ? b.len : 1024, "%PDF-", 5) != NULL);
}

/* A leaflet, a poster: it is one clause, and commented on as a whole. */
static void
convert_picture(struct converting *c, const char *type)
{
	struct found_picture *p = arena_get(c->arena, sizeof(*p));

	if (c->file.len > PICTURE_MOST) {
		refuse(c, "A picture can have up to 10 MB, and this one has "
			  "more. Please make it smaller.");
		return;
	}
	*p = (struct found_picture){ .type = type, .body = c->file };
	c->out->format = convert_formats[PICTURE];
	c->out->pictures = (struct list){ .at = p, .count = 1 };
	split(c, "![The whole picture](picture-1)\n", (struct list){ 0 });
	notice(c, "This is a picture: it is commented on as a whole.");
}

static void
convert_file(struct converting *c)
{
	if (c->file.len > CONVERT_MAX)
		refuse(c, "A file can have up to 20 MB, and this one has more. "
			  "Please split it into parts, or make its pictures "
			  "smaller.");
	else if (c->file.len == 0)
		refuse(c, "The file is empty.");
	else if (pictures_type(c->file) != NULL)
		convert_picture(c, pictures_type(c->file));
	else if (known_refusal(c->file) != NULL)
		refuse(c, known_refusal(c->file));
	else if (strcmp(c->way, convert_ways[1]) == 0 && is_pdf(c))
		convert_pages(c);
	else if (strcmp(c->way, convert_ways[1]) == 0)
		refuse(c, "Only a PDF can be shown page by page. The program in "
			  "which this was written can save or print it as "
			  "one.");
	else if (begins(c->file, "PK\003\004", 4) ||
		 begins(c->file, "PK\005\006", 4))
		convert_office(c);
	else if (is_pdf(c))
		convert_pdf(c);
	else
		convert_text(c);
}

/* What holds for every draft, whatever it came from. */
static void
judge(struct converting *c)
{
	if (c->out->why != NULL)
		return;
	if (c->out->clauses.count == 0)
		refuse(c, "There are no words in this file.");
	else if (c->out->clauses.count > CLAUSES_MAX)
		refuse(c, "This draft has more than 5,000 paragraphs. Please "
			  "split it into parts.");
	else if (strlen(c->out->markdown) > DRAFT_MAX)
		refuse(c, MUCH_TEXT);
}

/* html.c writes a picture as a link to its address. */
const char *
convert_show(struct arena *a, const char *html, const struct ids *files)
{
	static const char link[] = "<a href=\"picture-";
	struct buffer b = { 0 };
	const char *at, *shown;
	char *end;

	while ((at = strstr(html, link)) != NULL) {
		size_t n = (size_t)strtoul(at + strlen(link), &end, 10);

		buffer_put(&b, html, (size_t)(at - html));
		html = at + 1;
		if (n < 1 || n > files->count || strncmp(end, "\">", 2) != 0) {
			buffer_char(&b, '<');
			continue;
		}
		buffer_printf(&b, "<img src=\"/files/%lld\" alt=\"\">"
		    "<a href=\"/files/%lld\">", (long long)files->at[n - 1],
		    (long long)files->at[n - 1]);
		html = end + 2;
	}
	buffer_text(&b, html);
	shown = arena_copy(a, buffer_string(&b), b.len);
	buffer_free(&b);
	return shown;
}

struct conversion *
convert(struct arena *a, const char *name, const char *way, struct blob file)
{
	struct converting c = { .arena = a, .name = name, .way = way,
		.file = file, .out = arena_get(a, sizeof(*c.out)) };
	struct list notices;

	convert_file(&c);
	judge(&c);
	scenes_number(a, c.out->clauses);
	notices = list_of(a, &c.notices, sizeof(const char *));
	if (c.out->why != NULL) {
		*c.out = (struct conversion){ .why = c.out->why };
		return c.out;
	}
	c.out->notices = (struct texts){ .at = notices.at,
		.count = notices.count };
	return c.out;
}
