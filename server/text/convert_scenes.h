/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_scenes.h - the scenes of a film, by their times; for convert.c.
 */
#ifndef TEXT_CONVERT_SCENES_H
#define TEXT_CONVERT_SCENES_H

#include "soundings/arena.h"
#include "soundings/field.h"

/* A list of scenes with a blank line before each, so that each is a part of its
 * own; any other text as it is. */
const char *scenes_parted(struct arena *a, const char *text);
/* Numbers struct clause_text that are scenes by their times: "2:35". */
void scenes_number(struct arena *a, struct list clauses);

#endif
