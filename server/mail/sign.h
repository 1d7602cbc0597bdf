/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sign.h - our signature on a mail (DKIM, RFC 6376), where no relay signs.
 */
#ifndef MAIL_SIGN_H
#define MAIL_SIGN_H

#include "soundings/settings.h"

#include "mail/letter.h"

struct signer;

/* NULL: mails are not signed here. Ends the program when the key is of no use. */
struct signer *signer_new(const struct settings *s);
void signer_free(struct signer *s);
/* Puts the signature before the bytes of a composed letter. */
void signer_sign(const struct signer *s, struct letter *l);

#endif
