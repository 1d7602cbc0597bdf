/* SPDX-License-Identifier: Apache-2.0 */
/*
 * export.h - a round as a file; for export*.c.
 *
 * Files travel further than pages, so under pseudonyms they say "Reviewer 7",
 * also to coordinators, who could look the name up.
 */
#ifndef REVIEWS_EXPORT_H
#define REVIEWS_EXPORT_H

#include "soundings/buffer.h"

#include "domain/reviews/sheet.h"

/* Whose words these are, as the round has it. */
const char *export_author(struct call *c, const struct round *r,
    const struct line *l);
/* What should stand there instead; NULL: nothing was proposed. */
const char *export_proposed(const struct line *l);
/* "2026-12-04 17:00 UTC" */
const char *export_time(struct call *c, int64_t at);

/* Each writes the whole file. */
void export_annotations(struct call *c, const struct round *r,
    const struct list *sheet, struct buffer *b);
void export_report(struct call *c, const struct round *r,
    const struct list *sheet, struct buffer *b);
/* The report with all that happened around it. */
void export_evidence(struct call *c, const struct round *r,
    const struct list *sheet, struct buffer *b);

#endif
