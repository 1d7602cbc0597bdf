/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_office.h - a DOCX or ODT before pandoc sees it; for convert*.c.
 *
 * Pandoc loses text boxes, the comments of an ODT and those of a DOCX that
 * stand at a point. So the main part is written anew on the way: boxes come
 * behind the paragraph that they were fixed to, and comments become marks
 * (convert_line.h) among the words.
 */
#ifndef TEXT_CONVERT_OFFICE_H
#define TEXT_CONVERT_OFFICE_H

#include "text/convert_line.h"
#include "text/convert_package.h"
#include "text/convert_xml.h"

struct office_comment {
	const char *id;     /* in the file */
	const char *author; /* "": not said */
	int64_t made_at;    /* 0: not said */
	const char *body;   /* paragraphs, with empty lines between */
	bool ranges;        /* it is about words, and not at a point */
	bool begun, ended;  /* its mark is in the text */
};

struct office {
	struct arena *arena;
	struct package package;
	const char *why;        /* it is refused; NULL: it is not */
	const char *folder;     /* where its pictures' addresses begin */
	struct buffer comments; /* struct office_comment, at most MARKS_MAX */
	const char *title;      /* taken out of an ODT; NULL: it has none */
	size_t boxes;           /* text boxes, moved */
	size_t drawings;        /* charts, diagrams and linked pictures, lost */
	size_t hidden;          /* stretches of hidden text, left out */
	size_t embedded;        /* other documents inside this one, lost */
	size_t changes;         /* tracked ones, as far as pandoc hides them */
};

/* Each takes the opened package and changes its main part. */
void docx_prepare(struct office *o);
void odt_prepare(struct office *o);

/* office.c: a part being written anew while it is read. */
struct rewriting {
	struct office *office;
	struct xml x;
	struct buffer out;
	const char *copied;   /* up to here it is in `out` */
	size_t paragraph;     /* depth of the outermost one; 0: outside */
	struct buffer boxes;  /* what comes behind it */
	struct buffer marks;  /* what comes into the next one */
};

void rewriting_start(struct rewriting *r, struct office *o, struct part *part);
/* Puts the new bytes into the part. False: it could not be read to its end. */
bool rewriting_end(struct rewriting *r, struct part *part);
/* Copies up to a place in the old bytes; passes over what lies before it. */
void rewriting_copy(struct rewriting *r, const char *to);
void rewriting_pass(struct rewriting *r, const char *to);
/* Leaves out the tag at hand and keeps what is in it. */
void rewriting_unwrap(struct rewriting *r);
/* Is at the opening tag of a text box: keeps its contents for later. */
void rewriting_box(struct rewriting *r);

/* A new comment; its number, or -1 when there are too many. */
int office_comment(struct office *o, struct office_comment comment);
/* The comment with that id; NULL: there is none. */
struct office_comment *office_comment_of(const struct office *o,
    const char *id);
/* The number of the comment with that id, for its mark of that kind; -1: there
 * is none, or it has its mark already. A file that repeats a place without end
 * would cost time and says nothing. */
int office_mark(struct office *o, const char *id, uint32_t which);
/* "2020-01-02T03:04:05Z" in ms; 0 when it is no such thing. */
int64_t office_time(const char *iso);
/* Reads words up to the end of the tag just opened, paragraphs apart. */
const char *office_words(struct office *o, struct xml *x);

#endif
