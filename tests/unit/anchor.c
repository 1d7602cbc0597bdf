/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor.c - passages of one draft found in the next.
 *
 * A passage stands in braces in the old text; what it has become is written as
 * the new text has it. The figures on real drafts are tests/anchor.
 */
#include "unit.h"

#include "soundings/anchor.h"
#include "soundings/base.h"
#include "soundings/buffer.h"
#include "soundings/text.h"

#define PARK "The park opens at eight in the morning. "
#define GATE "Visitors with dogs use the northern gate by the mill. "
#define LAKE "Swimming in the lake is allowed from May to September. "
#define FIRE "Open fires are forbidden at all times of the year. "
#define LENT "the tools that are lent out for the day."
#define LOST "Lost property is kept for six weeks at the lodge. "

/* The text without its braces; where they were, in code points. */
static char *
unbraced(struct arena *a, const char *text, size_t *start, size_t *end)
{
	char *plain = arena_copy(a, text, strlen(text)), *to = plain;

	for (const char *at = text; *at != '\0'; at++)
		if (*at == '{' || *at == '}') {
			*to = '\0';
			*(*at == '{' ? start : end) = utf8_count(plain);
		} else {
			*to++ = *at;
		}
	*to = '\0';
	return plain;
}

static const char *
cut(struct arena *a, const char *text, size_t start, size_t end)
{
	size_t from = utf8_offset(text, start);

	return arena_copy(a, text + from, utf8_offset(text, end) - from);
}

static struct anchor_place
placed(struct arena *a, const char *braced, const char *new, const char **got)
{
	size_t start = 0, end = 0;
	const char *why = NULL;
	char *old = unbraced(a, braced, &start, &end);
	const struct anchor *anchor = anchor_compare(
	    a, old, strlen(old), new, strlen(new), &why);
	struct anchor_place place;

	EQ_TEXT(NULL, why);
	place = anchor_place(anchor, start, end);
	*got = place.state == ANCHOR_NOT_FOUND
		   ? NULL
		   : cut(a, new, place.start, place.end);
	return place;
}

struct example {
	const char *old, *new, *state, *became;
};

static void
check_examples(const struct example *row, size_t count)
{
	struct arena *a = arena_new();
	struct anchor_place place;
	const char *got;

	for (size_t i = 0; i < count; i++) {
		CASE("%s", row[i].old);
		place = placed(a, row[i].old, row[i].new, &got);
		EQ_TEXT(row[i].became, got);
		EQ_TEXT(row[i].state, anchor_state_name(place.state));
		YES(place.confidence > 0 && place.confidence < 1);
	}
	arena_free(a);
}

TEST(the_same_words_are_the_same_place)
{
	static const struct example row[] = {
		{ PARK "{" GATE "}" LAKE, PARK GATE LAKE, "same", GATE },
		{ PARK "Visitors with {dogs use the} northern gate.",
		    LAKE PARK "Visitors with dogs use the northern gate.",
		    "same", "dogs use the" },
		{ "{" PARK "}", PARK, "same", PARK },
		{ PARK "{Visitors\nwith dogs use\nthe gate.} " LAKE,
		    PARK "Visitors with\ndogs use the gate. " LAKE, "same",
		    "Visitors with\ndogs use the gate." },
		{ "Yes. " PARK "{Yes.} " GATE "Yes. " LAKE,
		    "Yes. " PARK "Yes. " GATE "Yes. " LAKE, "same", "Yes." },
		{ PARK "No{rther}n lights. " GATE, GATE PARK "Northern lights.",
		    "same", "rther" },
	};
	check_examples(row, COUNT(row));
}

TEST(what_moved_is_found_wherever_it_went)
{
	static const struct example row[] = {
		{ PARK GATE LAKE FIRE "{" LOST "}", LOST PARK GATE LAKE FIRE,
		    "moved", LOST },
		{ "# {Tides}\n\n" PARK GATE "\n\n# Winds\n\n" LAKE FIRE,
		    PARK GATE "\n\n# Winds\n\n" LAKE FIRE "\n\n# Tides",
		    "moved", "Tides" },
		{ PARK GATE LAKE FIRE "\n\n{Lost property is kept for six "
				      "weeks at the lodge.}",
		    "Lost property is kept for eight weeks at the old lodge."
		    "\n\n" PARK GATE LAKE FIRE,
		    "changed",
		    "Lost property is kept for eight weeks at the old lodge." },
	};
	check_examples(row, COUNT(row));
}

