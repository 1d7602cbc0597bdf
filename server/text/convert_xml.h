/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_xml.h - the tags and words of an XML part, one after another; for
 * convert*.c.
 */
#ifndef TEXT_CONVERT_XML_H
#define TEXT_CONVERT_XML_H

#include <stdbool.h>

#include "soundings/arena.h"
#include "soundings/buffer.h"

/* No document made by a program goes deeper. */
#define XML_DEPTH_MAX 64

enum xml_kind { XML_OPEN, XML_CLOSE, XML_TEXT };

enum xml_wrong {
	XML_FINE,
	XML_ENTITIES, /* it declares a document type, or entities */
	XML_DEEP,
	XML_LETTERS,  /* not UTF-8 */
	XML_BROKEN,
};

/* A zeroed struct with `at` and `end` is the beginning. The bytes stay the
 * caller's. */
struct xml {
	const char *at, *end;
	enum xml_wrong wrong; /* why there is no next one; XML_FINE: the end */
	size_t depth;         /* open tags, this one included */

	/* The one at hand. An empty tag comes as XML_OPEN and XML_CLOSE. */
	enum xml_kind kind;
	const char *from, *to;   /* its bytes, brackets included */
	const char *name;        /* of a tag, without a prefix */
	size_t name_len;
	bool closes;             /* `<x/>`: its XML_CLOSE comes next */
	bool raw;                /* CDATA: no entities */
};

/* False: there are no more, or it is wrong. */
bool xml_next(struct xml *x);
/* Is the tag at hand called that, whatever the prefix? */
bool xml_is(const struct xml *x, const char *name);
/* The value of an attribute of the tag at hand, whatever its prefix; NULL:
 * none. */
const char *xml_attribute(const struct xml *x, struct arena *a,
    const char *name);
/* Appends the words at hand, entities decoded. */
void xml_put_text(const struct xml *x, struct buffer *b);
/* Goes to the end of the tag that was just opened; false: it never comes. */
bool xml_skip(struct xml *x);

#endif
