/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_pages.h - a leaflet page by page, as it looks; for convert.c.
 */
#ifndef TEXT_CONVERT_PAGES_H
#define TEXT_CONVERT_PAGES_H

#include "soundings/arena.h"
#include "soundings/field.h"

/* Takes apart what `pdftoppm -jpeg` writes: struct found_picture, one a page.
 * What is no whole JPEG at the end is left out. */
struct list pages_pictures(struct arena *a, struct blob jpegs);
/* Markdown with a paragraph for each of `count` pages: its picture, and below it
 * the words that `pdftotext` found there. */
const char *pages_markdown(struct arena *a, struct blob words, size_t count);

#endif
