/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sealed.c - addresses and links that are good for one thing.
 *
 * Numbers are written in base 36, because an address has 64 characters before
 * its @ and the seal takes 26 of them. Reading makes the text again and
 * compares: so there is exactly one form of each.
 */
#include "soundings/sealed.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "soundings/clock.h"

enum { BASE = 36, DIGITS = 14, LOCAL_LEN_MAX = 64, TEXT_LEN_MAX = 120 };

static const char *
digits(struct arena *a, int64_t n)
{
	char *at = (char *)arena_get(a, DIGITS) + DIGITS - 1;

	do
		*--at = "0123456789abcdefghijklmnopqrstuvwxyz"[n % BASE];
	while ((n /= BASE) > 0);
	return at;
}

const char *
sealed_write(struct arena *a, enum secret_purpose p, const struct sealed *s)
{
	const char *what = arena_printf(a, "%c%s-%s-%s-%s", s->verb,
	    digits(a, s->thing), digits(a, s->member), digits(a, s->choice),
	    digits(a, s->at / DAY));
	char mac[SECRET_MAC_LEN + 1];

	secret_mac(p, what, mac);
	return arena_printf(a, "%s-%s", what, mac);
}

/* The next number of the text, and what follows its hyphen. */
static bool
next(const char **text, int64_t *n)
{
	char *end;

	if (!isalnum((unsigned char)**text))
		return false;
	*n = strtoll(*text, &end, BASE);
	if (*end != '-' || *n < 0)
		return false;
	*text = end + 1;
	return true;
}

static const char *
small(struct arena *a, const char *text)
{
	char *out = arena_text(a, text);

	for (char *p = out; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return out;
}

bool
sealed_read(struct arena *a, enum secret_purpose p, const char *text,
    int64_t now, struct sealed *s)
{
	const char *rest;
	int64_t day;

	if (strlen(text) > TEXT_LEN_MAX)
		return false;
	text = small(a, text);
	*s = (struct sealed){ .verb = text[0] };
	if (!islower((unsigned char)text[0]))
		return false;
	rest = text + 1;
	if (!next(&rest, &s->thing) || !next(&rest, &s->member) ||
	    !next(&rest, &s->choice) || !next(&rest, &day) ||
	    day > now / DAY + 1 || day < now / DAY - SEALED_DAYS)
		return false;
	s->at = day * DAY;
	return secret_equal(text, sealed_write(a, p, s));
}

const char *
sealed_address(struct arena *a, const char *from, const struct sealed *s)
{
	int local = (int)strcspn(from, "@");
	const char *text = sealed_write(a, SECRET_REPLY, s);

	if ((size_t)local + 2 + strlen(text) > LOCAL_LEN_MAX)
		return NULL;
	return arena_printf(a, "%.*s+r%s%s", local, from, text, from + local);
}

const char *
sealed_find(struct arena *a, const char *from, char sign, const char *words)
{
	const char *domain = strchr(from, '@');
	const char *local = arena_printf(a, "%.*s+%c", (int)(domain - from),
	    from, sign);
	const char *at = words, *end;

	while ((at = strcasestr(at, local)) != NULL) {
		at += strlen(local);
		end = at + strspn(at, "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
		if (strncasecmp(end, domain, strlen(domain)) == 0)
			return arena_copy(a, at, (size_t)(end - at));
	}
	return NULL;
}
