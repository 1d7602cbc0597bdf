/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_package.h - a DOCX or ODT as its parts, checked; for convert*.c.
 */
#ifndef TEXT_CONVERT_PACKAGE_H
#define TEXT_CONVERT_PACKAGE_H

#include "soundings/arena.h"
#include "soundings/field.h"

#define PARTS_MAX    2000
#define EXPANDED_MAX (100UL * 1024 * 1024)
#define TEXT_MAX     (32UL * 1024 * 1024) /* of all parts in XML */
#define RATIO_MAX    100
/* What expands to less harms nobody, however well it was packed: a draft that
 * repeats itself is packed very well. */
#define RATIO_FROM   (4UL * 1024 * 1024)

struct part {
	const char *name;
	size_t size;      /* expanded, as the file says */
	struct blob body; /* of a part in XML, expanded; else empty */
};

struct package {
	struct part *parts;
	size_t count;
	const char *why; /* it is refused: a sentence; NULL: it is sound */
	void *zip;       /* libzip's */
};

/* Checks size, ratio, names and count, then expands the parts in XML and looks
 * through each. Close it in any case; parts live in the arena. */
void package_open(struct arena *a, struct package *p, struct blob file);
void package_close(struct package *p);

/* NULL: there is none of that name. */
struct part *package_part(const struct package *p, const char *name);
/* The bytes of any part, at most so many; empty: too long, or damaged. */
struct blob package_read(struct arena *a, const struct package *p,
    const struct part *part, size_t most);
/* A new archive: the parts in XML as they are now, the others empty, so that
 * the converter sees nothing that was not looked at. */
struct blob package_rebuilt(struct arena *a, const struct package *p);

#endif
