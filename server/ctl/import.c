/* SPDX-License-Identifier: Apache-2.0 */
/*
 * import.c - a draft on the command line: `soundings import
 * [--pages] FILE`.
 *
 * Prints what document.add would make of the file: one JSON object with its
 * clauses, notices, comments and pictures. A file that cannot be a draft is
 * refused with a sentence on stderr, nothing on stdout and exit status 1.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "soundings/base.h"
#include "soundings/convert.h"
#include "soundings/record.h"
#include "soundings/text.h"

#include "ctl/ctl.h"

#define LONG FIELD_INT_MAX

/* Ids are positions here: nothing is stored. */
struct printed_clause {
	int64_t id, position;
	const char *number, *kind;
	int64_t level, section;
	const char *text, *html;
};

struct printed_comment {
	const char *author, *body, *exact;
	int64_t made_at, clause;
	struct maybe start, end;
};

struct printed_picture {
	int64_t number;
	const char *type;
	int64_t size;
};

struct printed {
	const char *file, *format;
	struct list clauses;
	struct texts notices;
	struct list comments, pictures;
	const char *markdown;
};

static const struct field clause_fields[] = {
	F_ID(printed_clause, id), F_ID(printed_clause, position),
	F_TEXT(printed_clause, number, 1, LONG),
	F_TEXT(printed_clause, kind, 1, LONG),
	F_INT(printed_clause, level, 0, 6), F_REF(printed_clause, section),
	F_TEXT(printed_clause, text, 0, LONG),
	F_TEXT(printed_clause, html, 0, LONG), F_END
};
static const struct field comment_fields[] = {
	F_TEXT(printed_comment, author, 0, LONG),
	F_TIME(printed_comment, made_at), F_TEXT(printed_comment, body, 0, LONG),
	F_REF(printed_comment, clause), F_MAYBE(printed_comment, start, 0, LONG),
	F_MAYBE(printed_comment, end, 0, LONG),
	F_TEXT_OPT(printed_comment, exact, LONG), F_END
};
static const struct field picture_fields[] = {
	F_ID(printed_picture, number), F_TEXT(printed_picture, type, 1, LONG),
	F_INT(printed_picture, size, 0, LONG), F_END
};
static const struct field printed_fields[] = {
	F_TEXT(printed, file, 1, LONG), F_TEXT(printed, format, 1, LONG),
	F_LIST(printed, clauses, printed_clause, clause_fields, LONG),
	F_TEXTS(printed, notices, 0, LONG),
	F_LIST(printed, comments, printed_comment, comment_fields, LONG),
	F_LIST(printed, pictures, printed_picture, picture_fields, LONG),
	F_TEXT(printed, markdown, 0, LONG), F_END
};

static struct list
clauses_of(struct arena *a, const struct conversion *c)
{
	const struct clause_text *from = c->clauses.at;
	struct list list = { .count = c->clauses.count };
	struct printed_clause *to = arena_get(a, list.count * sizeof(*to));

	for (size_t i = 0; i < list.count; i++)
		to[i] = (struct printed_clause){ .id = (int64_t)i + 1,
			.position = (int64_t)i + 1, .number = from[i].number,
			.kind = from[i].kind, .level = from[i].level,
			.section = from[i].section + 1, .text = from[i].text,
			.html = from[i].html };
	list.at = to;
	return list;
}

static struct list
comments_of(struct arena *a, const struct conversion *c)
{
	const struct found_comment *from = c->comments.at;
	struct list list = { .count = c->comments.count };
	struct printed_comment *to = arena_get(a, list.count * sizeof(*to));

	for (size_t i = 0; i < list.count; i++)
		to[i] = (struct printed_comment){ .author = from[i].author,
			.body = from[i].body, .exact = from[i].exact,
			.made_at = from[i].made_at,
			.clause = from[i].clause + 1, .start = from[i].start,
			.end = from[i].end };
	list.at = to;
	return list;
}

static struct list
pictures_of(struct arena *a, const struct conversion *c)
{
	const struct found_picture *from = c->pictures.at;
	struct list list = { .count = c->pictures.count };
	struct printed_picture *to = arena_get(a, list.count * sizeof(*to));

	for (size_t i = 0; i < list.count; i++)
		to[i] = (struct printed_picture){ .number = (int64_t)i + 1,
			.type = from[i].type,
			.size = (int64_t)from[i].body.len };
	list.at = to;
	return list;
}

static void
print(struct arena *a, const char *name, const struct conversion *c)
{
	const struct printed p = { .file = name, .format = c->format,
		.clauses = clauses_of(a, c), .notices = c->notices,
		.comments = comments_of(a, c), .pictures = pictures_of(a, c),
		.markdown = c->markdown };
	struct buffer b = { 0 };

	record_encode(&b, printed_fields, &p);
	printf("%s\n", buffer_string(&b));
	buffer_free(&b);
}

/* One byte more than may be is read, so that it can be refused. */
static struct blob
read_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rbe");
	struct stat st;
	char *at;
	size_t len;

	if (f == NULL || fstat(fileno(f), &st) != 0 || !S_ISREG(st.st_mode))
		fatal("%s cannot be read: %s", path,
		    f == NULL ? strerror(errno) : "it is no file");
	len = st.st_size > CONVERT_MAX ? CONVERT_MAX + 1 : (size_t)st.st_size;
	at = arena_get(a, len + 1);
	len = fread(at, 1, len, f);
	fclose(f);
	return (struct blob){ .at = at, .len = len };
}

int
ctl_import(const struct settings *s, int argc, char **argv)
{
	struct arena *a = arena_new();
	const struct conversion *c;
	const char *slash, *name, *way = convert_ways[0];
	bool refused;

	(void)s;
	if (argc == 2 && strcmp(argv[0], "--pages") == 0) {
		way = convert_ways[1];
		argv++;
	} else if (argc != 1) {
		fatal("usage: soundings import [--pages] FILE");
	}
	slash = strrchr(argv[0], '/');
	name = slash == NULL ? argv[0] : slash + 1;
	c = convert(a, name, way, read_file(a, argv[0]));
	refused = c->why != NULL;
	if (!refused)
		print(a, name, c);
	else
		fprintf(stderr, "%s\n", c->why);
	arena_free(a);
	return refused ? 1 : 0;
}
