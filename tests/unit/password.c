/* SPDX-License-Identifier: Apache-2.0 */
/*
 * password.c - which passwords are refused, and that a good one never is.
 */
#include "unit.h"

#include "domain/people/people.h"
#include "soundings/base.h"
#include "soundings/settings.h"

static const struct settings settings = { .name = "Perinatal Forum" };

static bool
taken(const char *password)
{
	struct call c = { .arena = arena_new(), .settings = &settings };
	enum err e = password_check(
	    &c, password, "mary.o'hara@hospital.example", "Mary O\u2019Hara Kay");

	if (e != OK)
		EQ_TEXT("password", c.field);
	arena_free(c.arena);
	return e == OK;
}

TEST(what_everybody_tries_first_is_refused)
{
	static const char *const row[] = { "password1234", "Password-2026!",
		"P@ssw0rdP@ssw0rd", "123456789012", "098765432109",
		"qwertyuiop123", "1qaz2wsx3edc", "!\"$%^&*()_+!\"", "aaaaaaaaaaaa",
		"abcabcabcabc", "tidetidetidetide", "Welcome-2026!!",
		"iloveyou1234", "Summer2026Summer", "letmeinletmein",
		"changeme12345", "adminadmin2026", "            ", "new password 1",
		"441632960123", "Princess.1987.", "Qwerty qwerty" };

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i]);
		NO(taken(row[i]));
	}
}

TEST(own_names_are_refused)
{
	static const char *const row[] = { "mary.o'hara@hospital.example",
		"MaryHaraKay1987", "Hara-Mary-2026", "PerinatalForum1",
		"m4ry h4r4 k4y", "forum.hospital.12" };

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i]);
		NO(taken(row[i]));
	}
}

TEST(twelve_characters_are_needed_and_bytes_do_not_count)
{
	NO(taken("kelp otter"));
	NO(taken("\u00e9\u00e8\u00ea\u00eb\u00e0\u00e2"));
	YES(taken("kelp otter x"));
}

TEST(good_ones_are_taken)
{
	static const char *const row[] = { "three plain words",
		"correct horse battery staple", "xK9#mQ2$vL7p", "kelpotterlamp",
		"sunshine kelp boat", "Mary likes kelp soup", "hFq8zrTn2wLd",
		"\u0433\u0443\u0441\u044c \u043b\u0430\u043c\u043f\u0430 kelp",
		"my password is a herring" };

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i]);
		YES(taken(row[i]));
	}
}