TEST(a_comparison_is_read_both_ways)
{
	static const char *const old = PARK GATE LAKE FIRE;
	static const char *const new = FIRE PARK
	    "Dogs use the mill gate. " LAKE;
	struct arena *a = arena_new();
	const char *why = NULL;
	const struct anchor *there = anchor_compare(
				a, old, strlen(old), new, strlen(new), &why),
			    *back = anchor_turned(a, there);
	struct anchor_place p;

	EQ_INT(anchor_old_points(there), anchor_new_points(back));
	p = anchor_place(back, 0, strlen(FIRE) - 1);
	EQ_TEXT("moved", anchor_state_name(p.state));
	EQ_INT(strlen(PARK GATE LAKE), p.start);
	p = anchor_place(back, strlen(FIRE), strlen(FIRE PARK) - 1);
	EQ_TEXT("same", anchor_state_name(p.state));
	EQ_INT(0, p.start);
	EQ_INT(strlen(PARK) - 1, p.end);
	arena_free(a);
}

TEST(changed_words_keep_their_place)
{
	static const struct example row[] = {
		{ PARK "{" GATE "}" LAKE,
		    PARK
		    "Visitors who bring dogs use the gate by the mill. " LAKE,
		    "changed",
		    "Visitors who bring dogs use the gate by the mill. " },
		{ PARK "{Dogs use the northern gate.} " LAKE,
		    PARK "dogs use the Northern Gate. " LAKE, "changed",
		    "dogs use the Northern Gate." },
		{ PARK "{A dog stays \"at heel\" - always.} " LAKE,
		    PARK "A dog stays \xe2\x80\x9c"
			 "at heel\xe2\x80\x9d "
			 "\xe2\x80\x93 always. " LAKE,
		    "changed",
		    "A dog stays \xe2\x80\x9c"
		    "at heel\xe2\x80\x9d "
		    "\xe2\x80\x93 always." },
		{ PARK "{At most 12 people swim.} " LAKE,
		    PARK "At most 14 people swim. " LAKE, "changed",
		    "At most 14 people swim." },
		{ PARK "Complaints are {raised} with a warden. " LAKE,
		    PARK "Complaints are raized with a warden. " LAKE,
		    "changed", "raized" },
		{ PARK "Ask {yorself} what helps. " LAKE,
		    PARK "Ask yourself what helps. " LAKE, "changed",
		    "yourself" },
		{ PARK "{Two organisations help.} " LAKE,
		    PARK "Two organizations help. " LAKE, "changed",
		    "Two organizations help." },
	};
	check_examples(row, COUNT(row));
}

TEST(split_and_joined_paragraphs_are_one_passage)
{
	static const struct example row[] = {
		{ "{" PARK GATE "}\n\n" LAKE,
		    "The park opens at eight in the morning.\n\n" GATE
		    "\n\n" LAKE,
		    "same",
		    "The park opens at eight in the morning.\n\n" GATE },
		{ LAKE "\n\n{Lamps are lit at dusk. Wardens walk the paths.} "
		       "\n\n" FIRE,
		    LAKE "\n\nLamps are lit at dusk, and wardens walk the "
			 "paths.\n\n" FIRE,
		    "changed",
		    "Lamps are lit at dusk, and wardens walk the paths." },
	};
	check_examples(row, COUNT(row));
}

