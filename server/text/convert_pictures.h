/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_pictures.h - the pictures of a file; for convert*.c.
 */
#ifndef TEXT_CONVERT_PICTURES_H
#define TEXT_CONVERT_PICTURES_H

#include "soundings/buffer.h"
#include "soundings/convert.h"
#include "text/convert_package.h"

struct pictures {
	struct arena *arena;
	const struct package *package; /* NULL: a file of one part */
	const char *folder;
	struct buffer found;     /* struct found_picture */
	struct buffer addresses; /* const char *, one for each */
	size_t len;              /* bytes of all */
};

#define PICTURE_MOST (10UL * 1024 * 1024) /* bytes of one */

/* Its type, if every browser shows it: PNG, JPEG, GIF or WebP; else NULL. */
const char *pictures_type(struct blob b);
/* The number of the picture at an address of the file, from 1; 0: it cannot
 * be shown. For struct draft; user is a struct pictures. */
uint16_t pictures_take(void *user, const char *address);

#endif
