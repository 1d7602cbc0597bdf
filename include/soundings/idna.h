/* SPDX-License-Identifier: Apache-2.0 */
/*
 * idna.h - names in other letters than a to z, as the mail system knows them:
 * domains (RFC 5891) and addresses (RFC 6531).
 */
#ifndef SOUNDINGS_IDNA_H
#define SOUNDINGS_IDNA_H

#include "soundings/arena.h"

/* A valid UTF-8 domain in the letters a to z: "münchen.example" as
 * "xn--mnchen-3ya.example". NULL: it is none. */
const char *idna_domain(struct arena *a, const char *domain);
/* The one form of an address under which its owner is known, whoever typed it
 * or sent from it: its domain as above, small letters. What is no address at
 * all comes back as something that is none either. */
const char *idna_address(struct arena *a, const char *address);

#endif
