/* SPDX-License-Identifier: Apache-2.0 */
/* What is typed into a search box, and SQL that is for one database only. */
#include "soundings/base.h"
#include "soundings/text.h"

#include "store/driver.h"

#include "unit.h"

TEST(what_is_typed_is_words_and_never_syntax)
{
	static const int64_t places[] = { 9, 17 };
	static const struct ids heard = { places, COUNT(places) };
	static const struct {
		const char *typed, *words; /* NULL: nothing to look for */
	} row[] = {
		{ "tide", "(\"tide\")" },
		{ "  high\ttide\n", "(\"high\" AND \"tide\")" },
		{ "\"high tide\" now", "(\"high tide\" AND \"now\")" },
		{ "high\"tide", "(\"high\" AND \"tide\")" },
		{ "\"never closed", "(\"never closed\")" },
		{ "tide -ebb", "(\"tide\") NOT {title body} : (\"ebb\")" },
		{ "tide -ebb -\"low water\"", "(\"tide\") NOT {title body} : "
		  "(\"ebb\" OR \"low water\")" },
		{ "covid-19", "(\"covid-19\")" },
		{ "a* NEAR(b c) x:y", "(\"a*\" AND \"NEAR(b\" AND \"c)\" AND "
		  "\"x:y\")" },
		{ "t\xc3\xbd" "den", "(\"t\xc3\xbd" "den\")" },
		{ "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17",
		  "(\"1\" AND \"2\" AND \"3\" AND \"4\" AND \"5\" AND \"6\" AND "
		  "\"7\" AND \"8\" AND \"9\" AND \"10\" AND \"11\" AND \"12\" "
		  "AND \"13\" AND \"14\" AND \"15\" AND \"16\")" },
		{ "", NULL },
		{ " - \"\" -- ( ) * \"", NULL },
		{ "-ebb", NULL },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].typed);
		const char *got = match_fts5(a, MATCH_ALL, row[i].typed, &heard);
		const char *want = row[i].words == NULL ? NULL : arena_printf(a,
		    "{scope} : (\"a9\" OR \"a17\") AND {title body} : %s",
		    row[i].words);

		if (want == NULL)
			YES(got == NULL);
		else
			EQ_TEXT(want, got);
	}
	EQ_TEXT("{scope} : (\"a9\" OR \"a17\") AND {title body} : "
		"(\"high\" OR \"tide\")",
	    match_fts5(a, MATCH_ANY, "high tide", &heard));
	EQ_TEXT("\"high\" or \"tide\"",
	    match_websearch(a, MATCH_ANY, "high tide"));
	YES(match_fts5(a, MATCH_ALL, "tide", &(struct ids){ NULL, 0 }) == NULL);
	arena_free(a);
}

TEST(lines_for_another_database_are_taken_out)
{
	static const char sql[] = "a\n-- only sqlite\nb\nc\n"
				  "-- only postgres\nd\n-- both\ne";
	static const char plain[] = "-- both\nSELECT 1";
	struct arena *a = arena_new();

	EQ_TEXT("a\nb\nc\ne\n", only_for(a, "sqlite", sql));
	EQ_TEXT("a\nd\ne\n", only_for(a, "postgres", sql));
	EQ_TEXT("a\ne\n", only_for(a, "post", sql));
	YES(only_for(a, "sqlite", plain) == plain);
	arena_free(a);
}

TEST(the_words_of_markdown_are_without_its_marks)
{
	static const struct { const char *markdown, *words; } row[] = {
		{ "We *swam* at **dawn**", "We swam at dawn" },
		{ "# Tides\n\nHigh\nwater", "Tides High water" },
		{ "- one\n- two\n\n> three", "one two three" },
		{ "| a | b |\n|---|---|\n| c | d |", "a b c d" },
		{ "mid*dle*d `code` [link](https://tide.example)",
		  "middled code link" },
		{ "    spaced   out\n", "spaced out" },
		{ "", "" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < COUNT(row); i++)
		EQ_TEXT(row[i].words, text_words(a, row[i].markdown));
	arena_free(a);
}
