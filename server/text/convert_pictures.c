/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_pictures.c - the pictures of a file, taken out by us.
 *
 * Pandoc never unpacks them: it has done so into places of the file's choice
 * (CVE-2023-35936). Only what every browser shows without a script in it is
 * kept; the type is found from the bytes.
 */
#include "text/convert_pictures.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/buffer.h"

#define PICTURES_MAX 300
#define TOGETHER_LEN (20UL * 1024 * 1024)

const char *
pictures_type(struct blob b)
{
	static const struct {
		const char *magic;
		size_t len;
		const char *type;
	} known[] = {
		{ "\211PNG\r\n\032\n", 8, "image/png" },
		{ "\377\330\377", 3, "image/jpeg" },
		{ "GIF8", 4, "image/gif" },
	};

	for (size_t i = 0; i < COUNT(known); i++)
		if (b.len >= known[i].len &&
		    memcmp(b.at, known[i].magic, known[i].len) == 0)
			return known[i].type;
	if (b.len >= 12 && memcmp(b.at, "RIFF", 4) == 0 &&
	    memcmp((const char *)b.at + 8, "WEBP", 4) == 0)
		return "image/webp";
	return NULL;
}

/* "data:image/png;base64,..."; empty: it is none. */
static struct blob
decode(struct arena *a, const char *address)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *p = strstr(address, ";base64,"), *digit;
	struct blob none = { .at = "" };
	unsigned char *at;
	uint32_t bits = 0;
	size_t len = 0, have = 0;

	if (strncmp(address, "data:", 5) != 0 || p == NULL)
		return none;
	p += strlen(";base64,");
	at = arena_get(a, strlen(p));
	for (; *p != '\0' && *p != '='; p++) {
		digit = strchr(digits, *p);
		if (digit == NULL)
			continue; /* a line feed */
		bits = bits << 6 | (uint32_t)(digit - digits);
		have += 6;
		if (have < 8)
			continue;
		have -= 8;
		at[len++] = (unsigned char)(bits >> have);
	}
	return (struct blob){ .at = at, .len = len };
}

static struct blob
unpack(const struct pictures *p, const char *address)
{
	const struct part *part;

	if (p->package == NULL)
		return decode(p->arena, address);
	if (strncmp(address, "./", 2) == 0)
		address += 2;
	part = package_part(p->package,
	    arena_printf(p->arena, "%s%s", p->folder, address));
	if (part == NULL)
		part = package_part(p->package,
		    *address == '/' ? address + 1 : address);
	if (part == NULL)
		return (struct blob){ .at = "" };
	return package_read(p->arena, p->package, part, PICTURE_MOST);
}

static uint16_t
known(const struct pictures *p, const char *address)
{
	const char *const *have = (void *)p->addresses.at;

	for (size_t i = 0; i < p->addresses.len / sizeof(*have); i++)
		if (strcmp(have[i], address) == 0)
			return (uint16_t)(i + 1);
	return 0;
}

uint16_t
pictures_take(void *user, const char *address)
{
	struct pictures *p = user;
	struct found_picture picture;
	uint16_t number = known(p, address);
	size_t n = p->found.len / sizeof(picture);

	if (number != 0 || n >= PICTURES_MAX)
		return number;
	picture.body = unpack(p, address);
	picture.type = pictures_type(picture.body);
	if (picture.type == NULL || picture.body.len > PICTURE_MOST ||
	    p->len + picture.body.len > TOGETHER_LEN)
		return 0;
	p->len += picture.body.len;
	buffer_put(&p->found, &picture, sizeof(picture));
	buffer_put(&p->addresses, &address, sizeof(address));
	return (uint16_t)(n + 1);
}
