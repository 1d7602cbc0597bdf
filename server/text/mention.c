/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mention.c - whom a post names: "@Ann Price".
 *
 * Names are compared as people read them: folded (NFKC, case), one space for all
 * white space between two words, one sign for all apostrophes and dashes. A
 * database cannot do that, and two of them do it in two ways.
 */
#include "soundings/mention.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "letter.h"

/* So many people are named by one post; who writes more names a crowd. */
#define PLACES_MOST 100

struct folded {
	UChar32 *at;
	int32_t len;
};

/* One space for all white space between words, none at the ends. */
static void
fold_spaces(struct folded *f)
{
	int32_t n = 0;

	for (int32_t i = 0; i < f->len; i++)
		if (!u_isUWhiteSpace(f->at[i]))
			f->at[n++] = f->at[i];
		else if (n > 0 && f->at[n - 1] != ' ')
			f->at[n++] = ' ';
	f->len = n > 0 && f->at[n - 1] == ' ' ? n - 1 : n;
}

/* Empty for what cannot be folded. */
static struct folded
fold(struct arena *a, const char *text)
{
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *how = unorm2_getNFKCCasefoldInstance(&error);
	int32_t room = (int32_t)strlen(text) + 1, len = 0, made;
	UChar *plain = arena_get(a, (size_t)room * sizeof(*plain)), *units;
	struct folded out = { 0 };

	u_strFromUTF8(plain, room, &len, text, -1, &error);
	for (int32_t i = 0; U_SUCCESS(error) && i < len; i++)
		plain[i] = (UChar)letter_plain_sign(plain[i]);
	made = unorm2_normalize(how, plain, len, NULL, 0, &error);
	if (error != U_BUFFER_OVERFLOW_ERROR)
		return out;
	error = U_ZERO_ERROR;
	units = arena_get(a, (size_t)made * sizeof(*units));
	unorm2_normalize(how, plain, len, units, made, &error);
	out.at = arena_get(a, (size_t)made * sizeof(*out.at));
	u_strToUTF32(out.at, made, &out.len, units, made, &error);
	if (U_FAILURE(error))
		return (struct folded){ 0 };
	fold_spaces(&out);
	return out;
}

/* Does a word go on with this letter? Where words are not set apart a name may
 * end, or an "@" begin, anywhere. */
static bool
goes_on(UChar32 c)
{
	return (U_MASK(u_charType(c)) &
		   (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0 &&
	       !letter_stands_alone((uint32_t)c) &&
	       u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE) ==
		   U_HST_NOT_APPLICABLE;
}

/* Is the "@" at i one that names: none of an address, or of a page of the web? */
static bool
is_place(const struct folded *text, int32_t i)
{
	UChar32 before = i > 0 ? text->at[i - 1] : ' ';

	return before != '@' && before != '/' && !goes_on(before);
}

/* "Ann" does not end in "Anna", "Ann-Marie" or "@ann@example.org". */
static bool
ends_at(const struct folded *text, int32_t i)
{
	UChar32 next = i < text->len ? text->at[i] : ' ';

	if (next == '-' || next == '_' || next == '@')
		next = i + 1 < text->len ? text->at[i + 1] : ' ';
	return !goes_on(next);
}

/* Does the name stand there? */
static bool
stands_at(const struct folded *text, int32_t i, const struct folded *name)
{
	return name->len > 0 && name->len <= text->len - i &&
	       memcmp(text->at + i, name->at,
		   (size_t)name->len * sizeof(*name->at)) == 0 &&
	       ends_at(text, i + name->len);
}

/* The longest of the names that stand there, and all that are the same. */
static void
find_at(const struct folded *text, int32_t i, const struct folded *names,
    size_t count, bool *named)
{
	int32_t longest = 1;

	for (size_t n = 0; n < count; n++)
		if (names[n].len > longest && stands_at(text, i, &names[n]))
			longest = names[n].len;
	for (size_t n = 0; n < count; n++)
		if (names[n].len == longest && stands_at(text, i, &names[n]))
			named[n] = true;
}

/* Which letters of ASCII, as they are folded, stand behind an "@": most names are
 * told by that to be no others', without being folded. */
static void
find_firsts(const struct folded *text, bool *firsts)
{
	for (int32_t i = 1; i < text->len; i++)
		if (text->at[i - 1] == '@' && text->at[i] < 0x80)
			firsts[text->at[i]] = true;
}

static bool
may_be_named(const char *name, const bool *firsts)
{
	unsigned char first = (unsigned char)name[0];

	if (first >= 'A' && first <= 'Z')
		first = (unsigned char)(first - 'A' + 'a');
	return first >= 0x80 || first <= ' ' || firsts[first] ||
	       (unsigned char)name[1] >= 0x80; /* it may belong to the first */
}

const bool *
mention_find(struct arena *a, const char *markdown, const char *const *names,
    size_t count)
{
	struct folded text = fold(a, text_words(a, markdown));
	bool firsts[0x80] = { false };
	struct folded *all = arena_get(a, (count + 1) * sizeof(*all));
	bool *named = arena_get(a, count + 1);
	size_t places = 0;

	memset(named, 0, count + 1);
	find_firsts(&text, firsts);
	for (size_t n = 0; n < count; n++)
		all[n] = may_be_named(names[n], firsts)
			? fold(a, names[n]) : (struct folded){ 0 };
	for (int32_t i = 0; i < text.len && places < PLACES_MOST; i++)
		if (text.at[i] == '@' && is_place(&text, i)) {
			find_at(&text, i + 1, all, count, named);
			places++;
		}
	return named;
}

bool
mention_same(struct arena *a, const char *x, const char *y)
{
	struct folded one = fold(a, x), other = fold(a, y);

	return one.len == other.len && one.len > 0 &&
	       memcmp(one.at, other.at, (size_t)one.len * sizeof(*one.at)) == 0;
}
