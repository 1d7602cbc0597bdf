/* SPDX-License-Identifier: Apache-2.0 */
/*
 * idna.h - the names of domains in other letters, as the mail system knows them
 * (RFC 5891).
 */
#ifndef SOUNDINGS_IDNA_H
#define SOUNDINGS_IDNA_H

#include "soundings/arena.h"

/* A valid UTF-8 domain in the letters a to z: "münchen.example" as
 * "xn--mnchen-3ya.example". NULL: it is none. */
const char *idna_domain(struct arena *a, const char *domain);

#endif
