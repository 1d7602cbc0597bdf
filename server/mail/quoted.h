/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quoted.h - a text as quoted-printable (RFC 2045, 6.7); pure.
 */
#ifndef MAIL_QUOTED_H
#define MAIL_QUOTED_H

#include "soundings/buffer.h"

/* Appends the lines of a text, each with CRLF behind it: 7-bit, at most 76
 * columns. */
void quoted_put(struct buffer *b, const char *text);

#endif