TEST(what_was_deleted_is_not_found)
{
	static const struct example row[] = {
		{ PARK "{" GATE "}" LAKE, PARK LAKE, "not_found", NULL },
		{ PARK "{" GATE "}" LAKE, "", "not_found", NULL },
		{ PARK "{" GATE "}" LAKE, "\n\n", "not_found", NULL },
		{ PARK "{Visitors use} the gate. " LAKE,
		    PARK LAKE "The gate that visitors of the exhibition see is "
			      "of no use.",
		    "not_found", NULL },
		{ PARK "{" GATE "}" LAKE,
		    PARK "Bicycles are to be left in the racks. " LAKE,
		    "not_found", NULL },
		{ PARK "{Ask the warden.} " LAKE "Ask the warden. " FIRE,
		    PARK LAKE "Ask the warden. " FIRE, "not_found", NULL },
		/* Another sentence with a phrase that stayed where it was. */
		{ PARK "\n\n{Wardens keep " LENT "}\n\nWardens count " LENT
		       "\n\n" GATE LAKE FIRE,
		    PARK "\n\nWardens count " LENT "\n\n" GATE LAKE FIRE
			 "\n\nGuests return " LENT,
		    "not_found", NULL },
	};
	check_examples(row, COUNT(row));
}

#define KEYS "return the keys of the boat house "
#define CARDS "The warden keeps a list of all "
#define MEADOW                                                                 \
	"| oak | 28 | partly | in the meadow behind the mill where the deer "  \
	"are fed at night and the owls live |\n| fir | 5 | no | nowhere |"

TEST(of_lines_that_are_alike_the_one_that_went_is_not_found)
{
	static const struct example row[] = {
		{ "1. " KEYS "by noon\n2. {" KEYS "on Sundays}\n3. " KEYS
		  "in person\n",
		    "1. " KEYS "by noon\n2. " KEYS "in person\n", "not_found",
		    NULL },
		{ "(a) " KEYS "by noon\n(b) {" KEYS "on Sundays}\n(c) " KEYS
		  "in person\n",
		    "(a) " KEYS "by noon\n(b) " KEYS "in person\n", "not_found",
		    NULL },
		/* a dash, as word processors put it */
		{ "\xe2\x80\x93 " KEYS "by noon\n\xe2\x80\x93 {" KEYS
		  "on Sundays}\n\xe2\x80\x93 " KEYS "in person\n",
		    "\xe2\x80\x93 " KEYS "by noon\n\xe2\x80\x93 " KEYS
		    "in person\n",
		    "not_found", NULL },
		/* What is everywhere is not moved because a copy is left. */
		{ "# Boats\n\nCharge: none\n\n" GATE
		  "\n\n# Lake\n\n{Charge: none}\n\n" LAKE
		  "\n\n# Fires\n\n" FIRE,
		    "# Boats\n\nCharge: none\n\n" GATE
		    "\n\n# Lake\n\nGuests pay by the hour.\n\n" LAKE
		    "\n\n# Fires\n\n" FIRE
		    "\n\n# Tools\n\nCharge: none\n\n" LOST,
		    "not_found", NULL },
	};
	check_examples(row, COUNT(row));
}

TEST(lines_that_are_alike_keep_their_places)
{
#define SECTIONS(blue, red, green)                                             \
	"# Blue\n\n" CARDS blue " out to guests as blue cards.\n\n" red        \
	"# Red\n\n" LAKE CARDS                                                 \
	"cards that were lent out to guests as red cards.\n\n" red             \
	"# Green\n\n" CARDS green " out to guests as green cards.\n\n" red
	static const struct example row[] = {
		{ SECTIONS("{cards that were lent}", "See below.\n\n",
		      "cards. that were lent"),
		    SECTIONS(
			"`cards` that were lent", "", "cards that were lent"),
		    "changed", "cards` that were lent" },
		{ SECTIONS("cards that were lent", "See below.\n\n",
		      "{cards. that were lent}"),
		    SECTIONS(
			"`cards` that were lent", "", "cards that were lent"),
		    "changed", "cards that were lent" },
		/* Rows change places; two of them end alike. */
		{ "| ash | 12 | partly | by the mill |\n"
		  "| {elm | 62 | partly | by the old pond} |\n" MEADOW,
		    "| yew | 61 | partly | by the old pond |\n" MEADOW
		    "\n| elm | 62 | partly | by the old pond |"
		    "\n| ash | 12 | partly | by the mill |",
		    "moved", "elm | 62 | partly | by the old pond" },
		/* All of a sentence is more than a phrase. */
		{ "The warden keeps the keys of the mill. The warden keeps the "
		  "keys of house 16.\n\n{The warden keeps the keys of house "
		  "12.}\n\n" GATE LAKE,
		    "The warden keeps the keys of the mill. The warden keeps "
		    "the keys of house 16.\n\n" GATE LAKE "\n\n" FIRE
		    "\n\nThe warden keeps the keys of house 14.\n\n" LOST,
		    "changed", "The warden keeps the keys of house 14." },
	};
	check_examples(row, COUNT(row));
}

