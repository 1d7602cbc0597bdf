/* SPDX-License-Identifier: Apache-2.0 */
/*
 * password.c - which passwords are refused.
 *
 * No rule asks for digits or signs: those make people write "Welcome2026!".
 * Instead a password is taken apart as somebody would who guesses, into words
 * that everybody tries first, names of the member and of the server, runs like
 * "1234" or "qwerty", repeats and short numbers. Any other character is a piece
 * by itself; what has fewer than five pieces is refused.
 */
#include <ctype.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/settings.h"
#include "soundings/text.h"

#include "domain/people/people.h"

#define LENGTH_MIN 12  /* characters */
#define BYTES_MAX  512 /* of 128 characters */
#define NAMES_MAX  32
#define NAME_LEAST 3   /* bytes of a name that counts as one */
#define NUMBER_MOST 4  /* digits: a year, a PIN */
#define PIECE      2
#define SIGN       1   /* between words it is hardly a piece */
#define ENOUGH     (5 * PIECE)

/* What people choose when they are asked for a password; common and dull. */
static const char *const common[] = {
	"access", "admin", "administrator", "amazing", "andrew", "angel",
	"apple", "april", "august", "autumn", "baby", "banana", "baseball",
	"basketball", "batman", "birthday", "black", "blue", "buster",
	"butterfly", "change", "changeit", "changeme", "charlie", "cheese",
	"chelsea", "chocolate", "christmas", "coffee", "computer",
	"consultation", "cookie", "cricket", "daniel", "david", "december",
	"default", "diamond", "doctor", "dragon", "eagle", "easter", "easy",
	"england", "enter", "family", "february", "flower", "football",
	"forever", "forum", "freedom", "friday", "friend", "friends",
	"garden", "george", "ginger", "god", "golf", "google", "green",
	"guest", "happy", "harry", "hello", "holiday", "home", "hospital",
	"hunter", "iloveyou", "internet", "ireland", "is", "january",
	"jennifer", "jessica", "jesus", "john", "jordan", "july", "june",
	"killer", "king", "kitten", "letmein", "little", "liverpool", "login",
	"london", "love", "lovely", "lucky", "magic", "manager", "march",
	"master", "matthew", "me", "member", "michael", "midwife", "mine",
	"monday", "money", "monkey", "monster", "mother", "mum", "mummy",
	"music", "my", "mylove", "new", "nhs", "nothing", "november", "nurse",
	"october", "office", "one", "orange", "panda", "pass", "passphrase",
	"password", "passwort", "peanut", "pepper", "phone", "pink", "please",
	"pokemon", "power", "princess", "private", "purple", "rainbow", "red",
	"robert", "root", "saturday", "school", "scotland", "secret",
	"security", "september", "server", "shadow", "silver", "sister",
	"snoopy", "soccer", "spring", "star", "starwars", "strong", "summer",
	"sunday", "sunny", "sunshine", "superman", "sweet", "system",
	"teacher", "temp", "temporary", "test", "testing", "the", "this",
	"thomas", "thursday", "tiger", "tigger", "trustno", "tuesday", "user",
	"wales", "water", "wednesday", "welcome", "whatever", "william",
	"winter", "word", "work", "yellow", "you", "your"
};

/* Alphabet and keyboards; read both ways. */
static const char *const rows[] = { "abcdefghijklmnopqrstuvwxyz",
	"01234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl",
	"zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "!\"$%^&*()_+",
	"!@#$%^&*()_+" };

struct guess {
	const char *text; /* the password */
	size_t len;
	const char *names[NAMES_MAX];
	size_t name_count;
};

/* Is this what somebody types who means that letter? */
static bool
means(char typed, char letter)
{
	static const char signs[] = "0o1i1l!i3e4a@a5s$s7t8b9g";

	typed = (char)tolower((unsigned char)typed);
	letter = (char)tolower((unsigned char)letter);
	if (typed == letter)
		return true;
	for (const char *s = signs; *s != '\0'; s += 2)
		if (s[0] == typed && s[1] == letter)
			return true;
	return false;
}

/* How much of the text at `at` is that word, all or nothing. */
static size_t
word_len(const struct guess *g, size_t at, const char *word)
{
	size_t len = strlen(word);

	if (len > g->len - at)
		return 0;
	for (size_t i = 0; i < len; i++)
		if (!means(g->text[at + i], word[i]))
			return 0;
	return len;
}

