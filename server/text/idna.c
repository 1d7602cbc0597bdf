/* SPDX-License-Identifier: Apache-2.0 */
/*
 * idna.c - names in other letters, as the mail system knows them.
 *
 * By UTS 46 without its exceptions for old software, so that a domain means
 * what browsers mean by it.
 */
#include "soundings/idna.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "soundings/base.h"
#include "soundings/buffer.h"

#include "text/escape.h"

enum {
	DOMAIN_LEN_MAX = 253, /* RFC 1035, 2.3.4 */
	ADDRESS_LEN_MAX = 400, /* more than is ever taken for one */
	UNITS_MAX = 400,
};

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

bool
idna_plain(const char *text)
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
	const char *domain = at == NULL || idna_plain(at)
				 ? NULL
				 : idna_domain(a, at + 1);

	return domain == NULL ? address
			      : arena_printf(a, "%.*s@%s", (int)(at - address),
				    address, domain);
}

static char *
plain_lower(struct arena *a, const char *text)
{
	char *lower = arena_text(a, text);

	for (char *p = lower; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return lower;
}

/* Small and then of one piece: what is made small may come in two. */
static const char *
letters_lower(struct arena *a, const char *text)
{
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
	UChar units[UNITS_MAX], lower[UNITS_MAX];
	char *out = arena_get(a, ADDRESS_LEN_MAX);
	int32_t n = 0;

	u_strFromUTF8(units, UNITS_MAX, &n, text, -1, &error);
	n = u_strToLower(lower, UNITS_MAX, units, n, "", &error);
	n = unorm2_normalize(nfc, lower, n, units, UNITS_MAX, &error);
	u_strToUTF8(out, ADDRESS_LEN_MAX, NULL, units, n, &error);
	return U_FAILURE(error) || error == U_STRING_NOT_TERMINATED_WARNING
		   ? text
		   : out;
}

const char *
idna_address(struct arena *a, const char *address)
{
	address = with_plain_domain(a, address);
	return idna_plain(address) ? plain_lower(a, address)
				   : letters_lower(a, address);
}

const char *
idna_unescaped(struct arena *a, const char *text)
{
	struct buffer b = { 0 };
	const char *at, *out;
	char *end;
	unsigned long code;

	while ((at = strstr(text, "\\x{")) != NULL) {
		code = strtoul(at + 3, &end, 16);
		if (*end != '}')
			break;
		buffer_put(&b, text, (size_t)(at - text));
		escape_code_point(&b, code > 0x20 && code <= 0x10ffff
					  ? (uint32_t)code
					  : 0xfffd);
		text = end + 1;
	}
	buffer_text(&b, text);
	out = arena_copy(a, b.at, b.len);
	buffer_free(&b);
	return out;
}

bool
idna_letters(const char *text, size_t len)
{
	const uint32_t good = U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK;
	const uint8_t *bytes = (const uint8_t *)text;
	size_t i = 0;
	UChar32 c;

	while (i < len) {
		U8_NEXT(bytes, i, len, c);
		if (c < 0 || (c > 0x7f &&
				((U_MASK(u_charType(c)) & good) == 0 ||
				    u_hasBinaryProperty(c,
					UCHAR_DEFAULT_IGNORABLE_CODE_POINT))))
			return false;
	}
	return true;
}
