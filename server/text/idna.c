/* SPDX-License-Identifier: Apache-2.0 */
/*
 * idna.c - names in other letters, as the mail system knows them.
 *
 * By UTS 46 without its exceptions for old software, so that a domain means
 * what browsers mean by it.
 */
#include "soundings/idna.h"

#include <ctype.h>
#include <string.h>
#include <unicode/uidna.h>

#include "soundings/base.h"

enum { DOMAIN_LEN_MAX = 253 }; /* RFC 1035, 2.3.4 */

const char *
idna_domain(struct arena *a, const char *domain)
{
	UErrorCode error = U_ZERO_ERROR;
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UIDNA *idna = uidna_openUTS46(UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI |
		UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &error);
	char *out = arena_get(a, DOMAIN_LEN_MAX + 1);
	int32_t len;

	invariant(U_SUCCESS(error));
	len = uidna_nameToASCII_UTF8(idna, domain, (int32_t)strlen(domain),
	    out, DOMAIN_LEN_MAX + 1, &info, &error);
	uidna_close(idna);
	if (U_FAILURE(error) || info.errors != 0 || len > DOMAIN_LEN_MAX)
		return NULL;
	return out;
}

static bool
is_plain(const char *text)
{
	for (; *text != '\0'; text++)
		if (((unsigned char)*text & 0x80) != 0)
			return false;
	return true;
}

/* The address with its domain as the mail system knows it. */
static const char *
with_plain_domain(struct arena *a, const char *address)
{
	const char *at = strrchr(address, '@');
	const char *domain = at == NULL || is_plain(at)
				 ? NULL
				 : idna_domain(a, at + 1);

	return domain == NULL ? address
			      : arena_printf(a, "%.*s@%s", (int)(at - address),
				    address, domain);
}

const char *
idna_address(struct arena *a, const char *address)
{
	char *lower = arena_text(a, with_plain_domain(a, address));

	for (char *p = lower; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return lower;
}
