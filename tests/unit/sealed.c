/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sealed.c - addresses and links that are good for one thing.
 */
#include "soundings/sealed.h"

#include "soundings/clock.h"
#include "unit.h"

#define NOW (20000 * DAY + HOUR)

static struct arena *arena;

BEFORE_ALL
{
	char path[300];

	snprintf(path, sizeof(path), "%s/key", unit_directory());
	secret_start(path);
	arena = arena_new();
}

static const struct sealed usual = { 'v', 4711, 57, 471103, NOW };

TEST(what_is_sealed_is_read_again_whatever_the_case)
{
	char text[200];
	struct sealed s;

	snprintf(text, sizeof(text), "%s",
	    sealed_write(arena, SECRET_ACT, &usual));
	YES(sealed_read(arena, SECRET_ACT, text, NOW, &s));
	EQ_INT('v', s.verb);
	EQ_INT(4711, s.thing);
	EQ_INT(57, s.member);
	EQ_INT(471103, s.choice);
	EQ_INT(20000 * DAY, s.at);
	for (char *p = text; *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 32);
	YES(sealed_read(arena, SECRET_ACT, text, NOW, &s));
}

TEST(one_changed_letter_or_another_purpose_opens_nothing)
{
	const char *text = sealed_write(arena, SECRET_ACT, &usual);
	struct sealed s;
	char *changed;

	NO(sealed_read(arena, SECRET_REPLY, text, NOW, &s));
	for (size_t i = 0; i < strlen(text); i++) {
		changed = arena_text(arena, text);
		changed[i] = changed[i] == 'a' ? 'b' : 'a';
		NO(sealed_read(arena, SECRET_ACT, changed, NOW, &s));
		changed[i] = '\0';
		NO(sealed_read(arena, SECRET_ACT, changed, NOW, &s));
	}
	NO(sealed_read(arena, SECRET_ACT,
	    arena_printf(arena, "%sa", text), NOW, &s));
}

TEST(after_ninety_days_it_is_over)
{
	const char *text = sealed_write(arena, SECRET_REPLY, &usual);
	struct sealed s;

	YES(
	    sealed_read(arena, SECRET_REPLY, text, NOW + 90 * DAY, &s));
	NO(
	    sealed_read(arena, SECRET_REPLY, text, NOW + 91 * DAY, &s));
	NO(
	    sealed_read(arena, SECRET_REPLY, text, NOW - 3 * DAY, &s));
}

TEST(an_address_is_found_among_words_and_never_too_long)
{
	const char *from = "soundings@s.example.org";
	const char *address = sealed_address(arena, from, &usual);
	struct sealed s, huge = usual;
	const char *found;

	YES(address != NULL);
	YES(strcspn(address, "@") <= 64);
	found = sealed_find(arena, from, 'r',
	    arena_printf(arena, "x@example.org, Club <%s>, y", address));
	YES(found != NULL);
	YES(sealed_read(arena, SECRET_REPLY, found, NOW, &s));
	YES(sealed_find(arena, from, 'b', address) == NULL);
	YES(sealed_find(arena, "soundings@example.org", 'r', address) == NULL);
	huge.thing = huge.member = huge.choice = INT64_C(9007199254740991);
	YES(sealed_address(arena, from, &huge) == NULL);
}