TEST(scripts_without_spaces_and_combining_signs_count_too)
{
#define JA "\xe6\xb9\x96\xe3\x81\xa7\xe6\xb3\xb3\xe3\x81\x90\xe3\x80\x82"
#define JB "\xe5\xb1\xb1\xe3\x81\xab\xe7\x99\xbb\xe3\x82\x8b\xe3\x80\x82"
	static const struct example row[] = {
		{ PARK JA "{" JB "}", JB PARK JA, "moved", JB },
		{ PARK JB "{" JA "}", PARK JB JA, "same", JA },
		/* e with an accent of its own, and composed */
		{ PARK "{Le cafe\xcc\x81 ouvre.} " LAKE,
		    PARK "Le caf\xc3\xa9 ouvre. " LAKE, "changed",
		    "Le caf\xc3\xa9 ouvre." },
		/* a family of three, joined; the passage is in code points */
		{ "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 {" GATE "}",
		    PARK "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 " GATE,
		    "same", GATE },
		{ PARK "{Wir gr\xc3\xbc\xc3\x9f"
		       "en.} " LAKE,
		    PARK "WIR GR\xc3\x9cSSEN. " LAKE, "changed",
		    "WIR GR\xc3\x9cSSEN." },
	};
	check_examples(row, COUNT(row));
}

TEST(line_ends_of_another_system_change_nothing)
{
	static const struct example row[] = {
		{ PARK "\r\n\r\n{" GATE "}\r\n\r\n" LAKE,
		    PARK "\n\n" GATE "\n\n" LAKE, "same", GATE },
		{ PARK "\n{Dogs use\nthe gate.}\n" LAKE,
		    PARK "\r\nDogs use\r\nthe gate.\r\n" LAKE, "same",
		    "Dogs use\r\nthe gate." },
	};
	check_examples(row, COUNT(row));
}

/* Any span of an unchanged text is where it was: blanks, half words, nothing.
 */
TEST(identical_text_gives_the_identical_span)
{
	static const char *const texts[] = {
		"",
		" ",
		"a",
		"\n\n" PARK "\n\n\t" GATE " ",
		"a a a a a a a a",
		PARK PARK PARK,
		"e\xcc\x81\xcc\x81 \xcc\x81 x\xe2\x80\x8dy",
		"-- -- | | -- '' '",
		JA JA,
	};
	struct arena *a = arena_new();
	const struct anchor *anchor;
	struct anchor_place place;
	const char *why;
	size_t n;

	for (size_t i = 0; i < COUNT(texts); i++) {
		n = utf8_count(texts[i]);
		anchor = anchor_compare(a, texts[i], strlen(texts[i]), texts[i],
		    strlen(texts[i]), &why);
		EQ_INT(n, anchor_old_points(anchor));
		EQ_INT(n, anchor_new_points(anchor));
		for (size_t start = 0; start <= n; start++)
			for (size_t end = start; end <= n; end++) {
				CASE("%s %zu-%zu", texts[i], start, end);
				place = anchor_place(anchor, start, end);
				EQ_TEXT("same", anchor_state_name(place.state));
				EQ_INT(start, place.start);
				EQ_INT(end, place.end);
			}
	}
	arena_free(a);
}

