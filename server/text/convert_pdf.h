/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_pdf.h - the words of a PDF on their pages as Markdown; for convert.c.
 */
#ifndef TEXT_CONVERT_PDF_H
#define TEXT_CONVERT_PDF_H

#include "soundings/arena.h"
#include "soundings/field.h"

/* Reads what `pdftotext -bbox-layout` writes; "" when there are no words. */
const char *pdf_markdown(struct arena *a, struct blob pages);

#endif
