/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail.h - the parts of `soundings mail`.
 */
#ifndef CTL_MAIL_H
#define CTL_MAIL_H

#include "ctl/ctl.h"

/* mail_render.c: prints a sample of a mail; NULL: the names of all. */
int mail_render(const struct settings *s, const char *kind);
/* mail_rehearse.c: prints which mail would go between two days. */
int mail_rehearse(const struct settings *s, const char *from, const char *to);

#endif