/* How far the text at `at` goes along the row from one of its keys. */
static size_t
along(const struct guess *g, size_t at, const char *row, ptrdiff_t step)
{
	const char *end = row + strlen(row), *key = row;
	size_t len = 0;
	char c = (char)tolower((unsigned char)g->text[at]);

	while (key < end && *key != c)
		key++;
	while (at + len < g->len && key >= row && key < end &&
	    (char)tolower((unsigned char)g->text[at + len]) == *key) {
		len++;
		key += step;
	}
	return len;
}

static size_t
run_len(const struct guess *g, size_t at)
{
	size_t longest = 0, len;

	for (size_t i = 0; i < COUNT(rows); i++)
		for (ptrdiff_t step = -1; step <= 1; step += 2) {
			len = along(g, at, rows[i], step);
			longest = len > longest ? len : longest;
		}
	return longest >= 3 ? longest : 0;
}

static size_t
repeat_len(const struct guess *g, size_t at)
{
	size_t len = 1;

	while (at + len < g->len && g->text[at + len] == g->text[at])
		len++;
	return len;
}

static size_t
number_len(const struct guess *g, size_t at)
{
	size_t len = 0;

	while (len < NUMBER_MOST && at + len < g->len &&
	    isdigit((unsigned char)g->text[at + len]))
		len++;
	return len;
}

static void
lower(size_t *least, size_t at, size_t len, size_t cost)
{
	if (least[at + len] > least[at] + cost)
		least[at + len] = least[at] + cost;
}

static void
try_words(const struct guess *g, size_t *least, size_t at, size_t most,
    const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t len = word_len(g, at, words[i]);

		if (len > 0 && len <= most)
			lower(least, at, len, PIECE);
	}
}

/* The beginning of a run, a repeat or a number is one as well. */
static void
try_patterns(const struct guess *g, size_t *least, size_t at, size_t most)
{
	const size_t lens[] = {
		run_len(g, at), repeat_len(g, at), number_len(g, at)
	};

	for (size_t i = 0; i < COUNT(lens); i++)
		for (size_t len = 1; len <= lens[i] && len <= most; len++)
			lower(least, at, len, PIECE);
	if (ispunct((unsigned char)g->text[at]) || g->text[at] == ' ')
		lower(least, at, 1, SIGN);
}

/* What the cheapest way costs to put the first `len` bytes together. */
static size_t
cost_of(const struct guess *g, size_t len)
{
	size_t least[BYTES_MAX + 1];

	for (size_t i = 0; i <= len; i++)
		least[i] = i * PIECE;
	for (size_t at = 0; at < len; at++) {
		lower(least, at, 1, PIECE);
		try_words(g, least, at, len - at, common, COUNT(common));
		try_words(g, least, at, len - at, g->names, g->name_count);
		try_patterns(g, least, at, len - at);
	}
	return least[len];
}

/* The length of what the text is made of over and over; all of it when it is
 * not. */
static size_t
period(const struct guess *g)
{
	for (size_t p = 1; p <= g->len / 2; p++)
		if (memcmp(g->text, g->text + p, g->len - p) == 0)
			return p;
	return g->len;
}

static void
add_name(struct guess *g, const char *name)
{
	if (strlen(name) >= NAME_LEAST && g->name_count < NAMES_MAX)
		g->names[g->name_count++] = name;
}

/* A name or an address, and the words of it that are long enough to count. */
static void
add_names(struct guess *g, struct arena *a, const char *text)
{
	static const char between[] = " .,-_@'()/";
	size_t len;

	if (text != NULL)
		add_name(g, text);
	while (text != NULL && *text != '\0') {
		len = strcspn(text, between);
		add_name(g, arena_copy(a, text, len));
		text += len;
		text += strspn(text, between);
	}
}

enum err
password_check(struct call *c, const char *password, const char *email,
    const char *name)
{
	struct guess g = { .text = password, .len = strlen(password) };
	size_t cost;

	invariant(g.len <= BYTES_MAX);
	if (utf8_count(password) < LENGTH_MIN)
		return call_invalid(c, "password",
		    "A password has at least 12 characters; three words make "
		    "a good one.");
	add_names(&g, c->arena, email);
	add_names(&g, c->arena, name);
	add_names(&g, c->arena, c->settings->name);
	cost = cost_of(&g, period(&g));
	if (cost >= ENOUGH)
		return OK;
	return call_invalid(c, "password",
	    "This password is too easy to guess: it is made of what everybody "
	    "tries first, or of your own name or e-mail address. Three words "
	    "that do not belong together make a good one.");
}