/* Six thousand words that are all different, each seven characters long. */
static const char *
long_text(struct arena *a)
{
	struct buffer b = { 0 };
	const char *text;

	for (int i = 0; i < 6000; i++)
		buffer_printf(&b, "w%05d ", i);
	text = arena_copy(a, b.at, b.len);
	buffer_free(&b);
	return text;
}

TEST(a_passage_of_many_pages_is_where_its_ends_are)
{
	struct arena *a = arena_new();
	const char *old = long_text(a), *why = NULL, *middle = old + 21000;
	const char *new = arena_printf(
	    a, "Before. %.*sand here %s", 21000, old, middle);
	const struct anchor *anchor = anchor_compare(
	    a, old, strlen(old), new, strlen(new), &why);
	struct anchor_place place = anchor_place(anchor, 7, 41999);

	EQ_TEXT("changed", anchor_state_name(place.state));
	EQ_INT(8 + 7, place.start);
	EQ_INT(8 + 9 + 41999, place.end);
	anchor = anchor_compare(
	    a, old, strlen(old), middle, strlen(middle), &why);
	place = anchor_place(anchor, 7, 41999);
	EQ_TEXT("not_found", anchor_state_name(place.state));
	anchor = anchor_compare(a, old, strlen(old), old, strlen(old), &why);
	place = anchor_place(anchor, 7, 41999);
	EQ_TEXT("same", anchor_state_name(place.state));
	EQ_INT(41999, place.end);
	arena_free(a);
}

TEST(a_text_that_is_none_is_refused_with_its_name)
{
	struct arena *a = arena_new();
	size_t len = ANCHOR_TEXT_MAX + 1;
	char *large = arena_get(a, len);
	const char *why = NULL;

	memset(large, 'a', len);
	EQ_INT(0, anchor_compare(a, "\xff", 1, "a", 1, &why) != NULL);
	EQ_TEXT("the old text is not UTF-8", why);
	EQ_INT(0, anchor_compare(a, "a", 1, "a\0b", 3, &why) != NULL);
	EQ_TEXT("the new text is not UTF-8", why);
	EQ_INT(0, anchor_compare(a, "a", 1, large, len, &why) != NULL);
	EQ_TEXT("the new text is larger than 8 MiB", why);
	memset(large, '.', len);
	EQ_INT(0, anchor_compare(a, large, len / 4, "", 0, &why) != NULL);
	EQ_TEXT("the old text has more than 500000 words and signs", why);
	arena_free(a);
}

TEST(a_quotation_is_found_by_its_words_and_those_around_it)
{
	static const char old[] = PARK "Ask us. " LAKE "Ask us. " FIRE
				       "Don\xe2\x80\x99t  run.";
	static const struct {
		struct anchor_quote quote;
		int64_t start; /* -1: not there */
	} row[] = {
		{ { "The park", NULL, NULL, 0 }, 0 },
		{ { "Ask us.", NULL, NULL, 0 }, 40 },
		{ { "Ask us.", NULL, NULL, 100 }, 103 },
		{ { "Ask us.", "September. ", NULL, 0 }, 103 },
		{ { "Ask us.", NULL, " Swimming", 200 }, 40 },
		{ { "Don't run", NULL, NULL, 0 }, 162 },
		{ { "ask\nUS", NULL, "", 0 }, 40 },
		{ { "Ask them.", NULL, NULL, 0 }, -1 },
		{ { "", NULL, NULL, 0 }, -1 },
		{ { " ", "morning.", NULL, 0 }, 39 },
	};
	struct arena *a = arena_new();
	size_t start, end;
	const char *why;
	const struct anchor *anchor = anchor_compare(
	    a, old, strlen(old), old, strlen(old), &why);
	bool found;

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%zu %s", i, row[i].quote.exact);
		found = anchor_find(anchor, &row[i].quote, &start, &end);
		EQ_INT(row[i].start, found ? (int64_t)start : -1);
	}
	YES(anchor_is_at(anchor, "park", 4, 8));
	NO(anchor_is_at(anchor, "park", 5, 9));
	NO(anchor_is_at(anchor, "park", 8, 4));
	NO(anchor_is_at(anchor, "park", 4, 800));
	arena_free(a);
}
