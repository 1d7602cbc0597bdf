/* SPDX-License-Identifier: Apache-2.0 */
/*
 * files.h - POST /files and GET /files/ID.
 */
#ifndef NET_FILES_H
#define NET_FILES_H

#include "net/conn.h"

/* Asked before the body comes: is there a session at all? */
bool files_may_upload(const struct conn *c);
void files_put(struct conn *c);
void files_get(struct conn *c);

#endif
