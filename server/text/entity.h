/* SPDX-License-Identifier: Apache-2.0 */
/*
 * entity.h - &names; of HTML; for the files of text/.
 */
#ifndef TEXT_ENTITY_H
#define TEXT_ENTITY_H

#include "soundings/buffer.h"

/* Appends what an entity, "&" and ";" included, stands for; an unknown one is
 * appended as it is. Nothing is escaped. */
void entity_put(struct buffer *b, const char *text, size_t len);

#endif
