/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_deliver.h - a mail that was read, on its way to the server.
 */
#ifndef CTL_MAIL_DELIVER_H
#define CTL_MAIL_DELIVER_H

#include "soundings/incoming.h"

#include "ctl/ctl.h"

/* False: not now, it has to come again. */
bool mail_deliver(struct talk *t, struct arena *a, struct handing *h);

#endif
