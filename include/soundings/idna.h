/* SPDX-License-Identifier: Apache-2.0 */
/*
 * idna.h - names in other letters than a to z, as the mail system knows them:
 * domains (RFC 5891) and addresses (RFC 6531).
 */
#ifndef SOUNDINGS_IDNA_H
#define SOUNDINGS_IDNA_H

#include <stdbool.h>
#include <stddef.h>

#include "soundings/arena.h"

/* A valid UTF-8 domain in the letters a to z: "münchen.example" as
 * "xn--mnchen-3ya.example". NULL: it is none. */
const char *idna_domain(struct arena *a, const char *domain);
/* The one form of an address under which its owner is known, whoever typed it
 * or sent from it: its domain as above, small letters, each of one piece
 * (NFC). What is no address comes back as something that is none either. */
const char *idna_address(struct arena *a, const char *address);
/* An address as it is, from how a report writes it where only ASCII may stand
 * (RFC 6533): "j\x{F6}rg@example.org". */
const char *idna_unescaped(struct arena *a, const char *text);
/* Is all of it ASCII? */
bool idna_plain(const char *text);
/* Is it UTF-8, and is all beyond ASCII in it letters, marks and digits that can
 * be seen? */
bool idna_letters(const char *text, size_t len);

#endif
